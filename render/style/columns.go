package style

import (
	"image/color"
	"strconv"

	"sharecard/render/css"
)

func columnLonghands() []longhand {
	line := keyword(css.ColumnRuleStyle, func(s *Style) *BorderStyle { return &s.Columns.Rule.Style })
	count := func(id css.ID, at func(*Style) *int, least int) longhand {
		return field(id, at, func(_ *context, v css.Value) (int, bool) {
			n, ok := v.(css.Integer)
			return max(least, int(n)), ok || v == css.Keyword("auto")
		}).prints(func(p *printer, s *Style) { p.add(id.String(), strconv.Itoa(*at(s)), *at(s) == *at(p.initial)) })
	}
	return []longhand{
		sizes(css.ColumnWidth, func(s *Style) *Length { return &s.Columns.Width }),
		count(css.ColumnCount, func(s *Style) *int { return &s.Columns.Count }, 0),
		keyword(css.ColumnFill, func(s *Style) *ColumnFill { return &s.Columns.Fill }),
		flag(css.ColumnSpan, func(s *Style) *bool { return &s.SpansColumns }, "all"),
		field(css.ColumnRuleWidth, func(s *Style) *float64 { return &s.Columns.Rule.Width }, borderWidth).
			prints(func(p *printer, s *Style) { p.border("column-rule", s.Columns.Rule, line.word(s)) }),
		line.prints(nil),
		colors(css.ColumnRuleColor, func(s *Style) *color.NRGBA { return &s.Columns.Rule.Color }),
		keyword(css.BreakBefore, func(s *Style) *Break { return &s.BreakBefore }),
		keyword(css.BreakAfter, func(s *Style) *Break { return &s.BreakAfter }),
		keyword(css.BreakInside, func(s *Style) *BreakInside { return &s.BreakInside }),
		count(css.Orphans, func(s *Style) *int { return &s.Orphans }, 1),
		count(css.Widows, func(s *Style) *int { return &s.Widows }, 1),
	}
}

// Columns are the columns of a box (CSS Multi-column 1 §3, §4, §7). The zero value is none.
type Columns struct {
	Width Length // Auto or Px
	Count int    // 0 for auto
	Fill  ColumnFill
	Rule  BorderSide // column-rule
}

// ColumnFill is column-fill (CSS Multi-column 1 §7.1).
type ColumnFill uint8

const (
	FillInTurn ColumnFill = iota // auto: each column as high as it may be
	FillBalanced
	FillAllBalanced // on one page the same
)

// Break is break-before or break-after (CSS Fragmentation 3 §3.1).
type Break uint8

const (
	BreakAuto Break = iota
	BreakAvoid
	BreakAlways
	BreakAll
	BreakAvoidPage
	BreakPage
	BreakLeft
	BreakRight
	BreakRecto
	BreakVerso
	BreakAvoidColumn
	BreakColumn
	BreakAvoidRegion
	BreakRegion
)

// ForcesColumn reports whether another column begins.
func (b Break) ForcesColumn() bool { return b == BreakAlways || b == BreakAll || b == BreakColumn }

// AvoidsColumn reports whether no other column should begin.
func (b Break) AvoidsColumn() bool { return b == BreakAvoid || b == BreakAvoidColumn }

// BreakInside is break-inside (CSS Fragmentation 3 §3.2).
type BreakInside uint8

const (
	InsideAuto BreakInside = iota
	InsideAvoid
	InsideAvoidPage
	InsideAvoidColumn
	InsideAvoidRegion
)

// AvoidsColumn reports whether the box should stand in one column.
func (b BreakInside) AvoidsColumn() bool { return b == InsideAvoid || b == InsideAvoidColumn }

// IsMulticol reports whether the content of the box stands in columns.
func (s *Style) IsMulticol() bool {
	if s.Columns.Count == 0 && s.Columns.Width.IsAuto() || s.SkipsContent {
		return false
	}
	switch s.Display {
	case Block, InlineBlock, FlowRoot, TableCell, TableCaption:
		return true
	}
	return false
}
