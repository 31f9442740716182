package photo_test

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	stdjpeg "image/jpeg"
	"testing"

	"sharecard/render/photo"
	"sharecard/render/resample"
)

var _ resample.Source = (*photo.JPEG)(nil)

// slope is a JPEG whose colours tell where they are.
func slope(t *testing.T, w, h int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetRGBA(x, y, color.RGBA{uint8(x * 255 / w), uint8(y * 255 / h), 90, 255})
		}
	}
	var file bytes.Buffer
	if err := stdjpeg.Encode(&file, m, nil); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// A photograph comes in the fewest eighths of its size that cover its place, upright,
// and whatever place it was opened for it shows the same.
func TestJPEG(t *testing.T) {
	const w, h = 1600, 900
	file := slope(t, w, h)
	open := func(notes photo.Notes, w0, h0 int) *photo.JPEG {
		t.Helper()
		j, ok := photo.OpenJPEG(file, image.Pt(w, h), notes, w0, h0)
		if !ok {
			t.Fatal("not opened")
		}
		return j
	}
	for _, c := range []struct {
		orientation, w, h int // of the place
		want              image.Point
	}{
		{1, 872, 490, image.Pt(1000, 563)},
		{1, 1, 1, image.Pt(200, 113)},
		{1, 1600, 900, image.Pt(1600, 900)},
		{1, 3000, 100, image.Pt(1600, 900)}, // there is no more
		{1, 10, 451, image.Pt(1000, 563)},
		{6, 490, 872, image.Pt(563, 1000)},
		{3, 200, 113, image.Pt(200, 113)},
	} {
		notes := photo.Notes{Orientation: c.orientation}
		j := open(notes, 0, 0)
		m := j.For(c.w, c.h)
		if m.Bounds() != (image.Rectangle{Max: c.want}) {
			t.Errorf("orientation %d in %d×%d px: %v, want %v", c.orientation, c.w, c.h, m.Bounds(), c.want)
		}
		for _, place := range [][2]int{{c.w, c.h}, {700, 700}} {
			if other := open(notes, place[0], place[1]).For(c.w, c.h); !samePixels(m, other) {
				t.Errorf("in %d×%d px it is another where it was opened for %v", c.w, c.h, place)
			}
		}
		if small := j.Small().Bounds(); small.Dx() < 384 && small.Dy() < 384 || small.Dx() > 400 || small.Dy() > 400 {
			t.Errorf("its small picture has %v", small)
		}
		if size := j.Bounds().Size(); c.orientation == 6 && size != image.Pt(h, w) || c.orientation != 6 && size != image.Pt(w, h) {
			t.Errorf("orientation %d: it has %v", c.orientation, size)
		}
	}
}

// It shows as few pixels as may be kept of one, and its colours where they belong.
func TestJPEGIsBounded(t *testing.T) {
	const w, h = 4000, 3000
	j, ok := photo.OpenJPEG(slope(t, w, h), image.Pt(w, h), photo.Notes{}, 0, 0)
	if !ok {
		t.Fatal("not opened")
	}
	m := j.For(w, h)
	if size := m.Bounds().Size(); size != image.Pt(3000, 2250) {
		t.Fatalf("it is decoded to %v", size)
	}
	for _, img := range []image.Image{m, j, j.Small()} {
		size := img.Bounds().Size()
		r, g, b, _ := img.At(size.X/4, size.Y*3/4).RGBA()
		for i, d := range []int{int(r>>8) - 63, int(g>>8) - 191, int(b>>8) - 90} {
			if d > 6 || d < -6 {
				t.Errorf("%v: channel %d is %d off", size, i, d)
			}
		}
	}
	if without := j.Of(nil).For(w, h); without != j.Small() {
		t.Error("without its file it is not the small picture")
	}
}

// What is cut off, or is of another size than was said, is not opened.
func TestJPEGRefuses(t *testing.T) {
	file := slope(t, 640, 360)
	if _, ok := photo.OpenJPEG(file[:len(file)/2], image.Pt(640, 360), photo.Notes{}, 0, 0); ok {
		t.Error("half a file is opened")
	}
	if _, ok := photo.OpenJPEG(file, image.Pt(320, 360), photo.Notes{}, 0, 0); ok {
		t.Error("one of another width is opened")
	}
}

func samePixels(a, b image.Image) bool {
	flat := func(m image.Image) []byte {
		to := image.NewRGBA(m.Bounds())
		draw.Draw(to, to.Rect, m, m.Bounds().Min, draw.Src)
		return to.Pix
	}
	return bytes.Equal(flat(a), flat(b))
}
