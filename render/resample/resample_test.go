package resample

import (
	"image"
	"image/color"
	"math/rand/v2"
	"testing"
)

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
			out := resize(src, 90, 60, image.Rect(0, 0, 90, 60), false)
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
		whole := resize(src, 170, 90, image.Rect(0, 0, 170, 90), false)
		crop := image.Rect(40, 20, 97, 71)
		part := resize(src, 170, 90, crop, false)
		for y := crop.Min.Y; y < crop.Max.Y; y++ {
			for x := crop.Min.X; x < crop.Max.X; x++ {
				if whole.RGBAAt(x, y) != part.RGBAAt(x, y) {
					t.Fatalf("(%d,%d): %v in the whole, %v in the part", x, y, whole.RGBAAt(x, y), part.RGBAAt(x, y))
				}
			}
		}
	})
	t.Run("a JPEG's planes", func(t *testing.T) {
		for _, ratio := range []image.YCbCrSubsampleRatio{
			image.YCbCrSubsampleRatio420, image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio444,
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
			got := resize(jpeg, 61, 47, image.Rect(0, 0, 61, 47), false)
			want := resize(rgba, 61, 47, image.Rect(0, 0, 61, 47), false)
			if n, where := apart(got, want); n > 3 {
				t.Errorf("%v: %d/255 at %s", ratio, n, where)
			}
		}
	})
	t.Run("a JPEG's part is the part of the whole", func(t *testing.T) {
		src := planesOf(photo(500, 300))
		for _, size := range []image.Point{{170, 90}, {333, 199}, {700, 420}} {
			whole := resize(src, size.X, size.Y, image.Rectangle{Max: size}, false)
			crop := image.Rect(41, 21, 97, 71)
			part := resize(src, size.X, size.Y, crop, false)
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
				got, want := resize(jpeg, w, whole.Max.Y, whole, false), resize(rgba, w, whole.Max.Y, whole, false)
				if n, where := apart(got, want); n > 4 {
					t.Fatalf("%s %v: %d/255 at %s", name, whole.Max, n, where)
				}
			}
		}
	})
	t.Run("a JPEG's pure colours", func(t *testing.T) {
		jpeg := planesOf(halves(64, 8))
		for w := 3; w < 300; w += 11 {
			out := resize(jpeg, w, 8, image.Rect(0, 0, w, 8), false)
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
		out := resize(src, 77, 77, image.Rect(0, 0, 77, 77), false)
		for i := 0; i < len(out.Pix); i += 4 {
			if out.Pix[i] > out.Pix[i+3] {
				t.Fatalf("pixel %d: %v is not premultiplied", i/4, out.Pix[i:i+4])
			}
		}
	})
}
