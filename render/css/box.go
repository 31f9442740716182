package css

// The longhands of box generation, position and size.
const (
	Display ID = iota
	Placement
	Top
	Right
	Bottom
	Left
	ZIndex
	Direction
	OverflowX
	OverflowY
	BoxSizing
	Width
	Height
	MinWidth
	MinHeight
	MaxWidth
	MaxHeight
	AspectRatio
	MarginTop
	MarginRight
	MarginBottom
	MarginLeft
	PaddingTop
	PaddingRight
	PaddingBottom
	PaddingLeft
	endBox
)

// boxProperties are those of box generation, position and size: CSS Display 3,
// Position 3, Sizing 3 and 4, Box 4, Overflow 3.
func boxProperties() []property {
	const margin = "auto | <length-percentage>"
	const padding = "<length-percentage>"
	const sizes = "<length-percentage> | min-content | max-content | fit-content | stretch"
	const overflow = "visible | hidden | clip | scroll | auto"
	row := func(id ID, name, initial, values string, other func(*reader) Value, aliases ...string) property {
		return property{id: id, name: name, aliases: aliases, initial: initial, values: values, other: other}
	}
	inset := func(id ID, name string, aliases ...string) property {
		return row(id, name, "auto", margin, lengthOf(withPercent), aliases...)
	}
	margins := func(id ID, name string, aliases ...string) property {
		return row(id, name, "0", margin, lengthOf(withPercent), aliases...)
	}
	paddings := func(id ID, name string, aliases ...string) property {
		return row(id, name, "0", padding, paddingValue, aliases...)
	}
	size := func(id ID, name, alias, initial string) property {
		return row(id, name, initial, initial+" | "+sizes, sizeValue, alias)
	}
	list := func(name, values string, expand func(*property, *reader) []Value, longhands ...ID) property {
		return property{name: name, values: values, longhands: longhands, expand: expand}
	}
	return []property{
		{id: Display, name: "display", initial: "inline",
			values: "inline | block | inline-block | flex | inline-flex | grid | inline-grid | flow-root | contents | none | -webkit-box | -webkit-inline-box"},
		{id: Placement, name: "position", initial: "static", values: "static | relative | absolute | fixed"},
		inset(Top, "top", "inset-block-start"), inset(Right, "right"), inset(Bottom, "bottom", "inset-block-end"), inset(Left, "left"),
		inset(InsetInlineStart, "inset-inline-start"), inset(InsetInlineEnd, "inset-inline-end"),
		list("inset", "["+margin+"]{1,4}", four, Top, Right, Bottom, Left),
		list("inset-block", "["+margin+"]{1,2}", two, Top, Bottom),
		list("inset-inline", "["+margin+"]{1,2}", two, InsetInlineStart, InsetInlineEnd),
		{id: ZIndex, name: "z-index", initial: "auto", values: "auto | <integer>", other: integerValue},
		{id: Direction, name: "direction", initial: "ltr", inherited: true, values: "ltr | rtl"},
		{id: OverflowX, name: "overflow-x", aliases: []string{"overflow-inline"}, initial: "visible", values: overflow + " | overlay"},
		{id: OverflowY, name: "overflow-y", aliases: []string{"overflow-block"}, initial: "visible", values: overflow + " | overlay"},
		list("overflow", "["+overflow+"]{1,2}", two, OverflowX, OverflowY),
		{id: BoxSizing, name: "box-sizing", initial: "content-box", values: "content-box | border-box"},
		size(Width, "width", "inline-size", "auto"), size(Height, "height", "block-size", "auto"),
		size(MinWidth, "min-width", "min-inline-size", "auto"), size(MinHeight, "min-height", "min-block-size", "auto"),
		size(MaxWidth, "max-width", "max-inline-size", "none"), size(MaxHeight, "max-height", "max-block-size", "none"),
		{id: AspectRatio, name: "aspect-ratio", initial: "auto", values: "auto || <number> [/ <number>]?", parse: aspectRatioValue},
		margins(MarginTop, "margin-top", "margin-block-start"), margins(MarginRight, "margin-right"),
		margins(MarginBottom, "margin-bottom", "margin-block-end"), margins(MarginLeft, "margin-left"),
		margins(MarginInlineStart, "margin-inline-start"), margins(MarginInlineEnd, "margin-inline-end"),
		list("margin", "["+margin+"]{1,4}", four, MarginTop, MarginRight, MarginBottom, MarginLeft),
		list("margin-block", "["+margin+"]{1,2}", two, MarginTop, MarginBottom),
		list("margin-inline", "["+margin+"]{1,2}", two, MarginInlineStart, MarginInlineEnd),
		paddings(PaddingTop, "padding-top", "padding-block-start"), paddings(PaddingRight, "padding-right"),
		paddings(PaddingBottom, "padding-bottom", "padding-block-end"), paddings(PaddingLeft, "padding-left"),
		paddings(PaddingInlineStart, "padding-inline-start"), paddings(PaddingInlineEnd, "padding-inline-end"),
		list("padding", padding+"{1,4}", four, PaddingTop, PaddingRight, PaddingBottom, PaddingLeft),
		list("padding-block", padding+"{1,2}", two, PaddingTop, PaddingBottom),
		list("padding-inline", padding+"{1,2}", two, PaddingInlineStart, PaddingInlineEnd),
	}
}

// paddingValue reads a length or percentage that is not negative.
func paddingValue(r *reader) Value { return lengthOf(withPercent | nonNegative)(r) }

// sizeValue reads what a sizing property takes besides its keywords.
func sizeValue(r *reader) Value {
	if r.word("-webkit-fill-available") {
		return Keyword("stretch")
	}
	return paddingValue(r)
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

// boxNotDrawn are further properties of these specifications, in the form of
// unsupported.go.
const boxNotDrawn = `
	block-step
	clear none
	float none
	overflow-clip-margin 0 0px
	text-orientation mixed
	unicode-bidi normal
	writing-mode horizontal-tb
	zoom 1 100% normal
`
