package templates

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"testing"
)

// landscape is a sky over a ground, with some texture.
func landscape(sky, ground color.RGBA) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, 480, 300))
	for y := range 300 {
		for x := range 480 {
			c := sky
			if y >= 150 {
				c = ground
			}
			c.R, c.G, c.B = c.R^uint8(x%13), c.G^uint8(y%11), c.B^uint8((x+y)%17)
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

func TestTone(t *testing.T) {
	white, night, grass := color.RGBA{240, 240, 240, 255}, color.RGBA{10, 14, 30, 255}, color.RGBA{40, 96, 32, 255}
	for _, test := range []struct {
		name   string
		img    image.Image
		bright bool
		top    string
	}{
		{"a pale sky over grass", landscape(white, grass), false, "top-bright"},
		{"a night sky over snow", landscape(night, white), true, "top-dark"},
		{"night", landscape(night, night), false, "top-dark"},
	} {
		got := ToneOf(test.img)
		if got.Bright != test.bright || got.Top != test.top || got.Flat {
			t.Errorf("%s: %+v", test.name, got)
		}
	}
	// Black words do not stand out from leaves, however bright.
	leaves := landscape(white, grass)
	for x := 0; x < leaves.Bounds().Dx(); x += 20 {
		draw.Draw(leaves, image.Rect(x, 0, x+10, 200), image.NewUniform(color.RGBA{170, 190, 150, 255}), image.Point{}, draw.Src)
	}
	if got := ToneOf(leaves).Top; got != "top-busy" {
		t.Errorf("bright leaves: %s", got)
	}
	high := Data{Cover: "cover", CoverInfo: Cover{FocusY: 15, Tone: Tone{Top: "top-bright"}}}
	if got := high.Top(); got != "top-busy" {
		t.Errorf("a masthead over a subject that stands high: %s", got)
	}
	// The grounds have the hue of the picture's lower part.
	green := ToneOf(landscape(night, grass))
	for _, ground := range []string{green.Dark, green.Light} {
		var r, g, b int
		if _, err := fmt.Sscanf(ground, "#%02x%02x%02x", &r, &g, &b); err != nil || g <= r || g <= b {
			t.Errorf("the ground of a meadow is %s, %v", ground, err)
		}
	}
}

// The leading colour is the one that the eye remembers: a little of a strong one
// more than much of a weak one, and none of a grey picture.
func TestLeadingColour(t *testing.T) {
	fog, sea, red := color.RGBA{150, 154, 150, 255}, color.RGBA{120, 140, 160, 255}, color.RGBA{200, 40, 30, 255}
	boat := landscape(fog, sea)
	draw.Draw(boat, image.Rect(200, 140, 280, 200), image.NewUniform(red), image.Point{}, draw.Src)
	var r, g, b int
	if got := ToneOf(boat).Accent; got == "" {
		t.Error("a red boat on a pale sea has no leading colour")
	} else if _, err := fmt.Sscanf(got, "#%02x%02x%02x", &r, &g, &b); err != nil || r < 2*g || r < 2*b {
		t.Errorf("a red boat on a pale sea: %s, %v", got, err)
	}
	grey := image.NewGray(image.Rect(0, 0, 90, 60))
	draw.Draw(grey, image.Rect(20, 10, 60, 40), image.White, image.Point{}, draw.Src)
	if got := ToneOf(grey).Accent; got != "" {
		t.Errorf("a grey picture: %s", got)
	}
}

func TestFlatPictures(t *testing.T) {
	logo := image.NewRGBA(image.Rect(0, 0, 300, 300))
	draw.Draw(logo, logo.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(logo, image.Rect(60, 60, 200, 200), image.NewUniform(color.RGBA{200, 20, 30, 255}), image.Point{}, draw.Src)
	clear := image.NewRGBA(image.Rect(0, 0, 300, 300))
	draw.Draw(clear, image.Rect(0, 0, 250, 300), image.NewUniform(color.RGBA{200, 20, 30, 255}), image.Point{}, draw.Src)
	for name, img := range map[string]image.Image{"a logo on white": logo, "one on nothing": clear} {
		if !ToneOf(img).Flat {
			t.Errorf("%s is taken for a photograph", name)
		}
	}
	if got := ToneOf(image.NewRGBA(image.Rectangle{})); got != (Tone{}) {
		t.Errorf("no picture has the tone %+v", got)
	}
}
