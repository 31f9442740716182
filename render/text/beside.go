package text

import (
	"math"
	"slices"

	"sharecard/render/layout"
	"sharecard/render/style"
)

// Bounds of the search for the place of one line beside floats.
const (
	maxDown   = 100 // times that it moves below one float more; after that it stands below all
	maxTaller = 8   // times that it is broken anew because it is higher than foreseen
)

// beside sets lines one by one in the room that floats leave them (CSS 2.2 §9.5).
type beside struct {
	builder
	room layout.Floats
	full bool  // line-clamp ends the lines here
	ends []int // where lines end by plan; nil for the greedy breaker
}

// besideFloats sets the lines of the paragraph beside floats and places those in it.
func (p *Paragraph) besideFloats(width float64, room layout.Floats) *layout.Inline {
	m := p.measure(width)
	s := &beside{builder: builder{p: p, m: m, out: &layout.Inline{}, box: newLineBox(p), spare: p.above}, room: room}
	s.plan()
	a := 0
	for a < len(p.units) && !s.full {
		l, measure := s.find(a)
		a = l.b
		l = s.clampLine(l, measure)
		s.builder.line(&l, measure, l.b == len(p.units) && l.ending == nil)
		if s.full = s.full || p.limit > 0 && len(s.out.Lines) == p.limit; s.full {
			a = l.b
		}
		s.placeFloats(a)
		s.clear(a)
	}
	s.hideRest(a)
	s.out.Height, s.out.Spare = s.y+s.roomBelow(), s.spare
	return s.out
}

// amidFloats sets the lines beside floats, those of --card-fit in the size that suits the room in which they begin.
func (p *Paragraph) amidFloats(width float64, room layout.Floats) *layout.Inline {
	if p.fit == nil {
		return p.besideFloats(width, room)
	}
	left, right, _ := room.Room(0, 0)
	size, _ := p.fit.choose(max(0, right-left))
	at := p.fit.at(size)
	at.limit, at.more = at.block.LineClamp, false
	at.last = at.besideFloats(width, room)
	p.fit.last = at
	return at.last
}

// find returns the line that begins with unit a and its measure, and goes down to where it has room.
func (s *beside) find(a int) (line, float64) {
	p := s.p
	s.leadingFloats(a)
	high := p.primary(0).lineHeight(p.block)
	for down, taller := 0, 0; ; {
		// Floats on the line itself do not move it.
		from, to, next := s.room.Room(s.y, high)
		narrow := max(0, to-from) < s.m.width-widthSlack
		takeBack, placed, floated := s.room.Mark(), len(s.out.Atoms), s.floated
		again := func() {
			takeBack()
			s.out.Atoms, s.floated = s.out.Atoms[:placed], floated
		}
		b := s.fill(a, high)
		l := line{lineRange: lineRange{a, b}}
		left, right, _ := s.room.Room(s.y, high)
		s.left = left
		measure := right - left
		switch {
		case p.phantom(&l):
			return l, measure
		case narrow && wraps(p.block) && p.lineWidth(s.m, a, b) > measure+widthSlack && !math.IsInf(next, 1):
			again()
			if s.ends != nil { // something is not where the plan has it
				s.ends = nil
				continue
			}
			if s.y = next; down == maxDown {
				s.y = math.Max(s.y, s.room.Below(style.ClearBoth))
			}
			down++
			continue
		}
		if h := s.heightOf(&l); h > high && taller < maxTaller {
			taller++
			if l, r, _ := s.room.Room(s.y, h); l > left || r < right {
				high = h
				again()
				continue
			}
		}
		return l, measure
	}
}

// leadingFloats places the floats with which a line begins: where there is room for them, be it below the line.
func (s *beside) leadingFloats(a int) {
	for i := a; i < len(s.p.units); i++ {
		switch u := &s.p.units[i]; {
		case u.kind == floatUnit && i >= s.floated:
			s.placeFloat(i)
		case u.inText() || u.kind == forcedUnit || s.m.cum[i+1] != s.m.cum[i]:
			return
		}
	}
}

// fill returns the end of the line that begins with unit a, and places the floats on it for which there is room beside the
// text before them.
func (s *beside) fill(a int, high float64) (b int) {
	p := s.p
	for {
		left, right, _ := s.room.Room(s.y, high)
		b = s.nextBreak(a, right-left)
		f := s.nextFloat(b)
		if f < 0 {
			return b
		}
		w := s.room.Width(p.floats[p.units[f].ref].Index)
		if p.lineWidth(s.m, a, f)+w > right-left+widthSlack {
			return b
		}
		if e := p.nextBreak(s.m, a, right-left-w); e < f && s.besideBreak(e) <= f {
			return e // the text around it goes to the next line, and takes it along
		}
		s.placeFloat(f)
	}
}

// nextBreak returns the end of the line that begins with unit a.
func (s *beside) nextBreak(a int, width float64) int {
	if i, _ := slices.BinarySearch(s.ends, a+1); i < len(s.ends) {
		return s.ends[i]
	}
	return s.p.nextBreak(s.m, a, width)
}

// besideBreak is the first unit from b on that is none of the floats right behind a line that ends there.
func (s *beside) besideBreak(b int) int {
	for p := s.p; b < len(p.units) && p.units[b].offFlow() && p.breaks[b] != mustBreak; {
		b++
	}
	return b
}

// nextFloat returns the next float of a line that ends before unit b, those right behind it included; -1 for none.
func (s *beside) nextFloat(b int) int {
	units := s.p.units
	for b = s.besideBreak(b); s.floated < b; s.floated++ {
		if units[s.floated].kind == floatUnit {
			return s.floated
		}
	}
	return -1
}

// placeFloats places what remains of the floats of a line that ends before unit b: below the line.
func (s *beside) placeFloats(b int) {
	for f := s.nextFloat(b); f >= 0; f = s.nextFloat(b) {
		s.placeFloat(f)
	}
}

// clear moves the line that begins with unit b below the floats that the <br> before it clears.
func (s *beside) clear(b int) {
	for i := b - 1; i >= 0 && len(s.p.clears) > 0; i-- {
		switch u := &s.p.units[i]; u.kind {
		case closeUnit:
			continue
		case forcedUnit:
			s.y = max(s.y, s.room.Below(s.p.clears[u.start]))
		}
		return
	}
}

// placeFloat places the float of a unit at the height of the line or below.
func (s *beside) placeFloat(i int) {
	u := &s.p.units[i]
	atom := s.p.floats[u.ref].Index
	x, y := s.room.Place(atom, s.y)
	dx, dy := s.relative(u.span)
	s.out.Atoms = append(s.out.Atoms, layout.Placement{Atom: atom, X: x + dx, Y: y + dy, Group: s.group(u.span)})
	s.floated = i + 1
}

// clampLine shortens a line where line-clamp or text-overflow says so.
func (s *beside) clampLine(l line, measure float64) line {
	p := s.p
	last := p.limit > 0 && len(s.out.Lines) == p.limit-1 && !p.phantom(&l)
	switch {
	case last && (p.hasText(l.b) || p.more):
		s.out.Cut, s.full = true, true
		return p.ellipsize(s.m, l.a, measure)
	case p.block.TextOverflow == style.TextEllipsis && p.clips() && p.lineWidth(s.m, l.a, l.b) > measure+widthSlack:
		short := p.ellipsize(s.m, l.a, measure)
		short.b = min(short.b, l.b)
		s.out.Cut = true
		return short
	}
	return l
}

// heightOf is the height of a line.
func (b *builder) heightOf(l *line) float64 {
	b.box.reset()
	b.vertical(l)
	return b.box.up + b.box.down
}
