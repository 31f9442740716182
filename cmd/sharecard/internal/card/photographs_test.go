package card_test

import (
	"bufio"
	"context"
	"crypto/sha256"
	"fmt"
	"image"
	imagedraw "image/draw"
	_ "image/jpeg" // what photographs come in
	_ "image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/picture"
	"sharecard/cmd/sharecard/internal/subject"
	"sharecard/fonts"
	"sharecard/render"
	"sharecard/templates"
)

// marked is a photograph and what of it no crop may cut; see the file.
type marked struct {
	file                     string
	taken                    image.Rectangle
	aspect                   float64
	left, top, right, bottom float64 // fractions of what is taken
	found                    subject.Found
}

const photographs = "../subject/testdata/photographs.txt"

// readPhotographs returns those that are there.
func readPhotographs(t *testing.T, folders []string) (all []marked) {
	t.Helper()
	f, err := os.Open(photographs)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var file string
	var img image.Image
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		if strings.HasPrefix(line, "#") {
			continue
		}
		var m marked
		var take, box [4]float64
		if _, err := fmt.Sscan(line, &m.file, &take[0], &take[1], &take[2], &take[3], &box[0], &box[1], &box[2], &box[3]); err != nil {
			t.Fatalf("%s: %q: %v", photographs, line, err)
		}
		if m.file != file {
			file, img = m.file, openPhotograph(t, folders, m.file)
		}
		if img == nil {
			continue
		}
		size := img.Bounds().Size()
		w, h := float64(size.X), float64(size.Y)
		m.taken = image.Rect(int(take[0]*w), int(take[1]*h), int(take[2]*w), int(take[3]*h))
		m.aspect = float64(m.taken.Dx()) / float64(m.taken.Dy())
		m.left, m.right = (box[0]-take[0])/(take[2]-take[0]), (box[2]-take[0])/(take[2]-take[0])
		m.top, m.bottom = (box[1]-take[1])/(take[3]-take[1]), (box[3]-take[1])/(take[3]-take[1])
		part := image.NewRGBA(image.Rectangle{Max: m.taken.Size()})
		imagedraw.Draw(part, part.Rect, img, m.taken.Min, imagedraw.Src)
		m.found = subject.Find(part)
		all = append(all, m)
	}
	return all
}

func openPhotograph(t *testing.T, folders []string, name string) image.Image {
	t.Helper()
	for _, folder := range folders {
		f, err := os.Open(filepath.Join(folder, filepath.FromSlash(name)))
		if err != nil {
			continue
		}
		defer f.Close()
		img, _, err := image.Decode(f)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return img
	}
	return nil
}

// blank is a card.Pictures of a grey picture of some size.
type blank struct{ image.Point }

func (b blank) Picture(_ context.Context, address string, _ *picture.Fetched) (*picture.Fetched, error) {
	return &picture.Fetched{File: []byte(address), Sum: sha256.Sum256([]byte(address)), Fresh: -1}, nil
}

func (b blank) Decode(context.Context, *picture.Fetched, image.Point) (image.Image, error) {
	return image.NewRGBA(image.Rectangle{Max: b.Point}), nil
}

// frame is where a card shows its picture.
type frame struct {
	card   string
	aspect float64
}

// framesOf returns the frames into which cards crop a picture of that shape.
func framesOf(t *testing.T, size image.Point) (frames []frame) {
	t.Helper()
	library, err := card.NewLibrary(templates.FS, nil, render.Load)
	if err != nil {
		t.Fatal(err)
	}
	s := newService(t, card.Config{Templates: library, Renderer: render.New(fonts.Builtin()), Pictures: blank{size}})
	a := &article.Article{
		Title: "老灯塔亮灯一百年，守塔人把航标交给了年轻人", Kicker: "人物", Source: article.Source{Name: "江城晚报"},
		Summary: "每天傍晚，灯光准时扫过海面。新来的守塔人说，最难的是学会看云。", URL: "https://news.example/1",
		Cover: &article.Cover{URL: "https://example.com/cover.jpg"}, Quote: "看云比看表准。",
	}
	for _, e := range library.All() {
		for _, ratio := range append([]string{""}, e.Template.Ratios...) {
			plan, err := s.Resolve(t.Context(), card.Request{Article: a, Template: e.Name, Ratio: ratio})
			if err == nil {
				err = s.Prepare(t.Context(), plan)
			}
			if err != nil {
				t.Fatal(err)
			}
			traced, err := s.Trace(t.Context(), plan)
			if err != nil {
				t.Fatal(err)
			}
			for _, b := range traced.Trace.Boxes {
				if strings.HasPrefix(b.Element, "img.picture") {
					frames = append(frames, frame{strings.TrimSpace(e.Name + " " + ratio), b.W / b.H})
				}
			}
		}
	}
	return frames
}

// What photographs are of stays in the pictures of all cards.
func TestPhotographs(t *testing.T) {
	folders := filepath.SplitList(os.Getenv("SHARECARD_PHOTOS"))
	if len(folders) == 0 {
		t.Skip("set SHARECARD_PHOTOS to folders of photographs, separated as in PATH; " + photographs + " lists them")
	}
	all := readPhotographs(t, folders)
	if len(all) == 0 {
		t.Skipf("none of the photographs is in %q", folders)
	}
	frames := map[bool][]frame{
		true:  framesOf(t, image.Pt(1600, 1000)),
		false: framesOf(t, image.Pt(1000, 1500)),
	}
	crops, cut := 0, 0
	for _, m := range all {
		x, y := m.found.Focus()
		for _, f := range frames[m.aspect > 1] {
			w, h := math.Min(1, f.aspect/m.aspect), math.Min(1, m.aspect/f.aspect)
			crops++
			if whole(x/100, w, m.left, m.right) && whole(y/100, h, m.top, m.bottom) {
				continue
			}
			cut++
			t.Logf("%s %v: cut in %s; focus %g, %g", m.file, m.taken, f.card, x, y)
		}
	}
	t.Logf("%d photographs, %d crops, %d cut", len(all), crops, cut)
	if most := crops / 16; cut > most {
		t.Errorf("the subject is cut in %d of %d crops; at most %d may be", cut, crops, most)
	}
}

// whole reports whether the crop of a length, at an object-position, holds what lies
// from start to end, or lies inside where it cannot; all are fractions of a side.
func whole(position, length, start, end float64) bool {
	const slack = .02 // of eyes that mark
	from := position * (1 - length)
	if end-start > length {
		return from >= start-slack && from+length <= end+slack
	}
	return from <= start+slack && from+length >= end-slack
}
