package text

import (
	"unicode"

	"golang.org/x/text/width"
)

// charClass sorts characters by what Chinese composition does with them (GB/T
// 15834, CSS Text 4 §8).
type charClass uint8

const (
	classOther     charClass = iota
	classSpace               // hangs at the end of a line
	classIdeoSpace           // U+3000
	classIdeograph           // Han, kana
	classAlnum               // letter or digit of a script that is spaced from Han
	classOpen                // full-width opening bracket or quote
	classClose               // full-width closing bracket or quote
	classStop                // ， 。 、 ．
	classColon               // ： ；
	classExcl                // ！ ？
	classMiddle              // · ・ ‧
	classDash                // — … ⋯ and what joins two of its kind
	classAtom                // a box on the line
)

func classOf(r rune) charClass {
	switch r {
	case ' ', '\t', 0x1680:
		return classSpace
	case 0x3000:
		return classIdeoSpace
	case '（', '《', '〈', '“', '‘', '「', '『', '【', '〔', '〖', '［', '｛', '〘', '〚', '〝', '｟':
		return classOpen
	case '）', '》', '〉', '”', '’', '」', '』', '】', '〕', '〗', '］', '｝', '〙', '〛', '〞', '〟', '｠':
		return classClose
	case '，', '。', '、', '．':
		return classStop
	case '：', '；':
		return classColon
	case '！', '？':
		return classExcl
	case '·', '・', '‧':
		return classMiddle
	case '—', '…', '⋯', '―', '⸺':
		return classDash
	case objectReplacement:
		return classAtom
	}
	if r >= 0x2000 && r <= 0x200A && r != 0x2007 || r == 0x205F {
		return classSpace
	}
	if isIdeograph(r) {
		return classIdeograph
	}
	if r < 0x80 {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return classAlnum
		}
		return classOther
	}
	if unicode.IsLetter(r) || unicode.Is(unicode.Nd, r) {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianHalfwidth:
			return classOther
		}
		return classAlnum
	}
	return classOther
}

// isIdeograph reports the ideographs of text-autospace (CSS Text 4 §8.4).
func isIdeograph(r rune) bool {
	switch {
	case r < 0x2E80:
		return false
	case r >= 0x4E00 && r <= 0x9FFF, r >= 0x3400 && r <= 0x4DBF, r >= 0x20000 && r <= 0x3FFFF:
		return true
	case r == 0x3005, r == 0x3007, r >= 0x3021 && r <= 0x3029, r >= 0x3041 && r <= 0x30FF && r != 0x30FB && r != 0x30A0:
		return true
	case r >= 0x2E80 && r <= 0x2FDF, r >= 0xF900 && r <= 0xFAFF, r >= 0x31C0 && r <= 0x31FF, r == 0x303B:
		return true
	}
	return false
}

// isHan reports a Chinese character.
func isHan(r rune) bool { return isIdeograph(r) && !(r >= 0x3041 && r <= 0x30FF) }

// full-width marks whose blank half may go.
func (c charClass) closing() bool {
	return c == classClose || c == classStop || c == classColon || c == classExcl
}

// emojiPlane is the first code point of the blocks in which most emoji stand.
const emojiPlane = 0x1F000
