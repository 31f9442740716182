package svg

import (
	"math"

	"golang.org/x/net/html"

	"sharecard/render/css"
	"sharecard/render/raster"
)

// clip builds the region of a clipPath element for what target draws (CSS
// Masking 1 §5): the union of its shapes, in the space of the element that it
// clips. It is nil, which clips nothing, for a broken reference.
func (b *builder) clip(n *html.Node, address string, target *node, vp viewport) *clipShape {
	el := b.referTo(n, "clip-path", address, "clipPath")
	if el == nil {
		return nil
	}
	defer b.leave()
	s := b.inherited(el)
	s, o := b.styleOf(el, &s)
	clip := &clipShape{matrix: b.matrix(el, &o)}
	if attr(el, "clipPathUnits") == "objectBoundingBox" {
		bounds := target.inner()
		if !bounds.hasArea() {
			return clip // everything is clipped
		}
		clip.matrix = clip.matrix.Multiply(bounds.unit())
		vp = viewport{1, 1}
	}
	for c := range elements(el) {
		b.clipChild(clip, c, &s, raster.Identity(), vp)
	}
	if o.clipPath != "" {
		if outer := b.clip(el, o.clipPath, target, vp); outer != nil {
			clip.clips = append(clip.clips, outer)
		}
	}
	return clip
}

// clipChild adds a shape, or the shape that a use draws, to a clip; nothing
// else is allowed in one.
func (b *builder) clipChild(clip *clipShape, n *html.Node, parent *style, outer raster.Matrix, vp viewport) {
	if b.visited++; b.visited > maxDrawn {
		b.stop(n, "elements than can be drawn")
		return
	}
	s, o := b.styleOf(n, parent)
	if o.none || s.hidden {
		return
	}
	m := b.matrix(n, &o).Multiply(outer)
	switch n.Data {
	case "use":
		target := b.refer(n, href(n))
		if target == nil {
			return
		}
		if target.Data != "use" {
			place := raster.Translate(b.length(n, "x", vp.w), b.length(n, "y", vp.h))
			b.clipChild(clip, target, &s, place.Multiply(m), vp)
		}
		b.leave()
	case "path", "rect", "circle", "ellipse", "line", "polyline", "polygon":
		part := clipPart{matrix: m, path: b.outline(n, vp), evenOdd: s.clipEvenOdd}
		if part.path.Empty() {
			return
		}
		if o.clipPath != "" {
			whole := &node{opacity: 1, matrix: raster.Identity(), shape: &shape{path: part.path}}
			if own := b.clip(n, o.clipPath, whole, vp); own != nil {
				part.clips = append(part.clips, own)
			}
		}
		clip.parts = append(clip.parts, part)
	case "text":
		outer := b.current
		b.current = &s
		set := b.setText(n, &s, &o, vp)
		var clips []*clipShape
		if o.clipPath != "" {
			if own := b.clip(n, o.clipPath, &node{cells: &set.cells}, vp); own != nil {
				clips = append(clips, own)
			}
		}
		for _, part := range set.parts {
			clip.parts = append(clip.parts, clipPart{matrix: m, path: part.path, clips: clips})
		}
		b.current = outer
	default:
		if !silent[n.Data] {
			b.tell(n, css.Error, "<%s> is not supported in a clipPath", n.Data)
		}
	}
}

// inner is the bounding box of what a node draws, in its own user space.
func (n *node) inner() box {
	if n.cells != nil {
		return *n.cells
	}
	if n.shape != nil {
		return n.shape.path.bounds(raster.Identity())
	}
	all := noBox
	n.gather(raster.Identity(), &all)
	return all
}

func (n *node) gather(m raster.Matrix, all *box) {
	if n.cells != nil {
		all.corners(*n.cells, m)
		return
	}
	if n.shape != nil {
		if b := n.shape.path.bounds(m); !math.IsInf(b.x0, 0) {
			all.join(b)
		}
	}
	for _, k := range n.children {
		k.gather(k.matrix.Multiply(m), all)
	}
}
