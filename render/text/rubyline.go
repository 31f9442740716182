package text

import (
	"cmp"
	"math"
	"slices"

	"sharecard/render/layout"
	"sharecard/render/style"
)

// Annotations on a line (CSS Ruby 1 §3): those of one level share a baseline, which is as far
// from the line's as the largest of their bases and of what stands between asks for.

// lineNote is an annotation on the line that is being built.
type lineNote struct {
	pair *pair
	line *builder // its own line
	x    float64  // px, left edge
	base float64  // px: its baseline above that of the line, less than nothing under it
	em   extent   // around its own baseline
	text extent   // of its base
}

// overEdge is what annotations of the units [from, to) would stand over beside the line, px.
func (p *Paragraph) overEdge(from, to int) (w float64) {
	for i := from; i < to; i++ {
		switch u := &p.units[i]; u.kind {
		case openUnit:
			w += u.trimL
		case closeUnit:
			w += u.trimR
		}
	}
	return w
}

// annotate sets the annotations of the line and finds their places.
func (b *builder) annotate(l *line) {
	b.notes = b.notes[:0]
	if len(b.p.pairs) == 0 {
		return
	}
	b.noteOf = map[int32]*lineNote{}
	for i := l.a; i < l.b; i++ {
		if u := &b.p.units[i]; u.kind == openUnit && b.p.spans[u.span].note != nil {
			n := b.newNote(l, &b.p.pairs[u.ref])
			b.notes = append(b.notes, n)
			b.noteOf[u.span] = n
		}
	}
	slices.SortStableFunc(b.notes, func(x, y *lineNote) int { return cmp.Compare(x.pair.level, y.pair.level) })
	for _, under := range [...]bool{false, true} {
		for i := 0; i < len(b.notes); {
			k := i
			for k < len(b.notes) && b.notes[k].pair.level == b.notes[i].pair.level {
				k++
			}
			b.shareBaseline(b.notes[i:k], under)
			i = k
		}
	}
}

// newNote sets one annotation, as wide as its base at least.
func (b *builder) newNote(l *line, pr *pair) *lineNote {
	p := b.p
	open, end := &p.units[pr.open], min(pr.close, l.b)
	width := open.adv
	for i := pr.open + 1; i < end; i++ {
		width += b.adv[i-l.a]
	}
	if end == pr.close {
		width += p.units[pr.close].adv
	}
	n := &lineNote{pair: pr, text: b.emBox(l, pr.open+1, end)}
	if n.x = b.x[pr.open-l.a]; open.level%2 == 0 {
		n.x += b.adv[pr.open-l.a] - open.adv
	} else {
		n.x += open.adv - width
	}
	note := pr.note
	note.bound(layout.Bounds{Height: math.NaN()})
	n.line = &builder{p: note, m: note.measure(width), out: &layout.Inline{}, box: newLineBox(note), annotation: true}
	whole := line{lineRange: lineRange{0, len(note.units)}}
	n.line.line(&whole, width, true)
	n.em = n.line.emBox(&whole, 0, len(note.units))
	return n
}

// shareBaseline gives the annotations of a level on one side of the line their baseline.
func (b *builder) shareBaseline(notes []*lineNote, under bool) {
	var text, own extent
	for _, n := range notes {
		if n.pair.under == under {
			text.include(n.text, 0)
			own.include(n.em, 0)
		}
	}
	base := text.up + own.down
	if under {
		base = -text.down - own.up
	}
	for _, n := range notes {
		if n.pair.under != under {
			continue
		}
		n.base = base
		for s := b.p.spans[n.pair.span].parent; s >= 0; s = b.p.spans[s].parent {
			if around := b.noteOf[s]; around != nil && around.pair.under == under {
				around.text.include(n.em, base)
			}
		}
	}
}

// spread shares out the room that an annotation leaves beside a base. The box of the annotation is as wide as the base.
func (b *builder) spread(l *line, room float64) {
	p, st := b.p, b.p.block
	first, last := int(b.m.nextTxt[l.a]), int(b.m.prevTxt[l.b])
	if first >= l.b || last < first {
		return
	}
	places := p.innerPlaces(first, last+1)
	start, between, end := alignRuby(st.Ruby.Align, room, len(places), st.FontSize)
	for _, i := range places {
		b.adv[i-l.a] += between
	}
	b.adv[first-l.a] += start
	b.adv[last-l.a] += end
	if p.units[first].level%2 == 0 {
		b.shift[first-l.a] -= start
	}
	if p.units[last].level%2 == 1 {
		b.shift[last-l.a] -= end
	}
}

// emBox is how far the units [from, to) reach over and under the baseline of the line: their
// em boxes, in whole px as in browsers, and the boxes among them.
func (b *builder) emBox(l *line, from, to int) (e extent) {
	p := b.p
	for i := from; i < min(to, l.b); i++ {
		u := &p.units[i]
		box := &b.box.boxes[u.span]
		shift := b.box.up - b.box.baseline(box.anchor, box.shift)
		switch st := p.spans[u.span].style; u.kind {
		case clusterUnit:
			e.include(p.emExtent(st.FontSize), shift)
		case atomUnit:
			pl, a := b.box.atoms[int32(i)], &b.m.atoms[u.ref]
			e.include(extent{a.baseline, a.h - a.baseline}, b.box.up-b.box.baseline(pl.anchor, pl.shift))
		case openUnit:
			if up, down := b.frame(st); up > 0 || down > 0 {
				e.include(extent{box.content.up + up, box.content.down + down}, shift)
			}
		}
	}
	return e
}

// emExtent is the em box of ideographs around the baseline.
func (p *Paragraph) emExtent(size float64) extent {
	if p.vertical() {
		return extent{size / 2, size / 2}
	}
	return extent{math.Ceil(emUp * size), math.Ceil(emDown * size)}
}

// roomForNotes moves a line down where its annotations do not fit into what the line before
// leaves, or where those under that line reach into this one (CSS Ruby 1 §3.6). It reports
// whether there are annotations over the line.
func (b *builder) roomForNotes(l *line) bool {
	text, notes := b.emBox(l, l.a, l.b), b.noteReach(l)
	noted := notes.up > 0
	up, down := b.box.up, b.box.down
	if b.p.block.WritingMode == style.VerticalLR { // the lines stand from under to over
		text, notes = extent{text.down, text.up}, extent{notes.down, notes.up}
		up, down = down, up
	}
	b.y += max(0, notes.up-up-b.spare, -b.spare)
	if b.spare = down - max(text.down, notes.down); notes.down == 0 {
		b.spare = max(0, b.spare)
	}
	return noted
}

// noteReach is how far the annotations of the line, and the emphasis marks beside them, reach
// over and under its baseline, px; 0 on a side without any.
func (b *builder) noteReach(l *line) (reach extent) {
	if len(b.notes) == 0 {
		return extent{}
	}
	over, under := b.markedSizes(l)
	for _, n := range b.notes {
		if n.pair.under {
			reach.down = max(reach.down, n.em.down-n.base+markScale*under)
		} else {
			reach.up = max(reach.up, n.base+n.em.up+markScale*over)
		}
	}
	return reach
}

// noteTop is how far the annotations over a span reach above its baseline, px, 0 without any.
func (b *builder) noteTop(span int32) (top float64) {
	if len(b.notes) == 0 {
		return 0
	}
	box := &b.box.boxes[span]
	shift := b.box.up - b.box.baseline(box.anchor, box.shift)
	for s := span; s >= 0; s = b.p.spans[s].parent {
		if n := b.noteOf[s]; n != nil && !n.pair.under {
			top = max(top, n.base+n.em.up-shift)
		}
	}
	return top
}

// emitNotes emits the annotations of a line with the given baseline.
func (b *builder) emitNotes(baseline float64) {
	for _, n := range b.notes {
		in := n.line.out
		rx, ry := b.relative(n.pair.span)
		dx, dy := n.x+rx, baseline-n.base-in.FirstBaseline+ry
		group := b.group(n.pair.span)
		for _, f := range in.Fragments {
			move(f, dx, dy)
			switch f := f.(type) {
			case *GlyphRun:
				f.Group = within(f.Group, group)
			case *SpanBox:
				f.Group = within(f.Group, group)
			case *DecorationBox:
				f.Group = within(f.Group, group)
			}
		}
		for i := range in.Atoms {
			at := &in.Atoms[i]
			at.X, at.Y, at.Group = at.X+dx, at.Y+dy, within(at.Group, group)
		}
		b.out.Fragments = append(b.out.Fragments, in.Fragments...)
		b.out.Atoms = append(b.out.Atoms, in.Atoms...)
	}
}

// within puts the group of an annotation into that of its base.
func within(g, around *layout.Group) *layout.Group {
	if g == nil || g == around {
		return around
	}
	g.Outer = within(g.Outer, around)
	return g
}
