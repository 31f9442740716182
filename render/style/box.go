package style

import (
	"image/color"
	"math"
	"strconv"

	"sharecard/render/css"
)

func boxLonghands() []longhand {
	overflow := []string{"auto=scroll", "overlay=scroll"}
	// The old flexbox lives on only for line-clamp, where browsers lay it out as a
	// block.
	display := keyword(css.Display, func(s *Style) *Display { return &s.Display }, "-webkit-box=flow-root", "-webkit-inline-box=inline-block")
	rows := []longhand{
		display.prints(func(p *printer, s *Style) { p.always("display", display.word(s)) }),
		keyword(css.Placement, func(s *Style) *Position { return &s.Position }),
		field(css.ZIndex, func(s *Style) *ZIndex { return &s.ZIndex }, zIndex).
			prints(func(p *printer, s *Style) { p.add("z-index", strconv.Itoa(s.ZIndex.N), !s.ZIndex.Set) }),
		keyword(css.Direction, func(s *Style) *Direction { return &s.Direction }).prints(nil),
		keyword(css.OverflowX, func(s *Style) *Overflow { return &s.OverflowX }, overflow...),
		keyword(css.OverflowY, func(s *Style) *Overflow { return &s.OverflowY }, overflow...),
		keyword(css.BoxSizing, func(s *Style) *BoxSizing { return &s.BoxSizing }).prints(nil),
		sizes(css.Width, func(s *Style) *Length { return &s.Width }),
		sizes(css.Height, func(s *Style) *Length { return &s.Height }),
		sizes(css.MinWidth, func(s *Style) *Length { return &s.MinWidth }),
		sizes(css.MinHeight, func(s *Style) *Length { return &s.MinHeight }),
		sizes(css.MaxWidth, func(s *Style) *Length { return &s.MaxWidth }),
		sizes(css.MaxHeight, func(s *Style) *Length { return &s.MaxHeight }),
		field(css.AspectRatio, func(s *Style) *Ratio { return &s.AspectRatio }, aspectRatio),
	}
	for i := range 4 {
		side := css.ID(i)
		margin := lengths(css.MarginTop+side, func(s *Style) *Length { return &s.Margin[i] }).prints(nil)
		padding := sizes(css.PaddingTop+side, func(s *Style) *Length { return &s.Padding[i] }).prints(nil)
		if i == 0 {
			margin = margin.prints(func(p *printer, s *Style) { p.sides("margin", s.Margin) })
			padding = padding.prints(func(p *printer, s *Style) { p.sides("padding", s.Padding) })
		}
		line := keyword(css.BorderTopStyle+side, func(s *Style) *BorderStyle { return &s.Border[i].Style }, "hidden=none")
		rows = append(rows,
			lengths(css.Top+side, func(s *Style) *Length { return &s.Inset[i] }), margin, padding,
			field(css.BorderTopWidth+side, func(s *Style) *float64 { return &s.Border[i].Width }, borderWidth).
				prints(func(p *printer, s *Style) { p.border("border-"+(css.Top+side).String(), s.Border[i], line.word(s)) }),
			line.prints(nil),
			colors(css.BorderTopColor+side, func(s *Style) *color.NRGBA { return &s.Border[i].Color }),
			field(css.BorderTopLeftRadius+side, func(s *Style) *Corner { return &s.Radius[i] }, radius).
				prints(func(p *printer, s *Style) { p.radius(css.BorderTopLeftRadius+side, s.Radius[i]) }),
		)
	}
	line := keyword(css.OutlineStyle, func(s *Style) *BorderStyle { return &s.Outline.Style })
	return append(rows,
		field(css.OutlineWidth, func(s *Style) *float64 { return &s.Outline.Width }, borderWidth).
			prints(func(p *printer, s *Style) { p.border("outline", s.Outline, line.word(s)) }),
		line.prints(nil),
		colors(css.OutlineColor, func(s *Style) *color.NRGBA { return &s.Outline.Color }),
		field(css.OutlineOffset, func(s *Style) *float64 { return &s.OutlineOffset }, outlineOffset).
			prints(func(p *printer, s *Style) { p.add("outline-offset", px(s.OutlineOffset), s.OutlineOffset == 0) }),
	)
}

// Display is the computed display value (CSS Display 3 §2).
type Display uint8

const (
	Inline Display = iota
	Block
	InlineBlock
	Flex
	InlineFlex
	Grid
	InlineGrid
	FlowRoot
	Contents
	DisplayNone
)

// IsFlex reports whether the box is a flex container.
func (s *Style) IsFlex() bool { return s.Display == Flex || s.Display == InlineFlex }

// IsGrid reports whether the box is a grid container.
func (s *Style) IsGrid() bool { return s.Display == Grid || s.Display == InlineGrid }

// LaysOutItems reports whether every child of the box is an item: of a flex or a
// grid container.
func (s *Style) LaysOutItems() bool { return s.IsFlex() || s.IsGrid() }

// Position is the position property (CSS Position 3 §2).
type Position uint8

const (
	Static Position = iota
	Relative
	Absolute
	FixedPosition // against the card itself
)

// Direction is the inline base direction (CSS Writing Modes 4 §2.1).
type Direction uint8

const (
	LTR Direction = iota
	RTL
)

// Overflow is overflow-x or overflow-y; scroll and auto clip like hidden.
type Overflow uint8

const (
	OverflowVisible Overflow = iota
	OverflowHidden
	OverflowClip
	OverflowScroll // also auto; drawn as hidden
)

// BoxSizing is box-sizing.
type BoxSizing uint8

const (
	ContentBox BoxSizing = iota
	BorderBox
)

// BorderStyle is border-style.
type BorderStyle uint8

const (
	BorderNone BorderStyle = iota // also hidden
	BorderSolid
	BorderDashed
	BorderDotted
	BorderDouble
)

func zIndex(_ *context, v css.Value) (ZIndex, bool) {
	n, ok := v.(css.Integer)
	return ZIndex{ok, int(n)}, true
}

func aspectRatio(_ *context, v css.Value) (Ratio, bool) {
	r, ok := v.(css.Ratio)
	return Ratio(r), ok
}

func radius(c *context, v css.Value) (Corner, bool) {
	r, ok := v.(css.Corner)
	if !ok {
		return Corner{}, false
	}
	return c.corner(r), true
}

func (c *context) corner(r css.Corner) Corner { return Corner{c.length(r.X), c.length(r.Y)} }

// borderWidth snaps a width to whole device pixels: one below 1 up, others
// down (CSS Values 4 §6.2.1, "snap a length as a border width").
func borderWidth(c *context, v css.Value) (float64, bool) {
	l, ok := v.(css.Length)
	if !ok {
		return 0, false
	}
	w, scale := max(0, c.px(l)), c.opts.Scale
	if scale <= 0 {
		scale = 1
	}
	device := w * scale
	if device > 0 && device < 1 {
		device = 1
	}
	return math.Floor(device+snapSlack) / scale, true
}

func outlineOffset(c *context, v css.Value) (float64, bool) {
	l, ok := v.(css.Length)
	return c.px(l), ok
}

// snapSlack keeps 3.9999 device pixels, a rounding error, from becoming 3.
const snapSlack = 1e-6
