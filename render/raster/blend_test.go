package raster

import (
	"image"
	"image/color"
	"testing"
)

// Expectations are the formulas of Compositing 1 §10, for one colour over another that is opaque.
func TestBlendModes(t *testing.T) {
	over, under := color.RGBA{200, 100, 50, 255}, color.RGBA{100, 150, 250, 255}
	for mode, want := range map[BlendMode]color.RGBA{
		BlendNormal:      over,
		BlendMultiply:    {78, 59, 49, 255},
		BlendScreen:      {222, 191, 251, 255},
		BlendOverlay:     {157, 127, 247, 255},
		BlendDarken:      {100, 100, 50, 255},
		BlendLighten:     {200, 150, 250, 255},
		BlendColorDodge:  {255, 247, 255, 255},
		BlendColorBurn:   {57, 0, 230, 255},
		BlendHardLight:   {188, 118, 98, 255},
		BlendSoftLight:   {134, 137, 247, 255},
		BlendDifference:  {100, 50, 200, 255},
		BlendExclusion:   {143, 132, 202, 255},
		BlendPlusLighter: {255, 250, 255, 255},
	} {
		got := mode.mix(Pack(over), Pack(under))
		for k, w := range []uint8{want.R, want.G, want.B, want.A} {
			if d := int(uint8(got>>(8*k))) - int(w); d < -1 || d > 1 {
				t.Errorf("mode %d: got %08x, want %v", mode, got, want)
				break
			}
		}
	}
	lum := func(v uint32) float64 {
		return luminosityOf([3]float64{float64(v & 255), float64(v >> 8 & 255), float64(v >> 16 & 255)})
	}
	for _, mode := range []BlendMode{BlendHue, BlendSaturation, BlendColor} {
		if d := lum(mode.mix(Pack(over), Pack(under))) - lum(Pack(under)); d < -1 || d > 1 {
			t.Errorf("mode %d changes the luminosity by %v", mode, d)
		}
	}
	if d := lum(BlendLuminosity.mix(Pack(over), Pack(under))) - lum(Pack(over)); d < -1 || d > 1 {
		t.Errorf("luminosity is off by %v", d)
	}
}

// No colour ever exceeds its alpha, and a layer over nothing stays as it is.
func TestBlendStaysPremultiplied(t *testing.T) {
	for mode := range BlendPlusLighter + 1 {
		for over := range 32 {
			for under := range 32 {
				pixel := func(n int) color.RGBA {
					a := uint8(n&3) * 85
					return color.RGBA{R: Mul(uint8(n*37), a), G: Mul(uint8(n*91), a), B: Mul(uint8(n*151), a), A: a}
				}
				s, d := pixel(over), pixel(under)
				got := mode.mix(Pack(s), Pack(d))
				if a := got >> 24; got&255 > a+1 || got>>8&255 > a+1 || got>>16&255 > a+1 {
					t.Fatalf("mode %d: %v over %v gives %08x", mode, s, d, got)
				}
				if d == (color.RGBA{}) && got != Pack(s) {
					t.Fatalf("mode %d: %v over nothing gives %08x", mode, s, got)
				}
			}
		}
	}
}

func TestComposeKeepsToTheClip(t *testing.T) {
	var f Filler
	f.Begin(false, 1<<20)
	dst, layer := image.NewRGBA(image.Rect(0, 0, 8, 8)), image.NewRGBA(image.Rect(2, 2, 8, 8))
	FillSolid(dst, dst.Rect, color.NRGBA{255, 255, 0, 255})
	FillSolid(layer, layer.Rect, color.NRGBA{0, 255, 255, 255})
	f.Compose(NewSurface(dst), &Clip{Rect: image.Rect(0, 0, 5, 8)}, layer, 128, BlendMultiply)
	for _, tt := range []struct {
		x, y int
		want color.RGBA
	}{{1, 1, color.RGBA{255, 255, 0, 255}}, {3, 3, color.RGBA{127, 255, 0, 255}}, {6, 3, color.RGBA{255, 255, 0, 255}}} {
		if got := dst.RGBAAt(tt.x, tt.y); got != tt.want {
			t.Errorf("at %d, %d: %v, want %v", tt.x, tt.y, got, tt.want)
		}
	}
}
