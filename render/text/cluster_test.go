package text

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"sharecard/fonts"
	"sharecard/render/layout"
	"sharecard/render/style"
)

// faceRuns prints the runs of the first line as family:text.
func faceRuns(in *layout.Inline) string {
	var out []string
	for _, f := range in.Fragments {
		if g, ok := f.(*GlyphRun); ok {
			out = append(out, g.Face.Family+":"+g.Text)
		}
	}
	return strings.Join(out, " | ")
}

func TestFallback(t *testing.T) {
	s := ahem(t)
	st := with(ahemStyle(10), func(c *style.Style) { c.Lang = "zh-CN" })
	english := with(st, func(c *style.Style) { c.Lang = "en" })
	for _, c := range []struct {
		name  string
		style *style.Style
		text  string
		want  string
	}{
		{"Latin, Chinese, emoji", st, "ab龙😀c", "Ahem:ab | Noto Sans SC:龙 | Noto Color Emoji:😀 | Ahem:c"},
		{"quotes go to the Han face in Chinese", st, "a“龙”—…·", "Ahem:a | Noto Sans SC:“龙”—…·"},
		{"and to the first face elsewhere", english, "a“b”", "Ahem:a“b”"},
		{"an apostrophe stays in its word", st, "don’t", "Ahem:don’t"},
		{"a family and a flag stay whole", st, "👨‍👩‍👧🇨🇳", "Noto Color Emoji:👨‍👩‍👧🇨🇳"},
		{"presentation selectors choose", st, "©\uFE0F©\uFE0E", "Noto Color Emoji:©\uFE0F | Ahem:©\uFE0E"},
	} {
		p := s.NewParagraph(c.style, []Item{{Kind: Run, Text: c.text}})
		if got := faceRuns(p.Layout(900, layout.Bounds{})); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestEmojiSequencesAreOneGlyph(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	st := chinese(20)
	for _, text := range []string{"👨‍👩‍👧", "🇨🇳", "👍🏽", "1️⃣", "🏳️‍🌈"} {
		in := s.NewParagraph(st, items(st, text)).Layout(1, layout.Bounds{})
		run, ok := in.Fragments[0].(*GlyphRun)
		if !ok || len(in.Fragments) != 1 || len(run.Glyphs) != 1 {
			t.Errorf("%s is not one glyph: %s", text, dump(in))
		}
	}
}

func TestMissing(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	st := with(chinese(20), func(c *style.Style) { c.Autospace = false })
	p := s.NewParagraph(st, items(st, "一\U00013000二\U00013000ሀ"))
	in := p.Layout(900, layout.Bounds{})
	if got := p.Report().Missing; !slices.Equal(got, []string{"U+13000", "U+1200"}) {
		t.Errorf("reported %v", got)
	}
	missing := 0
	for _, f := range in.Fragments {
		for _, g := range f.(*GlyphRun).Glyphs {
			if g.Missing {
				missing++
			}
		}
	}
	if missing != 3 || in.Width != 100 {
		t.Errorf("%d boxes in %g px, want 3 in 100", missing, in.Width)
	}
}

func TestBidiOrder(t *testing.T) {
	s := ahem(t)
	st := ahemStyle(10)
	rtl := with(st, func(c *style.Style) { c.Direction = style.RTL })
	for _, c := range []struct {
		style *style.Style
		text  string
		want  map[string]float64 // left edges
	}{
		{st, "ab אבג cd", map[string]float64{"ab": 0, "ג": 30, "ב": 40, "א": 50, "cd": 70}},
		{rtl, "ab אבג cd", map[string]float64{"cd": 110, "ג": 140, "ב": 150, "א": 160, "ab": 180}},
		{st, "א 12 ב", map[string]float64{"ב": 0, "12": 20, "א": 50}},
		{rtl, "אב ", map[string]float64{"ב": 180, "א": 190}},
	} {
		got := map[string]float64{}
		for _, f := range s.NewParagraph(c.style, items(c.style, c.text)).Layout(200, layout.Bounds{}).Fragments {
			if g := f.(*GlyphRun); len(g.Glyphs) > 0 {
				x := g.X + g.Glyphs[0].X // of the first glyph with ink
				got[strings.TrimSpace(g.Text)] = x
			}
		}
		if !maps.Equal(got, c.want) {
			t.Errorf("%q: got %v, want %v", c.text, got, c.want)
		}
	}
}

func TestOverridesAreStripped(t *testing.T) {
	s := ahem(t)
	st := ahemStyle(10)
	expectLines(t, s, st, "a\u202Ebc\u202C\u0000d\x7F", 200, "abcd")
	expectLines(t, s, st, "a\u2067b\u2069c", 200, "abc")
	expectLines(t, s, st, "a\xffb", 200, "a\uFFFDb") // no UTF-8
	marks := "a" + strings.Repeat("\u0301", 100)
	in := s.NewParagraph(st, items(st, marks)).Layout(200, layout.Bounds{})
	if n := utf8.RuneCountInString(in.Lines[0].Text); n != 1+maxMarks {
		t.Errorf("%d runes left of a base and 100 marks", n)
	}
}

func TestRefusesHugeText(t *testing.T) {
	s := ahem(t)
	st := ahemStyle(10)
	p := s.NewParagraph(st, items(st, strings.Repeat("a ", maxBytes)))
	p.Layout(100, layout.Bounds{})
	if r := p.Report(); !r.Refused || !r.Cut || r.Lines != 0 {
		t.Errorf("report %+v", r)
	}
}

// FuzzConserved checks that every rune of the text comes out once and in
// order, and that no line starts inside a grapheme cluster.
func FuzzConserved(f *testing.F) {
	for _, s := range []string{
		"国家统计局：2024年一季度GDP同比增长5.3%，“开局良好”。", "👨‍👩‍👧🇨🇳é e\u0301\u0301 שלום עולם abc",
		"a\u00ADb\u200Bc\u3000d", "——……！？", "กำนัน", "한국어 각", "مرحبا 123 بالعالم", "\U00013000\uFE0F\u200D",
	} {
		f.Add(s, 3.0, true)
		f.Add(s, 7.5, false)
	}
	s := NewShaper(fonts.Builtin())
	f.Fuzz(func(t *testing.T, text string, em float64, balance bool) {
		if len(text) > 400 || em < 0 || em > 1000 {
			t.Skip()
		}
		st := with(chinese(20), func(c *style.Style) {
			c.WhiteSpace, c.OverflowWrap = style.PreWrap, style.OverflowWrapAnywhere
			if balance {
				c.TextWrap = style.TextWrapBalance
			}
		})
		p := s.NewParagraph(st, []Item{{Kind: Run, Text: text}})
		want := strings.NewReplacer(" ", "", "\t", "", "\n", "").Replace(string(p.text))
		in := p.Layout(em*20, layout.Bounds{})
		var lines, runs strings.Builder
		for _, l := range in.Lines {
			lines.WriteString(l.Text)
		}
		if !p.hasRTL {
			for _, f := range in.Fragments {
				runs.WriteString(f.(*GlyphRun).Text)
			}
			if got := strings.ReplaceAll(runs.String(), " ", ""); visible(got) != visible(want) {
				t.Errorf("runs hold %q of %q", got, want)
			}
		}
		if got := strings.NewReplacer(" ", "", "\t", "").Replace(lines.String()); got != want {
			t.Errorf("lines hold %q of %q", got, want)
		}
		for _, l := range p.breakLines(p.measure(em*20), em*20) {
			if l.b < len(p.units) && !p.graphemes[p.units[l.b].start] {
				t.Errorf("a line starts inside a cluster of %q", text)
			}
		}
	})
}

// visible drops the white space that hangs without a run.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if c := classOf(r); c == classSpace || c == classIdeoSpace {
			return -1
		}
		return r
	}, s)
}
