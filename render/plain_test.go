package render

import (
	"image"
	"slices"
	"testing"
)

// TestShortcutsKeepToPlain draws every built-in card through gg alone and with
// the shortcuts: at most 2 of 255 apart, 8 at the edges of glyphs.
func TestShortcutsKeepToPlain(t *testing.T) {
	skipInShort(t)
	r := newTestRenderer()
	for _, name := range slices.Concat(cardNames, otherCards) {
		tmpl := loadCard(t, name)
		for _, theme := range []string{"paper", "clean", "red", "ink"} {
			t.Run(name+"/"+theme, func(t *testing.T) {
				data := fixtures()[0].data
				data.Theme = theme
				job := Job{Template: tmpl, Data: &data, Images: fixtureImages()}
				s := laidOut(t, r, job)
				defer s.release()
				s.plain = true
				plain := painted(t, s)
				s.plain = false
				fast := painted(t, s)
				if plain == fast {
					t.Fatal("both were drawn on one canvas")
				}
				worst, over := compareDrawings(fast, plain)
				// A glyph's edge may be 8 apart; a card has few such pixels.
				if limit := plain.Rect.Dx() * plain.Rect.Dy() / 20; worst > 8 || over > limit {
					t.Errorf("differs by up to %d of 255, %d pixels by more than 2", worst, over)
				}
			})
		}
	}
}

// compareDrawings returns the largest difference of a channel and how many
// pixels are more than 2 apart.
func compareDrawings(a, b *image.RGBA) (worst, over int) {
	for i := 0; i < len(a.Pix); i += 4 {
		pixel := 0
		for c := range 4 {
			d := int(a.Pix[i+c]) - int(b.Pix[i+c])
			pixel = max(pixel, d, -d)
		}
		worst = max(worst, pixel)
		if pixel > 2 {
			over++
		}
	}
	return worst, over
}
