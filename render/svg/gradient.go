package svg

import (
	"image/color"
	"math"

	"golang.org/x/net/html"

	"sharecard/render/css"
	"sharecard/render/raster"
)

// gradient is a gradient element with all that it inherits from others (SVG 2
// §14.2), its lengths resolved.
type gradient struct {
	radial bool
	units  units
	matrix raster.Matrix // gradientTransform
	spread raster.Spread
	stops  []stop

	x1, y1, x2, y2 float64 // linear
	cx, cy, r      float64 // radial: the end circle
	fx, fy, fr     float64 // and the start circle
}

type units uint8

const (
	boxUnits  units = iota // fractions of the shape's bounding box
	userUnits              // user space
)

type stop struct {
	at     float64
	colour colour
	alpha  float64
}

// gradientKey names a gradient resolved against a viewport.
type gradientKey struct {
	n  *html.Node
	vp viewport
}

// gradient resolves a gradient element, once for each viewport.
func (b *builder) gradient(n *html.Node, vp viewport) *gradient {
	key := gradientKey{n, vp}
	if g := b.gradients[key]; g != nil {
		return g
	}
	chain := b.templates(n)
	find := func(name string) (string, *html.Node) {
		for _, t := range chain {
			if v := attr(t, name); v != "" {
				return v, t
			}
		}
		return "", n
	}
	g := &gradient{radial: n.Data == "radialGradient", matrix: raster.Identity()}
	if v, _ := find("gradientUnits"); v == "userSpaceOnUse" {
		g.units = userUnits
	}
	if v, at := find("gradientTransform"); v != "" {
		m, ok := parseTransform(v)
		if !ok {
			b.tell(at, css.Error, "gradientTransform %q is not understood", short(v))
			m = raster.Identity()
		}
		g.matrix = m
	}
	switch v, _ := find("spreadMethod"); v {
	case "reflect":
		g.spread = raster.Reflect
	case "repeat":
		g.spread = raster.Repeat
	}
	if g.units == boxUnits {
		vp = viewport{1, 1}
	}
	coordinate := func(name string, whole float64, initial length) float64 {
		v, at := find(name)
		if v == "" {
			return b.px(initial, whole)
		}
		return b.length(at, name, whole)
	}
	none, half, all := length{0, '%'}, length{50, '%'}, length{100, '%'}
	if g.radial {
		g.cx, g.cy = coordinate("cx", vp.w, half), coordinate("cy", vp.h, half)
		g.r, g.fr = coordinate("r", vp.diagonal(), half), coordinate("fr", vp.diagonal(), none)
		g.fx, g.fy = coordinate("fx", vp.w, length{n: g.cx}), coordinate("fy", vp.h, length{n: g.cy})
	} else {
		g.x1, g.y1 = coordinate("x1", vp.w, none), coordinate("y1", vp.h, none)
		g.x2, g.y2 = coordinate("x2", vp.w, all), coordinate("y2", vp.h, none)
	}
	for _, t := range chain {
		if g.stops = b.stopsOf(t); len(g.stops) > 0 {
			break
		}
	}
	b.gradients[key] = g
	return g
}

// server is the kind of a paint server; "" for other elements.
func server(n *html.Node) string {
	switch n.Data {
	case "linearGradient", "radialGradient":
		return "gradient"
	case "pattern":
		return "pattern"
	}
	return ""
}

// templates is n and the gradients or patterns that it inherits from, by their references.
func (b *builder) templates(n *html.Node) []*html.Node {
	chain := []*html.Node{n}
	for len(chain) <= maxDepth {
		last := chain[len(chain)-1]
		address := href(last)
		if address == "" {
			return chain
		}
		next, _ := b.doc.target(address)
		if next == nil || server(next) != server(n) {
			b.tell(last, css.Error, "<%s> refers to %q, which is not a %s of the picture", last.Data, short(address), server(n))
			return chain
		}
		for _, t := range chain {
			if t == next {
				b.tell(last, css.Error, "<%s> refers to %q, which refers to it", last.Data, short(address))
				return chain
			}
		}
		chain = append(chain, next)
	}
	return chain
}

// stopsOf are the stops inside n, their offsets in order.
func (b *builder) stopsOf(n *html.Node) []stop {
	var stops []stop
	var parent style
	last := 0.0
	for c := range elements(n) {
		if c.Data != "stop" {
			continue
		}
		if b.stops++; b.stops > maxStops {
			b.tell(c, css.Error, "more than %d gradient stops", maxStops)
			return stops
		}
		if stops == nil {
			parent = b.inherited(n)
		}
		s, o := b.styleOf(c, &parent)
		st := stop{colour: o.stopColor, alpha: o.stopOpacity}
		if st.colour.current {
			st.colour = s.color
		}
		if text := attr(c, "offset"); text != "" {
			if !setOpacity(&st.at, text) {
				b.tell(c, css.Error, "offset=%q of <stop> is not a number or a percentage", short(text))
			}
		}
		st.at = math.Max(st.at, last)
		last = st.at
		stops = append(stops, st)
	}
	return stops
}

// shader places a gradient on the device; m maps user space to that, text is currentcolor. It is nil if all of the shape
// has the colour of the last stop.
func (i *ink) shader(m raster.Matrix, text color.NRGBA, opacity float64) raster.Shader {
	g := i.gradient
	full := g.matrix
	if g.units == boxUnits {
		full = full.Multiply(i.box.unit())
	}
	inverse, ok := raster.Invert(full.Multiply(m))
	if !ok || len(g.stops) < 2 {
		return nil
	}
	if g.radial && g.r <= 0 || !g.radial && g.x1 == g.x2 && g.y1 == g.y2 {
		return nil
	}
	line := raster.NewColorLine(g.line(text), raster.Straight, g.spread, opacity)
	if g.radial {
		start := raster.Circle{Center: raster.Point{X: g.fx, Y: g.fy}, R: g.fr}
		return raster.NewRadial(line, start, raster.Circle{Center: raster.Point{X: g.cx, Y: g.cy}, R: g.r}, inverse)
	}
	return raster.NewLinear(line, raster.Point{X: g.x1, Y: g.y1}, raster.Point{X: g.x2, Y: g.y2}, inverse)
}

// line returns the stops, of which there must be one, with further ones at 0 and at 1. SVG repeats what lies between these
// positions, whereas [raster.ColorLine] repeats what lies between the first and the last stop, as CSS does.
func (g *gradient) line(text color.NRGBA) []raster.Stop {
	var line []raster.Stop
	add := func(at float64, s stop) {
		line = append(line, raster.Stop{At: at, Color: s.colour.in(text), Opacity: s.alpha})
	}
	if first := g.stops[0]; first.at > 0 {
		add(0, first)
	}
	for _, s := range g.stops {
		add(s.at, s)
	}
	if last := g.stops[len(g.stops)-1]; last.at < 1 {
		add(1, last)
	}
	return line
}

// last is the colour of the last stop.
func (g *gradient) last(text color.NRGBA) (color.NRGBA, float64) {
	s := g.stops[len(g.stops)-1]
	return s.colour.in(text), s.alpha
}
