package paint

import (
	"image"
	"runtime"
	"sync"
	"testing"
	"time"

	"sharecard/render/style"
)

// A picture is scaled once for each place, and what is kept is drawn alike.
func TestPicturesAreKept(t *testing.T) {
	pic := photo(300, 200)
	opts := Options{Images: func(string) image.Image { return pic }, Pictures: NewPictureCache(1 << 20)}
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
	cache := NewPictureCache(1 << 20)
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

func TestPictureCacheIsBounded(t *testing.T) {
	const limit = 100_000
	cache := NewPictureCache(limit)
	pic := photo(90, 90)
	made := 0
	scaled := func(w int) {
		k := pictureKey{w: w, h: 50, crop: image.Rect(0, 0, w, 50)}
		cache.scaled(pic, k, func() scaledPicture { made++; return newScaled(image.NewRGBA(k.crop)) })
	}
	for w := range 100 {
		scaled(w + 1)
		if n := cache.Bytes(); n > limit {
			t.Fatalf("%d bytes are kept, %d allowed", n, limit)
		}
	}
	made = 0
	scaled(100)
	scaled(1)
	if made != 1 {
		t.Errorf("%d were made anew, want the one not used for longest", made)
	}
	scaled(1000) // 200 KB: would drive out everything else
	if n := cache.Bytes(); n == 0 || n > limit {
		t.Errorf("%d bytes are kept after one that is too large", n)
	}
}

// What was made of a picture goes when the picture does.
func TestPictureCacheLetsGo(t *testing.T) {
	cache := NewPictureCache(1 << 20)
	k := pictureKey{w: 50, h: 50, crop: image.Rect(0, 0, 50, 50)}
	pic := photo(90, 90)
	for range 2 {
		cache.scaled(pic, k, func() scaledPicture { return newScaled(image.NewRGBA(k.crop)) })
	}
	if cache.Bytes() == 0 {
		t.Fatal("nothing was kept")
	}
	runtime.KeepAlive(pic)
	for deadline := time.Now().Add(10 * time.Second); cache.Bytes() > 0; {
		if time.Now().After(deadline) {
			t.Fatal("still kept")
		}
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	cache.mu.Lock()
	defer cache.mu.Unlock()
	if n := len(cache.byKey) + len(cache.watched) + cache.recent.Len(); n > 0 {
		t.Errorf("%d traces remain", n)
	}
}

// A part of the source is no copy: to keep it would keep the source.
func TestPartsOfTheSourceAreNotKept(t *testing.T) {
	cache := NewPictureCache(1 << 20)
	pic := photo(90, 90)
	k := pictureKey{w: 90, h: 90, crop: image.Rect(10, 10, 40, 40)}
	cache.scaled(pic, k, func() scaledPicture { return newScaled(resample(pic, k.w, k.h, k.crop, false)) })
	if n := cache.Bytes(); n > 0 {
		t.Errorf("%d bytes are kept", n)
	}
}

func TestPictureCacheIsConcurrent(t *testing.T) {
	cache := NewPictureCache(50_000)
	pics := []*image.RGBA{photo(30, 30), photo(40, 40), photo(50, 50)}
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 200 {
				src := pics[(g+i)%len(pics)]
				k := pictureKey{w: 10 + i%20, h: 60, crop: image.Rect(0, 0, 10+i%20, 60)}
				want := uint8(src.Rect.Dx())
				got := cache.scaled(src, k, func() scaledPicture {
					m := image.NewRGBA(k.crop)
					m.Pix[0] = want
					return newScaled(m)
				})
				if got.Pix[0] != want || got.Rect != k.crop {
					t.Errorf("got the picture of another")
					return
				}
			}
		})
	}
	wg.Wait()
}
