package css

import (
	"slices"
	"strings"
)

// The longhands of flex containers, their items, and alignment.
const (
	FlexDirection = endBorder + iota
	FlexWrap
	AlignItems
	JustifyContent
	AlignContent
	RowGap
	ColumnGap
	FlexGrow
	FlexShrink
	FlexBasis
	AlignSelf
	Order
	JustifyItems
	JustifySelf
	endFlex
)

// flexProperties are those of CSS Flexbox 1 and CSS Box Alignment 3.
func flexProperties() []property {
	const directions = "row | row-reverse | column | column-reverse"
	const wraps = "nowrap | wrap | wrap-reverse"
	const gap = "normal | <length-percentage>"
	const baseline = "[first | last]? baseline"
	const edges = "center | start | end | flex-start | flex-end"
	const items = "normal | stretch | " + baseline +
		" | [safe | unsafe]? [center | start | end | self-start | self-end | flex-start | flex-end"
	const spaced = "normal | stretch | space-between | space-around | space-evenly"
	alignment := func(id ID, name, initial, values string) property {
		return property{id: id, name: name, initial: initial, values: values, parse: alignValue(values)}
	}
	shorthand := func(name, values string, expand func(*property, *reader) []Value, longhands ...ID) property {
		return property{name: name, values: values, longhands: longhands, expand: expand}
	}
	return []property{
		{id: FlexDirection, name: "flex-direction", initial: "row", values: directions},
		{id: FlexWrap, name: "flex-wrap", initial: "nowrap", values: wraps},
		shorthand("flex-flow", directions+" || "+wraps, anyOrder, FlexDirection, FlexWrap),
		{id: FlexGrow, name: "flex-grow", initial: "0", values: "<number>", parse: flexFactor},
		{id: FlexShrink, name: "flex-shrink", initial: "1", values: "<number>", parse: flexFactor},
		{id: FlexBasis, name: "flex-basis", initial: "auto", other: sizeValue,
			values: "auto | content | <length-percentage> | min-content | max-content | fit-content | stretch"},
		shorthand("flex", "none | [<flex-grow> <flex-shrink>? || <flex-basis>]", expandFlex, FlexGrow, FlexShrink, FlexBasis),
		{id: Order, name: "order", initial: "0", values: "<integer>", parse: integerValue},
		alignment(AlignItems, "align-items", "normal", items+"]"),
		alignment(AlignSelf, "align-self", "auto", "auto | "+items+"]"),
		alignment(AlignContent, "align-content", "normal", spaced+" | "+baseline+" | [safe | unsafe]? ["+edges+"]"),
		alignment(JustifyContent, "justify-content", "normal", spaced+" | [safe | unsafe]? ["+edges+" | left | right]"),
		alignment(JustifyItems, "justify-items", "normal", "legacy | "+items+" | left | right]"),
		alignment(JustifySelf, "justify-self", "auto", "auto | "+items+" | left | right]"),
		shorthand("place-content", "<align-content> <justify-content>?", placeBoth, AlignContent, JustifyContent),
		shorthand("place-items", "<align-items> <justify-items>?", placeBoth, AlignItems, JustifyItems),
		shorthand("place-self", "<align-self> <justify-self>?", placeBoth, AlignSelf, JustifySelf),
		{id: RowGap, name: "row-gap", aliases: []string{"grid-row-gap"}, initial: "normal", values: gap, other: paddingValue},
		{id: ColumnGap, name: "column-gap", aliases: []string{"grid-column-gap"}, initial: "normal", values: gap, other: paddingValue},
		{name: "gap", aliases: []string{"grid-gap"}, values: "[" + gap + "]{1,2}", longhands: []ID{RowGap, ColumnGap}, expand: two},
	}
}

func flexFactor(r *reader) Value {
	if n, ok := r.number(); ok && n >= 0 {
		return Number(n)
	}
	return nil
}

// alignValue returns a reader of an alignment by its syntax: a keyword, a
// position behind "safe" or "unsafe", or a baseline.
func alignValue(syntax string) func(*reader) Value {
	words := keywordsOf(syntax)
	baseline := slices.Contains(words, "baseline")
	positions := keywordsOf(syntax[strings.LastIndexByte(syntax, '[')+1:])
	words = slices.DeleteFunc(words, func(w string) bool {
		return slices.Contains([]string{"first", "last", "baseline", "safe", "unsafe"}, w)
	})
	return func(r *reader) Value {
		if side, ok := r.legacy(words); ok {
			return Align{Keyword: side}
		}
		if baseline {
			last := r.word("last")
			if named := last || r.word("first"); r.word("baseline") {
				if last {
					return Align{Keyword: "last baseline"}
				}
				return Align{Keyword: "baseline"}
			} else if named {
				return nil
			}
		}
		if safe := r.word("safe"); safe || r.word("unsafe") {
			if k, ok := r.oneOf(positions...); ok {
				return Align{Keyword: k, Safe: safe}
			}
			return nil
		}
		if k, ok := r.oneOf(words...); ok {
			return Align{Keyword: k}
		}
		return nil
	}
}

// legacy reads "legacy" and the side that stands beside it in either order, normal where none does (CSS Align 3 §6.1).
func (r *reader) legacy(words []string) (side Keyword, ok bool) {
	if !slices.Contains(words, "legacy") {
		return "", false
	}
	start := r.i
	side, before := r.oneOf("left", "right", "center")
	if !r.word("legacy") {
		r.i = start
		return "", false
	}
	if !before {
		if side, ok = r.oneOf("left", "right", "center"); !ok {
			side = "normal"
		}
	}
	return side, true
}

// placeBoth reads one or two alignments; one alone goes for both axes.
func placeBoth(p *property, r *reader) []Value {
	start := r.i
	a := p.parts[0].read(r)
	if a == nil {
		return nil
	}
	if r.end() {
		if v, ok := a.(Align); ok && (v.Keyword == "baseline" || v.Keyword == "last baseline") {
			return []Value{a, Align{Keyword: "start"}}
		}
		r.i = start
	}
	j := p.parts[1].read(r)
	if j == nil {
		return nil
	}
	return []Value{a, j}
}

// expandFlex reads flex (CSS Flexbox 1 §7.1.1): left out, grow and shrink are
// 1 and the basis is 0.
func expandFlex(p *property, r *reader) []Value {
	if r.word("none") {
		return []Value{Number(0), Number(0), Keyword("auto")}
	}
	if len(r.toks) == 1 && r.word("auto") {
		return []Value{Number(1), Number(1), Keyword("auto")}
	}
	grow, shrink := 1.0, 1.0
	var basis Value
	numbers := false
	for !r.end() {
		if n, ok := r.number(); ok && !numbers && n >= 0 {
			grow, numbers = n, true
			if n, ok := r.number(); ok {
				if shrink = n; n < 0 {
					return nil
				}
			}
			continue
		} else if ok {
			// A third number can only be a basis of 0.
			if n != 0 || basis != nil {
				return nil
			}
			basis = Length{}
			continue
		}
		if basis != nil {
			return nil
		}
		if basis = p.parts[2].read(r); basis == nil {
			return nil
		}
	}
	if basis == nil {
		if !numbers {
			return nil
		}
		basis = Length{Unit: UnitPercent}
	}
	return []Value{Number(grow), Number(shrink), basis}
}
