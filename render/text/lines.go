package text

import (
	"sharecard/fonts"
	"sharecard/render/layout"
	"sharecard/render/style"
)

// line is one line to be placed: units, and what ends them where text was cut.
type line struct {
	lineRange
	ending *ending // behind the units; nil for none
}

// builder places lines, reusing its buffers from line to line.
type builder struct {
	p     *Paragraph
	m     *measures
	out   *layout.Inline
	box   *lineBox
	order []int32
	adv   []float64 // by unit - line.a: px on this line
	x     []float64 // by unit - line.a: left edge
	shift []float64 // by unit - line.a: how far trimming moves the glyph left
	y     float64
	left  float64 // of the lines, in the content box
	// floated is the unit from which on floats have no place yet.
	floated int
	down    float64 // of the last line: from its baseline to its bottom
	under   float64 // font size of its text with emphasis marks under it
	spare   float64 // px: below the text of the last line and what stands under it; less than nothing where that reaches out

	annotation bool                // the line is one of ruby
	notes      []*lineNote         // of the line
	noteOf     map[int32]*lineNote // of the line, by the span of the base
	rel        map[int32][2]float64

	groups map[int32]*layout.Group       // by span
	first  map[*style.Style]*style.Style // of lineStyle

	segments []fonts.Segment // of a glyph that a line crosses
}

// layout breaks the paragraph into lines of a width and places them.
func (p *Paragraph) layout(width float64) *layout.Inline {
	m := p.measure(width)
	return p.setLines(m, p.breakLines(m, width), width)
}

// setLines places the lines of the paragraph.
func (p *Paragraph) setLines(m *measures, broken []lineRange, width float64) *layout.Inline {
	lines, cut := p.clamp(m, broken, width)
	b := &builder{p: p, m: m, out: &layout.Inline{Cut: cut}, box: newLineBox(p), spare: p.above}
	for i := range lines {
		b.line(&lines[i], width, i == len(lines)-1 && lines[i].ending == nil)
	}
	if len(lines) == 0 {
		lines = append(lines, line{})
	}
	b.hideRest(lines[len(lines)-1].b)
	b.out.Height, b.out.Spare = b.y+b.roomBelow(), b.spare
	if b.p.trim&style.TrimTextEnd != 0 && len(b.out.Lines) > 0 {
		b.out.Height = b.out.LastBaseline + b.p.edgeUnder()
	}
	if p.block.WritingMode == style.VerticalLR {
		b.stackLeftFirst()
	}
	return b.out
}

// line places one line; last is set for the last line of the paragraph.
func (b *builder) line(l *line, width float64, last bool) {
	p := b.p
	if p.phantom(l) {
		b.x = b.x[:0]
		b.outOfFlow(l)
		return
	}
	b.box.reset()
	n := l.b - l.a
	b.adv, b.x, b.shift = grow(b.adv, n), grow(b.x, n), grow(b.shift, n)
	used := b.advances(l, width)
	if l.ending != nil {
		used += l.ending.width
	}
	indent := p.indentAt(b.m, l.a)
	free := width - used - indent
	align := p.alignment(l, last)
	x := 0.0
	if b.annotation && free > 0 {
		b.spread(l, free)
		used, free = used+free, 0
	}
	if align == style.TextJustify {
		switch {
		case free < -widthSlack && free >= -p.shrinkRoom(b.m, l.a, l.b)-widthSlack:
			b.shrink(l, -free)
			used, free = used+free, 0
		case l.ending != nil && free > p.block.FontSize:
			// Cut text ends where it ends: no holes to reach the edge.
		case free > 0 && b.justify(l, free):
			used, free = used+free, 0
		}
		align = style.TextStart
	}
	rtl := p.block.Direction == style.RTL
	switch {
	case align == style.TextCenter && free > 0:
		x = free / 2
	case align == style.TextRight, align == style.TextEnd && !rtl, align == style.TextStart && rtl:
		x = free
		if !rtl && free < 0 {
			x = 0
		}
	}
	if !rtl {
		x += indent
	}
	x += b.left
	b.order = p.visual(b.order[:0], l.a, l.b)
	b.vertical(l)
	b.horizontal(l, x)
	b.annotate(l)
	b.emit(l, x, used)
}

// phantom reports a line with nothing that could be seen: only out-of-flow
// boxes or edges without room (CSS 2.2 §9.4.2).
func (p *Paragraph) phantom(l *line) bool {
	for i := l.a; i < l.b; i++ {
		switch u := &p.units[i]; u.kind {
		case clusterUnit, atomUnit, forcedUnit:
			return false
		case openUnit, closeUnit:
			if s, e := p.spans[u.span].edges(0); s.sum() != 0 || e.sum() != 0 {
				return false
			}
		}
	}
	return l.ending == nil
}

// advances sets the advance of each unit on the line and returns their sum
// without the white space that hangs.
func (b *builder) advances(l *line, width float64) float64 {
	p, m := b.p, b.m
	x := p.indentAt(m, l.a)
	moved := 0.0 // by tabs, of which the sums know no line that wrapped
	for i := l.a; i < l.b; i++ {
		u := &p.units[i]
		b.adv[i-l.a] = m.cum[i+1] - m.cum[i]
		if u.isTab() {
			to := p.toTabStop(u, x)
			moved += to - b.adv[i-l.a]
			b.adv[i-l.a] = to
		}
		x += b.adv[i-l.a]
		b.shift[i-l.a] = u.trimL + u.inset
		if u.trimR > 0 {
			b.shift[i-l.a] += p.overhang(u, u.trimR)
		}
	}
	used := m.cum[l.b] - m.cum[l.a] - min(m.hang[l.b], m.cum[l.b]-m.cum[l.a]) + moved + m.repeated(l.a, l.b)
	first, last := int(m.nextTxt[l.a]), int(m.prevTxt[l.b])
	if last < l.a || first >= l.b {
		return used
	}
	change := func(i int, d float64) {
		b.adv[i-l.a] += d
		used += d
	}
	if len(p.pairs) > 0 {
		for i := l.a; i < l.b; i++ {
			if i < first || i > last {
				change(i, p.overEdge(i, i+1))
			}
		}
	}
	if f := &p.units[first]; f.kind == clusterUnit {
		trim := max(f.trimL*p.keepsAdjacent(f), p.startTrim(f, p.lineStart(l.a)))
		change(first, f.trimL-trim)
		b.shift[first-l.a] += trim - f.trimL
	}
	if u := &p.units[last]; u.kind == clusterUnit && l.ending == nil {
		kept := u.trimR * p.keepsAdjacent(u)
		change(last, u.trimR-kept-u.gap)
		if trim, optional := p.endTrim(u); trim > kept && (!optional || used+p.indentAt(m, l.a) > width+widthSlack) {
			change(last, kept-trim)
			kept = trim
		}
		change(last, p.hyphenAt(last, l.b))
		b.shift[last-l.a] = u.trimL + u.inset
		if kept > 0 {
			b.shift[last-l.a] += p.overhang(u, kept)
		}
	}
	return used
}

// overhang is how far a mark's ink would reach beyond its advance once trim px
// are taken from its right: it moves left by that.
func (p *Paragraph) overhang(u *unit, trim float64) float64 {
	if u.shape == nil || p.runs[u.run].upright {
		return 0
	}
	ink := p.sh.state(p.runs[u.run].match.Face).inkOf(u.shape.glyphs[u.glyph0].id)
	return max(0, ink.right*p.spans[u.span].style.FontSize-(u.adv-trim))
}

// alignment resolves text-align for a line (CSS Text 3 §7.1, §7.2).
func (p *Paragraph) alignment(l *line, last bool) style.TextAlign {
	st := p.block
	if !last && !(l.b > l.a && p.endsForced(l)) {
		return st.TextAlign
	}
	switch {
	case st.TextAlignLast != style.TextAlignAuto:
		return st.TextAlignLast
	case st.TextAlign == style.TextJustify:
		return style.TextStart
	}
	return st.TextAlign
}

func (p *Paragraph) endsForced(l *line) bool {
	for i := l.b - 1; i >= l.a; i-- {
		switch p.units[i].kind {
		case forcedUnit:
			return true
		case closeUnit:
		default:
			return false
		}
	}
	return false
}

// vertical finds the line's height and the place of every baseline on it.
func (b *builder) vertical(l *line) {
	p := b.p
	for i := l.a; i < l.b; i++ {
		u := &p.units[i]
		switch u.kind {
		case clusterUnit:
			b.box.addCluster(u)
		case atomUnit:
			b.box.addAtom(int32(i), u, b.m.atoms[u.ref])
		case openUnit, closeUnit:
			b.box.touch(u.span)
		}
	}
	if l.ending != nil {
		b.box.touch(l.ending.span)
	}
	b.box.close()
}

// horizontal sets the left edge of every unit, and the extent of every span.
func (b *builder) horizontal(l *line, x float64) {
	p := b.p
	rtl := p.block.Direction == style.RTL
	if rtl {
		x -= b.m.hang[l.b]
		if l.ending != nil {
			l.ending.x = x
			x += l.ending.width
		}
	}
	first, last := b.seen(l)
	for at, i := range b.order {
		if at == first {
			x = b.cloneEdges(l, x, !rtl)
		}
		b.x[int(i)-l.a] = x
		u := &p.units[i]
		w := b.adv[int(i)-l.a]
		left, right := x, x+w
		switch u.kind {
		case openUnit, closeUnit:
			// The margin lies outside the border box.
			s, e := p.spans[u.span].edges(b.m.width)
			box := &b.box.boxes[u.span]
			outerLeft := (u.kind == openUnit) == (p.spans[u.span].style.Direction == style.LTR)
			margin := s.margin
			if u.kind == openUnit {
				box.first = true
			} else {
				box.last, margin = true, e.margin
			}
			if outerLeft {
				left += margin
			} else {
				right -= margin
			}
			b.cover(u.span, left, right)
			if sp := p.spans[u.span].parent; sp > 0 {
				b.cover(sp, x, x+w)
			}
		case clusterUnit, atomUnit:
			if u.span > 0 && !(u.isSpace() && i > b.m.prevTxt[l.b]) {
				b.cover(u.span, left, right)
			}
		}
		x += w
		if at == last {
			x = b.cloneEdges(l, x, rtl)
		}
	}
	if l.ending != nil && !rtl {
		l.ending.x = x
		if l.ending.span > 0 {
			b.cover(l.ending.span, x, x+l.ending.width)
		}
	}
}

// cover widens the boxes of a span and its ancestors to hold [x0, x1].
func (b *builder) cover(s int32, x0, x1 float64) {
	for s > 0 {
		box := &b.box.boxes[s]
		if !box.placed {
			box.x0, box.x1, box.placed = x0, x1, true
		} else {
			box.x0, box.x1 = min(box.x0, x0), max(box.x1, x1)
		}
		s = b.p.spans[s].parent
	}
}

func grow(s []float64, n int) []float64 {
	if cap(s) < n {
		return make([]float64, n, n+n/2)
	}
	return s[:n]
}
