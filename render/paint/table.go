package paint

import (
	"sharecard/render/layout"
	"sharecard/render/raster"
	"sharecard/render/style"
)

// ownsNoDecoration reports whether a box has neither background nor border of its own:
// rows, columns and their groups show theirs in the cells (CSS 2.2 §17.5.1).
func ownsNoDecoration(s *style.Style) bool {
	return s.IsTablePart() && s.Display != style.TableCell && s.Display != style.TableCaption
}

// sharesBorders reports whether the borders of a box are painted by the table.
func sharesBorders(s *style.Style) bool {
	return s.CollapseBorders && (s.IsTable() || s.Display == style.TableCell)
}

// hidesEmpty reports whether a cell without content shows neither background nor border
// (CSS 2.2 §17.6.1.1).
func hidesEmpty(b *layout.Box) bool {
	s := b.Style
	return s.Display == style.TableCell && s.HideEmpty && !s.CollapseBorders && len(b.Children) == 0 &&
		(b.Inline == nil || len(b.Inline.Lines) == 0)
}

// behindCell paints the backgrounds of the row, the column and the groups of a cell,
// inside the cell. x and y are the place of the cell.
func (p *painter) behindCell(b *layout.Box, x, y float64) {
	cell := raster.RoundedRect{Rect: raster.XYWH(x, y, b.W, b.H)}
	for _, k := range b.Behind {
		if !k.Style.Visible {
			continue
		}
		at := raster.RoundedRect{Rect: raster.XYWH(x+k.Exact.X-b.Exact.X, y+k.Exact.Y-b.Exact.Y, k.Exact.W, k.Exact.H)}
		color := func() {
			p.fill(p.boxShape(&p.path, cell), raster.Solid(k.Style.BackgroundColor))
		}
		p.backgroundLayers(k.Style, cell.Rect, color, func(l *style.Layer) { p.layer(l, cell, at.Rect, k.Style) })
	}
}

// tableLines paints the borders that cells share. A line may be any side of a box whose
// other sides have no width.
func (p *painter) tableLines(b *layout.Box, x, y float64) {
	if b.Table == nil || !b.Style.Visible {
		return
	}
	for _, l := range b.Table.Lines {
		side := style.Top
		r := raster.XYWH(x+l.X, y+l.Y, l.W, l.H)
		inner := r
		if l.Vertical {
			side = style.Left
			inner.X0 = inner.X1
		} else {
			inner.Y0 = inner.Y1
		}
		var s style.Style
		s.Border[side] = l.Border
		switch l.Border.Style { // CSS 2.2 §17.6.2
		case style.BorderInset:
			s.Border[side].Style = style.BorderRidge
		case style.BorderOutset:
			s.Border[side].Style = style.BorderGroove
		}
		p.border(&s, areas{border: raster.RoundedRect{Rect: r}, padding: raster.RoundedRect{Rect: inner}})
	}
}
