package css

// The longhands of borders.
const (
	BorderTopWidth = endBox + iota
	BorderRightWidth
	BorderBottomWidth
	BorderLeftWidth
	BorderTopStyle
	BorderRightStyle
	BorderBottomStyle
	BorderLeftStyle
	BorderTopColor
	BorderRightColor
	BorderBottomColor
	BorderLeftColor
	BorderTopLeftRadius
	BorderTopRightRadius
	BorderBottomRightRadius
	BorderBottomLeftRadius
	OutlineWidth
	OutlineStyle
	OutlineColor
	OutlineOffset
	endBorder
)

// borderProperties are those of CSS Backgrounds 3 §3–4 about borders, and the
// outlines of CSS UI 4 §3.
func borderProperties() []property {
	const widths = "thin | medium | thick | <length>"
	const styles = "none | hidden | solid | dashed | dotted | double"
	const line = "<line-width> || <line-style> || <color>"
	var rows []property
	list := func(name, values string, expand func(*property, *reader) []Value, longhands ...ID) property {
		return property{name: name, values: values, longhands: longhands, expand: expand}
	}
	side := func(prefix string, alias string, width, style, color ID) {
		aliases := func(suffix string) []string {
			if alias == "" {
				return nil
			}
			return []string{alias + suffix}
		}
		all := list(prefix, line, anyOrder, width, style, color)
		all.aliases = aliases("")
		rows = append(rows,
			property{id: width, name: prefix + "-width", aliases: aliases("-width"), initial: "medium", values: widths, parse: borderWidthValue},
			property{id: style, name: prefix + "-style", aliases: aliases("-style"), initial: "none", values: styles, other: shadedStyle},
			property{id: color, name: prefix + "-color", aliases: aliases("-color"), initial: "currentcolor", values: "<color>", parse: colorValue},
			all,
		)
	}
	side("border-top", "border-block-start", BorderTopWidth, BorderTopStyle, BorderTopColor)
	side("border-right", "", BorderRightWidth, BorderRightStyle, BorderRightColor)
	side("border-bottom", "border-block-end", BorderBottomWidth, BorderBottomStyle, BorderBottomColor)
	side("border-left", "", BorderLeftWidth, BorderLeftStyle, BorderLeftColor)
	side("border-inline-start", "", BorderInlineStartWidth, BorderInlineStartStyle, BorderInlineStartColor)
	side("border-inline-end", "", BorderInlineEndWidth, BorderInlineEndStyle, BorderInlineEndColor)
	rows = append(rows,
		list("border-width", "["+widths+"]{1,4}", four, BorderTopWidth, BorderRightWidth, BorderBottomWidth, BorderLeftWidth),
		list("border-style", "["+styles+"]{1,4}", four, BorderTopStyle, BorderRightStyle, BorderBottomStyle, BorderLeftStyle),
		list("border-color", "<color>{1,4}", four, BorderTopColor, BorderRightColor, BorderBottomColor, BorderLeftColor),
		list("border", line, repeated,
			BorderTopWidth, BorderTopStyle, BorderTopColor, BorderRightWidth, BorderRightStyle, BorderRightColor,
			BorderBottomWidth, BorderBottomStyle, BorderBottomColor, BorderLeftWidth, BorderLeftStyle, BorderLeftColor),
		list("border-block", line, repeated,
			BorderTopWidth, BorderTopStyle, BorderTopColor, BorderBottomWidth, BorderBottomStyle, BorderBottomColor),
		list("border-inline", line, repeated,
			BorderInlineStartWidth, BorderInlineStartStyle, BorderInlineStartColor,
			BorderInlineEndWidth, BorderInlineEndStyle, BorderInlineEndColor),
		list("border-block-width", "["+widths+"]{1,2}", two, BorderTopWidth, BorderBottomWidth),
		list("border-block-style", "["+styles+"]{1,2}", two, BorderTopStyle, BorderBottomStyle),
		list("border-block-color", "<color>{1,2}", two, BorderTopColor, BorderBottomColor),
		list("border-inline-width", "["+widths+"]{1,2}", two, BorderInlineStartWidth, BorderInlineEndWidth),
		list("border-inline-style", "["+styles+"]{1,2}", two, BorderInlineStartStyle, BorderInlineEndStyle),
		list("border-inline-color", "<color>{1,2}", two, BorderInlineStartColor, BorderInlineEndColor),
	)
	corner := func(id ID, name string) property {
		return property{id: id, name: name, initial: "0", values: "<length-percentage>{1,2}", parse: cornerValue}
	}
	return append(rows,
		property{id: OutlineWidth, name: "outline-width", initial: "medium", values: widths, parse: borderWidthValue},
		property{id: OutlineStyle, name: "outline-style", initial: "none", values: "none | solid | dashed | dotted | double", other: outlineStyle},
		property{id: OutlineColor, name: "outline-color", initial: "currentcolor", values: "<color>", parse: colorValue},
		property{id: OutlineOffset, name: "outline-offset", initial: "0", values: "<length>", parse: lengthOf(lengthOnly)},
		list("outline", line, anyOrder, OutlineWidth, OutlineStyle, OutlineColor),
		corner(BorderTopLeftRadius, "border-top-left-radius"), corner(BorderTopRightRadius, "border-top-right-radius"),
		corner(BorderBottomRightRadius, "border-bottom-right-radius"), corner(BorderBottomLeftRadius, "border-bottom-left-radius"),
		corner(BorderStartStartRadius, "border-start-start-radius"), corner(BorderStartEndRadius, "border-start-end-radius"),
		corner(BorderEndStartRadius, "border-end-start-radius"), corner(BorderEndEndRadius, "border-end-end-radius"),
		list("border-radius", "<length-percentage>{1,4} [/ <length-percentage>{1,4}]?", expandRadius,
			BorderTopLeftRadius, BorderTopRightRadius, BorderBottomRightRadius, BorderBottomLeftRadius),
	)
}

func borderWidthValue(r *reader) Value {
	switch k, _ := r.oneOf("thin", "medium", "thick"); k {
	case "thin":
		return Length{N: 1}
	case "medium":
		return Length{N: 3}
	case "thick":
		return Length{N: 5}
	}
	return lengthOf(nonNegative)(r)
}

// shadedStyle refuses the styles that shade the colour: they are not drawn.
func shadedStyle(r *reader) Value {
	switch name := r.peek().ident(); name {
	case "groove", "ridge", "inset", "outset":
		r.fault("the border style " + name + " is not supported")
	}
	return nil
}

// outlineStyle reads auto, which leaves the look to the browser, as solid.
func outlineStyle(r *reader) Value {
	if r.word("auto") {
		return Keyword("solid")
	}
	return shadedStyle(r)
}

func colorValue(r *reader) Value {
	if c, ok := r.color(); ok {
		return c
	}
	return nil
}

func cornerValue(r *reader) Value {
	x, ok := r.length(withPercent | nonNegative)
	if !ok {
		return nil
	}
	c := Corner{x, x}
	if y, ok := r.length(withPercent | nonNegative); ok {
		c.Y = y
	}
	return c
}

func expandRadius(_ *property, r *reader) []Value {
	corners, ok := r.corners()
	if !ok {
		return nil
	}
	return []Value{corners[0], corners[1], corners[2], corners[3]}
}

// corners reads the value of border-radius, also after "round" in inset().
func (r *reader) corners() (c [4]Corner, ok bool) {
	xs := r.sides(paddingValue)
	if xs == nil {
		return c, false
	}
	ys := xs
	if r.accept("/") {
		if ys = r.sides(paddingValue); ys == nil {
			return c, false
		}
	}
	for i := range c {
		c[i] = Corner{xs[i].(Length), ys[i].(Length)}
	}
	return c, true
}

// borderNotDrawn are further properties of these specifications, in the form of
// unsupported.go.
const borderNotDrawn = `
	border-image none
	border-image-outset 0
	border-image-repeat stretch
	border-image-slice 100%
	border-image-source none
	border-image-width 1
	corner-shape round
`
