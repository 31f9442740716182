package text

import (
	"math/rand/v2"
	"strings"
	"testing"

	"sharecard/fonts"
	"sharecard/render/layout"
	"sharecard/render/style"
)

// TestRandomText strings together what headlines are made of, and reads the
// lines as an editor would.
func TestRandomText(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	parts := strings.Fields(`一 二 三 国家 经济运行 发展 的 了 ， 。 、 ： ； ？ ！ ？！ ！！ …… —— · ～ / ／ 丨 ｜ “一 ”二 ‘一 ’二
		（一 ）二 《一 》二 〈一 〉 「一 」 『一 』 【一 】 〔一 〕 12.8亿 100万元 2024年 第1名 5.3% 30℃ ￥100 $3.5亿 -3.5 ±3 1,234.56元 10:30
		A股 B超 T恤 GPT-5 COVID-19 GDP AI 5G 3～5天 20世纪90年代 第十届 ‰ a·b 北京—上海 10–20 。” ！” ）（ 》、《 ：“ ”。 ，“ （（ ））`)
	rng := rand.New(rand.NewPCG(1, 2))
	found := 0
	for range 4000 {
		var b strings.Builder
		for range 3 + rng.IntN(8) {
			b.WriteString("国家经济")
			b.WriteString(parts[rng.IntN(len(parts))])
			b.WriteString("发展"[:3*(1+rng.IntN(2))])
		}
		st := with(chinese(20), func(c *style.Style) {
			c.TextWrap = []style.TextWrap{style.TextWrapBalance, style.TextWrapPretty, style.TextWrapAuto}[rng.IntN(3)]
			c.TextAlign = []style.TextAlign{style.TextStart, style.TextCenter, style.TextJustify}[rng.IntN(3)]
			c.OverflowWrap = style.OverflowWrapAnywhere
			if rng.IntN(2) == 0 {
				c.WordBreak = style.WordBreakAutoPhrase
			}
		})
		em := 8 + float64(rng.IntN(40))/4
		in := s.NewParagraph(st, []Item{{Kind: Run, Text: b.String()}}).Layout(em*20, layout.Bounds{})
		v := violations(in, em*20)
		if st.TextWrap == style.TextWrapAuto && len(v) == 1 && strings.HasPrefix(v[0], "last line") {
			continue
		}
		if len(v) > 0 {
			if found++; found <= 15 {
				t.Errorf("%g em: %s\n%s", em, strings.Join(v, "; "), lineTexts(in))
			}
		}
	}
	t.Logf("%d of 4000 layouts with a violation", found)
}

// Each language keeps its own forms: marks that stand in the middle of their
// square lose no half.
func TestLanguagesKeepTheirMarks(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	for _, c := range []struct {
		lang, text string
		em         float64
	}{
		{"zh-CN", "一。」二", 3.5}, {"zh-TW", "一。」二", 4}, {"ja", "一。」二", 3.5},
		{"zh-CN", "一？！二", 3}, {"zh-TW", "一？！二", 4}, {"zh-HK", "一？！二", 4}, {"ja", "一？！二", 4},
		{"zh-CN", "一：“二", 3.5}, {"zh-TW", "一：「二", 3.5}, {"zh-Hant", "一」「二", 3.5},
	} {
		st := with(chinese(20), func(st *style.Style) { st.Lang = c.lang })
		in := s.NewParagraph(st, items(st, c.text)).Layout(400, layout.Bounds{})
		if w := in.Lines[0].W / 20; w != c.em {
			t.Errorf("%s in %s takes %g em, want %g", c.text, c.lang, w, c.em)
		}
	}
}
