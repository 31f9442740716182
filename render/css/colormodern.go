package css

import (
	"strings"

	"github.com/tdewolff/parse/v2/css"

	"sharecard/render/colorspace"
)

// A colorModel is how a colour function writes the components of a space.
type colorModel struct {
	space    colorspace.Space
	channels [3]string
	hundred  [3]float64 // what 100% means
	unit     [3]float64 // what the number 1 means in the space
}

// The models by the name of their function or, for color(), of their space.
func modelOf(name string) (m colorModel, ok bool) {
	m.space, ok = colorspace.Names[name]
	m.hundred, m.unit = [3]float64{1, 1, 1}, [3]float64{1, 1, 1}
	m.channels = [3]string{"r", "g", "b"}
	switch name {
	case "rgb":
		m.hundred = [3]float64{255, 255, 255}
		m.unit = [3]float64{1.0 / 255, 1.0 / 255, 1.0 / 255}
		return m, true
	case "lab", "lch":
		m.hundred = [3]float64{100, 125, 125}
	case "oklab", "oklch":
		m.hundred = [3]float64{1, 0.4, 0.4}
	case "hsl", "hwb":
		m.hundred, m.unit = [3]float64{0, 100, 100}, [3]float64{1, 0.01, 0.01}
	}
	switch name {
	case "lab", "oklab":
		m.channels = [3]string{"l", "a", "b"}
	case "lch", "oklch":
		m.channels = [3]string{"l", "c", "h"}
		if name == "lch" {
			m.hundred[1] = 150
		}
	case "hsl":
		m.channels = [3]string{"h", "s", "l"}
	case "hwb":
		m.channels = [3]string{"h", "w", "b"}
	case "xyz", "xyz-d50", "xyz-d65":
		m.channels = [3]string{"x", "y", "z"}
	}
	return m, ok
}

// relative reports whether a colour function starts with an origin colour.
func (r *reader) relative() bool {
	return r.i+1 < len(r.toks) && r.toks[r.i+1].ident() == "from"
}

// modernColor reads lab(), lch(), oklab(), oklch() or color() (CSS Color 4 §9,
// §10), or any colour function with an origin (CSS Color 5 §4).
func (r *reader) modernColor(name string) (Color, bool) {
	var c colorspace.Color
	old := r.channels
	defer func() { r.channels = old }()
	if !r.call(func(r *reader) bool {
		var origin *colorspace.Color
		if r.word("from") {
			from, ok := r.color()
			if !ok {
				return false
			}
			exact := r.absolute(from)
			origin = &exact
		}
		space := name
		if name == "color" {
			space = r.peek().ident()
			r.advance()
		}
		m, ok := modelOf(space)
		if !ok || name == "color" && (space == "rgb" || !isRGBorXYZ(m.space)) {
			return false
		}
		r.channels = nil
		if origin != nil {
			r.channels = m.channelsOf(*origin)
		}
		c, ok = r.modernComponents(m)
		return ok
	}) {
		return Color{}, false
	}
	if c.Space == colorspace.HSL || c.Space == colorspace.HWB {
		c = c.In(colorspace.SRGB) // a relative colour of these is one of sRGB (CSS Color 5 §4.1)
	}
	return modernColor(c), true
}

// modernColor is an exact colour as a value.
func modernColor(c colorspace.Color) Color { return Color{RGBA: c.NRGBA(), Exact: &c, Modern: true} }

func isRGBorXYZ(s colorspace.Space) bool { return s <= colorspace.XYZD65 }

// channel is the component that a keyword of a relative colour stands for.
type channel struct {
	value float64
	none  bool
}

// channelsOf are the components of an origin colour, in the units of the model.
func (m colorModel) channelsOf(origin colorspace.Color) map[string]channel {
	c := origin.In(m.space)
	out := map[string]channel{"alpha": {c.Alpha, c.Missing[3]}}
	for i, name := range m.channels {
		out[name] = channel{c.C[i] / m.unit[i], c.Missing[i]}
	}
	return out
}

// modernComponents reads three components and the alpha after a slash. Without
// one, the alpha is that of the origin, or 1.
func (r *reader) modernComponents(m colorModel) (c colorspace.Color, ok bool) {
	c.Space, c.Alpha = m.space, 1
	hue := m.space.Hue()
	for i := range c.C {
		if i == hue && !r.startsChannel() {
			if deg, ok := r.angle(false); ok {
				c.C[i] = deg
				continue
			}
		}
		if i == hue && r.peek().kind == css.PercentageToken {
			return c, false
		}
		if c.C[i], c.Missing[i], ok = r.modernComponent(m.hundred[i]); !ok {
			return c, false
		}
		c.C[i] *= m.unit[i]
	}
	c.C = clampComponents(m.space, c.C)
	if ch, given := r.channels["alpha"]; given {
		c.Alpha, c.Missing[3] = ch.value, ch.none
	}
	if r.accept("/") {
		if c.Alpha, c.Missing[3], ok = r.modernComponent(1); !ok {
			return c, false
		}
	}
	c.Alpha = clamp01(c.Alpha)
	return c, true
}

// startsChannel reports whether a keyword of the origin colour comes next.
func (r *reader) startsChannel() bool {
	_, ok := r.channels[r.peek().ident()]
	return ok
}

// modernComponent reads none, a number, a percentage or a keyword of the origin
// colour.
func (r *reader) modernComponent(hundred float64) (v float64, none, ok bool) {
	t := r.peek()
	if r.word("none") {
		return 0, true, true
	}
	if ch, ok := r.channels[t.ident()]; ok {
		r.advance()
		return ch.value, ch.none, true
	}
	if t.kind == css.PercentageToken {
		r.advance()
		return parseNumber(strings.TrimSuffix(t.text, "%")) / 100 * hundred, false, true
	}
	if n, ok := r.number(); ok {
		return n, false, true
	}
	if l, ok := r.math(dimLengthPercent); ok && l.Calc == nil && l.Unit == UnitPercent {
		return l.N / 100 * hundred, false, true
	}
	return 0, false, false
}

// clampComponents keeps lightness and chroma in their ranges (CSS Color 4 §9).
func clampComponents(s colorspace.Space, c [3]float64) [3]float64 {
	most := 1.0
	switch s {
	case colorspace.Lab, colorspace.LCH:
		most = 100
	case colorspace.Oklab, colorspace.Oklch:
	default:
		return c
	}
	c[0] = min(max(c[0], 0), most)
	if s.Hue() >= 0 {
		c[1] = max(c[1], 0)
	}
	return c
}
