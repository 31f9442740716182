package text

import (
	"math"
	"slices"

	"sharecard/render/layout"
	"sharecard/render/style"
)

// widthSlack is how much a line may exceed its measure, px: the error of
// adding up fractions, and the 1/64 px to which browsers round.
const widthSlack = 1.0 / 64

// atomBox is an atom as laid out in one width.
type atomBox struct{ w, h, baseline float64 }

// measures holds the widths of units under one width of the containing block,
// which edges in percent and atoms depend on.
type measures struct {
	width   float64
	indent  float64
	cum     []float64 // cum[i] is the sum before unit i, trimmed marks and gaps included
	shrink  []float64 // shrink[i] is the room before unit i that justification may take from marks
	hang    []float64 // hang[i] is the white space that hangs when a line ends before unit i
	atoms   []atomBox
	prevTxt []int32 // the last unit before i that is text and no space, -1 if none
	nextTxt []int32 // the first unit from i on that is text
	cloned  []cloned
}

// cloned is what a line takes that begins or ends before a unit in the middle of boxes
// with box-decoration-break: clone: the start edges and the end edges of those boxes, px.
type cloned struct{ start, end float64 }

// maxMeasures bounds the widths a paragraph remembers.
const maxMeasures = 64

func (p *Paragraph) measure(width float64) *measures {
	if m, ok := p.measured[width]; ok {
		return m
	}
	n := len(p.units)
	m := &measures{
		width: width, indent: p.block.TextIndent.Resolve(width),
		cum: make([]float64, n+1), hang: make([]float64, n+1), shrink: make([]float64, n+1),
		prevTxt: make([]int32, n+1), nextTxt: make([]int32, n+1),
		atoms: make([]atomBox, len(p.atoms)),
	}
	for i := range p.atoms {
		a := &m.atoms[i]
		if it := p.atoms[i].item; it.Atom != nil {
			a.w, a.h, a.baseline = it.Atom.Measure(width)
		}
	}
	p.accumulate(m, func(i int) float64 { return m.atoms[i].w })
	if len(p.measured) >= maxMeasures {
		clear(p.measured)
	}
	if p.measured == nil {
		p.measured = map[float64]*measures{}
	}
	p.measured[width] = m
	return m
}

// accumulate fills the sums, taking the width of an atom from atom.
func (p *Paragraph) accumulate(m *measures, atom func(i int) float64) {
	prev := int32(-1)
	m.prevTxt[0] = -1
	lineStart := -p.indentAt(m, 0) // the sum where the line begins that tab stops count from
	for i := range p.units {
		u := &p.units[i]
		var adv float64
		switch u.kind {
		case clusterUnit:
			adv = u.adv + u.gap - u.trimL - u.trimR
			if u.isTab() {
				adv = p.toTabStop(u, m.cum[i]-lineStart)
			}
		case forcedUnit:
			lineStart = m.cum[i] - p.indentAt(m, i+1)
		case atomUnit:
			adv = atom(int(u.ref))
		case openUnit:
			s, _ := p.spans[u.span].edges(m.width)
			adv = s.sum() + u.adv - u.trimL
		case closeUnit:
			_, e := p.spans[u.span].edges(m.width)
			adv = e.sum() + u.adv - u.trimR
		}
		m.cum[i+1] = m.cum[i] + adv
		m.shrink[i+1] = m.shrink[i] + p.shrinkable(u)
		switch {
		case p.hangs(u):
			m.hang[i+1] = m.hang[i] + adv
		case u.inText():
			m.hang[i+1] = 0
			prev = int32(i)
		case u.kind == forcedUnit:
			m.hang[i+1] = 0
			if i > 0 && p.units[i-1].kind != forcedUnit {
				m.hang[i+1] = m.hang[i]
			}
		default:
			m.hang[i+1] = m.hang[i]
		}
		m.prevTxt[i+1] = prev
	}
	m.cloned = p.clonedEdges(m.width)
	next := int32(len(p.units))
	m.nextTxt[len(p.units)] = next
	for i := len(p.units) - 1; i >= 0; i-- {
		if p.units[i].inText() {
			next = int32(i)
		}
		m.nextTxt[i] = next
	}
}

// clonedEdges sums the edges that lines repeat, by the unit before which they begin or
// end; nil where there are none.
func (p *Paragraph) clonedEdges(width float64) []cloned {
	if !slices.ContainsFunc(p.spans, span.clones) {
		return nil
	}
	out := make([]cloned, len(p.units)+1)
	var open cloned
	for i := range p.units {
		out[i] = open
		u := &p.units[i]
		if u.kind != openUnit && u.kind != closeUnit || !p.spans[u.span].clones() {
			continue
		}
		s, e := p.spans[u.span].edges(width)
		if u.kind == openUnit {
			open = cloned{open.start + s.sum(), open.end + e.sum()}
		} else {
			open = cloned{open.start - s.sum(), open.end - e.sum()}
		}
	}
	out[len(p.units)] = open
	return out
}

// repeated is what the line [a, b) takes for edges of boxes that go on from the line
// before or into the next, px.
func (m *measures) repeated(a, b int) float64 {
	if m.cloned == nil {
		return 0
	}
	return m.cloned[a].start + m.cloned[b].end
}

// hangs reports white space that does not count when it ends a line (CSS Text
// 3 §4.1.2). With white-space: pre and break-spaces all of it counts.
func (p *Paragraph) hangs(u *unit) bool {
	if u.kind != clusterUnit || u.class != classSpace && u.class != classIdeoSpace {
		return false
	}
	space := p.spans[u.span].style.WhiteSpace
	return space != style.Pre && space != style.BreakSpaces
}

// indentAt is the indent of the line that begins with unit a, px (CSS Text 3 §8.1).
func (p *Paragraph) indentAt(m *measures, a int) float64 {
	if m.indent == 0 {
		return 0
	}
	i := &p.block.TextIndent
	if indented := a == 0 || i.EachLine && p.lineStart(a); indented == i.Hanging {
		return 0
	}
	return m.indent
}

// lineStart reports whether the line that begins with unit a is the first of
// the paragraph or follows a forced break.
func (p *Paragraph) lineStart(a int) bool {
	for a > 0 && p.units[a-1].kind == closeUnit {
		a--
	}
	return a == 0 || p.units[a-1].kind == forcedUnit
}

// lineWidth is the least width in px of the units [a, b) as one line: white
// space at its end left out, marks at its edges trimmed, indent added.
func (p *Paragraph) lineWidth(m *measures, a, b int) float64 {
	w := m.cum[b] - m.cum[a] - math.Min(m.hang[b], m.cum[b]-m.cum[a]) + m.repeated(a, b)
	w += p.indentAt(m, a)
	last, first := int(m.prevTxt[b]), int(m.nextTxt[a])
	if last < a || first >= b {
		return w
	}
	if len(p.pairs) > 0 {
		w += p.overEdge(a, first) + p.overEdge(last+1, b)
	}
	if f := &p.units[first]; f.kind == clusterUnit {
		w += f.trimL - math.Max(f.trimL*p.keepsAdjacent(f), p.startTrim(f, p.lineStart(a)))
	}
	if l := &p.units[last]; l.kind == clusterUnit {
		w += p.hyphenAt(last, b)
		t, _ := p.endTrim(l)
		w += l.trimR - math.Max(l.trimR*p.keepsAdjacent(l), t)
		w -= l.gap
	}
	return w
}

// keepsAdjacent is 1 for a mark that stays trimmed at the edge of a line though
// the neighbour that it was trimmed for is on another line, which is so for ？ and
// ！; else 0.
func (p *Paragraph) keepsAdjacent(u *unit) float64 {
	if u.class == classExcl {
		return 1
	}
	return 0
}

// Intrinsic implements [layout.Content].
func (p *Paragraph) Intrinsic() (minimum, maximum float64) {
	if p.fit != nil {
		minimum, _ = p.fit.at(p.block.CardFit.Min).Intrinsic()
		_, maximum = p.fit.at(p.block.CardFit.Max).Intrinsic()
		return minimum, max(minimum, maximum)
	}
	if p.intrinsic != nil {
		return p.intrinsic[0], p.intrinsic[1]
	}
	m := p.measures0(func(i int) float64 {
		if a := p.atoms[i].item.Atom; a != nil {
			lo, _ := a.Intrinsic()
			return lo
		}
		return 0
	})
	start := 0
	anywhere := p.block.OverflowWrap == style.OverflowWrapAnywhere && wraps(p.block)
	for b := 1; b <= len(p.units); b++ {
		if p.breaks[b] < mayBreak && !(anywhere && p.clusterEnd(b)) {
			continue
		}
		minimum = math.Max(minimum, p.lineWidth(m, start, b))
		start = b
	}
	m = p.measures0(func(i int) float64 {
		if a := p.atoms[i].item.Atom; a != nil {
			_, hi := a.Intrinsic()
			return hi
		}
		return 0
	})
	start = 0
	var floats layout.FloatWidths
	for b := 1; b <= len(p.units); b++ {
		if u := &p.units[b-1]; u.kind == floatUnit {
			it := p.floats[u.ref]
			lo, hi := it.Atom.Intrinsic()
			minimum = math.Max(minimum, lo)
			floats.Add(it.Style, hi)
		}
		if p.breaks[b] == mustBreak {
			floats.End(p.lineWidth(m, start, b))
			start = b
		}
	}
	maximum = floats.Widest
	// Shrink-to-fit boxes get this width back: it must hold the line.
	maximum = math.Max(maximum, minimum)
	p.intrinsic = &[2]float64{minimum, maximum}
	return minimum, maximum
}

// measures0 measures with percentages against zero, as intrinsic sizes are
// (CSS Sizing 3 §5.2.1).
func (p *Paragraph) measures0(atom func(i int) float64) *measures {
	n := len(p.units)
	m := &measures{
		indent: p.block.TextIndent.Resolve(0),
		cum:    make([]float64, n+1), hang: make([]float64, n+1), shrink: make([]float64, n+1),
		prevTxt: make([]int32, n+1), nextTxt: make([]int32, n+1),
	}
	p.accumulate(m, atom)
	return m
}

// clusterEnd reports a boundary between units at which a grapheme cluster ends
// and a line could end too: edges of spans stay with what they enclose.
func (p *Paragraph) clusterEnd(b int) bool {
	if b < len(p.units) {
		next := &p.units[b]
		if next.held || next.kind == closeUnit || next.kind == forcedUnit || next.isSpace() || !p.graphemes[next.start] {
			return false
		}
	}
	k := b - 1
	for k > 0 && p.units[k].kind == closeUnit {
		k--
	}
	return p.units[k].inText()
}
