package render

import (
	"context"
	"encoding/json"
	"fmt"
	"image"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The fixtures of testdata/oracle with what Chromium made of them; see
// render/internal/oracle, which writes the expectations.
const (
	oracleDir    = "testdata/oracle"
	scoresFile   = oracleDir + "/scores.json"
	oracleWithin = 1.0 // px
	// scoreSlack is how much worse than the kept one a score may be: other
	// architectures may round sums differently.
	scoreSlack = 0.02
)

// expected is an element as Chromium placed it.
type expected struct {
	Tag, ID, Class string
	X, Y, W, H     float64
	Lines          []struct {
		Text   string
		X, Top float64
	}
	Children []*expected
}

// TestOracle lays out and draws every fixture: boxes and lines within 1 px of
// Chromium's, and pixels no further from Chromium's than the score that is
// kept. -update keeps the scores of now.
func TestOracle(t *testing.T) {
	files, err := filepath.Glob(oracleDir + "/*.html")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	kept := map[string]float64{}
	if src, err := os.ReadFile(scoresFile); err == nil {
		if err := json.Unmarshal(src, &kept); err != nil {
			t.Fatal(err)
		}
	} else if !*update {
		t.Fatal(err)
	}
	r := newTestRenderer()
	scores := map[string]float64{}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".html")
		t.Run(name, func(t *testing.T) {
			src, err := os.ReadFile(filepath.Join(oracleDir, name+".json"))
			if err != nil {
				t.Fatal(err)
			}
			var want expected
			if err := json.Unmarshal(src, &want); err != nil {
				t.Fatal(err)
			}
			checkPlaces(t, r, oracleDir, name, &want)
			score := pixelScore(t, r, name)
			scores[name] = score
			best, known := kept[name]
			switch {
			case *update:
			case !known:
				t.Errorf("no kept score; this one is %.3f", score)
			case score > best+scoreSlack:
				t.Errorf("pixels differ by %.3f %%, kept is %.3f %%", score, best)
			}
			t.Logf("pixels differ by %.3f %%", score)
		})
	}
	if *update {
		src, err := json.MarshalIndent(scores, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(scoresFile, append(src, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// checkPlaces compares the boxes and lines of a fixture with Chromium's.
func checkPlaces(t *testing.T, r *Renderer, dir, name string, want *expected) {
	t.Helper()
	tmpl, _, err := Load(os.DirFS(dir), name)
	if err != nil {
		t.Fatal(err)
	}
	got, err := r.Inspect(context.Background(), os.DirFS(dir), name+".html", PageOptions{Width: tmpl.Width, Height: tmpl.Height})
	if err != nil {
		t.Fatal(err)
	}
	body := got.Root.Children[len(got.Root.Children)-1]
	comparePlaces(t, "body", body, want)
}

func comparePlaces(t *testing.T, path string, got *Element, want *expected) {
	t.Helper()
	for i, d := range []float64{got.X - want.X, got.Y - want.Y, got.W - want.W, got.H - want.H} {
		if math.Abs(d) > oracleWithin {
			t.Errorf("%s: %c is off by %.2f px: %.2f %.2f %.2f %.2f, Chromium %.2f %.2f %.2f %.2f",
				path, "xywh"[i], d, got.X, got.Y, got.W, got.H, want.X, want.Y, want.W, want.H)
			break
		}
	}
	if len(want.Lines) > 0 {
		compareLines(t, path, got, want)
	}
	if want.Children == nil {
		return // what stands in an svg is not compared
	}
	if len(got.Children) != len(want.Children) {
		t.Errorf("%s: %d children, Chromium %d", path, len(got.Children), len(want.Children))
		return
	}
	for i, c := range want.Children {
		comparePlaces(t, fmt.Sprintf("%s > %s(%d)", path, c.Tag, i), got.Children[i], c)
	}
}

func compareLines(t *testing.T, path string, got *Element, want *expected) {
	t.Helper()
	var have, chromium []string
	var left, tops []float64
	for _, l := range got.Lines {
		if text := strings.Join(strings.Fields(l.Text), " "); text != "" { // an empty line has no place in Chromium
			have, left, tops = append(have, text), append(left, l.X), append(tops, l.Y)
		}
	}
	for _, l := range want.Lines {
		chromium = append(chromium, l.Text)
	}
	if a, b := strings.Join(have, "|"), strings.Join(chromium, "|"); a != b {
		t.Errorf("%s: lines are\n%s, Chromium\n%s", path, a, b)
		return
	}
	for i, l := range want.Lines {
		d := left[i] - l.X
		if l.Top > 0 {
			d = tops[i] - l.Top
		}
		if math.Abs(d) > oracleWithin {
			t.Errorf("%s: line %d is off by %.2f px", path, i+1, d)
		}
	}
}

// pixelScore draws a fixture and returns the mean difference from Chromium's
// picture, in percent of the full range.
func pixelScore(t *testing.T, r *Renderer, name string) float64 {
	t.Helper()
	want, err := readPNG(filepath.Join(oracleDir, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	tmpl, _, err := Load(os.DirFS(oracleDir), name)
	if err != nil {
		t.Fatal(err)
	}
	job := Job{Template: tmpl}
	s := laidOut(t, r, job)
	defer s.release()
	got := painted(t, s)
	if got.Rect != want.Rect {
		t.Fatalf("is %v, Chromium's is %v", got.Rect.Size(), want.Rect.Size())
	}
	return meanDifference(got, want)
}

func meanDifference(a, b *image.RGBA) float64 {
	sum := 0
	for i := range a.Pix {
		d := int(a.Pix[i]) - int(b.Pix[i])
		sum += max(d, -d)
	}
	return float64(sum) / float64(len(a.Pix)) / 255 * 100
}
