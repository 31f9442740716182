package render

import (
	"context"
	"image"
	"image/color"
	"testing"
)

// The label stands at the edge of every card, its characters as high as is asked for, and
// covers no text of it.
func TestLabel(t *testing.T) {
	r := newTestRenderer()
	all := fixtures()
	for _, name := range append(append([]string{}, cardNames...), otherCards...) {
		for _, f := range []fixture{all[0], all[1], all[2]} {
			t.Run(name+"/"+f.name, func(t *testing.T) {
				t.Parallel()
				data := f.data
				job := Job{Template: loadCard(t, name), Data: &data, Images: fixtureImages(), Format: PNG}
				job.MaxBytes = 100 << 20
				plain := drawn(t, r, job)
				job.Label = "AI生成"
				img, err := r.Render(context.Background(), job)
				if err != nil {
					t.Fatal(err)
				}
				labelled := drawn(t, r, job)
				if plain.Bounds() != labelled.Bounds() {
					t.Fatalf("the card is %v with a label, %v without", labelled.Bounds(), plain.Bounds())
				}
				if img.Report.LabelCovers {
					t.Errorf("the label covers text")
				}
				box := changed(plain, labelled)
				shorter := min(img.Width, img.Height)
				if ink := inkHeight(labelled, box); float64(ink) < LabelHeight*float64(shorter) {
					t.Errorf("characters are %d px high on a card of %d × %d", ink, img.Width, img.Height)
				}
				edge := min(box.Min.X, box.Min.Y, img.Width-box.Max.X, img.Height-box.Max.Y)
				if edge < 0 || float64(edge) > 0.03*float64(shorter)+1 {
					t.Errorf("it stands %d px from the edge", edge)
				}
			})
		}
	}
}

func drawn(t *testing.T, r *Renderer, job Job) *image.RGBA {
	t.Helper()
	s := r.begin(&job)
	if err := s.run(context.Background(), pipeline[:at("encode")]); err != nil {
		t.Fatal(err)
	}
	img := *s.canvas
	img.Pix = append([]uint8{}, s.canvas.Pix...)
	s.release()
	return &img
}

// changed is the smallest rectangle around the pixels in which two pictures differ.
func changed(a, b *image.RGBA) (box image.Rectangle) {
	for y := range a.Rect.Dy() {
		for x := range a.Rect.Dx() {
			if a.RGBAAt(x, y) != b.RGBAAt(x, y) {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box
}

// inkHeight is how many rows of a box have white of the label's characters; its round
// corners are left out.
func inkHeight(img *image.RGBA, box image.Rectangle) int {
	first, last := -1, -1
	middle := box.Inset(box.Dy() / 20)
	for y := middle.Min.Y; y < middle.Max.Y; y++ {
		for x := box.Min.X + box.Dy()/3; x < box.Max.X-box.Dy()/5; x++ {
			if img.RGBAAt(x, y) == (color.RGBA{255, 255, 255, 255}) {
				if first < 0 {
					first = y
				}
				last = y
			}
		}
	}
	return last - first + 1
}
