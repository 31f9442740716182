package render

import (
	"context"
	"fmt"
	"image"
	"sync"
	"testing"
)

// TestCodeIsDrawnFromMemory: the picture that a page refers to is the one that
// was made for it, pixel for pixel what its address holds.
func TestCodeIsDrawnFromMemory(t *testing.T) {
	tmpl := loadCard(t, "poster")
	data := fixtures()[0].data
	job := Job{Template: tmpl, Data: &data, Images: fixtureImages()}
	p, err := newTestRenderer().layout(context.Background(), &job)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for src, img := range p.pictures.byAddress {
		kept := tmpl.codes.image(src)
		if kept == nil {
			continue
		}
		found++
		if img != image.Image(kept) {
			t.Error("the code was decoded again")
		}
		decoded, err := decodeData(src[len(dataPrefix):])
		if err != nil {
			t.Fatal(err)
		}
		for y := range kept.Rect.Dy() {
			for x := range kept.Rect.Dx() {
				r, g, b, a := kept.At(x, y).RGBA()
				if r2, g2, b2, a2 := decoded.At(x, y).RGBA(); r != r2 || g != g2 || b != b2 || a != a2 {
					t.Fatalf("differs from its address at %d,%d", x, y)
				}
			}
		}
	}
	if found != 1 {
		t.Errorf("%d codes on the page, want 1", found)
	}
}

func TestCodesAreBounded(t *testing.T) {
	var c codes
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range 50 {
				address := fmt.Sprintf("https://news.example.com/%d", (g+i)%40)
				src, err := c.qr(address)
				if want, _ := qrAddress(address); err != nil || src != want {
					t.Errorf("%s: another code, %v", address, err)
				}
			}
		})
	}
	wg.Wait()
	if len(c.recent) > maxCodes {
		t.Errorf("%d codes are kept", len(c.recent))
	}
	if src, err := c.qr("http://localhost/"); src != "" || err != nil {
		t.Errorf("localhost: %q, %v", src, err)
	}
}

// TestKeptCodeHasItsWidth: what is kept is as wide as what is made anew.
func TestKeptCodeHasItsWidth(t *testing.T) {
	var c codes
	for _, address := range []string{"https://a.example/1", "https://news.example.com/2026/09/18/wind-power", "ftp://no.example"} {
		for range 2 {
			got, err := c.qrWidth(address)
			if want, _ := qrWidth(address); err != nil || got != want {
				t.Errorf("%s: %d, %v; want %d", address, got, err, want)
			}
		}
	}
}
