package paint

import (
	"image/color"
	"math"

	"sharecard/render/raster"
	"sharecard/render/style"
	"sharecard/render/text"
)

// decoration paints a line of text-decoration (CSS Text Decoration 3 §2) with
// its shadows.
func (p *painter) decoration(f *text.DecorationBox, x, y float64) {
	box := raster.XYWH(x+f.Rect.X, y+f.Rect.Y, f.Rect.W, f.Rect.H)
	ink := box.Grow(4*box.H() + 2)
	for i := len(f.Shadow) - 1; i >= 0; i-- {
		sh := f.Shadow[i]
		p.shadowed(sh, ink, func() { p.stroke(f, box, sh.Color) })
	}
	if p.reaches(ink) {
		p.stroke(f, box, f.Decoration.Color)
	}
}

// stroke draws the line whose stroke is box.
func (p *painter) stroke(f *text.DecorationBox, box raster.Rect, c color.NRGBA) {
	if box.Empty() || c.A == 0 {
		return
	}
	src := raster.Solid(c)
	thick := box.H()
	switch f.Decoration.Style {
	case style.DecorationDouble:
		// The second line stands away from the text, with a px between; a pair
		// through the text has its middle where a single line would be.
		away := math.Floor(thick + 1)
		switch f.Line {
		case style.Overline:
			away = -away
		case style.LineThrough:
			box = box.Offset(0, -away/2)
		}
		p.fill(p.boxShape(&p.path, raster.RoundedRect{Rect: box}), src)
		p.fill(p.boxShape(&p.path, raster.RoundedRect{Rect: box.Offset(0, away)}), src)
	case style.DecorationDotted, style.DecorationDashed:
		pa := &p.parts
		pa.Reset(p.m)
		mid := (box.Y0 + box.Y1) / 2
		line := []raster.Point{{X: box.X0, Y: mid}, {X: box.X1, Y: mid}}
		addDashes(pa, line, thick, fitDashes(box.W(), thick, f.Decoration.Style == style.DecorationDotted, false))
		p.filler.FillPath(p.surf, p.clip, pa, false, src)
	case style.DecorationWavy:
		p.wave(box, f.Line, src)
	default:
		p.fill(p.boxShape(&p.path, raster.RoundedRect{Rect: box}), src)
	}
}

// wave draws a wavy line that swings by its thickness and is 5.5 times as long
// from crest to crest, moved away from the text by the swing.
func (p *painter) wave(box raster.Rect, line style.DecorationLine, src raster.Source) {
	t := box.H()
	switch line {
	case style.Underline:
		box = box.Offset(0, 1.2*t)
	case style.Overline:
		box = box.Offset(0, -1.2*t)
	}
	half := math.Max(2.75*t, 2)
	n := math.Ceil(box.W() / half)
	if n > maxDashes {
		p.fill(p.boxShape(&p.path, raster.RoundedRect{Rect: box}), src)
		return
	}
	mid := (box.Y0 + box.Y1) / 2
	// The middle line as a polyline fine enough to be offset.
	steps := int(math.Max(6, math.Ceil(half*raster.MeanScale(p.m)/1.5)))
	var points []raster.Point
	for i := 0; i <= int(n)*steps; i++ {
		x := box.X0 + half*float64(i)/float64(steps)
		if x > box.X1 {
			break
		}
		points = append(points, raster.Point{X: x, Y: mid + t*math.Sin(float64(i)/float64(steps)*math.Pi)})
	}
	if len(points) < 2 {
		return
	}
	pa := &p.parts
	pa.Reset(p.m)
	addCurve(pa, points, t/2)
	p.filler.FillPath(p.surf, p.clip, pa, false, src)
}

// addCurve adds a smooth polyline as a band of half-width h.
func addCurve(pa *raster.Path, line []raster.Point, h float64) {
	side := make([]raster.Point, 0, 2*len(line))
	back := make([]raster.Point, 0, len(line))
	for i, q := range line {
		a, b := line[max(i-1, 0)], line[min(i+1, len(line)-1)]
		ux, uy := raster.Unit(b.X-a.X, b.Y-a.Y)
		side = append(side, raster.Point{X: q.X + uy*h, Y: q.Y - ux*h})
		back = append(back, raster.Point{X: q.X - uy*h, Y: q.Y + ux*h})
	}
	for i := len(back) - 1; i >= 0; i-- {
		side = append(side, back[i])
	}
	pa.MoveTo(side[0].X, side[0].Y)
	for _, q := range side[1:] {
		pa.LineTo(q.X, q.Y)
	}
	pa.Close()
}
