package colorspace

import (
	"image/color"
	"math"
	"testing"
)

// Without its hue and lightness a colour is another one: only chroma goes.
func TestNRGBAOfHue(t *testing.T) {
	for _, l := range []float64{.35, .5, .7, .9} {
		for h := 0.0; h < 360; h += 30 {
			c := Color{Space: Oklch, C: [3]float64{l, .3, h}, Alpha: 1}
			got := FromNRGBA(c.NRGBAOfHue()).In(Oklch).C
			if between := math.Abs(got[2] - h); math.Abs(got[0]-l) > .005 || min(between, 360-between) > 2.5 || got[1] > .3 {
				t.Errorf("lightness %g, hue %g: became %v", l, h, got)
			}
		}
	}
	if got := FromNRGBA(color.NRGBA{18, 52, 86, 255}).NRGBAOfHue(); got != (color.NRGBA{18, 52, 86, 255}) {
		t.Errorf("a colour of sRGB became %v", got)
	}
}

func near(t *testing.T, what string, got, want [3]float64, slack float64) {
	t.Helper()
	for i := range got {
		if math.Abs(got[i]-want[i]) > slack {
			t.Errorf("%s: got %.5f, want %.5f", what, got, want)
			return
		}
	}
}

// Colours whose coordinates in two spaces are published.
func TestConversions(t *testing.T) {
	for _, tt := range []struct {
		name     string
		from     Space
		c        [3]float64
		to       Space
		want     [3]float64
		decimals float64
	}{
		{"white", SRGB, [3]float64{1, 1, 1}, Lab, [3]float64{100, 0, 0}, 1e-3},
		{"red to lab", SRGB, [3]float64{1, 0, 0}, Lab, [3]float64{54.29, 80.81, 69.89}, 0.01},
		{"red to oklab", SRGB, [3]float64{1, 0, 0}, Oklab, [3]float64{0.62796, 0.22486, 0.12585}, 1e-4},
		{"green to oklch", SRGB, [3]float64{0, 0.50196, 0}, Oklch, [3]float64{0.51975, 0.17686, 142.495}, 1e-3},
		{"red to p3", SRGB, [3]float64{1, 0, 0}, DisplayP3, [3]float64{0.91749, 0.20029, 0.13856}, 1e-4},
		{"red to a98", SRGB, [3]float64{1, 0, 0}, A98RGB, [3]float64{0.85859, 0, 0}, 1e-4},
		{"red to prophoto", SRGB, [3]float64{1, 0, 0}, ProPhotoRGB, [3]float64{0.70225, 0.27572, 0.10355}, 1e-4},
		{"red to rec2020", SRGB, [3]float64{1, 0, 0}, Rec2020, [3]float64{0.79198, 0.23098, 0.07376}, 1e-4},
		{"white to D50", SRGB, [3]float64{1, 1, 1}, XYZD50, [3]float64{0.96430, 1, 0.82510}, 1e-4},
		{"blue to hsl", SRGB, [3]float64{0, 0, 1}, HSL, [3]float64{240, 1, 0.5}, 1e-9},
		{"hwb to rgb", HWB, [3]float64{120, 0.2, 0.4}, SRGB, [3]float64{0.2, 0.6, 0.2}, 1e-9},
	} {
		near(t, tt.name, Color{Space: tt.from, C: tt.c, Alpha: 1}.In(tt.to).C, tt.want, tt.decimals)
	}
}

// Every space and back again is the same colour.
func TestRoundTrips(t *testing.T) {
	c := Color{C: [3]float64{0.2, 0.55, 0.9}, Alpha: 1}
	for s := range spaces {
		near(t, s.String(), c.In(s).In(SRGB).C, c.C, 1e-9)
	}
}

func TestGamutMapping(t *testing.T) {
	for _, tt := range []struct {
		name string
		c    Color
		want color.NRGBA
	}{
		{"inside", Color{Space: Oklch, C: [3]float64{0.51975, 0.17686, 142.495}, Alpha: 1}, color.NRGBA{0, 128, 0, 255}},
		{"brighter than white", Color{Space: Oklch, C: [3]float64{1.2, 0.4, 30}, Alpha: 1}, color.NRGBA{255, 255, 255, 255}},
		{"darker than black", Color{Space: Oklch, C: [3]float64{-0.1, 0.4, 30}, Alpha: 0.5}, color.NRGBA{0, 0, 0, 128}},
		// The green of P3 keeps its hue: clipping alone would give #00ff00.
		{"green of p3", Color{Space: DisplayP3, C: [3]float64{0, 1, 0}, Alpha: 1}, color.NRGBA{0, 251, 41, 255}},
	} {
		got := tt.c.NRGBA()
		for _, d := range []int{int(got.R) - int(tt.want.R), int(got.G) - int(tt.want.G), int(got.B) - int(tt.want.B), int(got.A) - int(tt.want.A)} {
			if d < -1 || d > 1 {
				t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
				break
			}
		}
	}
}

func TestMix(t *testing.T) {
	red, blue := FromNRGBA(color.NRGBA{255, 0, 0, 255}), FromNRGBA(color.NRGBA{0, 0, 255, 255})
	hue := func(a, b float64, path HuePath) float64 {
		return Mix(Color{Space: HSL, C: [3]float64{a, 1, 0.5}, Alpha: 1}, Color{Space: HSL, C: [3]float64{b, 1, 0.5}, Alpha: 1},
			0.5, Method{HSL, path}).C[0]
	}
	for _, tt := range []struct {
		a, b float64
		path HuePath
		want float64
	}{
		{40, 60, Shorter, 50}, {350, 10, Shorter, 0}, {40, 60, Longer, 230}, {60, 40, Increasing, 230}, {40, 60, Decreasing, 230},
	} {
		if got := hue(tt.a, tt.b, tt.path); math.Abs(got-tt.want) > 1e-9 {
			t.Errorf("hues %v and %v, path %d: %v, want %v", tt.a, tt.b, tt.path, got, tt.want)
		}
	}
	near(t, "srgb", Mix(red, blue, 0.25, Method{}).C, [3]float64{0.75, 0, 0.25}, 1e-9)
	// A transparent colour has no part in the components.
	clear := Color{C: [3]float64{0, 1, 0}}
	got := Mix(red, clear, 0.5, Method{})
	near(t, "transparent", got.C, [3]float64{1, 0, 0}, 1e-9)
	if got.Alpha != 0.5 {
		t.Errorf("alpha is %v", got.Alpha)
	}
	// What one lacks comes from the other, in an analogous component too.
	lacks := Color{Space: LCH, C: [3]float64{50, 0, 100}, Alpha: 1, Missing: [4]bool{1: true}}
	full := Color{Space: Oklch, C: [3]float64{0.5, 0.2, 100}, Alpha: 1}
	if c := Mix(lacks, full, 0.5, Method{Space: Oklch}).C[1]; math.Abs(c-0.2) > 1e-9 {
		t.Errorf("chroma is %v", c)
	}
	// White has no hue, so the hue of blue stands everywhere.
	white := FromNRGBA(color.NRGBA{255, 255, 255, 255})
	if h, want := Mix(white, blue, 0.5, Method{Space: Oklch}).C[2], blue.In(Oklch).C[2]; math.Abs(h-want) > 1e-9 {
		t.Errorf("hue is %v, want %v", h, want)
	}
}
