package box

import (
	"strings"

	"sharecard/render/style"
)

func outOfFlow(s *style.Style) bool {
	return s.Position == style.Absolute || s.Position == style.FixedPosition
}

func floats(s *style.Style) bool { return s.Float != style.FloatNone }

// blockLevel reports whether the display value makes a block-level box.
func blockLevel(s *style.Style) bool {
	switch s.Display {
	case style.Block, style.Flex, style.Grid, style.FlowRoot, style.Table:
		return true
	}
	return false
}

// makesNothing reports whether neither the element nor what is in it makes a box.
func makesNothing(n *style.Node) bool {
	return n.Style.Display == style.DisplayNone || n.Pseudo != "" && n.Style.Content == nil && len(n.Children) == 0
}

func isBreak(n *style.Node) bool { return tag(n) == "br" }

func isReplaced(n *style.Node) bool {
	return tag(n) != "" && style.Replaced(n.Elem)
}

// tag returns the element's tag name, "" for text and pseudo-elements.
func tag(n *style.Node) string {
	if n.Pseudo != "" || n.IsText || n.Elem == nil || n.Elem.HTML == nil {
		return ""
	}
	return n.Elem.HTML.Data
}

// attr returns an attribute of the element, "" where it is missing.
func attr(n *style.Node, key string) string {
	for _, a := range n.Elem.HTML.Attr {
		if strings.EqualFold(a.Key, key) {
			return a.Val
		}
	}
	return ""
}

// hasEdges reports whether an inline box shows itself even when empty: such a
// box makes a line box (CSS 2.2 §9.4.2).
func hasEdges(s *style.Style) bool {
	for _, i := range [...]int{style.Left, style.Right} {
		if s.Border[i].Width > 0 || nonZero(s.Padding[i]) || nonZero(s.Margin[i]) {
			return true
		}
	}
	return false
}

func nonZero(l style.Length) bool {
	return l.Kind == style.Fixed && (l.Px != 0 || l.Percent != 0 || l.Math != nil)
}

// collapsible reports whether a text is white space that makes no line box:
// all of it collapses away (CSS Text 3 §4.1).
func collapsible(s string, st *style.Style) bool {
	switch st.WhiteSpace {
	case style.Pre, style.PreWrap, style.BreakSpaces:
		return false
	case style.PreLine:
		return strings.Trim(s, " \t") == ""
	}
	return strings.Trim(s, " \t\n\r\f") == ""
}

// isTablePart reports whether the element makes a box that stands in a table. Pictures
// do not, whatever their display (CSS Tables 3 §2.1).
func isTablePart(n *style.Node) bool {
	return n.Style.IsTablePart() && !isReplaced(n) && !isBreak(n)
}
