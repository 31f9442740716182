package css

// flexProperties are those of CSS Flexbox 1 and CSS Box Alignment 3.
func flexProperties() []property {
	const gap = "normal | <length-percentage>"
	const self = "auto | normal | stretch | [first | last]? baseline | [safe | unsafe]? [center | start | end | self-start | self-end | flex-start | flex-end]"
	const content = "normal | stretch | space-between | space-around | space-evenly | [first | last]? baseline | [safe | unsafe]? [center | start | end | flex-start | flex-end]"
	items := alignValue("normal", "stretch", "center", "start", "end", "self-start", "self-end", "flex-start", "flex-end")
	selfs := alignValue("auto", "normal", "stretch", "center", "start", "end", "self-start", "self-end", "flex-start", "flex-end")
	justifyItems := alignValue("normal", "stretch", "center", "start", "end", "self-start", "self-end", "flex-start", "flex-end", "left", "right", "legacy")
	justifySelfs := alignValue("auto", "normal", "stretch", "center", "start", "end", "self-start", "self-end", "flex-start", "flex-end", "left", "right")
	contents := alignValue("normal", "stretch", "space-between", "space-around", "space-evenly", "center", "start", "end", "flex-start", "flex-end")
	justify := alignValue("normal", "stretch", "space-between", "space-around", "space-evenly", "center", "start", "end", "flex-start", "flex-end", "left", "right")
	number := func(r *reader) Value {
		if n, ok := r.number(); ok && n >= 0 {
			return Number(n)
		}
		return nil
	}
	gaps := func(r *reader) Value {
		if r.word("normal") {
			return Keyword("normal")
		}
		return paddingValue(r)
	}
	return []property{
		{id: FlexDirection, name: "flex-direction", initial: "row", values: "row | row-reverse | column | column-reverse"},
		{id: FlexWrap, name: "flex-wrap", initial: "nowrap", values: "nowrap | wrap | wrap-reverse"},
		{name: "flex-flow", values: "row | row-reverse | column | column-reverse || nowrap | wrap | wrap-reverse", longhands: []ID{FlexDirection, FlexWrap}, expand: expandFlexFlow},
		{id: FlexGrow, name: "flex-grow", initial: "0", values: "<number>", parse: number},
		{id: FlexShrink, name: "flex-shrink", initial: "1", values: "<number>", parse: number},
		{id: FlexBasis, name: "flex-basis", initial: "auto", values: "auto | content | <length-percentage> | min-content | max-content | fit-content | stretch", parse: flexBasisValue},
		{name: "flex", values: "none | [<flex-grow> <flex-shrink>? || <flex-basis>]", longhands: []ID{FlexGrow, FlexShrink, FlexBasis}, expand: expandFlex},
		{id: Order, name: "order", initial: "0", values: "<integer>", parse: integerValue},
		{id: AlignItems, name: "align-items", initial: "normal", values: self[len("auto | "):], parse: items},
		{id: AlignSelf, name: "align-self", initial: "auto", values: self, parse: selfs},
		{id: AlignContent, name: "align-content", initial: "normal", values: content, parse: contents},
		{id: JustifyContent, name: "justify-content", initial: "normal", values: "normal | stretch | space-between | space-around | space-evenly | [safe | unsafe]? [center | start | end | flex-start | flex-end | left | right]", parse: withoutBaseline(justify)},
		{id: JustifyItems, name: "justify-items", initial: "normal", values: self[len("auto | "):], parse: justifyItems},
		{id: JustifySelf, name: "justify-self", initial: "auto", values: self, parse: justifySelfs},
		{name: "place-content", values: "<align-content> <justify-content>?", longhands: []ID{AlignContent, JustifyContent}, expand: placeBoth(contents, withoutBaseline(justify))},
		{name: "place-items", values: "<align-items> <justify-items>?", longhands: []ID{AlignItems, JustifyItems}, expand: placeBoth(items, justifyItems)},
		{name: "place-self", values: "<align-self> <justify-self>?", longhands: []ID{AlignSelf, JustifySelf}, expand: placeBoth(selfs, justifySelfs)},
		{id: RowGap, name: "row-gap", aliases: []string{"grid-row-gap"}, initial: "normal", values: gap, parse: gaps},
		{id: ColumnGap, name: "column-gap", aliases: []string{"grid-column-gap"}, initial: "normal", values: gap, parse: gaps},
		{name: "gap", aliases: []string{"grid-gap"}, values: "[normal | <length-percentage>]{1,2}", longhands: []ID{RowGap, ColumnGap}, expand: two(gaps)},
	}
}

// alignValue reads one of the words, "safe" or "unsafe" before a position, or
// a baseline.
func alignValue(words ...string) func(*reader) Value {
	return func(r *reader) Value {
		switch {
		case r.word("first"):
			if r.word("baseline") {
				return Align{Keyword: "baseline"}
			}
			return nil
		case r.word("last"):
			if r.word("baseline") {
				return Align{Keyword: "last baseline"}
			}
			return nil
		case r.word("baseline"):
			return Align{Keyword: "baseline"}
		}
		safe := r.word("safe")
		guarded := safe || r.word("unsafe")
		k, ok := r.oneOf(words...)
		if !ok {
			return nil
		}
		if guarded {
			switch k {
			case "auto", "normal", "stretch", "space-between", "space-around", "space-evenly":
				return nil
			}
		}
		return Align{Keyword: k, Safe: safe}
	}
}

// withoutBaseline leaves out what the main axis of a flex container has not.
func withoutBaseline(parse func(*reader) Value) func(*reader) Value {
	return func(r *reader) Value {
		if a, ok := parse(r).(Align); ok && a.Keyword != "baseline" && a.Keyword != "last baseline" {
			return a
		}
		return nil
	}
}

// placeBoth reads one or two alignments; one alone goes for both axes.
func placeBoth(align, justify func(*reader) Value) func(*reader) []Value {
	return func(r *reader) []Value {
		start := r.i
		a := align(r)
		if a == nil {
			return nil
		}
		if r.end() {
			if v, ok := a.(Align); ok && (v.Keyword == "baseline" || v.Keyword == "last baseline") {
				return []Value{a, Align{Keyword: "start"}}
			}
			r.i = start
		}
		j := justify(r)
		if j == nil {
			return nil
		}
		return []Value{a, j}
	}
}

func expandFlexFlow(r *reader) []Value {
	return r.inAnyOrder([]string{"row", "row-reverse", "column", "column-reverse"}, []string{"nowrap", "wrap", "wrap-reverse"})
}

func flexBasisValue(r *reader) Value {
	if r.word("content") {
		return Keyword("content")
	}
	return sizeValue("auto")(r)
}

// expandFlex reads flex (CSS Flexbox 1 §7.1.1): left out, grow and shrink are
// 1 and the basis is 0.
func expandFlex(r *reader) []Value {
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
		if basis = flexBasisValue(r); basis == nil {
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
