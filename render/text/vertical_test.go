package text

import (
	"testing"

	"sharecard/fonts"
	"sharecard/render/layout"
	"sharecard/render/style"
)

// TestUprightRightToLeft: upright characters of a vertical line that run upwards keep their
// text, each with its own glyph.
func TestUprightRightToLeft(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	block := with(chinese(10), func(c *style.Style) { c.WritingMode = style.VerticalRL })
	upwards := with(block, func(c *style.Style) { c.Direction, c.UnicodeBidi = style.RTL, style.BidiOverride })
	p := s.NewParagraph(block, []Item{
		{Kind: Run, Text: "一", Style: block},
		{Kind: Open, Style: upwards}, {Kind: Run, Text: "二三四", Style: upwards}, {Kind: Close, Style: upwards},
	})
	in := p.Layout(900, layout.Bounds{})
	if got := lineTexts(in); got != "一二三四" {
		t.Errorf("line is %s", got)
	}
	var drawn string
	for _, f := range in.Fragments {
		if g, ok := f.(*GlyphRun); ok {
			drawn += g.Text
			if len(g.Glyphs) != len([]rune(g.Text)) {
				t.Errorf("%s has %d glyphs", g.Text, len(g.Glyphs))
			}
		}
	}
	if drawn != "一二三四" {
		t.Errorf("%s is drawn", drawn)
	}
}
