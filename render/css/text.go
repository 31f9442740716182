package css

import (
	"maps"
	"slices"

	"github.com/tdewolff/parse/v2/css"
)

// The longhands of text.
const (
	TextColor = endFont + iota
	LetterSpacing
	WordSpacing
	TextAlign
	TextAlignLast
	TextIndent
	TextTransform
	WhiteSpaceCollapse
	TextWrapMode
	TextWrapStyle
	TabSize
	OverflowWrap
	WordBreak
	LineBreak
	Hyphens
	HyphenateCharacter
	TextJustify
	TextSpacingTrim
	TextAutospace
	TextOverflow
	LineClamp
	BoxOrient
	VerticalAlign
	TextDecorationLine
	TextDecorationStyle
	TextDecorationColor
	TextDecorationThickness
	TextUnderlineOffset
	TextUnderlinePosition
	TextDecorationSkipInk
	TextShadow
	TextFillColor
	TextStrokeWidth
	TextStrokeColor
	PaintOrder
	TextEmphasisStyle
	TextEmphasisColor
	TextEmphasisPosition
	TextBoxTrim
	TextBoxEdge
	UnicodeBidi
	endText
)

// textProperties are those of CSS Text 4, CSS Text Decoration 4, color, and
// the parts of CSS Inline 3 and CSS Overflow 4 that concern text.
func textProperties() []property {
	const align = "start | end | left | right | center | justify"
	const alignBlocks = " | -webkit-left | -webkit-right | -webkit-center"
	const spacing = "normal | <length-percentage>"
	const collapse = "collapse | preserve | preserve-breaks | break-spaces"
	return []property{
		{id: TextColor, name: "color", inherited: true, initial: "black", values: "<color>", parse: colorValue},
		{id: LetterSpacing, name: "letter-spacing", inherited: true, initial: "normal", values: spacing, other: lengthOf(withPercent)},
		{id: WordSpacing, name: "word-spacing", inherited: true, initial: "normal", values: spacing, other: lengthOf(withPercent)},
		{id: TextAlign, name: "text-align", inherited: true, initial: "start", values: align + alignBlocks},
		{id: TextAlignLast, name: "text-align-last", inherited: true, initial: "auto", values: align + " | auto"},
		{id: TextIndent, name: "text-indent", inherited: true, initial: "0", values: "<length-percentage> && hanging? && each-line?",
			parse: indentValue},
		{id: TextTransform, name: "text-transform", inherited: true, initial: "none", parse: textTransformValue,
			values: "none | [uppercase | lowercase | capitalize] || full-width || full-size-kana"},
		{id: WhiteSpaceCollapse, name: "white-space-collapse", inherited: true, initial: "collapse", values: collapse},
		{id: TextWrapMode, name: "text-wrap-mode", inherited: true, initial: "wrap", values: "wrap | nowrap"},
		{id: TextWrapStyle, name: "text-wrap-style", inherited: true, initial: "auto", values: "auto | balance | pretty | stable"},
		{name: "white-space", values: "normal | pre | nowrap | pre-wrap | pre-line | break-spaces | <white-space-collapse> || <text-wrap-mode>",
			longhands: []ID{WhiteSpaceCollapse, TextWrapMode}, expand: anyOrderOr(whiteSpaces())},
		{name: "text-wrap", values: "wrap | nowrap || auto | balance | pretty | stable",
			longhands: []ID{TextWrapMode, TextWrapStyle}, expand: anyOrder},
		{id: TabSize, name: "tab-size", inherited: true, initial: "8", values: "<number> | <length>", other: lengthOf(withNumber | nonNegative)},
		{id: OverflowWrap, name: "overflow-wrap", aliases: []string{"word-wrap"}, inherited: true, initial: "normal",
			values: "normal | break-word | anywhere"},
		{id: WordBreak, name: "word-break", inherited: true, initial: "normal",
			values: "normal | break-all | keep-all | auto-phrase | break-word"},
		{id: LineBreak, name: "line-break", inherited: true, initial: "auto", values: "auto | loose | normal | strict | anywhere"},
		{id: Hyphens, name: "hyphens", inherited: true, initial: "manual", values: "none | manual | auto"},
		{id: HyphenateCharacter, name: "hyphenate-character", aliases: []string{"-webkit-hyphenate-character"}, inherited: true, initial: "auto",
			values: "auto | <string>", other: stringValue},
		{id: TextJustify, name: "text-justify", inherited: true, initial: "auto", values: "auto | none | inter-word | inter-character",
			other: oldJustification},
		{id: TextSpacingTrim, name: "text-spacing-trim", inherited: true, initial: "normal",
			values: "normal | space-all | space-first | trim-start | trim-both | trim-all"},
		{id: TextAutospace, name: "text-autospace", inherited: true, initial: "no-autospace", parse: autospaceValue,
			values: "normal | no-autospace | auto | [ideograph-alpha || ideograph-numeric || punctuation] || [insert | replace]"},
		{id: TextOverflow, name: "text-overflow", initial: "clip", values: "clip | ellipsis"},
		{id: LineClamp, name: "-webkit-line-clamp", aliases: []string{"line-clamp"}, initial: "none",
			values: "none | <integer>", other: positiveInteger},
		{id: BoxOrient, name: "-webkit-box-orient", initial: "horizontal", values: "vertical | horizontal | inline-axis | block-axis"},
		{id: VerticalAlign, name: "vertical-align", initial: "baseline", other: lengthOf(withPercent),
			values: "baseline | sub | super | text-top | text-bottom | middle | top | bottom" +
				" | -webkit-baseline-middle | <length-percentage>"},
		{id: TextDecorationLine, name: "text-decoration-line", initial: "none",
			values: "none | underline || overline || line-through || blink", parse: decorationLineValue},
		{id: TextDecorationStyle, name: "text-decoration-style", initial: "solid", values: "solid | double | dotted | dashed | wavy"},
		{id: TextDecorationColor, name: "text-decoration-color", initial: "currentcolor", values: "<color>", parse: colorValue},
		{id: TextDecorationThickness, name: "text-decoration-thickness", initial: "auto",
			values: "auto | from-font | <length-percentage>", other: lengthOf(withPercent)},
		{name: "text-decoration", aliases: []string{"-webkit-text-decoration"}, expand: anyOrder,
			values:    "<text-decoration-line> || <text-decoration-style> || <color> || <text-decoration-thickness>",
			longhands: []ID{TextDecorationLine, TextDecorationStyle, TextDecorationColor, TextDecorationThickness}},
		{id: TextUnderlineOffset, name: "text-underline-offset", inherited: true, initial: "auto",
			values: "auto | <length-percentage>", other: lengthOf(withPercent)},
		{id: TextUnderlinePosition, name: "text-underline-position", inherited: true, initial: "auto",
			values: "auto | [from-font | under] || [left | right]", parse: underlinePositionValue},
		{id: TextDecorationSkipInk, name: "text-decoration-skip-ink", inherited: true, initial: "auto", values: "auto | none"},
		{id: TextShadow, name: "text-shadow", inherited: true, initial: "none",
			values: "none | [<color>? && <length>{2,3}]#", parse: shadowsValue(false)},
		{id: TextEmphasisStyle, name: "text-emphasis-style", aliases: []string{"-webkit-text-emphasis-style"}, inherited: true, initial: "none",
			values: "none | [filled | open] || [dot | circle | double-circle | triangle | sesame] | <string>", parse: emphasisMarkValue},
		{id: TextEmphasisColor, name: "text-emphasis-color", aliases: []string{"-webkit-text-emphasis-color"}, inherited: true,
			initial: "currentcolor", values: "<color>", parse: colorValue},
		{name: "text-emphasis", aliases: []string{"-webkit-text-emphasis"}, values: "<text-emphasis-style> || <color>",
			longhands: []ID{TextEmphasisStyle, TextEmphasisColor}, expand: anyOrder},
		{id: TextEmphasisPosition, name: "text-emphasis-position", aliases: []string{"-webkit-text-emphasis-position"}, inherited: true,
			initial: "over", values: "[over | under] && [right | left]?", parse: emphasisPositionValue},
		{id: TextFillColor, name: "-webkit-text-fill-color", inherited: true, initial: "currentcolor", values: "<color>", parse: colorValue},
		{id: TextStrokeWidth, name: "-webkit-text-stroke-width", inherited: true, initial: "0",
			values: "thin | medium | thick | <length>", parse: borderWidthValue},
		{id: TextStrokeColor, name: "-webkit-text-stroke-color", inherited: true, initial: "currentcolor", values: "<color>", parse: colorValue},
		{name: "-webkit-text-stroke", values: "<line-width> || <color>", longhands: []ID{TextStrokeWidth, TextStrokeColor}, expand: anyOrder},
		{id: UnicodeBidi, name: "unicode-bidi", initial: "normal", values: "normal | embed | isolate | bidi-override | isolate-override"},
		{id: TextBoxTrim, name: "text-box-trim", initial: "none", values: "none | trim-start | trim-end | trim-both"},
		{id: TextBoxEdge, name: "text-box-edge", inherited: true, initial: "auto",
			values: "auto | text | [text | cap | ex] [text | alphabetic]", parse: textEdgesValue},
		{name: "text-box", values: "normal | <text-box-trim> || <text-box-edge>", longhands: []ID{TextBoxTrim, TextBoxEdge}, expand: textBox},
		{id: PaintOrder, name: "paint-order", inherited: true, initial: "normal", values: "normal | fill || stroke || markers",
			parse: paintOrderValue},
	}
}

// whiteSpaces are the keywords of white-space as a shorthand (CSS Text 4 §3.1).
func whiteSpaces() map[Keyword][]Value {
	return map[Keyword][]Value{
		"normal":       {Keyword("collapse"), Keyword("wrap")},
		"nowrap":       {Keyword("collapse"), Keyword("nowrap")},
		"pre":          {Keyword("preserve"), Keyword("nowrap")},
		"pre-wrap":     {Keyword("preserve"), Keyword("wrap")},
		"pre-line":     {Keyword("preserve-breaks"), Keyword("wrap")},
		"break-spaces": {Keyword("break-spaces"), Keyword("wrap")},
	}
}

// emphasisMarks are the shapes of text-emphasis-style, filled and open (CSS Text Decoration 4 §3.1).
var emphasisMarks = map[Keyword][2]EmphasisMark{
	"dot": {"\u2022", "\u25E6"}, "circle": {"\u25CF", "\u25CB"}, "double-circle": {"\u25C9", "\u25CE"},
	"triangle": {"\u25B2", "\u25B3"}, "sesame": {"\uFE45", "\uFE46"},
}

// emphasisMarkValue reads text-emphasis-style. Without a shape it is a dot, as in browsers.
func emphasisMarkValue(r *reader) Value {
	if t := r.peek(); t.kind == css.StringToken {
		r.advance()
		return EmphasisMark(t.str())
	}
	if r.word("none") {
		return EmphasisMark("")
	}
	shapes := slices.Sorted(maps.Keys(emphasisMarks))
	var words []string
	for _, s := range shapes {
		words = append(words, string(s))
	}
	fill, hasFill := r.oneOf("filled", "open")
	shape, hasShape := r.oneOf(words...)
	if !hasFill {
		fill, hasFill = r.oneOf("filled", "open")
	}
	switch {
	case !hasFill && !hasShape:
		return nil
	case !hasShape:
		shape = "dot"
	}
	if fill == "open" {
		return emphasisMarks[shape][1]
	}
	return emphasisMarks[shape][0]
}

// emphasisPositionValue reads text-emphasis-position. Left and right are of vertical text.
func emphasisPositionValue(r *reader) Value {
	r.oneOf("right", "left")
	k, ok := r.oneOf("over", "under")
	if !ok {
		return nil
	}
	r.oneOf("right", "left")
	return k
}

// underlinePositionValue reads text-underline-position. Left and right are of vertical text.
func underlinePositionValue(r *reader) Value {
	side := func() bool { _, ok := r.oneOf("left", "right"); return ok }
	before := side()
	if k, ok := r.oneOf("auto", "from-font", "under"); ok && (k != "auto" || !before) {
		if k != "auto" && !before {
			side()
		}
		return k
	}
	if before {
		return Keyword("auto")
	}
	return nil
}

func positiveInteger(r *reader) Value {
	if n, ok := r.integer(); ok && n > 0 {
		return Integer(n)
	}
	return nil
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

// paintOrderValue reads paint-order (SVG 2 §13.8) as the keyword stroke where the stroke is painted before the fill, and
// normal otherwise.
func paintOrderValue(r *reader) Value {
	if r.word("normal") {
		return Keyword("normal")
	}
	order := make([]Keyword, 0, 3)
	for {
		k, ok := r.oneOf("fill", "stroke", "markers")
		if !ok {
			break
		}
		if slices.Contains(order, k) {
			return nil
		}
		order = append(order, k)
	}
	stroke, fill := slices.Index(order, "stroke"), slices.Index(order, "fill")
	switch {
	case len(order) == 0:
		return nil
	case stroke >= 0 && (fill < 0 || stroke < fill):
		return Keyword("stroke")
	}
	return Keyword("normal")
}

func decorationLineValue(r *reader) Value {
	if r.word("none") {
		return Decoration{}
	}
	var d Decoration
	blink := false // without effect: nothing blinks in a picture
	for {
		k, ok := r.oneOf("underline", "overline", "line-through", "blink")
		if !ok {
			break
		}
		set := map[Keyword]*bool{
			"underline": &d.Underline, "overline": &d.Overline, "line-through": &d.LineThrough, "blink": &blink,
		}[k]
		if *set {
			return nil
		}
		*set = true
	}
	if d == (Decoration{}) && !blink {
		return nil
	}
	return d
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

// textNotDrawn are further properties of these specifications, in the form of
// unsupported.go.
const textNotDrawn = `
	baseline-shift baseline
	dominant-baseline auto
	hanging-punctuation none
	initial-letter normal
	text-fit none
	text-group-align none
	wrap-after auto
	wrap-before auto
	wrap-inside auto
`
