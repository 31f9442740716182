package paint

import (
	"image/color"
	"math"

	"github.com/fogleman/gg"

	"sharecard/render/style"
	"sharecard/render/text"
)

// decoration paints a line of text-decoration (CSS Text Decoration 3 §2) with
// its shadows.
func (p *painter) decoration(f *text.DecorationBox, x, y float64) {
	box := xywh(x+f.Rect.X, y+f.Rect.Y, f.Rect.W, f.Rect.H)
	ink := box.grow(4*box.h() + 2)
	for i := len(f.Shadow) - 1; i >= 0; i-- {
		sh := f.Shadow[i]
		p.shadowed(sh, ink, func() { p.stroke(f, box, sh.Color) })
	}
	if p.reaches(ink) {
		p.stroke(f, box, f.Decoration.Color)
	}
}

// stroke draws the line whose stroke is box.
func (p *painter) stroke(f *text.DecorationBox, box rect, c color.NRGBA) {
	if box.empty() || c.A == 0 {
		return
	}
	src := solid(c)
	thick := box.h()
	switch f.Decoration.Style {
	case style.DecorationDouble:
		// The second line stands away from the text, with a px between; a pair
		// through the text has its middle where a single line would be.
		away := math.Floor(thick + 1)
		switch f.Line {
		case style.Overline:
			away = -away
		case style.LineThrough:
			box = box.offset(0, -away/2)
		}
		p.fill(p.boxShape(&p.path, rounded{rect: box}), src)
		p.fill(p.boxShape(&p.path, rounded{rect: box.offset(0, away)}), src)
	case style.DecorationDotted, style.DecorationDashed:
		pa := &p.parts
		pa.reset(p.m)
		mid := (box.y0 + box.y1) / 2
		line := []gg.Point{{X: box.x0, Y: mid}, {X: box.x1, Y: mid}}
		marks(pa, line, thick, rhythm(box.w(), thick, f.Decoration.Style == style.DecorationDotted, false))
		p.fillPath(pa, false, src, p.clip.rect)
	case style.DecorationWavy:
		p.wave(box, f.Line, src)
	default:
		p.fill(p.boxShape(&p.path, rounded{rect: box}), src)
	}
}

// wave draws a wavy line that swings by its thickness and is 5.5 times as long
// from crest to crest, moved away from the text by the swing.
func (p *painter) wave(box rect, line style.DecorationLine, src source) {
	t := box.h()
	switch line {
	case style.Underline:
		box = box.offset(0, 1.2*t)
	case style.Overline:
		box = box.offset(0, -1.2*t)
	}
	half := math.Max(2.75*t, 2)
	n := math.Ceil(box.w() / half)
	if n > maxDashes {
		p.fill(p.boxShape(&p.path, rounded{rect: box}), src)
		return
	}
	mid := (box.y0 + box.y1) / 2
	// The middle line as a polyline fine enough to be offset.
	steps := int(math.Max(6, math.Ceil(half*uniform(p.m)/1.5)))
	var points []gg.Point
	for i := 0; i <= int(n)*steps; i++ {
		x := box.x0 + half*float64(i)/float64(steps)
		if x > box.x1 {
			break
		}
		points = append(points, gg.Point{X: x, Y: mid + t*math.Sin(float64(i)/float64(steps)*math.Pi)})
	}
	if len(points) < 2 {
		return
	}
	pa := &p.parts
	pa.reset(p.m)
	curve(pa, points, t/2)
	p.fillPath(pa, false, src, p.clip.rect)
}

// curve adds a smooth polyline as a band of half-width h.
func curve(pa *path, line []gg.Point, h float64) {
	side := make([]gg.Point, 0, 2*len(line))
	back := make([]gg.Point, 0, len(line))
	for i, q := range line {
		a, b := line[max(i-1, 0)], line[min(i+1, len(line)-1)]
		ux, uy := unit(b.X-a.X, b.Y-a.Y)
		side = append(side, gg.Point{X: q.X + uy*h, Y: q.Y - ux*h})
		back = append(back, gg.Point{X: q.X - uy*h, Y: q.Y + ux*h})
	}
	for i := len(back) - 1; i >= 0; i-- {
		side = append(side, back[i])
	}
	pa.moveTo(side[0].X, side[0].Y)
	for _, q := range side[1:] {
		pa.lineTo(q.X, q.Y)
	}
	pa.close()
}
