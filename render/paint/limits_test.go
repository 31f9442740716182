package paint

import (
	"bytes"
	"errors"
	"image"
	"math"
	"slices"
	"sync"
	"testing"
	"time"

	"sharecard/fonts"
	"sharecard/render/glyph"
	"sharecard/render/layout"
	"sharecard/render/resample"
	"sharecard/render/style"
)

// Hostile pages end in time with a picture.
func TestHostilePages(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds on one goroutine")
	}
	nested := func(n int, set func(*style.Style)) *layout.Box {
		b := box(0, 0, 300, 300, set)
		for range n {
			b = box(1, 1, 300, 300, set, b)
		}
		return b
	}
	many := func(n int) []style.Shadow {
		s := make([]style.Shadow, n)
		for i := range s {
			s[i] = style.Shadow{X: float64(i % 7), Blur: 400, Spread: 10, Color: rgba(0x123456, 100)}
		}
		return s
	}
	huge := func(set func(*style.Style)) *layout.Box { return box(-1e9, -1e9, 3e9, 3e9, set) }
	for name, root := range map[string]*layout.Box{
		"5,000 shadows": box(50, 50, 300, 300, func(s *style.Style) { s.BoxShadow = many(5000); s.Radius = allCorners(50) }),
		"5,000 inset shadows": box(50, 50, 300, 300, func(s *style.Style) {
			s.BoxShadow = many(5000)
			for i := range s.BoxShadow {
				s.BoxShadow[i].Inset = true
			}
		}),
		"500 nested opacities": nested(500, func(s *style.Style) { s.Opacity = 0.9; s.BackgroundColor = rgba(0, 10) }),
		"500 nested blurs":     nested(500, func(s *style.Style) { s.Filter = []style.Filter{{Kind: style.FilterBlur, Amount: 1e9}} }),
		"500 nested shadows": nested(500, func(s *style.Style) {
			s.Filter = []style.Filter{{Kind: style.FilterDropShadow, Shadow: &style.Shadow{X: 1e12, Y: -1e12, Blur: 1e9, Color: rgb(0)}}}
		}),
		"500 nested backdrops": nested(500, func(s *style.Style) { s.BackdropFilter = []style.Filter{{Kind: style.FilterBlur, Amount: 1e9}} }),
		"500 nested blends":    nested(500, func(s *style.Style) { s.MixBlend = style.BlendLuminosity; s.BackgroundColor = rgb(0x123456) }),
		"500 nested masks": nested(500, func(s *style.Style) {
			s.Mask = []style.Layer{{Image: &style.ConicGradient{Line: style.Line{Stops: stops(rgb(0), rgba(0, 0))}}}}
		}),
		"5,000 mask layers": box(0, 0, 300, 300, func(s *style.Style) {
			s.BackgroundColor, s.Mask = rgb(0), make([]style.Layer, 5000)
		}),
		"5,000 blending layers": box(0, 0, 300, 300, func(s *style.Style) {
			s.Background = make([]style.Layer, 5000)
			for i := range s.Background {
				s.Background[i] = style.Layer{Image: &style.ConicGradient{Line: style.Line{Stops: stops(rgb(0), rgb(0xffffff))}}, Blend: style.BlendHue}
			}
		}),
		"500 nested clips": nested(500, func(s *style.Style) { hidden(s); s.Radius = allCorners(40) }),
		"500 nested rotations": nested(500, func(s *style.Style) {
			s.Transform = []style.Transform{{Matrix: &[6]float64{1.1, 0.3, -0.3, 1.1, 0, 0}}}
			s.BackgroundColor = rgba(0, 10)
		}),
		"huge box, dashed":    huge(func(s *style.Style) { s.Border = allBorders(1, style.BorderDashed, rgb(0)); s.Radius = allCorners(5) }),
		"huge border, dotted": huge(func(s *style.Style) { s.Border = allBorders(1e9, style.BorderDotted, rgb(0)) }),
		"huge box, shadow":    huge(func(s *style.Style) { s.BoxShadow = many(20); s.BackgroundColor = rgb(0xffffff) }),
		"huge radii":          huge(func(s *style.Style) { s.Radius = allCorners(1e9); s.BackgroundColor = rgb(0) }),
		"tiny tiles": huge(func(s *style.Style) {
			s.Background = []style.Layer{{Image: style.URL{Src: "p"}, Size: style.BackgroundSize{Width: style.Px(1e-9), Height: style.Px(1e-9)}}}
		}),
		"huge picture": huge(func(s *style.Style) {
			s.Background = []style.Layer{{Image: style.URL{Src: "p"}, Size: style.BackgroundSize{Keyword: style.CoverSize}}}
		}),
		"not a number": box(math.NaN(), math.Inf(1), math.NaN(), 1e300, func(s *style.Style) {
			s.BackgroundColor = rgb(0)
			s.Border = allBorders(math.NaN(), style.BorderDotted, rgb(0))
			s.Radius = allCorners(math.NaN())
			s.BoxShadow = []style.Shadow{{Blur: math.NaN(), Color: rgb(0)}}
			s.Opacity = 0.5
		}),
		"repeating, no length": huge(func(s *style.Style) {
			s.Background = []style.Layer{{Image: &style.LinearGradient{Line: style.Line{Repeating: true, Stops: []style.Stop{
				{Color: rgb(0), Pos: style.Px(0)}, {Color: rgb(0xffffff), Pos: style.Px(1e-300)}}}}}}
		}),
		"5,000 border images": box(0, 0, 300, 300, nil, slices.Repeat([]*layout.Box{box(0, 0, 300, 300, func(s *style.Style) {
			s.BorderImage = cutBorder(style.URL{Src: "p"}, 5, 1e-9, style.RepeatTile)
		})}, 5000)...),
		"huge border image": huge(func(s *style.Style) { s.BorderImage = cutBorder(style.URL{Src: "p"}, 1e-9, 1e9, style.RepeatRound) }),
		"border image, not a number": box(0, 0, 300, 300, func(s *style.Style) {
			s.BorderImage = cutBorder(&style.ConicGradient{Line: style.Line{Stops: stops(rgb(0), rgb(0xffffff))}}, math.NaN(), math.NaN(),
				style.RepeatSpace)
		}),
		"text shadows without end": lines(400, 400, func(s *style.Style) {}, run(builtin(), headline, 60, 0, 200,
			func(s *style.Style) { s.TextShadow = many(3000) })),
		"huge text": lines(400, 400, nil, run(builtin(), headline, 1e7, -5e6, 5e6, nil),
			run(builtin(), headline, 1e-7, 0, 0, nil)),
	} {
		t.Run(name, func(t *testing.T) {
			dst := image.NewRGBA(image.Rect(0, 0, 200, 200))
			pic := photo(30, 20)
			start := time.Now()
			err := Draw(dst, root, Options{Images: func(string) image.Image { return pic }})
			if err != nil && !errors.Is(err, ErrSimplified) {
				t.Error(err)
			}
			if d := time.Since(start); d > 5*time.Second {
				t.Logf("took %v", d)
			}
		})
	}
}

func builtin() *fonts.Face { return fonts.Builtin().Faces()[0] }

// A page that asks for too much is told so.
func TestSimplifiedIsReported(t *testing.T) {
	b := box(0, 0, 100, 100, bg(rgb(0)))
	for range 30 {
		b = box(0, 0, 100, 100, func(s *style.Style) { s.Opacity = 0.99 }, b)
	}
	dst := image.NewRGBA(image.Rect(0, 0, 100, 100))
	if err := Draw(dst, b, Options{}); !errors.Is(err, ErrSimplified) {
		t.Errorf("30 nested layers: %v", err)
	}
	if c := dst.RGBAAt(50, 50); c.R > 100 {
		t.Errorf("the picture is not complete: %v", c)
	}
	b = box(0, 0, 100, 100, nil)
	for range 2000 {
		b.Children = append(b.Children, box(0, 0, 100, 100, bg(rgba(0, 1))))
	}
	if err := Draw(dst, b, Options{}); !errors.Is(err, ErrSimplified) {
		t.Errorf("2,000 fills of the canvas: %v", err)
	}
	b.Children = b.Children[:200]
	if err := Draw(dst, b, Options{}); err != nil {
		t.Errorf("200 fills of the canvas: %v", err)
	}
}

// Many goroutines with one small cache draw what one draws alone.
func TestConcurrentDraws(t *testing.T) {
	pic := photo(300, 150)
	images := func(string) image.Image { return pic }
	roots := []*layout.Box{}
	for _, r := range scenes() {
		roots = append(roots, r)
	}
	for i := range 4 {
		roots = append(roots, lines(400, 300, bg(rgb(0xffffff)),
			run(builtin(), headline, 17+float64(i), 4.3, 40, nil), run(builtin(), headline, 33, 4.3, 140, nil)))
	}
	var want [][]byte
	for _, r := range roots {
		want = append(want, paintPage(t, 400, 300, r, Options{Images: images}).Pix)
	}
	masks := glyph.NewCache(64 << 10)
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			dst := image.NewRGBA(image.Rect(0, 0, 400, 300))
			for i := range roots {
				k := (i + g) % len(roots)
				if err := Draw(dst, roots[k], Options{Images: images, Masks: masks}); err != nil {
					t.Error(err)
				}
				if !bytes.Equal(dst.Pix, want[k]) {
					t.Errorf("page %d differs", k)
				}
			}
		})
	}
	wg.Wait()
	if n := masks.Bytes(); n > 64<<10 {
		t.Errorf("cache holds %d bytes", n)
	}
}

// A render that ran out of work leaves no broken glyphs to others.
func TestExhaustedRenderKeepsMasksWhole(t *testing.T) {
	masks := glyph.NewCache(8 << 20)
	page := func(extra int) *layout.Box {
		b := box(0, 0, 200, 60, nil)
		for range extra {
			b.Children = append(b.Children, box(0, 0, 200, 60, bg(rgba(0, 1))))
		}
		b.Children = append(b.Children, lines(200, 60, nil, run(builtin(), "报刊", 30, 10, 40, nil)))
		return b
	}
	dst := image.NewRGBA(image.Rect(0, 0, 200, 60))
	if err := Draw(dst, page(5000), Options{Masks: masks}); !errors.Is(err, ErrSimplified) {
		t.Fatalf("got %v", err)
	}
	got := paintPage(t, 200, 60, page(0), Options{Masks: masks})
	want := paintPage(t, 200, 60, page(0), Options{})
	if n, where := apart(got, want); n != 0 {
		t.Errorf("%d/255 apart at %s", n, where)
	}
}

// What cannot be seen is not made.
func TestUnseenCostsNothing(t *testing.T) {
	f := builtin()
	pic := photo(30, 20)
	opts := Options{Masks: glyph.NewCache(1 << 20), Pictures: resample.NewCache(1 << 20), Images: func(string) image.Image { return pic }}
	clear := func(s *style.Style) { s.Color.A = 0 }
	far := box(0, 5000, 100, 100, nil)
	far.Replaced = &layout.Replaced{Src: "p"}
	gone := box(0, 0, 100, 100, func(s *style.Style) { s.Opacity = 0 })
	gone.Replaced = &layout.Replaced{Src: "p"}
	paintPage(t, 100, 100, box(0, 0, 100, 100, nil, far, gone,
		lines(100, 100, nil, run(f, headline, 20, 0, 9000, nil), run(f, headline, 20, 0, 50, clear)),
		box(0, 0, 0, 0, hidden, lines(100, 100, nil, run(f, headline, 20, 0, 50, nil))),
		box(-500, 0, 100, 100, func(s *style.Style) { s.Filter = []style.Filter{{Kind: style.FilterBlur, Amount: 5}} },
			lines(100, 100, nil, run(f, headline, 20, -4000, 50, nil)))), opts)
	if n := opts.Masks.Bytes(); n != 0 {
		t.Errorf("%d bytes of glyph masks were made", n)
	}
	if n := opts.Pictures.Bytes(); n != 0 {
		t.Errorf("%d bytes of pictures were scaled", n)
	}
}
