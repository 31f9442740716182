package text

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"sharecard/fonts"
	"sharecard/render/layout"
	"sharecard/render/style"
)

// corner is a float at the left of the first lines: so many px are free beside it.
type corner struct{ width, left, bottom float64 }

func (c corner) Room(y, _ float64) (left, right, next float64) {
	if y < c.bottom {
		return c.left, c.width, c.bottom
	}
	return 0, c.width, math.Inf(1)
}
func (c corner) Width(int) float64                   { return 0 }
func (c corner) Place(int, float64) (x, top float64) { return 0, 0 }
func (c corner) Mark() func()                        { return func() {} }
func (c corner) Below(style.Clear) float64           { return c.bottom }

// TestLinesBesideFloat: lines are as long as the room they stand in, those of pretty and balance too, and what does not fit
// beside the float stands below it.
func TestLinesBesideFloat(t *testing.T) {
	st := with(base(10), func(s *style.Style) { s.LineHeight = style.LineHeight{Px: 20, Set: true} })
	pretty := with(st, func(s *style.Style) { s.TextWrap = style.TextWrapPretty })
	balance := with(st, func(s *style.Style) { s.TextWrap = style.TextWrapBalance })
	beside := corner{100, 50, 40}
	for _, tt := range []struct {
		name, text string
		style      *style.Style
		room       corner
		want       string // lines, each with its x and y
	}{
		{"greedy", "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子", st, beside, "50 0 一二三四五|50 20 六七八九十|0 40 甲乙丙丁戊己庚辛壬癸|0 60 子"},
		{"no last line of one character", "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子", pretty, beside,
			"50 0 一二三四五|50 20 六七八九|0 40 十甲乙丙丁戊己庚辛|0 60 壬癸子"},
		{"even slack", "一二三四五六七八九十甲乙", balance, beside, "50 0 一二三|50 20 四五|0 40 六七八九十甲乙"},
		{"below", "harbourlight 二", st, beside, "0 40 harbourlight 二"},
		{"lines that are not right below each other", "一二三 harbourlight 二", pretty, beside, "50 0 一二三|0 40 harbourlight 二"},
		{"line-clamp", "一二三四五六七八九十甲乙丙丁", with(st, func(s *style.Style) { s.LineClamp = 2 }), beside, "50 0 一二三四五|50 20 六七八九…"},
	} {
		p := NewShaper(fonts.Builtin()).NewParagraph(tt.style, items(tt.style, tt.text))
		in := p.Layout(tt.room.width, layout.Bounds{Height: math.NaN(), Floats: tt.room})
		var got []string
		for _, l := range in.Lines {
			got = append(got, fmt.Sprintf("%g %g %s", l.X, l.Y, l.Text))
		}
		if g := strings.Join(got, "|"); g != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, g, tt.want)
		}
	}
}
