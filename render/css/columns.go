package css

// The longhands of multi-column layout and of breaks.
const (
	ColumnWidth = endRuby + iota
	ColumnCount
	ColumnFill
	ColumnSpan
	ColumnRuleWidth
	ColumnRuleStyle
	ColumnRuleColor
	BreakBefore
	BreakAfter
	BreakInside
	Orphans
	Widows
	endColumns
)

// columnProperties are those of CSS Multi-column Layout 1, and of CSS Fragmentation 3 §3.
func columnProperties() []property {
	const widths, counts = "auto | <length>", "auto | <integer>"
	const line = "<line-width> || <line-style> || <color>"
	const sides = "auto | avoid | always | all | avoid-page | page | left | right | recto | verso | avoid-column | column" +
		" | avoid-region | region"
	row := func(id ID, name, initial, values string, parse, other func(*reader) Value) property {
		return property{
			id: id, name: name, aliases: []string{"-webkit-" + name}, initial: initial, values: values, parse: parse, other: other,
		}
	}
	list := func(name, values string, expand func(*property, *reader) []Value, longhands ...ID) property {
		return property{name: name, aliases: []string{"-webkit-" + name}, values: values, longhands: longhands, expand: expand}
	}
	old := func(name, values string, always Keyword, id ID) property {
		return property{name: name, values: values, longhands: []ID{id}, expand: oldBreak(values, always)}
	}
	return []property{
		row(ColumnWidth, "column-width", "auto", widths, nil, lengthOf(nonNegative)),
		row(ColumnCount, "column-count", "auto", counts, nil, positiveInteger),
		list("columns", "<column-width> || <column-count>", expandColumns, ColumnWidth, ColumnCount),
		row(ColumnFill, "column-fill", "balance", "auto | balance | balance-all", nil, nil),
		row(ColumnSpan, "column-span", "none", "none | all", nil, nil),
		row(ColumnRuleWidth, "column-rule-width", "medium", "thin | medium | thick | <length>", borderWidthValue, nil),
		row(ColumnRuleStyle, "column-rule-style", "none", "none | "+lineStyles+" | hidden", nil, nil),
		row(ColumnRuleColor, "column-rule-color", "currentcolor", "<color>", colorValue, nil),
		list("column-rule", line, anyOrder, ColumnRuleWidth, ColumnRuleStyle, ColumnRuleColor),
		{id: BreakBefore, name: "break-before", initial: "auto", values: sides},
		{id: BreakAfter, name: "break-after", initial: "auto", values: sides},
		{id: BreakInside, name: "break-inside", initial: "auto", values: "auto | avoid | avoid-page | avoid-column | avoid-region"},
		old("page-break-before", "auto | always | avoid | left | right", "page", BreakBefore),
		old("page-break-after", "auto | always | avoid | left | right", "page", BreakAfter),
		old("page-break-inside", "auto | avoid", "", BreakInside),
		old("-webkit-column-break-before", "auto | always | avoid", "column", BreakBefore),
		old("-webkit-column-break-after", "auto | always | avoid", "column", BreakAfter),
		old("-webkit-column-break-inside", "auto | avoid", "", BreakInside),
		{id: Orphans, name: "orphans", inherited: true, initial: "2", values: "<integer>", parse: positiveInteger},
		{id: Widows, name: "widows", inherited: true, initial: "2", values: "<integer>", parse: positiveInteger},
	}
}

// oldBreak reads a property that break-before and the like have replaced (CSS Fragmentation 3 §3.4); always is what that
// keyword now is.
func oldBreak(values string, always Keyword) func(*property, *reader) []Value {
	words := keywordsOf(values)
	return func(_ *property, r *reader) []Value {
		k, ok := r.oneOf(words...)
		switch {
		case !ok:
			return nil
		case k == "always":
			k = always
		case k == "avoid" && always == "column":
			k = "avoid-column"
		}
		return []Value{k}
	}
}

// expandColumns reads a width, a count, or both in any order; auto is for either (CSS Multi-column 1 §3.3).
func expandColumns(p *property, r *reader) []Value {
	var width, count Value
	for autos := 0; !r.end(); {
		start := r.i
		switch {
		case r.word("auto"):
			if autos++; autos > 2 {
				return nil
			}
			continue
		case count == nil:
			if count = positiveInteger(r); count != nil {
				continue
			}
		}
		r.i = start
		if width != nil {
			return nil
		}
		if width = lengthOf(nonNegative)(r); width == nil {
			return nil
		}
	}
	if width == nil {
		width = Keyword("auto")
	}
	if count == nil {
		count = Keyword("auto")
	}
	return []Value{width, count}
}
