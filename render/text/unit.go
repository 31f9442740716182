package text

import (
	"math"

	"sharecard/render/style"
)

// unitKind tells what a [unit] is.
type unitKind uint8

const (
	clusterUnit   unitKind = iota // glyphs of one cluster
	atomUnit                      // a box on the line
	openUnit                      // start edge of a span
	closeUnit                     // end edge of a span
	forcedUnit                    // a preserved line feed or <br>
	outOfFlowUnit                 // where an out-of-flow box would stand
	floatUnit                     // where a float stands in the text
)

// unit is the smallest part of a paragraph that line breaking keeps whole. Units
// stand in logical order.
type unit struct {
	kind       unitKind
	class      charClass
	level      uint8   // bidi
	start, end int32   // runes
	span       int32   // the span that holds it; of an edge, the span itself
	run        int32   // of a cluster: index into Paragraph.runs
	glyph0     int32   // of a cluster: its glyphs, indices into shape.glyphs
	glyphEnd   int32   //
	shape      *shaped // of a cluster
	ref        int32   // of an atom or float: index into content.atoms or floats; of an out-of-flow box: Item.Index; of a base: pair
	held       bool    // inside the base of a ruby: no line ends before it
	adv        float64 // px, letter- and word-spacing included; of the edge of a base: what its annotation adds
	halfL      float64 // px of blank that may go at the left of a full-width mark
	halfR      float64 // the same at the right
	trimL      float64 // px that its neighbours take from it (text-spacing-trim, ruby-overhang)
	trimR      float64
	gap        float64 // px of text-autospace after it
	inset      float64 // px of blank at the left that a mark of Latin text goes without
	hyphen     *shaped // of a soft hyphen: what is shown where a line ends with it
}

// isSpace reports white space that hangs at the end of a line.
func (u *unit) isSpace() bool { return u.kind == clusterUnit && u.class == classSpace }

// offFlow reports a float or a box that is out of flow: nothing on the line.
func (u *unit) offFlow() bool { return u.kind == outOfFlowUnit || u.kind == floatUnit }

// inText reports whether u is a character or an atom rather than an edge.
func (u *unit) inText() bool { return u.kind == clusterUnit || u.kind == atomUnit }

// buildUnits shapes every run and merges its clusters with the marks, by their
// position in the text.
func (p *Paragraph) buildUnits() {
	p.units = make([]unit, 0, len(p.text)+len(p.marks))
	m, ri, ai := 0, 0, 0
	for pos := int32(0); pos <= int32(len(p.text)); {
		for m < len(p.marks) && p.marks[m].pos <= pos {
			p.addMark(&p.marks[m], pos)
			m++
		}
		if int(pos) == len(p.text) {
			break
		}
		switch p.text[pos] {
		case '\n':
			p.units = append(p.units, unit{kind: forcedUnit, start: pos, end: pos + 1, span: p.spanOf[pos], level: p.baseLevel()})
			pos++
		case '\t':
			p.units = append(p.units, unit{
				kind: clusterUnit, class: classSpace, start: pos, end: pos + 1,
				span: p.spanOf[pos], level: p.levels[pos], run: -1, adv: p.tabStop(p.spanOf[pos]),
			})
			pos++
		case objectReplacement:
			p.units = append(p.units, unit{
				kind: atomUnit, class: classAtom, start: pos, end: pos + 1,
				span: p.spanOf[pos], level: p.levels[pos], ref: int32(ai),
			})
			ai++
			pos++
		default:
			r := &p.runs[ri]
			m = p.addRun(ri, m)
			pos = r.end
			ri++
		}
	}
}

// addMark adds the unit of an edge, a float or an out-of-flow box.
func (p *Paragraph) addMark(m *mark, pos int32) {
	u := unit{start: pos, end: pos, span: m.span, level: p.baseLevel()}
	switch m.kind {
	case Open:
		u.kind = openUnit
		if int(pos) < len(p.levels) {
			u.level = p.edgeLevel(m.span, pos, pos-1)
		}
	case Close:
		u.kind = closeUnit
		if pos > 0 {
			u.level = p.edgeLevel(m.span, pos-1, pos)
		}
	case FloatItem:
		u.kind, u.ref = floatUnit, m.ref
	default:
		u.kind, u.ref = outOfFlowUnit, m.ref
	}
	p.units = append(p.units, u)
}

// edgeLevel is the bidi level of an edge of a span between a character inside of it and
// one outside: that of the character inside, or, where a run of letters ends there, the
// one below if that runs as the span does. An edge stands on the side that the direction
// of the span says.
func (p *Paragraph) edgeLevel(span, inside, outside int32) uint8 {
	level := p.levels[inside]
	at := 2 * span
	if inside < outside {
		at++
	}
	if isolated, ok := p.isolates[at]; ok {
		return isolated
	}
	rtl := p.spans[span].style.Direction == style.RTL
	if level == 0 || (level%2 == 1) == rtl {
		return level
	}
	if outside >= 0 && int(outside) < len(p.levels) && p.text[outside] != '\n' && p.levels[outside] >= level {
		return level
	}
	return level - 1
}

// addRun adds the clusters of a run in pieces the shaper can hold. Out-of-flow
// boxes may stand inside a run; mark is the first that could, the result the
// first after the run.
func (p *Paragraph) addRun(ri, markAt int) int {
	r := p.runs[ri]
	st := p.spans[r.span].style
	for from := r.start; from < r.end; {
		piece := r
		piece.start = from
		piece.end = p.pieceEnd(from, r.end)
		from = piece.end
		if r.missing {
			markAt = p.addMissing(ri, &piece, st, markAt)
			continue
		}
		sh := p.sh.shapeRun(p.text, &piece, st)
		scale := st.FontSize / r.match.Face.UnitsPerEm()
		for i := range sh.clusters {
			c := &sh.clusters[i]
			start := piece.start + c.start
			for markAt < len(p.marks) && p.marks[markAt].pos <= start {
				p.addMark(&p.marks[markAt], start)
				markAt++
			}
			u := unit{
				kind: clusterUnit, start: start, end: piece.start + c.end, span: r.span, run: int32(ri),
				level: r.level, shape: sh, glyph0: c.glyph0, glyphEnd: c.glyphEnd,
				adv: float64(c.advance)*scale + st.LetterSpacing,
			}
			p.classify(&u)
			if p.text[start] == softHyphen {
				u.hyphen, u.adv = p.shapeHyphen(ri), 0
			}
			if p.text[start] == ' ' || p.text[start] == '\u00A0' {
				u.adv += st.WordSpacing
			}
			p.units = append(p.units, u)
		}
	}
	return markAt
}

// addMissing adds a cluster that no face has: a box of one em per cluster.
func (p *Paragraph) addMissing(ri int, r *run, st *style.Style, markAt int) int {
	for markAt < len(p.marks) && p.marks[markAt].pos <= r.start {
		p.addMark(&p.marks[markAt], r.start)
		markAt++
	}
	u := unit{
		kind: clusterUnit, start: r.start, end: r.end, span: r.span, run: int32(ri),
		level: r.level, adv: st.FontSize + st.LetterSpacing,
	}
	p.classify(&u)
	u.halfL, u.halfR = 0, 0
	p.units = append(p.units, u)
	p.note(p.text[r.start:r.end])
	return markAt
}

// pieceEnd bounds a piece to shape to maxShapeRun, at a space or between two
// Han characters where there is one, never inside a cluster.
func (p *Paragraph) pieceEnd(from, end int32) int32 {
	if end-from <= maxShapeRun {
		return end
	}
	for cut := from + maxShapeRun; cut > from+maxShapeRun/2; cut-- {
		if a, b := p.text[cut-1], p.text[cut]; a == ' ' || isIdeograph(a) && isIdeograph(b) {
			return cut
		}
	}
	for cut := from + maxShapeRun; cut < end; cut++ {
		if p.graphemes[cut] {
			return cut
		}
	}
	return end
}

// isTab reports a preserved tab. Its advance is how far tab stops stand apart.
func (u *unit) isTab() bool { return u.kind == clusterUnit && u.run < 0 }

// toTabStop is how far a tab that begins x px behind the start of its line moves the
// text: to the next tab stop, or the one behind it where the next is nearer than half
// of a space, as in browsers (CSS Text 3 §4.2).
func (p *Paragraph) toTabStop(u *unit, x float64) float64 {
	if !(u.adv > 0) {
		return 0
	}
	const half = 0.11 // em: of a space
	to := u.adv - math.Mod(math.Max(x, 0), u.adv)
	if to < half*p.spans[u.span].style.FontSize {
		to += u.adv
	}
	return to
}

// tabStop is the distance of tab stops: tab-size spaces of the block's first face
// (CSS Text 3 §4.2).
func (p *Paragraph) tabStop(sp int32) float64 {
	st := p.spans[sp].style
	if st.TabSize.Px != 0 {
		return st.TabSize.Px
	}
	n := st.TabSize.Percent / 100
	if n == 0 {
		n = 8
	}
	f := p.sh.state(p.chains[sp].Primary().Face)
	gid, ok := f.hb.Face().NominalGlyph(' ')
	if !ok {
		return n * st.FontSize / 2
	}
	return n * (float64(f.hb.GlyphHAdvance(gid))/f.face.UnitsPerEm()*st.FontSize + st.LetterSpacing + st.WordSpacing)
}

// edges resolves the margins, borders and padding of the span's start and end
// edge in px against the width of the containing block.
func (sp *span) edges(width float64) (start, end edge) {
	if sp.node == nil && sp.parent < 0 {
		return edge{}, edge{}
	}
	st := sp.style
	if math.IsNaN(width) {
		width = 0
	}
	left := edge{
		margin:  st.Margin[style.Left].Resolve(width),
		border:  st.Border[style.Left].Width,
		padding: st.Padding[style.Left].Resolve(width),
	}
	right := edge{
		margin:  st.Margin[style.Right].Resolve(width),
		border:  st.Border[style.Right].Width,
		padding: st.Padding[style.Right].Resolve(width),
	}
	if st.Direction == style.RTL {
		return right, left
	}
	return left, right
}

// edge is one horizontal edge of an inline box, px.
type edge struct{ margin, border, padding float64 }

func (e edge) sum() float64 { return e.margin + e.border + e.padding }
