package render

import (
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	xdraw "golang.org/x/image/draw"

	"sharecard/templates"
)

var update = flag.Bool("update", false, "write the goldens from what is drawn now")

const (
	goldenDir   = "testdata/golden"
	goldenWidth = 360
	// goldenStep is the step of colour channels in the files, to keep them small.
	goldenStep = 16
	// goldenTolerance is the largest difference of a colour channel that passes: half
	// a step for the file's rounding, and a little as other architectures may
	// round sums differently.
	goldenTolerance = goldenStep/2 + 3
)

// leastGoldens is how many pictures of a card there are at least.
const leastGoldens = 1

// TestGoldens draws the cards that testdata/golden has pictures of and compares them,
// at 360 px wide, with what was looked at. A file is named after the card, the theme
// and one of [templates.StressCases]: "mp-cover-ink-no-source.png". TestPixels holds all
// cards in all themes, on one kind of machine; these show a person what changed, and
// hold the other kinds. -update rewrites the pictures; an empty file becomes a new one.
func TestGoldens(t *testing.T) {
	skipInShort(t)
	r := newTestRenderer()
	files, err := filepath.Glob(goldenDir + "/*.png")
	if err != nil {
		t.Fatal(err)
	}
	byName := goldensByName(t)
	pictures := map[string]int{}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".png")
		t.Run(name, func(t *testing.T) {
			g, ok := byName[name]
			if !ok {
				t.Fatalf("%s names no card, theme and case", name)
			}
			pictures[g.card]++
			g.content.Data.Theme = g.theme
			checkGolden(t, name+".png", drawSmall(t, r, Job{
				Template: loadLayout(t, g.card, g.theme), Data: &g.content.Data, Dark: g.theme == "ink", Images: caseImages(&g.content),
			}))
		})
	}
	for _, card := range allCards() {
		if n := pictures[card]; n < leastGoldens {
			t.Errorf("%s has %d pictures, want %d", card, n, leastGoldens)
		}
	}
}

// golden is what a picture shows.
type golden struct {
	card, theme string
	content     templates.Case
}

// goldensByName are all that a picture may show, by its name.
func goldensByName(t *testing.T) map[string]golden {
	byName := map[string]golden{}
	cases := templates.StressCases()
	for _, card := range allCards() {
		for _, theme := range themesOf(t, card) {
			for _, c := range cases {
				byName[card+"-"+theme+"-"+c.Name] = golden{card, theme, c}
			}
		}
	}
	return byName
}

// drawSmall draws a card and scales it to the width of the goldens.
func drawSmall(t *testing.T, r *Renderer, job Job) *image.RGBA {
	t.Helper()
	s := laidOut(t, r, job)
	defer s.release()
	for _, d := range s.report.Diagnostics {
		t.Errorf("%v", d)
	}
	full := painted(t, s)
	small := image.NewRGBA(image.Rect(0, 0, goldenWidth, s.height*goldenWidth/s.width))
	xdraw.CatmullRom.Scale(small, small.Bounds(), full, full.Bounds(), draw.Src, nil)
	return small
}

// checkGolden compares got with the golden file; a difference writes got and a
// picture of the difference beside each other.
func checkGolden(t *testing.T, file string, got *image.RGBA) {
	t.Helper()
	path := filepath.Join(goldenDir, file)
	if *update {
		coarse := image.NewRGBA(got.Rect)
		for i, v := range got.Pix {
			coarse.Pix[i] = v
			if i%4 < 3 {
				coarse.Pix[i] = uint8(min(255, (int(v)+goldenStep/2)/goldenStep*goldenStep))
			}
		}
		writePNG(t, path, paletted(coarse))
		return
	}
	want, err := readPNG(path)
	if err != nil {
		t.Fatalf("no golden to compare with: %v", err)
	}
	if want.Bounds() != got.Bounds() {
		t.Fatalf("is %v, golden is %v", got.Bounds().Size(), want.Bounds().Size())
	}
	worst, diff := difference(got, want)
	if worst > goldenTolerance {
		dir := filepath.Join("testdata", "failed")
		writePNG(t, filepath.Join(dir, "got-"+file), got)
		writePNG(t, filepath.Join(dir, "diff-"+file), diff)
		t.Errorf("differs from %s by up to %d of 255; see %s", path, worst, dir)
	}
}

// difference returns the largest difference of a channel, and a picture of all
// differences.
func difference(a, b *image.RGBA) (int, *image.RGBA) {
	worst := 0
	out := image.NewRGBA(a.Bounds())
	for i := range a.Pix {
		d := int(a.Pix[i]) - int(b.Pix[i])
		if d < 0 {
			d = -d
		}
		worst = max(worst, d)
		out.Pix[i] = uint8(255 - min(255, 8*d))
		if i%4 == 3 {
			out.Pix[i] = 255
		}
	}
	return worst, out
}

// paletted returns img with a palette, as it is where it has over 256 colours.
func paletted(img *image.RGBA) image.Image {
	index := map[color.RGBA]uint8{}
	out := image.NewPaletted(img.Rect, nil)
	for i := range out.Pix {
		c := color.RGBA{img.Pix[4*i], img.Pix[4*i+1], img.Pix[4*i+2], img.Pix[4*i+3]}
		n, known := index[c]
		if !known {
			if len(index) == 256 {
				return img
			}
			n = uint8(len(index))
			index[c] = n
			out.Palette = append(out.Palette, c)
		}
		out.Pix[i] = n
	}
	return out
}

func readPNG(path string) (*image.RGBA, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		return nil, err
	}
	out := image.NewRGBA(img.Bounds())
	draw.Draw(out, out.Bounds(), img, image.Point{}, draw.Src)
	return out, nil
}

func writePNG(t *testing.T, path string, img image.Image) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(f, img); err != nil {
		t.Fatal(err)
	}
}
