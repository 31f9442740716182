package paint

import (
	"image"
	"image/color"
	"math"
	"slices"

	"sharecard/render/filter"
	"sharecard/render/layout"
	"sharecard/render/raster"
	"sharecard/render/style"
	"sharecard/render/text"
)

// References draws what url(#id) names: clipPath, mask and filter elements of the svg elements of a page. They are for a box
// of w×h px at the origin of their user space, which m maps to the pixels of rect. The work is taken off the filler. An error
// tells that something was left out.
type References interface {
	// Filter returns nil where there is no such element. The bounds are of all that flows over the box.
	Filter(address string, w, h float64, bounds raster.Rect) *filter.Graph
	// Clip returns the coverage, nil where there is no such element.
	Clip(f *raster.Filler, address string, w, h float64, rect image.Rectangle, m raster.Matrix) (*image.Alpha, error)
	// Mask returns what is drawn, the coverage of the region outside of which all is masked, and whether its alpha counts
	// rather than its luminance. All are nil where there is no such element.
	Mask(f *raster.Filler, address string, w, h float64, rect image.Rectangle, m raster.Matrix, text color.NRGBA) (
		content *image.RGBA, region *image.Alpha, alpha bool, err error)
}

// clipTo narrows the clip to a clip-path of a box, of which area is what a basic shape refers to.
func (p *painter) clipTo(c *style.ClipPath, box raster.Rect, area raster.RoundedRect) {
	if c.Shape != style.ClipReference {
		clipPath(&p.path, p.m, c, area)
		p.clip = p.filler.Clip(p.clip, raster.Shape{Path: &p.path, EvenOdd: c.EvenOdd})
		return
	}
	r := p.clip.Rect
	if p.opts.References == nil || r.Empty() || !p.filler.Spend(4*r.Dx()*r.Dy()) {
		return
	}
	m := raster.Translate(box.X0, box.Y0).Multiply(p.m)
	cover, err := p.opts.References.Clip(&p.filler, c.Element, box.W(), box.H(), r, m)
	p.simplified = p.simplified || err != nil
	if cover != nil {
		p.clip = p.clip.Masked(cover)
	}
}

// referredMask paints a mask element for a box with these areas on img, and returns whether its luminance counts.
func (p *painter) referredMask(img *image.RGBA, l *style.Layer, s *style.Style, a areas) (luminance bool) {
	if p.opts.References == nil {
		return false
	}
	box, r := a.border.Rect, img.Rect
	m := raster.Translate(box.X0, box.Y0).Multiply(p.m)
	content, region, alpha, err := p.opts.References.Mask(&p.filler, style.ElementOf(l.Image), box.W(), box.H(), r, m, s.Color)
	p.simplified = p.simplified || err != nil
	if content == nil {
		return false
	}
	for i, cover := range region.Pix {
		for k := 4 * i; k < 4*i+4; k++ {
			img.Pix[k] = raster.Mul(content.Pix[k], cover)
		}
	}
	return l.MaskMode == style.MaskLuminance || l.MaskMode == style.MaskMatchSource && !alpha
}

// refers reports whether filter elements are among filters.
func refers(filters []style.Filter) bool {
	return slices.ContainsFunc(filters, func(f style.Filter) bool { return f.Kind == style.FilterReference })
}

// maxFilterReach bounds how far outside of what is visible a filter element takes something from, device px.
const maxFilterReach = 512

// filterArea is what filter elements are for: a box, and all that it shows.
type filterArea struct {
	box    *layout.Box // nil for an inline box
	bounds raster.Rect
	own    raster.Rect // the border box, at whose corner the user space has its origin
}

// filterArea returns that of a box. Browsers take the box with all that flows over it.
func (p *painter) filterArea(b *layout.Box, x, y float64) filterArea {
	if !refers(b.Style.Filter) && !refers(b.Style.BackdropFilter) {
		return filterArea{}
	}
	a, known := p.areas[b]
	if !known {
		if p.areas == nil {
			p.areas = map[*layout.Box]filterArea{}
		}
		a = filterArea{b, p.overflowing(b, x, y), raster.XYWH(x, y, b.W, b.H)}
		p.areas[b] = a
	}
	return a
}

// overflowing is the border box of b with its shadows and all that flows over it.
func (p *painter) overflowing(b *layout.Box, x, y float64) raster.Rect {
	s := b.Style
	own := raster.XYWH(x, y, b.W, b.H)
	if !b.Anonymous {
		own = own.Grow(outlineReach(s)).Union(borderImageArea(s, boxAreas(b, x, y)))
		for _, sh := range s.BoxShadow {
			if !sh.Inset {
				own = own.Union(raster.XYWH(x+sh.X, y+sh.Y, b.W, b.H).Grow(sh.Spread + math.Ceil(1.5*sh.Blur)))
			}
		}
	}
	if !b.Anonymous && s.OverflowX != style.OverflowVisible && s.OverflowY != style.OverflowVisible {
		return own
	}
	if b.Inline != nil {
		for _, f := range b.Inline.Fragments {
			q := f.Bounds()
			r := raster.XYWH(q.X, q.Y, q.W, q.H)
			if run, ok := f.(*text.GlyphRun); ok {
				for _, sh := range run.Style.TextShadow {
					r = r.Union(raster.XYWH(q.X+sh.X, q.Y+sh.Y, q.W, q.H).Grow(math.Ceil(1.5 * sh.Blur)))
				}
			}
			own = own.Union(raster.MapRect(linesMatrix(b, x, y), r))
		}
	}
	for _, kids := range [2][]*layout.Box{b.Children, b.Atoms} {
		for _, k := range kids {
			r := p.overflowing(k, x+k.X, y+k.Y)
			if len(k.Style.Transform) > 0 && !k.Anonymous {
				r = p.projection(k, x+k.X, y+k.Y).bounds(r)
			}
			for _, f := range k.Style.Filter {
				if f.Kind == style.FilterDropShadow {
					r = r.Union(r.Offset(f.Shadow.X, f.Shadow.Y).Grow(3 * f.Shadow.Blur))
				}
			}
			own = own.Union(r)
		}
	}
	return own
}

// graphKey names a filter element for a box.
type graphKey struct {
	box     *layout.Box
	address string
}

// graphWork is what reading a filter element counts, in pixels that gg fills.
const graphWork = 20_000

// graph is a filter element for an area, and the matrix of its user space; nil where there is none.
func (p *painter) graph(f style.Filter, a filterArea) (*filter.Graph, raster.Matrix) {
	m := raster.Translate(a.own.X0, a.own.Y0).Multiply(p.m)
	key := graphKey{a.box, f.Element}
	if g, known := p.graphs[key]; known && a.box != nil {
		return g, m
	}
	if p.opts.References == nil || !p.filler.Spend(graphWork) {
		return nil, m
	}
	if p.graphs == nil {
		p.graphs = map[graphKey]*filter.Graph{}
	}
	g := p.opts.References.Filter(f.Element, a.own.W(), a.own.H(), a.bounds.Offset(-a.own.X0, -a.own.Y0))
	p.graphs[key] = g
	return g, m
}

// filterRegion is a user rectangle that holds ink and what filter elements make of it.
func (p *painter) filterRegion(filters []style.Filter, a filterArea, ink raster.Rect) raster.Rect {
	for _, f := range filters {
		if f.Kind != style.FilterReference {
			continue
		}
		if g, _ := p.graph(f, a); g != nil && len(g.Steps) > 0 {
			ink = ink.Union(g.Region.Offset(a.own.X0, a.own.Y0))
		}
	}
	return ink
}
