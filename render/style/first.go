package style

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// firstLine computes ::first-line of a block container and hands it to the block that
// holds the first formatted line (CSS Pseudo-Elements 4 §2.1).
func (c *computer) firstLine(n *Node, matches []match) {
	if len(matches) == 0 || !n.Style.holdsLines() {
		return
	}
	c.cascade(matches, nil, nil)
	first := c.compute(n.Elem, n.Style, false)
	for n != nil {
		if n.Style.FirstLine == nil {
			n.Style.FirstLine = first
		}
		n = n.firstBlock()
	}
}

// firstBlock is the child block with which a block begins; nil where something else
// stands there.
func (n *Node) firstBlock() *Node {
	for _, k := range n.Children {
		switch {
		case k.IsText && strings.TrimSpace(k.Text) == "", !k.IsText && k.Style.offFlow():
			continue
		case !k.IsText && k.Pseudo == "" && k.Style.Display != InlineBlock && k.Style.holdsLines():
			return k
		}
		return nil
	}
	return nil
}

// holdsLines reports a block container.
func (s *Style) holdsLines() bool {
	switch s.Display {
	case Block, InlineBlock, FlowRoot, TableCell, TableCaption:
		return true
	}
	return false
}

// offFlow reports what makes no line around it longer.
func (s *Style) offFlow() bool {
	return s.Display == DisplayNone || s.Float != FloatNone || s.Position == Absolute || s.Position == FixedPosition
}

// firstLetter puts an inline box around the first letter of a block container
// (CSS Pseudo-Elements 4 §2.2).
func (c *computer) firstLetter(n *Node, matches []match) {
	if len(matches) > 0 && n.Style.holdsLines() {
		c.letterIn(n, matches)
	}
}

// letterIn looks for the first letter in n, and reports whether the search has ended.
func (c *computer) letterIn(n *Node, matches []match) (done bool) {
	for i, k := range n.Children {
		switch {
		case k.IsText:
			start, end := firstLetter(k.Text)
			if start == len(k.Text) {
				continue // white space
			}
			if start < end {
				c.wrapLetter(n, i, start, end, matches)
			}
			return true
		case k.Pseudo == "first-letter":
			return true
		case k.Pseudo == "marker", k.Style.offFlow():
			continue
		case k.Elem.Tag() == "br", Replaced(k.Elem):
			return true
		case k.Style.Display == Inline, k.Style.Display == Contents, k.Style.Display == Block, k.Style.Display == FlowRoot:
			if c.letterIn(k, matches) {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// wrapLetter parts the i-th child of n, a text, at the letter in it.
func (c *computer) wrapLetter(n *Node, i, start, end int, matches []match) {
	c.cascade(matches, nil, nil)
	s := c.compute(n.Elem, n.Style, false)
	s.Display, s.Position = Inline, Static
	if s.Float != FloatNone {
		s.Display = Block
	}
	whole := n.Children[i]
	part := func(text string, s *Style) *Node { return &Node{Elem: whole.Elem, IsText: true, Text: text, Style: s} }
	letter := &Node{Elem: n.Elem, Pseudo: "first-letter", Style: s, Children: []*Node{part(whole.Text[start:end], s)}}
	parts := []*Node{letter, part(whole.Text[end:], whole.Style)}
	if start > 0 {
		parts = append([]*Node{part(whole.Text[:start], whole.Style)}, parts...)
	}
	n.Children = append(n.Children[:i:i], append(parts, n.Children[i+1:]...)...)
}

// firstLetter finds the first letter of a text, with the punctuation around it and the
// marks upon it. start is the length of the text where it holds white space only.
func firstLetter(text string) (start, end int) {
	start = len(text) - len(strings.TrimLeft(text, " \t\r\n\f"))
	end = start
	letter := false
	for i, r := range text[start:] {
		switch {
		case unicode.IsMark(r):
		case unicode.In(r, unicode.Ps, unicode.Pe, unicode.Pi, unicode.Pf, unicode.Po):
		case letter || unicode.IsSpace(r):
			return start, end // before a space, punctuation stands for the letter
		default:
			letter = true
		}
		end = start + i + utf8.RuneLen(r)
	}
	return start, end
}
