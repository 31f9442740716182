package text

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"sharecard/fonts"
	"sharecard/render/layout"
	"sharecard/render/style"
)

func TestClampChinese(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	const size = 20
	clamp := func(n int, more func(*style.Style)) *style.Style {
		return with(chinese(size), func(c *style.Style) {
			c.LineClamp = n
			if more != nil {
				more(c)
			}
		})
	}
	sentence := func(c *style.Style) { c.CardClamp = style.ClampSentence }
	overflow := func(c *style.Style) {
		c.WhiteSpace, c.TextOverflow, c.OverflowX = style.NoWrapSpace, style.TextEllipsis, style.OverflowHidden
	}
	for _, c := range []struct {
		name  string
		style *style.Style
		text  string
		em    float64
		want  string
	}{
		{"at the last cluster that fits", clamp(2, nil), "一二三四五六七八九十甲乙丙", 6, "一二三四五六|七八九十甲…"},
		{"what fits is not cut", clamp(2, nil), "一二三四五六七八九十", 6, "一二三四五六|七八九十"},
		{"no comma before it", clamp(1, nil), "一二三四，五六七", 6, "一二三四…"},
		{"no opening mark before it", clamp(1, nil), "一二三四《五六七", 6, "一二三四…"},
		{"one ellipsis", clamp(1, nil), "一二三……五六七八", 6, "一二三…"},
		{"no number cut", clamp(1, nil), "一二三四12.8亿元", 7, "一二三四…"},
		{"no word cut", clamp(1, nil), "一二三四 Chinese", 7, "一二三四…"},
		{"emoji stay whole", clamp(1, nil), "一二三👨‍👩‍👧👨‍👩‍👧四五", 6, "一二三👨‍👩‍👧…"},
		{"in the style of the cut", clamp(1, nil), "一二<b>三四五</b>六七", 6, "一二三四五…"},
		{"a sentence that fills enough", clamp(2, sentence), "一二三四五六七八九。十甲乙丙丁", 6, "一二三四五六|七八九。"},
		{"a sentence that does not", clamp(2, sentence), "一二三。四五六七八九十甲乙丙丁", 6, "一二三。四五|六七八九十…"},
		{"a quoted sentence", clamp(2, sentence), "一二三四五六“七八九。”十甲乙丙丁", 6, "一二三四五六|“七八九。”"},
		{"a clause where no sentence ends, as a sentence", clamp(2, sentence), "一二三四五六七八九，十甲乙丙丁", 6, "一二三四五六|七八九。"},
		{"a clause that fills too little", clamp(2, sentence), "一二三四，五六七八九十甲乙丙丁", 6, "一二三四，|五六七八九…"},
		{"no clause that waits for more", clamp(2, sentence), "一二三四五六七八后，十甲乙丙丁戊", 6, "一二三四五六|七八后…"},
		{"no clause that only names its source", clamp(2, sentence), "一二三四五六七获悉，十甲乙丙丁戊", 6, "一二三四五六|七获悉…"},
		{"no clause that only tells when", clamp(2, sentence), "一二三四五，前三季度，十甲乙丙丁戊己", 6, "一二三四五。"},
		{"no first half of two", clamp(2, sentence), "虽然三四五六七八九，十甲乙丙丁戊", 6, "虽然三四五六|七八九…"},
		{"no clause that waits for its main one", clamp(2, sentence), "随着三四五六七八九，十甲乙丙丁戊", 6, "随着三四五六|七八九…"},
		{"no clause that the next one turns", clamp(2, sentence), "一二三四五六七八九，但十甲乙丙丁", 6, "一二三四五六|七八九…"},
		{"no clause of an open quotation", clamp(2, sentence), "一二三四“六七八九，十甲乙丙”丁", 6, "一二三四“六|七八九…"},
		{"text-overflow", with(chinese(size), overflow), "一二三四五六七", 5, "一二三四…"},
	} {
		p := s.NewParagraph(c.style, items(c.style, c.text))
		in := p.Layout(c.em*size, layout.Bounds{})
		if got := lineTexts(in); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
		if cut := !strings.Contains(c.name, "what fits"); in.Cut != cut || p.Report().Cut != cut {
			t.Errorf("%s: cut is %v", c.name, in.Cut)
		}
	}
}

func TestEllipsisTakesTheStyleAtTheCut(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	st := with(chinese(20), func(c *style.Style) { c.LineClamp = 1 })
	in := s.NewParagraph(st, items(st, "一二<b>三四五六七</b>")).Layout(100, layout.Bounds{})
	last := in.Fragments[len(in.Fragments)-1].(*GlyphRun)
	if last.Text != "…" || last.Face.Weight != 700 {
		t.Errorf("the ellipsis %q is set in weight %d, want 700", last.Text, last.Face.Weight)
	}
}

// The lines before the cut break well too.
func TestCutTitlesBreakBetweenWords(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	st := with(chinese(20), func(c *style.Style) {
		c.TextWrap, c.WordBreak, c.LineClamp = style.TextWrapBalance, style.WordBreakAutoPhrase, 3
	})
	expectLines(t, s, st, "沿江五市签署公共服务同城化协议：医保异地直接结算、住房公积金互认互贷、职业资格跨市通用年内全面落地",
		240, "沿江五市签署公共服务|同城化协议：医保异地直接|结算、住房公积金互认互…")
}

// A cut title ends with a whole word, which is no 的 and no preposition.
func TestCutTitlesAwaitNothing(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	st := with(chinese(20), func(c *style.Style) {
		c.TextWrap, c.WordBreak, c.LineClamp = style.TextWrapBalance, style.WordBreakAutoPhrase, 1
	})
	for _, tt := range []struct {
		text string
		em   float64
		want string
	}{
		{"渡口老船工的三十年", 7.2, "渡口老船工…"},
		{"老街修好了，灯光和树影都回来了", 9.2, "老街修好了，灯光…"},
		{"江边的旧船厂对市民开放", 7.2, "江边的旧船厂…"},
		{"江边的旧船厂对市民开放", 8.2, "江边的旧船厂…"},
	} {
		expectLines(t, s, st, tt.text, tt.em*20, tt.want)
	}
	plain := with(st, func(c *style.Style) { c.WordBreak = style.WordBreakNormal })
	expectLines(t, s, plain, "渡口老船工的三十年", 144, "渡口老船工的…")
}

// A line that is short for the sake of balance shows less of a text that is cut.
func TestCutTextFillsItsLines(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	const title = "第一行文字里有加粗的嵌套，第二行会被截断，第三行不应该出现在图片里"
	st := with(chinese(40), func(c *style.Style) { c.TextWrap, c.LineClamp = style.TextWrapBalance, 2 })
	expectLines(t, s, st, title, 480, "第一行文字里有加粗的嵌|套，第二行会被截断…")
	phrases := with(st, func(c *style.Style) { c.WordBreak = style.WordBreakAutoPhrase })
	expectLines(t, s, phrases, title, 480, "第一行文字里有加粗的|嵌套，第二行会被截断…")
}

// Text cut at a sentence ends as a paragraph does, ragged.
func TestLastLineAfterSentenceIsRagged(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	st := with(chinese(20), func(c *style.Style) {
		c.TextAlign, c.LineClamp, c.CardClamp = style.TextJustify, 2, style.ClampSentence
	})
	in := s.NewParagraph(st, items(st, "一二三四五六七八九十甲乙丙丁。戊己庚辛壬癸子丑寅卯")).Layout(205, layout.Bounds{})
	if last := in.Lines[len(in.Lines)-1]; last.Text != "甲乙丙丁。" || last.W != 90 {
		t.Errorf("the last line %q is %g px wide", last.Text, last.W)
	}
}

// What is left of a balanced text after a sentence is balanced again.
func TestLinesAfterSentenceAreBalanced(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	st := with(chinese(20), func(c *style.Style) {
		c.TextWrap, c.LineClamp, c.CardClamp = style.TextWrapBalance, 2, style.ClampSentence
	})
	expectLines(t, s, st, "一二三四五六七八九十甲乙丙丁。戊己庚辛壬癸子丑寅卯", 205, "一二三四五六七|八九十甲乙丙丁。")
}

// A justified line takes from its marks before it pushes a character out.
func TestJustifySqueezes(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	text := "一二，三四，五六七八。九十甲乙丙丁"
	ragged := chinese(20)
	expectLines(t, s, ragged, text, 204, "一二，三四，五六七|八。九十甲乙丙丁")
	st := with(ragged, func(c *style.Style) { c.TextAlign = style.TextJustify })
	expectLines(t, s, st, text, 204, "一二，三四，五六七八。|九十甲乙丙丁")
	in := s.NewParagraph(st, items(st, text)).Layout(204, layout.Bounds{})
	if w := round2(in.Lines[0].W); w != 204 {
		t.Errorf("the line is %g px wide", w)
	}
	g := in.Fragments[0].(*GlyphRun).Glyphs
	if x := round2(g[3].X); x != 57 { // 三 after ， that gave 3 px of the 6 lacking
		t.Errorf("the third character stands at %g", x)
	}
}

func TestTitlesBreakAtTheTypedSpace(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	st := with(chinese(20), func(c *style.Style) { c.TextWrap = style.TextWrapBalance })
	for _, c := range []struct {
		text string
		em   float64
		want string
	}{
		{"推动高质量发展丨发展新质生产力 看北上广的创新实践", 10, "推动高质量发展丨|发展新质生产力|看北上广的创新实践"},
		{"一二三四五 六七八九十甲乙丙", 9, "一二三四五|六七八九十甲乙丙"},
		{"一二三四五，六七八九十甲乙", 9, "一二三四五，|六七八九十甲乙"},
		{"一二三四五六七八九十", 9, "一二三四五|六七八九十"},
	} {
		expectLines(t, s, st, strings.ReplaceAll(c.text, "|", "｜"), c.em*20, c.want)
	}
}

// The width of every line is the measure, but of one whose characters would stand
// too far apart, and no room goes into —— or ……, or into a number.
func TestJustify(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	st := with(chinese(20), func(c *style.Style) { c.TextAlign = style.TextJustify })
	text := "国家统计局发布数据，2024年GDP增长5.3%……专家表示：新质生产力——包括机器人——加快形成，消费持续恢复。"
	in := s.NewParagraph(st, items(st, text)).Layout(213, layout.Bounds{})
	for i, l := range in.Lines {
		places := float64(len([]rune(l.Text)) - 1)
		river := (213-l.W)/places > maxStretch*20
		if last := i == len(in.Lines)-1; !last && !river && round2(l.W) != 213 || last && l.W >= 213 {
			t.Errorf("line %d %q is %g px wide", i, l.Text, l.W)
		}
	}
	for _, f := range in.Fragments {
		g := f.(*GlyphRun)
		runes := []rune(g.Text)
		for i := 1; i < len(runes) && len(runes) == len(g.Glyphs); i++ {
			if runes[i] == runes[i-1] && (runes[i] == '—' || runes[i] == '…') {
				if d := round2(g.Glyphs[i].X - g.Glyphs[i-1].X); d != 20 {
					t.Errorf("%c%c stand %g px apart", runes[i], runes[i], d)
				}
			}
		}
	}
}

// The time of breaking a long text grows with its length alone: quadratic time
// would keep this test from ending. What takes ten times as long as BenchmarkBreak
// is logged.
func TestLongTextIsFast(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	st := chinese(20)
	for _, text := range []string{
		strings.Repeat("国家统计局发布数据，经济运行“开局良好”。", 500),
		strings.Repeat("国", 100000),
		strings.Repeat("a", 100000),
		strings.Repeat("，", 30000),
	} {
		p := s.NewParagraph(st, items(st, text))
		m := p.measure(600)
		limit := time.Duration(len(p.text)/10000) * 200 * time.Millisecond
		start := time.Now()
		p.breakLines(m, 600)
		if took := time.Since(start); took > limit {
			t.Logf("%d characters took %v", len(p.text), took)
		}
	}
}

func BenchmarkBreak(b *testing.B) {
	s := NewShaper(fonts.Builtin())
	text := strings.Repeat("国家统计局发布数据，2024年一季度GDP同比增长5.3%，经济运行“开局良好”。", 260)
	for _, wrap := range []style.TextWrap{style.TextWrapAuto, style.TextWrapPretty} {
		st := with(chinese(20), func(c *style.Style) { c.TextWrap = wrap })
		p := s.NewParagraph(st, items(st, string([]rune(text)[:10000])))
		m := p.measure(600)
		b.Run(fmt.Sprintf("wrap%d", wrap), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.breakLines(m, 600)
			}
		})
	}
}

func BenchmarkTitle(b *testing.B) {
	s := NewShaper(fonts.Builtin())
	st := with(chinese(64), func(c *style.Style) { c.TextWrap = style.TextWrapBalance })
	b.ReportAllocs()
	for b.Loop() {
		s.NewParagraph(st, items(st, "推动高质量发展：发展新质生产力 看北上广的创新实践")).Layout(900, layout.Bounds{})
	}
}
