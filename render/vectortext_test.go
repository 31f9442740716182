package render

import (
	"fmt"
	"image"
	"os"
	"path/filepath"
	"testing"
)

// Text of vector pictures stands where Chromium has it: the ink of each picture of
// the fixtures within 1 px on every side.
func TestVectorTextStandsAsInChromium(t *testing.T) {
	files, err := filepath.Glob(oracleDir + "/svg-text-*.png")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	const w, h = 160, 80
	r := newTestRenderer()
	for _, file := range files {
		name := filepath.Base(file[:len(file)-len(".png")])
		want, err := readPNG(file)
		if err != nil {
			t.Fatal(err)
		}
		tmpl, _, err := Load(os.DirFS(oracleDir), name)
		if err != nil {
			t.Fatal(err)
		}
		s := laidOut(t, r, Job{Template: tmpl})
		got := painted(t, s)
		for _, d := range s.report.Diagnostics {
			t.Errorf("%s: %v", name, d)
		}
		for y := 0; y < want.Rect.Dy(); y += h {
			for x := 0; x < want.Rect.Dx(); x += w {
				cell := image.Rect(x, y, x+w, y+h)
				a, b := inkBox(got, cell), inkBox(want, cell)
				near := func(a, b int) bool { return a-b <= 1 && b-a <= 1 }
				if !near(a.Min.X, b.Min.X) || !near(a.Min.Y, b.Min.Y) || !near(a.Max.X, b.Max.X) || !near(a.Max.Y, b.Max.Y) {
					t.Errorf("%s, picture %s: ink in %v, Chromium's in %v", name, fmt.Sprint(y/h+1, ".", x/w+1), a, b)
				}
			}
		}
		s.release()
	}
}

// inkBox is where a part of a picture differs clearly from its first pixel.
func inkBox(img *image.RGBA, in image.Rectangle) image.Rectangle {
	var box image.Rectangle
	ground := img.RGBAAt(in.Min.X, in.Min.Y)
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x++ {
			c := img.RGBAAt(x, y)
			far := func(a, b uint8) bool { return int(a)-int(b) > 48 || int(b)-int(a) > 48 }
			if far(c.R, ground.R) || far(c.G, ground.G) || far(c.B, ground.B) {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box.Sub(in.Min)
}
