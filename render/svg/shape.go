package svg

import (
	"fmt"
	"math"

	"golang.org/x/net/html"

	"sharecard/render/css"
	"sharecard/render/pathdata"
	"sharecard/render/raster"
)

// shape builds a basic shape or a path; nil if it is invisible.
func (b *builder) shape(n *html.Node, s *style, vp viewport) *shape {
	p := b.outline(n, vp)
	if p.Empty() || s.hidden {
		return nil
	}
	sh := &shape{path: p, evenOdd: s.evenOdd, crisp: s.crisp, under: s.strokeUnder}
	tight := noBox
	bounds := func() box {
		if tight == noBox {
			tight = p.bounds(raster.Identity())
		}
		return tight
	}
	sh.fill = b.ink(n, s.fill, s, s.fillOpacity, vp, bounds)
	sh.pen = b.pen(s, vp)
	if sh.pen.Width > 0 {
		sh.stroke = b.ink(n, s.stroke, s, s.strokeOpacity, vp, bounds)
	}
	if !sh.fill.on && !sh.stroke.on {
		return nil
	}
	return sh
}

// outline is the geometry of a shape (SVG 2 §10).
func (b *builder) outline(n *html.Node, vp viewport) path {
	var p path
	x := func(name string) float64 { return b.length(n, name, vp.w) }
	y := func(name string) float64 { return b.length(n, name, vp.h) }
	switch n.Data {
	case "path":
		var err error
		p.Path, err = pathdata.Parse(attr(n, "d"), maxSegments-b.segments)
		switch err {
		case pathdata.ErrSegments:
			b.stop(n, fmt.Sprintf("%d path segments", maxSegments))
		case pathdata.ErrSyntax:
			b.tell(n, css.Error, "path data is not understood after %d segments: %q", len(p.Ops), short(attr(n, "d")))
		}
	case "rect":
		w, h := x("width"), y("height")
		rx, ry := b.radii(n, vp)
		if w > 0 && h > 0 {
			p.Rect(x("x"), y("y"), w, h, math.Min(rx, w/2), math.Min(ry, h/2))
		}
	case "circle":
		if r := b.length(n, "r", vp.diagonal()); r > 0 {
			p.Ellipse(x("cx"), y("cy"), r, r)
		}
	case "ellipse":
		if rx, ry := b.radii(n, vp); rx > 0 && ry > 0 {
			p.Ellipse(x("cx"), y("cy"), rx, ry)
		}
	case "line":
		p.Move(x("x1"), y("y1"))
		p.Line(x("x2"), y("y2"))
	case "polyline", "polygon":
		p = b.points(n)
	}
	b.segments += len(p.Ops)
	return p
}

// radii are rx and ry; auto takes the other's value.
func (b *builder) radii(n *html.Node, vp viewport) (rx, ry float64) {
	given := func(name string) bool { v := attr(n, name); return v != "" && v != "auto" }
	if given("rx") {
		rx = math.Max(b.length(n, "rx", vp.w), 0)
		ry = rx
	}
	if given("ry") {
		ry = math.Max(b.length(n, "ry", vp.h), 0)
		if !given("rx") {
			rx = ry
		}
	}
	return rx, ry
}

// points reads the corners of a polyline or polygon; an odd coordinate at the
// end is a fault, and what stands before it is drawn.
func (b *builder) points(n *html.Node) path {
	var p path
	v, ok := numbers(attr(n, "points"), 2*(maxSegments-b.segments))
	if !ok || len(v)%2 == 1 {
		b.tell(n, css.Error, "points of <%s> are not pairs of numbers: %q", n.Data, short(attr(n, "points")))
	}
	for i := 0; i+1 < len(v); i += 2 {
		if i == 0 {
			p.Move(v[0], v[1])
		} else {
			p.Line(v[i], v[i+1])
		}
	}
	if n.Data == "polygon" && !p.Empty() {
		p.Close()
	}
	return p
}

func (b *builder) pen(s *style, vp viewport) raster.Pen {
	d := vp.diagonal()
	p := raster.Pen{
		Width: b.px(s.width, d), Cap: s.cap, Join: s.join,
		MiterLimit: s.miterLimit, DashOffset: b.px(s.dashOffset, d),
	}
	for _, l := range s.dashes {
		p.Dashes = append(p.Dashes, b.px(l, d))
	}
	return p
}

// ink resolves a paint; bounds computes the bounding box of the shape.
func (b *builder) ink(n *html.Node, p paint, s *style, alpha float64, vp viewport, bounds func() box) ink {
	i := ink{on: alpha > 0, alpha: alpha, colour: p.colour}
	if i.colour.current {
		i.colour = s.color
	}
	switch p.kind {
	case paintNone:
		return ink{}
	case paintColour:
		return i
	}
	target, shown := b.doc.target(p.address)
	if target == nil || !shown || server(target) == "" {
		if !p.fallback {
			b.tell(n, css.Error, "paint %q is not a gradient or pattern of the %s", short(p.address), b.doc.place())
		}
		i.on = i.on && p.fallback
		return i
	}
	if target.Data == "pattern" {
		i.pattern = b.pattern(n, p.address, vp, bounds())
		i.on = i.on && (i.pattern != nil || p.fallback)
		return i
	}
	g := b.gradient(target, vp)
	switch {
	case len(g.stops) == 0:
		return ink{}
	case g.units == boxUnits:
		if i.box = bounds(); !i.box.hasArea() {
			i.on = i.on && p.fallback
			return i
		}
	}
	i.gradient = g
	return i
}
