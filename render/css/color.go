package css

import (
	"image/color"
	"math"
	"strings"

	"github.com/tdewolff/parse/v2/css"

	"sharecard/render/colorspace"
)

// color reads a <color> of CSS Color 4 §4: names, hex, rgb(), hsl() and hwb()
// in modern and legacy syntax, transparent and currentcolor; and the functions
// of colormodern.go and colormix.go.
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
		if !ok {
			return r.systemColor()
		}
		r.advance()
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
		if r.relative() {
			return r.deferring(func() (Color, bool) { return r.modernColor(strings.TrimSuffix(name, "a")) })
		}
		return r.legacyColor(name)
	case "oklch", "oklab", "lch", "lab", "color":
		return r.deferring(func() (Color, bool) { return r.modernColor(name) })
	case "color-mix":
		return r.deferring(r.colorMix)
	case "light-dark":
		return r.deferring(r.lightDark)
	case "contrast-color":
		return r.deferring(r.contrastColor)
	case "alpha":
		return r.deferring(r.alphaColor)
	case "device-cmyk":
		r.fault(name + "() is not supported")
	}
	return Color{}, false
}

// legacyColor reads rgb(), hsl() or hwb() without an origin.
func (r *reader) legacyColor(name string) (Color, bool) {
	var c [4]component
	if !r.call(func(r *reader) bool { return r.components(name, &c) }) {
		return Color{}, false
	}
	exact := colorspace.Color{Alpha: clamp01(c[3].value), Missing: [4]bool{c[0].none, c[1].none, c[2].none, c[3].none}}
	switch name {
	case "rgb", "rgba":
		for i := range exact.C {
			if exact.C[i] = c[i].value; !c[i].percent {
				exact.C[i] /= 255
			}
		}
	case "hwb":
		exact.Space = colorspace.HWB
		exact.C = [3]float64{c[0].value, math.Max(0, amount(c[1])), math.Max(0, amount(c[2]))}
	default:
		exact.Space = colorspace.HSL
		exact.C = [3]float64{c[0].value, clamp01(amount(c[1])), clamp01(amount(c[2]))}
	}
	out := Color{RGBA: exact.Clipped()}
	if exact.Missing != [4]bool{} {
		out.Exact = &exact
	}
	return out, true
}

// component is one argument of a colour function; percentages as a factor.
type component struct {
	value         float64
	percent, none bool
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
	legacy := false
	for i := range 3 {
		if i == 1 {
			legacy = r.accept(",")
		} else if i == 2 && legacy && !r.accept(",") {
			return false
		}
		switch {
		case r.word("none"):
			c[i].none = true
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
	if legacy && (c[0].none || c[1].none || c[2].none || name == "hwb" || !legacyTypes(hue, c)) {
		return false
	}
	if legacy && r.accept(",") || !legacy && r.accept("/") {
		if r.word("none") {
			c[3] = component{none: true}
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

func clamp01(v float64) float64 { return math.Max(0, math.Min(1, v)) }

// ParseColor reads a <color> on its own, as an attribute holds it. It is false
// for one that depends on an element, but for currentcolor.
func ParseColor(s string) (Color, bool) {
	if len(s) > maxColorText {
		return Color{}, false
	}
	r := &reader{toks: tokenize(s)}
	c, ok := r.color()
	return c, ok && r.end() && c.Deferred == nil
}

// maxColorText bounds the text of a colour, bytes.
const maxColorText = 256
