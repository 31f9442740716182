package style

import (
	"image/color"
	"slices"
	"strconv"

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
func background[T any](id css.ID, at func(*backgrounds) *[]T, compute func(*context, css.Value) ([]T, bool)) longhand {
	return longhand{
		id: id,
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

func backgroundLonghands() []longhand {
	return []longhand{
		colors(css.BackgroundColor, func(s *Style) *color.NRGBA { return &s.BackgroundColor }).
			prints(func(p *printer, s *Style) {
				p.add("background-color", hex(s.BackgroundColor), s.BackgroundColor.A == 0)
			}),
		background(css.BackgroundImage, func(b *backgrounds) *[]Image { return &b.images }, each[css.Images]((*context).image)).
			prints(printImages),
		background(css.BackgroundPosition, func(b *backgrounds) *[]Point { return &b.positions }, each[css.Positions]((*context).point)),
		background(css.BackgroundSize, func(b *backgrounds) *[]BackgroundSize { return &b.sizes }, each[css.Sizes]((*context).backgroundSize)),
		background(css.BackgroundRepeat, func(b *backgrounds) *[][2]Repeat { return &b.repeats }, each[css.Repeats](repeats)),
		background(css.BackgroundOrigin, func(b *backgrounds) *[]BoxArea { return &b.origins }, each[css.Keywords](area)),
		background(css.BackgroundClip, func(b *backgrounds) *[]BoxArea { return &b.clips }, each[css.Keywords](area)),
	}
}

// each returns a function that computes a list by its entries.
func each[L ~[]V, V, T any](one func(*context, V) T) func(*context, css.Value) ([]T, bool) {
	return func(c *context, v css.Value) ([]T, bool) {
		list, ok := v.(L)
		return convert(list, func(v V) T { return one(c, v) }), ok
	}
}

func convert[T, U any](list []T, f func(T) U) []U {
	out := make([]U, len(list))
	for i, v := range list {
		out[i] = f(v)
	}
	return out
}

// BoxArea names a box of the box model: background-origin and -clip.
type BoxArea uint8

const (
	AreaBorder BoxArea = iota
	AreaPadding
	AreaContent
	AreaText
)

// area returns the box by its keyword; they stand in the order of the constants.
func area(_ *context, k css.Keyword) BoxArea {
	return BoxArea(max(0, slices.Index(css.BackgroundClip.Keywords(), k)))
}

// Repeat is background-repeat on one axis.
type Repeat uint8

const (
	RepeatTile Repeat = iota
	RepeatNone
	RepeatSpace
	RepeatRound
)

func repeats(_ *context, k [2]css.Keyword) [2]Repeat { return [2]Repeat{repeat(k[0]), repeat(k[1])} }

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

// SizeKeyword is the keyword of background-size.
type SizeKeyword uint8

const (
	Explicit SizeKeyword = iota
	CoverSize
	ContainSize
)

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
			return &LinearGradient{
				Angle: v.Angle, ToCorner: v.ToCorner, CornerX: v.CornerX, CornerY: v.CornerY, Stops: stops, Repeating: v.Repeating,
			}
		}
		g := &RadialGradient{Circle: v.Circle, Extent: extent(v.Extent), Center: c.point(v.Center), Stops: stops, Repeating: v.Repeating}
		if v.Extent == "" {
			g.RX, g.RY = c.length(v.RX), c.length(v.RY)
		}
		return g
	}
	return nil
}

// Extent is the size keyword of a radial gradient or circle().
type Extent uint8

const (
	FarthestCorner Extent = iota
	FarthestSide
	ClosestCorner
	ClosestSide
)

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

func printImages(p *printer, s *Style) {
	for _, layer := range s.Background {
		switch i := layer.Image.(type) {
		case URL:
			src := i.Src
			if len(src) > 80 {
				src = src[:80] + "…"
			}
			p.always("background-image", "url("+strconv.Quote(src)+")")
		case *LinearGradient:
			p.always("background-image", "linear-gradient(…)")
		case *RadialGradient:
			p.always("background-image", "radial-gradient(…)")
		}
	}
}
