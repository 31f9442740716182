package layout

import (
	"cmp"
	"math"
	"slices"

	"sharecard/render/style"
)

// Content that is to stand in columns is laid out in one piece first. Columns are pieces of its height: each ends at a
// possible break (CSS Fragmentation 3 §4.1) and the next one begins behind it, so that nothing but margins is left out.

// possibleBreak is a place where a column may end.
type possibleBreak struct {
	end, start float64 // of the content before it, and of that after it, px from the top of the content
	forced     bool    // the column must end here
	spanner    *Box    // what spans the columns here
	avoid      bool    // by break-before or break-after
	// few is the top of the first of the orphans before a break between lines, 0 for none: a column that begins there
	// does without widows in the next one, as browsers have it.
	few float64
}

// drawback tells how bad a break is: the rules that break it in the order in which they are dropped where no other break
// is possible (§4.4).
type drawback int

const (
	noDrawback   drawback = iota
	fewLines              // widows and orphans: rule 3
	avoided               // break-inside, break-before, break-after: rules 1 and 2
	beforeNoGap           // between the edge of a box and its first content: class C
	insideSolid           // in a line, a picture, or whatever is not broken
	allDrawbacks          // how many there are
)

// pieces is content with its possible breaks.
type pieces struct {
	breaks []possibleBreak
	// tied are parts of the content that have a drawback in them.
	tied    [allDrawbacks][]tie
	height  float64            // of the content, px
	filled  float64            // its lowest content, without the margins below
	spanned map[*fragment]bool // boxes with a spanner in them: a box with column-span: all
}

// tie is a part of the content. Breaks at its ends are outside.
type tie struct {
	from, to float64
	reach    float64 // the greatest to of this and of those before it
}

// breakTolerance is more than the rounding errors in sums of heights, px.
const breakTolerance = 1.0 / 128

// maxBreakDepth bounds how far break-before and break-after are looked for in first and last children.
const maxBreakDepth = 64

// piecesOf finds the possible breaks of content that is laid out in one piece.
func piecesOf(f *fragment) *pieces {
	p := &pieces{height: f.h, spanned: map[*fragment]bool{}}
	p.walk(f, 0)
	slices.SortStableFunc(p.breaks, func(a, b possibleBreak) int { return cmp.Compare(a.end, b.end) })
	for d := range p.tied {
		list := p.tied[d]
		slices.SortFunc(list, func(a, b tie) int { return cmp.Compare(a.from, b.from) })
		reach := math.Inf(-1)
		for i := range list {
			reach = math.Max(reach, list[i].to)
			list[i].reach = reach
		}
	}
	p.filled = math.Min(p.filled, p.height)
	return p
}

// tie notes a drawback of breaks between from and to.
func (p *pieces) tie(d drawback, from, to float64) {
	if to-from > breakTolerance {
		p.tied[d] = append(p.tied[d], tie{from: from, to: to})
	}
}

// solid notes what is never broken.
func (p *pieces) solid(from, to float64) {
	p.tie(insideSolid, from, to)
	p.filled = math.Max(p.filled, to)
}

// drawback returns the drawback of a break at y.
func (p *pieces) drawback(y float64) drawback {
	for d := insideSolid; d > noDrawback; d-- {
		list := p.tied[d]
		i, _ := slices.BinarySearchFunc(list, y-breakTolerance, func(t tie, y float64) int {
			if t.from < y {
				return -1
			}
			return 1
		})
		if i > 0 && list[i-1].reach > y+breakTolerance {
			return d
		}
	}
	return noDrawback
}

// of is drawback for a possible break of a column that begins at from.
func (p *pieces) of(b *possibleBreak, from float64) drawback {
	d := p.drawback(b.end)
	if d == fewLines && b.few > 0 && math.Abs(b.few-from) < breakTolerance {
		d = noDrawback
	}
	if b.avoid {
		d = max(d, avoided)
	}
	return d
}

// monolithic reports whether a box is never broken (§4.1): it has no possible breaks, or is laid out in ways that we do
// not break.
func monolithic(b *Box) bool {
	s := b.Style
	return b.Replaced != nil || b.Orthogonal || b.Multicol || s.LaysOutItems() || s.IsTable() || scrolls(s) ||
		s.Contain&style.ContainSizes != 0 || s.LineClamp > 0
}

// walk finds the breaks in a box whose top is at y, and reports whether a box in it spans the columns.
func (p *pieces) walk(f *fragment, y float64) (spanned bool) {
	if f.inline != nil {
		p.lines(f, y)
		return false
	}
	var last *child
	var bottom float64 // of last
	for i := range f.children {
		c := &f.children[i]
		s := c.f.box.Style
		top := y + c.y - c.down
		switch {
		case outOfFlow(s) || c.hidden:
			continue
		case floats(s):
			p.solid(top-c.margin.Top, top+c.f.h+c.margin.Bottom)
			continue
		case s.SpansColumns:
			end := orElse(last != nil, bottom, y+f.border.Top+f.padding.Top)
			p.breaks = append(p.breaks, possibleBreak{end: end, start: top + c.f.h, forced: true, spanner: c.f.box})
			last, bottom, spanned = c, top+c.f.h, true
			continue
		}
		switch {
		case last == nil:
			p.above(y, top)
		case last.f.box.Style.SpansColumns: // the margin of what follows it stays
			p.breaks[len(p.breaks)-1].start = math.Max(bottom, top-c.f.top.sum())
		default:
			p.between(last, c, bottom, top)
		}
		last, bottom = c, top+c.f.h
		p.filled = math.Max(p.filled, bottom)
		if monolithic(c.f.box) {
			p.solid(top, bottom)
			continue
		}
		if s.BreakInside.AvoidsColumn() {
			p.tie(avoided, top, bottom)
		}
		if p.walk(c.f, top) {
			p.spanned[c.f], spanned = true, true
		}
	}
	if last != nil {
		p.padding(f, y, bottom)
	}
	return spanned
}

// orElse is a where ok is set, and b elsewhere.
func orElse(ok bool, a, b float64) float64 {
	if ok {
		return a
	}
	return b
}

// between notes the possible break between two boxes in the flow, class A of §4.1.
func (p *pieces) between(a, b *child, end, start float64) {
	br := possibleBreak{end: end, start: start}
	after, before := breakBeside(a.f, true, 0), breakBeside(b.f, false, 0)
	switch {
	case after.ForcesColumn() || before.ForcesColumn():
		br.forced = true
		br.start -= b.f.top.sum() // margins behind a forced break stay (§5.2)
	case after.AvoidsColumn() || before.AvoidsColumn():
		br.avoid = true
	}
	if br.end > start+breakTolerance {
		return // the boxes overlap
	}
	br.start = math.Max(br.start, br.end)
	p.breaks = append(p.breaks, br)
}

// breakBeside is break-before of a box, or where after is set break-after, and of its first or last children: values travel
// up to the outermost box that begins or ends there (§3.1).
func breakBeside(f *fragment, after bool, depth int) style.Break {
	v := f.box.Style.BreakBefore
	if after {
		v = f.box.Style.BreakAfter
	}
	if v.ForcesColumn() || f.inline != nil || monolithic(f.box) || depth == maxBreakDepth {
		return v
	}
	for i := range f.children {
		c := &f.children[i]
		if after {
			c = &f.children[len(f.children)-1-i]
		}
		if s := c.f.box.Style; outOfFlow(s) || floats(s) || c.hidden {
			continue
		}
		if inner := breakBeside(c.f, after, depth+1); inner.ForcesColumn() || inner.AvoidsColumn() && !v.AvoidsColumn() {
			v = inner
		}
		break
	}
	return v
}

// lines notes the possible breaks between the lines of a box, class B of §4.1, and what widows and orphans ask for (§3.3).
func (p *pieces) lines(f *fragment, y float64) {
	top := y + f.border.Top + f.padding.Top
	lines := f.inline.Lines
	n := len(lines)
	edge := func(i int) (from, to float64) { return top + lines[i].Y, top + lines[i].Y + lines[i].H }
	orphans, widows := min(max(f.box.Style.Orphans, 1), n), min(max(f.box.Style.Widows, 1), n)
	for i := range lines {
		from, to := edge(i)
		p.solid(from, to)
		if i+1 < n {
			next, _ := edge(i + 1)
			br := possibleBreak{end: math.Min(to, next), start: next}
			if at := i + 1 - orphans; at > 0 {
				br.few, _ = edge(at)
			}
			p.breaks = append(p.breaks, br)
		}
	}
	for i := range f.children {
		c := &f.children[i]
		if floats(c.f.box.Style) {
			from := y + c.y - c.down
			p.solid(from-c.margin.Top, from+c.f.h+c.margin.Bottom)
		}
	}
	if n == 0 {
		return
	}
	first, _ := edge(0)
	_, last := edge(n - 1)
	p.above(y, first)
	p.padding(f, y, last)
	_, begin := edge(orphans - 1)
	end, _ := edge(n - widows)
	p.tie(fewLines, first, begin)
	p.tie(fewLines, math.Max(begin, end), last) // orphans come first, as browsers have it
}

// above keeps what is above the first content of a box with it.
func (p *pieces) above(y, content float64) {
	if content > y+breakTolerance {
		p.breaks = append(p.breaks, possibleBreak{end: content, start: content})
		p.tie(beforeNoGap, y, content+2*breakTolerance)
	}
}

// padding keeps the border and padding below content with it: there is no break between the two but where the box is
// higher than its content (class C).
func (p *pieces) padding(f *fragment, y, content float64) {
	bottom := y + f.h
	from := bottom - f.border.Bottom - f.padding.Bottom
	if from < content+breakTolerance {
		from = content - 2*breakTolerance
	}
	if bottom > content+breakTolerance {
		p.tie(beforeNoGap, from, bottom)
	}
}
