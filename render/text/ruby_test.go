package text

import (
	"math"
	"strings"
	"testing"

	"sharecard/fonts"
	"sharecard/render/layout"
	"sharecard/render/style"
)

// rubyText is a text of pairs of a base and an annotation.
func rubyText(block *style.Style, pairs ...[2]string) []Item {
	small := *block
	small.FontSize /= 2
	st := BaseStyle(block)
	var items []Item
	for _, p := range pairs {
		text := []Item{{Kind: Run, Text: p[0], Style: block}}
		if p[1] == "" {
			items = append(items, text...)
			continue
		}
		note := []Item{{Kind: Open, Style: &small}, {Kind: Run, Text: p[1], Style: &small}, {Kind: Close, Style: &small}}
		items = append(items, Pair(st, text, &small, note)...)
	}
	return items
}

// No line ends inside a base, be it wider than the block and be a break allowed anywhere.
func TestRubyLines(t *testing.T) {
	block := base(20)
	block.OverflowWrap = style.OverflowWrapAnywhere
	items := rubyText(block, [2]string{"今天", ""}, [2]string{"北京", "běijīng"}, [2]string{"大学", "dàxué"}, [2]string{"中华人民共和国", "zhōngguó"})
	for width, want := range map[float64]string{90: "今天北京|大学|中华人民共和国", 65: "今天|北京|大学|中华人民共和国", 20: "今|天|北京|大学|中华人民共和国"} {
		var lines []string
		for _, l := range NewShaper(fonts.Builtin()).NewParagraph(block, items).Layout(width, layout.Bounds{Height: math.NaN()}).Lines {
			lines = append(lines, l.Text)
		}
		if got := strings.Join(lines, "|"); got != want {
			t.Errorf("%g px: %s, want %s", width, got, want)
		}
	}
}

// Many pairs, and pairs in one another, take time in proportion to the text.
func TestManyRubies(t *testing.T) {
	block := base(20)
	pairs := make([][2]string, 2_000)
	for i := range pairs {
		pairs[i] = [2]string{"字", "zhuàng"}
	}
	items := rubyText(block, pairs...)
	for range 8 {
		items = Pair(BaseStyle(block), items, block, []Item{{Kind: Run, Text: "注", Style: block}})
	}
	in := NewShaper(fonts.Builtin()).NewParagraph(block, items).Layout(300, layout.Bounds{Height: math.NaN()})
	if len(in.Lines) != 1 {
		t.Errorf("%d lines of one base", len(in.Lines))
	}
}
