package paint

import (
	"image"
	"testing"

	"sharecard/render/layout"
	"sharecard/render/style"
	"sharecard/render/text"
)

// inkOf sums the darkness of a line of text, and finds its middle column in
// the upper and in the lower half.
func inkOf(img *image.RGBA) (sum, upper, lower float64) {
	b := img.Rect
	var n [2]float64
	var at [2]float64
	for y := range b.Dy() {
		half := 0
		if y > b.Dy()/2 {
			half = 1
		}
		for x := range b.Dx() {
			v := 255 - float64(img.RGBAAt(x, y).G)
			n[half] += v
			at[half] += v * float64(x)
		}
	}
	return (n[0] + n[1]) / 255, at[0] / n[0], at[1] / n[1]
}

func TestSyntheticStyles(t *testing.T) {
	f := face(t, "Noto Sans SC", 400)
	draw := func(set func(*text.GlyphRun)) (float64, float64) {
		r := run(f, "口", 80, 20, 85, nil)
		set(r)
		sum, upper, lower := inkOf(paintPage(t, 120, 110, lines(120, 110, nil, r), Options{}))
		return sum, upper - lower
	}
	sum, lean := draw(func(*text.GlyphRun) {})
	if lean > 2 || lean < -2 {
		t.Errorf("upright text leans by %.1f px", lean)
	}
	bold, _ := draw(func(r *text.GlyphRun) { r.SyntheticBold = true })
	if bold < 1.25*sum || bold > 1.6*sum {
		t.Errorf("bold has %.2f times the ink", bold/sum)
	}
	if _, lean = draw(func(r *text.GlyphRun) { r.SyntheticItalic = true }); lean < 6 || lean > 16 {
		t.Errorf("italic leans by %.1f px", lean)
	}
}

func TestMissingGlyphIsABox(t *testing.T) {
	r := run(builtin(), "口口口", 40, 10, 50, func(s *style.Style) { s.Color = rgb(0) })
	for i := range r.Glyphs {
		r.Glyphs[i].Missing = true
	}
	img := paintPage(t, 140, 60, lines(140, 60, nil, r), Options{})
	for i := range 3 {
		left, middle := 0, 0
		for x := 10 + 40*i; x < 10+40*i+12; x++ {
			if img.RGBAAt(x, 40).R < 128 {
				left++
			}
		}
		for x := 10 + 40*i + 12; x < 10+40*i+28; x++ {
			if img.RGBAAt(x, 40).R < 250 {
				middle++
			}
		}
		if left < 1 || left > 4 || middle != 0 {
			t.Errorf("box %d: %d dark px at its left side, %d inside", i, left, middle)
		}
	}
}

func TestEmojiHasColours(t *testing.T) {
	f := face(t, "Noto Color Emoji", 400)
	faded := func(a uint8) func(*style.Style) { return func(s *style.Style) { s.Color = rgba(0xff0000, a) } }
	img := paintPage(t, 60, 60, lines(60, 60, nil, run(f, "😀", 40, 10, 45, faded(255))), Options{})
	c := img.RGBAAt(30, 22)
	if c.R < 200 || c.G < 120 || c.B > 120 {
		t.Errorf("the forehead is %v, want yellow", c)
	}
	half := paintPage(t, 60, 60, lines(60, 60, nil, run(f, "😀", 40, 10, 45, faded(128))), Options{}).RGBAAt(30, 22)
	if diff(half.B, uint8((int(c.B)+255)/2)) > 3 {
		t.Errorf("at half opacity %v became %v", c, half)
	}
}

func TestTextShadow(t *testing.T) {
	shadow := func(blur float64) func(*style.Style) {
		return func(s *style.Style) { s.TextShadow = []style.Shadow{{X: 40, Blur: blur, Color: rgb(0xff0000)}} }
	}
	for _, blur := range []float64{0, 6} {
		r := run(builtin(), "口", 30, 10, 40, shadow(blur))
		img := paintPage(t, 100, 60, lines(100, 60, nil, r), Options{})
		red, black := 0, 0
		for i := 0; i < len(img.Pix); i += 4 {
			switch {
			case img.Pix[i] > 200 && img.Pix[i+1] < 200:
				red++
			case img.Pix[i] < 50:
				black++
			}
		}
		if black < 50 || red < 80 {
			t.Errorf("blur %v: %d black and %d red px", blur, black, red)
		}
	}
}

func TestDecorations(t *testing.T) {
	line := func(kind style.DecorationLine, st style.DecorationStyle) layout.Fragment {
		return &text.DecorationBox{Rect: layout.Rect{X: 10, Y: 20, W: 80, H: 4}, Line: kind,
			Decoration: style.Decoration{Line: kind, Style: st, Color: rgb(0)}}
	}
	ink := func(f layout.Fragment) (rows, dark int) {
		img := paintPage(t, 100, 50, lines(100, 50, nil, f), Options{})
		for y := range 50 {
			n := 0
			for x := range 100 {
				if img.RGBAAt(x, y).R < 128 {
					n++
				}
			}
			if n > 0 {
				rows++
			}
			dark += n
		}
		return rows, dark
	}
	for _, tt := range []struct {
		st                style.DecorationStyle
		rows, least, most int
	}{
		{style.DecorationSolid, 4, 320, 320},
		{style.DecorationDouble, 8, 640, 640},
		{style.DecorationDashed, 4, 200, 260},
		{style.DecorationDotted, 4, 90, 170},
		{style.DecorationWavy, 12, 320, 560},
	} {
		rows, dark := ink(line(style.Underline, tt.st))
		if rows != tt.rows || dark < tt.least || dark > tt.most {
			t.Errorf("style %d: %d dark px in %d rows, want %d to %d in %d", tt.st, dark, rows, tt.least, tt.most, tt.rows)
		}
	}
}
