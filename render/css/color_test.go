package css

import (
	"fmt"
	"image/color"
	"strings"
	"testing"
)

// expectColor reads a colour on an element whose colour is #336699, in the light scheme, and compares it as #rrggbbaa.
func expectColor(t *testing.T, src, want string) {
	t.Helper()
	r := &reader{toks: tokenize(src)}
	c, ok := r.color()
	got := "none"
	if ok && r.end() {
		v := c.On(color.NRGBA{0x33, 0x66, 0x99, 255}, false).RGBA
		got = fmt.Sprintf("#%02x%02x%02x%02x", v.R, v.G, v.B, v.A)
	}
	if got != want {
		t.Errorf("%s is %s, want %s", src, got, want)
	}
}

// Expectations are the coordinates that CSS Color 4 publishes, or computed from its sample code.
func TestColors(t *testing.T) {
	for src, want := range map[string]string{
		// The functions of CSS Color 4.
		"oklch(0.62796 0.25768 29.234)":      "#ff0000ff",
		"oklch(62.796% 64.42% 29.234deg)":    "#ff0000ff",
		"oklab(0.62796 0.22486 0.12585/50%)": "#ff000080",
		"lab(54.29 80.8 69.89)":              "#ff0000ff",
		"lch(50% 0 none)":                    "#777777ff",
		"color(srgb 1 0.5 0 / 0.5)":          "#ff800080",
		"color(srgb-linear 0.5 0.5 0.5)":     "#bcbcbcff",
		"color(display-p3 0.5 0.5 0.5)":      "#808080ff",
		"color(xyz-d50 0.9643 1 0.8251)":     "#ffffffff",
		"color(a98-rgb 50% 50% 50%)":         "#818181ff",
		"color(prophoto-rgb 0.5 0.5 0.5)":    "#929292ff",
		"rgb(none 128 0)":                    "#008000ff",
		"oklch(1.5 0.1 20)":                  "#ffffffff",
		"color(hsl 1 1 1)":                   "none",
		"oklch(50%, 0.1, 20)":                "none",
		"lab(50 0)":                          "none",
		"oklch(0.5 0.1 20%)":                 "none",
		// Mixtures.
		"color-mix(in srgb, red, blue)":               "#800080ff",
		"color-mix(in srgb, red 25%, blue)":           "#4000bfff",
		"color-mix(in srgb, red, blue 25%)":           "#bf0040ff",
		"color-mix(in srgb, red 20%, blue 20%)":       "#80008066",
		"color-mix(in oklab, white, black)":           "#636363ff",
		"color-mix(in hsl, red, lime)":                "#ffff00ff",
		"color-mix(in hsl longer hue, red, lime)":     "#0000ffff",
		"color-mix(in srgb, currentcolor, black)":     "#1a334dff",
		"color-mix(in srgb, red, transparent)":        "#ff000080",
		"color-mix(in oklab, red 0%, transparent 0%)": "none",
		"color-mix(in nowhere, red, blue)":            "none",
		"color-mix(in srgb, red)":                     "none",
		// Relative colours.
		"rgb(from red r g b / 50%)":                      "#ff000080",
		"rgb(from #204060 b g r)":                        "#604020ff",
		"rgb(from currentcolor calc(r * 2) g b)":         "#666699ff",
		"hsl(from red calc(h + 120) s l)":                "#00ff00ff",
		"oklch(from oklch(0.5 0.1 200) l 0 h / alpha)":   "#636363ff",
		"color(from white srgb r g calc(b / 2))":         "#ffff80ff",
		"rgb(from color-mix(in srgb, red, blue) r g b)":  "#800080ff",
		"rgb(from red l g b)":                            "none",
		"light-dark(red, blue)":                          "#ff0000ff",
		"color-mix(in srgb, light-dark(red, blue), red)": "#ff0000ff",
		"light-dark(red)":                                "none",
	} {
		expectColor(t, src, want)
	}
	dark, _ := (&reader{toks: tokenize("light-dark(red, currentcolor)")}).color()
	if got := dark.On(color.NRGBA{1, 2, 3, 255}, true).RGBA; got != (color.NRGBA{1, 2, 3, 255}) {
		t.Errorf("light-dark in the dark is %v", got)
	}
}

func TestGradientSyntax(t *testing.T) {
	for _, good := range []string{
		"linear-gradient(in oklch, red, blue)", "linear-gradient(to right in oklab, red, blue)",
		"linear-gradient(in hsl longer hue 45deg, red, blue)", "radial-gradient(circle at top in lab, red, blue)",
		"conic-gradient(red, blue)", "conic-gradient(from 45deg at 20% 30%, red 0 25%, blue 0 50%, lime 200deg)",
		"repeating-conic-gradient(in oklch, red, 10%, blue 0.25turn)",
	} {
		expectDiagnostics(t, "a { background-image: "+good+" }")
	}
	for _, bad := range []string{
		"linear-gradient(in oklch red, blue)", "linear-gradient(in oklab longer hue, red, blue)", "conic-gradient(from red, blue)",
		"conic-gradient(red 20px, blue)", "conic-gradient(at, red, blue)",
	} {
		if _, diags := ParseInline("", "background-image:"+bad, Options{}); len(diags) != 1 {
			t.Errorf("%s: %v", bad, diags)
		}
	}
}

// Colours inside of colours end in time, and one that must be read again for each element is short.
func TestHostileColors(t *testing.T) {
	deep := strings.Repeat("color-mix(in oklch, red, ", 2000) + "blue" + strings.Repeat(")", 2000)
	if _, diags := ParseInline("", "color:"+deep, Options{}); len(diags) != 1 {
		t.Errorf("nested mixtures: %v", diags)
	}
	long := "rgb(from currentcolor calc(r" + strings.Repeat(" + 1", 200) + ") g b)"
	if _, diags := ParseInline("", "color:"+long, Options{}); len(diags) != 1 {
		t.Errorf("long colour: %v", diags)
	}
}
