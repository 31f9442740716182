package template

import (
	"bytes"
	"context"
	"errors"
	"text/template/parse"
)

// Bounds of what a template may write.
const (
	maxOutput = 8 << 20   // bytes; what dom takes
	maxWrites = 2_000_000 // pieces: one a text, an action and a turn of a range
)

var errRunaway = errors.New("the template writes without end: more than 8 MB or 2 million pieces")

// boundedWriter collects what a template writes and stops one that does not
// end, by its size, by the number of its pieces, or when ctx is done.
type boundedWriter struct {
	ctx    context.Context
	buf    *bytes.Buffer
	writes int
}

// Write implements [io.Writer].
func (w *boundedWriter) Write(p []byte) (int, error) {
	w.writes++
	if w.writes > maxWrites || w.buf.Len()+len(p) > maxOutput {
		return 0, errRunaway
	}
	if w.writes%1024 == 0 && w.ctx.Err() != nil {
		return 0, w.ctx.Err()
	}
	return w.buf.Write(p)
}

// countTurns puts an empty text into the body of every range below list, so that even
// an empty turn writes something and is counted.
func countTurns(list *parse.ListNode) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.RangeNode:
			countTurns(n.List)
			countTurns(n.ElseList)
			turn := &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos}
			n.List.Nodes = append([]parse.Node{turn}, n.List.Nodes...)
		case *parse.IfNode:
			countTurns(n.List)
			countTurns(n.ElseList)
		case *parse.WithNode:
			countTurns(n.List)
			countTurns(n.ElseList)
		}
	}
}
