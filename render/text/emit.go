package text

import (
	"math"
	"slices"
	"strings"

	"sharecard/render/layout"
	"sharecard/render/style"
)

// emit writes the line and its fragments: boxes of spans, lines under the
// text, the text, lines through it.
func (b *builder) emit(l *line, x, used float64) {
	p, out := b.p, b.out
	b.roomAbove(l)
	if p.trim&style.TrimTextStart != 0 && len(out.Lines) == 0 {
		b.y = p.edgeOver() - b.box.up
	}
	top := b.y
	height := b.box.up + b.box.down
	baseline := top + b.box.up
	b.spanBoxes(top)
	at := len(out.Fragments)
	runs := b.glyphRuns(l, top)
	b.emphasise(runs)
	b.decorate(runs, at)
	b.emitNotes(baseline)
	b.outOfFlow(l)

	text, families := lineText(p, l, runs)
	out.Lines = append(out.Lines, layout.Line{
		Rect:     layout.Rect{X: x, Y: top, W: used, H: height},
		Baseline: baseline, Text: text, Fonts: families, End: len(out.Fragments),
	})
	if len(out.Lines) == 1 {
		out.FirstBaseline = baseline
	}
	out.LastBaseline = baseline
	out.Width = max(out.Width, used)
	b.y += height
}

// lineText is the text as drawn, in logical order, and the families it uses.
func lineText(p *Paragraph, l *line, runs []*placedRun) (string, []string) {
	var sb strings.Builder
	for i := l.a; i < l.b; i++ {
		if u := &p.units[i]; u.kind == clusterUnit {
			sb.WriteString(string(p.text[u.start:u.end]))
		}
	}
	text := strings.TrimRight(sb.String(), " \t")
	if l.ending != nil {
		text += l.ending.text
	}
	var families []string
	for _, r := range runs {
		if f := r.Face.Family; !slices.Contains(families, f) {
			families = append(families, f)
		}
	}
	return text, families
}

// spanBoxes emits the boxes of the spans on the line, outer ones first. A box
// is as high as the content area of its first face, padding and border added,
// whatever the line-height (CSS 2.2 §10.6.3).
func (b *builder) spanBoxes(top float64) {
	p := b.p
	for _, s := range b.box.touched {
		box := &b.box.boxes[s]
		if s == 0 || !box.placed {
			continue
		}
		sp := &p.spans[s]
		st := sp.style
		over, under := b.frame(st)
		dx, dy := b.relative(s)
		up, down := box.content.up+over, box.content.down+under
		base := top + b.box.baseline(box.anchor, box.shift)
		b.out.Fragments = append(b.out.Fragments, &SpanBox{
			Rect:  layout.Rect{X: box.x0 + dx, Y: base - up + dy, W: box.x1 - box.x0, H: up + down},
			Style: st, Node: sp.node, First: box.first, Last: box.last, Group: b.group(s),
		})
	}
}

// frame is the padding and border of an inline box over and under its content, px.
func (b *builder) frame(st *style.Style) (over, under float64) {
	return st.Padding[style.Top].Resolve(b.m.width) + st.Border[style.Top].Width,
		st.Padding[style.Bottom].Resolve(b.m.width) + st.Border[style.Bottom].Width
}

// group returns the group that a span belongs to.
func (b *builder) group(s int32) *layout.Group {
	if s <= 0 {
		return nil
	}
	if g, ok := b.groups[s]; ok {
		return g
	}
	g := b.group(b.p.spans[s].parent)
	if st := b.p.spans[s].style; st.RaisesInline() {
		g = &layout.Group{Style: st, Outer: g}
	}
	if b.groups == nil {
		b.groups = map[int32]*layout.Group{}
	}
	b.groups[s] = g
	return g
}

// relative is the shift of relatively positioned spans (CSS Position 3 §3.3).
func (b *builder) relative(s int32) (dx, dy float64) {
	if s <= 0 {
		return 0, 0
	}
	if v, ok := b.rel[s]; ok {
		return v[0], v[1]
	}
	dx, dy = b.relative(b.p.spans[s].parent)
	if st := b.p.spans[s].style; st.Position == style.Relative {
		switch {
		case !st.Inset[style.Left].IsAuto():
			dx += st.Inset[style.Left].Resolve(b.m.width)
		case !st.Inset[style.Right].IsAuto():
			dx -= st.Inset[style.Right].Resolve(b.m.width)
		}
		switch {
		case definiteIn(st.Inset[style.Top], b.p.height):
			dy += st.Inset[style.Top].Resolve(b.p.height)
		case definiteIn(st.Inset[style.Bottom], b.p.height):
			dy -= st.Inset[style.Bottom].Resolve(b.p.height)
		}
	}
	if b.rel == nil {
		b.rel = map[int32][2]float64{}
	}
	b.rel[s] = [2]float64{dx, dy}
	return dx, dy
}

// definiteIn reports whether an inset is a length in a block of a height, NaN where
// the content decides: a percentage is then auto.
func definiteIn(l style.Length, height float64) bool {
	return !l.IsAuto() && (!l.HasPercent() || !math.IsNaN(height))
}

// placedRun is a glyph run with what decoration needs to know of it.
type placedRun struct {
	*GlyphRun
	start, end int32  // runes
	chars      []rune // of each glyph, the first of its cluster
	span       int32
	marked     []float64 // the middles of characters with an emphasis mark, px from X
}

// glyphRuns emits the glyphs of the line, cluster by cluster from left to
// right, and places its atoms.
func (b *builder) glyphRuns(l *line, top float64) []*placedRun {
	p := b.p
	var runs []*placedRun
	var cur *placedRun
	curRun := int32(-1)
	for _, i := range b.order {
		u := &p.units[i]
		x := b.x[int(i)-l.a]
		switch u.kind {
		case atomUnit:
			cur = nil
			b.placeAtom(i, u, x, top)
			continue
		case clusterUnit:
		default:
			cur = nil
			continue
		}
		if u.run < 0 {
			cur = nil // a tab
			continue
		}
		if u.isSpace() && i > b.m.prevTxt[l.b] {
			continue // hangs
		}
		if cur == nil || curRun != u.run {
			cur = b.newRun(u, x, top)
			curRun = u.run
			runs = append(runs, cur)
		}
		b.addGlyphs(cur, u, int(i)-l.a)
		cur.start, cur.end = min(cur.start, u.start), max(cur.end, u.end)
		cur.Rect.W = x + b.adv[int(i)-l.a] - cur.Rect.X
	}
	if l.ending != nil {
		runs = append(runs, b.endingRun(l.ending, top))
	}
	for _, r := range runs {
		if r.end > r.start {
			r.Text = string(p.text[r.start:r.end])
		}
		b.out.Fragments = append(b.out.Fragments, r.GlyphRun)
	}
	return runs
}

func (b *builder) newRun(u *unit, x, top float64) *placedRun {
	r := b.newGlyphRun(&b.p.runs[u.run], x, top)
	r.start, r.end = u.start, u.end
	return r
}

// newGlyphRun starts a glyph run with its left edge at x.
func (b *builder) newGlyphRun(r *run, x, top float64) *placedRun {
	p := b.p
	box := b.box.touch(r.span)
	st := b.lineStyle(p.spans[r.span].style)
	dx, dy := b.relative(r.span)
	base := top + b.box.baseline(box.anchor, box.shift) + dy
	c := p.sh.state(r.match.Face).metrics.content(st.FontSize)
	if p.vertical() {
		base += (c.up - c.down) / 2 // of letters that lie
	}
	bold, italic := r.synthetic(st)
	return &placedRun{GlyphRun: &GlyphRun{
		Rect: layout.Rect{X: x + dx, Y: base - c.up, H: c.up + c.down},
		Face: r.match.Face, Size: st.FontSize, X: x + dx, Y: base, Style: st,
		SyntheticBold: bold, SyntheticItalic: italic, Group: b.group(r.span),
		Upright: r.upright,
	}, span: r.span}
}

// addGlyphs adds the glyphs of the line's i-th unit.
func (b *builder) addGlyphs(run *placedRun, u *unit, i int) {
	dx, _ := b.relative(u.span)
	pen := b.x[i] + dx - run.X
	if run.Style.Emphasis.Mark != "" && takesMark(b.p.text[u.start]) {
		run.marked = append(run.marked, pen+b.adv[i]/2)
	}
	if u.shape == nil {
		run.Glyphs, run.chars = append(run.Glyphs, Glyph{X: pen, Missing: true}), append(run.chars, 0)
		return
	}
	scale := run.Size / run.Face.UnitsPerEm()
	pen -= b.shift[i]
	if u.class == classSpace {
		return
	}
	glyphs := u.shape.glyphs[u.glyph0:u.glyphEnd]
	if u.hyphen != nil {
		if glyphs = nil; b.adv[i] > 0 {
			glyphs = u.hyphen.glyphs
		}
	}
	middle := (run.Rect.Y - run.Y) + run.Rect.H/2
	for _, g := range glyphs {
		at := Glyph{ID: g.id, X: pen + float64(g.x)*scale, Y: -float64(g.y) * scale}
		if run.Upright {
			at.X, at.Y = pen-float64(g.y)*scale, middle-float64(g.x)*scale
		}
		run.Glyphs = append(run.Glyphs, at)
		run.chars = append(run.chars, b.p.text[u.start])
		pen += float64(g.advance) * scale
	}
}

func (b *builder) placeAtom(i int32, u *unit, x, top float64) {
	pl := b.box.atoms[i]
	dx, dy := b.relative(u.span)
	b.out.Atoms = append(b.out.Atoms, layout.Placement{
		Atom: b.p.atoms[u.ref].item.Index, X: x + dx,
		Y:     top + b.box.baseline(pl.anchor, pl.shift) - b.m.atoms[u.ref].baseline + dy,
		Group: b.group(u.span),
	})
}

// outOfFlow gives out-of-flow boxes their static position: where they would
// stand on the line.
func (b *builder) outOfFlow(l *line) {
	for i := l.a; i < l.b; i++ {
		if u := &b.p.units[i]; u.kind == outOfFlowUnit {
			x := 0.0
			if k := i - l.a; k < len(b.x) {
				x = b.x[k]
			}
			b.out.Atoms = append(b.out.Atoms, layout.Placement{Atom: int(u.ref), X: x, Y: b.y, Group: b.group(u.span)})
		}
	}
}

// hideRest marks the boxes that line-clamp left out.
func (b *builder) hideRest(from int) {
	for i := from; i < len(b.p.units); i++ {
		switch u := &b.p.units[i]; u.kind {
		case atomUnit:
			b.out.Atoms = append(b.out.Atoms, layout.Placement{Atom: b.p.atoms[u.ref].item.Index, Y: b.y, Hidden: true})
		case outOfFlowUnit:
			b.out.Atoms = append(b.out.Atoms, layout.Placement{Atom: int(u.ref), Y: b.y, Hidden: true})
		case floatUnit:
			if i < b.floated {
				continue
			}
			b.out.Atoms = append(b.out.Atoms, layout.Placement{Atom: b.p.floats[u.ref].Index, Y: b.y, Hidden: true})
		case openUnit:
			if b.p.spans[u.span].note != nil {
				note := &builder{p: b.p.pairs[u.ref].note, out: &layout.Inline{}}
				note.hideRest(0)
				b.out.Atoms = append(b.out.Atoms, note.out.Atoms...)
			}
		}
	}
}
