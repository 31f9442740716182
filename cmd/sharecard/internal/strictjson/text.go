package strictjson

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
)

// StripBidi drops explicit directional formatting characters: the embeddings
// and overrides U+202A–202E and the isolates U+2066–2069 (UAX #9, section 2).
func StripBidi(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 {
			return -1
		}
		return r
	}, s)
}

// isControl reports whether r controls rather than shows: the control
// characters, the separators of lines and paragraphs, and noncharacters.
func isControl(r rune) bool {
	return unicode.Is(unicode.Cc, r) || r == 0x2028 || r == 0x2029 || unicode.Is(unicode.Noncharacter_Code_Point, r)
}

// visible reports whether s has anything to see: a letter, digit, mark,
// punctuation or symbol.
func visible(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsGraphic(r) && !unicode.IsSpace(r) &&
			!unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
	})
}

// loneSurrogate reports whether a JSON string literal, already known to be well
// formed, has a \u escape for half a surrogate pair (RFC 8259, section 8.2).
func loneSurrogate(raw []byte) bool {
	high := false // the character just read was an escaped high surrogate
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			if high {
				return true
			}
			continue
		}
		i++
		if raw[i] != 'u' {
			if high {
				return true
			}
			continue
		}
		u, err := strconv.ParseUint(string(raw[i+1:i+5]), 16, 16)
		if err != nil {
			return true
		}
		i += 4
		switch r := rune(u); {
		case !utf16.IsSurrogate(r):
			if high {
				return true
			}
		case r < 0xDC00: // high
			if high {
				return true
			}
			high = true
		default: // low
			if !high {
				return true
			}
			high = false
		}
	}
	return high
}
