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
	WritingMode
	TextOrientation
	TextCombine
	Float
	Clear
	OverflowX
	OverflowY
	BoxSizing
	BoxDecorationBreak
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
// Position 3, Sizing 3 and 4, Box 4, Overflow 3, Fragmentation 3 §5.4, and floats of CSS 2.2 §9.5.
func boxProperties() []property {
	const margin = "auto | <length-percentage>"
	const padding = "<length-percentage>"
	const sizes = "<length-percentage> | min-content | max-content | fit-content | stretch"
	const overflow = "visible | hidden | clip | scroll | auto"
	row := func(id ID, name, initial, values string, other func(*reader) Value) property {
		return property{id: id, name: name, initial: initial, values: values, other: other}
	}
	inset := func(id ID, name string) property {
		return row(id, name, "auto", margin, lengthOf(withPercent))
	}
	margins := func(id ID, name string) property {
		return row(id, name, "0", margin, lengthOf(withPercent))
	}
	paddings := func(id ID, name string) property {
		return row(id, name, "0", padding, paddingValue)
	}
	size := func(id ID, name, initial string) property {
		return row(id, name, initial, initial+" | "+sizes, sizeValue)
	}
	list := func(name, values string, expand func(*property, *reader) []Value, longhands ...ID) property {
		return property{name: name, values: values, longhands: longhands, expand: expand}
	}
	return []property{
		{id: Display, name: "display", initial: "inline", pairs: displayPairs, other: displayAlone,
			values: "inline | block | inline-block | flex | inline-flex | grid | inline-grid | flow-root | list-item | contents | none" +
				" | table | inline-table | table-row-group | table-header-group | table-footer-group | table-row | table-cell | table-column-group" +
				" | table-column | table-caption | ruby | ruby-text | -webkit-box | -webkit-inline-box"},
		{id: Placement, name: "position", initial: "static", values: "static | relative | absolute | fixed | sticky"},
		inset(Top, "top"), inset(Right, "right"), inset(Bottom, "bottom"), inset(Left, "left"),
		inset(InsetBlockStart, "inset-block-start"), inset(InsetBlockEnd, "inset-block-end"),
		inset(InsetInlineStart, "inset-inline-start"), inset(InsetInlineEnd, "inset-inline-end"),
		list("inset", "["+margin+"]{1,4}", four, Top, Right, Bottom, Left),
		list("inset-block", "["+margin+"]{1,2}", two, InsetBlockStart, InsetBlockEnd),
		list("inset-inline", "["+margin+"]{1,2}", two, InsetInlineStart, InsetInlineEnd),
		{id: ZIndex, name: "z-index", initial: "auto", values: "auto | <integer>", other: integerValue},
		{id: Direction, name: "direction", initial: "ltr", inherited: true, values: "ltr | rtl"},
		{id: WritingMode, name: "writing-mode", initial: "horizontal-tb", inherited: true, other: oldWritingMode,
			values: "horizontal-tb | vertical-rl | vertical-lr"},
		{id: TextOrientation, name: "text-orientation", initial: "mixed", inherited: true, other: oldOrientation,
			values: "mixed | upright | sideways"},
		{id: TextCombine, name: "text-combine-upright", initial: "none", inherited: true, values: "none | all"},
		{id: Float, name: "float", initial: "none", values: "none | left | right | inline-start | inline-end"},
		{id: Clear, name: "clear", initial: "none", values: "none | left | right | both | inline-start | inline-end"},
		{id: OverflowX, name: "overflow-x", aliases: []string{"overflow-inline"}, initial: "visible", values: overflow + " | overlay"},
		{id: OverflowY, name: "overflow-y", aliases: []string{"overflow-block"}, initial: "visible", values: overflow + " | overlay"},
		list("overflow", "["+overflow+"]{1,2}", two, OverflowX, OverflowY),
		{id: BoxSizing, name: "box-sizing", initial: "content-box", values: "content-box | border-box"},
		{id: BoxDecorationBreak, name: "box-decoration-break", aliases: []string{"-webkit-box-decoration-break"}, initial: "slice",
			values: "slice | clone"},
		size(Width, "width", "auto"), size(Height, "height", "auto"),
		size(MinWidth, "min-width", "auto"), size(MinHeight, "min-height", "auto"),
		size(MaxWidth, "max-width", "none"), size(MaxHeight, "max-height", "none"),
		size(InlineSize, "inline-size", "auto"), size(BlockSize, "block-size", "auto"),
		size(MinInlineSize, "min-inline-size", "auto"), size(MinBlockSize, "min-block-size", "auto"),
		size(MaxInlineSize, "max-inline-size", "none"), size(MaxBlockSize, "max-block-size", "none"),
		{id: AspectRatio, name: "aspect-ratio", initial: "auto", values: "auto || <number> [/ <number>]?", parse: aspectRatioValue},
		margins(MarginTop, "margin-top"), margins(MarginRight, "margin-right"),
		margins(MarginBottom, "margin-bottom"), margins(MarginLeft, "margin-left"),
		margins(MarginBlockStart, "margin-block-start"), margins(MarginBlockEnd, "margin-block-end"),
		margins(MarginInlineStart, "margin-inline-start"), margins(MarginInlineEnd, "margin-inline-end"),
		list("margin", "["+margin+"]{1,4}", four, MarginTop, MarginRight, MarginBottom, MarginLeft),
		list("margin-block", "["+margin+"]{1,2}", two, MarginBlockStart, MarginBlockEnd),
		list("margin-inline", "["+margin+"]{1,2}", two, MarginInlineStart, MarginInlineEnd),
		paddings(PaddingTop, "padding-top"), paddings(PaddingRight, "padding-right"),
		paddings(PaddingBottom, "padding-bottom"), paddings(PaddingLeft, "padding-left"),
		paddings(PaddingBlockStart, "padding-block-start"), paddings(PaddingBlockEnd, "padding-block-end"),
		paddings(PaddingInlineStart, "padding-inline-start"), paddings(PaddingInlineEnd, "padding-inline-end"),
		list("padding", padding+"{1,4}", four, PaddingTop, PaddingRight, PaddingBottom, PaddingLeft),
		list("padding-block", padding+"{1,2}", two, PaddingBlockStart, PaddingBlockEnd),
		list("padding-inline", padding+"{1,2}", two, PaddingInlineStart, PaddingInlineEnd),
	}
}

// paddingValue reads a length or percentage that is not negative.
func paddingValue(r *reader) Value { return lengthOf(withPercent | nonNegative)(r) }

// sizeValue reads what a sizing property takes besides its keywords.
func sizeValue(r *reader) Value {
	switch k, _ := r.oneOf("-webkit-fill-available", "-webkit-fit-content", "-webkit-min-content", "-webkit-max-content"); k {
	case "":
	case "-webkit-fill-available":
		return Keyword("stretch")
	default:
		return k[len("-webkit-"):]
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
`

// oldWritingMode reads the values that SVG 1.1 had for writing-mode (CSS Writing Modes 4 §3.2).
func oldWritingMode(r *reader) Value {
	switch k, _ := r.oneOf("lr", "lr-tb", "rl", "rl-tb", "tb", "tb-rl", "tb-lr"); k {
	case "":
		return nil
	case "tb", "tb-rl":
		return Keyword("vertical-rl")
	case "tb-lr":
		return Keyword("vertical-lr")
	}
	return Keyword("horizontal-tb")
}

// oldOrientation reads what sideways was called once (CSS Writing Modes 4 §5.1).
func oldOrientation(r *reader) Value {
	if r.word("sideways-right") {
		return Keyword("sideways")
	}
	return nil
}
