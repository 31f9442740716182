package paint

import (
	"sharecard/render/layout"
	"sharecard/render/raster"
	"sharecard/render/style"
	"sharecard/render/text"
)

// inkBounds is a user rectangle that holds all that a box and those in it paint.
func (p *painter) inkBounds(b *layout.Box, x, y float64) raster.Rect {
	s := b.Style
	own := borderBox(b, x, y)
	box := own
	if !b.Anonymous {
		own = own.Grow(outlineReach(s)).Union(borderImageArea(s, boxAreas(b, x, y)))
		for _, sh := range s.BoxShadow {
			if !sh.Inset {
				own = own.Union(box.Offset(sh.X, sh.Y).Grow(sh.Spread + 1.5*sh.Blur + 1))
			}
		}
	}
	if b.Inline != nil {
		for _, f := range b.Inline.Fragments {
			own = own.Union(lineInk(b, f, x, y))
		}
	}
	for _, kids := range [2][]*layout.Box{b.Children, b.Atoms} {
		for _, k := range kids {
			kx, ky := x+k.X, y+k.Y
			r := p.inkBounds(k, kx, ky)
			if len(k.Style.Transform) > 0 && !k.Anonymous {
				r = p.projection(k, kx, ky).bounds(r)
			}
			if preserves(k.Style) && len(p.planes) > 0 {
				r = spaceInk(r)
			}
			own = own.Union(p.filteredInk(k, kx, ky, r))
		}
	}
	return own
}

// filteredInk is what the filters of a box make of the ink in it.
func (p *painter) filteredInk(b *layout.Box, x, y float64, ink raster.Rect) raster.Rect {
	for _, f := range b.Style.Filter {
		switch f.Kind {
		case style.FilterReference:
			ink = p.filterRegion([]style.Filter{f}, p.filterArea(b, x, y), ink)
		case style.FilterBlur:
			ink = ink.Grow(3*f.Amount + 2)
		case style.FilterDropShadow:
			ink = ink.Union(ink.Offset(f.Shadow.X, f.Shadow.Y).Grow(3*f.Shadow.Blur + 2))
		}
	}
	return ink
}

func fragmentInk(f layout.Fragment) raster.Rect {
	b := f.Bounds()
	r := raster.XYWH(b.X, b.Y, b.W, b.H)
	var shadows []style.Shadow
	switch f := f.(type) {
	case *text.GlyphRun:
		r, shadows = r.Grow(f.Size), f.Style.TextShadow
	case *text.SpanBox:
		shadows = f.Style.BoxShadow
	case *text.DecorationBox:
		r, shadows = r.Grow(4*r.H()+2), f.Shadow
	}
	out := r
	for _, sh := range shadows {
		out = out.Union(r.Offset(sh.X, sh.Y).Grow(sh.Spread + 1.5*sh.Blur + 1))
	}
	return out
}
