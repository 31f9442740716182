package charset

import (
	"strings"
	"unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// detect names the encoding that a text which declares none looks most like.
// Letters with accents stand alone among ASCII ones, so most runs of high bytes
// are then one byte long; characters of East Asia need two bytes and stand
// together.
func detect(data []byte) encoding.Encoding {
	single, runs := 0, 0
	for i := 0; i < len(data); {
		start := i
		for i < len(data) && data[i] >= 0x80 {
			i++
		}
		if i > start {
			runs++
			if i-start == 1 {
				single++
			}
			continue
		}
		i++
	}
	if 2*single > runs {
		return charmap.Windows1252
	}
	var best encoding.Encoding = simplifiedchinese.GB18030 // it holds GBK and GB2312
	most := plausible(decodeWith(best, data[:min(len(data), sample)]))
	for _, e := range []encoding.Encoding{traditionalchinese.Big5, japanese.ShiftJIS, japanese.EUCJP, korean.EUCKR, charmap.Windows1251} {
		if n := plausible(decodeWith(e, data[:min(len(data), sample)])); n > most {
			best, most = e, n
		}
	}
	return best
}

// sample is how many bytes are decoded in each encoding to compare them.
const sample = 256 << 10

// frequent are the characters that make up a fifth and more of any Chinese text,
// simplified or traditional.
const frequent = "的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于着下自之年过過发發后後作里用道行所然家种種事成方多经經么去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實"

// plausible scores a decoded text: characters that text is made of count for it,
// holes and what nobody writes against it.
func plausible(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case r < 0x80:
		case r == unicode.ReplacementChar, r >= 0xE000 && r <= 0xF8FF: // private use
			n -= 5
		case r >= 0xFF61 && r <= 0xFF9F: // half-width katakana: what Shift JIS makes of other encodings
			n--
		case strings.ContainsRune(frequent, r):
			n += 5
		case r >= 0x3041 && r <= 0x30FC, r == '，', r == '。', r == '、': // kana, East Asian punctuation
			n += 3
		case unicode.Is(unicode.Hangul, r):
			n += 2
		case unicode.Is(unicode.Cyrillic, r) && unicode.IsLower(r):
			n++
		}
	}
	return n
}
