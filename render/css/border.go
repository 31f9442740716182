package css

import "math"

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
	CornerTopLeftShape
	CornerTopRightShape
	CornerBottomRightShape
	CornerBottomLeftShape
	OutlineWidth
	OutlineStyle
	OutlineColor
	OutlineOffset
	BorderImageSource
	BorderImageSlice
	BorderImageWidth
	BorderImageOutset
	BorderImageRepeat
	endBorder
)

// lineStyles are the values of <line-style> that show.
const lineStyles = "solid | dashed | dotted | double | groove | ridge | inset | outset"

// borderProperties are those of CSS Backgrounds 3 §3–4 about borders, and the
// outlines of CSS UI 4 §3.
func borderProperties() []property {
	const widths = "thin | medium | thick | <length>"
	const styles = "none | " + lineStyles + " | hidden"
	const line = "<line-width> || <line-style> || <color>"
	var rows []property
	list := func(name, values string, expand func(*property, *reader) []Value, longhands ...ID) property {
		return property{name: name, values: values, longhands: longhands, expand: expand}
	}
	side := func(prefix string, width, style, color ID) {
		rows = append(rows,
			property{id: width, name: prefix + "-width", initial: "medium", values: widths, parse: borderWidthValue},
			property{id: style, name: prefix + "-style", initial: "none", values: styles},
			property{id: color, name: prefix + "-color", initial: "currentcolor", values: "<color>", parse: colorValue},
			list(prefix, line, anyOrder, width, style, color),
		)
	}
	side("border-top", BorderTopWidth, BorderTopStyle, BorderTopColor)
	side("border-right", BorderRightWidth, BorderRightStyle, BorderRightColor)
	side("border-bottom", BorderBottomWidth, BorderBottomStyle, BorderBottomColor)
	side("border-left", BorderLeftWidth, BorderLeftStyle, BorderLeftColor)
	side("border-inline-start", BorderInlineStartWidth, BorderInlineStartStyle, BorderInlineStartColor)
	side("border-inline-end", BorderInlineEndWidth, BorderInlineEndStyle, BorderInlineEndColor)
	side("border-block-start", BorderBlockStartWidth, BorderBlockStartStyle, BorderBlockStartColor)
	side("border-block-end", BorderBlockEndWidth, BorderBlockEndStyle, BorderBlockEndColor)
	rows = append(rows,
		list("border-width", "["+widths+"]{1,4}", four, BorderTopWidth, BorderRightWidth, BorderBottomWidth, BorderLeftWidth),
		list("border-style", "["+styles+"]{1,4}", four, BorderTopStyle, BorderRightStyle, BorderBottomStyle, BorderLeftStyle),
		list("border-color", "<color>{1,4}", four, BorderTopColor, BorderRightColor, BorderBottomColor, BorderLeftColor),
		list("border", line, expandBorder,
			BorderTopWidth, BorderTopStyle, BorderTopColor, BorderRightWidth, BorderRightStyle, BorderRightColor,
			BorderBottomWidth, BorderBottomStyle, BorderBottomColor, BorderLeftWidth, BorderLeftStyle, BorderLeftColor,
			BorderImageSource, BorderImageSlice, BorderImageWidth, BorderImageOutset, BorderImageRepeat),
		list("border-block", line, repeated,
			BorderBlockStartWidth, BorderBlockStartStyle, BorderBlockStartColor,
			BorderBlockEndWidth, BorderBlockEndStyle, BorderBlockEndColor),
		list("border-inline", line, repeated,
			BorderInlineStartWidth, BorderInlineStartStyle, BorderInlineStartColor,
			BorderInlineEndWidth, BorderInlineEndStyle, BorderInlineEndColor),
		list("border-block-width", "["+widths+"]{1,2}", two, BorderBlockStartWidth, BorderBlockEndWidth),
		list("border-block-style", "["+styles+"]{1,2}", two, BorderBlockStartStyle, BorderBlockEndStyle),
		list("border-block-color", "<color>{1,2}", two, BorderBlockStartColor, BorderBlockEndColor),
		list("border-inline-width", "["+widths+"]{1,2}", two, BorderInlineStartWidth, BorderInlineEndWidth),
		list("border-inline-style", "["+styles+"]{1,2}", two, BorderInlineStartStyle, BorderInlineEndStyle),
		list("border-inline-color", "<color>{1,2}", two, BorderInlineStartColor, BorderInlineEndColor),
	)
	corner := func(id ID, name string) property {
		return property{id: id, name: name, initial: "0", values: "<length-percentage>{1,2}", parse: cornerValue}
	}
	shape := func(id ID, name string) property {
		return property{id: id, name: name, initial: "round", values: cornerShapes, parse: cornerShapeValue}
	}
	return append(rows,
		property{id: OutlineWidth, name: "outline-width", initial: "medium", values: widths, parse: borderWidthValue},
		property{id: OutlineStyle, name: "outline-style", initial: "none", values: "none | " + lineStyles, other: outlineStyle},
		property{id: OutlineColor, name: "outline-color", initial: "currentcolor", values: "<color>", parse: colorValue},
		property{id: OutlineOffset, name: "outline-offset", initial: "0", values: "<length>", parse: lengthOf(lengthOnly)},
		list("outline", line, anyOrder, OutlineWidth, OutlineStyle, OutlineColor),
		corner(BorderTopLeftRadius, "border-top-left-radius"), corner(BorderTopRightRadius, "border-top-right-radius"),
		corner(BorderBottomRightRadius, "border-bottom-right-radius"), corner(BorderBottomLeftRadius, "border-bottom-left-radius"),
		corner(BorderStartStartRadius, "border-start-start-radius"), corner(BorderStartEndRadius, "border-start-end-radius"),
		corner(BorderEndStartRadius, "border-end-start-radius"), corner(BorderEndEndRadius, "border-end-end-radius"),
		list("border-radius", "<length-percentage>{1,4} [/ <length-percentage>{1,4}]?", expandRadius,
			BorderTopLeftRadius, BorderTopRightRadius, BorderBottomRightRadius, BorderBottomLeftRadius),
		shape(CornerTopLeftShape, "corner-top-left-shape"), shape(CornerTopRightShape, "corner-top-right-shape"),
		shape(CornerBottomRightShape, "corner-bottom-right-shape"), shape(CornerBottomLeftShape, "corner-bottom-left-shape"),
		list("corner-shape", "["+cornerShapes+"]{1,4}", four,
			CornerTopLeftShape, CornerTopRightShape, CornerBottomRightShape, CornerBottomLeftShape),
		list("corner-top-shape", "["+cornerShapes+"]{1,2}", two, CornerTopLeftShape, CornerTopRightShape),
		list("corner-right-shape", "["+cornerShapes+"]{1,2}", two, CornerTopRightShape, CornerBottomRightShape),
		list("corner-bottom-shape", "["+cornerShapes+"]{1,2}", two, CornerBottomLeftShape, CornerBottomRightShape),
		list("corner-left-shape", "["+cornerShapes+"]{1,2}", two, CornerTopLeftShape, CornerBottomLeftShape),
	)
}

// cornerShapes are the values of corner-shape (CSS Borders 4 §3.3).
const cornerShapes = "round | squircle | square | bevel | scoop | notch | superellipse()"

// cornerShapeValue reads one as the parameter of superellipse().
func cornerShapeValue(r *reader) Value {
	named := map[Keyword]float64{"round": 1, "squircle": 2, "square": math.Inf(1), "bevel": 0, "scoop": -1, "notch": math.Inf(-1)}
	if k, ok := r.oneOf("round", "squircle", "square", "bevel", "scoop", "notch"); ok {
		return Number(named[k])
	}
	var n float64
	if r.peek().function() != "superellipse" || !r.call(func(r *reader) (ok bool) {
		if k, found := r.oneOf("infinity", "-infinity"); found {
			n = math.Inf(1)
			if k == "-infinity" {
				n = math.Inf(-1)
			}
			return true
		}
		n, ok = r.number()
		return ok
	}) {
		return nil
	}
	return Number(n)
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

// outlineStyle reads auto, which leaves the look to the browser, as solid.
func outlineStyle(r *reader) Value {
	if r.word("auto") {
		return Keyword("solid")
	}
	return nil
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
	border-shape none
	corner-start-start-shape round
	corner-start-end-shape round
	corner-end-start-shape round
	corner-end-end-shape round
	corner-block-start-shape round
	corner-block-end-shape round
	corner-inline-start-shape round
	corner-inline-end-shape round
`
