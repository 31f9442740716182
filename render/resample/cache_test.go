package resample

import (
	"image"
	"runtime"
	"sync"
	"testing"
	"time"
)

func TestCacheIsBounded(t *testing.T) {
	const limit = 100_000
	cache := NewCache(limit)
	pic := photo(90, 90)
	made := 0
	scaled := func(w int) {
		k := Spec{W: w, H: 50, Crop: image.Rect(0, 0, w, 50)}
		cache.load(pic, k, func() Picture { made++; return NewPicture(image.NewRGBA(k.Crop)) })
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
func TestCacheLetsGo(t *testing.T) {
	cache := NewCache(1 << 20)
	k := Spec{W: 50, H: 50, Crop: image.Rect(0, 0, 50, 50)}
	pic := photo(90, 90)
	for range 2 {
		cache.load(pic, k, func() Picture { return NewPicture(image.NewRGBA(k.Crop)) })
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
	cache := NewCache(1 << 20)
	pic := photo(90, 90)
	k := Spec{W: 90, H: 90, Crop: image.Rect(10, 10, 40, 40)}
	cache.load(pic, k, func() Picture { return NewPicture(resize(pic, k.W, k.H, k.Crop, false)) })
	if n := cache.Bytes(); n > 0 {
		t.Errorf("%d bytes are kept", n)
	}
}

func TestCacheIsConcurrent(t *testing.T) {
	cache := NewCache(50_000)
	pics := []*image.RGBA{photo(30, 30), photo(40, 40), photo(50, 50)}
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 200 {
				src := pics[(g+i)%len(pics)]
				k := Spec{W: 10 + i%20, H: 60, Crop: image.Rect(0, 0, 10+i%20, 60)}
				want := uint8(src.Rect.Dx())
				got := cache.load(src, k, func() Picture {
					m := image.NewRGBA(k.Crop)
					m.Pix[0] = want
					return NewPicture(m)
				})
				if got.Pix[0] != want || got.Rect != k.Crop {
					t.Errorf("got the picture of another")
					return
				}
			}
		})
	}
	wg.Wait()
}
