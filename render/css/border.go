package css

// borderProperties are those of CSS Backgrounds 3 §3–4 about borders.
func borderProperties() []property {
	const styles = "none | hidden | solid | dashed | dotted | double"
	const widths = "thin | medium | thick | <length>"
	var rows []property
	side := func(prefix string, alias string, width, style, color ID) {
		aliases := func(suffix string) []string {
			if alias == "" {
				return nil
			}
			return []string{alias + suffix}
		}
		rows = append(rows,
			property{id: width, name: prefix + "-width", aliases: aliases("-width"), initial: "medium", values: widths, parse: borderWidthValue},
			property{id: style, name: prefix + "-style", aliases: aliases("-style"), initial: "none", values: styles, parse: borderStyleValue},
			property{id: color, name: prefix + "-color", aliases: aliases("-color"), initial: "currentcolor", values: "<color>", parse: colorValue},
			property{name: prefix, aliases: aliases(""), values: "<line-width> || <line-style> || <color>", longhands: []ID{width, style, color}, expand: expandBorder},
		)
	}
	side("border-top", "border-block-start", BorderTopWidth, BorderTopStyle, BorderTopColor)
	side("border-right", "", BorderRightWidth, BorderRightStyle, BorderRightColor)
	side("border-bottom", "border-block-end", BorderBottomWidth, BorderBottomStyle, BorderBottomColor)
	side("border-left", "", BorderLeftWidth, BorderLeftStyle, BorderLeftColor)
	side("border-inline-start", "", BorderInlineStartWidth, BorderInlineStartStyle, BorderInlineStartColor)
	side("border-inline-end", "", BorderInlineEndWidth, BorderInlineEndStyle, BorderInlineEndColor)

	allWidths := []ID{BorderTopWidth, BorderRightWidth, BorderBottomWidth, BorderLeftWidth}
	allStyles := []ID{BorderTopStyle, BorderRightStyle, BorderBottomStyle, BorderLeftStyle}
	allColors := []ID{BorderTopColor, BorderRightColor, BorderBottomColor, BorderLeftColor}
	const line = "<line-width> || <line-style> || <color>"
	repeated := func(n int) func(*reader) []Value {
		return func(r *reader) []Value {
			one := expandBorder(r)
			if one == nil {
				return nil
			}
			var all []Value
			for range n {
				all = append(all, one...)
			}
			return all
		}
	}
	rows = append(rows,
		property{name: "border-width", values: "[thin | medium | thick | <length>]{1,4}", longhands: allWidths, expand: four(borderWidthValue)},
		property{name: "border-style", values: "[none | hidden | solid | dashed | dotted | double]{1,4}", longhands: allStyles, expand: four(borderStyleValue)},
		property{name: "border-color", values: "<color>{1,4}", longhands: allColors, expand: four(colorValue)},
		property{name: "border", values: line, expand: repeated(4), longhands: []ID{
			BorderTopWidth, BorderTopStyle, BorderTopColor, BorderRightWidth, BorderRightStyle, BorderRightColor,
			BorderBottomWidth, BorderBottomStyle, BorderBottomColor, BorderLeftWidth, BorderLeftStyle, BorderLeftColor,
		}},
		property{name: "border-block", values: line, expand: repeated(2), longhands: []ID{
			BorderTopWidth, BorderTopStyle, BorderTopColor, BorderBottomWidth, BorderBottomStyle, BorderBottomColor,
		}},
		property{name: "border-inline", values: line, expand: repeated(2), longhands: []ID{
			BorderInlineStartWidth, BorderInlineStartStyle, BorderInlineStartColor, BorderInlineEndWidth, BorderInlineEndStyle, BorderInlineEndColor,
		}},
	)
	for _, axis := range []struct {
		name                string
		width, style, color []ID
	}{
		{"border-block", []ID{BorderTopWidth, BorderBottomWidth}, []ID{BorderTopStyle, BorderBottomStyle}, []ID{BorderTopColor, BorderBottomColor}},
		{"border-inline", []ID{BorderInlineStartWidth, BorderInlineEndWidth}, []ID{BorderInlineStartStyle, BorderInlineEndStyle}, []ID{BorderInlineStartColor, BorderInlineEndColor}},
	} {
		rows = append(rows,
			property{name: axis.name + "-width", values: "[thin | medium | thick | <length>]{1,2}", longhands: axis.width, expand: two(borderWidthValue)},
			property{name: axis.name + "-style", values: "[none | hidden | solid | dashed | dotted | double]{1,2}", longhands: axis.style, expand: two(borderStyleValue)},
			property{name: axis.name + "-color", values: "<color>{1,2}", longhands: axis.color, expand: two(colorValue)},
		)
	}
	corner := func(id ID, name string) property {
		return property{id: id, name: name, initial: "0", values: "<length-percentage>{1,2}", parse: cornerValue}
	}
	return append(rows,
		corner(BorderTopLeftRadius, "border-top-left-radius"), corner(BorderTopRightRadius, "border-top-right-radius"),
		corner(BorderBottomRightRadius, "border-bottom-right-radius"), corner(BorderBottomLeftRadius, "border-bottom-left-radius"),
		corner(BorderStartStartRadius, "border-start-start-radius"), corner(BorderStartEndRadius, "border-start-end-radius"),
		corner(BorderEndStartRadius, "border-end-start-radius"), corner(BorderEndEndRadius, "border-end-end-radius"),
		property{name: "border-radius", values: "<length-percentage>{1,4} [/ <length-percentage>{1,4}]?", expand: expandRadius,
			longhands: []ID{BorderTopLeftRadius, BorderTopRightRadius, BorderBottomRightRadius, BorderBottomLeftRadius}},
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
	return lengthOrNil(r.length(nonNegative))
}

// borderStyleValue reads a <line-style>. The styles that shade the colour are
// not drawn.
func borderStyleValue(r *reader) Value {
	if k, ok := r.oneOf("none", "hidden", "solid", "dashed", "dotted", "double"); ok {
		return k
	}
	switch name := r.peek().ident(); name {
	case "groove", "ridge", "inset", "outset":
		r.fault("the border style " + name + " is not supported")
	}
	return nil
}

func colorValue(r *reader) Value {
	if c, ok := r.color(); ok {
		return c
	}
	return nil
}

// expandBorder reads width, style and colour in any order.
func expandBorder(r *reader) []Value {
	var width, style, color Value
	n := 0
	for ; n < 3; n++ {
		if width == nil {
			if width = borderWidthValue(r); width != nil {
				continue
			}
		}
		if style == nil {
			if style = borderStyleValue(r); style != nil {
				continue
			}
		}
		if color == nil {
			if color = colorValue(r); color != nil {
				continue
			}
		}
		break
	}
	if n == 0 {
		return nil
	}
	for _, v := range []*Value{&width, &style, &color} {
		if *v == nil {
			*v = Initial
		}
	}
	return []Value{width, style, color}
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

func expandRadius(r *reader) []Value {
	corners, ok := r.corners()
	if !ok {
		return nil
	}
	return []Value{corners[0], corners[1], corners[2], corners[3]}
}

// corners reads the value of border-radius, also after "round" in inset().
func (r *reader) corners() (c [4]Corner, ok bool) {
	xs := four(paddingValue)(r)
	if xs == nil {
		return c, false
	}
	ys := xs
	if r.accept("/") {
		if ys = four(paddingValue)(r); ys == nil {
			return c, false
		}
	}
	for i := range c {
		c[i] = Corner{xs[i].(Length), ys[i].(Length)}
	}
	return c, true
}
