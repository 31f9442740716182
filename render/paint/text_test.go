package paint

import (
	"testing"

	"sharecard/fonts"
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
			masks := NewMaskCache(8 << 20)
			opts := Options{Scale: scale, Masks: masks}
			got := paintPage(t, int(400*scale), int(300*scale), root, opts)
			opts.Plain = true
			want := paintPage(t, int(400*scale), int(300*scale), root, opts)
			n, where := apart(got, want)
			t.Logf("%s@%v: %d %s", name, scale, n, where)
			if n > 8 {
				t.Errorf("%s at scale %v: %d/255 from Plain at %s", name, scale, n, where)
			}
			keep(t, name, got)
		}
	}
}

func TestTextDarkness(t *testing.T) {
	sans := face(t, "Noto Sans SC", 400)
	for name, c := range map[string][2]uint32{"darkness": {0xffffff, 0}, "lightness": {0, 0xffffff}} {
		var fs []layout.Fragment
		y := 0.0
		for _, size := range []float64{12, 14, 16, 20, 24, 32, 48} {
			fs = append(fs, run(sans, headline, size, 10, y+size*1.5, func(s *style.Style) { s.Color = rgb(c[1]) }))
			y += size * 2
		}
		img := paintPage(t, 900, 400, lines(900, 400, bg(rgb(c[0])), fs...), Options{})
		keep(t, name, img)
	}
}
