package layout

import (
	"math"

	"sharecard/render/style"
)

// maxFloatSteps bounds how often a box that finds no room is moved below one float more. After that it stands below all.
const maxFloatSteps = 100

// maxFloatRetries bounds how often a box is laid out again because floats turned out to stand elsewhere than foreseen. The
// layouts of a box are then no more than those of its parent and these.
const maxFloatRetries = 40

// shapeSteps is in how many steps a line goes down along a shape until there is room, where these are more than 1 px.
const shapeSteps = 64

func floats(s *style.Style) bool { return s.Float != style.FloatNone }

// floated is a float in its place, and the head of the list of those before it. A list only grows: fragments share it.
// Places are px from the border box of the box that establishes the block formatting context.
type floated struct {
	Rect        // margin box
	side        style.Float
	before      *floated
	left, right float64  // the lowest bottom edges of left and of right floats up to this one
	shape       *outline // nil for the margin box
	shapes      int      // of this float and those before it
}

// lowest is the lowest bottom edge of the floats that clear names, far above all for none.
func (f *floated) lowest(clear style.Clear) float64 {
	low := math.Inf(-1)
	if f == nil {
		return low
	}
	if clear == style.ClearLeft || clear == style.ClearBoth {
		low = f.left
	}
	if clear == style.ClearRight || clear == style.ClearBoth {
		low = math.Max(low, f.right)
	}
	return low
}

// room is the part between left and right that the margin boxes of floats leave free all the way from y to y+h, and the y
// below at which there is more of it, infinite for none. It may be less than empty.
func (f *floated) room(y, h, left, right float64) (l, r, next float64) {
	return f.roomBeside(y, h, left, right, false)
}

// roomBeside is room beside the shapes of floats where they have one.
func (f *floated) roomBeside(y, h, left, right float64, shapes bool) (l, r, next float64) {
	l, r, next = left, right, math.Inf(1)
	for ; f != nil && math.Max(f.left, f.right) > y; f = f.before {
		bottom := f.Y + f.H
		if bottom <= y || f.Y > y && f.Y >= y+h {
			continue
		}
		x0, x1 := f.X, f.X+f.W
		if shapes && f.shape != nil {
			bottom = y + math.Max(1, (bottom-y)/shapeSteps)
			lo, hi, ok := f.shape.span(y, h)
			if !ok {
				continue
			}
			x0, x1 = math.Max(x0, lo), math.Min(x1, hi)
		}
		switch {
		case f.side == style.FloatLeft && x1 > left:
			l = math.Max(l, x1)
		case f.side == style.FloatRight && x0 < right:
			r = math.Min(r, x0)
		default:
			continue
		}
		next = math.Min(next, bottom)
	}
	return l, r, next
}

// fit returns the place nearest below y where there is room for a box of width w, and that room.
func (f *floated) fit(w, y, left, right float64) (l, r, top float64) {
	for step := 0; ; step++ {
		l, r, next := f.room(y, 0, left, right)
		if w <= r-l+tolerance || math.IsInf(next, 1) {
			return l, r, y
		}
		if y = next; step == maxFloatSteps {
			y = math.Max(f.left, f.right)
		}
	}
}

// add places a float with a margin box of w × h px between left and right, its top at y or below, by the rules of CSS 2.2
// §9.5.1. It returns the list with the float in front.
func (f *floated) add(s *style.Style, w, h, y, left, right float64) *floated {
	n := &floated{Rect: Rect{W: w, H: h}, side: s.Float, before: f, left: math.Inf(-1), right: math.Inf(-1)}
	if f != nil {
		n.left, n.right, n.shapes = f.left, f.right, f.shapes
		y = math.Max(math.Max(y, f.Y), f.lowest(s.Clear))
	}
	l, r, y := f.fit(w, y, left, right)
	n.X, n.Y = l, y
	if s.Float == style.FloatLeft {
		n.left = math.Max(n.left, y+h)
	} else {
		n.X, n.right = r-w, math.Max(n.right, y+h)
	}
	return n
}

// floatContext is where a box stands in a block formatting context with floats. Places are those of [floated].
type floatContext struct {
	x, y float64  // of the border box
	last *floated // the latest float before the box
	// Where the box's top margin collapses with others, its place is above and the sum of its margins, those in margins and
	// those that collapse inside. chain is the latest float before these margins began.
	above   float64
	margins strut
	chain   *floated
}

// matters reports whether floats may change the layout of b.
func (fc *floatContext) matters(b *Box) bool { return fc.last != nil || b.holdsFloats() }

// sameContext compares two contexts; nil is for none.
func sameContext(a, b *floatContext) bool { return a == b || a != nil && b != nil && *a == *b }

// holdsFloats reports whether there are floats in b that take part in the formatting context of its content.
func (b *Box) holdsFloats() bool {
	if b.memo.floats == 0 {
		b.memo.floats = 1
		for _, list := range [2][]*Box{b.Children, b.Atoms} {
			for _, c := range list {
				if floats(c.Style) || !outOfFlow(c.Style) && !establishes(c) && c.holdsFloats() {
					b.memo.floats = 2
				}
			}
		}
	}
	return b.memo.floats == 2
}

// retry counts a further layout of b, and reports whether there may be one.
func (b *Box) retry() bool {
	b.memo.retries++
	return b.memo.retries <= maxFloatRetries
}

// floatContext returns the context that the content of a box stands in, nil where there are no floats.
func (g *geometry) floatContext() *floatContext {
	switch {
	case g.c.floats != nil && !g.isolated():
		return g.c.floats
	case g.box.holdsFloats():
		return &floatContext{}
	}
	return nil
}

// lineFloats returns the room beside floats for the lines of the box, nil where none stands beside them.
func (g *geometry) lineFloats() *floatRoom {
	fc := g.floatContext()
	if fc == nil || !g.box.holdsFloats() && fc.last.lowest(style.ClearBoth) <= fc.y+g.top() {
		return nil
	}
	return &floatRoom{g: g, fc: fc, last: fc.last}
}

// floatBox places a float of the box being laid out, its top at y px of the border box or below. last are the floats before
// it.
func (g *geometry) floatBox(fc *floatContext, last *floated, b *Box, y float64) (*floated, child) {
	b.memo.offer = g.basisH
	at := layoutAtom(b, g.inW)
	left := fc.x + g.left()
	last = last.add(b.Style, at.f.w+at.margin.Width(), at.f.h+at.margin.Height(), fc.y+y, left, left+g.inW)
	if last.shapes < maxShapes {
		if last.shape = shapeOf(&at, last.Rect, g.inW); last.shape != nil {
			last.shapes++
		}
	}
	at.x += last.X - fc.x
	at.y += last.Y - fc.y
	return last, at
}

// holdFloats is the height of a box whose content is natural px high: one that establishes a block formatting context holds
// its floats (CSS 2.2 §10.6.7).
func (g *geometry) holdFloats(natural float64, last *floated) float64 {
	if last == nil || !g.isolated() {
		return natural
	}
	return math.Max(natural, math.Max(last.left, last.right)+g.border.Bottom+g.padding.Bottom)
}

// FloatWidths finds the width of content in which nothing is broken: of floats beside each other and what follows them.
type FloatWidths struct {
	Widest      float64 // so far
	left, right float64
}

// Add adds a float of that width, margins included.
func (f *FloatWidths) Add(s *style.Style, w float64) {
	f.clear(s.Clear)
	w = math.Max(0, w)
	if s.Float == style.FloatLeft {
		f.left += w
	} else {
		f.right += w
	}
}

// End adds what stands beside the floats, and ends their row.
func (f *FloatWidths) End(w float64) {
	f.Widest = math.Max(f.Widest, f.left+f.right+w)
	f.left, f.right = 0, 0
}

// clear is called before a box with that value of clear.
func (f *FloatWidths) clear(c style.Clear) {
	f.Widest = math.Max(f.Widest, f.left+f.right)
	if c == style.ClearLeft || c == style.ClearBoth {
		f.left = 0
	}
	if c == style.ClearRight || c == style.ClearBoth {
		f.right = 0
	}
}

// floatRoom is the room for the lines of a block beside floats; it implements [Floats].
type floatRoom struct {
	g    *geometry
	fc   *floatContext
	last *floated
}

// Room implements [Floats].
func (fr *floatRoom) Room(y, h float64) (left, right, next float64) {
	dx, dy := fr.fc.x+fr.g.left(), fr.fc.y+fr.g.top()
	left, right, next = fr.last.roomBeside(y+dy, h, dx, dx+fr.g.inW, true)
	return left - dx, right - dx, next - dy
}

// Width implements [Floats].
func (fr *floatRoom) Width(atom int) float64 {
	at := layoutAtom(fr.g.box.Atoms[atom], fr.g.inW)
	return at.f.w + at.margin.Width()
}

// Place implements [Floats].
func (fr *floatRoom) Place(atom int, y float64) (x, top float64) {
	fr.last, _ = fr.g.floatBox(fr.fc, fr.last, fr.g.box.Atoms[atom], fr.g.top()+y)
	return fr.last.X - fr.fc.x - fr.g.left(), fr.last.Y - fr.fc.y - fr.g.top()
}

// Mark implements [Floats].
func (fr *floatRoom) Mark() (takeBack func()) {
	last := fr.last
	return func() { fr.last = last }
}

// Below implements [Floats].
func (fr *floatRoom) Below(clear style.Clear) float64 {
	return fr.last.lowest(clear) - fr.fc.y - fr.g.top()
}
