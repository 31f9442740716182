package svg

import (
	"strconv"
	"strings"
)

// scanner reads the numbers, flags and words of attribute values (SVG 2 §9.3.9
// and §8.5). A method that reads something reports whether it was there.
type scanner struct {
	s string
	i int
}

func (s *scanner) end() bool { return s.i >= len(s.s) }

func (s *scanner) peek() byte {
	if s.end() {
		return 0
	}
	return s.s[s.i]
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func (s *scanner) space() {
	for !s.end() && isSpace(s.s[s.i]) {
		s.i++
	}
}

// comma skips space with at most one comma in it.
func (s *scanner) comma() {
	s.space()
	if s.peek() == ',' {
		s.i++
		s.space()
	}
}

func (s *scanner) accept(c byte) bool {
	if s.peek() == c && !s.end() {
		s.i++
		return true
	}
	return false
}

// number reads a number as tightly written as the grammar allows: "1.5.5" is
// 1.5 and .5, "1-2" is 1 and −2. One too large for a coordinate is not read.
func (s *scanner) number() (float64, bool) {
	i := s.i
	at := func() byte {
		if i < len(s.s) {
			return s.s[i]
		}
		return 0
	}
	digits := func() int {
		from := i
		for isDigit(at()) {
			i++
		}
		return i - from
	}
	if c := at(); c == '+' || c == '-' {
		i++
	}
	n := digits()
	if at() == '.' {
		i++
		n += digits()
	}
	if n == 0 {
		return 0, false
	}
	if at()|0x20 == 'e' {
		mark := i
		i++
		if c := at(); c == '+' || c == '-' {
			i++
		}
		if digits() == 0 { // the e of a unit, such as em
			i = mark
		}
	}
	v, err := strconv.ParseFloat(s.s[s.i:i], 64)
	if err != nil || v > maxNumber || v < -maxNumber {
		return 0, false
	}
	s.i = i
	return v, true
}

// flag reads the one digit of an arc's flag.
func (s *scanner) flag() (bool, bool) {
	c := s.peek()
	if c != '0' && c != '1' {
		return false, false
	}
	s.i++
	return c == '1', true
}

// word reads letters.
func (s *scanner) word() string {
	from := s.i
	for isLetter(s.peek()) {
		s.i++
	}
	return s.s[from:s.i]
}

// numbers reads a list of at most limit numbers, separated by spaces or commas,
// to the end of the value.
func numbers(value string, limit int) ([]float64, bool) {
	s := scanner{s: value}
	s.space()
	var list []float64
	for !s.end() {
		v, ok := s.number()
		if !ok || len(list) >= limit {
			return list, false
		}
		list = append(list, v)
		s.comma()
	}
	return list, true
}

// length is a number with its unit; percentages and font-relative units wait
// for what they refer to.
type length struct {
	n    float64
	unit byte // 0 for px, '%', 'e' for em, 'x' for ex
}

// absolute are the px of one unit (CSS Values 4 §6.2).
var absolute = map[string]float64{
	"": 1, "px": 1, "pt": 96.0 / 72, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6,
}

func (s *scanner) length() (length, bool) {
	v, ok := s.number()
	if !ok {
		return length{}, false
	}
	if s.accept('%') {
		return length{v, '%'}, true
	}
	unit := strings.ToLower(s.word())
	switch unit {
	case "em", "rem":
		return length{v, 'e'}, true
	case "ex", "ch":
		return length{v, 'x'}, true
	}
	k, ok := absolute[unit]
	return length{v * k, 0}, ok
}

func parseLength(value string) (length, bool) {
	s := scanner{s: value}
	s.space()
	l, ok := s.length()
	s.space()
	return l, ok && s.end()
}

// px resolves a length; whole is what 100% means.
func (l length) px(whole float64) float64 {
	switch l.unit {
	case '%':
		return l.n / 100 * whole
	case 'e':
		return l.n * fontSize
	case 'x':
		return l.n * fontSize / 2
	}
	return l.n
}

// fontSize is what em refers to, px: pictures know no fonts.
const fontSize = 16
