package layout

import (
	"math"

	"sharecard/render/style"
)

// turn exchanges the style of a box in vertical writing: for layout, which knows lines from
// left to right only, and for whoever draws it.
func (b *Box) turn(drawn bool) {
	if b.Drawn != nil && b.turned != drawn {
		b.Style, b.Drawn = b.Drawn, b.Style
		b.turned = drawn
	}
}

// placeOrthogonal lays out a box whose content has lines across those of its container: what
// is a height to the box is the length of the lines in it (CSS Writing Modes 4 §7.3).
func placeOrthogonal(b *Box, c constraints) *fragment {
	g := newGeometry(b, c)
	if b.Mirrored {
		return placeMirrored(&g)
	}
	measure := g.inH
	if !definite(measure) {
		asked := measureStyle(b, c.cbW, c.cbH).h // c.content leaves it out, but lines are broken by it
		if !definite(asked) {
			asked = orthogonalMeasure(b, c.cbH) + g.frameH
		}
		measure = g.clampH(asked) - g.frameH
	}
	in := constraints{w: measure, h: g.inW, cbW: measure, cbH: g.inW, isolated: true, measure: c.measure}
	if b.Style.Display == style.TableCell {
		in.lower = loweredAcross(b, in)
	}
	return g.holdTurned(layout(b.Children[0], in), measure+g.frameH)
}

// across reports whether the lines of the content run across those of the container.
func (b *Box) across() bool { return b.Orthogonal && !b.Mirrored }

// placeMirrored lays out a box whose lines are as long as they would be without a writing
// mode of its own.
func placeMirrored(g *geometry) *fragment {
	inner := layout(g.box.Children[0], constraints{
		w: g.inW, h: g.inH, cbW: g.inW, cbH: g.inH, isolated: true, measure: g.c.measure,
	})
	return g.holdTurned(inner, inner.h+g.frameH)
}

// holdTurned makes the fragment of a box that is natural px high, frame included, around
// content with axes of its own.
func (g *geometry) holdTurned(inner *fragment, natural float64) *fragment {
	f := g.fragment(natural)
	m, _ := margins(g.box.Style, g.c.cbW)
	f.top.add(m.Top)
	f.bottom.add(m.Bottom)
	// What is absolutely positioned in it stays in it, as no place outside has its axes.
	inner.resolvePending(absolute|fixed, g.box.Children[0].Style.Direction)
	if !g.c.measure {
		f.add(child{f: inner, x: g.left(), y: g.top()})
	}
	f.resolve(g)
	return f
}

// loweredAcross is how far vertical-align moves the lines of a table cell from the side
// where they begin: they stand across those of the table.
func loweredAcross(b *Box, in constraints) float64 {
	in.measure = true
	free := math.Max(0, in.h-layout(b.Children[0], in).natural)
	switch b.Style.VerticalAlign.Keyword {
	case style.VMiddle:
		return free / 2
	case style.VBottom:
		return free
	}
	return 0
}

// orthogonalMeasure is the length of the lines in a box whose height is auto: as long as its
// content, and no longer than there is room in the containing block, cbH px, or in the page
// (§7.3.2).
func orthogonalMeasure(b *Box, cbH float64) float64 {
	if b.across() && b.Style.Contain&style.ContainInlineSize != 0 {
		return 0
	}
	lo, hi := intrinsic(b.Children[0], indefinite)
	room := cbH
	if !definite(room) {
		room = b.memo.page
	}
	if room > 0 {
		m := measureStyle(b, indefinite, room)
		mg, _ := margins(b.Style, indefinite)
		hi = math.Max(lo, math.Min(hi, room-m.frameH-mg.Height()))
	}
	return hi
}

// orthogonalWidth is how wide the lines of an orthogonal box are together, px, where they
// are as long as the content box is high.
func orthogonalWidth(b *Box, height float64) float64 {
	if !definite(height) {
		m := measureStyle(b, indefinite, indefinite)
		height = m.clampH(orthogonalMeasure(b, indefinite)+m.frameH) - m.frameH
	}
	return layout(b.Children[0], constraints{w: height, h: indefinite, cbW: height, cbH: indefinite, isolated: true, measure: true}).h
}

// frame maps places in content whose lines may run down to places on the page.
type frame struct {
	mode style.WritingMode
	x, y float64 // of the top left corner of the content on the page
	w    float64 // of the content on the page
}

func (fr frame) rect(x, y, w, h float64) Rect {
	switch fr.mode {
	case style.VerticalRL:
		return Rect{fr.x + fr.w - y - h, fr.y + x, h, w}
	case style.VerticalLR:
		return Rect{fr.x + y, fr.y + x, h, w}
	}
	return Rect{fr.x + x, fr.y + y, w, h}
}

func (fr frame) edges(e Edges) Edges {
	switch fr.mode {
	case style.VerticalRL:
		return Edges{Top: e.Left, Right: e.Top, Bottom: e.Right, Left: e.Bottom}
	case style.VerticalLR:
		return Edges{Top: e.Left, Right: e.Bottom, Bottom: e.Right, Left: e.Top}
	}
	return e
}

// inside is the frame of the content of an orthogonal box that is placed.
func inside(b *Box) frame {
	return b.contentFrame(b.Children[0].Style.WritingMode)
}

// contentFrame is the content box of a box that is placed, with lines of a mode in it.
func (b *Box) contentFrame(mode style.WritingMode) frame {
	fr := frame{
		mode: mode, x: b.Exact.X + b.Border.Left + b.Padding.Left, y: b.Exact.Y + b.Border.Top + b.Padding.Top,
		w: b.Exact.W - b.Border.Width() - b.Padding.Width(),
	}
	if b.Part != nil {
		fr.y -= b.Part.From
	}
	return fr
}

// OnPage maps a rectangle on the lines of the box, px, to the page: of a line, or where
// fragment is set of a fragment, which stands on the turned page (see package text).
func (b *Box) OnPage(r Rect, fragment bool) Rect {
	fr := b.contentFrame(b.Style.WritingMode)
	if fragment && fr.mode == style.VerticalLR {
		fr.mode, fr.w = style.VerticalRL, b.Inline.Height
	}
	return fr.rect(r.X, r.Y, r.W, r.H)
}
