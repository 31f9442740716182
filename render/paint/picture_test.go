package paint

import (
	"image"
	"image/color"
	"math/rand/v2"
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
		img := paintPage(t, int(100*scale), int(100*scale), box(0, 0, 100, 100, nil, b), Options{Scale: scale, Images: func(string) image.Image { return code }})
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

// planesOf is a picture as a JPEG in full colour has it.
func planesOf(m *image.RGBA) *image.YCbCr {
	out := image.NewYCbCr(m.Rect, image.YCbCrSubsampleRatio444)
	for i := range out.Y {
		out.Y[i], out.Cb[i], out.Cr[i] = color.RGBToYCbCr(m.Pix[4*i], m.Pix[4*i+1], m.Pix[4*i+2])
	}
	return out
}

func TestResample(t *testing.T) {
	t.Run("flat stays flat", func(t *testing.T) {
		for _, size := range []image.Point{{7, 5}, {100, 80}, {333, 41}, {2000, 1500}} {
			src := image.NewNRGBA(image.Rect(0, 0, size.X, size.Y))
			for i := range src.Pix {
				src.Pix[i] = 200
			}
			out := resample(src, 90, 60, image.Rect(0, 0, 90, 60), false)
			want := out.RGBAAt(0, 0)
			if want.A != 200 || diff(want.R, 157) > 1 {
				t.Errorf("%v: %v", size, want)
			}
			for i := 0; i < len(out.Pix); i += 4 {
				if out.Pix[i] != want.R || out.Pix[i+3] != want.A {
					t.Fatalf("%v: pixel %d is %v", size, i/4, out.Pix[i:i+4])
				}
			}
		}
	})
	t.Run("a part is the part of the whole", func(t *testing.T) {
		src := photo(500, 300)
		whole := resample(src, 170, 90, image.Rect(0, 0, 170, 90), false)
		crop := image.Rect(40, 20, 97, 71)
		part := resample(src, 170, 90, crop, false)
		for y := crop.Min.Y; y < crop.Max.Y; y++ {
			for x := crop.Min.X; x < crop.Max.X; x++ {
				if whole.RGBAAt(x, y) != part.RGBAAt(x, y) {
					t.Fatalf("(%d,%d): %v in the whole, %v in the part", x, y, whole.RGBAAt(x, y), part.RGBAAt(x, y))
				}
			}
		}
	})
	t.Run("a JPEG's planes", func(t *testing.T) {
		for _, ratio := range []image.YCbCrSubsampleRatio{image.YCbCrSubsampleRatio420, image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio444,
			image.YCbCrSubsampleRatio440, image.YCbCrSubsampleRatio411, image.YCbCrSubsampleRatio410} {
			jpeg := image.NewYCbCr(image.Rect(0, 0, 401, 301), ratio)
			rgba := image.NewRGBA(jpeg.Rect)
			for y := range 301 {
				for x := range 401 {
					jpeg.Y[jpeg.YOffset(x, y)] = uint8(60 + x/4)
					jpeg.Cb[jpeg.COffset(x, y)] = uint8(100 + y/8)
					jpeg.Cr[jpeg.COffset(x, y)] = 140
				}
			}
			for y := range 301 {
				for x := range 401 {
					rgba.Set(x, y, jpeg.At(x, y))
				}
			}
			got := resample(jpeg, 61, 47, image.Rect(0, 0, 61, 47), false)
			want := resample(rgba, 61, 47, image.Rect(0, 0, 61, 47), false)
			if n, where := apart(got, want); n > 3 {
				t.Errorf("%v: %d/255 at %s", ratio, n, where)
			}
		}
	})
	t.Run("a JPEG's part is the part of the whole", func(t *testing.T) {
		src := planesOf(photo(500, 300))
		for _, size := range []image.Point{{170, 90}, {333, 199}, {700, 420}} {
			whole := resample(src, size.X, size.Y, image.Rectangle{Max: size}, false)
			crop := image.Rect(41, 21, 97, 71)
			part := resample(src, size.X, size.Y, crop, false)
			for y := crop.Min.Y; y < crop.Max.Y; y++ {
				for x := crop.Min.X; x < crop.Max.X; x++ {
					if whole.RGBAAt(x, y) != part.RGBAAt(x, y) {
						t.Fatalf("%v at %d,%d: %v in the whole, %v in the part", size, x, y, whole.RGBAAt(x, y), part.RGBAAt(x, y))
					}
				}
			}
		}
	})
	t.Run("a JPEG's noise", func(t *testing.T) {
		// Both ways are the same filter, so long as colours are not cut off; black
		// and white are cut off alike.
		for name, noise := range map[string]func(*rand.Rand) color.RGBA{
			"colours": func(r *rand.Rand) color.RGBA {
				return color.RGBA{R: uint8(100 + r.IntN(50)), G: uint8(100 + r.IntN(50)), B: uint8(100 + r.IntN(50)), A: 255}
			},
			"black and white": func(r *rand.Rand) color.RGBA {
				v := uint8(255 * r.IntN(2))
				return color.RGBA{R: v, G: v, B: v, A: 255}
			},
		} {
			r := rand.New(rand.NewPCG(5, 6))
			rgba := image.NewRGBA(image.Rect(0, 0, 90, 70))
			for i := range 90 * 70 {
				rgba.SetRGBA(i%90, i/90, noise(r))
			}
			jpeg := planesOf(rgba)
			for w := 1; w < 250; w += 4 {
				if name == "colours" && w > 90 {
					break // chroma is interpolated otherwise than luma
				}
				whole := image.Rect(0, 0, w, (w*7+8)/9)
				got, want := resample(jpeg, w, whole.Max.Y, whole, false), resample(rgba, w, whole.Max.Y, whole, false)
				if n, where := apart(got, want); n > 4 {
					t.Fatalf("%s %v: %d/255 at %s", name, whole.Max, n, where)
				}
			}
		}
	})
	t.Run("a JPEG's pure colours", func(t *testing.T) {
		jpeg := planesOf(halves(64, 8))
		for w := 3; w < 300; w += 11 {
			out := resample(jpeg, w, 8, image.Rect(0, 0, w, 8), false)
			for x := range w {
				c := out.RGBAAt(x, 3)
				left, right := (2*x+1)*32 < w*28, (2*x+1)*32 > w*36
				if c.G > 45 || left && (c.R < 250 || c.B > 5) || right && (c.B < 250 || c.R > 5) {
					t.Fatalf("%d px wide: %v at %d", w, c, x)
				}
			}
		}
	})
	t.Run("no overshoot beyond alpha", func(t *testing.T) {
		src := image.NewNRGBA(image.Rect(0, 0, 20, 20))
		for i := 0; i < len(src.Pix); i += 8 {
			copy(src.Pix[i:], []uint8{255, 255, 255, 255})
		}
		out := resample(src, 77, 77, image.Rect(0, 0, 77, 77), false)
		for i := 0; i < len(out.Pix); i += 4 {
			if out.Pix[i] > out.Pix[i+3] {
				t.Fatalf("pixel %d: %v is not premultiplied", i/4, out.Pix[i:i+4])
			}
		}
	})
}
