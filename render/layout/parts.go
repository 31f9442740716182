package layout

import "math"

// part tells which part of a box a fragment is: its children, and its own place, count from where the box would begin if
// all of it stood in one column.
type part struct {
	from  float64 // where the part begins
	above float64 // height of the parts before it
	box   *brokenBox
	atoms []int // of Box.Atoms, those on the lines of the part
}

// brokenBox is what the parts of a box have in common.
type brokenBox struct{ total float64 } // height of all parts so far

// partMaker makes the parts of content that is laid out in one piece.
type partMaker struct {
	content *fragment
	spanned map[*fragment]bool // boxes with a spanner in them
	broken  map[*fragment]*brokenBox
	reaches map[*fragment]float64
}

func newPartMaker(content *fragment, spanned map[*fragment]bool) *partMaker {
	return &partMaker{content, spanned, map[*fragment]*brokenBox{}, map[*fragment]float64{}}
}

// any reports whether there are parts.
func (m *partMaker) any() bool { return len(m.broken) > 0 }

// part returns what stands in a column of a height; the next column begins at until.
func (m *partMaker) part(s columnSpan, until, height float64) *fragment {
	c := columnPart{partMaker: m, from: s.from, to: s.to, until: until, bottom: s.from + height}
	if !m.any() {
		c.from = math.Inf(-1)
	}
	return c.of(m.content, 0)
}

// columnPart is what one column holds.
type columnPart struct {
	*partMaker
	from, to float64 // of the content in it
	until    float64 // where the next column begins
	bottom   float64 // of the column
}

// holds reports whether what begins at y stands in the column.
func (c *columnPart) holds(y float64) bool {
	return y >= c.from-breakTolerance && y < c.until-breakTolerance
}

// of returns the part of a fragment whose top is at y.
func (c *columnPart) of(f *fragment, y float64) *fragment {
	out := *f
	b := c.broken[f]
	if b == nil {
		b = &brokenBox{}
		c.broken[f] = b
	}
	out.part = &part{from: math.Max(0, c.from-y), above: b.total, box: b}
	end := y + f.h
	if end > c.to+breakTolerance {
		end = c.bottom // a box that goes on fills the column (CSS Fragmentation 3 §5.1)
	}
	out.h = math.Max(0, end-math.Max(y, c.from))
	b.total += out.h
	out.children, out.pending = nil, nil
	for i := range f.children {
		if k, ok := c.child(&f.children[i], y, f.inline != nil); ok {
			out.children = append(out.children, k)
		}
	}
	for _, p := range f.pending {
		if c.holds(y + p.static.Y) {
			out.pending = append(out.pending, p)
		}
	}
	if f.inline != nil {
		out.inline, out.part.atoms = c.lines(f, y+f.border.Top+f.padding.Top)
	}
	return &out
}

// child returns what the column holds of a child of a fragment whose top is at y; atom tells that it stands on a line.
func (c *columnPart) child(k *child, y float64, atom bool) (child, bool) {
	s := k.f.box.Style
	top := y + k.y - k.down
	switch {
	case s.SpansColumns:
		return child{}, false
	case floats(s), atom:
		return *k, c.holds(top - k.margin.Top)
	case outOfFlow(s), monolithic(k.f.box):
		return *k, c.holds(top)
	}
	reach := top + c.reach(k.f)
	switch {
	case c.holds(top) && reach <= c.until+breakTolerance && !c.spanned[k.f]:
		return *k, true
	case top >= c.until-breakTolerance, reach <= c.from+breakTolerance:
		return child{}, false
	}
	at := *k
	at.f = c.of(k.f, top)
	return at, true
}

// reach is how far down the box and what overflows it reach, from its top.
func (m *partMaker) reach(f *fragment) float64 {
	if r, ok := m.reaches[f]; ok {
		return r
	}
	r := f.h
	if n := len(linesOf(f)); n > 0 {
		l := &f.inline.Lines[n-1]
		r = math.Max(r, f.border.Top+f.padding.Top+l.Y+l.H)
	}
	for i := range f.children {
		if k := &f.children[i]; !outOfFlow(k.f.box.Style) {
			reach := k.f.h
			if !monolithic(k.f.box) {
				reach = m.reach(k.f)
			}
			r = math.Max(r, k.y-k.down+reach)
		}
	}
	m.reaches[f] = r
	return r
}

func linesOf(f *fragment) []Line {
	if f.inline == nil {
		return nil
	}
	return f.inline.Lines
}

// lines returns the lines of a box that stand in the column, and which atoms are on them; top is that of its content.
func (c *columnPart) lines(f *fragment, top float64) (*Inline, []int) {
	in := f.inline
	out := *in
	out.Lines, out.Fragments, out.Atoms = nil, nil, nil
	begin := 0
	for _, l := range in.Lines {
		if c.holds(top + l.Y) {
			fragments := in.Fragments[begin:l.End]
			begin, l.End = l.End, len(out.Fragments)+len(fragments)
			out.Fragments = append(out.Fragments, fragments...)
			out.Lines = append(out.Lines, l)
			continue
		}
		begin = l.End
	}
	var atoms []int
	for _, a := range in.Atoms {
		if c.holds(top + a.Y) {
			atoms = append(atoms, a.Atom)
			a.Atom = len(atoms) - 1
			out.Atoms = append(out.Atoms, a)
		}
	}
	return &out, atoms
}

// partTree is the parts of the boxes in a multi-column container, as they take the place of those boxes in the box tree.
type partTree struct {
	parts map[*Box][]*Box
	in    map[*Box]map[*Box]*Box // of a part: what stands in it of a box
}

func newPartTree() *partTree {
	return &partTree{map[*Box][]*Box{}, map[*Box]map[*Box]*Box{}}
}

// part makes the box of a part.
func (t *partTree) part(f *fragment) *Box {
	whole := f.box
	b := *whole
	b.memo = memo{}
	b.Part = &Part{From: f.part.from, Above: f.part.above, Total: f.part.box.total}
	b.Atoms = nil
	for _, i := range f.part.atoms {
		b.Atoms = append(b.Atoms, whole.Atoms[i])
	}
	if len(t.parts[whole]) > 0 {
		b.Content = nil // the first part stands for the text in reports
	}
	t.parts[whole] = append(t.parts[whole], &b)
	t.in[&b] = map[*Box]*Box{}
	return &b
}

// put notes that k stands in a part for a box: the box itself, or a part of it.
func (t *partTree) put(in, of, k *Box) {
	t.in[in][of] = k
}

// grow gives the parts their children, and the container its columns. A box that stands in no part of its parent, as it
// spans the columns or is positioned, goes with the first of them.
func (t *partTree) grow(container *Box) {
	for whole, parts := range t.parts {
		some := map[*Box]bool{}
		for _, p := range parts {
			for k := range t.in[p] {
				some[k] = true
			}
		}
		for i, p := range parts {
			p.Children = nil
			for _, k := range whole.Children {
				switch at := t.in[p][k]; {
				case at != nil:
					p.Children = append(p.Children, at)
				case i == 0 && !some[k]:
					p.Children = append(p.Children, k)
				}
			}
		}
	}
	container.memo.content = container.Children[0]
	container.Children = t.parts[container.memo.content]
}
