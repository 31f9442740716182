package paint

import (
	"image"
	"image/color"
	"testing"

	"sharecard/render/layout"
	"sharecard/render/style"
)

// halves is a picture whose left half is red and whose right half is blue.
func halves(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{R: 255, A: 255}
			if x >= w/2 {
				c = color.RGBA{B: 255, A: 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

func pictureBox(set func(*style.Style)) *layout.Box {
	b := box(10, 10, 80, 40, set)
	b.Replaced = &layout.Replaced{Src: "p"}
	return b
}

func TestObjectFit(t *testing.T) {
	const red, blue, white = 0xff0000, 0x0000ff, 0xffffff
	start := style.Point{X: style.Percent(0), Y: style.Percent(100)}
	for _, tt := range []struct {
		name string
		w, h int // of the picture
		set  func(*style.Style)
		want map[image.Point]uint32
	}{
		{"fill", 20, 20, nil, map[image.Point]uint32{{10, 10}: red, {47, 30}: red, {52, 30}: blue, {89, 49}: blue, {90, 30}: white}},
		{"contain", 100, 100, func(s *style.Style) { s.ObjectFit = style.FitContain },
			map[image.Point]uint32{{29, 30}: white, {30, 30}: red, {69, 30}: blue, {70, 30}: white}},
		{"contain at the start", 100, 100, func(s *style.Style) { s.ObjectFit, s.ObjectPosition = style.FitContain, start },
			map[image.Point]uint32{{10, 30}: red, {49, 30}: blue, {50, 30}: white}},
		{"cover", 100, 20, func(s *style.Style) { s.ObjectFit = style.FitCover },
			map[image.Point]uint32{{10, 30}: red, {47, 30}: red, {52, 30}: blue, {89, 30}: blue}},
		{"cover at the start", 100, 20, func(s *style.Style) { s.ObjectFit, s.ObjectPosition = style.FitCover, start },
			map[image.Point]uint32{{10, 30}: red, {89, 30}: red}},
		{"none", 20, 20, func(s *style.Style) { s.ObjectFit = style.FitNone },
			map[image.Point]uint32{{39, 30}: white, {40, 30}: red, {59, 30}: blue, {60, 30}: white, {50, 19}: white}},
		{"scale-down shrinks", 200, 200, func(s *style.Style) { s.ObjectFit = style.FitScaleDown },
			map[image.Point]uint32{{29, 30}: white, {30, 30}: red, {69, 30}: blue}},
		{"scale-down does not grow", 10, 10, func(s *style.Style) { s.ObjectFit = style.FitScaleDown },
			map[image.Point]uint32{{44, 30}: white, {45, 30}: red, {54, 30}: blue}},
		{"padding and border", 20, 20, func(s *style.Style) {
			s.Padding = style.Sides{style.Px(10), style.Px(10), style.Px(10), style.Px(10)}
			s.Border = allBorders(5, style.BorderSolid, rgb(0))
		}, map[image.Point]uint32{{12, 30}: 0, {24, 30}: white, {25, 30}: red, {74, 30}: blue}},
		{"round corners", 20, 20, func(s *style.Style) { s.Radius = allCorners(20) },
			map[image.Point]uint32{{12, 12}: white, {12, 30}: red, {30, 10}: red}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			pic := halves(tt.w, tt.h)
			img := paintPage(t, 100, 60, box(0, 0, 100, 60, nil, pictureBox(tt.set)), Options{Images: func(string) image.Image { return pic }})
			for at, want := range tt.want {
				got, w := img.RGBAAt(at.X, at.Y), rgb(want)
				if max(diff(got.R, w.R), diff(got.G, w.G), diff(got.B, w.B)) > 2 {
					t.Errorf("at %v: %v, want #%06x", at, got, want)
				}
			}
		})
	}
}

// A QR code must stay crisp: every pixel one of its two colours.
func TestPixelated(t *testing.T) {
	code := image.NewGray(image.Rect(0, 0, 21, 21))
	for i := range code.Pix {
		code.Pix[i] = uint8(i*i/3%2) * 255
	}
	b := box(3, 3, 90, 90, func(s *style.Style) { s.ImageRendering = style.RenderPixelated })
	b.Replaced = &layout.Replaced{Src: "qr"}
	for _, scale := range []float64{1, 1.5} {
		img := paintPage(t, int(100*scale), int(100*scale), box(0, 0, 100, 100, nil, b),
			Options{Scale: scale, Images: func(string) image.Image { return code }})
		dark := 0
		for i, v := range img.Pix {
			if v != 0 && v != 255 {
				t.Fatalf("scale %v: byte %d is %d", scale, i, v)
			}
			if v == 0 {
				dark++
			}
		}
		if dark < 1000 {
			t.Errorf("scale %v: the code is not there", scale)
		}
	}
}
