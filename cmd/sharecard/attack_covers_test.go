//go:build !race

package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"testing"
)

// photograph is a JPEG that does not compress well, of that size.
func photograph(t *testing.T, width, height int) []byte {
	t.Helper()
	img, noise := image.NewYCbCr(image.Rect(0, 0, width, height), image.YCbCrSubsampleRatio420), rand.New(rand.NewPCG(1, 2))
	for i := range img.Y {
		img.Y[i] = uint8(i/width*255/height) ^ uint8(noise.IntN(16))
	}
	for i := range img.Cb {
		img.Cb[i], img.Cr[i] = 110, 140
	}
	var file bytes.Buffer
	if err := jpeg.Encode(&file, img, nil); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// clearPNG is a large picture in a small file.
func clearPNG(t *testing.T, img draw.Image) []byte {
	t.Helper()
	for at := range 5000 {
		img.Set(at, at, color.NRGBA{uint8(at), 9, 9, 250}) // so that it is written with alpha
	}
	var file bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&file, img); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// The covers of 64 cards that are asked for at once, each another file of the web, wait
// as files, and few are decoded at one time: whatever they are, they cost a bounded
// amount of memory.
func TestAttackCovers(t *testing.T) {
	padded := func(file []byte) []byte { return append(file, make([]byte, 9_800_000-len(file))...) }
	for name, file := range map[string][]byte{
		"photographs": photograph(t, 1600, 900),
		"25 MP":       photograph(t, 5700, 4300),
		"RGBA":        clearPNG(t, image.NewNRGBA(image.Rect(0, 0, 5000, 5000))),
		"RGBA, deep":  clearPNG(t, image.NewNRGBA64(image.Rect(0, 0, 5000, 5000))), // eight bytes a pixel
		"long files":  padded(photograph(t, 1600, 900)),
	} {
		t.Run(name, func(t *testing.T) {
			host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				// The end is another one for each address, so that each is another file.
				w.Header().Set("Content-Length", strconv.Itoa(len(file)+len(r.URL.Path)))
				_, _ = w.Write(file)
				_, _ = io.WriteString(w, r.URL.Path)
			}))
			defer host.Close()
			p := start(t, "--log-level", "error", "--allow-fetch", "127.0.0.0/8")
			before := p.cpu(t)
			var answers statuses
			var clients sync.WaitGroup
			for i := range 64 {
				body := fmt.Appendf(nil, `{"template":"og","article":{"title":"晨报","cover":{"url":"%s/%d.jpg"}}}`, host.URL, i)
				clients.Go(func() { answers.add(request(http.MethodPost, p.address+"/v1/cards", "application/json", body)) })
			}
			clients.Wait()
			t.Logf("%d bytes each: %d MB, %v, answers %v", len(file), p.peak(t), p.cpu(t)-before, answers.n)
			if p.peak(t) > 250 {
				t.Errorf("it took %d MB, more than 250", p.peak(t))
			}
			if answers.n[0] > 0 || answers.n[500] > 0 {
				t.Errorf("answers by status: %v", answers.n)
			}
		})
	}
}
