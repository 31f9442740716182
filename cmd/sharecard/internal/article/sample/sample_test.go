package sample_test

import (
	"context"
	"errors"
	"image"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"unicode/utf8"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/sample"
)

func TestSamplesVary(t *testing.T) {
	samples, err := sample.Articles()
	if err != nil {
		t.Fatal(err)
	}
	has := map[string]bool{}
	ids := map[string]bool{}
	for _, a := range samples {
		if !article.ValidID(a.ID) || ids[a.ID] {
			t.Errorf("ID %q is invalid or used twice", a.ID)
		}
		ids[a.ID] = true
		n := utf8.RuneCountInString(a.Title)
		has["long title"] = has["long title"] || n > 40
		has["short title"] = has["short title"] || n <= 6
		has["cover"] = has["cover"] || a.Cover != nil
		has["no cover"] = has["no cover"] || a.Cover == nil
		has["no summary"] = has["no summary"] || a.Summary == ""
		has["no kicker"] = has["no kicker"] || a.Kicker == ""
		has["digest"] = has["digest"] || len(a.Items) >= 5
		has["quote"] = has["quote"] || a.Quote != ""
		if a.Cover != nil && !article.IsSampleCover(a.Cover.URL) {
			t.Errorf("%s: cover %s is not drawn", a.ID, a.Cover.URL)
		}
	}
	for _, want := range []string{"long title", "short title", "cover", "no cover", "no summary", "no kicker", "digest", "quote"} {
		if !has[want] {
			t.Errorf("no sample with %s", want)
		}
	}
}

// TestCover looks for what makes a cover a picture rather than a flat
// area; with SHARECARD_SAVE set to a folder it also writes them there.
func TestCover(t *testing.T) {
	for _, name := range []string{"dawn", "lighthouse"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := sample.Cover("sample:" + name)
			if m.Bounds() != image.Rect(0, 0, 1600, 900) {
				t.Errorf("it is %v", m.Bounds())
			}
			colours := map[any]bool{}
			for y := 0; y < 900; y += 9 {
				for x := 0; x < 1600; x += 16 {
					c := m.At(x, y)
					colours[c] = true
					if _, _, _, alpha := c.RGBA(); alpha != 0xffff {
						t.Fatalf("it is not opaque at %d,%d", x, y)
					}
				}
			}
			if len(colours) < 500 {
				t.Errorf("it has only %d colours", len(colours))
			}
			if dir := os.Getenv("SHARECARD_SAVE"); dir != "" {
				save(t, filepath.Join(dir, name+".png"), m)
			}
		})
	}
	if sample.Cover("sample:none") != nil || sample.Cover("https://news.example.com/a.jpg") != nil {
		t.Error("a cover that no sample has is drawn")
	}
}

// TestDrawer: no more than two are drawn at one time; who waits may leave.
func TestDrawer(t *testing.T) {
	d := sample.NewDrawer()
	drawn, end := make(chan struct{}), make(chan struct{})
	var all sync.WaitGroup
	for range 2 {
		all.Go(func() {
			err := d.Draw(t.Context(), "sample:1x1", func(m image.Image) error {
				if m.Bounds() != image.Rect(0, 0, 1, 1) {
					t.Errorf("it is %v", m.Bounds())
				}
				drawn <- struct{}{}
				<-end
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	<-drawn
	<-drawn
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	use := func(image.Image) error { return fs.ErrInvalid }
	if err := d.Draw(ctx, "sample:1x1", use); !errors.Is(err, context.Canceled) {
		t.Errorf("a third, whose context has ended: %v", err)
	}
	close(end)
	all.Wait()
	if err := d.Draw(t.Context(), "sample:1x1", use); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("the error of its use: %v", err)
	}
}

func save(t *testing.T, path string, m image.Image) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, m); err != nil {
		t.Error(err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}
