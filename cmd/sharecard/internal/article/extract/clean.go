package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sharecard/cmd/sharecard/internal/plaintext"
	"sharecard/cmd/sharecard/internal/strictjson"
)

// longestField is how many bytes of a text are looked at; what may be stored is
// shorter.
const longestField = 32 << 10

// clean is what every text of a page goes through, whatever it is for. It becomes
// one line: white space of any kind is one space, characters that show nothing
// go, entities that were escaped twice are resolved and markup is removed.
func clean(s string) string {
	s = s[:min(len(s), longestField)]
	if strings.ContainsAny(s, "<&") {
		s = plaintext.Strip(s)
	}
	return oneLine(s)
}

// oneLine is clean for texts that hold neither markup nor entities.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r < utf8.RuneSelf:
			if r == ' ' || r >= '\t' && r <= '\r' {
				return ' '
			}
			if r < ' ' || r == 0x7F {
				return -1
			}
			return r
		case r >= 0x4E00 && r <= 0x9FFF: // most of a Chinese text, and quickly told
			return r
		case unicode.IsSpace(r) || r == '\u3000':
			return ' '
		case unicode.Is(unicode.Cc, r), r == '\u00AD', r == '\u200B', r == '\u2060', r == '\uFEFF':
			return -1 // U+200C and U+200D stay: scripts and emoji need them
		case r >= 0xE000 && r <= 0xF8FF: // private use: signs of an icon font
			return ' '
		}
		return r
	}, strictjson.StripBidi(s))
	return strings.Join(strings.Fields(s), " ")
}

// letters drops what differs between two printings of one text: case, white
// space and punctuation.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < utf8.RuneSelf:
			if r >= 'A' && r <= 'Z' {
				return r + 'a' - 'A'
			}
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
				return r
			}
			return -1
		case r >= 0xFF10 && r <= 0xFF5A: // full-width letters and digits
			return unicode.ToLower(r - 0xFEE0)
		case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r):
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// runes counts characters.
func runes(s string) int { return utf8.RuneCountInString(s) }

// isCJKText reports whether a fifth of a text's letters are Chinese characters.
func isCJKText(s string) bool {
	han, letters := 0, 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
		}
		if unicode.Is(unicode.Han, r) {
			han++
		}
	}
	return han > 0 && 5*han >= letters
}

func isEastAsian(lang string) bool {
	switch primary(lang) {
	case "zh", "ja", "ko", "yue":
		return true
	}
	return false
}

// primary is the language of a BCP 47 tag, without region and script.
func primary(lang string) string {
	language, _, _ := strings.Cut(strings.ToLower(lang), "-")
	return language
}

// hasAny reports whether one of the words is in s.
func hasAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
