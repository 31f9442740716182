package css

import (
	"image/color"
	"math"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// color reads a <color> of CSS Color 4 §4: names, hex, rgb(), hsl() and hwb()
// in modern and legacy syntax, transparent and currentcolor.
func (r *reader) color() (Color, bool) {
	t := r.peek()
	switch t.kind {
	case css.HashToken:
		c, ok := hexColor(unescape(t.text[1:]))
		if ok {
			r.advance()
		}
		return c, ok
	case css.IdentToken:
		name := t.ident()
		switch name {
		case "currentcolor":
			r.advance()
			return Color{Current: true}, true
		case "transparent":
			r.advance()
			return Color{}, true
		}
		v, ok := namedColors[name]
		if ok {
			r.advance()
		}
		return Color{RGBA: color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}}, ok
	case css.FunctionToken:
		return r.colorFunction()
	}
	return Color{}, false
}

func hexColor(s string) (Color, bool) {
	for i := range len(s) {
		if !isHex(s[i]) {
			return Color{}, false
		}
	}
	var v [4]uint8
	v[3] = 255
	switch len(s) {
	case 3, 4:
		for i := range len(s) {
			v[i] = uint8(hexDigit(s[i]) * 17)
		}
	case 6, 8:
		for i := range len(s) / 2 {
			v[i] = uint8(hexDigit(s[2*i])<<4 | hexDigit(s[2*i+1]))
		}
	default:
		return Color{}, false
	}
	return Color{RGBA: color.NRGBA{v[0], v[1], v[2], v[3]}}, true
}

func (r *reader) colorFunction() (Color, bool) {
	name := r.peek().function()
	switch name {
	case "rgb", "rgba", "hsl", "hsla", "hwb":
	case "oklch", "oklab", "lch", "lab", "color", "color-mix", "light-dark", "device-cmyk":
		r.fault(name + "() is not supported")
		return Color{}, false
	default:
		return Color{}, false
	}
	var c [4]component
	if !r.call(func(r *reader) bool { return r.components(name, &c) }) {
		return Color{}, false
	}
	alpha := clamp01(c[3].value)
	var red, green, blue float64
	switch name {
	case "rgb", "rgba":
		ch := func(c component) float64 {
			if c.percent {
				return c.value
			}
			return c.value / 255
		}
		red, green, blue = ch(c[0]), ch(c[1]), ch(c[2])
	case "hwb":
		red, green, blue = hwb(c[0].value, amount(c[1]), amount(c[2]))
	default:
		red, green, blue = hsl(c[0].value, clamp01(amount(c[1])), clamp01(amount(c[2])))
	}
	return Color{RGBA: color.NRGBA{to8(red), to8(green), to8(blue), to8(alpha)}}, true
}

// component is one argument of a colour function; percentages as a factor.
type component struct {
	value   float64
	percent bool
}

// amount is a saturation or the like: 50% and, in modern syntax, 50.
func amount(c component) float64 {
	if c.percent {
		return c.value
	}
	return c.value / 100
}

// components reads the three components and the alpha of a colour function,
// separated by spaces and a slash, or by commas in the legacy form.
func (r *reader) components(name string, c *[4]component) bool {
	c[3] = component{value: 1}
	hue := !strings.HasPrefix(name, "rgb")
	legacy, none := false, false
	for i := range 3 {
		if i == 1 {
			legacy = r.accept(",")
		} else if i == 2 && legacy && !r.accept(",") {
			return false
		}
		switch {
		case r.word("none"):
			none = true
		case i == 0 && hue:
			deg, ok := r.angle(false)
			if !ok {
				if deg, ok = r.number(); !ok {
					return false
				}
			}
			c[0].value = deg
		default:
			c[i].percent = r.peek().kind == css.PercentageToken
			v, ok := r.factor()
			if !ok {
				return false
			}
			c[i].value = v
		}
	}
	if legacy && (none || name == "hwb" || !legacyTypes(hue, c)) {
		return false
	}
	if legacy && r.accept(",") || !legacy && r.accept("/") {
		if r.word("none") {
			c[3].value = 0
			return true
		}
		v, ok := r.factor()
		c[3].value = v
		return ok
	}
	return true
}

// legacyTypes: with commas, rgb() takes all numbers or all percentages, hsl()
// percentages only (CSS Color 4 §5.1, §7).
func legacyTypes(hue bool, c *[4]component) bool {
	if hue {
		return c[1].percent && c[2].percent
	}
	return c[0].percent == c[1].percent && c[1].percent == c[2].percent
}

// hsl converts by CSS Color 4 §7; h in degrees, s and l from 0 to 1.
func hsl(h, s, l float64) (r, g, b float64) {
	h = math.Mod(h, 360)
	if h < 0 {
		h += 360
	}
	f := func(n float64) float64 {
		k := math.Mod(n+h/30, 12)
		return l - s*math.Min(l, 1-l)*math.Max(-1, math.Min(k-3, math.Min(9-k, 1)))
	}
	return f(0), f(8), f(4)
}

// hwb converts by CSS Color 4 §8.
func hwb(h, white, black float64) (r, g, b float64) {
	white, black = math.Max(0, white), math.Max(0, black)
	if white+black >= 1 {
		grey := white / (white + black)
		return grey, grey, grey
	}
	r, g, b = hsl(h, 1, 0.5)
	k := 1 - white - black
	return r*k + white, g*k + white, b*k + white
}

func clamp01(v float64) float64 { return math.Max(0, math.Min(1, v)) }

// to8 maps 0–1 to 0–255, rounding half up.
func to8(v float64) uint8 { return uint8(clamp01(v)*255 + 0.5) }

// ParseColor reads a <color> on its own, as an attribute holds it.
func ParseColor(s string) (Color, bool) {
	if len(s) > maxColorText {
		return Color{}, false
	}
	r := &reader{toks: tokenize(s)}
	c, ok := r.color()
	return c, ok && r.end()
}

// maxColorText bounds the text of a colour, bytes.
const maxColorText = 256
