package style

import "sharecard/render/css"

func tableLonghands() []longhand {
	return []longhand{
		flag(css.BorderCollapse, func(s *Style) *bool { return &s.CollapseBorders }, "collapse"),
		field(css.BorderSpacing, func(s *Style) *[2]float64 { return &s.BorderSpacing }, borderSpacing).
			prints(func(p *printer, s *Style) {
				p.add("border-spacing", px(s.BorderSpacing[0])+" "+px(s.BorderSpacing[1]), s.BorderSpacing == [2]float64{})
			}),
		flag(css.CaptionSide, func(s *Style) *bool { return &s.CaptionBelow }, "bottom"),
		flag(css.EmptyCells, func(s *Style) *bool { return &s.HideEmpty }, "hide"),
		flag(css.TableLayout, func(s *Style) *bool { return &s.FixedColumns }, "fixed"),
	}
}

func borderSpacing(c *context, v css.Value) ([2]float64, bool) {
	l, ok := v.(css.Lengths)
	if !ok || len(l) != 2 {
		return [2]float64{}, false
	}
	return [2]float64{max(0, c.px(l[0])), max(0, c.px(l[1]))}, true
}

// IsTable reports whether the box is a table.
func (s *Style) IsTable() bool { return s.Display == Table || s.Display == InlineTable }

// IsRowGroup reports whether the box is a group of rows of a table.
func (s *Style) IsRowGroup() bool { return s.Display >= TableRowGroup && s.Display <= TableFooterGroup }

// IsTablePart reports whether the box is laid out by a table around it, of which it is
// the caption, a column, a row, a cell, or a group of those.
func (s *Style) IsTablePart() bool { return s.Display >= TableRowGroup && s.Display <= TableCaption }

// collapses returns the row of visibility, which also notes whether it is collapse.
func (l longhand) collapses() longhand {
	set, copy := l.set, l.copy
	l.set = func(c *context, v css.Value) {
		set(c, v)
		c.style.Collapsed = v == css.Keyword("collapse")
	}
	l.copy = func(dst, src *Style) {
		copy(dst, src)
		dst.Collapsed = src.Collapsed
	}
	return l
}
