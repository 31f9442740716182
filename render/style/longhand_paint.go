package style

import (
	"image/color"

	"sharecard/render/css"
)

// backgrounds are the lists of the background properties before they are
// matched up layer by layer.
type backgrounds struct {
	images    []Image
	positions []Point
	sizes     []BackgroundSize
	repeats   [][2]Repeat
	origins   []BoxArea
	clips     []BoxArea
}

// own returns the backgrounds of the element, to write to.
func (s *Style) own() *backgrounds {
	if s.parts.backgrounds == nil {
		s.parts.backgrounds = &backgrounds{}
	}
	return s.parts.backgrounds
}

// background builds the row of a background list.
func background[T any](at func(*backgrounds) *[]T, compute func(*context, css.Value) ([]T, bool)) longhand {
	return longhand{
		set: func(c *context, v css.Value) {
			if x, ok := compute(c, v); ok {
				*at(c.style.own()) = x
			}
		},
		copy: func(dst, src *Style) {
			var list []T
			if src.parts.backgrounds != nil {
				list = *at(src.parts.backgrounds)
			}
			*at(dst.own()) = list
		},
	}
}

func backgroundLonghands(t *[css.Count]longhand) {
	t[css.BackgroundColor] = colors(func(s *Style) *color.NRGBA { return &s.BackgroundColor }, false)
	t[css.BackgroundImage] = background(func(b *backgrounds) *[]Image { return &b.images }, func(c *context, v css.Value) ([]Image, bool) {
		list, ok := v.(css.Images)
		return convert(list, c.image), ok
	})
	t[css.BackgroundPosition] = background(func(b *backgrounds) *[]Point { return &b.positions }, func(c *context, v css.Value) ([]Point, bool) {
		list, ok := v.(css.Positions)
		return convert(list, c.point), ok
	})
	t[css.BackgroundSize] = background(func(b *backgrounds) *[]BackgroundSize { return &b.sizes }, func(c *context, v css.Value) ([]BackgroundSize, bool) {
		list, ok := v.(css.Sizes)
		return convert(list, c.backgroundSize), ok
	})
	t[css.BackgroundRepeat] = background(func(b *backgrounds) *[][2]Repeat { return &b.repeats }, func(_ *context, v css.Value) ([][2]Repeat, bool) {
		list, ok := v.(css.Repeats)
		return convert(list, func(k [2]css.Keyword) [2]Repeat { return [2]Repeat{repeat(k[0]), repeat(k[1])} }), ok
	})
	t[css.BackgroundOrigin] = background(func(b *backgrounds) *[]BoxArea { return &b.origins }, areas)
	t[css.BackgroundClip] = background(func(b *backgrounds) *[]BoxArea { return &b.clips }, areas)
}

func convert[T, U any](list []T, f func(T) U) []U {
	out := make([]U, len(list))
	for i, v := range list {
		out[i] = f(v)
	}
	return out
}

func areas(_ *context, v css.Value) ([]BoxArea, bool) {
	list, ok := v.(css.Keywords)
	return convert(list, func(k css.Keyword) BoxArea {
		switch k {
		case "padding-box":
			return AreaPadding
		case "content-box":
			return AreaContent
		case "text":
			return AreaText
		}
		return AreaBorder
	}), ok
}

func repeat(k css.Keyword) Repeat {
	switch k {
	case "no-repeat":
		return RepeatNone
	case "space":
		return RepeatSpace
	case "round":
		return RepeatRound
	}
	return RepeatTile
}

func (c *context) backgroundSize(v css.Size) BackgroundSize {
	switch v.Keyword {
	case "cover":
		return BackgroundSize{Keyword: CoverSize}
	case "contain":
		return BackgroundSize{Keyword: ContainSize}
	}
	side := func(l css.Length) Length {
		if l.Unit == css.UnitAuto && l.Calc == nil {
			return Length{}
		}
		return c.length(l)
	}
	return BackgroundSize{Width: side(v.Width), Height: side(v.Height)}
}

func (c *context) image(v css.Image) Image {
	switch v := v.(type) {
	case css.URL:
		return URL{Src: string(v)}
	case *css.Gradient:
		stops := convert(v.Stops, func(s css.Stop) Stop {
			out := Stop{Color: c.color(s.Color), Hint: s.Hint}
			if s.HasPos {
				out.Pos = c.length(s.Pos)
			}
			return out
		})
		if !v.Radial {
			return &LinearGradient{Angle: v.Angle, ToCorner: v.ToCorner, CornerX: v.CornerX, CornerY: v.CornerY, Stops: stops, Repeating: v.Repeating}
		}
		g := &RadialGradient{Circle: v.Circle, Extent: extent(v.Extent), Center: c.point(v.Center), Stops: stops, Repeating: v.Repeating}
		if v.Extent == "" {
			g.RX, g.RY = c.length(v.RX), c.length(v.RY)
		}
		return g
	}
	return nil
}

func extent(k css.Keyword) Extent {
	switch k {
	case "farthest-side":
		return FarthestSide
	case "closest-corner":
		return ClosestCorner
	case "closest-side":
		return ClosestSide
	}
	return FarthestCorner
}

func effectLonghands(t *[css.Count]longhand) {
	t[css.Opacity] = numbers(func(s *Style) *float64 { return &s.Opacity })
	t[css.BoxShadow] = field(func(s *Style) *[]Shadow { return &s.BoxShadow }, shadows)
	t[css.ObjectFit] = keyword(func(s *Style) *ObjectFit { return &s.ObjectFit }, "fill", "contain", "cover", "none", "scale-down")
	t[css.ObjectPosition] = points(func(s *Style) *Point { return &s.ObjectPosition })
	t[css.ImageRendering] = mapped(func(s *Style) *ImageRendering { return &s.ImageRendering }, map[css.Keyword]ImageRendering{
		"auto": RenderAuto, "smooth": RenderAuto, "high-quality": RenderAuto, "pixelated": RenderPixelated, "crisp-edges": RenderPixelated,
	})
	t[css.TransformList] = field(func(s *Style) *[]Transform { return &s.Transform }, func(c *context, v css.Value) ([]Transform, bool) {
		list, ok := v.(css.Transforms)
		if len(list) == 0 {
			return nil, ok
		}
		return convert(list, func(t css.Transform) Transform {
			if t.Matrix != nil {
				return Transform{Matrix: t.Matrix}
			}
			return Transform{X: c.length(t.X), Y: c.length(t.Y)}
		}), ok
	})
	t[css.TransformOrigin] = points(func(s *Style) *Point { return &s.TransformOrigin })
	t[css.ClipShape] = field(func(s *Style) **ClipPath { return &s.ClipPath }, clipPath)
	t[css.FilterList] = field(func(s *Style) *[]Filter { return &s.Filter }, func(c *context, v css.Value) ([]Filter, bool) {
		list, ok := v.(css.Filters)
		if len(list) == 0 {
			return nil, ok
		}
		return convert(list, c.filter), ok
	})
	t[css.ContentList] = field(func(s *Style) **string { return &s.Content }, content)
}

func clipPath(c *context, v css.Value) (*ClipPath, bool) {
	p, ok := v.(*css.ClipPath)
	if p == nil {
		return nil, ok
	}
	out := &ClipPath{Center: c.point(p.Center), Extent: extent(p.Extent), EvenOdd: p.EvenOdd}
	switch p.Shape {
	case "inset":
		out.Shape = ClipInset
		for i := range p.Inset {
			out.Inset[i] = c.length(p.Inset[i])
			out.Radius[i] = c.corner(p.Radius[i])
		}
	case "circle", "ellipse":
		out.Shape = ClipCircle
		if p.Shape == "ellipse" {
			out.Shape = ClipEllipse
		}
		if p.Extent == "" {
			out.RX, out.RY = c.length(p.RX), c.length(p.RY)
		}
	case "polygon":
		out.Shape = ClipPolygon
		out.Points = convert(p.Points, c.point)
	}
	return out, true
}

// filterKinds maps the function names to the kinds. It is never written.
var filterKinds = map[css.Keyword]FilterKind{
	"blur": FilterBlur, "brightness": FilterBrightness, "grayscale": FilterGrayscale, "contrast": FilterContrast,
	"saturate": FilterSaturate, "opacity": FilterOpacity, "sepia": FilterSepia, "invert": FilterInvert,
}

func (c *context) filter(f css.Filter) Filter {
	out := Filter{Kind: filterKinds[f.Name], Amount: f.Amount.N}
	if out.Kind == FilterBlur {
		out.Amount = max(0, c.px(f.Amount))
	}
	return out
}

// content joins strings and attributes.
func content(c *context, v css.Value) (*string, bool) {
	x, ok := v.(css.Content)
	if !x.Show {
		return nil, ok
	}
	var text string
	for _, p := range x.Pieces {
		text += p.Text
		if p.Attr != "" {
			text += c.elem.Attr(p.Attr)
		}
	}
	return &text, true
}
