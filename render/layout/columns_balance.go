package layout

import "math"

// columnSpan is what stands in one column of content that is laid out in one piece.
type columnSpan struct {
	from, to float64
	drawback drawback // of the break at its end
	// short is how much higher the column would have to be for more to stand in it, px.
	short float64
}

// columnsOf breaks the content between from and to into columns of a height, at most the given number of them: the last
// one takes what remains.
func (p *pieces) columnsOf(from, to, height float64, most int) []columnSpan {
	var out []columnSpan
	next := 0 // the first break behind from
	for {
		for next < len(p.breaks) && p.breaks[next].start <= from+breakTolerance {
			next++
		}
		limit := from + height
		c, start, ok := p.columnEnd(next, from, limit, to)
		if !ok || len(out)+1 >= most {
			return append(out, columnSpan{from: from, to: to, short: math.Max(0, math.Min(to, p.filled)-limit)})
		}
		c.from = from
		out = append(out, c)
		from = start
	}
}

// columnEnd finds the best break for a column that begins at from: with the least drawback, and among those the last one
// (CSS Fragmentation 3 §4.5). It is not ok where all content up to "to" fits. next is the first possible break.
func (p *pieces) columnEnd(next int, from, limit, to float64) (c columnSpan, start float64, ok bool) {
	c.drawback, c.short = allDrawbacks, math.Inf(1)
	last := -1 // the last break that is not beyond the limit
	for i := next; i < len(p.breaks); i++ {
		b := &p.breaks[i]
		if b.end >= to-breakTolerance || b.spanner != nil {
			break
		}
		d := p.of(b, from)
		if b.end > limit+breakTolerance {
			if d < insideSolid {
				if c.short = b.end - limit; c.drawback >= insideSolid { // nothing fits: what follows overflows
					c.to, c.drawback, start = b.end, d, b.start
				}
				break
			}
			continue
		}
		last = i
		if b.forced {
			return columnSpan{to: b.end, short: math.Inf(1)}, b.start, true
		}
		if d <= c.drawback && d < insideSolid {
			c.to, c.drawback, start = b.end, d, b.start
		}
	}
	end := math.Min(to, math.Max(p.filled, from))
	if end <= limit+breakTolerance {
		return c, 0, false
	}
	c.short = math.Min(c.short, end-limit)
	// A break in empty space, class C of §4.1.
	if limit > from+breakTolerance && (last < 0 || p.breaks[last].start < limit) {
		if d := p.drawback(limit); d < insideSolid && d <= c.drawback {
			c.to, c.drawback, start = limit, d, limit
		}
	}
	return c, start, c.drawback < insideSolid
}

// maxBalancing bounds how often content is broken in search of the height of balanced columns.
const maxBalancing = 128

// balanced returns the least height at which the content between from and to stands in a number of columns, without
// drawbacks where they can be avoided, and no more than limit (CSS Multi-column 1 §7.1).
func (p *pieces) balanced(from, to float64, count int, limit float64) float64 {
	h := math.Max(p.evenly(from, to, count), p.least(from, to))
	for range maxBalancing {
		if h >= limit {
			return limit
		}
		columns := p.columnsOf(from, to, h, count+1)
		short, broken := math.Inf(1), false
		for _, c := range columns {
			short = math.Min(short, orElse(c.short > breakTolerance, c.short, math.Inf(1)))
			broken = broken || c.drawback > noDrawback
		}
		if len(columns) <= count && !broken || math.IsInf(short, 1) {
			return h
		}
		h += short
	}
	return math.Min(limit, math.Max(h, to-from))
}

// evenly is the height of columns if the content could be broken everywhere: each run between forced breaks by itself, the
// highest runs in most columns.
func (p *pieces) evenly(from, to float64, count int) float64 {
	var runs []float64
	begin := from
	for i := range p.breaks {
		if b := &p.breaks[i]; b.forced && b.end > begin && b.end < to {
			runs = append(runs, b.end-begin)
			begin = b.start
		}
	}
	runs = append(runs, to-begin)
	if len(runs) == 1 {
		return runs[0] / float64(count)
	}
	in := make([]int, len(runs)) // columns of each run, above its first
	highest := func() (at int, h float64) {
		for i, r := range runs {
			if r := r / float64(in[i]+1); r > h {
				at, h = i, r
			}
		}
		return at, h
	}
	for n := len(runs); n < min(count, maxBalancing); n++ {
		at, _ := highest()
		in[at]++
	}
	_, h := highest()
	return h
}

// least is the height of what should not be broken between from and to.
func (p *pieces) least(from, to float64) (h float64) {
	for d := fewLines; d <= insideSolid; d++ {
		if d == beforeNoGap {
			continue
		}
		for _, t := range p.tied[d] {
			if t.from >= from-breakTolerance && t.to <= to+breakTolerance {
				h = math.Max(h, t.to-t.from)
			}
		}
	}
	return h
}
