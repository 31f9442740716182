package paint

import (
	"math"

	"sharecard/render/layout"
	"sharecard/render/pathdata"
	"sharecard/render/raster"
	"sharecard/render/style"
)

// clipArea is the box that the clip-path of a box refers to.
func clipArea(b *layout.Box, x, y float64) raster.RoundedRect {
	if c := b.Style.ClipPath; c.Box == style.AreaBorder && c.Shape != style.ClipArea {
		return raster.RoundedRect{Rect: borderBox(b, x, y)}
	}
	edges := boxAreas(b, x, y)
	return edges.of(b.Style.ClipPath.Box)
}

// clipPath adds the shape of clip-path to an empty path (CSS Masking 1 §5, CSS
// Shapes 1 §3 and 2 §3); area is the box that it refers to.
func clipPath(pa *raster.Path, m raster.Matrix, c *style.ClipPath, area raster.RoundedRect) {
	box := area.Rect
	pa.Reset(m)
	switch c.Shape {
	case style.ClipInset:
		r := box.Inset(c.Inset[style.Top].Resolve(box.H()), c.Inset[style.Right].Resolve(box.W()),
			c.Inset[style.Bottom].Resolve(box.H()), c.Inset[style.Left].Resolve(box.W()))
		pa.AddRoundedRect(corners(r, c.Radius))
	case style.ClipCircle, style.ClipEllipse:
		cx, cy := box.X0+c.Center.X.Resolve(box.W()), box.Y0+c.Center.Y.Resolve(box.H())
		circle := c.Shape == style.ClipCircle
		rx, ry := clipRadii(c, circle, box, cx, cy)
		pa.AddEllipse(cx, cy, rx, ry)
	case style.ClipPolygon:
		for i, q := range c.Points {
			x, y := box.X0+q.X.Resolve(box.W()), box.Y0+q.Y.Resolve(box.H())
			if i == 0 {
				pa.MoveTo(x, y)
			} else {
				pa.LineTo(x, y)
			}
		}
		pa.Close()
	case style.ClipArea:
		pa.AddRoundedRect(area)
	case style.ClipOutline:
		addOutline(pa, &c.Path, box.X0, box.Y0)
	case style.ClipShapeCommands:
		outline := shapeOutline(c.Commands, box)
		addOutline(pa, &outline, box.X0, box.Y0)
	}
}

// addOutline adds path data whose origin is x, y, and ends where the path has more points than a stroke may have.
func addOutline(pa *raster.Path, d *pathdata.Path, x, y float64) {
	pts := d.Points
	for _, op := range d.Ops {
		if len(pa.Points) > raster.MaxStroke {
			break
		}
		switch op {
		case pathdata.MoveTo:
			pa.MoveTo(x+pts[0].X, y+pts[0].Y)
			pts = pts[1:]
		case pathdata.LineTo:
			pa.LineTo(x+pts[0].X, y+pts[0].Y)
			pts = pts[1:]
		case pathdata.CubicTo:
			pa.CubicTo(x+pts[0].X, y+pts[0].Y, x+pts[1].X, y+pts[1].Y, x+pts[2].X, y+pts[2].Y)
			pts = pts[3:]
		case pathdata.ClosePath:
			pa.Close()
		}
	}
	pa.Close()
}

// clipRadii resolves the radii of circle() and ellipse(): percentages of a
// circle refer to the box's diagonal over √2.
func clipRadii(c *style.ClipPath, circle bool, box raster.Rect, cx, cy float64) (rx, ry float64) {
	if circle && c.RX.IsFixed() {
		r := c.RX.Resolve(diagonal(box))
		return r, r
	}
	return radii(c.RX, c.RY, circle, c.Extent, box, cx, cy)
}

// diagonal is the basis of percentages that belong to neither axis.
func diagonal(r raster.Rect) float64 { return math.Hypot(r.W(), r.H()) / math.Sqrt2 }

// pushClip narrows the clip to a rounded rectangle in user space and returns the
// former clip, for restore.
func (p *painter) pushClip(r raster.RoundedRect) *raster.Clip {
	old := p.clip
	if r.Empty() {
		p.clip = &raster.Clip{}
		return old
	}
	p.clip = p.filler.Clip(old, p.boxShape(&p.path, r))
	return old
}

func (p *painter) restoreClip(c *raster.Clip) { p.clip = c }

// overflowClip is the clip for what a box holds: overflow clips to the padding edge
// (CSS Overflow 3 §3.2).
func (p *painter) overflowClip(b *layout.Box, x, y float64) *raster.Clip {
	s := b.Style
	hx, hy := s.OverflowX != style.OverflowVisible, s.OverflowY != style.OverflowVisible
	if b.Anonymous || !hx && !hy {
		return p.clip
	}
	if c, ok := p.clips[b]; ok {
		return c
	}
	edge := clipEdge(s, boxAreas(b, x, y))
	if !hx || !hy {
		edge = raster.RoundedRect{Rect: edge.Rect}
		if !hx {
			edge.X0, edge.X1 = x-raster.MaxCoord, x+raster.MaxCoord
		}
		if !hy {
			edge.Y0, edge.Y1 = y-raster.MaxCoord, y+raster.MaxCoord
		}
	}
	old := p.pushClip(edge)
	c := p.clip
	p.clip = old
	p.clips[b] = c
	return c
}

// clipEdge is the edge that overflow clips to: the padding edge, or where overflow-clip-margin puts it for boxes that do not
// scroll (CSS Overflow 4 §3.3).
func clipEdge(s *style.Style, a areas) raster.RoundedRect {
	m := s.ClipMargin
	clips := func(o style.Overflow) bool { return o == style.OverflowClip || o == style.OverflowVisible }
	if !clips(s.OverflowX) || !clips(s.OverflowY) {
		return a.padding
	}
	edge := a.padding
	if m.Set {
		edge = a.of(m.Box)
	}
	if m.Length > 0 {
		edge = edge.Spread(m.Length)
	}
	return edge
}

// clipped has draw paint what a box holds, inside its overflowClip, unless nothing of that is visible.
func (p *painter) clipped(b *layout.Box, x, y float64, draw func()) {
	old := p.clip
	p.clip = p.overflowClip(b, x, y)
	if !p.clip.Rect.Empty() {
		draw()
	}
	p.clip = old
}
