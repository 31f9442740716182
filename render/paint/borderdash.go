package paint

import (
	"sharecard/render/raster"
	"sharecard/render/style"
)

// dashedSides paints dashed or dotted sides. Round a box of one width with
// round corners the marks follow the middle of the border; otherwise each
// side has its own row.
func (p *painter) dashedSides(b sideLook, which [4]bool, outer, inner raster.RoundedRect) {
	w := ringWidths(outer, inner)
	even := w[0] == w[1] && w[1] == w[2] && w[2] == w[3]
	pa := &p.parts
	pa.Reset(p.edgeMatrix())
	dotted := b.style == style.BorderDotted
	if even && !outer.Square() && which == [4]bool{true, true, true, true} {
		h := w[0] / 2
		line := roundedLine(outer.Inner(h, h, h, h))
		addDashes(pa, line, w[0], fitDashes(lengthOf(line), w[0], dotted, true))
		p.fillPath(pa, b.color)
		return
	}
	for i, on := range which {
		if !on {
			continue
		}
		line := sideLine(i, outer, w)
		addDashes(pa, line, w[i], fitDashes(lengthOf(line), w[i], dotted, false))
	}
	if outer.Square() {
		p.fillPath(pa, b.color)
		return
	}
	parts := raster.Path{Matrix: pa.Matrix}
	parts.Points = append(parts.Points, pa.Points...)
	parts.Ends = append(parts.Ends, pa.Ends...)
	old := p.clip
	p.path.Reset(p.edgeMatrix())
	p.path.AddRoundedRect(outer)
	p.clip = p.filler.Clip(old, raster.Shape{Path: &p.path})
	p.fillPath(&parts, b.color)
	p.clip = old
}

// sideLine is the middle of one side from outer corner to outer corner.
func sideLine(side int, o raster.RoundedRect, w [4]float64) []raster.Point {
	h := w[side] / 2
	switch side {
	case style.Top:
		return []raster.Point{{X: o.X0, Y: o.Y0 + h}, {X: o.X1, Y: o.Y0 + h}}
	case style.Right:
		return []raster.Point{{X: o.X1 - h, Y: o.Y0}, {X: o.X1 - h, Y: o.Y1}}
	case style.Bottom:
		return []raster.Point{{X: o.X0, Y: o.Y1 - h}, {X: o.X1, Y: o.Y1 - h}}
	}
	return []raster.Point{{X: o.X0 + h, Y: o.Y0}, {X: o.X0 + h, Y: o.Y1}}
}

// roundedLine is a rounded rectangle as a closed polyline.
func roundedLine(r raster.RoundedRect) []raster.Point {
	var pa raster.Path
	pa.Reset(raster.Identity())
	pa.AddRoundedRect(r)
	if pa.Empty() {
		return nil
	}
	return append(pa.Points, pa.Points[0])
}
