package style

import (
	"math"
	"strconv"
	"strings"

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
		field(css.ListStyleImage, func(s *Style) *css.URL { return &s.parts.list.image }, func(_ *context, v css.Value) (css.URL, bool) {
			url, ok := v.(css.URL)
			return url, ok || v == css.Keyword("none")
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
	kind   css.Value // list-style-type: a keyword or a string
	inside bool      // list-style-position
	image  css.URL   // list-style-image; "" for none
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
	if n, err := strconv.Atoi(strings.TrimSpace(list.Attr("start"))); err == nil {
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
	if src := item.parts.list.image; src != "" {
		return c.pictureMarker(n, s, src)
	}
	switch kind := item.parts.list.kind.(type) {
	case css.Text:
		return generated("marker", n, s, string(kind))
	case css.Keyword:
		switch kind {
		case "none":
			return nil
		case "disc", "circle", "square":
			return symbol(n, s, kind, item.parts.list.inside)
		}
		return generated("marker", n, s, c.counterStyles(kind).marker(c.counters.find(listItem).n, kind))
	}
	return nil
}

// symbol is a marker that is drawn rather than set: a third of the font's ascent wide, as
// far above the baseline as browsers put it.
func symbol(n *dom.Node, marker *Style, kind css.Keyword, inside bool) *Node {
	const ascentOfOwnFaces = 1.16 // em
	ascent := math.Round(ascentOfOwnFaces * marker.FontSize)
	offset := math.Floor(ascent * 2 / 3)
	side := math.Floor((offset + 1) / 2)
	s := new(Style)
	*s = *marker
	s.Display, s.Position, s.Transform = InlineBlock, Static, nil
	s.Width, s.Height = Px(side), Px(side)
	s.VerticalAlign = VerticalAlign{Length: Px(ascent - math.Floor(3*(ascent-offset)/2) - side)}
	gap := offset + 7 - side
	if inside {
		gap = marker.FontSize
	}
	start, end := Left, Right
	if s.Vertical() {
		start, end = Top, Bottom
	}
	if s.Direction == RTL {
		start, end = end, start
	}
	s.Margin[start], s.Margin[end] = Px(0), Px(gap)
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
	s.Content = new(string)
	drawn := &Node{Elem: n, Pseudo: "marker", Style: s}
	if inside {
		return drawn
	}
	return &Node{Elem: n, Pseudo: "marker", Style: marker, Children: []*Node{drawn}}
}
