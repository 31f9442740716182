package style

import (
	"slices"
	"strconv"

	"sharecard/render/css"
)

func flexLonghands() []longhand {
	inBoth := func(l longhand) longhand { return container(l, Flex, InlineFlex, Grid, InlineGrid) }
	return []longhand{
		container(keyword(css.FlexDirection, func(s *Style) *FlexDirection { return &s.FlexDirection }), Flex, InlineFlex),
		container(keyword(css.FlexWrap, func(s *Style) *FlexWrap { return &s.FlexWrap }), Flex, InlineFlex),
		inBoth(alignment(css.AlignItems, func(s *Style) *Align { return &s.AlignItems })),
		inBoth(alignment(css.JustifyContent, func(s *Style) *Align { return &s.JustifyContent })),
		inBoth(alignment(css.AlignContent, func(s *Style) *Align { return &s.AlignContent })),
		inBoth(sizes(css.RowGap, func(s *Style) *Length { return &s.RowGap })),
		inBoth(sizes(css.ColumnGap, func(s *Style) *Length { return &s.ColumnGap })),
		numbers(css.FlexGrow, func(s *Style) *float64 { return &s.FlexGrow }),
		numbers(css.FlexShrink, func(s *Style) *float64 { return &s.FlexShrink }),
		sizes(css.FlexBasis, func(s *Style) *Length { return &s.FlexBasis }),
		alignment(css.AlignSelf, func(s *Style) *Align { return &s.AlignSelf }),
		alignment(css.JustifyItems, func(s *Style) *Align { return &s.JustifyItems }),
		alignment(css.JustifySelf, func(s *Style) *Align { return &s.JustifySelf }),
		field(css.Order, func(s *Style) *int { return &s.Order }, integer).
			prints(func(p *printer, s *Style) { p.add("order", strconv.Itoa(s.Order), s.Order == 0) }),
	}
}

// container prints a row for containers of the given display values alone.
func container(l longhand, of ...Display) longhand {
	show := l.print
	return l.prints(func(p *printer, s *Style) {
		if slices.Contains(of, s.Display) {
			show(p, s)
		}
	})
}

// FlexDirection is flex-direction.
type FlexDirection uint8

const (
	Row FlexDirection = iota
	RowReverse
	Column
	ColumnReverse
)

// FlexWrap is flex-wrap.
type FlexWrap uint8

const (
	NoWrap FlexWrap = iota
	Wrap
	WrapReverse
)

// Align is a value of the box alignment properties (CSS Align 3).
type Align uint8

const (
	AlignAuto Align = iota // align-self: auto
	AlignNormal
	AlignStretch
	AlignStart
	AlignEnd
	AlignFlexStart
	AlignFlexEnd
	AlignCenter
	AlignBaseline
	AlignLastBaseline
	AlignSelfStart
	AlignSelfEnd
	AlignLeft
	AlignRight
	AlignSpaceBetween
	AlignSpaceAround
	AlignSpaceEvenly
	// AlignSafe is or-ed to a value for "safe" overflow alignment.
	AlignSafe Align = 0x80
)

// alignWords are the keywords in the order of the Align constants.
var alignWords = []css.Keyword{
	"auto", "normal", "stretch", "start", "end", "flex-start", "flex-end", "center", "baseline", "last baseline",
	"self-start", "self-end", "left", "right", "space-between", "space-around", "space-evenly",
}

// alignment builds the row of an alignment property.
func alignment(id css.ID, at func(*Style) *Align) longhand {
	row := field(id, at, func(_ *context, v css.Value) (Align, bool) {
		a, ok := v.(css.Align)
		i := slices.Index(alignWords, a.Keyword)
		if !ok || i < 0 {
			return 0, false
		}
		if a.Safe {
			return Align(i) | AlignSafe, true
		}
		return Align(i), true
	})
	return row.prints(func(p *printer, s *Style) {
		a := *at(s)
		value := string(alignWords[a&^AlignSafe])
		if a&AlignSafe != 0 {
			value = "safe " + value
		}
		p.add(id.String(), value, a == AlignAuto || a == AlignNormal)
	})
}

func integer(_ *context, v css.Value) (int, bool) {
	n, ok := v.(css.Integer)
	return int(n), ok
}
