package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sharecard/fonts"
	"sharecard/render"
)

var update = flag.Bool("update", false, "keep the scores of now")

const (
	galleryDir = "render/testdata/gallery"
	scoresFile = galleryDir + "/scores.json"
	// pixelWithin is how far apart the values of a channel may be in a pixel that is
	// alike: a tenth of the range. Engines smooth the edges of glyphs by less.
	pixelWithin = 26
	// mostDiffer and scoreSlack are percent of the pixels of a card: how many may
	// differ, and how many more than the kept score says.
	mostDiffer = 2.0
	scoreSlack = 0.1
)

// TestGalleryPixels draws every card of the gallery in Chromium and with package
// render, and counts the pixels that differ. No card may have more than mostDiffer
// percent of them, or more than the score that is kept. -update keeps those of now.
func TestGalleryPixels(t *testing.T) {
	if testing.Short() {
		t.Skip("draws sixty cards in a browser; run without -short")
	}
	browser := os.Getenv("CHROMIUM")
	if browser == "" {
		browser = "chromium"
	}
	if _, err := exec.LookPath(browser); err != nil {
		t.Skip("there is no chromium to compare with: apt-get install chromium")
	}
	t.Chdir("../../..") // where the command runs
	fixtures, err := fixturesOf(galleryDir)
	if err != nil {
		t.Fatal(err)
	}
	kept := map[string]float64{}
	if src, err := os.ReadFile(scoresFile); err == nil {
		if err := json.Unmarshal(src, &kept); err != nil {
			t.Fatal(err)
		}
	} else if !*update {
		t.Fatal(err)
	}
	b, err := openPlain(t.Context(), galleryDir)
	if err != nil {
		t.Fatal(err)
	}
	defer b.close()
	r := render.New(fonts.Builtin())
	scores := map[string]float64{}
	for _, fixture := range fixtures {
		name := strings.TrimSuffix(filepath.Base(fixture), ".html")
		t.Run(name, func(t *testing.T) {
			score, err := differing(t.Context(), b, r, name)
			if err != nil {
				t.Fatal(err)
			}
			scores[name] = float64(int(score*100+0.5)) / 100
			best, known := kept[name]
			switch {
			case score > mostDiffer:
				t.Errorf("%.2f %% of the pixels differ, at most %.0f %% may", score, mostDiffer)
			case *update:
			case !known:
				t.Errorf("no kept score; this one is %.2f %%", score)
			case score > best+scoreSlack:
				t.Errorf("%.2f %% of the pixels differ, kept is %.2f %%", score, best)
			}
		})
	}
	if *update && len(scores) == len(fixtures) {
		src, err := json.MarshalIndent(scores, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(scoresFile, append(src, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// differing draws a card in both engines and returns how many of its pixels differ,
// in percent.
func differing(ctx context.Context, b *session, r *render.Renderer, name string) (float64, error) {
	seen, err := b.look(name + ".html")
	if err != nil {
		return 0, err
	}
	tmpl, _, err := render.Load(os.DirFS(galleryDir), name)
	if err != nil {
		return 0, err
	}
	ours, err := r.Render(ctx, render.Job{Template: tmpl, Format: render.PNG})
	if err != nil {
		return 0, err
	}
	x, err := png.Decode(bytes.NewReader(seen.pixels))
	if err != nil {
		return 0, err
	}
	y, err := png.Decode(bytes.NewReader(ours.Bytes))
	if err != nil {
		return 0, err
	}
	if x.Bounds() != y.Bounds() {
		return 0, fmt.Errorf("is %v, Chromium's is %v", y.Bounds().Size(), x.Bounds().Size())
	}
	theirs, mine := pixels(x), pixels(y)
	differ := 0
	for i := 0; i < len(mine); i += 4 {
		for c := range 3 {
			if d := int(mine[i+c]) - int(theirs[i+c]); max(d, -d) > pixelWithin {
				differ++
				break
			}
		}
	}
	return 100 * float64(differ) / float64(len(mine)/4), nil
}
