package layout

import (
	"math"

	"sharecard/render/style"
)

// pending is an out-of-flow box on its way up to its containing block.
type pending struct {
	b *Box
	// static is the static-position rectangle, relative to the fragment that
	// holds the pending box (CSS Position 3 §3.5.3): the box is aligned in it.
	static Rect
	align  staticAlign
}

// staticAlign places a box in its static-position rectangle: 0 is left or top,
// 1 right or bottom.
type staticAlign struct {
	x, y         float64
	safeX, safeY bool // never beyond the start edge
	dir          style.Direction
}

// staticInline is the alignment in block and inline layout: at the start.
func staticInline(dir style.Direction) staticAlign {
	if dir == style.RTL {
		return staticAlign{x: 1, dir: dir}
	}
	return staticAlign{}
}

// staticBlock is the alignment of a block-level box by its justify-self.
func staticBlock(justify style.Align, dir style.Direction) staticAlign {
	x := alignedFraction(justify)
	if dir == style.RTL {
		x = 1 - x
	}
	return staticAlign{x: x, safeX: justify&style.AlignSafe != 0, dir: dir}
}

// positions is a set of positioning schemes that take a box out of flow.
type positions uint8

const (
	absolute positions = 1 << iota
	fixed
)

func (p *pending) position() positions {
	if p.b.Style.Position == style.FixedPosition {
		return fixed
	}
	return absolute
}

// addOutOfFlow notes an out-of-flow child.
func (f *fragment) addOutOfFlow(p pending) {
	f.pending = append(f.pending, p)
	f.open |= p.position()
}

// gather appends the boxes of the given positions that wait below f for a
// containing block; x and y are the place of f in it. They
// are not removed; the caller clears f.open, so that they are not found again.
func (f *fragment) gather(set positions, x, y float64, into []pending) []pending {
	if set &= f.open; set == 0 {
		return into
	}
	for _, p := range f.pending {
		if p.position()&set != 0 {
			p.static.X += x
			p.static.Y += y
			into = append(into, p)
		}
	}
	for i := range f.children {
		c := &f.children[i]
		into = c.f.gather(set, x+c.x, y+c.y, into)
	}
	return into
}

// containsAbsolute and containsFixed report whether a box is the containing
// block of such descendants (CSS Position 3 §2.1, CSS Transforms 1 §2,
// CSS Containment 2 §3).
func containsAbsolute(s *style.Style) bool {
	return s.Position != style.Static || containsFixed(s)
}

func containsFixed(s *style.Style) bool {
	return len(s.Transform) > 0 || s.Perspective > 0 || len(s.Filter) > 0 || s.Contain.Encloses() || s.Preserve3D
}

// resolve places the pending boxes that have g's box as their containing block.
func (f *fragment) resolve(g *geometry) {
	s := g.box.Style
	switch {
	case g.box.Anonymous:
	case containsFixed(s):
		f.resolvePending(absolute|fixed, s.Direction)
	case containsAbsolute(s):
		f.resolvePending(absolute, s.Direction)
	}
}

// resolvePending places the pending boxes of the given positions in the
// padding box of f, whose box has the given direction.
func (f *fragment) resolvePending(set positions, dir style.Direction) {
	todo := f.gather(set, 0, 0, nil)
	f.open &^= set
	for len(todo) > 0 {
		at := todo[0].place(f.paddingBox(), dir)
		f.children = append(f.children, at)
		// The placed box may hold boxes of these positions, which are placed here
		// too, or others, which go on waiting.
		todo = at.f.gather(set, at.x, at.y, todo[1:])
		f.open |= at.f.open &^ set
	}
}

// absAxis is one axis of an absolutely positioned box: CSS 2.2 §10.3.7 for
// widths, §10.6.4 for heights. Margins and insets are indefinite where auto.
type absAxis struct {
	size               float64 // of the containing block
	start, end         float64 // insets
	marginStart        float64
	marginEnd          float64
	static, staticSize float64 // static-position rectangle
	align              float64
	safe               bool
	self               style.Align // justify-self or align-self between both insets
	block              bool        // heights: auto margins may both be negative
	reverse            bool        // rtl: the start margin and inset give way
}

// fit keeps insets from crossing: it reduces the weaker one, so that the
// inset-modified containing block is never less than empty (CSS Position 3
// §3.5.1).
func (a *absAxis) fit() {
	if a.inset() && a.start+a.end > a.size {
		if a.reverse {
			a.start = a.size - a.end
		} else {
			a.end = a.size - a.start
		}
	}
}

// available is the room for a size that is auto: the inset-modified containing
// block less the margins (CSS Position 3 §3.5).
func (a *absAxis) available() float64 {
	m := orZero(a.marginStart) + orZero(a.marginEnd)
	if definite(a.start) || definite(a.end) {
		return a.size - orZero(a.start) - orZero(a.end) - m
	}
	before, after := a.static, a.size-a.static-a.staticSize
	switch a.align {
	case 0:
		return a.size - before - m
	case 1:
		return a.size - after - m
	}
	center := a.static + a.staticSize/2
	return 2*math.Min(center, a.size-center) - m
}

// stretches reports whether an auto size is set by both insets.
func (a *absAxis) stretches() bool {
	return a.inset() && stretchy(a.self)
}

// inset reports whether both insets are set.
func (a *absAxis) inset() bool { return definite(a.start) && definite(a.end) }

// aligned returns the offset of a margin box of the given size that its alignment
// places between the insets. One that does not fit there is moved into the
// containing block, its start edge first (CSS Align 3 §4.4.1).
func (a *absAxis) aligned(size float64) float64 {
	if a.reverse {
		mirror := absAxis{size: a.size, start: a.end, end: a.start, self: a.self}
		return a.size - mirror.aligned(size) - size
	}
	free := a.size - a.start - a.end - size
	pos := a.start + free*alignedFraction(a.self)
	if free < 0 {
		if a.self&style.AlignSafe != 0 {
			return a.start
		}
		pos = math.Min(pos, math.Max(a.size, a.size-a.end)-size)
		pos = math.Max(pos, math.Min(0, a.start))
	}
	return pos
}

// position returns the offset of the border box of the given size in the
// containing block, and the used margins.
func (a *absAxis) position(size float64) (pos, m0, m1 float64) {
	m0, m1 = orZero(a.marginStart), orZero(a.marginEnd)
	switch {
	case a.inset():
		free := a.size - a.start - a.end - size - m0 - m1
		auto0, auto1 := !definite(a.marginStart), !definite(a.marginEnd)
		switch {
		case auto0 && auto1 && (free >= 0 || a.block):
			m0, m1 = free/2, free/2
		case auto0 && auto1 && a.reverse, auto0 && !auto1:
			m0 = free
		case auto1:
			m1 = free
		case !a.stretches():
			return a.aligned(size+m0+m1) + m0, m0, m1
		case a.reverse: // over-constrained
			return a.size - a.end - m1 - size, m0, m1
		}
		return a.start + m0, m0, m1
	case definite(a.start):
		return a.start + m0, m0, m1
	case definite(a.end):
		return a.size - a.end - m1 - size, m0, m1
	}
	free := a.staticSize - size - m0 - m1
	off := free * a.align
	if a.safe && free < 0 {
		off = 0
		if a.reverse {
			off = free
		}
	}
	return a.static + off + m0, m0, m1
}

// paddingBox returns the padding box of f.
func (f *fragment) paddingBox() Rect { return inset(Rect{0, 0, f.w, f.h}, f.border) }

// inset returns r less e on each side.
func inset(r Rect, e Edges) Rect {
	return Rect{r.X + e.Left, r.Y + e.Top, math.Max(0, r.W-e.Width()), math.Max(0, r.H-e.Height())}
}

// place sizes and places p in the containing block cb, whose box has the given
// direction. cb and the result are relative to the fragment that p waited in.
func (p *pending) place(cb Rect, dir style.Direction) child {
	s := p.b.Style
	m := measureStyle(p.b, cb.W, cb.H)
	mg, auto := margins(s, cb.W)
	value := func(v float64, i int) float64 {
		if auto[i] {
			return indefinite
		}
		return v
	}
	x := absAxis{
		size: cb.W, start: resolve(s.Inset[style.Left], cb.W), end: resolve(s.Inset[style.Right], cb.W),
		marginStart: value(mg.Left, style.Left), marginEnd: value(mg.Right, style.Right),
		self:   justifySelf(s, style.AlignNormal, dir),
		static: p.static.X - cb.X, staticSize: p.static.W, align: p.align.x, safe: p.align.safeX,
		reverse: dir == style.RTL,
	}
	y := absAxis{
		size: cb.H, start: resolve(s.Inset[style.Top], cb.H), end: resolve(s.Inset[style.Bottom], cb.H),
		marginStart: value(mg.Top, style.Top), marginEnd: value(mg.Bottom, style.Bottom),
		block:  true,
		self:   selfAlign(s.AlignSelf),
		static: p.static.Y - cb.Y, staticSize: p.static.H, align: p.align.y, safe: p.align.safeY,
	}
	if isTable(p.b) { // as wide and high as it needs, not as there is room
		x.self, y.self = unstretched(x.self), unstretched(y.self)
	}
	if !x.stretches() && !definite(x.start) && !definite(x.end) {
		x.reverse = p.align.dir == style.RTL
	}
	x.fit()
	y.fit()
	m.fill(x.available(), y.available())
	w, h := m.absoluteSize(&x, &y)
	fr := layout(p.b, constraints{w: w, h: h, cbW: cb.W, cbH: cb.H, isolated: true})
	at := child{f: fr}
	at.x, at.margin.Left, at.margin.Right = x.position(fr.w)
	at.y, at.margin.Top, at.margin.Bottom = y.position(fr.h)
	at.x += cb.X
	at.y += cb.Y
	return at
}

// selfAlign returns align-self of an absolutely positioned box; auto does not
// look at the parent.
func selfAlign(a style.Align) style.Align {
	switch a &^ style.AlignSafe {
	case style.AlignAuto:
		return style.AlignNormal
	case style.AlignFlexEnd, style.AlignSelfEnd:
		return style.AlignEnd | a&style.AlignSafe
	}
	return a
}

// absoluteSize returns the used width and height of the border box; the height
// is indefinite where the content decides.
func (m *metrics) absoluteSize(x, y *absAxis) (w, h float64) {
	avail := math.Max(m.frameW, x.available())
	if m.box.Replaced != nil {
		return m.replacedSize(avail)
	}
	s := m.box.Style
	h = m.h
	autoH := !definite(h) && !m.sizedByContent()
	stretchH := autoH && y.stretches()
	fill := func() float64 { return m.clampH(math.Max(m.frameH, y.available())) }

	w = m.keywordW(s.Width, avail)
	switch {
	case definite(w):
		if m.ratio.ok() && definite(h) {
			w = m.ratioMinW(w) // as browsers do, out of flow only
		}
		w = m.clampW(w, avail)
	case x.stretches() && !(m.ratio.ok() && definite(h)):
		w = m.clampW(avail, avail)
	case m.ratio.ok() && definite(h):
		w = m.clampW(m.ratioMinW(m.ratio.width(m.clampH(h))), avail)
	case m.ratio.ok() && stretchH:
		return m.clampW(m.ratioMinW(m.ratio.width(fill())), avail), indefinite
	default:
		w = m.usedWidth(avail, false)
	}
	if stretchH && !m.ratio.ok() {
		return w, fill()
	}
	if s.Height.Kind == style.Stretch {
		return w, m.clampH(m.h) // the box does not know its insets
	}
	return w, indefinite
}
