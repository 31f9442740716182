package text

import (
	"strings"
	"unicode"

	"sharecard/render/style"
)

// UAX #14 and CSS leave some boundaries open. Under line-break: auto we break
// there as Chromium does, which was measured for every pair of characters.

// browserBreak decides on the boundary before text[i] under line-break: auto.
func browserBreak(o opportunity, text []rune, i int, st *style.Style) opportunity {
	a, b := text[i-1], text[i]
	switch {
	case a > ' ' && a < 0x7F && b > ' ' && b < 0x7F:
		return asciiBreak(text, i)
	case a == ' ' && b != '\u00A0' && b != '\u2060' && b != '\uFEFF' && b != '\u200B' && b != ' ':
		return mayBreak // after any space, in a bracket too
	case isDigit(a) && (b == '％' || b == '℃' || b == '‰' || b == '°'):
		return noBreak
	case isDigit(b) && a == '．':
		return mayBreak
	case isChinese(st.Lang) || isJapanese(st.Lang):
		return quoteBreak(o, text, i)
	}
	return o
}

// asciiBreak decides between two visible characters of ASCII.
func asciiBreak(text []rune, i int) opportunity {
	a, b := text[i-1], text[i]
	breaks := false
	switch {
	case a == '-' && b >= '0' && b <= '9':
		breaks = i > 1 && asciiAlnum(text[i-2]) // else it may be a minus sign
	case a == '-':
		breaks = !strings.ContainsRune("!$),./:;?]}", b)
	case a == '?':
		breaks = !strings.ContainsRune("!\"'),./:;?]}", b)
	case strings.ContainsRune("(<[{", b):
		breaks = strings.ContainsRune("!\"#%&)*+,.:;=>\\]|}~", a)
	}
	if breaks {
		return mayBreak
	}
	return noBreak
}

// quoteBreak takes “ and ” for brackets, as Chinese and Japanese do
// (CSS Text 3 §5.3); UAX #14 keeps them closed beside Latin text (LB19a).
func quoteBreak(o opportunity, text []rune, i int) opportunity {
	a, b := text[i-1], text[i]
	if o != noBreak {
		return o
	}
	switch {
	case b == '“':
		if c := classOf(a); c == classIdeograph || c == classDash || c.closing() || strings.ContainsRune(",.:;!?)", a) {
			return mayBreak
		}
	case a == '”':
		if c := classOf(b); c == classIdeograph || c == classAlnum || c == classOpen || c == classDash || unicode.IsNumber(b) {
			return mayBreak
		}
	}
	return o
}
