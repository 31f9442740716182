package subject

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"testing"
)

// ground is a picture of soft colours, as skies and walls are.
func ground(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, color.RGBA{uint8(90 + 40*x/w), uint8(130 + 50*y/h), uint8(170 + 20*y/h), 255})
		}
	}
	return img
}

// disc draws a disc; x, y and r are fractions of the height.
func disc(img *image.RGBA, x, y, r float64, c color.Color) {
	h := float64(img.Rect.Dy())
	for j := range img.Rect.Dy() {
		for i := range img.Rect.Dx() {
			if math.Hypot(float64(i)/h-x, float64(j)/h-y) < r {
				img.Set(i, j, c)
			}
		}
	}
}

// A thing of another colour is found wherever it stands, in pictures of any shape.
func TestFind(t *testing.T) {
	for _, size := range []image.Point{{900, 600}, {600, 900}, {2000, 400}, {90, 60}} {
		for _, at := range [][2]float64{{.2, .3}, {.5, .5}, {.8, .35}, {.75, .75}} {
			img := ground(size.X, size.Y)
			aspect := float64(size.X) / float64(size.Y)
			r := .12 * math.Min(1, aspect)
			disc(img, at[0]*aspect, at[1], r, color.RGBA{200, 60, 40, 255})
			f := Find(img)
			if x, y := f.X+f.W/2, f.Y+f.H/2; math.Abs(x-at[0]) > .08 || math.Abs(y-at[1]) > .12 {
				t.Errorf("%v: the disc at %v was found at %.2f, %.2f", size, at, x, y)
			}
			if f.Sure < sureEnough {
				t.Errorf("%v: the disc at %v stands out by %.2f only", size, at, f.Sure)
			}
		}
	}
}

// A face wins over a larger thing of a stronger colour, and its hair stays with it.
func TestFindFace(t *testing.T) {
	img := ground(800, 1000)
	draw.Draw(img, image.Rect(200, 480, 620, 1000), image.NewUniform(color.RGBA{220, 80, 30, 255}), image.Point{}, draw.Src)
	disc(img, .40, .24, .14, color.RGBA{70, 50, 40, 255})
	disc(img, .40, .30, .11, color.RGBA{222, 172, 150, 255})
	f := Find(img)
	c := f.Core
	if c.Y > .2 || c.Y+c.H < .38 || c.X > .42 || c.X+c.W < .58 {
		t.Errorf("the core is %+v", c)
	}
}

// Every crop that can hold the core holds it.
func TestFocusKeepsTheCore(t *testing.T) {
	for _, c := range []Box{{0, 0, .3, .3}, {.7, .7, .3, .3}, {.2, .5, .4, .1}, {.61, .05, .2, .42}} {
		x, y := Found{Core: c, Sure: 1}.Focus()
		for _, crop := range []float64{.42, .5, .66, .9, 1} {
			for _, axis := range [][3]float64{{x, c.X, c.W}, {y, c.Y, c.H}} {
				if crop < axis[2] {
					continue
				}
				const rounding = 1e-4
				if start := axis[0] / 100 * (1 - crop); start > axis[1]+rounding || start+crop < axis[1]+axis[2]-rounding {
					t.Errorf("%+v: a crop of %g begins at %.3f and loses some of it", c, crop, start)
				}
			}
		}
	}
}

// Where nothing stands out, crops are taken as they were before anybody looked.
func TestNoSubject(t *testing.T) {
	grey := image.NewUniform(color.Gray{120})
	flat := image.NewGray(image.Rect(0, 0, 300, 200))
	draw.Draw(flat, flat.Rect, grey, image.Point{}, draw.Src)
	for name, img := range map[string]image.Image{
		"empty": image.NewRGBA(image.Rectangle{}), "one pixel": flat.SubImage(image.Rect(0, 0, 1, 1)), "flat": flat,
		"transparent": image.NewNRGBA(image.Rect(0, 0, 40, 3000)),
	} {
		f := Find(img)
		if x, y := f.Focus(); x != 50 || y != 40 || f.Sure != 0 {
			t.Errorf("%s: focus %g, %g, sure %g", name, x, y, f.Sure)
		}
	}
}

// The place of the picture in its bounds, and its kind, change nothing.
func TestFindIsOfThePixels(t *testing.T) {
	img := ground(400, 300)
	disc(img, .9, .4, .15, color.RGBA{240, 220, 60, 255})
	want := Find(img)
	moved := image.NewNRGBA(image.Rect(70, 30, 470, 330))
	draw.Draw(moved, moved.Rect, img, image.Point{}, draw.Src)
	for range 3 {
		if got := Find(moved); got != want {
			t.Fatalf("got %+v, want %+v", got, want)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	img := ground(1600, 1000)
	disc(img, .9, .4, .15, color.RGBA{240, 220, 60, 255})
	b.ReportAllocs()
	for b.Loop() {
		Find(img)
	}
}
