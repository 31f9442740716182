package text

import (
	"strings"
	"unicode"

	ot "github.com/go-text/typesetting/font/opentype"

	"sharecard/render/style"
)

// smallCapsSize is the size of small capitals that a face does not have, of that of
// the text, as browsers make them (CSS Fonts 4 §6.6).
const smallCapsSize = 0.7

// smallCaps replaces text in small capitals that its face does not have by capitals
// of a smaller size.
func (s *Shaper) smallCaps(items []Item) []Item {
	var out []Item // made where there is such text
	for i := range items {
		it := &items[i]
		small, all := false, false
		if it.Kind == Run && it.Style != nil {
			small, all = s.makesSmallCaps(it.Style)
		}
		if !small {
			if out != nil {
				out = append(out, *it)
			}
			continue
		}
		if out == nil {
			out = append(make([]Item, 0, len(items)+8), items[:i]...)
		}
		out = appendSmallCaps(out, it, all)
	}
	if out == nil {
		return items
	}
	return out
}

// makesSmallCaps reports whether the lower case letters of a style become small
// capitals by size, and whether all of its text does, as under all-small-caps.
func (s *Shaper) makesSmallCaps(st *style.Style) (small, all bool) {
	for _, f := range st.FontFeatures {
		small = small || f.Tag == "smcp" && f.Value > 0
		all = all || f.Tag == "c2sc" && f.Value > 0
	}
	if !small || st.NoSynthesis.SmallCaps {
		return false, false
	}
	face := s.chain(st).Primary().Face
	if face == nil || face.Font() == nil {
		return false, false
	}
	tag := ot.MustNewTag("smcp")
	for i := range face.Font().GSUB.Features {
		if face.Font().GSUB.Features[i].Tag == tag {
			return false, false
		}
	}
	return true, all
}

// appendSmallCaps appends a run of text with its small letters as spans, or the whole of
// it as one.
func appendSmallCaps(out []Item, it *Item, all bool) []Item {
	whole := *it.Style
	whole.TextTransform = style.TransformNone // which letters are small is decided by then
	little := withoutFrame(&whole)
	little.FontSize *= smallCapsSize
	add := func(text string, small bool) {
		switch {
		case text == "":
		case small:
			out = append(out, Item{Kind: Open, Style: little},
				Item{Kind: Run, Text: strings.ToUpper(text), Style: little, Node: it.Node}, Item{Kind: Close, Style: little})
		default:
			out = append(out, Item{Kind: Run, Text: text, Style: &whole, Node: it.Node})
		}
	}
	text := transform(it.Text, it.Style)
	from, small := 0, false
	for i, r := range text {
		if now := all || unicode.IsLower(r) && unicode.ToUpper(r) != r; now != small {
			add(text[from:i], small)
			from, small = i, now
		}
	}
	add(text[from:], small)
	return out
}

// withoutFrame is a style with what is inherited alone: that of an inline box which
// takes no room and paints nothing but its text.
func withoutFrame(s *style.Style) *style.Style {
	c := *s
	c.Display, c.Position, c.ZIndex, c.Inset = style.Inline, style.Static, style.ZIndex{}, style.Sides{}
	c.Margin, c.Padding = style.Sides{}, style.Sides{}
	c.Border, c.Outline, c.Radius = [4]style.BorderSide{}, style.BorderSide{}, [4]style.Corner{}
	c.BorderImage = nil
	c.BackgroundColor.A, c.Background, c.BoxShadow, c.Mask = 0, nil, nil, nil
	c.VerticalAlign = style.VerticalAlign{}
	c.Opacity, c.Filter, c.BackdropFilter, c.MixBlend, c.Isolated = 1, nil, nil, style.BlendNormal, false
	return &c
}
