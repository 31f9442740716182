//go:build !race

package main

import (
	"bytes"
	"image"
	"image/jpeg"
	"net/http"
	"sync"
	"testing"
)

// 80 clients that upload pictures of nearly the largest size at once cost a bounded
// amount of memory.
func TestAttackUploads(t *testing.T) {
	p := start(t, "--log-level", "error")
	if status := request(http.MethodPut, p.address+"/v1/articles/a", "application/json",
		[]byte(`{"title":"晨报"}`)); status != http.StatusCreated {
		t.Fatalf("storing an article: %d", status)
	}
	var picture bytes.Buffer
	if err := jpeg.Encode(&picture, image.NewYCbCr(image.Rect(0, 0, 5000, 4000), image.YCbCrSubsampleRatio420), nil); err != nil {
		t.Fatal(err)
	}
	file := append(picture.Bytes(), make([]byte, 9_800_000-picture.Len())...)
	var answers statuses
	var clients sync.WaitGroup
	for range 80 {
		clients.Go(func() { answers.add(request(http.MethodPut, p.address+"/v1/articles/a/cover", "image/jpeg", file)) })
	}
	clients.Wait()
	t.Logf("%d MB, answers %v", p.peak(t), answers.n)
	if p.peak(t) > 512 {
		t.Errorf("it took %d MB, more than 512", p.peak(t))
	}
	if answers.n[0] > 0 {
		t.Errorf("%d uploads had no answer", answers.n[0])
	}
}
