package layout

import "math"

// fragment is a box as it was laid out under some constraints. Fragments are
// immutable once returned and shared between the results that hold them;
// coordinates in px are relative to the border box.
type fragment struct {
	box             *Box
	w, h            float64
	natural         float64 // height before height, min-height and max-height
	border, padding Edges
	first, last     float64 // baselines from the top; indefinite for none
	standing        float64 // baseline of an inline-block around it (CSS 2.2 §10.8.1)
	inline          *Inline
	table           *Table
	children        []child
	part            *part     // of a box that is broken over columns
	rules           []Rect    // between columns
	pending         []pending // out-of-flow children, until their containing block is placed
	open            positions // which boxes below wait for a containing block further up

	// Margins to collapse with what stands around (CSS 2.2 §8.3.1).
	top, bottom strut
	// through is set where top and bottom margins collapse through the box.
	through bool

	floats *floated // the latest float in the formatting context, where the box holds floats

	spare float64 // px: room under the last line for annotations of what follows

	lines   int  // line boxes that count for the line-clamp of a box around
	clamped bool // the last of them is the last line of that box
}

// child is a fragment in its parent: the border box's place.
type child struct {
	f      *fragment
	x, y   float64
	margin Edges
	hidden bool
	down   float64 // how far relative position moves it, part of y
}

// strut is a set of adjoining margins: the largest positive and the most
// negative of them.
type strut struct{ pos, neg float64 }

func (s *strut) add(m float64) {
	s.pos = math.Max(s.pos, m)
	s.neg = math.Min(s.neg, m)
}

func (s *strut) join(t strut) { s.add(t.pos); s.add(t.neg) }

func (s strut) sum() float64 { return s.pos + s.neg }

// geometry is the frame of a box being laid out and what its children need to
// know of it.
type geometry struct {
	metrics
	c      constraints
	inW    float64 // content box
	inH    float64 // definite height of the content box, else indefinite
	basisH float64 // what percentages of children resolve against
	// contained is the natural height under containment of sizes, else indefinite.
	contained float64
}

func newGeometry(b *Box, c constraints) geometry {
	g := geometry{metrics: measureStyle(b, c.cbW, c.cbH), c: c}
	g.inW = math.Max(0, c.w-g.frameW)
	g.padding.Top += c.lower
	if c.content {
		g.h, g.ratio = indefinite, ratio{}
	}
	g.inH = indefinite
	switch {
	case definite(c.h):
		g.inH = c.h
	case definite(g.h):
		g.inH = g.clampH(g.h)
	case g.ratio.ok():
		// The height may still grow to the content's (CSS Sizing 4 §5.2.1);
		// browsers resolve percentages against the ratio's height all the same.
		g.inH = g.clampH(g.ratio.height(c.w))
	}
	if definite(g.inH) {
		g.inH = math.Max(0, g.inH-g.frameH)
	}
	g.basisH = g.inH
	if c.soft {
		g.basisH = indefinite
	}
	if b.Anonymous && !c.isolated {
		g.basisH = c.cbH // CSS 2.2 §9.2.1.1: percentages look through anonymous boxes
	}
	g.contained = g.containedHeight()
	return g
}

// height returns the used height of the border box whose content makes it
// natural px high.
func (g *geometry) height(natural float64) float64 {
	natural = g.orContained(natural)
	if definite(g.c.h) {
		// The parent has applied the limits that are lengths.
		return math.Max(g.limitByContent(g.c.h, natural), g.frameH)
	}
	if definite(g.h) {
		return g.limitH(g.h, natural)
	}
	if !g.ratio.ok() {
		return g.limitH(natural, natural)
	}
	h := g.ratio.height(g.c.w)
	if g.box.Replaced == nil && g.box.Style.MinHeight.IsAuto() && !scrolls(g.box.Style) {
		h = math.Max(h, math.Min(natural, g.maxH))
	}
	return g.limitH(h, h)
}

// left returns the x of the content box, top its y.
func (g *geometry) left() float64 { return g.border.Left + g.padding.Left }
func (g *geometry) top() float64  { return g.border.Top + g.padding.Top }

// fragment returns the result without children.
func (g *geometry) fragment(natural float64) *fragment {
	return &fragment{
		box: g.box, w: g.c.w, h: g.height(natural), natural: g.orContained(natural),
		border: g.border, padding: g.padding, first: indefinite, last: indefinite, standing: indefinite,
	}
}
