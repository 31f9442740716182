package css

import "github.com/tdewolff/parse/v2/css"

// textProperties are those of CSS Text 4, CSS Text Decoration 4, color, and
// the parts of CSS Inline 3 and CSS Overflow 4 that concern text.
func textProperties() []property {
	spacing := func(r *reader) Value {
		if r.word("normal") {
			return Keyword("normal")
		}
		return lengthOrNil(r.length(withPercent))
	}
	thickness := func(r *reader) Value {
		if k, ok := r.oneOf("auto", "from-font"); ok {
			return k
		}
		return lengthOrNil(r.length(withPercent))
	}
	return []property{
		{id: TextColor, name: "color", inherited: true, initial: "black", values: "<color>", parse: colorValue},
		{id: LetterSpacing, name: "letter-spacing", inherited: true, initial: "normal", values: "normal | <length-percentage>", parse: spacing},
		{id: WordSpacing, name: "word-spacing", inherited: true, initial: "normal", values: "normal | <length-percentage>", parse: spacing},
		{id: TextAlign, name: "text-align", inherited: true, initial: "start", values: "start | end | left | right | center | justify"},
		{id: TextAlignLast, name: "text-align-last", inherited: true, initial: "auto", values: "auto | start | end | left | right | center | justify"},
		{id: TextIndent, name: "text-indent", inherited: true, initial: "0", values: "<length-percentage>", parse: func(r *reader) Value { return lengthOrNil(r.length(withPercent)) }},
		{id: TextTransform, name: "text-transform", inherited: true, initial: "none", values: "none | uppercase | lowercase | capitalize"},
		{id: WhiteSpaceCollapse, name: "white-space-collapse", inherited: true, initial: "collapse", values: "collapse | preserve | preserve-breaks | break-spaces"},
		{id: TextWrapMode, name: "text-wrap-mode", inherited: true, initial: "wrap", values: "wrap | nowrap"},
		{id: TextWrapStyle, name: "text-wrap-style", inherited: true, initial: "auto", values: "auto | balance | pretty | stable"},
		{name: "white-space", values: "normal | pre | nowrap | pre-wrap | pre-line | break-spaces | <white-space-collapse> || <text-wrap-mode>",
			longhands: []ID{WhiteSpaceCollapse, TextWrapMode}, expand: expandWhiteSpace},
		{name: "text-wrap", values: "wrap | nowrap || auto | balance | pretty | stable", longhands: []ID{TextWrapMode, TextWrapStyle}, expand: expandTextWrap},
		{id: TabSize, name: "tab-size", inherited: true, initial: "8", values: "<number> | <length>", parse: func(r *reader) Value {
			return lengthOrNil(r.length(withNumber | nonNegative))
		}},
		{id: OverflowWrap, name: "overflow-wrap", aliases: []string{"word-wrap"}, inherited: true, initial: "normal", values: "normal | break-word | anywhere"},
		{id: WordBreak, name: "word-break", inherited: true, initial: "normal", values: "normal | break-all | keep-all | auto-phrase | break-word"},
		{id: LineBreak, name: "line-break", inherited: true, initial: "auto", values: "auto | loose | normal | strict | anywhere"},
		{id: Hyphens, name: "hyphens", inherited: true, initial: "manual", values: "none | manual"},
		{id: TextSpacingTrim, name: "text-spacing-trim", inherited: true, initial: "normal", values: "normal | space-all | space-first | trim-start | trim-both | trim-all"},
		{id: TextAutospace, name: "text-autospace", inherited: true, initial: "no-autospace", values: "normal | no-autospace | auto | [ideograph-alpha || ideograph-numeric || punctuation] || [insert | replace]", parse: autospaceValue},
		{id: TextOverflow, name: "text-overflow", initial: "clip", values: "clip | ellipsis"},
		{id: LineClamp, name: "-webkit-line-clamp", aliases: []string{"line-clamp"}, initial: "none", values: "none | <integer>", parse: func(r *reader) Value {
			if r.word("none") {
				return Integer(0)
			}
			if n, ok := r.integer(); ok && n > 0 {
				return Integer(n)
			}
			return nil
		}},
		{id: BoxOrient, name: "-webkit-box-orient", initial: "horizontal", values: "vertical | horizontal | inline-axis | block-axis"},
		{id: VerticalAlign, name: "vertical-align", initial: "baseline", values: "baseline | sub | super | text-top | text-bottom | middle | top | bottom | <length-percentage>", parse: func(r *reader) Value {
			if k, ok := r.oneOf("baseline", "sub", "super", "text-top", "text-bottom", "middle", "top", "bottom"); ok {
				return k
			}
			return lengthOrNil(r.length(withPercent))
		}},
		{id: TextDecorationLine, name: "text-decoration-line", initial: "none", values: "none | underline || overline || line-through", parse: decorationLineValue},
		{id: TextDecorationStyle, name: "text-decoration-style", initial: "solid", values: "solid | double | dotted | dashed | wavy"},
		{id: TextDecorationColor, name: "text-decoration-color", initial: "currentcolor", values: "<color>", parse: colorValue},
		{id: TextDecorationThickness, name: "text-decoration-thickness", initial: "auto", values: "auto | from-font | <length-percentage>", parse: thickness},
		{name: "text-decoration", aliases: []string{"-webkit-text-decoration"}, values: "<text-decoration-line> || <text-decoration-style> || <color> || <text-decoration-thickness>",
			longhands: []ID{TextDecorationLine, TextDecorationStyle, TextDecorationColor, TextDecorationThickness}, expand: expandTextDecoration},
		{id: TextUnderlineOffset, name: "text-underline-offset", inherited: true, initial: "auto", values: "auto | <length-percentage>", parse: marginValue},
		{id: TextShadow, name: "text-shadow", inherited: true, initial: "none", values: "none | [<color>? && <length>{2,3}]#", parse: shadowsValue(false)},
		{id: ListStyleType, name: "list-style-type", inherited: true, initial: "none", values: "none", parse: markerValue},
		{name: "list-style", values: "none", longhands: []ID{ListStyleType}, expand: func(r *reader) []Value {
			v := markerValue(r)
			if v == nil {
				return nil
			}
			r.oneOf("none", "inside", "outside")
			return []Value{v}
		}},
	}
}

// markerValue reads none: markers are not drawn.
func markerValue(r *reader) Value {
	if r.word("none") {
		return Keyword("none")
	}
	r.fault("list markers are not drawn; use ::before")
	return nil
}

// expandWhiteSpace reads white-space as a shorthand (CSS Text 4 §3.1).
func expandWhiteSpace(r *reader) []Value {
	if k, ok := r.oneOf("normal", "pre", "nowrap", "pre-wrap", "pre-line", "break-spaces"); ok && r.end() {
		switch k {
		case "pre":
			return []Value{Keyword("preserve"), Keyword("nowrap")}
		case "nowrap":
			return []Value{Keyword("collapse"), Keyword("nowrap")}
		case "pre-wrap":
			return []Value{Keyword("preserve"), Keyword("wrap")}
		case "pre-line":
			return []Value{Keyword("preserve-breaks"), Keyword("wrap")}
		case "break-spaces":
			return []Value{Keyword("break-spaces"), Keyword("wrap")}
		}
		return []Value{Keyword("collapse"), Keyword("wrap")}
	}
	r.i = 0
	return r.inAnyOrder([]string{"collapse", "preserve", "preserve-breaks", "break-spaces"}, []string{"wrap", "nowrap"})
}

func expandTextWrap(r *reader) []Value {
	return r.inAnyOrder([]string{"wrap", "nowrap"}, []string{"auto", "balance", "pretty", "stable"})
}

// inAnyOrder reads at most one word of each set; a missing one is initial.
func (r *reader) inAnyOrder(sets ...[]string) []Value {
	parse := make([]func(*reader) Value, len(sets))
	for i, words := range sets {
		parse[i] = func(r *reader) Value {
			if k, ok := r.oneOf(words...); ok {
				return k
			}
			return nil
		}
	}
	return r.allOf(parse, make([]Value, len(sets)))
}

// autospaceValue reads text-autospace as the keyword normal where any space
// is inserted and no-autospace otherwise.
func autospaceValue(r *reader) Value {
	switch {
	case r.word("normal"), r.word("auto"):
		return Keyword("normal")
	case r.word("no-autospace"):
		return Keyword("no-autospace")
	}
	inserts, n := false, 0
	for ; n < 4; n++ {
		k, ok := r.oneOf("ideograph-alpha", "ideograph-numeric", "punctuation", "insert", "replace")
		if !ok {
			break
		}
		inserts = inserts || k == "ideograph-alpha" || k == "ideograph-numeric"
	}
	if n == 0 {
		return nil
	}
	if inserts {
		return Keyword("normal")
	}
	return Keyword("no-autospace")
}

func decorationLineValue(r *reader) Value {
	if r.word("none") {
		return Decoration{}
	}
	var d Decoration
	for {
		k, ok := r.oneOf("underline", "overline", "line-through")
		if !ok {
			break
		}
		set := map[Keyword]*bool{"underline": &d.Underline, "overline": &d.Overline, "line-through": &d.LineThrough}[k]
		if *set {
			return nil
		}
		*set = true
	}
	if d == (Decoration{}) {
		return nil
	}
	return d
}

// expandTextDecoration reads the parts in any order.
func expandTextDecoration(r *reader) []Value {
	values := make([]Value, 4)
	parse := []func(*reader) Value{
		decorationLineValue,
		func(r *reader) Value { return keywordOrNil(r.oneOf("solid", "double", "dotted", "dashed", "wavy")) },
		colorValue,
		func(r *reader) Value {
			if k, ok := r.oneOf("auto", "from-font"); ok {
				return k
			}
			return lengthOrNil(r.length(withPercent))
		},
	}
	return r.allOf(parse, values)
}

// allOf reads each part at most once, in any order, at least one; a missing
// one is initial.
func (r *reader) allOf(parse []func(*reader) Value, values []Value) []Value {
	found := false
next:
	for !r.end() {
		for i, p := range parse {
			if values[i] == nil {
				if values[i] = p(r); values[i] != nil {
					found = true
					continue next
				}
			}
		}
		return nil
	}
	if !found {
		return nil
	}
	for i := range values {
		if values[i] == nil {
			values[i] = Initial
		}
	}
	return values
}

// maxList bounds lists of shadows, layers, stops and functions.
const maxList = 256

// shadowsValue reads a shadow list; inset and spread for boxes only.
func shadowsValue(box bool) func(*reader) Value {
	return func(r *reader) Value {
		if r.word("none") {
			return Shadows{}
		}
		var list Shadows
		for {
			s, ok := r.shadow(box)
			if !ok {
				return nil
			}
			if list = append(list, s); len(list) > maxList {
				r.fault("too many shadows")
				return nil
			}
			if !r.accept(",") {
				return list
			}
		}
	}
}

// shadow reads colour, lengths and inset in any order.
func (r *reader) shadow(box bool) (Shadow, bool) {
	s := Shadow{Color: Color{Current: true}}
	var lengths []Length
	color := false
	for {
		if t := r.peek(); lengths == nil && (t.kind == css.NumberToken || t.kind == css.DimensionToken || isMath(t.function())) {
			for len(lengths) < 4 {
				form := lengthOnly
				if len(lengths) == 2 {
					form = nonNegative
				}
				l, ok := r.length(form)
				if !ok {
					break
				}
				lengths = append(lengths, l)
			}
			if len(lengths) < 2 || !box && len(lengths) > 3 {
				return s, false
			}
			continue
		}
		if !s.Inset && box && r.word("inset") {
			s.Inset = true
			continue
		}
		if !color {
			if c, ok := r.color(); ok {
				s.Color, color = c, true
				continue
			}
		}
		break
	}
	if lengths == nil {
		return s, false
	}
	lengths = append(lengths, make([]Length, 4-len(lengths))...)
	s.X, s.Y, s.Blur, s.Spread = lengths[0], lengths[1], lengths[2], lengths[3]
	return s, true
}
