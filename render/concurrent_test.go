package render

import (
	"bytes"
	"context"
	"sync"
	"testing"

	"sharecard/fonts"
)

// TestConcurrentRendersAreEqual draws mixed cards from 64 goroutines and
// compares each with the bytes of a serial run by another renderer.
func TestConcurrentRendersAreEqual(t *testing.T) {
	var jobs []Job
	for _, name := range cardNames {
		tmpl := loadCard(t, name)
		for _, f := range fixtures() {
			jobs = append(jobs, Job{Template: tmpl, Data: &f.data, Images: fixtureImages()})
		}
	}
	serial := make([][]byte, len(jobs))
	r := New(fonts.Builtin())
	for i, job := range jobs {
		img, err := r.Render(context.Background(), job)
		if err != nil {
			t.Fatal(err)
		}
		serial[i] = img.Bytes
	}

	r = New(fonts.Builtin())
	var wg sync.WaitGroup
	for g := range 64 {
		wg.Go(func() {
			i := g * 5 % len(jobs)
			img, err := r.Render(context.Background(), jobs[i])
			if err != nil {
				t.Error(err)
			} else if !bytes.Equal(img.Bytes, serial[i]) {
				t.Errorf("job %d differs from its serial run", i)
			}
		})
	}
	wg.Wait()
}
