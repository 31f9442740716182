package paint

import (
	"errors"
	"image"
	"image/color"
	"testing"

	"sharecard/render/raster"
	"sharecard/render/style"
)

// cutBorder is a border image with the same slice, px of the image, and width, px, on all sides.
func cutBorder(src style.Image, slice, width float64, r style.Repeat) *style.BorderImage {
	b := &style.BorderImage{Source: src, Fill: true, RepeatX: r, RepeatY: r}
	for i := range b.Slice {
		b.Slice[i], b.Width[i] = style.Px(slice), style.BorderImageEdge{Length: style.Px(width)}
		b.Outset[i] = style.BorderImageEdge{Length: style.Px(0)}
	}
	return b
}

// nineColors is a picture of 9×9 px whose nine parts have a colour each: red counts the columns, green the rows.
func nineColors() *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, 9, 9))
	for y := range 9 {
		for x := range 9 {
			m.SetRGBA(x, y, color.RGBA{R: uint8(100 * (x / 3)), G: uint8(100 * (y / 3)), A: 255})
		}
	}
	return m
}

// Each part of the image covers its part of the area to the pixel, without colour of its neighbours.
func TestBorderImageParts(t *testing.T) {
	opts := Options{Images: func(string) image.Image { return nineColors() }}
	for _, r := range []style.Repeat{style.RepeatStretch, style.RepeatTile, style.RepeatRound} {
		b := box(10, 10, 40, 30, func(s *style.Style) {
			s.BorderImage = cutBorder(style.URL{Src: "p"}, 3, 8, r)
			s.BorderImage.Outset[style.Left].Length = style.Px(4)
		})
		got := paintPage(t, 60, 50, box(0, 0, 60, 50, nil, b), opts)
		for y := range 50 {
			for x := range 60 {
				want := color.RGBA{255, 255, 255, 255} // the canvas
				if x >= 6 && x < 50 && y >= 10 && y < 40 {
					part := func(v, from, to int) uint8 {
						switch {
						case v < from+8:
							return 0
						case v < to-8:
							return 100
						}
						return 200
					}
					want = color.RGBA{R: part(x, 6, 50), G: part(y, 10, 40), A: 255}
				}
				if c := got.RGBAAt(x, y); c != want {
					t.Fatalf("repeat %d: (%d,%d) is %v, not %v", r, x, y, c, want)
				}
			}
		}
	}
}

// Without its picture a border is drawn as its style says; with it, the picture alone.
func TestBorderImageInPlaceOfBorder(t *testing.T) {
	for name, img := range map[string]image.Image{"missing": nil, "there": nineColors()} {
		b := box(0, 0, 40, 40, func(s *style.Style) {
			s.Border = allBorders(6, style.BorderSolid, rgb(0x0000ff))
			s.BorderImage = cutBorder(style.URL{Src: "p"}, 3, 3, style.RepeatStretch)
			s.BorderImage.Fill = false
		})
		got := paintPage(t, 40, 40, box(0, 0, 40, 40, nil, b), Options{Images: func(string) image.Image { return img }})
		want := [2]color.RGBA{{R: 200, A: 255}, {255, 255, 255, 255}}
		if img == nil {
			want = [2]color.RGBA{{B: 255, A: 255}, {B: 255, A: 255}}
		}
		if c := [2]color.RGBA{got.RGBAAt(39, 0), got.RGBAAt(20, 5)}; c != want {
			t.Errorf("%s: %v, not %v", name, c, want)
		}
	}
}

// Where not one tile fits, space draws none; otherwise the gaps are alike.
func TestBorderImageSpace(t *testing.T) {
	for size, want := range map[float64]axis{30: {at: 12.5, size: 30, step: 32.5}, 100: {at: 10, size: 100, step: 100}} {
		if got, ok := borderTiling(style.RepeatSpace, stretched(10, 100), size); !ok || got != want {
			t.Errorf("%v px: %+v %v", size, got, ok)
		}
	}
	if _, ok := borderTiling(style.RepeatSpace, stretched(10, 100), 101); ok {
		t.Error("a tile too large for the side")
	}
}

// A page of more and larger border images than a card can have is told so.
func TestBorderImagesAreBounded(t *testing.T) {
	root := box(0, 0, 100, 100, nil)
	for range 3000 {
		root.Children = append(root.Children, box(0, 0, 100, 100, func(s *style.Style) {
			s.BorderImage = cutBorder(&style.LinearGradient{Line: style.Line{Stops: stops(rgb(0), rgb(0xffffff))}}, 10, 10, style.RepeatStretch)
		}))
	}
	dst := image.NewRGBA(image.Rect(0, 0, 100, 100))
	if err := Draw(dst, root, Options{}); !errors.Is(err, ErrSimplified) {
		t.Errorf("3,000 border images: %v", err)
	}
	pic := image.NewRGBA(image.Rect(0, 0, maxBorderPicture+100, 1))
	p := painter{opts: Options{Images: func(string) image.Image { return pic }}, plain: true}
	var b borderPicture
	if !p.readBorderPicture(&b, "p", raster.XYWH(0, 0, 100, 100)) || b.pixels.Rect.Dx() != maxBorderPicture || b.w != maxBorderPicture+100 {
		t.Errorf("a wide picture: %v of %v", b.pixels.Rect, b.w)
	}
}
