package paint

import (
	"math"

	"sharecard/render/layout"
	"sharecard/render/raster"
	"sharecard/render/style"
)

// decorate paints the shadows, the background and the border of a box.
func (p *painter) decorate(b *layout.Box, x, y float64) {
	s := b.Style
	if len(b.Behind) > 0 && s.Visible {
		p.behindCell(b, x, y)
	}
	if b.Anonymous || !s.Visible || b.W <= 0 && b.H <= 0 && len(s.BoxShadow) == 0 {
		return
	}
	if s.IsTablePart() {
		if ownsNoDecoration(s) {
			p.outerShadows(s, boxAreas(b, x, y), false)
			return
		}
		if hidesEmpty(b) {
			return
		}
	}
	p.partly(b, x, y, func() {
		p.boxDecorations(s, boxAreas(b, x, y), b != p.canvasBox, func() { p.letters(b, x, y) })
	})
	p.columnRules(b, x, y)
}

// boxDecorations paints shadows, background and border in the areas of a box; letters
// draws the text in it, for background-clip: text.
func (p *painter) boxDecorations(s *style.Style, a areas, background bool, letters func()) {
	p.outerShadows(s, a, background && covers(s))
	if background {
		p.background(s, a, letters)
	}
	p.innerShadows(s, a)
	if !sharesBorders(s) && !p.borderImage(s, a) {
		p.border(s, a)
	}
}

// areas are the edges of a box that backgrounds and borders refer to, in user
// space.
type areas struct {
	border, padding, content raster.RoundedRect
}

func boxAreas(b *layout.Box, x, y float64) areas {
	box := borderBox(b, x, y)
	if b.Part != nil {
		box = wholeBox(b, box)
	}
	if t := b.Table; t != nil {
		box.Y0, box.Y1 = box.Y0+t.Above, box.Y1-t.Below
	}
	border := roundedBox(box, b.Style)
	padding := border.Inner(b.Border.Top, b.Border.Right, b.Border.Bottom, b.Border.Left)
	content := padding.Inner(b.Padding.Top, b.Padding.Right, b.Padding.Bottom, b.Padding.Left)
	return areas{border, padding, content}
}

func (a *areas) of(area style.BoxArea) raster.RoundedRect {
	switch area {
	case style.AreaPadding:
		return a.padding
	case style.AreaContent:
		return a.content
	}
	return a.border
}

// boxShape is the region of a rounded rectangle in user space. Where the
// matrix is upright the rectangle snaps to whole device pixels.
func (p *painter) boxShape(pa *raster.Path, r raster.RoundedRect) raster.Shape {
	if !raster.Upright(p.m) {
		pa.Reset(p.m)
		pa.AddRoundedRect(r)
		return raster.Shape{Path: pa}
	}
	return raster.BoxShape(pa, p.snapped(r))
}

// snapped maps a rounded rectangle to device space and snaps its sides. The
// matrix must be upright.
func (p *painter) snapped(r raster.RoundedRect) raster.RoundedRect {
	d := r.Scaled(raster.Snap(raster.MapRect(p.m, r.Rect)), p.m.XX, p.m.YY)
	d.Fit()
	return d
}

// roundedBox is a border box with the corners of a style.
func roundedBox(box raster.Rect, s *style.Style) raster.RoundedRect {
	r := corners(box, s.Radius)
	for i, c := range s.CornerCurve {
		switch {
		case r.Radius[i].X == 0:
		case math.IsInf(c, 1): // square
			r.Radius[i] = raster.Point{}
		default:
			r.Curve[i] = c
		}
	}
	return r
}

// corners resolves border-radius for a border box and scales the radii down
// where they overlap (CSS Backgrounds 3 §5.5).
func corners(box raster.Rect, c [4]style.Corner) raster.RoundedRect {
	r := raster.RoundedRect{Rect: box}
	if box.Empty() {
		return r
	}
	any := false
	for i := range c {
		x, y := c[i].X.Resolve(box.W()), c[i].Y.Resolve(box.H())
		if x > 0 && y > 0 {
			r.Radius[i] = raster.Point{X: x, Y: y}
			any = true
		}
	}
	if any {
		r.Fit()
	}
	return r
}
