package css

// boxProperties are those of box generation, position and size: CSS Display 3,
// Position 3, Sizing 3 and 4, Box 4, Overflow 3.
func boxProperties() []property {
	const size = "auto | <length-percentage> | min-content | max-content | fit-content | stretch"
	const limit = "none | <length-percentage> | min-content | max-content | fit-content | stretch"
	const margin = "auto | <length-percentage>"
	const padding = "<length-percentage>"
	inset := func(id ID, name string, alias ...string) property {
		return property{id: id, name: name, aliases: alias, values: margin, initial: "auto", parse: marginValue}
	}
	sized := func(id ID, name, alias string) property {
		return property{id: id, name: name, aliases: []string{alias}, values: size, initial: "auto", parse: sizeValue("auto")}
	}
	limited := func(id ID, name, alias, initial string) property {
		values := limit
		if initial == "auto" {
			values = size
		}
		return property{id: id, name: name, aliases: []string{alias}, values: values, initial: initial, parse: sizeValue(initial)}
	}
	margins := func(id ID, name string, alias ...string) property {
		return property{id: id, name: name, aliases: alias, values: margin, initial: "0", parse: marginValue}
	}
	paddings := func(id ID, name string, alias ...string) property {
		return property{id: id, name: name, aliases: alias, values: padding, initial: "0", parse: paddingValue}
	}
	return []property{
		{id: Display, name: "display", initial: "inline", values: "inline | block | inline-block | flex | inline-flex | flow-root | contents | none | -webkit-box | -webkit-inline-box"},
		{id: Placement, name: "position", initial: "static", values: "static | relative | absolute | fixed"},
		inset(Top, "top", "inset-block-start"), inset(Right, "right"), inset(Bottom, "bottom", "inset-block-end"), inset(Left, "left"),
		inset(InsetInlineStart, "inset-inline-start"), inset(InsetInlineEnd, "inset-inline-end"),
		{name: "inset", values: "[auto | <length-percentage>]{1,4}", longhands: []ID{Top, Right, Bottom, Left}, expand: four(marginValue)},
		{name: "inset-block", values: "[auto | <length-percentage>]{1,2}", longhands: []ID{Top, Bottom}, expand: two(marginValue)},
		{name: "inset-inline", values: "[auto | <length-percentage>]{1,2}", longhands: []ID{InsetInlineStart, InsetInlineEnd}, expand: two(marginValue)},
		{id: ZIndex, name: "z-index", initial: "auto", values: "auto | <integer>", parse: func(r *reader) Value {
			if r.word("auto") {
				return Keyword("auto")
			}
			return integerValue(r)
		}},
		{id: Direction, name: "direction", initial: "ltr", inherited: true, values: "ltr | rtl"},
		{id: OverflowX, name: "overflow-x", aliases: []string{"overflow-inline"}, initial: "visible", values: overflowValues},
		{id: OverflowY, name: "overflow-y", aliases: []string{"overflow-block"}, initial: "visible", values: overflowValues},
		{name: "overflow", values: "[visible | hidden | clip | scroll | auto]{1,2}", longhands: []ID{OverflowX, OverflowY}, expand: two(func(r *reader) Value {
			return keywordOrNil(r.oneOf("visible", "hidden", "clip", "scroll", "auto", "overlay"))
		})},
		{id: Visibility, name: "visibility", initial: "visible", inherited: true, values: "visible | hidden | collapse"},
		{id: BoxSizing, name: "box-sizing", initial: "content-box", values: "content-box | border-box"},
		sized(Width, "width", "inline-size"), sized(Height, "height", "block-size"),
		limited(MinWidth, "min-width", "min-inline-size", "auto"), limited(MinHeight, "min-height", "min-block-size", "auto"),
		limited(MaxWidth, "max-width", "max-inline-size", "none"), limited(MaxHeight, "max-height", "max-block-size", "none"),
		{id: AspectRatio, name: "aspect-ratio", initial: "auto", values: "auto || <number> [/ <number>]?", parse: aspectRatioValue},
		margins(MarginTop, "margin-top", "margin-block-start"), margins(MarginRight, "margin-right"),
		margins(MarginBottom, "margin-bottom", "margin-block-end"), margins(MarginLeft, "margin-left"),
		margins(MarginInlineStart, "margin-inline-start"), margins(MarginInlineEnd, "margin-inline-end"),
		{name: "margin", values: "[auto | <length-percentage>]{1,4}", longhands: []ID{MarginTop, MarginRight, MarginBottom, MarginLeft}, expand: four(marginValue)},
		{name: "margin-block", values: "[auto | <length-percentage>]{1,2}", longhands: []ID{MarginTop, MarginBottom}, expand: two(marginValue)},
		{name: "margin-inline", values: "[auto | <length-percentage>]{1,2}", longhands: []ID{MarginInlineStart, MarginInlineEnd}, expand: two(marginValue)},
		paddings(PaddingTop, "padding-top", "padding-block-start"), paddings(PaddingRight, "padding-right"),
		paddings(PaddingBottom, "padding-bottom", "padding-block-end"), paddings(PaddingLeft, "padding-left"),
		paddings(PaddingInlineStart, "padding-inline-start"), paddings(PaddingInlineEnd, "padding-inline-end"),
		{name: "padding", values: "<length-percentage>{1,4}", longhands: []ID{PaddingTop, PaddingRight, PaddingBottom, PaddingLeft}, expand: four(paddingValue)},
		{name: "padding-block", values: "<length-percentage>{1,2}", longhands: []ID{PaddingTop, PaddingBottom}, expand: two(paddingValue)},
		{name: "padding-inline", values: "<length-percentage>{1,2}", longhands: []ID{PaddingInlineStart, PaddingInlineEnd}, expand: two(paddingValue)},
	}
}

const overflowValues = "visible | hidden | clip | scroll | auto | overlay"

// keywordOrNil turns the result of oneOf into a value.
func keywordOrNil(k Keyword, ok bool) Value {
	if !ok {
		return nil
	}
	return k
}

func lengthOrNil(l Length, ok bool) Value {
	if !ok {
		return nil
	}
	return l
}

func integerValue(r *reader) Value {
	if n, ok := r.integer(); ok {
		return Integer(n)
	}
	return nil
}

// marginValue reads "auto | <length-percentage>".
func marginValue(r *reader) Value {
	if r.word("auto") {
		return Keyword("auto")
	}
	return lengthOrNil(r.length(withPercent))
}

func paddingValue(r *reader) Value { return lengthOrNil(r.length(withPercent | nonNegative)) }

// sizeValue reads a sizing property whose initial keyword is given.
func sizeValue(initial string) func(*reader) Value {
	return func(r *reader) Value {
		if k, ok := r.oneOf(initial, "min-content", "max-content", "fit-content", "stretch", "-webkit-fill-available"); ok {
			if k == "-webkit-fill-available" {
				k = "stretch"
			}
			return k
		}
		return paddingValue(r)
	}
}

// four reads one to four values for top, right, bottom and left, or two reads
// one or two: a missing one is that of the opposite side.
func four(parse func(*reader) Value) func(*reader) []Value {
	return func(r *reader) []Value {
		v := several(r, 4, parse)
		switch len(v) {
		case 0:
			return nil
		case 1:
			return []Value{v[0], v[0], v[0], v[0]}
		case 2:
			return []Value{v[0], v[1], v[0], v[1]}
		case 3:
			return []Value{v[0], v[1], v[2], v[1]}
		}
		return v
	}
}

func two(parse func(*reader) Value) func(*reader) []Value {
	return func(r *reader) []Value {
		v := several(r, 2, parse)
		if len(v) == 1 {
			v = append(v, v[0])
		}
		return v
	}
}

// several reads up to n values.
func several(r *reader, n int, parse func(*reader) Value) []Value {
	var list []Value
	for len(list) < n && !r.end() {
		v := parse(r)
		if v == nil {
			break
		}
		list = append(list, v)
	}
	return list
}

func aspectRatioValue(r *reader) Value {
	var v Ratio
	v.Auto = r.word("auto")
	n, ok := r.ratio()
	if ok {
		v.Value = n
	}
	if !v.Auto {
		v.Auto = r.word("auto")
	}
	if !ok && !v.Auto {
		return nil
	}
	return v
}

// ratio reads a <ratio>. A degenerate one is 0, which stands for none.
func (r *reader) ratio() (float64, bool) {
	a, ok := r.number()
	if !ok || a < 0 {
		return 0, false
	}
	if !r.accept("/") {
		return a, true
	}
	b, ok := r.number()
	if !ok || b < 0 {
		return 0, false
	}
	if a == 0 || b == 0 {
		return 0, true
	}
	return a / b, true
}
