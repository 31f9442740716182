package pathdata

import "strconv"

// MaxNumber is the largest number that is read.
const MaxNumber = 1e9

// Scanner reads numbers and flags as path data and other attributes of SVG write them (SVG 2 §9.3.9). A method that reads
// something reports whether it was there.
type Scanner struct {
	s string
	i int
}

// NewScanner returns a scanner of s.
func NewScanner(s string) Scanner { return Scanner{s: s} }

// End reports whether all is read.
func (s *Scanner) End() bool { return s.i >= len(s.s) }

// Peek is the next byte, 0 at the end.
func (s *Scanner) Peek() byte {
	if s.End() {
		return 0
	}
	return s.s[s.i]
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// IsLetter reports whether c is a letter of ASCII.
func IsLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// Space skips white space.
func (s *Scanner) Space() {
	for !s.End() && isSpace(s.s[s.i]) {
		s.i++
	}
}

// Comma skips space with at most one comma in it.
func (s *Scanner) Comma() {
	s.Space()
	if s.Peek() == ',' {
		s.i++
		s.Space()
	}
}

// Accept reads c.
func (s *Scanner) Accept(c byte) bool {
	if s.Peek() == c && !s.End() {
		s.i++
		return true
	}
	return false
}

// Number reads a number as tightly written as the grammar allows: "1.5.5" is
// 1.5 and .5, "1-2" is 1 and −2. One too large for a coordinate is not read.
func (s *Scanner) Number() (float64, bool) {
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
	if err != nil || v > MaxNumber || v < -MaxNumber {
		return 0, false
	}
	s.i = i
	return v, true
}

// Flag reads the one digit of an arc's flag.
func (s *Scanner) Flag() (bool, bool) {
	c := s.Peek()
	if c != '0' && c != '1' {
		return false, false
	}
	s.i++
	return c == '1', true
}

// Word reads letters.
func (s *Scanner) Word() string {
	from := s.i
	for IsLetter(s.Peek()) {
		s.i++
	}
	return s.s[from:s.i]
}
