package text

import (
	"math"

	"sharecard/render/style"
)

// inlineBox is the part of a span on the line being built.
type inlineBox struct {
	on          bool
	anchor      int32 // the span whose baseline shift counts from: the root, or one aligned to top or bottom
	shift       float64
	content     extent
	x0, x1      float64 // border box
	placed      bool    // x0 and x1 are set
	first, last bool    // the start and the end edge stand on this line
}

// lineBox gathers the vertical extent of a line (CSS 2.2 §10.8): one extent for
// what hangs together by baselines, and one for each subtree that is aligned to
// the top or bottom of the line.
type lineBox struct {
	p        *Paragraph
	boxes    []inlineBox // by span
	touched  []int32
	extents  map[int32]extent
	atoms    map[int32]atomPlace // by unit
	up, down float64
}

type atomPlace struct {
	anchor int32 // negative: an anchor of its own, -1 - unit
	shift  float64
	valign style.VAlign
}

func newLineBox(p *Paragraph) *lineBox {
	return &lineBox{p: p, boxes: make([]inlineBox, len(p.spans)), extents: map[int32]extent{}, atoms: map[int32]atomPlace{}}
}

// reset clears the line box for the next line and puts the strut in it.
func (l *lineBox) reset() {
	for _, s := range l.touched {
		l.boxes[s] = inlineBox{}
	}
	l.touched = l.touched[:0]
	clear(l.extents)
	clear(l.atoms)
	l.up, l.down = 0, 0
	l.touch(0)
}

// touch puts a span and its ancestors on the line.
func (l *lineBox) touch(s int32) *inlineBox {
	b := &l.boxes[s]
	if b.on {
		return b
	}
	p := l.p
	sp := &p.spans[s]
	primary := p.primary(s)
	b.on = true
	b.content = primary.content(sp.style.FontSize)
	ext := primary.lineExtent(sp.style)
	if sp.parent >= 0 {
		parent := l.touch(sp.parent)
		switch sp.style.VerticalAlign.Keyword {
		case style.VTop, style.VBottom:
			b.anchor, b.shift = s, 0
		default:
			b.anchor = parent.anchor
			b.shift = parent.shift + p.alignShift(sp.style, sp.parent, ext, primary.lineHeight(sp.style))
		}
	}
	l.touched = append(l.touched, s)
	l.include(b.anchor, ext, b.shift)
	return b
}

func (l *lineBox) include(anchor int32, e extent, shift float64) {
	have, ok := l.extents[anchor]
	if !ok {
		have = extent{math.Inf(-1), math.Inf(-1)}
	}
	have.include(e, shift)
	l.extents[anchor] = have
}

// addCluster adds what a fallback face asks for: where line-height is normal,
// each face used makes its own inline box (CSS 2.2 §10.8.1).
func (l *lineBox) addCluster(u *unit) {
	b := l.touch(u.span)
	sp := &l.p.spans[u.span]
	if sp.style.LineHeight.Set || u.run < 0 {
		return
	}
	m := l.p.lineMetrics(l.p.sh.state(l.p.runs[u.run].match.Face))
	l.include(b.anchor, m.lineExtent(sp.style), b.shift)
}

// addAtom adds an atom, aligned in its parent.
func (l *lineBox) addAtom(i int32, u *unit, a atomBox) {
	b := l.touch(u.span)
	e := extent{a.baseline, a.h - a.baseline}
	pl := atomPlace{anchor: b.anchor, shift: b.shift}
	if st := l.p.atoms[u.ref].item.Style; st != nil {
		pl.valign = st.VerticalAlign.Keyword
		switch pl.valign {
		case style.VTop, style.VBottom:
			pl.anchor, pl.shift = -1-i, 0
		default:
			own := l.p.primary(u.span).lineExtent(st)
			pl.shift += l.p.alignShift(st, u.span, e, own.up+own.down)
		}
	}
	l.atoms[i] = pl
	l.include(pl.anchor, e, pl.shift)
}

// close finds the height of the line.
func (l *lineBox) close() {
	root := l.extents[0]
	l.up, l.down = root.up, root.down
	for _, bottom := range []bool{false, true} {
		for anchor, e := range l.extents {
			if anchor == 0 || l.bottomAligned(anchor) != bottom {
				continue
			}
			if over := e.up + e.down - l.up - l.down; over > 0 {
				if bottom {
					l.up += over
				} else {
					l.down += over
				}
			}
		}
	}
}

func (l *lineBox) bottomAligned(anchor int32) bool {
	if anchor < 0 {
		return l.atoms[-1-anchor].valign == style.VBottom
	}
	return l.p.spans[anchor].style.VerticalAlign.Keyword == style.VBottom
}

// baseline returns the baseline of what is shifted from an anchor, as a
// distance below the top of the line.
func (l *lineBox) baseline(anchor int32, shift float64) float64 {
	switch {
	case anchor == 0:
		return l.up - shift
	case l.bottomAligned(anchor):
		return l.up + l.down - l.extents[anchor].down - shift
	}
	return l.extents[anchor].up - shift
}

// alignShift is how far a box is raised over its parent's baseline by
// vertical-align (CSS 2.2 §10.8.1), px.
func (p *Paragraph) alignShift(st *style.Style, parent int32, e extent, lineHeight float64) float64 {
	size := p.spans[parent].style.FontSize
	switch st.VerticalAlign.Keyword {
	case style.VSub:
		return -(size/5 + 1)
	case style.VSuper:
		return size/3 + 1
	case style.VTextTop:
		return p.primary(parent).content(size).up - e.up
	case style.VTextBottom:
		return e.down - p.primary(parent).content(size).down
	case style.VBaselineMiddle:
		return -(e.up - e.down) / 2
	case style.VMiddle:
		return p.primary(parent).XHeight*size/2 - (e.up-e.down)/2
	}
	return st.VerticalAlign.Length.Resolve(lineHeight)
}

// primary returns the metrics of a span's first face.
func (p *Paragraph) primary(s int32) *faceMetrics {
	return p.lineMetrics(p.sh.state(p.chains[s].Primary().Face))
}
