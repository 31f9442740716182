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
	display := keyword(css.Display, func(s *Style) *Display { return &s.Display }, "list-item=block", "-webkit-box=flow-root",
		"-webkit-inline-box=inline-block")
	display = display.marksItems()
	rows := []longhand{
		display.prints(func(p *printer, s *Style) { p.always("display", display.word(s)) }),
		keyword(css.Placement, func(s *Style) *Position { return &s.Position }),
		field(css.ZIndex, func(s *Style) *ZIndex { return &s.ZIndex }, zIndex).
			prints(func(p *printer, s *Style) { p.add("z-index", strconv.Itoa(s.ZIndex.N), !s.ZIndex.Set) }),
		keyword(css.WritingMode, func(s *Style) *WritingMode { return &s.WritingMode }),
		flag(css.TextCombine, func(s *Style) *bool { return &s.TextCombine }, "all"),
		keyword(css.TextOrientation, func(s *Style) *TextOrientation { return &s.TextOrientation }),
		keyword(css.Direction, func(s *Style) *Direction { return &s.Direction }).prints(nil),
		keyword(css.Float, func(s *Style) *Float { return &s.Float }),
		keyword(css.Clear, func(s *Style) *Clear { return &s.Clear }),
		keyword(css.OverflowX, func(s *Style) *Overflow { return &s.OverflowX }, overflow...),
		keyword(css.OverflowY, func(s *Style) *Overflow { return &s.OverflowY }, overflow...),
		keyword(css.BoxSizing, func(s *Style) *BoxSizing { return &s.BoxSizing }).prints(nil),
		flag(css.BoxDecorationBreak, func(s *Style) *bool { return &s.CloneEdges }, "clone"),
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
		line := keyword(css.BorderTopStyle+side, func(s *Style) *BorderStyle { return &s.Border[i].Style })
		rows = append(rows,
			lengths(css.Top+side, func(s *Style) *Length { return &s.Inset[i] }), margin, padding,
			field(css.BorderTopWidth+side, func(s *Style) *float64 { return &s.Border[i].Width }, borderWidth).
				prints(func(p *printer, s *Style) { p.border("border-"+(css.Top+side).String(), s.Border[i], line.word(s)) }),
			line.prints(nil),
			borderColor(css.BorderTopColor+side, i),
			field(css.BorderTopLeftRadius+side, func(s *Style) *Corner { return &s.Radius[i] }, radius).
				prints(func(p *printer, s *Style) { p.radius(css.BorderTopLeftRadius+side, s.Radius[i]) }),
			field(css.CornerTopLeftShape+side, func(s *Style) *float64 { return &s.CornerCurve[i] }, cornerCurve).
				prints(func(p *printer, s *Style) {
					p.add((css.CornerTopLeftShape + side).String(), "superellipse("+number(s.CornerCurve[i]+1)+")", s.CornerCurve[i] == 0)
				}),
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
	Table
	InlineTable
	TableRowGroup
	TableHeaderGroup
	TableFooterGroup
	TableRow
	TableCell
	TableColumnGroup
	TableColumn
	TableCaption
	Ruby
	RubyText
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
	Sticky        // where it stands: nothing scrolls
)

// WritingMode is writing-mode (CSS Writing Modes 4 §3.2).
type WritingMode uint8

const (
	HorizontalTB WritingMode = iota
	VerticalRL               // lines run down, the first at the right
	VerticalLR               // lines run down, the first at the left
)

// TextOrientation is text-orientation, for vertical lines (CSS Writing Modes 4 §5.1).
type TextOrientation uint8

const (
	OrientMixed    TextOrientation = iota // Chinese stands upright, Latin lies
	OrientUpright                         // all stands upright
	OrientSideways                        // all lies
)

// Vertical reports whether the lines of the box run down.
func (s *Style) Vertical() bool { return s.WritingMode != HorizontalTB }

func (s *Style) axes() css.Axes {
	return css.Axes{RTL: s.Direction == RTL, Vertical: s.Vertical(), LeftFirst: s.WritingMode == VerticalLR}
}

// Direction is the inline base direction (CSS Writing Modes 4 §2.1).
type Direction uint8

const (
	LTR Direction = iota
	RTL
)

// Float is the float property (CSS 2.2 §9.5.1). [Style] holds the sides of lines as left and right.
type Float uint8

const (
	FloatNone Float = iota
	FloatLeft
	FloatRight
	floatInlineStart
	floatInlineEnd
)

// Clear is the clear property (CSS 2.2 §9.5.2), of left and right as [Float] is.
type Clear uint8

const (
	ClearNone Clear = iota
	ClearLeft
	ClearRight
	ClearBoth
	clearInlineStart
	clearInlineEnd
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
	BorderNone BorderStyle = iota
	BorderSolid
	BorderDashed
	BorderDotted
	BorderDouble
	BorderGroove
	BorderRidge
	BorderInset
	BorderOutset
	BorderHidden // none, which suppresses the borders that collapse with it
)

// Shows reports whether a border of the style is seen.
func (b BorderStyle) Shows() bool { return b != BorderNone && b != BorderHidden }

// borderColor is the row of one side's border-color: to inherit currentcolor is to
// take the element's own colour.
func borderColor(id css.ID, side int) longhand {
	row := colors(id, func(s *Style) *color.NRGBA { return &s.Border[side].Color })
	set, inherit := row.set, row.copy
	row.set = func(c *context, v css.Value) {
		set(c, v)
		x, ok := v.(css.Color)
		c.style.parts.ownBorder[side] = ok && !x.Current
	}
	row.copy = func(dst, src *Style) {
		dst.parts.ownBorder[side] = src.parts.ownBorder[side]
		if dst.Border[side].Color = dst.Color; src.parts.ownBorder[side] {
			inherit(dst, src)
		}
	}
	return row
}

func zIndex(_ *context, v css.Value) (ZIndex, bool) {
	n, ok := v.(css.Integer)
	return ZIndex{ok, int(n)}, true
}

func aspectRatio(_ *context, v css.Value) (Ratio, bool) {
	r, ok := v.(css.Ratio)
	return Ratio(r), ok
}

func cornerCurve(_ *context, v css.Value) (float64, bool) {
	n, ok := v.(css.Number)
	return float64(n) - 1, ok
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
