package svg

import (
	"math"
	"strings"

	computed "sharecard/render/style"
)

// piece is a stretch of characters between two that an attribute places: it is set
// as one line, and what is in it stands as its face has it.
type piece struct {
	first, last int  // characters, last not included
	chunk       bool // begins a text chunk: its place is absolute
	line        Line
	x, y        float64 // of the pen
	rotate      float64 // degrees
	stretch     float64 // of the letters along the line
}

func given(v float64) bool { return !math.IsNaN(v) }

// cut makes the pieces of the characters.
func (c *collector) cut() []piece {
	edge := map[int]bool{}
	each := make([]bool, len(c.chars)) // characters that stand alone
	for i := range c.spans {
		s := &c.spans[i]
		if !given(s.length) {
			continue
		}
		edge[s.first], edge[s.last] = true, true
		for k := s.first; k < s.last && !s.glyphs; k++ {
			each[k] = true
		}
	}
	var pieces []piece
	for i := range c.chars {
		t := &c.chars[i]
		if t.inside {
			pieces[len(pieces)-1].last = i + 1
			continue
		}
		turned := given(t.rotate) && t.rotate != 0
		if i > 0 && !turned && !edge[i] && !each[i] && !each[i-1] &&
			!given(t.x) && !given(t.y) && !given(t.dx) && !given(t.dy) && pieces[len(pieces)-1].rotate == 0 {
			pieces[len(pieces)-1].last = i + 1
			continue
		}
		p := piece{first: i, last: i + 1, chunk: i == 0 || given(t.x) || given(t.y), stretch: 1}
		if turned {
			p.rotate = t.rotate
		}
		pieces = append(pieces, p)
	}
	return pieces
}

// spansOf lists the spans of the runs of a piece.
func (c *collector) spansOf(p *piece) []int {
	var spans []int
	for i := p.first; i < p.last; i++ {
		if s := c.chars[i].span; len(spans) == 0 || spans[len(spans)-1] != s {
			spans = append(spans, s)
		}
	}
	return spans
}

// lineOf is a piece as the typesetter takes it.
func (c *collector) lineOf(p *piece, styles []*computed.Style) []Span {
	var line []Span
	for i := p.first; i < p.last; {
		from := i
		var text strings.Builder
		for ; i < p.last && c.chars[i].span == c.chars[from].span; i++ {
			text.WriteRune(c.chars[i].r)
		}
		line = append(line, Span{text.String(), styles[c.chars[from].span]})
	}
	return line
}

// place gives every piece its pen (SVG 2 §11.5): one after another, moved by dx and
// dy, fitted to textLength, and each chunk moved to its anchor.
func (c *collector) place(pieces []piece) {
	x, y := 0.0, 0.0
	for i := range pieces {
		p := &pieces[i]
		t := &c.chars[p.first]
		if given(t.x) {
			x = t.x
		}
		if given(t.y) {
			y = t.y
		}
		if given(t.dx) {
			x += t.dx
		}
		if given(t.dy) {
			y += t.dy
		}
		p.x, p.y = x, y
		x += p.line.Advance
	}
	for i := len(c.spans) - 1; i >= 0; i-- {
		if s := &c.spans[i]; given(s.length) {
			s.fit(pieces)
		}
	}
	for from, to := 0, 0; from < len(pieces); from = to {
		for to = from + 1; to < len(pieces) && !pieces[to].chunk; to++ {
		}
		c.anchor(pieces[from:to])
	}
}

// fit moves or stretches the pieces of a span so that it has its textLength.
func (s *textSpan) fit(pieces []piece) {
	from, to := 0, 0
	for i := range pieces {
		if pieces[i].first < s.first {
			from = i + 1
		}
		if pieces[i].first < s.last {
			to = i + 1
		}
	}
	own := pieces[min(from, to):to]
	left, right := extent(own)
	if !(right > left) {
		return
	}
	switch more := s.length - (right - left); {
	case s.glyphs:
		k := s.length / (right - left)
		for i := range own {
			own[i].x = left + (own[i].x-left)*k
			own[i].stretch *= k
		}
		shift(pieces[to:], more)
	case len(own) > 1:
		for i := range own {
			own[i].x += more * float64(i) / float64(len(own)-1)
		}
		shift(pieces[to:], more)
	}
}

// shift moves the pieces up to the next that is placed.
func shift(pieces []piece, by float64) {
	for i := range pieces {
		if pieces[i].chunk {
			return
		}
		pieces[i].x += by
	}
}

// extent is from where to where pieces stand.
func extent(pieces []piece) (left, right float64) {
	left, right = math.Inf(1), math.Inf(-1)
	for i := range pieces {
		p := &pieces[i]
		end := p.x + p.line.Advance*p.stretch
		left, right = min(left, p.x, end), max(right, p.x, end)
	}
	return left, right
}

// anchor moves a chunk so that its text-anchor stands where it begins.
func (c *collector) anchor(chunk []piece) {
	s := &c.spans[c.chars[chunk[0].first].span].style
	left, right := extent(chunk)
	rtl := c.b.textOf(s.text).Direction == computed.RTL
	by := chunk[0].x
	switch {
	case s.anchor == anchorMiddle:
		by -= (left + right) / 2
	case (s.anchor == anchorEnd) != rtl:
		by -= right
	default:
		by -= left
	}
	for i := range chunk {
		chunk[i].x += by
	}
}
