package layout

// Annotations over the first line of a block stand in the padding and the margin over it, and
// in what the last line of the block before leaves; where that is not enough the line moves down, as
// in browsers (CSS Ruby 1 §3.6).

// roomAbove is what stands over a box: margins that collapse with its own, and the room, px,
// that the last line of the box before it leaves.
type roomAbove struct {
	margins strut
	spare   float64
}

// annotated notes which boxes of the tree have annotations in them, and reports whether b has.
func (b *Box) annotated() bool {
	b.memo.ruby = b.Ruby
	for _, children := range [2][]*Box{b.Children, b.Atoms} {
		for _, c := range children {
			if c.annotated() {
				b.memo.ruby = true
			}
		}
	}
	return b.memo.ruby
}

// amidRubies notes in all boxes of the tree that there are annotations on the page.
func (b *Box) amidRubies() {
	b.memo.rubies = true
	for _, children := range [2][]*Box{b.Children, b.Atoms} {
		for _, c := range children {
			c.amidRubies()
		}
	}
}

// above is the room over the first line of a block container, px.
func (g *geometry) above() float64 {
	room := g.padding.Top
	if g.border.Top == 0 && !g.isolated() {
		m, _ := margins(g.box.Style, g.c.cbW)
		over := g.c.above.margins
		over.add(m.Top)
		room += max(0, over.sum()) + g.c.above.spare
	}
	return room
}

// roomAbove is what stands over the next box of a flow.
func (fl *flow) roomAbove() roomAbove {
	room := roomAbove{fl.end, fl.spare}
	if fl.open {
		m, _ := margins(fl.g.box.Style, fl.g.c.cbW)
		room.margins.join(fl.g.c.above.margins)
		room.margins.add(m.Top)
	}
	return room
}
