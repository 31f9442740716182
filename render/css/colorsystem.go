package css

import (
	"image/color"
	"sharecard/render/colorspace"
)

// systemColors are the colours of CSS Color 4 §6.2 and, by their modern names, the deprecated
// ones of Appendix A, in the light and in the dark scheme, as 0xRRGGBBAA. No one's settings
// reach a picture: the values are Chromium's.
var systemColors = map[string][2]uint32{
	"canvas": {0xffffffff, 0x121212ff}, "canvastext": {0x000000ff, 0xffffffff}, "linktext": {0x0000eeff, 0x9e9effff},
	"visitedtext": {0x551a8bff, 0xd0adf0ff}, "activetext": {0xff0000ff, 0xff0000ff}, "buttonface": {0xefefefff, 0x6b6b6bff},
	"buttontext": {0x000000ff, 0xffffffff}, "buttonborder": {0x000000ff, 0xffffffff}, "field": {0xffffffff, 0x3b3b3bff},
	"fieldtext": {0x000000ff, 0xffffffff}, "highlight": {0x0041c6cc, 0x0041c6cc}, "highlighttext": {0xffffffff, 0xffffffff},
	"selecteditem": {0x1967d2ff, 0x99c8ffff}, "selecteditemtext": {0xffffffff, 0x3b3b3bff}, "mark": {0xffff00ff, 0xffff00ff},
	"marktext": {0x000000ff, 0x000000ff}, "graytext": {0x808080ff, 0x808080ff}, "accentcolor": {0x0075ffff, 0x0075ffff},
	"accentcolortext": {0xffffffff, 0xffffffff},
}

// deprecatedSystemColors name the colour that they are the same as.
var deprecatedSystemColors = map[string]string{
	"activeborder": "buttonborder", "activecaption": "canvas", "appworkspace": "canvas", "background": "canvas",
	"buttonhighlight": "buttonface", "buttonshadow": "buttonface", "captiontext": "canvastext", "inactiveborder": "buttonborder",
	"inactivecaption": "canvas", "inactivecaptiontext": "graytext", "infobackground": "canvas", "infotext": "canvastext",
	"menu": "canvas", "menutext": "canvastext", "scrollbar": "canvas", "threeddarkshadow": "buttonborder",
	"threedface": "buttonface", "threedhighlight": "buttonborder", "threedlightshadow": "buttonborder",
	"threedshadow": "buttonborder", "window": "canvas", "windowframe": "buttonborder", "windowtext": "canvastext",
	"-webkit-link": "linktext",
}

// systemColor reads the name of a system colour. It depends on the colour scheme of the element.
func (r *reader) systemColor() (Color, bool) {
	name := r.peek().ident()
	if now, old := deprecatedSystemColors[name]; old {
		name = now
	}
	v, ok := systemColors[name]
	if !ok {
		return Color{}, false
	}
	return r.deferring(func() (Color, bool) {
		r.advance()
		c := v[0]
		if r.needs = true; r.around != nil && r.around.dark {
			c = v[1]
		}
		return Color{RGBA: color.NRGBA{uint8(c >> 24), uint8(c >> 16), uint8(c >> 8), uint8(c)}}, true
	})
}

// contrastColor reads contrast-color() (CSS Color 5 §6): black or white, whichever stands out
// more by the contrast ratio of WCAG 2.2.
func (r *reader) contrastColor() (Color, bool) {
	var of Color
	if !r.call(func(r *reader) (ok bool) { of, ok = r.color(); return ok }) {
		return Color{}, false
	}
	luminance := colorspace.Luminance(r.absolute(of).NRGBA())
	if 1.05/(luminance+0.05) > (luminance+0.05)/0.05 {
		return Color{RGBA: color.NRGBA{255, 255, 255, 255}}, true
	}
	return Color{RGBA: color.NRGBA{A: 255}}, true
}

// alphaColor reads alpha() (CSS Color 5 §4.4): a colour with another opacity.
func (r *reader) alphaColor() (Color, bool) {
	var c Color
	old := r.channels
	defer func() { r.channels = old }()
	if !r.call(func(r *reader) (ok bool) {
		if !r.word("from") {
			return false
		}
		if c, ok = r.color(); !ok {
			return false
		}
		exact := r.absolute(c)
		r.channels = map[string]channel{"alpha": {exact.Alpha, exact.Missing[3]}}
		if r.accept("/") {
			exact.Alpha, exact.Missing[3], ok = r.modernComponent(1)
		}
		exact.Alpha = clamp01(exact.Alpha)
		c = modernColor(exact)
		return ok
	}) {
		return Color{}, false
	}
	return c, true
}
