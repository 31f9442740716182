package svg

import (
	"image/color"
	"math"

	"github.com/fogleman/gg"
	"golang.org/x/net/html"

	"sharecard/render/css"
)

// gradient is a gradient element with all that it inherits from others (SVG 2
// §14.2), its lengths resolved.
type gradient struct {
	radial bool
	units  units
	matrix gg.Matrix // gradientTransform
	spread spread
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

type spread uint8

const (
	spreadPad spread = iota
	spreadReflect
	spreadRepeat
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
	g := &gradient{radial: n.Data == "radialGradient", matrix: gg.Identity()}
	if v, _ := find("gradientUnits"); v == "userSpaceOnUse" {
		g.units = userUnits
	}
	if v, at := find("gradientTransform"); v != "" {
		m, ok := parseTransform(v)
		if !ok {
			b.tell(at, css.Error, "gradientTransform %q is not understood", short(v))
			m = gg.Identity()
		}
		g.matrix = m
	}
	switch v, _ := find("spreadMethod"); v {
	case "reflect":
		g.spread = spreadReflect
	case "repeat":
		g.spread = spreadRepeat
	}
	if g.units == boxUnits {
		vp = viewport{1, 1}
	}
	coordinate := func(name string, whole float64, initial length) float64 {
		v, at := find(name)
		if v == "" {
			return initial.px(whole)
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

// templates is n and the gradients that it inherits from, by their references.
func (b *builder) templates(n *html.Node) []*html.Node {
	chain := []*html.Node{n}
	for len(chain) <= maxDepth {
		last := chain[len(chain)-1]
		address := href(last)
		if address == "" {
			return chain
		}
		next := b.doc.target(address)
		if next == nil || next.Data != "linearGradient" && next.Data != "radialGradient" {
			b.tell(last, css.Warning, "<%s> refers to %q, which is not a gradient of the picture", last.Data, short(address))
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

// shade is a gradient placed on the device: a pattern of gg.
type shade struct {
	*gradient
	inverse gg.Matrix // from device px to gradient space
	colours []color.NRGBA
	alpha   float64

	dx, dy, dr, a float64    // radial: end less start circle, and dx²+dy²−dr²
	c             color.RGBA // that was returned last: gg is done with it before it asks again
}

// newShade places a gradient; m leads from user space to the device. It returns
// false where the whole is one colour, the last stop's.
func newShade(i *ink, m gg.Matrix, text color.NRGBA, alpha float64) (*shade, bool) {
	g := i.gradient
	full := g.matrix
	if g.units == boxUnits {
		full = full.Multiply(i.box.unit())
	}
	inverse, ok := invert(full.Multiply(m))
	if !ok || len(g.stops) < 2 {
		return nil, false
	}
	if g.radial && g.r <= 0 || !g.radial && g.x1 == g.x2 && g.y1 == g.y2 {
		return nil, false
	}
	s := &shade{gradient: g, inverse: inverse, alpha: alpha, dx: g.cx - g.fx, dy: g.cy - g.fy, dr: g.r - g.fr}
	s.a = s.dx*s.dx + s.dy*s.dy - s.dr*s.dr
	for _, st := range g.stops {
		c := st.colour.in(text)
		s.colours = append(s.colours, c)
	}
	return s, true
}

// ColorAt implements [gg.Pattern]; colours are mixed without premultiplying
// (SVG 2 §14.2.4).
func (s *shade) ColorAt(x, y int) color.Color {
	u, v := s.inverse.TransformPoint(float64(x)+0.5, float64(y)+0.5)
	t, ok := s.position(u, v)
	if !ok {
		s.c = color.RGBA{}
		return &s.c
	}
	s.c = s.mix(t)
	return &s.c
}

// position is where a point lies between the stops, and false where a cone does
// not reach.
func (s *shade) position(x, y float64) (float64, bool) {
	if !s.radial {
		dx, dy := s.x2-s.x1, s.y2-s.y1
		return ((x-s.x1)*dx + (y-s.y1)*dy) / (dx*dx + dy*dy), true
	}
	// The larger t whose circle passes through the point and has a radius:
	// |p − t·d| = fr + t·dr.
	px, py := x-s.fx, y-s.fy
	b := px*s.dx + py*s.dy + s.fr*s.dr
	c := px*px + py*py - s.fr*s.fr
	if math.Abs(s.a) < 1e-12 {
		if b == 0 {
			return 0, false
		}
		t := c / (2 * b)
		return t, s.fr+t*s.dr >= 0
	}
	disc := b*b - s.a*c
	if disc < 0 {
		return 0, false
	}
	root := math.Sqrt(disc)
	t1, t2 := (b+root)/s.a, (b-root)/s.a
	if t1 < t2 {
		t1, t2 = t2, t1
	}
	if s.fr+t1*s.dr >= 0 {
		return t1, true
	}
	return t2, s.fr+t2*s.dr >= 0
}

// mix is the premultiplied colour at t.
func (s *shade) mix(t float64) color.RGBA {
	switch s.spread {
	case spreadRepeat:
		t -= math.Floor(t)
	case spreadReflect:
		t = math.Abs(t - 2*math.Floor(t/2+0.5))
	}
	n := len(s.stops)
	i := 0 // the first stop beyond t
	for lo, hi := 0, n; ; {
		if lo == hi {
			i = lo
			break
		}
		if mid := (lo + hi) / 2; s.stops[mid].at > t {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	switch {
	case i == 0:
		return s.premultiplied(0, 0, 0)
	case i == n:
		return s.premultiplied(n-1, n-1, 0)
	}
	a, b := s.stops[i-1].at, s.stops[i].at
	return s.premultiplied(i-1, i, (t-a)/(b-a))
}

// premultiplied mixes stop j into stop i by k.
func (s *shade) premultiplied(i, j int, k float64) color.RGBA {
	a, b := s.colours[i], s.colours[j]
	mix := func(x, y float64) float64 { return x + (y-x)*k }
	alpha := mix(float64(a.A)*s.stops[i].alpha, float64(b.A)*s.stops[j].alpha) / 255 * s.alpha
	channel := func(x, y uint8) uint8 { return uint8(mix(float64(x), float64(y))*alpha + 0.5) }
	return color.RGBA{R: channel(a.R, b.R), G: channel(a.G, b.G), B: channel(a.B, b.B), A: uint8(alpha*255 + 0.5)}
}

// last is the colour of the last stop.
func (g *gradient) last(text color.NRGBA) (color.NRGBA, float64) {
	s := g.stops[len(g.stops)-1]
	return s.colour.in(text), s.alpha
}
