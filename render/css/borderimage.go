package css

// borderImageProperties are those of CSS Backgrounds 3 §6.
func borderImageProperties() []property {
	longhands := []ID{BorderImageSource, BorderImageSlice, BorderImageWidth, BorderImageOutset, BorderImageRepeat}
	return []property{
		{id: BorderImageSource, name: "border-image-source", initial: "none", values: "none | <url> | <gradient>",
			parse: borderImageSource},
		{id: BorderImageSlice, name: "border-image-slice", initial: "100%", values: "[<number> | <percentage>]{1,4} && fill?",
			parse: borderImageSlice},
		{id: BorderImageWidth, name: "border-image-width", initial: "1", values: "[<length-percentage> | <number> | auto]{1,4}",
			parse: borderImageWidth},
		{id: BorderImageOutset, name: "border-image-outset", initial: "0", values: "[<length> | <number>]{1,4}", parse: borderImageOutset},
		{id: BorderImageRepeat, name: "border-image-repeat", initial: "stretch", values: "[stretch | repeat | round | space]{1,2}",
			parse: borderImageRepeat},
		{name: "border-image", expand: expandBorderImage, longhands: longhands,
			values: "<border-image-source> || <border-image-slice> [/ <border-image-width> | / <border-image-width>? / <border-image-outset>]?" +
				" || <border-image-repeat>"},
	}
}

func borderImageSource(r *reader) Value {
	if r.word("none") {
		return Keyword("none")
	}
	if img, ok := r.image(); ok {
		return img
	}
	return nil
}

func borderImageSlice(r *reader) Value {
	fill := r.word("fill")
	sides := r.sides(func(r *reader) Value {
		start := r.i
		l, ok := r.length(withPercent | withNumber | nonNegative)
		if ok && l.Calc == nil && (l.Unit == UnitNumber || l.Unit == UnitPercent) {
			return l
		}
		if r.i = start; ok {
			r.fault("a slice is a number of pixels of the image, without a unit, or a percentage")
		}
		return nil
	})
	if sides == nil {
		return nil
	}
	return BorderImageSlices{Sides: fourLengths(sides), Fill: fill || r.word("fill")}
}

func borderImageWidth(r *reader) Value {
	return borderImageEdges(r, func(r *reader) Value {
		if r.word("auto") {
			return autoLength()
		}
		return lengthOf(withPercent | withNumber | nonNegative)(r)
	})
}

func borderImageOutset(r *reader) Value { return borderImageEdges(r, lengthOf(withNumber|nonNegative)) }

func borderImageEdges(r *reader, one func(*reader) Value) Value {
	if sides := r.sides(one); sides != nil {
		return BorderImageEdges(fourLengths(sides))
	}
	return nil
}

func fourLengths(sides []Value) (l [4]Length) {
	for i := range l {
		l[i] = sides[i].(Length)
	}
	return l
}

func borderImageRepeat(r *reader) Value {
	x, ok := r.oneOf("stretch", "repeat", "round", "space")
	if !ok {
		return nil
	}
	y, ok := r.oneOf("stretch", "repeat", "round", "space")
	if !ok {
		y = x
	}
	return BorderImageRepeats{x, y}
}

// expandBorderImage reads the parts of the shorthand in any order. The width and the
// outset follow the slices.
func expandBorderImage(_ *property, r *reader) []Value {
	var source, slices, repeat Value
	var width, outset Value = Initial, Initial
	for !r.end() {
		if source == nil {
			if source = borderImageSource(r); source != nil {
				continue
			}
		}
		if repeat == nil {
			if repeat = borderImageRepeat(r); repeat != nil {
				continue
			}
		}
		if slices != nil {
			return nil
		}
		if slices = borderImageSlice(r); slices == nil {
			return nil
		}
		if !r.accept("/") {
			continue
		}
		w := borderImageWidth(r)
		if w != nil {
			width = w
		}
		if !r.accept("/") {
			if w == nil {
				return nil
			}
			continue
		}
		if outset = borderImageOutset(r); outset == nil {
			return nil
		}
	}
	values := []Value{source, slices, width, outset, repeat}
	if source == nil && slices == nil && repeat == nil {
		return nil
	}
	for i, v := range values {
		if v == nil {
			values[i] = Initial
		}
	}
	return values
}

// expandBorder reads the border shorthand, which takes away the image of a border too.
func expandBorder(p *property, r *reader) []Value {
	sides := property{parts: p.parts[:4*perSide]}
	values := repeated(&sides, r)
	if values == nil {
		return nil
	}
	for range p.parts[4*perSide:] {
		values = append(values, Initial)
	}
	return values
}
