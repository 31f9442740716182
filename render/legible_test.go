package render

import (
	"context"
	"image"
	"image/color"
	_ "image/jpeg" // of photographs
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/image/draw"

	"sharecard/render/layout"
	"sharecard/render/text"
	"sharecard/templates"
)

// allThemes are the values of <html data-theme> that suit every card.
var allThemes = []string{"paper", "clean", "red", "ink"}

// allCards are the names of the built-in cards.
func allCards() []string { return append(append([]string{}, cardNames...), otherCards...) }

const (
	// minContrast is what WCAG 2.2, criterion 1.4.3 asks of text.
	minContrast = 4.5
	// minTextSize is the smallest text in px on a card of textWidth px: what can
	// still be read on a phone that shows it at a third.
	minTextSize = 30.0
	textWidth   = 1080.0
)

// TestContrast draws every card in every theme over covers of white and of
// black, and over a bright one whose tone is known, with its texts and without, and
// measures from the pixels how far each text stands out from what is behind it.
func TestContrast(t *testing.T) {
	skipInShort(t)
	r := newTestRenderer()
	covers := map[string]image.Image{
		"white": sized(image.NewUniform(color.White), 800, 450), "black": sized(image.NewUniform(color.Black), 800, 450),
		"measured": sized(image.NewUniform(color.Gray{200}), 800, 450),
	}
	for _, name := range allCards() {
		if name == "link" {
			continue // its greys are those of WeUI, half of black on white
		}
		for _, theme := range themesOf(t, name) {
			tmpl := loadLayout(t, name, theme)
			for coverName, cover := range covers {
				if coverName != "white" && !slices.Contains(tmpl.Fields(), "Cover") {
					continue // it shows no cover
				}
				t.Run(name+"/"+theme+"/"+coverName, func(t *testing.T) {
					f := fixtures()[6] // a quotation and items
					f.data.Cover = "cover"
					f.data.CoverInfo = templates.Cover{Credit: "林知远 摄", Caption: "傍晚的海上风电场。", FocusX: 50, FocusY: 40, Width: 800, Height: 450}
					if coverName == "measured" {
						f.data.CoverInfo.Tone = templates.ToneOf(cover)
					}
					f.data.Theme = theme
					f.data.Reactions = []templates.Reaction{{Name: "点赞", Count: 128}}
					f.data.Credits = []templates.Credit{{Role: "监制", Name: "周明远"}}
					job := Job{Template: tmpl, Data: &f.data, Dark: theme == "ink", Images: sameImage(cover)}
					drawn, page := drawFull(t, r, job, true)
					ground, _ := drawFull(t, r, job, false)
					for _, run := range glyphRuns(page) {
						if strings.TrimSpace(run.Text) == "" {
							continue
						}
						if got := runContrast(drawn, ground, run.rect); got < minContrast {
							t.Errorf("%s: %.40q stands out from its ground by %.2f, want %.1f", run.element, run.Text, got, minContrast)
						}
					}
				})
			}
		}
	}
}

// TestContrastOverPhotographs measures the texts that stand on pictures, and on the
// grounds that take their tone, over the photographs of the folders that
// SHARECARD_PHOTOS lists.
func TestContrastOverPhotographs(t *testing.T) {
	folders := filepath.SplitList(os.Getenv("SHARECARD_PHOTOS"))
	if len(folders) == 0 {
		t.Skip("SHARECARD_PHOTOS names no folders of photographs")
	}
	r := newTestRenderer()
	for name, photo := range photographs(t, folders) {
		for _, card := range []string{"cover", "square", "xhs", "quote"} {
			f := fixtures()[0]
			size := photo.Bounds().Size()
			f.data.CoverInfo = templates.Cover{Credit: "林知远 摄", FocusX: 50, FocusY: 40, Width: size.X, Height: size.Y, Tone: templates.ToneOf(photo)}
			job := Job{Template: loadCard(t, card), Data: &f.data, Images: sameImage(photo)}
			drawn, page := drawFull(t, r, job, true)
			ground, _ := drawFull(t, r, job, false)
			for _, run := range glyphRuns(page) {
				if got := runContrast(drawn, ground, run.rect); got < minContrast {
					t.Errorf("%s over %s: %.40q stands out by %.2f, want %.1f", card, name, run.Text, got, minContrast)
				}
			}
		}
	}
}

const (
	maxPhotographs = 24
	maxPhotoBytes  = 2 << 20
	photoWidth     = 1200 // px, as the service scales a cover
)

// photographs reads the JPEGs of folders that are large enough to be a picture.
func photographs(t *testing.T, folders []string) map[string]image.Image {
	t.Helper()
	found := map[string]image.Image{}
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(file string, d fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(file) != ".jpg" || len(found) == maxPhotographs {
				return err
			}
			info, err := d.Info()
			if err != nil || !info.Mode().IsRegular() || info.Size() > maxPhotoBytes {
				return err
			}
			f, err := os.Open(file)
			if err != nil {
				return err
			}
			defer f.Close()
			photo, _, err := image.Decode(f)
			if err != nil || photo.Bounds().Dx() < photoWidth/2 {
				return nil // a folder of pictures for tests has damaged ones too
			}
			size := photo.Bounds().Size()
			small := image.NewRGBA(image.Rect(0, 0, photoWidth, photoWidth*size.Y/size.X))
			draw.ApproxBiLinear.Scale(small, small.Rect, photo, photo.Bounds(), draw.Src, nil)
			found[file] = small
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(found) == 0 {
		t.Fatalf("no photographs in %v", folders)
	}
	return found
}

// crowded are the cases in which texts must share little room.
var crowded = []string{"sixty-characters", "long-names", "five-credits", "five-credits-bare", "long-quote", "ten-items", "titled-items"}

// TestTextIsNeverSmall holds every text of every card to the smallest size that
// a phone still shows legibly. The chat bubble is drawn at the size it has there.
func TestTextIsNeverSmall(t *testing.T) {
	r := newTestRenderer()
	for _, name := range allCards() {
		if name == "link" {
			continue
		}
		layouts := []*Template{loadCard(t, name)}
		for _, theme := range themesOf(t, name)[len(allThemes):] {
			layouts = append(layouts, loadLayout(t, name, theme))
		}
		for _, tmpl := range layouts {
			limit := minTextSize * min(1, float64(tmpl.Width)*tmpl.Scale/textWidth) / tmpl.Scale
			for _, c := range templates.StressCases() {
				if !slices.Contains(crowded, c.Name) {
					continue
				}
				job := Job{Template: tmpl, Data: &c.Data, Images: caseImages(&c)}
				s := laidOut(t, r, job)
				s.release()
				for _, text := range s.report.Texts {
					if text.FontSize < limit-.01 {
						t.Errorf("%s, %s: %s is set in %.1f px, want %.1f", tmpl.Name, c.Name, text.Element, text.FontSize, limit)
					}
				}
			}
		}
	}
}

// drawFull returns a copy of the card's pixels, with its texts or without.
func drawFull(t *testing.T, r *Renderer, job Job, texts bool) (*image.RGBA, *state) {
	t.Helper()
	s := laidOut(t, r, job)
	defer s.release()
	if !texts {
		for _, run := range glyphRuns(s) {
			run.Glyphs = nil
		}
	}
	canvas := painted(t, s)
	return &image.RGBA{Pix: append([]uint8{}, canvas.Pix...), Stride: canvas.Stride, Rect: canvas.Rect}, s
}

// placedRun is a run of glyphs of one face and colour, with its place in device
// px.
type placedRun struct {
	*text.GlyphRun
	element string
	rect    image.Rectangle
}

// glyphRuns returns the runs of a page.
func glyphRuns(s *state) []placedRun {
	var runs []placedRun
	walkBoxes(s.root, func(b *layout.Box) {
		if b.Inline == nil || b.Hidden {
			return
		}
		px := func(v float64) int { return int(math.Round(v * s.scale)) }
		for _, f := range b.Inline.Fragments {
			if run, ok := f.(*text.GlyphRun); ok {
				r := b.OnPage(run.Rect, true)
				runs = append(runs, placedRun{run, describe(b.Node.Elem), image.Rect(px(r.X), px(r.Y), px(r.X+r.W), px(r.Y+r.H))})
			}
		}
	})
	return runs
}

// runsOf returns the runs of a box's own text.
func runsOf(b *layout.Box) []*text.GlyphRun {
	var runs []*text.GlyphRun
	for _, f := range b.Inline.Fragments {
		if run, ok := f.(*text.GlyphRun); ok {
			runs = append(runs, run)
		}
	}
	return runs
}

// runContrast is the least contrast of a run's parts, each about two
// characters wide. Of a part the pixel counts that stands out most: strokes are
// blended with the ground at their edges.
func runContrast(drawn, ground *image.RGBA, r image.Rectangle) float64 {
	r = r.Intersect(drawn.Rect)
	least := math.Inf(1)
	for x := r.Min.X; x < r.Max.X; x += 2 * r.Dy() {
		part := image.Rect(x, r.Min.Y, min(x+2*r.Dy(), r.Max.X), r.Max.Y)
		if r.Max.X-part.Max.X < r.Dy() {
			part.Max.X = r.Max.X // no sliver at the end
			x = r.Max.X
		}
		best := 1.0
		for py := part.Min.Y; py < part.Max.Y; py++ {
			for px := part.Min.X; px < part.Max.X; px++ {
				a, b := drawn.RGBAAt(px, py), ground.RGBAAt(px, py)
				if a != b {
					best = max(best, contrast(a, b))
				}
			}
		}
		if best > 1 { // else nothing was painted: a space
			least = min(least, best)
		}
	}
	return least
}

// contrast is the contrast ratio of WCAG 2.2, from 1 to 21.
func contrast(a, b color.RGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + .05) / (min(la, lb) + .05)
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(c color.RGBA) float64 {
	return .2126*linear()[c.R] + .7152*linear()[c.G] + .0722*linear()[c.B]
}

// linear undoes the transfer function of sRGB.
var linear = sync.OnceValue(func() *[256]float64 {
	var table [256]float64
	for v := range table {
		if s := float64(v) / 255; s > .04045 {
			table[v] = math.Pow((s+.055)/1.055, 2.4)
		} else {
			table[v] = s / 12.92
		}
	}
	return &table
})

// sized draws img as a picture of that size.
func sized(img image.Image, w, h int) image.Image {
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			out.Set(x, y, img.At(x, y))
		}
	}
	return out
}

func sameImage(img image.Image) func(context.Context, string) (image.Image, error) {
	return func(context.Context, string) (image.Image, error) { return img, nil }
}
