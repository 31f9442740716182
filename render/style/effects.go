package style

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sharecard/render/css"
)

func effectLonghands() []longhand {
	return []longhand{
		numbers(css.Zoom, func(s *Style) *float64 { return &s.Zoom }).prints(nil),
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
		field(css.Perspective, func(s *Style) *float64 { return &s.Perspective }, perspective),
		points(css.PerspectiveOrigin, func(s *Style) *Point { return &s.PerspectiveOrigin }),
		flag(css.TransformStyle, func(s *Style) *bool { return &s.Preserve3D }, "preserve-3d"),
		flag(css.BackfaceVisibility, func(s *Style) *bool { return &s.BackfaceHidden }, "hidden"),
		field(css.ClipRect, func(s *Style) **ClipPath { return &s.parts.clip }, clipPath),
		field(css.ClipShape, func(s *Style) **ClipPath { return &s.ClipPath }, clipPath),
		field(css.FilterList, func(s *Style) *[]Filter { return &s.Filter }, filters).
			prints(printFilters(css.FilterList, func(s *Style) []Filter { return s.Filter })),
		field(css.Contain, func(s *Style) *Containment { return &s.Contain }, containment),
		lengths(css.ContainIntrinsicWidth, func(s *Style) *Length { return &s.ContainWidth }),
		field(css.ShapeOutside, func(s *Style) **FloatShape { return &s.Shape }, floatShape),
		sizes(css.ShapeMargin, func(s *Style) *Length { return &s.ShapeMargin }),
		lengths(css.ContainIntrinsicHeight, func(s *Style) *Length { return &s.ContainHeight }),
		field(css.ContainerName, func(s *Style) *[]string { return &s.ContainerNames }, containerNames),
		keyword(css.ContainerType, func(s *Style) *ContainerType { return &s.Container }),
		keyword(css.ContentVisibility, func(s *Style) *contentVisibility { return &s.parts.visibility }),
		flag(css.Visibility, func(s *Style) *bool { return &s.Visible }, "visible").collapses(),
		field(css.ColorScheme, func(s *Style) *bool { return &s.Dark }, usesDark),
		field(css.ContentList, func(s *Style) **css.Content { return &s.parts.content }, content),
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
		return Transform{X: c.length(t.X), Y: c.length(t.Y), Z: c.px(t.Z), Space: t.Space, Perspective: t.Perspective}
	}), ok
}

// perspective is the distance of the eye in px, at least 1 (CSS Transforms 2 §7); 0 for
// none.
func perspective(c *context, v css.Value) (float64, bool) {
	switch v := v.(type) {
	case css.Keyword:
		return 0, true
	case css.Length:
		return math.Max(1, c.px(v)), true
	}
	return 0, false
}

// ClipShape is the basic shape of a clip-path.
type ClipShape uint8

const (
	ClipInset ClipShape = iota
	ClipCircle
	ClipEllipse
	ClipPolygon
	ClipOutline
	ClipShapeCommands
	ClipReference // a clipPath element
	ClipArea      // the box that it refers to, with its round corners
)

func clipPath(c *context, v css.Value) (*ClipPath, bool) {
	p, ok := v.(*css.ClipPath)
	if p == nil {
		return nil, ok
	}
	out := &ClipPath{Center: c.point(p.Center), Extent: extent(p.Extent), EvenOdd: p.EvenOdd}
	switch p.Box {
	case "padding-box":
		out.Box = AreaPadding
	case "content-box":
		out.Box = AreaContent
	}
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
	case "box":
		out.Shape = ClipArea
	case "path":
		out.Shape = ClipOutline
		out.Path = p.Path
	case "shape":
		out.Shape = ClipShapeCommands
		out.Commands = convert(p.Commands, c.shapeCommand)
	case "url":
		out.Shape = ClipReference
		out.Element = string(p.URL)
	}
	return out, true
}

// ShapeOp is a command of shape() (CSS Shapes 2 §3.2).
type ShapeOp uint8

const (
	ShapeMove ShapeOp = iota
	ShapeLine
	ShapeCurve
	ShapeSmooth
	ShapeQuad
	ShapeSmoothQuad
	ShapeArc
	ShapeClose
)

// shapeOps are the names of the commands, in their order. It is never written.
var shapeOps = []css.Keyword{"move", "line", "curve", "smooth", "quad", "smooth-quad", "arc", "close"}

// ControlFrom is what a control point is relative to.
type ControlFrom uint8

const (
	FromOrigin ControlFrom = iota // the corner of the box
	FromStart                     // of the command
	FromEnd
)

// ShapeCommand is a command of shape(); By tells that To is relative to where it begins, AlongX and AlongY that it moves along
// one axis.
type ShapeCommand struct {
	Op             ShapeOp
	By             bool
	AlongX, AlongY bool
	To             Point
	Controls       [2]Point
	From           [2]ControlFrom
	Radius         [2]Length
	Turn           float64 // degrees
	CW, Large      bool
	Circle         bool // both radii are one
}

func (c *context) shapeCommand(v css.ShapeCommand) ShapeCommand {
	out := ShapeCommand{
		Op: ShapeOp(slices.Index(shapeOps, v.Op)), By: v.By, AlongX: v.AlongX, AlongY: v.AlongY, To: c.point(v.To),
		Radius: [2]Length{c.length(v.Radius[0]), c.length(v.Radius[1])}, Turn: v.Turn, CW: v.CW, Large: v.Large, Circle: v.Circle,
	}
	for i, k := range v.Controls {
		out.Controls[i] = c.point(k.At)
		switch k.From {
		case "start":
			out.From[i] = FromStart
		case "end":
			out.From[i] = FromEnd
		}
	}
	return out
}

// Containment is the set of kinds of containment of a box that change a still picture (CSS Containment 2 §3, 3 §3).
type Containment uint8

const (
	ContainLayout     Containment = 1 << iota // it has no baseline
	ContainPaint                              // it clips, as overflow: clip does, what is fixed too
	ContainSizes                              // it is as large as if it were empty
	ContainInlineSize                         // it is as wide as if it were empty
)

// Encloses reports layout or paint containment: the box is a stacking context, an independent formatting context and the
// containing block of all that is in it.
func (c Containment) Encloses() bool { return c&(ContainLayout|ContainPaint) != 0 }

func (c Containment) sized() bool { return c&(ContainSizes|ContainInlineSize) != 0 }

func containment(_ *context, v css.Value) (c Containment, ok bool) {
	kinds, ok := v.(css.Keywords)
	for kind, flag := range map[css.Keyword]Containment{
		"layout": ContainLayout, "paint": ContainPaint, "size": ContainSizes, "inline-size": ContainInlineSize,
	} {
		if slices.Contains(kinds, kind) {
			c |= flag
		}
	}
	return c, ok
}

// ShapeBox is the box that shape-outside refers to.
type ShapeBox uint8

const (
	ShapeMarginBox ShapeBox = iota
	ShapeBorderBox
	ShapePaddingBox
	ShapeContentBox
)

func floatShape(c *context, v css.Value) (*FloatShape, bool) {
	s, ok := v.(*css.FloatShape)
	if s == nil {
		return nil, ok
	}
	out := &FloatShape{}
	if s.Shape != nil {
		out.Shape, _ = clipPath(c, s.Shape)
	}
	switch s.Box {
	case "border-box":
		out.Box = ShapeBorderBox
	case "padding-box":
		out.Box = ShapePaddingBox
	case "content-box":
		out.Box = ShapeContentBox
	}
	return out, true
}

// contentVisibility is content-visibility (CSS Containment 2 §4).
type contentVisibility uint8

const (
	contentVisible contentVisibility = iota
	contentAuto
	contentHidden
)

// contain applies containment: content-visibility and container-type ask for it too, inline boxes have none, and paint containment
// clips where overflow does not.
func (s *Style) contain(replaced bool) {
	switch s.parts.visibility {
	case contentHidden:
		s.Contain |= ContainLayout | ContainPaint | ContainSizes
	case contentAuto:
		s.Contain |= ContainLayout | ContainPaint
	}
	switch s.Container {
	case SizeContainer:
		s.Contain |= ContainSizes
	case InlineSizeContainer:
		s.Contain |= ContainInlineSize
	}
	switch {
	case s.Display == Inline && replaced:
		s.Contain &= ContainSizes | ContainInlineSize
	case s.Display == Inline, s.Display == Contents:
		s.Contain = 0
	case s.IsTable(), s.IsTablePart() && s.Display != TableCaption:
		s.Contain &^= ContainSizes | ContainInlineSize
	}
	s.SkipsContent = s.parts.visibility == contentHidden && s.Contain != 0
	if s.Contain&ContainPaint == 0 {
		return
	}
	for _, o := range []*Overflow{&s.OverflowX, &s.OverflowY} {
		if *o == OverflowVisible {
			*o = OverflowClip
		}
	}
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
	FilterReference // a filter element
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
	"hue-rotate": FilterHueRotate, "drop-shadow": FilterDropShadow, "url": FilterReference,
}

// FilterKindOf returns the kind of a function by its name.
func FilterKindOf(name css.Keyword) FilterKind { return filterKinds[name] }

func (c *context) filter(f css.Filter) Filter {
	out := Filter{Kind: filterKinds[f.Name], Amount: f.Amount.N}
	switch out.Kind {
	case FilterReference:
		out.Element = string(f.URL)
	case FilterBlur:
		out.Amount = max(0, c.px(f.Amount))
	case FilterDropShadow:
		shadow := c.shadow(f.Shadow)
		out.Shadow = &shadow
	}
	return out
}

// content keeps the pieces; where a pseudo-element gets its place among the counters, they
// become its text.
func content(_ *context, v css.Value) (*css.Content, bool) {
	x, ok := v.(css.Content)
	if !x.Show {
		return nil, ok
	}
	return &x, true
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
			case FilterReference:
				arg = f.Element
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

// RaisesInline reports whether an inline box of the style is painted as one and not
// with the flow: it is positioned, or a stacking context. Transforms and clip-path are
// not for inline boxes.
func (s *Style) RaisesInline() bool {
	return s.Display == Inline && (s.Position == Relative || s.StacksInline())
}

// StacksInline reports whether an inline box of the style is a stacking context.
func (s *Style) StacksInline() bool {
	return s.ZIndex.Set && s.Position == Relative || s.Opacity < 1 || len(s.Filter) > 0 || s.MixBlend != BlendNormal || s.Isolated ||
		s.ClipPath != nil || len(s.Mask) > 0
}
