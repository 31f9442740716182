package style

import (
	"image/color"
	"slices"
	"strconv"

	"sharecard/render/colorspace"
	"sharecard/render/css"
)

// layerLists are the lists of the background or mask properties before they are
// matched up layer by layer.
type layerLists struct {
	images     []Image
	xs, ys     []Length // positions
	sizes      []BackgroundSize
	repeats    [][2]Repeat
	origins    []BoxArea
	clips      []BoxArea
	fixed      []bool      // of backgrounds
	blends     []BlendMode // of backgrounds
	composites []Composite // of masks
	modes      []MaskMode  // of masks
}

// layered builds the row of a list of layers; of says whether it is one of
// backgrounds or of masks.
func layered[T any](id css.ID, of func(*Style) **layerLists, at func(*layerLists) *[]T,
	compute func(*context, css.Value) ([]T, bool)) longhand {
	own := func(s *Style) *[]T {
		if lists := of(s); *lists == nil {
			*lists = &layerLists{}
		}
		return at(*of(s))
	}
	return longhand{
		id: id,
		set: func(c *context, v css.Value) {
			if x, ok := compute(c, v); ok {
				*own(c.style) = x
			}
		},
		copy: func(dst, src *Style) {
			var list []T
			if lists := *of(src); lists != nil {
				list = *at(lists)
			}
			*own(dst) = list
		},
	}
}

// background builds the row of a background list.
func background[T any](id css.ID, at func(*layerLists) *[]T, compute func(*context, css.Value) ([]T, bool)) longhand {
	return layered(id, func(s *Style) **layerLists { return &s.parts.backgrounds }, at, compute)
}

func backgroundLonghands() []longhand {
	return []longhand{
		colors(css.BackgroundColor, func(s *Style) *color.NRGBA { return &s.BackgroundColor }).
			prints(func(p *printer, s *Style) {
				p.add("background-color", hex(s.BackgroundColor), s.BackgroundColor.A == 0)
			}),
		background(css.BackgroundImage, func(b *layerLists) *[]Image { return &b.images }, each[css.Images]((*context).image)).
			prints(printImages),
		background(css.BackgroundPositionX, func(b *layerLists) *[]Length { return &b.xs }, each[css.Lengths]((*context).length)),
		background(css.BackgroundPositionY, func(b *layerLists) *[]Length { return &b.ys }, each[css.Lengths]((*context).length)),
		background(css.BackgroundSize, func(b *layerLists) *[]BackgroundSize { return &b.sizes }, each[css.Sizes]((*context).backgroundSize)),
		background(css.BackgroundRepeat, func(b *layerLists) *[][2]Repeat { return &b.repeats }, each[css.Repeats](repeats)),
		background(css.BackgroundAttachment, func(b *layerLists) *[]bool { return &b.fixed }, each[css.Keywords](attachedToPage)),
		background(css.BackgroundOrigin, func(b *layerLists) *[]BoxArea { return &b.origins }, each[css.Keywords](area)),
		background(css.BackgroundClip, func(b *layerLists) *[]BoxArea { return &b.clips }, each[css.Keywords](area)),
	}
}

// attachedToPage reports background-attachment: fixed. Nothing scrolls in a picture, so that the
// other values are alike.
func attachedToPage(_ *context, k css.Keyword) bool { return k == "fixed" }

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
	AreaUnclipped // of masks: no-clip
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
	RepeatStretch // of border images
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
	case "stretch":
		return RepeatStretch
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
		line := c.gradientLine(v)
		if v.Conic {
			return &ConicGradient{From: v.Angle, Center: c.point(v.Center), Line: line}
		}
		if !v.Radial {
			return &LinearGradient{Angle: v.Angle, ToCorner: v.ToCorner, CornerX: v.CornerX, CornerY: v.CornerY, Line: line}
		}
		g := &RadialGradient{Circle: v.Circle, Extent: extent(v.Extent), Center: c.point(v.Center), Line: line}
		if v.Extent == "" {
			g.RX, g.RY = c.length(v.RX), c.length(v.RY)
		}
		return g
	}
	return nil
}

// gradientLine computes the stops of a gradient. Without a space to mix in, those
// with a colour in a modern syntax are mixed in Oklab (CSS Color 4 §12.1).
func (c *context) gradientLine(v *css.Gradient) Line {
	line := Line{Repeating: v.Repeating, In: v.In}
	line.Stops = convert(v.Stops, func(s css.Stop) Stop {
		exact := c.colorOn(s.Color)
		out := Stop{Color: exact.RGBA, Exact: colorspace.FromNRGBA(exact.RGBA), Hint: s.Hint}
		if exact.Exact != nil {
			out.Exact = *exact.Exact
		}
		if exact.Modern && line.In == nil {
			line.In = &colorspace.Method{Space: colorspace.Oklab}
		}
		if s.HasPos {
			out.Pos = c.length(s.Pos)
		}
		return out
	})
	return line
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

func printImages(p *printer, s *Style) { p.images("background-image", s.Background) }

// images adds the images of layers, each on its own.
func (p *printer) images(name string, layers []Layer) {
	for _, layer := range layers {
		p.image(name, layer.Image)
	}
}

func (p *printer) image(name string, i Image) {
	switch i := i.(type) {
	case nil:
		p.always(name, "none")
	case URL:
		src := i.Src
		if len(src) > 80 {
			src = src[:80] + "…"
		}
		p.always(name, "url("+strconv.Quote(src)+")")
	case *LinearGradient:
		p.always(name, "linear-gradient(…)")
	case *RadialGradient:
		p.always(name, "radial-gradient(…)")
	case *ConicGradient:
		p.always(name, "conic-gradient(…)")
	}
}
