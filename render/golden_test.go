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

// goldenCases are the contents that change a layout, by their names among
// templates.StressCases.
var goldenCases = []string{
	"cover", "plain", "four-characters-cover", "sixty-characters", "tall-cover", "logo-cover",
	"long-names", "five-credits", "quote-portrait", "titled-items", "no-source", "title-only",
}

// TestGoldens draws every built-in card in every theme with a covering set of
// contents and compares it, at 360 px wide, with the picture that was looked at.
// Five drawings a card make every pair of card and theme, of card and kind of
// content, and of theme and content appear; the full product would say little
// more. -update rewrites the pictures.
func TestGoldens(t *testing.T) {
	skipInShort(t)
	byName := map[string]templates.Case{}
	for _, c := range templates.StressCases() {
		byName[c.Name] = c
	}
	r := newTestRenderer()
	used := map[string]bool{}
	draw := func(name, theme, content string) {
		c, ok := byName[content]
		if !ok {
			t.Fatalf("there is no case %s", content)
		}
		file := name + "-" + theme + "-" + content + ".png"
		used[file] = true
		t.Run(strings.TrimSuffix(file, ".png"), func(t *testing.T) {
			c.Data.Theme = theme
			checkGolden(t, file, drawSmall(t, r, Job{
				Template: loadLayout(t, name, theme), Data: &c.Data, Dark: theme == "ink", Images: caseImages(&c),
			}))
		})
	}
	for i, name := range allCards() {
		for k := range 5 {
			draw(name, allThemes[k%len(allThemes)], goldenCases[(i+5*k)%len(goldenCases)])
		}
		for k, theme := range themesOf(t, name)[len(allThemes):] { // two of each layout of a theme's own
			draw(name, theme, "cover")
			draw(name, theme, goldenCases[1+(i+k)%(len(goldenCases)-1)])
		}
	}
	for i, name := range []string{"number", "alert", "debunk", "timeline", "daily"} { // what they are for
		draw(name, allThemes[i%4], "own-parts")
		draw(name, allThemes[(i+2)%4], "longest")
	}
	draw("digest", "paper", "titled-items") // what these two are for
	draw("digest", "ink", "ten-items")
	draw("quote", "ink", "quote-portrait")
	files, err := filepath.Glob(goldenDir + "/*.png")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if used[filepath.Base(f)] {
			continue
		}
		if *update {
			if err := os.Remove(f); err != nil {
				t.Fatal(err)
			}
			continue
		}
		t.Errorf("%s belongs to no test", f)
	}
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
