package paint

import (
	"image/color"
	"testing"

	"sharecard/render/glyph"
	"sharecard/render/layout"
	"sharecard/render/style"
)

// TestGlyphMasksMatchPlain draws some 5,000 characters of all sizes both ways.
func TestGlyphMasksMatchPlain(t *testing.T) {
	faces := []string{"Noto Sans SC", "Noto Serif SC"}
	masks := glyph.NewCache(16 << 20)
	for k := range 12 {
		f := face(t, faces[k%2], 700)
		size := 11 + float64(k)*6.37
		first := rune(0x4e00 + k*700)
		var fs []layout.Fragment
		for y := size; y < 300; y += size * 1.2 {
			s := ""
			for x := 0.0; x < 400; x += size {
				s += string(first)
				first += 3
			}
			fs = append(fs, run(f, s, size, 0.13*float64(k), y, func(s *style.Style) { s.Color = rgb(0xffffff) }))
		}
		root := lines(400, 300, bg(rgb(0)), fs...)
		got := paintPage(t, 400, 300, root, Options{Masks: masks})
		want := paintPage(t, 400, 300, root, Options{Masks: masks, Plain: true})
		if n, where := apart(got, want); n > 8 {
			t.Errorf("%v px: %d/255 from Plain at %s", size, n, where)
		}
	}
}

// TestLargeLettersMatchPlain draws letters that are too large for masks, one of which reaches beyond the card. They have
// as few colours as other text.
func TestLargeLettersMatchPlain(t *testing.T) {
	f := face(t, "Noto Serif SC", 700)
	root := lines(400, 300, bg(rgb(0xf7f2e8)), run(f, "雾锁", 300, -20.3, 270.6, func(s *style.Style) { s.Color = rgb(0xa8201a) }))
	masks := glyph.NewCache(1 << 20)
	got := paintPage(t, 400, 300, root, Options{Masks: masks})
	want := paintPage(t, 400, 300, root, Options{Masks: masks, Plain: true})
	if n, where := apart(got, want); n == 0 || n > 8 {
		t.Errorf("%d/255 from Plain at %s", n, where)
	}
	colours := map[color.RGBA]bool{}
	for y := range 300 {
		for x := range 400 {
			colours[got.RGBAAt(x, y)] = true
		}
	}
	if len(colours) < 10 || len(colours) > 32 {
		t.Errorf("%d colours", len(colours))
	}
}
