package paint

import (
	"image"
	"math"
	"testing"

	"sharecard/render/layout"
	"sharecard/render/style"
)

// probe draws one box on a white canvas of 100×100 px and looks at points.
type probe struct {
	name  string
	set   func(*style.Style)
	scale float64
	want  map[image.Point]uint32
}

func (tt probe) run(t *testing.T, b *layout.Box) {
	t.Run(tt.name, func(t *testing.T) {
		scale := tt.scale
		if scale == 0 {
			scale = 1
		}
		root := box(0, 0, 100, 100, nil, b)
		for _, plain := range []bool{false, true} {
			img := paintPage(t, int(100*scale), int(100*scale), root, Options{Scale: scale, Plain: plain})
			for at, want := range tt.want {
				got, w := img.RGBAAt(at.X, at.Y), rgb(want)
				if max(diff(got.R, w.R), diff(got.G, w.G), diff(got.B, w.B)) > 2 {
					t.Errorf("at %v: %v, want #%06x (plain: %v)", at, got, want, plain)
				}
			}
		}
	})
}

func TestBorders(t *testing.T) {
	sideOf := func(w float64, st style.BorderStyle, c uint32) style.BorderSide {
		return style.BorderSide{Width: w, Style: st, Color: rgb(c)}
	}
	for _, tt := range []probe{
		{name: "each side its colour, mitred", set: func(s *style.Style) {
			s.Border = [4]style.BorderSide{sideOf(10, style.BorderSolid, 0xff0000), sideOf(10, style.BorderSolid, 0x00ff00),
				sideOf(10, style.BorderSolid, 0x0000ff), sideOf(10, style.BorderSolid, 0xffff00)}
		}, want: map[image.Point]uint32{{50, 14}: 0xff0000, {85, 50}: 0x00ff00, {50, 85}: 0x0000ff, {14, 50}: 0xffff00,
			{14, 11}: 0xff0000, {11, 14}: 0xffff00, {50, 50}: 0xffffff, {9, 50}: 0xffffff}},
		{name: "a hairline is one pixel", set: func(s *style.Style) {
			s.Border[style.Bottom] = sideOf(0.4, style.BorderSolid, 0)
		}, want: map[image.Point]uint32{{50, 88}: 0xffffff, {50, 89}: 0, {50, 90}: 0xffffff}},
		{name: "widths round down at a scale", scale: 1.5, set: func(s *style.Style) {
			s.Border[style.Top] = sideOf(3, style.BorderSolid, 0)
		}, want: map[image.Point]uint32{{75, 15}: 0, {75, 18}: 0, {75, 19}: 0xffffff}},
		{name: "dashes begin and end with a mark", set: func(s *style.Style) {
			s.Border[style.Top] = sideOf(4, style.BorderDashed, 0)
		}, want: map[image.Point]uint32{{10, 12}: 0, {17, 12}: 0, {19, 12}: 0xffffff, {89, 12}: 0, {82, 12}: 0, {80, 12}: 0xffffff}},
		{name: "double is two lines", set: func(s *style.Style) {
			s.Border[style.Top] = sideOf(9, style.BorderDouble, 0)
		}, want: map[image.Point]uint32{{50, 10}: 0, {50, 12}: 0, {50, 14}: 0xffffff, {50, 16}: 0, {50, 18}: 0, {50, 19}: 0xffffff}},
		{name: "a triangle of one side", set: func(s *style.Style) {
			s.Border = [4]style.BorderSide{sideOf(40, style.BorderSolid, 0xff0000), {Width: 40, Style: style.BorderSolid},
				sideOf(40, style.BorderNone, 0), {Width: 40, Style: style.BorderSolid}}
		}, want: map[image.Point]uint32{{50, 20}: 0xff0000, {50, 45}: 0xff0000, {12, 40}: 0xffffff, {50, 60}: 0xffffff}},
		{name: "none has no width", set: func(s *style.Style) { s.Border[style.Top] = style.BorderSide{Style: style.BorderNone, Color: rgb(0)} },
			want: map[image.Point]uint32{{50, 10}: 0xffffff}},
		{name: "overlapping radii shrink together", set: func(s *style.Style) {
			s.BackgroundColor = rgb(0)
			s.Radius = allCorners(200)
		}, want: map[image.Point]uint32{{50, 11}: 0, {11, 50}: 0, {50, 50}: 0, {18, 18}: 0xffffff, {26, 26}: 0}},
		{name: "each corner its radius", set: func(s *style.Style) {
			s.BackgroundColor = rgb(0)
			s.Radius[2] = style.Corner{X: style.Percent(50), Y: style.Px(20)}
		}, want: map[image.Point]uint32{{10, 10}: 0, {89, 10}: 0, {10, 89}: 0, {89, 89}: 0xffffff, {52, 88}: 0, {75, 88}: 0xffffff}},
	} {
		tt.run(t, box(10, 10, 80, 80, tt.set))
	}
}

func TestBackgrounds(t *testing.T) {
	linear := func(angle float64, st ...style.Stop) *style.LinearGradient {
		return &style.LinearGradient{Angle: angle, Line: style.Line{Stops: st}}
	}
	at := func(c uint32, pct float64) style.Stop { return style.Stop{Color: rgb(c), Pos: style.Percent(pct)} }
	layer := func(l style.Layer) func(*style.Style) {
		return func(s *style.Style) { s.Background = []style.Layer{l} }
	}
	half := linear(90, at(0xff0000, 50), at(0x0000ff, 50))
	for _, tt := range []probe{
		{name: "a hard stop is sharp", set: layer(style.Layer{Image: half}),
			want: map[image.Point]uint32{{10, 50}: 0xff0000, {49, 50}: 0xff0000, {50, 50}: 0x0000ff, {89, 50}: 0x0000ff}},
		{name: "stops are spread evenly", set: layer(style.Layer{Image: linear(180, at(0, 0),
			style.Stop{Color: rgb(0xff0000)}, at(0xffffff, 100))}),
			want: map[image.Point]uint32{{50, 10}: 0x020000, {50, 49}: 0xfe0000, {50, 89}: 0xfffdfd}},
		{name: "a stop may not go back", set: layer(style.Layer{Image: linear(90, at(0, 0), at(0xff0000, 50), at(0x00ff00, 20))}),
			want: map[image.Point]uint32{{51, 50}: 0x00ff00}},
		{name: "transparent is premultiplied", set: layer(style.Layer{Image: linear(90, at(0xff0000, 0), style.Stop{Pos: style.Percent(100)})}),
			want: map[image.Point]uint32{{50, 50}: 0xff8181}},
		{name: "to a corner", set: layer(style.Layer{Image: &style.LinearGradient{ToCorner: true, CornerX: 1, CornerY: -1,
			Line: style.Line{Stops: []style.Stop{at(0xffffff, 50), at(0, 50)}}}}),
			want: map[image.Point]uint32{{80, 50}: 0, {50, 20}: 0, {20, 50}: 0xffffff, {12, 15}: 0xffffff, {15, 12}: 0}},
		{name: "repeating", set: layer(style.Layer{Image: &style.LinearGradient{Angle: 90, Line: style.Line{Repeating: true, Stops: []style.Stop{
			{Color: rgb(0xff0000), Pos: style.Px(0)}, {Color: rgb(0xff0000), Pos: style.Px(5)},
			{Color: rgb(0x0000ff), Pos: style.Px(5)}, {Color: rgb(0x0000ff), Pos: style.Px(10)}}}}}),
			want: map[image.Point]uint32{{12, 50}: 0xff0000, {17, 50}: 0x0000ff, {82, 50}: 0xff0000, {87, 50}: 0x0000ff}},
		{name: "radial, circle at its closest side", set: layer(style.Layer{Image: &style.RadialGradient{Circle: true, Extent: style.ClosestSide,
			Center: style.Point{X: style.Percent(25), Y: style.Percent(50)}, Line: style.Line{Stops: []style.Stop{at(0xff0000, 100), at(0x0000ff, 100)}}}}),
			want: map[image.Point]uint32{{30, 50}: 0xff0000, {48, 50}: 0xff0000, {52, 50}: 0x0000ff, {12, 50}: 0xff0000}},
		{name: "size, position, no repeat", set: layer(style.Layer{Image: half, RepeatX: style.RepeatNone, RepeatY: style.RepeatNone,
			Size:     style.BackgroundSize{Width: style.Px(20), Height: style.Percent(25)},
			Position: style.Point{X: style.Percent(100), Y: style.Px(10)}}),
			want: map[image.Point]uint32{{69, 30}: 0xffffff, {70, 30}: 0xff0000, {80, 30}: 0x0000ff, {89, 39}: 0x0000ff,
				{80, 19}: 0xffffff, {80, 40}: 0xffffff}},
		{name: "tiles", set: layer(style.Layer{Image: half, Size: style.BackgroundSize{Width: style.Px(16), Height: style.Px(16)}}),
			want: map[image.Point]uint32{{10, 50}: 0xff0000, {18, 50}: 0x0000ff, {26, 50}: 0xff0000, {88, 88}: 0x0000ff}},
		{name: "space", set: layer(style.Layer{Image: half, RepeatX: style.RepeatSpace,
			Size: style.BackgroundSize{Width: style.Px(30), Height: style.Px(80)}}),
			want: map[image.Point]uint32{{10, 50}: 0xff0000, {39, 50}: 0x0000ff, {45, 50}: 0xffffff, {60, 50}: 0xff0000, {89, 50}: 0x0000ff}},
		{name: "round", set: layer(style.Layer{Image: half, RepeatX: style.RepeatRound,
			Size: style.BackgroundSize{Width: style.Px(30), Height: style.Px(80)}}),
			want: map[image.Point]uint32{{10, 50}: 0xff0000, {25, 50}: 0x0000ff, {37, 50}: 0xff0000, {89, 50}: 0x0000ff}},
		{name: "clip to the content box", set: func(s *style.Style) {
			s.BackgroundColor, s.BackgroundClip = rgb(0), style.AreaContent
			for i := range s.Padding {
				s.Padding[i] = style.Px(10)
			}
		}, want: map[image.Point]uint32{{19, 50}: 0xffffff, {20, 50}: 0, {79, 50}: 0, {80, 50}: 0xffffff}},
		{name: "origin is the padding box", set: func(s *style.Style) {
			s.Background = []style.Layer{{Image: half, Origin: style.AreaPadding}}
			s.Border[style.Left] = style.BorderSide{Width: 40, Style: style.BorderSolid, Color: rgba(0, 1)}
		}, want: map[image.Point]uint32{{69, 50}: 0xff0000, {70, 50}: 0x0000ff}},
		{name: "first layer on top", set: func(s *style.Style) {
			s.Background = []style.Layer{{Image: linear(0, at(0xff0000, 0), at(0xff0000, 100))}, {Image: half}}
		}, want: map[image.Point]uint32{{70, 50}: 0xff0000}},
	} {
		tt.run(t, box(10, 10, 80, 80, tt.set))
	}
}

func TestShadows(t *testing.T) {
	shadow := func(sh ...style.Shadow) func(*style.Style) { return func(s *style.Style) { s.BoxShadow = sh } }
	for _, tt := range []probe{
		{name: "not under the box", set: shadow(style.Shadow{X: 10, Y: 10, Color: rgb(0)}),
			want: map[image.Point]uint32{{50, 50}: 0xffffff, {79, 50}: 0xffffff, {80, 50}: 0, {89, 89}: 0, {90, 90}: 0xffffff, {29, 85}: 0xffffff}},
		{name: "spread", set: shadow(style.Shadow{Spread: 5, Color: rgb(0)}),
			want: map[image.Point]uint32{{15, 50}: 0, {14, 50}: 0xffffff, {15, 15}: 0}},
		{name: "half as dark at the edge of the shape", set: shadow(style.Shadow{X: 10, Blur: 20, Color: rgb(0)}),
			want: map[image.Point]uint32{{89, 50}: 0x7a7a7a}},
		{name: "first on top", set: shadow(style.Shadow{Spread: 5, Color: rgb(0xff0000)}, style.Shadow{Spread: 8, Color: rgb(0x0000ff)}),
			want: map[image.Point]uint32{{16, 50}: 0xff0000, {13, 50}: 0x0000ff}},
		{name: "inset", set: shadow(style.Shadow{Inset: true, X: 10, Spread: 2, Color: rgb(0)}),
			want: map[image.Point]uint32{{20, 50}: 0, {31, 50}: 0, {32, 50}: 0xffffff, {79, 50}: 0xffffff, {50, 21}: 0,
				{50, 22}: 0xffffff, {19, 50}: 0xffffff}},
	} {
		tt.run(t, box(20, 20, 60, 60, tt.set))
	}
}

func TestClipsAndEffects(t *testing.T) {
	center := style.Point{X: style.Percent(50), Y: style.Percent(50)}
	black := func(more func(*style.Style)) func(*style.Style) {
		return func(s *style.Style) { s.BackgroundColor = rgb(0); more(s) }
	}
	filter := func(k style.FilterKind, v float64) func(*style.Style) {
		return func(s *style.Style) {
			s.BackgroundColor = rgb(0x804020)
			s.Filter = []style.Filter{{Kind: k, Amount: v}}
		}
	}
	matrix := func(m ...float64) []style.Transform {
		return []style.Transform{{Matrix: (*[6]float64)(m)}}
	}
	for _, tt := range []probe{
		{name: "circle", set: black(func(s *style.Style) {
			s.ClipPath = &style.ClipPath{Shape: style.ClipCircle, Center: center, RX: style.Px(20), RY: style.Px(20)}
		}), want: map[image.Point]uint32{{50, 50}: 0, {50, 31}: 0, {50, 28}: 0xffffff, {36, 36}: 0, {34, 34}: 0xffffff}},
		{name: "inset, rounded", set: black(func(s *style.Style) {
			p := style.Px(10)
			s.ClipPath = &style.ClipPath{Shape: style.ClipInset, Inset: style.Sides{p, p, p, p}, Radius: allCorners(10)}
		}), want: map[image.Point]uint32{{50, 30}: 0, {50, 29}: 0xffffff, {30, 30}: 0xffffff, {34, 34}: 0}},
		{name: "polygon by the even-odd rule", set: black(func(s *style.Style) {
			pt := func(x, y float64) style.Point { return style.Point{X: style.Percent(x), Y: style.Percent(y)} }
			s.ClipPath = &style.ClipPath{Shape: style.ClipPolygon, EvenOdd: true, Points: []style.Point{
				pt(0, 0), pt(100, 0), pt(100, 100), pt(0, 100), pt(0, 0), pt(25, 25), pt(75, 25), pt(75, 75), pt(25, 75), pt(25, 25)}}
		}), want: map[image.Point]uint32{{25, 25}: 0, {50, 50}: 0xffffff, {75, 75}: 0}},
		{name: "brightness", set: filter(style.FilterBrightness, 0.5), want: map[image.Point]uint32{{50, 50}: 0x402010}},
		{name: "grayscale", set: filter(style.FilterGrayscale, 1), want: map[image.Point]uint32{{50, 50}: 0x4b4b4b}},
		{name: "invert", set: filter(style.FilterInvert, 1), want: map[image.Point]uint32{{50, 50}: 0x7fbfdf}},
		{name: "contrast", set: filter(style.FilterContrast, 0), want: map[image.Point]uint32{{50, 50}: 0x7f7f7f}},
		{name: "opacity", set: filter(style.FilterOpacity, 0.5), want: map[image.Point]uint32{{50, 50}: 0xbf9f8f}},
		{name: "blur", set: filter(style.FilterBlur, 4),
			want: map[image.Point]uint32{{50, 50}: 0x804020, {10, 50}: 0xffffff, {19, 50}: 0xc6a899}},
		{name: "translate by percent", set: black(func(s *style.Style) {
			s.Transform = []style.Transform{{X: style.Percent(50), Y: style.Px(-10)}}
		}), want: map[image.Point]uint32{{49, 40}: 0xffffff, {50, 40}: 0, {80, 10}: 0, {80, 9}: 0xffffff, {80, 70}: 0xffffff}},
		{name: "rotate about the centre", set: black(func(s *style.Style) {
			s.TransformOrigin = center
			s.Transform = matrix(math.Sqrt2/2, math.Sqrt2/2, -math.Sqrt2/2, math.Sqrt2/2, 0, 0)
		}), want: map[image.Point]uint32{{50, 10}: 0, {50, 50}: 0, {22, 22}: 0xffffff, {10, 50}: 0}},
		{name: "functions apply from the right", set: black(func(s *style.Style) {
			s.TransformOrigin = style.Point{}
			s.Transform = append([]style.Transform{{X: style.Px(20)}}, matrix(0.5, 0, 0, 0.5, 0, 0)...)
		}), want: map[image.Point]uint32{{39, 25}: 0xffffff, {40, 25}: 0, {69, 49}: 0, {70, 49}: 0xffffff, {60, 50}: 0xffffff}},
		{name: "a matrix without an inverse hides", set: black(func(s *style.Style) { s.Transform = matrix(1, 0, 1, 0, 0, 0) }),
			want: map[image.Point]uint32{{50, 50}: 0xffffff}},
	} {
		tt.run(t, box(20, 20, 60, 60, tt.set))
	}
}

// Corners of a clip are smooth, and what lies in it is drawn once.
func TestRoundClip(t *testing.T) {
	img := paintPage(t, 100, 100, box(0, 0, 100, 100, nil, box(10, 10, 80, 80, func(s *style.Style) {
		hidden(s)
		s.Radius = allCorners(40)
	}, box(-20, -20, 120, 120, bg(rgb(0))))), Options{})
	grey := 0
	for _, v := range img.Pix {
		if v > 20 && v < 235 {
			grey++
		}
	}
	if grey < 200 {
		t.Errorf("%d bytes are neither black nor white: the edge is not smooth", grey)
	}
	if c := img.RGBAAt(50, 50); c.R != 0 {
		t.Errorf("inside is %v", c)
	}
	if c := img.RGBAAt(18, 18); c.R != 255 {
		t.Errorf("outside is %v", c)
	}
}
