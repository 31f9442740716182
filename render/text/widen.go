package text

import (
	"strings"

	"golang.org/x/text/width"

	"sharecard/render/style"
)

// smallKana and fullKana are small kana and the full-size ones in their place (CSS Text 4
// Appendix G).
const (
	smallKana = "ぁぃぅぇぉゕゖっゃゅょゎァィゥェォヵㇰヶㇱㇲッㇳㇴㇵㇶㇷㇸㇹㇺャュョㇻㇼㇽㇾㇿヮｧｨｩｪｫｯｬｭｮ𛄲𛅐𛅑𛅒𛅕𛅤𛅥𛅦𛅧"
	fullKana  = "あいうえおかけつやゆよわアイウエオカクケシスツトヌハヒフヘホムヤユヨラリルレロワｱｲｳｴｵﾂﾔﾕﾖこゐゑをコヰヱヲン"
)

// fullSize maps small kana. It is never written once built.
var fullSize = func() map[rune]rune {
	m, full := map[rune]rune{}, []rune(fullKana)
	for i, r := range []rune(smallKana) {
		m[r] = full[i]
	}
	return m
}()

// widen applies full-width and full-size-kana of text-transform (CSS Text 4 §2.1). A space that
// stays a space, since white space is collapsed later.
func widen(s string, t style.TextTransform) string {
	if t&style.FullSizeKana != 0 {
		s = strings.Map(func(r rune) rune {
			if full, ok := fullSize[r]; ok {
				return full
			}
			return r
		}, s)
	}
	if t&style.FullWidth != 0 {
		s = strings.Map(func(r rune) rune {
			if wide := width.LookupRune(r).Wide(); wide != 0 {
				return wide
			}
			return r
		}, s)
	}
	return s
}
