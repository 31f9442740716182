package style

import (
	"math"

	"sharecard/render/css"
	"sharecard/render/dom"
)

func listLonghands() []longhand {
	counts := func(id css.ID, i int) longhand {
		return field(id, func(s *Style) *css.Counters { return &s.parts.counters[i] }, func(_ *context, v css.Value) (css.Counters, bool) {
			list, ok := v.(css.Counters)
			return list, ok
		}).prints(nil)
	}
	return []longhand{
		field(css.ListStyleType, func(s *Style) *css.Value { return &s.parts.list.kind }, func(_ *context, v css.Value) (css.Value, bool) {
			return v, true
		}).prints(nil),
		flag(css.ListStylePosition, func(s *Style) *bool { return &s.parts.list.inside }, "inside").prints(nil),
		field(css.ListStyleImage, func(s *Style) *Image { return &s.parts.list.image }, func(c *context, v css.Value) (Image, bool) {
			if img, ok := v.(css.Image); ok {
				return c.image(img), true
			}
			return nil, v == css.Keyword("none")
		}).prints(nil),
		counts(css.CounterReset, 0), counts(css.CounterIncrement, 1), counts(css.CounterSet, 2),
		field(css.QuotesList, func(s *Style) *[]string { return &s.Quotes }, func(_ *context, v css.Value) ([]string, bool) {
			list, ok := v.(css.Quotes)
			return list, ok
		}).prints(nil),
	}
}

// listStyle is what the properties of lists say of an element.
type listStyle struct {
	item   bool      // display: list-item
	kind   css.Value // list-style-type: a keyword, a string or a style that is written out
	inside bool      // list-style-position
	image  Image     // list-style-image; nil for none
}

// marksItems returns the row of display, which also notes whether it is list-item.
func (l longhand) marksItems() longhand {
	set, copy := l.set, l.copy
	l.set = func(c *context, v css.Value) {
		set(c, v)
		c.style.parts.list.item = v == css.Keyword("list-item")
	}
	l.copy = func(dst, src *Style) {
		copy(dst, src)
		dst.parts.list.item = src.parts.list.item
	}
	return l
}

// startOf is the number of a list's first item, and step how far each item is from the one
// before (HTML Standard §4.4.5).
func startOf(list *dom.Node) int {
	if list.Tag() != "ol" {
		return 1
	}
	if n, ok := intAttribute(list, "start"); ok {
		return min(max(n, math.MinInt32), math.MaxInt32)
	}
	if step(list) > 0 {
		return 1
	}
	items := 0
	for _, child := range list.Children {
		if child.Tag() == "li" {
			items++
		}
	}
	return items
}

func step(list *dom.Node) int {
	if list != nil && list.Tag() == "ol" {
		if _, reversed := list.Lookup("reversed"); reversed {
			return -1
		}
	}
	return 1
}

// marker computes the marker of a list item (CSS Lists 3 §3); nil where there is none. One
// outside of the item is an out-of-flow box that ends where the item's content begins.
func (c *computer) marker(n *dom.Node, item *Style, matches []match) *Node {
	if !item.parts.list.item || item.Display != Block {
		return nil
	}
	c.cascade(matches, nil, nil)
	s := c.compute(n, item, false)
	if s.Display == DisplayNone {
		return nil
	}
	s.Display, s.Position, s.WhiteSpace, s.TextWrap, s.TextAlign = Inline, Static, Pre, TextWrapNone, TextStart
	s.TextIndent, s.TextTransform, s.Decoration, s.SpacingTrim = Indent{Length: Px(0)}, TransformNone, nil, SpaceAll
	s.Inset, s.Margin, s.Padding = initial.Inset, initial.Margin, initial.Padding
	if !item.parts.list.inside {
		s.Display, s.Position = Block, Absolute
		back := Percent(-100)
		if s.Direction == RTL {
			back = Percent(100)
		}
		s.Transform = []Transform{{X: back, Y: Px(0)}}
		if s.Vertical() {
			s.Transform = []Transform{{X: Px(0), Y: back}}
		}
	}
	if s.parts.content != nil {
		return c.contents("marker", n, s)
	}
	switch img := item.parts.list.image.(type) {
	case nil:
	case URL:
		return c.pictureMarker(n, s, css.URL(img.Src))
	default:
		return gradientMarker(n, s, img, item.parts.list.inside)
	}
	switch kind := item.parts.list.kind.(type) {
	case css.Text:
		return generated("marker", n, s, string(kind))
	case *css.CounterStyle:
		return generated("marker", n, s, c.counterStyles("decimal").anonymousMarker(c.counters.find(listItem).n, kind))
	case css.Keyword:
		switch kind {
		case "none":
			return nil
		case "disc", "circle", "square":
			return symbol(n, s, kind, item.parts.list.inside)
		case "disclosure-open", "disclosure-closed":
			return disclosure(n, s, kind == "disclosure-open", item.parts.list.inside)
		}
		return generated("marker", n, s, c.counterStyles(kind).marker(c.counters.find(listItem).n, kind))
	}
	return nil
}

// gradientMarker is a marker that is a gradient: it has no size of its own, and browsers make it half as wide as the font's
// ascent.
func gradientMarker(n *dom.Node, marker *Style, img Image, inside bool) *Node {
	node, s := drawnMarker(n, marker, math.Round(ascentOfOwnFaces*marker.FontSize)/2, markerGap, inside)
	s.Background = []Layer{{Image: img}}
	return node
}

// disclosure is the triangle of a details element, as large and as far from the text as in browsers.
func disclosure(n *dom.Node, marker *Style, open, inside bool) *Node {
	const side, gap, height = 0.66, 0.4, 86.6 // em, em, percent of the side
	node, s := drawnMarker(n, marker, side*marker.FontSize, gap*marker.FontSize, inside)
	s.BackgroundColor = s.FillColor()
	zero, half, full, tip := Percent(0), Percent(50), Percent(100), Percent(height)
	triangle := []Point{{zero, zero}, {tip, half}, {zero, full}}
	switch {
	case open:
		triangle = []Point{{zero, zero}, {full, zero}, {half, tip}}
	case s.Direction == RTL:
		triangle = []Point{{full, zero}, {Percent(100 - height), half}, {full, full}}
	}
	s.ClipPath = &ClipPath{Shape: ClipPolygon, Points: triangle}
	return node
}

// symbol is a marker that is drawn rather than set: a third of the font's ascent wide, as
// far above the baseline as browsers put it.
func symbol(n *dom.Node, marker *Style, kind css.Keyword, inside bool) *Node {
	ascent := math.Round(ascentOfOwnFaces * marker.FontSize)
	offset := math.Floor(ascent * 2 / 3)
	side := math.Floor((offset + 1) / 2)
	gap := offset + markerGap - side
	if inside {
		gap = marker.FontSize
	}
	node, s := drawnMarker(n, marker, side, gap, inside)
	s.VerticalAlign = VerticalAlign{Length: Px(ascent - math.Floor(3*(ascent-offset)/2) - side)}
	if kind != "square" {
		half := Percent(50)
		s.Radius = [4]Corner{{half, half}, {half, half}, {half, half}, {half, half}}
	}
	if kind == "circle" {
		for i := range s.Border {
			s.Border[i] = BorderSide{Width: 1, Style: BorderSolid, Color: s.FillColor()}
		}
		s.BoxSizing = BorderBox
	} else {
		s.BackgroundColor = s.FillColor()
	}
	return node
}

// ascentOfOwnFaces is that of the embedded faces in em.
const ascentOfOwnFaces = 1.16

// drawnMarker is a marker that is a square box with a gap before the text; s is the style of the box.
func drawnMarker(n *dom.Node, marker *Style, side, gap float64, inside bool) (node *Node, s *Style) {
	s = new(Style)
	*s = *marker
	s.Display, s.Position, s.Transform = InlineBlock, Static, nil
	s.Width, s.Height = Px(side), Px(side)
	start, end := Left, Right
	if s.Vertical() {
		start, end = Top, Bottom
	}
	if s.Direction == RTL {
		start, end = end, start
	}
	s.Margin[start], s.Margin[end] = Px(0), Px(gap)
	s.Content = new(string)
	drawn := &Node{Elem: n, Pseudo: "marker", Style: s}
	if inside {
		return drawn, s
	}
	return &Node{Elem: n, Pseudo: "marker", Style: marker, Children: []*Node{drawn}}, s
}
