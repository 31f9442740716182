package paint

import (
	"sharecard/render/layout"
	"sharecard/render/raster"
	"sharecard/render/style"
)

// borderBox is the border box of a box at (x, y), of one that is broken over columns that of the part.
func borderBox(b *layout.Box, x, y float64) raster.Rect {
	if b.Part != nil {
		y += b.Part.From
	}
	return raster.XYWH(x, y, b.W, b.H)
}

// wholeBox is the border box of all parts of a box, where one of them is part: each shows a piece of it
// (box-decoration-break: slice, CSS Fragmentation 3 §5.4).
func wholeBox(b *layout.Box, part raster.Rect) raster.Rect {
	part.Y0 -= b.Part.Above
	part.Y1 = part.Y0 + b.Part.Total
	return part
}

// partly has draw paint what belongs to the part of a box that is broken over columns: nothing beyond an edge at which it
// is broken.
func (p *painter) partly(b *layout.Box, x, y float64, draw func()) {
	if b.Part == nil {
		draw()
		return
	}
	part := borderBox(b, x, y)
	seen := part.Grow(raster.MaxCoord)
	if !b.Part.First() {
		seen.Y0 = part.Y0
	}
	if !b.Part.Last(b.H) {
		seen.Y1 = part.Y1
	}
	old := p.pushClip(raster.RoundedRect{Rect: seen})
	draw()
	p.restoreClip(old)
}

// columnRules paints the lines between the columns of a box (CSS Multi-column 1 §5).
func (p *painter) columnRules(b *layout.Box, x, y float64) {
	rule := b.Style.Columns.Rule
	for _, r := range b.Rules {
		line := style.Style{}
		line.Border[style.Left] = rule
		border := raster.RoundedRect{Rect: raster.XYWH(x+r.X, y+r.Y, r.W, r.H)}
		p.border(&line, areas{border: border, padding: border.Inner(0, 0, 0, r.W)})
	}
}
