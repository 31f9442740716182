package svg

import (
	"strings"

	"sharecard/render/pathdata"
)

// scanner reads the numbers, lengths and words of attribute values (SVG 2 §8.5 and §9.3.9).
type scanner struct{ pathdata.Scanner }

func newScanner(s string) scanner { return scanner{pathdata.NewScanner(s)} }

// numbers reads a list of at most limit numbers, separated by spaces or commas,
// to the end of the value.
func numbers(value string, limit int) ([]float64, bool) {
	s := newScanner(value)
	s.Space()
	var list []float64
	for !s.End() {
		v, ok := s.Number()
		if !ok || len(list) >= limit {
			return list, false
		}
		list = append(list, v)
		s.Comma()
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
	v, ok := s.Number()
	if !ok {
		return length{}, false
	}
	if s.Accept('%') {
		return length{v, '%'}, true
	}
	unit := strings.ToLower(s.Word())
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
	s := newScanner(value)
	s.Space()
	l, ok := s.length()
	s.Space()
	return l, ok && s.End()
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

// fontSize is what em refers to where nothing sets a font size, px.
const fontSize = 16
