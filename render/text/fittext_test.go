package text

import (
	"strings"
	"testing"
	"time"

	"sharecard/fonts"
	"sharecard/render/layout"
	"sharecard/render/style"
)

// summaryStyle is a summary's as cards set it.
func summaryStyle(lowest, largest float64, lines int) *style.Style {
	return with(chinese(largest), func(c *style.Style) {
		c.TextWrap, c.WordBreak, c.Autospace = style.TextWrapPretty, style.WordBreakAutoPhrase, true
		c.CardFit = style.Fit{Min: lowest, Max: largest, Lines: lines}
		c.LineClamp, c.CardClamp = lines, style.ClampSentence
	})
}

const library = "在稻田中央，一座由粮仓改建的图书馆开门迎客。为了让村民在农忙时也能来，图书馆一直开到晚上十点。" +
	"孩子们放学后在这里写作业，老人们在这里学用智能手机。"

// A text gives up a little of its size where its lines are too full to end well.
func TestFittedTextEndsLinesBetweenWords(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	for _, c := range []struct {
		name, text             string
		lowest, largest, width float64
		lines                  int
		want                   string
		size                   float64
	}{
		{"no size but the largest", library, 46, 46, 936, 4,
			"在稻田中央，一座由粮仓改建的图书馆开门|迎客。为了让村民在农忙时也能来，图书馆|一直开到晚上十点。孩子们放学后在这里|写作业，老人们在这里学用智能手机。", 46},
		{"smaller", library, 40, 46, 936, 4,
			"在稻田中央，一座由粮仓改建的图书馆开门|迎客。为了让村民在农忙时也能来，图书馆一直|开到晚上十点。孩子们放学后在这里写作业，|老人们在这里学用智能手机。", 44},
		{"full at the smallest size: an earlier sentence", library, 38, 40, 936, 3,
			"在稻田中央，一座由粮仓改建的图书馆开门迎客。为了|让村民在农忙时也能来，图书馆一直开到晚上十点。", 38},
	} {
		if got, size := fitHeadline(s, summaryStyle(c.lowest, c.largest, c.lines), c.text, c.width); got != c.want || size != c.size {
			t.Errorf("%s:\n got %s at %g px\nwant %s at %g px", c.name, got, size, c.want, c.size)
		}
	}
}

// A text that is cut takes one line more of those that it may have rather than part a word.
func TestCutTextTakesALineMore(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	const text = "志愿者每周给独居老人送一次热饭，三年里没有断过。食物由附近的餐馆轮流准备，送饭的人里有退休教师、外卖骑手和高中生。" +
		"一位老人说，等的不是饭，是有人敲门，是门外有人叫一声名字，是第二天还有人来。"
	got, _ := fitHeadline(s, summaryStyle(34, 36, 5), text, 508)
	if want := "志愿者每周给独居老人送|一次热饭，三年里没有断过。|食物由附近的餐馆轮流准备，|送饭的人里有退休教师、外卖|骑手和高中生。"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Whatever its size, a text keeps to its lines, and takes no more than at the largest.
func TestFittedTextKeepsItsBounds(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	for _, width := range []float64{450, 620, 810, 936, 1100} {
		for end := range strings.SplitAfter(library, "，") {
			text := strings.Join(strings.SplitAfter(library, "，")[:end+1], "")
			plain := with(summaryStyle(30, 46, 6), func(c *style.Style) { c.TextWrap = style.TextWrapAuto })
			inFull, largest := fitHeadline(s, plain, text, width)
			got, size := fitHeadline(s, summaryStyle(30, 46, 6), text, width)
			if size > largest || size < 30 || strings.Count(got, "|") > strings.Count(inFull, "|") {
				t.Errorf("%s at %g px; as large as fits, %s at %g px", got, size, inFull, largest)
			}
		}
	}
}

// A very long text in a very small size is not tried at every size.
func TestFittedTextIsBounded(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	st := summaryStyle(1, 400, maxFitted)
	p := s.NewParagraph(st, []Item{{Kind: Run, Text: strings.Repeat("灯亮着，船就知道家在哪个方向。", 700)}})
	start := time.Now()
	p.Layout(1000, layout.Bounds{})
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}
