package style

import (
	"image/color"
	"math"

	"sharecard/render/css"
)

func boxLonghands(t *[css.Count]longhand) {
	t[css.Display] = mapped(func(s *Style) *Display { return &s.Display }, map[css.Keyword]Display{
		"inline": Inline, "block": Block, "inline-block": InlineBlock, "flex": Flex, "inline-flex": InlineFlex,
		"flow-root": FlowRoot, "contents": Contents, "none": DisplayNone,
		// The old flexbox lives on only for line-clamp, where browsers lay it
		// out as a block.
		"-webkit-box": FlowRoot, "-webkit-inline-box": InlineBlock,
	})
	t[css.Placement] = keyword(func(s *Style) *Position { return &s.Position }, "static", "relative", "absolute", "fixed")
	for i := range 4 {
		t[css.Top+css.ID(i)] = lengths(func(s *Style) *Length { return &s.Inset[i] })
		t[css.MarginTop+css.ID(i)] = lengths(func(s *Style) *Length { return &s.Margin[i] })
		t[css.PaddingTop+css.ID(i)] = sizes(func(s *Style) *Length { return &s.Padding[i] })
	}
	t[css.ZIndex] = field(func(s *Style) *ZIndex { return &s.ZIndex }, func(_ *context, v css.Value) (ZIndex, bool) {
		n, ok := v.(css.Integer)
		return ZIndex{ok, int(n)}, true
	})
	t[css.Direction] = keyword(func(s *Style) *Direction { return &s.Direction }, "ltr", "rtl")
	overflow := map[css.Keyword]Overflow{
		"visible": OverflowVisible, "hidden": OverflowHidden, "clip": OverflowClip, "scroll": OverflowScroll, "auto": OverflowScroll, "overlay": OverflowScroll,
	}
	t[css.OverflowX] = mapped(func(s *Style) *Overflow { return &s.OverflowX }, overflow)
	t[css.OverflowY] = mapped(func(s *Style) *Overflow { return &s.OverflowY }, overflow)
	t[css.Visibility] = mapped(func(s *Style) *bool { return &s.Visible }, map[css.Keyword]bool{"visible": true, "hidden": false, "collapse": false})
	t[css.BoxSizing] = keyword(func(s *Style) *BoxSizing { return &s.BoxSizing }, "content-box", "border-box")
	t[css.Width] = sizes(func(s *Style) *Length { return &s.Width })
	t[css.Height] = sizes(func(s *Style) *Length { return &s.Height })
	t[css.MinWidth] = sizes(func(s *Style) *Length { return &s.MinWidth })
	t[css.MinHeight] = sizes(func(s *Style) *Length { return &s.MinHeight })
	t[css.MaxWidth] = sizes(func(s *Style) *Length { return &s.MaxWidth })
	t[css.MaxHeight] = sizes(func(s *Style) *Length { return &s.MaxHeight })
	t[css.AspectRatio] = field(func(s *Style) *Ratio { return &s.AspectRatio }, func(_ *context, v css.Value) (Ratio, bool) {
		r, ok := v.(css.Ratio)
		return Ratio(r), ok
	})
}

func borderLonghands(t *[css.Count]longhand) {
	for i := range 4 {
		t[css.BorderTopWidth+css.ID(i)] = field(func(s *Style) *float64 { return &s.Border[i].Width }, borderWidth)
		t[css.BorderTopStyle+css.ID(i)] = mapped(func(s *Style) *BorderStyle { return &s.Border[i].Style }, map[css.Keyword]BorderStyle{
			"none": BorderNone, "hidden": BorderNone, "solid": BorderSolid, "dashed": BorderDashed, "dotted": BorderDotted, "double": BorderDouble,
		})
		t[css.BorderTopColor+css.ID(i)] = colors(func(s *Style) *color.NRGBA { return &s.Border[i].Color }, true)
		t[css.BorderTopLeftRadius+css.ID(i)] = field(func(s *Style) *Corner { return &s.Radius[i] }, func(c *context, v css.Value) (Corner, bool) {
			r, ok := v.(css.Corner)
			if !ok {
				return Corner{}, false
			}
			return c.corner(r), true
		})
	}
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

// snapSlack keeps 3.9999 device pixels, a rounding error, from becoming 3.
const snapSlack = 1e-6

func flexLonghands(t *[css.Count]longhand) {
	t[css.FlexDirection] = keyword(func(s *Style) *FlexDirection { return &s.FlexDirection }, "row", "row-reverse", "column", "column-reverse")
	t[css.FlexWrap] = keyword(func(s *Style) *FlexWrap { return &s.FlexWrap }, "nowrap", "wrap", "wrap-reverse")
	t[css.FlexGrow] = numbers(func(s *Style) *float64 { return &s.FlexGrow })
	t[css.FlexShrink] = numbers(func(s *Style) *float64 { return &s.FlexShrink })
	t[css.FlexBasis] = sizes(func(s *Style) *Length { return &s.FlexBasis })
	t[css.Order] = field(func(s *Style) *int { return &s.Order }, func(_ *context, v css.Value) (int, bool) {
		n, ok := v.(css.Integer)
		return int(n), ok
	})
	t[css.AlignItems] = field(func(s *Style) *Align { return &s.AlignItems }, align)
	t[css.AlignSelf] = field(func(s *Style) *Align { return &s.AlignSelf }, align)
	t[css.AlignContent] = field(func(s *Style) *Align { return &s.AlignContent }, align)
	t[css.JustifyContent] = field(func(s *Style) *Align { return &s.JustifyContent }, align)
	t[css.RowGap] = sizes(func(s *Style) *Length { return &s.RowGap })
	t[css.ColumnGap] = sizes(func(s *Style) *Length { return &s.ColumnGap })
}

// alignWords are the keywords in the order of the Align constants.
var alignWords = []css.Keyword{
	"auto", "normal", "stretch", "start", "end", "flex-start", "flex-end", "center", "baseline", "last baseline",
	"self-start", "self-end", "left", "right", "space-between", "space-around", "space-evenly",
}

func align(_ *context, v css.Value) (Align, bool) {
	a, ok := v.(css.Align)
	i := indexOf(a.Keyword, alignWords)
	if !ok || i < 0 {
		return 0, false
	}
	if a.Safe {
		return Align(i) | AlignSafe, true
	}
	return Align(i), true
}
