package paint

import (
	"image"
	"testing"

	"sharecard/render/resample"
	"sharecard/render/style"
)

// A picture is scaled once for each place, and what is kept is drawn alike.
func TestPicturesAreKept(t *testing.T) {
	pic := photo(300, 200)
	opts := Options{Images: func(string) image.Image { return pic }, Pictures: resample.NewCache(1 << 20)}
	root := box(0, 0, 100, 60, nil, pictureBox(func(s *style.Style) { s.ObjectFit = style.FitCover }))
	first := paintPage(t, 100, 60, root, opts)
	kept := opts.Pictures.Bytes()
	second := paintPage(t, 100, 60, root, opts)
	if n, where := apart(first, second); n != 0 {
		t.Errorf("the kept picture is drawn %d/255 apart at %s", n, where)
	}
	if kept == 0 || opts.Pictures.Bytes() != kept {
		t.Errorf("%d bytes after the first drawing, %d after the second", kept, opts.Pictures.Bytes())
	}
	paintPage(t, 100, 60, root, Options{Images: opts.Images, Pictures: opts.Pictures, Coarse: 4}) // too small to be spared
	opts.Scale = 2
	paintPage(t, 200, 120, root, opts)
	if n := opts.Pictures.Bytes(); n != 5*kept {
		t.Errorf("%d bytes after another scale, want %d", n, 5*kept)
	}
}

// The same address may show another picture: what counts is the picture.
func TestKeptPictureIsOfItsSource(t *testing.T) {
	cache := resample.NewCache(1 << 20)
	root := box(0, 0, 100, 60, nil, pictureBox(nil))
	draw := func(pic image.Image) *image.RGBA {
		return paintPage(t, 100, 60, root, Options{Images: func(string) image.Image { return pic }, Pictures: cache})
	}
	a, b := halves(20, 20), halves(20, 20)
	for i := range b.Pix {
		b.Pix[i] = 255
	}
	if n, _ := apart(draw(a), draw(b)); n != 255 {
		t.Errorf("both pictures are drawn alike")
	}
}
