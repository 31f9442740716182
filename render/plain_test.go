package render

import (
	"bytes"
	"context"
	"image"
	"image/draw"
	"image/png"
	"slices"
	"testing"
	"testing/fstest"
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

// gradientPage has a band of over a hundred colours, text over it, and a panel
// whose round corners cut into it: more than the 256 of a palette.
const gradientPage = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>Band</title><meta name="card:size" content="1000x600"><style>
body { margin: 0; width: 1000px; height: 600px; position: relative; background: #EEF1F6; font-family: "Noto Sans SC"; }
.band { height: 200px; background: linear-gradient(90deg, #0B3D91, #1FA2A6); color: #FFFFFF;
  font-size: 36px; line-height: 60px; padding: 20px; }
.panel { position: absolute; left: 40px; top: 110px; width: 860px; height: 400px; padding: 30px; border-radius: 28px; background: #FFFFFF; }
h1 { color: #16181D; font-size: 46px; line-height: 62px; }
p { color: #374151; font-size: 28px; line-height: 42px; }
.note { color: #9A3412; font-size: 24px; }
</style></head><body><div class="band">交通</div>
<div class="panel"><h1>跨海通道今日贯通，两岸通勤缩短至四十分钟</h1>
<p>通道全长二十三公里，其中海底隧道段六点八公里，工程历时五年零三个月。</p><p class="note">全文见今日第三版</p></div></body></html>`

// TestPaletteKeepsToPlain: a card of a few more than 256 colours is written with
// a palette. Its gradient then is at most 2 of 255 from what gg alone draws, its
// letters and corners 8, and flat ground is exact.
func TestPaletteKeepsToPlain(t *testing.T) {
	r := newTestRenderer()
	tmpl, diags, err := Load(fstest.MapFS{"band.html": {Data: []byte(gradientPage)}}, "band")
	if err != nil || len(diags) > 0 {
		t.Fatal(err, diags)
	}
	for _, small := range []bool{false, true} {
		job := Job{Template: tmpl, Format: PNG, Small: small}
		s := laidOut(t, r, job)
		defer s.release()
		if n := colours(painted(t, s)); n <= 256 || n > 1000 {
			t.Fatalf("the card has %d colours", n)
		}
		s.plain = true
		plain := painted(t, s)
		img, err := r.Render(context.Background(), job)
		if err != nil {
			t.Fatal(err)
		}
		decoded, err := png.Decode(bytes.NewReader(img.Bytes))
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := decoded.(*image.Paletted); !ok {
			t.Fatal("the card has no palette")
		}
		got := image.NewRGBA(plain.Rect)
		draw.Draw(got, got.Rect, decoded, image.Point{}, draw.Src)
		worst, over := compareDrawings(got, plain)
		if limit := plain.Rect.Dx() * plain.Rect.Dy() / 20; worst > 8 || over > limit {
			t.Errorf("differs by up to %d of 255, %d pixels by more than 2", worst, over)
		}
		for _, flat := range []image.Point{{5, 590}, {500, 480}} { // ground and panel
			if got.RGBAAt(flat.X, flat.Y) != plain.RGBAAt(flat.X, flat.Y) {
				t.Errorf("at %v: %v, want %v", flat, got.RGBAAt(flat.X, flat.Y), plain.RGBAAt(flat.X, flat.Y))
			}
		}
		got.Pix = got.Pix[:12*got.Stride] // of the band, no text on it
		if worst, _ := compareDrawings(got, plain); worst > 2 {
			t.Errorf("the gradient differs by %d of 255", worst)
		}
	}
}

// colours counts the colours of an image.
func colours(img *image.RGBA) int {
	seen := map[string]bool{}
	for i := 0; i < len(img.Pix); i += 4 {
		seen[string(img.Pix[i:i+4])] = true
	}
	return len(seen)
}
