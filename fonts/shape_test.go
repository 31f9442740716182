package fonts

import (
	"testing"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// shape sets Han text in font units.
func shape(f *Face, text, lang string, direction di.Direction) []shaping.Glyph {
	runes := []rune(text)
	var shaper shaping.HarfbuzzShaper
	return shaper.Shape(shaping.Input{
		Text: runes, RunEnd: len(runes), Direction: direction,
		Face: font.NewFace(f.Font()), Size: fixed.I(int(f.UnitsPerEm())),
		Script: language.Han, Language: language.NewLanguage(lang),
	}).Glyphs
}

func TestVerticalForms(t *testing.T) {
	for _, f := range textFaces(t) {
		for _, r := range "，。、：；！？（）《》「」『』—…" {
			upright, _ := f.Glyph(r)
			across := shape(f, string(r), "zh-CN", di.DirectionLTR)[0].GlyphID
			down := shape(f, string(r), "zh-CN", di.DirectionTTB)[0].GlyphID
			if r != '！' && r != '？' && r != '：' && r != '；' && down == across {
				t.Errorf("%s: %q (glyph %d) has no vertical form", f.File(), r, upright)
			}
		}
	}
}

func TestDashIsTwoEmWithoutSeam(t *testing.T) {
	for _, f := range textFaces(t) {
		for _, lang := range []string{"zh-CN", "zh-TW"} {
			glyphs := shape(f, "——", lang, di.DirectionLTR)
			var pen, advance float64
			var spans [][2]float64
			for _, g := range glyphs {
				left, right := extent(f.AppendOutline(nil, uint32(g.GlyphID)))
				at := pen + float64(g.XOffset)/64
				spans = append(spans, [2]float64{at + left, at + right})
				pen += float64(g.Advance) / 64
			}
			advance = pen
			if advance != 2*f.UnitsPerEm() {
				t.Errorf("%s %s: —— is %g em wide, want 2", f.File(), lang, advance/f.UnitsPerEm())
			}
			for i := 1; i < len(spans); i++ {
				if gap := spans[i][0] - spans[i-1][1]; gap > 0 {
					t.Errorf("%s %s: —— has a gap of %g units", f.File(), lang, gap)
				}
			}
		}
	}
}

func TestTraditionalStopsAreCentred(t *testing.T) {
	for _, f := range textFaces(t) {
		for _, r := range "。，" {
			centre := map[string]float64{}
			for _, lang := range []string{"zh-CN", "zh-TW", "zh-HK"} {
				left, right := extent(f.AppendOutline(nil, uint32(shape(f, string(r), lang, di.DirectionLTR)[0].GlyphID)))
				centre[lang] = (left + right) / 2 / f.UnitsPerEm()
			}
			if centre["zh-CN"] > 0.35 {
				t.Errorf("%s: centre of %q in zh-CN is at %.2f em, want the left", f.File(), r, centre["zh-CN"])
			}
			for _, lang := range []string{"zh-TW", "zh-HK"} {
				if centre[lang] < 0.4 || centre[lang] > 0.6 {
					t.Errorf("%s: centre of %q in %s is at %.2f em, want the middle", f.File(), r, lang, centre[lang])
				}
			}
		}
	}
}

// extent returns the least and greatest x of the points of an outline.
func extent(outline []Segment) (left, right float64) {
	for i := range outline {
		for j, p := range outline[i].ArgsSlice() {
			if x := float64(p.X); i == 0 && j == 0 {
				left, right = x, x
			} else {
				left, right = min(left, x), max(right, x)
			}
		}
	}
	return left, right
}

func TestHalfWidthAlternates(t *testing.T) {
	for _, f := range textFaces(t) {
		runes := []rune("，")
		var shaper shaping.HarfbuzzShaper
		out := shaper.Shape(shaping.Input{
			Text: runes, RunEnd: 1, Direction: di.DirectionLTR,
			Face: font.NewFace(f.Font()), Size: fixed.I(1000),
			Script: language.Han, Language: "zh-cn",
			FontFeatures: []shaping.FontFeature{{Tag: font.Tag(0x68616c74), Value: 1}}, // halt
		})
		if got := out.Advance.Round(); got != 500 {
			t.Errorf("%s: ， with halt is %d units wide, want 500", f.File(), got)
		}
	}
}

// TestEmojiSequences: a sequence joined by ZWJ, a flag, a skin tone and a keycap
// are one glyph each, with a picture.
func TestEmojiSequences(t *testing.T) {
	f := byFile(t, "NotoColorEmoji.ttf")
	for _, text := range []string{"👨‍👩‍👧", "🇨🇳", "👍🏽", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👩🏽‍🚀"} {
		var drawn int
		for _, g := range shape(f, text, "zh-CN", di.DirectionLTR) {
			if _, ok := f.Bitmap(uint32(g.GlyphID), 64); ok {
				drawn++
			}
		}
		if drawn != 1 {
			t.Errorf("%s is %d pictures, want 1", text, drawn)
		}
	}
}
