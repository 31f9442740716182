package text

import (
	"math"
	"slices"

	"sharecard/render/layout"
	"sharecard/render/style"
)

// decorate emits the text-decoration of a line's runs (CSS Text Decoration 4
// §2): lines under and over the text go before the fragment at index at, the
// first of the glyph runs; lines through it come last. Runs that stand side by
// side share one stroke.
func (b *builder) decorate(runs []*placedRun, at int) {
	var under, through []*DecorationBox
	for _, r := range runs {
		for i := range r.Style.Decoration {
			d := &r.Style.Decoration[i]
			for _, line := range []style.DecorationLine{style.Underline, style.Overline, style.LineThrough} {
				if d.Line&line == 0 {
					continue
				}
				list := &under
				if line == style.LineThrough {
					list = &through
				}
				box := b.stroke(r, d, line)
				whole := line == style.LineThrough || r.Style.OverInk || b.p.vertical()
				if whole || d.Style != style.DecorationSolid && d.Style != style.DecorationDouble {
					*list = addStroke(*list, box)
					continue
				}
				for _, part := range b.aroundInk(r, box) {
					*list = addStroke(*list, part)
				}
			}
		}
	}
	frags := make([]layout.Fragment, len(under))
	for i, d := range under {
		frags[i] = d
	}
	b.out.Fragments = slices.Insert(b.out.Fragments, at, frags...)
	for _, d := range through {
		b.out.Fragments = append(b.out.Fragments, d)
	}
}

// stroke places one line for one run. Its thickness and place come from the
// decorating element's size, its baseline from the run.
func (b *builder) stroke(r *placedRun, d *style.Decoration, line style.DecorationLine) *DecorationBox {
	size := d.FontSize
	if size == 0 {
		size = r.Size
	}
	m := &b.p.sh.state(r.Face).metrics
	thick := size / 10
	if d.Thickness.IsFixed() {
		thick = d.Thickness.Resolve(size)
	}
	thick = math.Max(1, thick)
	var y float64
	switch line {
	case style.Underline:
		y = r.Y + underlineTop(m, d, size, thick)
	case style.Overline:
		y = r.Y - m.Ascent*size - thick
	case style.LineThrough:
		y = r.Y - m.Ascent*size/3 - thick/2
	}
	return &DecorationBox{
		Rect: layout.Rect{X: r.Rect.X, Y: y, W: r.Rect.W, H: thick},
		Line: line, Decoration: *d, Shadow: r.Style.TextShadow, Group: r.Group,
	}
}

// underlineTop is how far below the baseline an underline begins, px (CSS Text Decoration 4
// §2.7, §2.8).
func underlineTop(m *faceMetrics, d *style.Decoration, size, thick float64) float64 {
	offset := 0.0
	if d.Offset.IsFixed() {
		offset = d.Offset.Resolve(size)
	}
	switch {
	case d.Position == style.UnderlineUnder:
		return math.Round(m.EmDescent*size) + 1 + offset
	case d.Position == style.UnderlineFromFont && m.UnderlineThickness > 0:
		return m.UnderlineOffset*size + offset
	case d.Offset.IsFixed():
		return offset
	}
	return math.Max(1, math.Ceil(thick/2))
}

// addStroke joins a stroke to one of the same kind that it continues.
func addStroke(list []*DecorationBox, d *DecorationBox) []*DecorationBox {
	const touching = 0.5 // px
	for _, have := range list {
		if have.Line == d.Line && have.Group == d.Group && sameDecoration(&have.Decoration, &d.Decoration) && have.Rect.Y == d.Rect.Y &&
			have.Rect.H == d.Rect.H && math.Abs(have.Rect.X+have.Rect.W-d.Rect.X) <= touching {
			have.Rect.W = d.Rect.X + d.Rect.W - have.Rect.X
			return list
		}
	}
	return append(list, d)
}

func sameDecoration(a, b *style.Decoration) bool {
	return a.Line == b.Line && a.Style == b.Style && a.Color == b.Color &&
		a.FontSize == b.FontSize && a.Thickness == b.Thickness && a.Offset == b.Offset && a.Position == b.Position
}
