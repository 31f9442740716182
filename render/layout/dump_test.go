package layout

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// Dump writes the box tree below root as text, one box a line, for golden
// tests: element, place relative to the parent, size, and the lines of inline
// content with their place in the content box. All numbers are px, to two
// decimals.
func Dump(w io.Writer, root *Box) error {
	var sb strings.Builder
	dump(&sb, root, 0)
	_, err := io.WriteString(w, sb.String())
	return err
}

func dump(sb *strings.Builder, b *Box, depth int) {
	indent := strings.Repeat("  ", depth)
	fmt.Fprintf(sb, "%s%s %s %s %s %s", indent, b.Name(), px(b.X), px(b.Y), px(b.W), px(b.H))
	if b.Hidden {
		sb.WriteString(" hidden")
	}
	sb.WriteByte('\n')
	if b.Inline != nil {
		for _, l := range b.Inline.Lines {
			fmt.Fprintf(sb, "%s  line %s %s %s %s base %s %q\n", indent,
				px(l.X), px(l.Y), px(l.W), px(l.H), px(l.Baseline), l.Text)
		}
	}
	for _, c := range b.Children {
		dump(sb, c, depth+1)
	}
	for _, c := range b.Atoms {
		dump(sb, c, depth+1)
	}
}

// Name is a short name of the box: tag, id and classes of its element as in a
// selector, the pseudo-element, or "anonymous".
func (b *Box) Name() string {
	if b.Anonymous || b.Node == nil {
		return "anonymous"
	}
	var sb strings.Builder
	if e := b.Node.Elem; e != nil && e.HTML != nil {
		sb.WriteString(e.HTML.Data)
		for _, a := range e.HTML.Attr {
			switch a.Key {
			case "id":
				sb.WriteString("#" + a.Val)
			case "class":
				for _, c := range strings.Fields(a.Val) {
					sb.WriteString("." + c)
				}
			}
		}
	}
	if b.Node.Pseudo != "" {
		sb.WriteString("::" + b.Node.Pseudo)
	}
	return sb.String()
}

// px prints a length to two decimals, without trailing zeros and -0.
func px(v float64) string {
	v = math.Round(v*100) / 100
	if v == 0 {
		v = 0 // -0
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}
