package paint

import (
	"testing"

	"sharecard/fonts"
	"sharecard/render/glyph"
	"sharecard/render/layout"
	"sharecard/render/style"
	"sharecard/render/text"
)

func face(t testing.TB, family string, weight int) *fonts.Face {
	t.Helper()
	for _, f := range fonts.Builtin().Faces() {
		if f.Family == family && f.Weight == weight {
			return f
		}
	}
	t.Fatalf("no face %s %d", family, weight)
	return nil
}

// run is a line of full-width characters with its pen at (x, y).
func run(f *fonts.Face, s string, size, x, y float64, set func(*style.Style)) *text.GlyphRun {
	st := styled(set)
	st.FontSize = size
	r := &text.GlyphRun{Face: f, Size: size, X: x, Y: y, Style: st, Text: s}
	pen := 0.0
	for _, c := range s {
		id, ok := f.Glyph(c)
		r.Glyphs = append(r.Glyphs, text.Glyph{ID: id, X: pen, Missing: !ok})
		pen += size
	}
	r.Rect = layout.Rect{X: x, Y: y - size, W: pen, H: size * 1.3}
	return r
}

// lines is a box with fragments in it.
func lines(w, h float64, set func(*style.Style), fs ...layout.Fragment) *layout.Box {
	b := box(0, 0, w, h, set)
	b.Inline = &layout.Inline{Width: w, Height: h, Fragments: fs}
	return b
}

const headline = "发展新质生产力，看北上广的创新实践"

func TestTextMatchesPlain(t *testing.T) {
	sans, bold, serif := face(t, "Noto Sans SC", 400), face(t, "Noto Sans SC", 700), face(t, "Noto Serif SC", 700)
	white := func(s *style.Style) { s.Color = rgb(0xffffff) }
	for name, root := range map[string]*layout.Box{
		"text-dark": lines(400, 300, bg(rgb(0xffffff)),
			run(sans, headline, 12, 10, 20, nil),
			run(sans, headline, 16, 10.3, 45.4, nil),
			run(bold, headline, 20, 10.7, 75, nil),
			run(serif, headline, 40, -20, 130, nil),
			run(sans, headline, 14, 10, 160, func(s *style.Style) { s.Color = rgba(0xa8201a, 128) })),
		"text-light": lines(400, 300, bg(rgb(0x101418)),
			run(sans, headline, 12, 10, 20, white),
			run(sans, headline, 16, 10, 45, white),
			run(serif, headline, 60, 10, 130, white)),
	} {
		for _, scale := range []float64{1, 1.5} {
			masks := glyph.NewCache(8 << 20)
			opts := Options{Scale: scale, Masks: masks}
			got := paintPage(t, int(400*scale), int(300*scale), root, opts)
			opts.Plain = true
			want := paintPage(t, int(400*scale), int(300*scale), root, opts)
			n, where := apart(got, want)
			if n > 8 {
				t.Errorf("%s at scale %v: %d/255 from Plain at %s", name, scale, n, where)
			}
			keep(t, name, got)
		}
	}
}

// Light text on dark gets more ink than dark text on light, the more the
// smaller it is; both as Chromium has it.
func TestTextDarkness(t *testing.T) {
	f := face(t, "Noto Sans SC", 400)
	for _, tt := range []struct{ size, gain float64 }{{12, 1.13}, {24, 1.06}, {48, 1.03}} {
		ink := func(ground, letters uint32) float64 {
			r := run(f, headline, tt.size, 10, 60, func(s *style.Style) { s.Color = rgb(letters) })
			img := paintPage(t, 900, 80, lines(900, 80, bg(rgb(ground)), r), Options{})
			sum, _, _ := inkOf(img)
			return sum
		}
		gain := (900*80 - ink(0, 0xffffff)) / ink(0xffffff, 0)
		if gain < tt.gain-0.02 || gain > tt.gain+0.02 {
			t.Errorf("%v px: white text has %.3f times the ink of black, want %.3f", tt.size, gain, tt.gain)
		}
	}
}
