package text

import (
	"os"
	"strings"
	"testing"

	"sharecard/fonts"
	"sharecard/render/layout"
	"sharecard/render/style"
)

// conformance returns the folder of outside data, or skips.
func conformance(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("SHARECARD_CONFORMANCE")
	if dir == "" {
		t.Skip("SHARECARD_CONFORMANCE names no folder of conformance data")
	}
	return dir
}

// ahem is a shaper over the square test font alone.
func ahem(t testing.TB) *Shaper {
	t.Helper()
	faces, err := fonts.Open(os.DirFS(conformance(t)), "Ahem.ttf")
	if err != nil {
		t.Fatal(err)
	}
	return NewShaper(fonts.Builtin().With(faces...))
}

// base is the initial style at a size, in zh-CN.
func base(size float64) *style.Style {
	return &style.Style{
		FontFamily: []string{"Noto Sans SC"}, FontSize: size, FontWeight: 400, Lang: "zh-CN",
		Visible: true, Opacity: 1, TextAlignLast: style.TextAlignAuto, Autospace: true,
	}
}

// chinese is what base.css sets for every card.
func chinese(size float64) *style.Style {
	st := base(size)
	st.LineBreak, st.SpacingTrim, st.TextWrap = style.LineBreakStrict, style.TrimBoth, style.TextWrapPretty
	return st
}

func ahemStyle(size float64) *style.Style {
	st := base(size)
	st.FontFamily, st.Lang = []string{"Ahem"}, "en"
	st.LineHeight = style.LineHeight{Factor: 1, Set: true}
	return st
}

func with(st *style.Style, change func(*style.Style)) *style.Style {
	c := *st
	change(&c)
	return &c
}

// items parses a small language: text with <b>…</b> for a span, | for <br>.
func items(st *style.Style, s string) []Item {
	var out []Item
	for len(s) > 0 {
		switch {
		case strings.HasPrefix(s, "<b>"):
			out = append(out, Item{Kind: Open, Style: spanStyle(st)})
			s = s[3:]
		case strings.HasPrefix(s, "</b>"):
			out = append(out, Item{Kind: Close})
			s = s[4:]
		case s[0] == '|':
			out = append(out, Item{Kind: Break})
			s = s[1:]
		default:
			n := strings.IndexAny(s, "<|")
			if n < 0 {
				n = len(s)
			}
			if n == 0 {
				n = 1
			}
			out = append(out, Item{Kind: Run, Text: s[:n]})
			s = s[n:]
		}
	}
	return out
}

func spanStyle(st *style.Style) *style.Style {
	return with(st, func(c *style.Style) { c.FontWeight = 700 })
}

func lineTexts(in *layout.Inline) string {
	var out []string
	for _, l := range in.Lines {
		out = append(out, l.Text)
	}
	return strings.Join(out, "|")
}

func expectLines(t *testing.T, s *Shaper, st *style.Style, text string, width float64, want string) {
	t.Helper()
	got := lineTexts(s.NewParagraph(st, items(st, text)).Layout(width, layout.Bounds{}))
	if got != want {
		t.Errorf("%q in %g px\n got %s\nwant %s", text, width, got, want)
	}
}

func TestAhemLines(t *testing.T) {
	s := ahem(t)
	st := ahemStyle(10)
	for _, c := range []struct {
		name   string
		change func(*style.Style)
		text   string
		width  float64
		want   string
	}{
		{"words", nil, "aa bbb cc", 60, "aa bbb|cc"},
		{"spaces collapse and hang", nil, "  aa \t\n  bb  ", 20, "aa|bb"},
		{"long word overflows", nil, "aaaaaa bb", 30, "aaaaaa|bb"},
		{"break-word", func(s *style.Style) { s.OverflowWrap = style.OverflowWrapBreakWord }, "aaaaaa bb", 30, "aaa|aaa|bb"},
		{"break-all", func(s *style.Style) { s.WordBreak = style.WordBreakAll }, "aaaaa bb", 30, "aaa|aa|bb"},
		{"nowrap", func(s *style.Style) { s.WhiteSpace = style.NoWrapSpace }, "aa bb cc", 30, "aa bb cc"},
		{"pre", func(s *style.Style) { s.WhiteSpace = style.Pre }, "a  b\nc", 10, "a  b|c"},
		{"pre-line", func(s *style.Style) { s.WhiteSpace = style.PreLine }, "a  b \n c", 90, "a b|c"},
		{"br", nil, "aa |bb|", 90, "aa|bb"},
		{"empty line", nil, "aa||bb", 90, "aa||bb"},
		{"span", nil, "a<b>a b</b>b c", 30, "aa|bb|c"},
		{"keep-all", func(s *style.Style) { s.WordBreak = style.WordBreakKeepAll }, "一二 三四", 30, "一二|三四"},
		{"anywhere", func(s *style.Style) { s.LineBreak = style.LineBreakAnywhere }, "aa bbb，c", 30, "aa|bbb|，c"},
		{"no-break space", nil, "a b\u00A0c", 30, "a|b\u00A0c"},
		{"zero width space", nil, "aaa\u200Bbbb", 40, "aaa\u200B|bbb"},
		{"word joiner", nil, "一二\u2060三", 20, "一|二\u2060三"},
		{"lines between Han need no space", nil, "一二\n三四", 90, "一二三四"},
		{"clamp", func(s *style.Style) { s.LineClamp = 2 }, "aa bb cc dd ee", 50, "aa bb|cc d…"},
		{"clamp that fits", func(s *style.Style) { s.LineClamp = 2 }, "aa bb cc dd", 50, "aa bb|cc dd"},
		{"uppercase", func(s *style.Style) { s.TextTransform = style.Uppercase }, "straße", 900, "STRASSE"},
		{"capitalize", func(s *style.Style) { s.TextTransform = style.Capitalize }, "it’s no-go", 900, "It’s No-Go"},
		{"full-width", func(s *style.Style) { s.TextTransform = style.FullWidth | style.Uppercase }, "a1ｱ", 900, "Ａ１ア"},
		{"full-size kana", func(s *style.Style) { s.TextTransform = style.FullSizeKana }, "っㇿァ", 900, "つロア"},
		{"hanging indent", func(s *style.Style) { s.TextIndent = style.Indent{Length: style.Px(20), Hanging: true} },
			"aa bb|cc dd", 50, "aa bb|cc|dd"},
		{"indent of each line", func(s *style.Style) { s.TextIndent = style.Indent{Length: style.Px(20), EachLine: true} },
			"aa bb cc|dd ee", 50, "aa|bb cc|dd|ee"},
	} {
		t.Run(c.name, func(t *testing.T) {
			st := st
			if c.change != nil {
				st = with(st, c.change)
			}
			expectLines(t, s, st, c.text, c.width, c.want)
		})
	}
}

func TestNowrapSpan(t *testing.T) {
	s := ahem(t)
	st := ahemStyle(10)
	list := []Item{
		{Kind: Run, Text: "aa "}, {Kind: Open, Style: with(st, func(c *style.Style) { c.WhiteSpace = style.NoWrapSpace })},
		{Kind: Run, Text: "bb cc"}, {Kind: Close}, {Kind: Run, Text: " dd"},
	}
	if got := lineTexts(s.NewParagraph(st, list).Layout(40, layout.Bounds{})); got != "aa|bb cc|dd" {
		t.Errorf("got %s", got)
	}
}

// A soft hyphen shows where a line ends with it, takes room there, and allows no break
// under hyphens: none.
func TestSoftHyphen(t *testing.T) {
	s := ahem(t)
	st := ahemStyle(10)
	text := func(st *style.Style) []Item { return items(st, "aa\u00ADbb\u00ADcc") }
	in := s.NewParagraph(st, text(st)).Layout(50, layout.Bounds{})
	if got := lineTexts(in); got != "aa\u00ADbb\u00AD|cc" || in.Lines[0].W != 50 {
		t.Errorf("%q, %v px wide", got, in.Lines[0].W)
	}
	glyphs := 0
	for _, f := range in.Fragments {
		if r, ok := f.(*GlyphRun); ok {
			glyphs += len(r.Glyphs)
		}
	}
	if glyphs != 7 {
		t.Errorf("%d glyphs for six letters and a hyphen", glyphs)
	}
	if got := lineTexts(s.NewParagraph(st, text(st)).Layout(45, layout.Bounds{})); got != "aa\u00AD|bb\u00ADcc" {
		t.Errorf("where the hyphen does not fit: %q", got)
	}
	none := with(st, func(c *style.Style) { c.NoHyphens = true })
	if got := lineTexts(s.NewParagraph(none, text(none)).Layout(45, layout.Bounds{})); got != "aa\u00ADbb\u00ADcc" {
		t.Errorf("hyphens: none: %q", got)
	}

	// hyphenate-character stands in place of the hyphen, and takes the room of all its characters.
	own := strings.Repeat("x", 3)
	st = with(st, func(c *style.Style) { c.HyphenCharacter, c.NoHyphens = &own, false })
	in = s.NewParagraph(st, text(st)).Layout(50, layout.Bounds{})
	if got := lineTexts(in); got != "aa\u00AD|bb\u00ADcc" || in.Lines[0].W != 50 {
		t.Errorf("with a hyphen of three characters: %q, %v px wide", got, in.Lines[0].W)
	}
}
