package box

import (
	"slices"
	"strings"
	"unicode/utf8"

	"sharecard/render/layout"
	"sharecard/render/style"
)

// turnedKey names a style as layout reads it in vertical writing.
type turnedKey struct {
	of     *style.Style
	mode   style.WritingMode
	inline bool
}

// principal is the principal box of an element, without content.
func (bd *builder) principal(n *style.Node) *layout.Box {
	b := &layout.Box{Node: n, Style: bd.style(n.Style, false)}
	if b.Style != n.Style {
		b.Drawn = n.Style
	}
	return b
}

// style returns the style of an element as layout reads it in the container at hand: where
// that has vertical lines, turned.
func (bd *builder) style(s *style.Style, inline bool) *style.Style {
	if bd.mode == style.HorizontalTB {
		return s
	}
	key := turnedKey{s, bd.mode, inline}
	t, ok := bd.turned[key]
	if !ok {
		in := *s
		in.WritingMode = bd.mode
		t = in.Turned(inline)
		t.WritingMode = s.WritingMode
		bd.turned[key] = t
	}
	return t
}

// withPrincipalMode returns the root with the writing mode of the body, which is that of the
// page (CSS Writing Modes 4 §8).
func withPrincipalMode(root *style.Node) *style.Node {
	for _, c := range root.Children {
		if tag(c) == "body" && c.Style.WritingMode != root.Style.WritingMode {
			s := *root.Style
			s.WritingMode, s.Direction = c.Style.WritingMode, c.Style.Direction
			page := *root
			page.Style = &s
			return &page
		}
	}
	return root
}

// orthogonal puts the content of n into a box of its own in b: its lines run across those
// of the container (CSS Writing Modes 4 §7.3), or follow one another the other way.
func (bd *builder) orthogonal(b *layout.Box, n *style.Node) {
	outer := bd.mode
	bd.mode = n.Style.WritingMode
	inner := &layout.Box{Node: n, Style: n.Style.Flow(), Anonymous: true}
	bd.content(inner)
	b.Children, b.Orthogonal = []*layout.Box{inner}, true
	b.Mirrored = outer != style.HorizontalTB && bd.mode != style.HorizontalTB
	bd.mode = outer
}

// combined is an inline box of a vertical line whose text stands side by side in the square
// of one character (text-combine-upright, CSS Writing Modes 4 §9.1), as a box that the line
// holds; nil where the box holds more than a few characters.
func (bd *builder) combined(n *style.Node) *style.Node {
	if bd.mode == style.HorizontalTB || !n.Style.TextCombine || len(n.Children) != 1 || !n.Children[0].IsText {
		return nil
	}
	count := utf8.RuneCountInString(strings.TrimSpace(n.Children[0].Text))
	if count == 0 || count > maxCombined {
		return nil
	}
	s := *n.Style
	s.WritingMode, s.TextCombine, s.Display = style.HorizontalTB, false, style.InlineFlex
	s.JustifyContent, s.TextWrap, s.TextIndent = style.AlignCenter, style.TextWrapNone, style.Indent{Length: style.Px(0)}
	s.Width, s.Height, s.BoxSizing = style.Px(s.FontSize), style.Px(s.FontSize), style.ContentBox
	s.LineHeight = style.LineHeight{Set: true, Factor: 1}
	s.FontFeatures = append(slices.Clip(s.FontFeatures), style.Feature{Tag: "hwid", Value: 1})
	if count > 2 { // half the width of a character each is too wide
		narrow := 2 / float64(count)
		s.Transform = append(slices.Clip(s.Transform), style.Transform{Matrix: &[6]float64{narrow, 0, 0, 1, 0, 0}})
		s.TransformOrigin = style.Point{X: style.Percent(50), Y: style.Percent(50)}
	}
	box := *n
	box.Style = &s
	return &box
}

// maxCombined is how many characters are set side by side in one square.
const maxCombined = 4
