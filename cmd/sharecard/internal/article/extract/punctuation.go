package extract

import (
	"strings"
	"unicode"
)

// fullWidth restores the punctuation of Chinese text that a page has in ASCII:
// 热词,当属 becomes 热词，当属. A mark changes only where a neighbour is Chinese,
// so 1,595, 7.1万, 10:30, addresses and English stay as they are.
func fullWidth(s string) string {
	if !strings.ContainsAny(s, ",.;:?!()") {
		return s
	}
	in := []rune(s)
	out := make([]rune, 0, len(in))
	closing := parentheses(in)
	for i := 0; i < len(in); i++ {
		if end := webAddress(in[i:]); end > 0 {
			out = append(out, in[i:i+end]...)
			i += end - 1
			continue
		}
		before, after := at(in, i-1), at(in, i+1)
		switch r := in[i]; r {
		case ',', ';', ':', '?', '!':
			next := after
			if next == ' ' {
				next = at(in, i+2)
			}
			// 说,OK and OK,他 change; 7,595 and a, b do not.
			if !isChinese(before) && !(isChinese(next) && before != ' ' && before != 0) {
				out = append(out, r)
				continue
			}
			out = append(out, wide(r))
			if after == ' ' {
				i++ // a full-width mark brings its own space
			}
		case '.':
			dots := 1
			for at(in, i+dots) == '.' {
				dots++
			}
			next := at(in, i+dots)
			switch {
			case dots >= 3 && (isChinese(before) || isChinese(next)):
				out = append(out, '…', '…')
			case dots == 1 && isChinese(before) && !isASCIIWord(next):
				out = append(out, '。')
				if next == ' ' {
					i++
				}
			default:
				out = append(out, in[i:i+dots]...)
			}
			i += dots - 1
		case '(', ')':
			if closing[i] {
				r = wide(r)
			}
			out = append(out, r)
		default:
			out = append(out, r)
		}
	}
	return string(out)
}

// parentheses finds the positions of pairs that belong to Chinese text: there is
// Chinese inside, or right before, or right after one that begins the text.
func parentheses(in []rune) map[int]bool {
	const longest = 100 // characters between the two
	found := map[int]bool{}
	open := -1
	for i, r := range in {
		switch {
		case r == '(':
			open = i
		case r == ')' && open >= 0 && i-open <= longest:
			chinese := isChinese(at(in, open-1)) || at(in, open-1) == 0 && isChinese(at(in, i+1))
			for _, inside := range in[open:i] {
				chinese = chinese || isChinese(inside)
			}
			if chinese {
				found[open], found[i] = true, true
			}
			open = -1
		}
	}
	return found
}

// webAddress is the length of the http address that s begins with, or 0.
func webAddress(s []rune) int {
	for _, scheme := range []string{"http://", "https://"} {
		if len(s) > len(scheme) && strings.EqualFold(string(s[:len(scheme)]), scheme) {
			n := len(scheme)
			for n < len(s) && s[n] > ' ' && s[n] < 0x7f {
				n++
			}
			return n
		}
	}
	return 0
}

func at(s []rune, i int) rune {
	if i < 0 || i >= len(s) {
		return 0
	}
	return s[i]
}

func wide(r rune) rune { return r - '!' + '！' } // the full-width forms follow ASCII's order

func isASCIIWord(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
}

// isChinese reports characters that Chinese text is made of: Han, and the
// punctuation that is only, or nearly only, used with it.
func isChinese(r rune) bool {
	switch {
	case unicode.Is(unicode.Han, r), strings.ContainsRune("“”‘’…—·", r):
		return true
	}
	return r >= 0x3001 && r <= 0x303F || r >= 0xFF01 && r <= 0xFF65
}
