package paint

import (
	"image"
	"image/color"
	"testing"

	"sharecard/render/layout"
	"sharecard/render/style"
)

// photo is a picture with detail in both directions.
func photo(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := 0; y < h; y++ {
		for x := 0; x < w; x++ {
			m.SetRGBA(x, y, color.RGBA{R: uint8(x * 255 / w), G: uint8(y * 255 / h), B: uint8((x/8 + y/8) % 2 * 200), A: 255})
		}
	}
	return m
}

func gradientLayer(g style.Image) style.Layer {
	return style.Layer{Image: g, Origin: style.AreaPadding}
}

func stops(cs ...color.NRGBA) []style.Stop {
	var out []style.Stop
	for _, c := range cs {
		out = append(out, style.Stop{Color: c})
	}
	return out
}

// scenes are pages that use every kind of fill, 400×300 px.
func scenes() map[string]*layout.Box {
	page := func(kids ...*layout.Box) *layout.Box { return box(0, 0, 400, 300, bg(rgb(0xf7f2e8)), kids...) }
	return map[string]*layout.Box{
		"fill": page(
			box(10, 10, 100, 80, bg(rgb(0xa8201a))),
			box(50, 50, 100, 80, bg(rgba(0x204080, 128))),
			box(-50, 250, 1e9, 1e9, bg(rgb(0x222222))),
		),
		"rounded": page(
			box(10, 10, 100, 80, func(s *style.Style) { s.BackgroundColor = rgb(0xa8201a); s.Radius = allCorners(24) }),
			box(120, 10, 100, 80, func(s *style.Style) { s.BackgroundColor = rgba(0x1a20a8, 99); s.Radius = allCorners(999) }),
			box(230, 10, 100, 80, func(s *style.Style) {
				s.BackgroundColor = rgb(0x208020)
				s.Radius = [4]style.Corner{{X: style.Px(40), Y: style.Px(10)}, {}, {X: style.Percent(50), Y: style.Percent(50)},
					{X: style.Px(7.5), Y: style.Px(3.3)}}
			}),
		),
		"gradient": page(
			box(10, 10, 100, 80, func(s *style.Style) {
				s.Background = []style.Layer{gradientLayer(&style.LinearGradient{Angle: 180, Line: style.Line{Stops: stops(rgb(0xffffff), rgb(0x000000))}})}
			}),
			box(120, 10, 100, 80, func(s *style.Style) {
				s.Radius = allCorners(20)
				s.Background = []style.Layer{gradientLayer(&style.LinearGradient{ToCorner: true, CornerX: 1, CornerY: 1,
					Line: style.Line{Stops: stops(rgb(0xff0000), rgba(0xffff00, 0), rgb(0x0000ff))}})}
			}),
			box(230, 10, 100, 80, func(s *style.Style) {
				s.Background = []style.Layer{gradientLayer(&style.RadialGradient{
					Center: style.Point{X: style.Percent(30), Y: style.Percent(40)}, Line: style.Line{Stops: stops(rgb(0xff8800), rgb(0x002244))}})}
			}),
			box(10, 110, 100, 80, func(s *style.Style) {
				s.Background = []style.Layer{gradientLayer(&style.LinearGradient{Angle: 45, Line: style.Line{Repeating: true, Stops: []style.Stop{
					{Color: rgb(0x112233), Pos: style.Px(0)}, {Color: rgb(0x112233), Pos: style.Px(10)},
					{Color: rgb(0xeecc88), Pos: style.Px(10)}, {Color: rgb(0xeecc88), Pos: style.Px(20)}}}})}
			}),
			box(120, 110, 100, 80, func(s *style.Style) {
				l := gradientLayer(&style.RadialGradient{Circle: true, Center: style.Point{X: style.Percent(50), Y: style.Percent(50)},
					Line: style.Line{Stops: []style.Stop{{Color: rgb(0x884400), Pos: style.Px(3)}, {Color: rgba(0x884400, 0), Pos: style.Px(4)}}}})
				l.Size = style.BackgroundSize{Width: style.Px(12), Height: style.Px(12)}
				s.Background = []style.Layer{l}
			}),
			box(230, 110, 100, 80, func(s *style.Style) {
				s.Background = []style.Layer{gradientLayer(&style.LinearGradient{Angle: 90, Line: style.Line{Stops: []style.Stop{
					{Color: rgb(0xff0000)}, {Pos: style.Percent(20), Hint: true}, {Color: rgb(0x00ff00)}}}})}
			}),
		),
		"border": page(
			box(10, 10, 100, 80, func(s *style.Style) { s.Border = allBorders(6, style.BorderSolid, rgb(0x224466)) }),
			box(120, 10, 100, 80, func(s *style.Style) {
				s.Border = allBorders(6, style.BorderSolid, rgba(0x224466, 120))
				s.Radius = allCorners(20)
				s.BackgroundColor = rgb(0xffffff)
			}),
			box(230, 10, 100, 80, func(s *style.Style) {
				s.Border = [4]style.BorderSide{{Width: 4, Style: style.BorderSolid, Color: rgb(0xaa0000)},
					{Width: 12, Style: style.BorderSolid, Color: rgb(0x00aa00)},
					{Width: 8, Style: style.BorderSolid, Color: rgb(0x0000aa)}, {Width: 20, Style: style.BorderSolid, Color: rgb(0xaaaa00)}}
				s.Radius = allCorners(18)
			}),
			box(10, 110, 100, 80, func(s *style.Style) { s.Border = allBorders(4, style.BorderDashed, rgb(0x224466)) }),
			box(120, 110, 100, 80, func(s *style.Style) {
				s.Border = allBorders(5, style.BorderDotted, rgb(0x224466))
				s.Radius = allCorners(20)
			}),
			box(230, 110, 100, 80, func(s *style.Style) {
				s.Border = allBorders(9, style.BorderDouble, rgb(0x224466))
				s.Radius = allCorners(16)
			}),
			box(10, 210, 80, 40, func(s *style.Style) {
				s.Border = [4]style.BorderSide{{Width: 40, Style: style.BorderSolid, Color: rgb(0xaa0000)}, {Width: 40, Style: style.BorderSolid},
					{}, {Width: 40, Style: style.BorderSolid}}
			}),
			box(120, 210, 100, 60, func(s *style.Style) {
				s.Border[style.Bottom] = style.BorderSide{Width: 1.5, Style: style.BorderSolid, Color: rgb(0)}
				s.Border[style.Left] = style.BorderSide{Width: 8, Style: style.BorderSolid, Color: rgb(0xcc3300)}
			}),
		),
		"shadow": page(
			box(30, 30, 100, 80, func(s *style.Style) {
				s.BackgroundColor = rgb(0xffffff)
				s.Radius = allCorners(12)
				s.BoxShadow = []style.Shadow{{X: 0, Y: 8, Blur: 24, Color: rgba(0, 64)}, {Spread: 2, Color: rgb(0xcc8800)}}
			}),
			box(170, 30, 200, 80, func(s *style.Style) {
				s.BackgroundColor = rgba(0xffffff, 100)
				s.BoxShadow = []style.Shadow{{X: 5, Y: 5, Blur: 10, Color: rgb(0x004400)},
					{Blur: 12, Spread: 4, Color: rgba(0xaa0000, 180), Inset: true}}
			}),
			box(30, 160, 300, 100, func(s *style.Style) {
				s.Radius = allCorners(40)
				s.BoxShadow = []style.Shadow{{X: -6, Y: 10, Blur: 20, Spread: -8, Color: rgba(0x000080, 200)}, {X: 3, Y: 3, Color: rgb(0), Inset: true}}
			}),
		),
		"picture": page(
			&layout.Box{X: 10, Y: 10, W: 120, H: 90, Style: styled(func(s *style.Style) { s.Radius = allCorners(16); s.ObjectFit = style.FitCover }),
				Replaced: &layout.Replaced{Src: "photo", W: 300, H: 150}},
			&layout.Box{X: 140, Y: 10, W: 120, H: 90, Style: styled(func(s *style.Style) { s.ObjectFit = style.FitContain; s.Opacity = 0.5 }),
				Replaced: &layout.Replaced{Src: "photo", W: 300, H: 150}},
			box(270, 10, 100, 90, func(s *style.Style) {
				s.Background = []style.Layer{{Image: style.URL{Src: "photo"}, Size: style.BackgroundSize{Keyword: style.CoverSize}}}
				s.Transform = []style.Transform{{Matrix: &[6]float64{0.94, 0.34, -0.34, 0.94, 0, 0}}}
			}),
			box(10, 130, 380, 150, func(s *style.Style) {
				s.Background = []style.Layer{{Image: style.URL{Src: "photo"},
					Size: style.BackgroundSize{Width: style.Px(70), Height: style.Length{}}, RepeatX: style.RepeatSpace}}
			}),
		),
		"clip": page(
			box(10, 10, 180, 130, func(s *style.Style) {
				s.OverflowX, s.OverflowY = style.OverflowHidden, style.OverflowHidden
				s.Radius = allCorners(30)
			}, box(-20, -20, 300, 100, bg(rgb(0x884422))), box(20, 90, 300, 100, bg(rgba(0x224488, 200)))),
			box(210, 10, 150, 120, func(s *style.Style) {
				s.Opacity = 0.6
			}, box(0, 0, 100, 80, bg(rgb(0xaa0000))), box(50, 40, 100, 80, bg(rgb(0x00aa00)))),
			box(10, 160, 100, 100, func(s *style.Style) {
				s.BackgroundColor = rgb(0x333333)
				s.ClipPath = &style.ClipPath{Shape: style.ClipCircle, Center: style.Point{X: style.Percent(50), Y: style.Percent(50)},
					RX: style.Percent(50), RY: style.Percent(50)}
			}),
			box(130, 160, 100, 100, func(s *style.Style) {
				s.BackgroundColor = rgb(0xcc3344)
				s.Filter = []style.Filter{{Kind: style.FilterBlur, Amount: 4}, {Kind: style.FilterGrayscale, Amount: 0.5}}
			}),
			box(260, 160, 100, 100, func(s *style.Style) {
				s.BackgroundColor = rgb(0x3344cc)
				s.Radius = allCorners(20)
				s.BoxShadow = []style.Shadow{{X: 4, Y: 6, Blur: 12, Color: rgba(0, 128)}}
				s.Border = allBorders(3, style.BorderSolid, rgb(0xffcc00))
				s.Transform = []style.Transform{{Matrix: &[6]float64{0.9, 0.43, -0.43, 0.9, 0, 0}}}
			}),
		),
	}
}

func TestShortcutsMatchPlain(t *testing.T) {
	pic := photo(300, 150)
	images := func(src string) image.Image {
		if src == "photo" {
			return pic
		}
		return nil
	}
	for name, root := range scenes() {
		for _, scale := range []float64{1, 1.5} {
			w, h := int(400*scale), int(300*scale)
			opts := Options{Scale: scale, Images: images}
			got := paintPage(t, w, h, root, opts)
			opts.Plain = true
			want := paintPage(t, w, h, root, opts)
			n, where := apart(got, want)
			if n > 2 {
				t.Errorf("%s at scale %v: %d/255 from Plain at %s", name, scale, n, where)
			}
			if scale == 1.5 {
				keep(t, name, got)
				keep(t, name+"-plain", want)
			}
		}
	}
}
