package text

import (
	"fmt"
	"strings"
	"testing"

	"sharecard/fonts"
	"sharecard/render/layout"
	"sharecard/render/style"
)

// dump prints a layout in one line per fragment, rounded to hundredths.
func dump(in *layout.Inline) string {
	var b strings.Builder
	rect := func(r layout.Rect) string {
		return fmt.Sprintf("%g,%g %gx%g", round2(r.X), round2(r.Y), round2(r.W), round2(r.H))
	}
	for _, l := range in.Lines {
		fmt.Fprintf(&b, "line %s base %g %q\n", rect(l.Rect), round2(l.Baseline), l.Text)
	}
	for _, f := range in.Fragments {
		switch f := f.(type) {
		case *SpanBox:
			fmt.Fprintf(&b, "span %s %v %v\n", rect(f.Rect), f.First, f.Last)
		case *GlyphRun:
			fmt.Fprintf(&b, "run %s %q\n", rect(f.Rect), f.Text)
		case *DecorationBox:
			fmt.Fprintf(&b, "stroke %s %d\n", rect(f.Rect), f.Line)
		}
	}
	for _, a := range in.Atoms {
		fmt.Fprintf(&b, "atom %d at %g,%g %v\n", a.Atom, round2(a.X), round2(a.Y), a.Hidden)
	}
	return b.String()
}

func round2(f float64) float64 { return float64(int(f*100+0.5)) / 100 }

func expectDump(t *testing.T, s *Shaper, st *style.Style, list []Item, width float64, want string) {
	t.Helper()
	got := dump(s.NewParagraph(st, list).Layout(width, layout.Bounds{}))
	if strings.TrimSpace(got) != strings.TrimSpace(strings.ReplaceAll(want, "\t", "")) {
		t.Errorf("got\n%s\nwant\n%s", got, strings.ReplaceAll(want, "\t", ""))
	}
}

// block is an atom of a fixed size.
type block struct{ w, h, base float64 }

func (b block) Intrinsic() (minimum, maximum float64)    { return b.w, b.w }
func (b block) Measure(float64) (w, h, baseline float64) { return b.w, b.h, b.base }

// Ahem has an ascent of 0.8 em and a descent of 0.2 em.
func TestPlace(t *testing.T) {
	s := ahem(t)
	st := ahemStyle(10)
	padded := with(st, func(c *style.Style) {
		c.Padding = style.Sides{style.Px(1), style.Px(2), style.Px(3), style.Px(4)}
		c.Margin = style.Sides{style.Px(9), style.Px(5), style.Px(9), style.Px(6)}
	})
	align := func(v style.VAlign) *style.Style {
		return with(st, func(c *style.Style) { c.FontSize = 20; c.VerticalAlign.Keyword = v })
	}
	atom := func(v style.VAlign, h float64) Item {
		return Item{Kind: AtomItem, Atom: block{20, h, h}, Index: 7, Style: with(st, func(c *style.Style) { c.VerticalAlign.Keyword = v })}
	}
	text := func(s string) Item { return Item{Kind: Run, Text: s} }
	open := func(st *style.Style) Item { return Item{Kind: Open, Style: st} }
	shut := Item{Kind: Close}
	for _, c := range []struct {
		name  string
		style func(*style.Style)
		items []Item
		width float64
		want  string
	}{
		{"line-height shares its leading", func(s *style.Style) { s.LineHeight = style.LineHeight{Px: 15, Set: true} },
			[]Item{text("ab")}, 100, `
			line 0,0 20x15 base 10 "ab"
			run 0,2 20x10 "ab"`},
		{"center", func(s *style.Style) { s.TextAlign = style.TextCenter }, []Item{text("ab")}, 100, `
			line 40,0 20x10 base 8 "ab"
			run 40,0 20x10 "ab"`},
		{"end, trailing space hangs", func(s *style.Style) { s.TextAlign = style.TextEnd }, []Item{text("aa bbb")}, 40, `
			line 20,0 20x10 base 8 "aa"
			line 10,10 30x10 base 18 "bbb"
			run 20,0 20x10 "aa"
			run 10,10 30x10 "bbb"`},
		{"indent", func(s *style.Style) { s.TextIndent.Length = style.Px(20) }, []Item{text("a b")}, 30, `
			line 20,0 10x10 base 8 "a"
			line 0,10 10x10 base 18 "b"
			run 20,0 10x10 "a"
			run 0,10 10x10 "b"`},
		{"justify widens spaces, not the last line", func(s *style.Style) { s.TextAlign = style.TextJustify },
			[]Item{text("a b c d")}, 60, `
			line 0,0 60x10 base 8 "a b c"
			line 0,10 10x10 base 18 "d"
			run 0,0 60x10 "a b c"
			run 0,10 10x10 "d"`},
		{"edges of a span that breaks", nil, []Item{text("a "), open(padded), text("bb cc"), shut, text(" d")}, 45, `
			line 0,0 10x10 base 8 "a"
			line 0,10 30x10 base 18 "bb"
			line 0,20 27x10 base 28 "cc"
			line 0,30 10x10 base 38 "d"
			run 0,0 10x10 "a"
			span 6,9 24x14 true false
			run 10,10 20x10 "bb"
			span 0,19 22x14 false true
			run 0,20 20x10 "cc"
			run 0,30 10x10 "d"`},
		{"super raises by a third", nil, []Item{text("a"), open(align(style.VSuper)), text("b"), shut}, 90, `
			line 0,0 30x22.33 base 20.33 "ab"
			span 10,0 20x20 true true
			run 0,12.33 10x10 "a"
			run 10,0 20x20 "b"`},
		{"top and bottom", nil, []Item{text("a"), atom(style.VTop, 30), atom(style.VBottom, 40)}, 90, `
			line 0,0 50x40 base 18 "a"
			run 0,10 10x10 "a"
			atom 7 at 10,0 false
			atom 7 at 30,0 false`},
		{"atom stands on the baseline", nil, []Item{text("a"), atom(style.VBaseline, 30), text("b")}, 90, `
			line 0,0 40x32 base 30 "ab"
			run 0,22 10x10 "a"
			run 30,22 10x10 "b"
			atom 7 at 10,0 false`},
		{"clamp hides atoms", func(s *style.Style) { s.LineClamp = 1 }, []Item{text("aa bb "), atom(style.VBaseline, 5)}, 40, `
			line 0,0 30x10 base 8 "aa…"
			run 0,0 20x10 "aa"
			run 20,0 10x10 "…"
			atom 7 at 0,10 true`},
	} {
		t.Run(c.name, func(t *testing.T) {
			st := st
			if c.style != nil {
				st = with(st, c.style)
			}
			expectDump(t, s, st, c.items, c.width, c.want)
		})
	}
}

func TestDecoration(t *testing.T) {
	s := ahem(t)
	d := style.Decoration{Line: style.Underline | style.LineThrough, FontSize: 20}
	st := with(ahemStyle(20), func(c *style.Style) { c.Decoration, c.OverInk = []style.Decoration{d}, true })
	bold := with(st, func(c *style.Style) { c.Lang = "de" })
	expectDump(t, s, st, []Item{{Kind: Run, Text: "aa "}, {Kind: Open, Style: bold}, {Kind: Run, Text: "bb"}, {Kind: Close}}, 900, `
		line 0,0 100x20 base 16 "aa bb"
		span 60,0 40x20 true true
		stroke 0,17 100x2 1
		run 0,0 60x20 "aa "
		run 60,0 40x20 "bb"
		stroke 0,9.67 100x2 4`)
}

func TestIntrinsic(t *testing.T) {
	s := ahem(t)
	p := s.NewParagraph(ahemStyle(10), items(ahemStyle(10), "aa bbbb|c  ddddd "))
	if lo, hi := p.Intrinsic(); lo != 50 || hi != 70 {
		t.Errorf("min %g, max %g, want 50 and 70", lo, hi)
	}
	st := with(ahemStyle(10), func(c *style.Style) { c.OverflowWrap = style.OverflowWrapAnywhere })
	if lo, _ := s.NewParagraph(st, items(st, "aa bbbb")).Intrinsic(); lo != 10 {
		t.Errorf("min-content under overflow-wrap: anywhere is %g, want 10", lo)
	}
}

// A line as wide as max-content must not break.
func TestMaxContentHolds(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	st := chinese(17.3)
	for _, text := range []string{"2024年（GDP）增长5.3%，“开局良好”。", "A股、B超", "《一》：二——三……", "a b c"} {
		p := s.NewParagraph(st, items(st, text))
		_, hi := p.Intrinsic()
		if in := p.Layout(hi, layout.Bounds{}); len(in.Lines) != 1 {
			t.Errorf("%q breaks in its own width %g: %s", text, hi, lineTexts(in))
		}
	}
}

// A line under text leaves room for what reaches through it, and runs through
// ideographs.
func TestUnderlinesLeaveRoomForInk(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	d := style.Decoration{Line: style.Underline, FontSize: 40}
	st := with(chinese(40), func(c *style.Style) { c.Decoration = []style.Decoration{d} })
	for text, want := range map[string]int{"nmo": 1, "npo": 2, "国强": 1} {
		strokes := 0
		for _, f := range s.NewParagraph(st, items(st, text)).Layout(900, layout.Bounds{}).Fragments {
			if _, ok := f.(*DecorationBox); ok {
				strokes++
			}
		}
		if strokes != want {
			t.Errorf("%s: %d strokes, want %d", text, strokes, want)
		}
	}
}
