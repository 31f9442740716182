package style

import (
	"fmt"
	"slices"
	"strings"

	"sharecard/render/css"
)

func effectLonghands() []longhand {
	return []longhand{
		numbers(css.Opacity, func(s *Style) *float64 { return &s.Opacity }),
		field(css.BoxShadow, func(s *Style) *[]Shadow { return &s.BoxShadow }, shadows).prints(printBoxShadows),
		keyword(css.ObjectFit, func(s *Style) *ObjectFit { return &s.ObjectFit }),
		points(css.ObjectPosition, func(s *Style) *Point { return &s.ObjectPosition }).prints(printObjectPosition),
		keyword(css.ImageRendering, func(s *Style) *ImageRendering { return &s.ImageRendering },
			"smooth=auto", "high-quality=auto", "crisp-edges=pixelated"),
		field(css.TransformList, func(s *Style) *[]Transform { return &s.parts.transform }, transforms),
		field(css.Translate, func(s *Style) *[]Transform { return &s.parts.translate }, transforms),
		field(css.Rotate, func(s *Style) *[]Transform { return &s.parts.rotate }, transforms),
		field(css.Scale, func(s *Style) *[]Transform { return &s.parts.scale }, transforms),
		points(css.TransformOrigin, func(s *Style) *Point { return &s.TransformOrigin }),
		field(css.ClipShape, func(s *Style) **ClipPath { return &s.ClipPath }, clipPath),
		field(css.FilterList, func(s *Style) *[]Filter { return &s.Filter }, filters).
			prints(printFilters(css.FilterList, func(s *Style) []Filter { return s.Filter })),
		flag(css.Visibility, func(s *Style) *bool { return &s.Visible }, "visible"),
		field(css.ColorScheme, func(s *Style) *bool { return &s.Dark }, usesDark),
		field(css.ContentList, func(s *Style) **string { return &s.Content }, content),
	}
}

// ObjectFit is object-fit.
type ObjectFit uint8

const (
	FitFill ObjectFit = iota
	FitContain
	FitCover
	FitNone
	FitScaleDown
)

// ImageRendering is image-rendering.
type ImageRendering uint8

const (
	RenderAuto      ImageRendering = iota
	RenderPixelated                // also crisp-edges
)

func transforms(c *context, v css.Value) ([]Transform, bool) {
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
}

// ClipShape is the basic shape of a clip-path.
type ClipShape uint8

const (
	ClipInset ClipShape = iota
	ClipCircle
	ClipEllipse
	ClipPolygon
)

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

// usesDark chooses the used color scheme: dark where it is asked for and preferred, or the only one.
func usesDark(c *context, v css.Value) (bool, bool) {
	schemes, ok := v.(css.Keywords)
	return slices.Contains(schemes, "dark") && (c.opts.Dark || !slices.Contains(schemes, "light")), ok
}

// FilterKind is the function of a filter.
type FilterKind uint8

const (
	FilterBlur FilterKind = iota // px
	FilterBrightness
	FilterGrayscale
	FilterContrast
	FilterSaturate
	FilterOpacity
	FilterSepia
	FilterInvert
	FilterHueRotate
	FilterDropShadow
)

func filters(c *context, v css.Value) ([]Filter, bool) {
	list, ok := v.(css.Filters)
	if len(list) == 0 {
		return nil, ok
	}
	return convert(list, c.filter), ok
}

// filterKinds maps the function names to the kinds. It is never written.
var filterKinds = map[css.Keyword]FilterKind{
	"blur": FilterBlur, "brightness": FilterBrightness, "grayscale": FilterGrayscale, "contrast": FilterContrast,
	"saturate": FilterSaturate, "opacity": FilterOpacity, "sepia": FilterSepia, "invert": FilterInvert,
	"hue-rotate": FilterHueRotate, "drop-shadow": FilterDropShadow,
}

func (c *context) filter(f css.Filter) Filter {
	out := Filter{Kind: filterKinds[f.Name], Amount: f.Amount.N}
	switch out.Kind {
	case FilterBlur:
		out.Amount = max(0, c.px(f.Amount))
	case FilterDropShadow:
		shadow := c.shadow(f.Shadow)
		out.Shadow = &shadow
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

// printFilters prints the functions of filter or backdrop-filter.
func printFilters(id css.ID, list func(*Style) []Filter) func(*printer, *Style) {
	return func(p *printer, s *Style) {
		var words []string
		for _, f := range list(s) {
			word := "drop-shadow"
			for name, kind := range filterKinds {
				if kind == f.Kind {
					word = string(name)
				}
			}
			arg := number(f.Amount)
			switch f.Kind {
			case FilterBlur:
				arg = px(f.Amount)
			case FilterHueRotate:
				arg += "deg"
			case FilterDropShadow:
				arg = fmt.Sprintf("%s %s %s %s", px(f.Shadow.X), px(f.Shadow.Y), px(f.Shadow.Blur), hex(f.Shadow.Color))
			}
			words = append(words, word+"("+arg+")")
		}
		p.add(id.String(), strings.Join(words, " "), len(words) == 0)
	}
}

func printBoxShadows(p *printer, s *Style) {
	for _, b := range s.BoxShadow {
		p.always("box-shadow", fmt.Sprintf("%s %s %s %s %s", px(b.X), px(b.Y), px(b.Blur), px(b.Spread), hex(b.Color)))
	}
}

func printObjectPosition(p *printer, s *Style) {
	if s.ObjectFit == FitCover || s.ObjectFit == FitNone {
		p.always("object-position", s.ObjectPosition.X.text()+" "+s.ObjectPosition.Y.text())
	}
}
