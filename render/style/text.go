package style

import (
	"image/color"
	"slices"
	"strconv"
	"strings"

	"sharecard/render/css"
)

func textLonghands() []longhand {
	return []longhand{
		field(css.TextColor, func(s *Style) *color.NRGBA { return &s.Color }, textColor).
			prints(func(p *printer, s *Style) { p.always("color", hex(s.Color)) }),
		field(css.TextFillColor, func(s *Style) *TextFill { return &s.TextFill }, textFill).
			prints(func(p *printer, s *Style) { p.add("-webkit-text-fill-color", hex(s.TextFill.Color), !s.TextFill.Set) }),
		field(css.TextStrokeWidth, func(s *Style) *float64 { return &s.TextStroke.Width }, strokeWidth).
			prints(func(p *printer, s *Style) {
				p.add("-webkit-text-stroke-width", px(s.TextStroke.Width), s.TextStroke.Width == 0)
			}),
		field(css.TextStrokeColor, func(s *Style) *TextFill { return &s.TextStroke.Color }, textFill).
			prints(func(p *printer, s *Style) {
				p.add("-webkit-text-stroke-color", hex(s.TextStroke.Color.Color), !s.TextStroke.Color.Set)
			}),
		field(css.TextEmphasisStyle, func(s *Style) *string { return &s.Emphasis.Mark }, emphasisMark).
			prints(func(p *printer, s *Style) {
				p.add("text-emphasis-style", strconv.Quote(s.Emphasis.Mark), s.Emphasis.Mark == "")
			}),
		field(css.TextEmphasisColor, func(s *Style) *TextFill { return &s.Emphasis.Color }, textFill).
			prints(func(p *printer, s *Style) {
				p.add("text-emphasis-color", hex(s.Emphasis.Color.Color), !s.Emphasis.Color.Set)
			}),
		field(css.TextEmphasisPosition, func(s *Style) *bool { return &s.Emphasis.Under }, func(_ *context, v css.Value) (bool, bool) {
			return v == css.Keyword("under"), true
		}).prints(func(p *printer, s *Style) { p.add("text-emphasis-position", "under", !s.Emphasis.Under) }),
		keyword(css.UnicodeBidi, func(s *Style) *UnicodeBidi { return &s.UnicodeBidi }),
		keyword(css.TextBoxTrim, func(s *Style) *TextBoxTrim { return &s.TextBox.Trim }),
		field(css.TextBoxEdge, func(s *Style) *[2]TextEdge { return &s.TextBox.Edges }, textEdges).
			prints(func(p *printer, s *Style) {
				e := s.TextBox.Edges
				p.add("text-box-edge", textEdgeWords[e[0]]+" "+textEdgeWords[e[1]], e == [2]TextEdge{})
			}),
		field(css.PaintOrder, func(s *Style) *bool { return &s.TextStroke.First }, strokesFirst).
			prints(func(p *printer, s *Style) { p.add("paint-order", "stroke", !s.TextStroke.First) }),
		field(css.LetterSpacing, func(s *Style) *float64 { return &s.LetterSpacing }, spacing).
			prints(func(p *printer, s *Style) { p.add("letter-spacing", px(s.LetterSpacing), s.LetterSpacing == 0) }),
		field(css.WordSpacing, func(s *Style) *float64 { return &s.WordSpacing }, spacing),
		keyword(css.TextAlign, func(s *Style) *TextAlign { return &s.TextAlign }, "-webkit-left=left", "-webkit-right=right",
			"-webkit-center=center").alignsBlocks(),
		keyword(css.TextAlignLast, func(s *Style) *TextAlign { return &s.TextAlignLast }).prints(nil),
		field(css.TextIndent, func(s *Style) *Indent { return &s.TextIndent }, textIndent).
			prints(func(p *printer, s *Style) {
				p.add("text-indent", s.TextIndent.text(), s.TextIndent == p.initial.TextIndent)
			}),
		field(css.TextTransform, func(s *Style) *TextTransform { return &s.TextTransform }, textTransform).prints(nil),
		keyword(css.WhiteSpaceCollapse, func(s *Style) *whiteSpaceCollapse { return &s.parts.collapse }).prints(printWhiteSpace),
		flag(css.TextWrapMode, func(s *Style) *bool { return &s.parts.nowrap }, "nowrap").prints(nil),
		keyword(css.TextWrapStyle, func(s *Style) *TextWrap { return &s.parts.wrapStyle }).prints(nil),
		// hyphens: auto asks for a dictionary, and there is none: words break at soft hyphens.
		flag(css.Hyphens, func(s *Style) *bool { return &s.NoHyphens }, "none"),
		field(css.HyphenateCharacter, func(s *Style) **string { return &s.HyphenCharacter }, hyphenCharacter).prints(nil),
		keyword(css.TextJustify, func(s *Style) *Justification { return &s.TextJustify }),
		field(css.TabSize, func(s *Style) *Length { return &s.TabSize }, tabSize),
		keyword(css.OverflowWrap, func(s *Style) *OverflowWrap { return &s.OverflowWrap }),
		keyword(css.WordBreak, func(s *Style) *WordBreak { return &s.WordBreak }),
		keyword(css.LineBreak, func(s *Style) *LineBreak { return &s.LineBreak }),
		keyword(css.TextSpacingTrim, func(s *Style) *SpacingTrim { return &s.SpacingTrim }),
		flag(css.TextAutospace, func(s *Style) *bool { return &s.Autospace }, "normal"),
		keyword(css.TextOverflow, func(s *Style) *TextOverflow { return &s.TextOverflow }),
		field(css.LineClamp, func(s *Style) *int { return &s.LineClamp }, lineClamp).prints(printLineLimits),
		field(css.VerticalAlign, func(s *Style) *VerticalAlign { return &s.VerticalAlign }, verticalAlign),
		field(css.TextDecorationLine, func(s *Style) *DecorationLine { return &s.parts.decoration.Line }, decorationLine),
		keyword(css.TextDecorationStyle, func(s *Style) *DecorationStyle { return &s.parts.decoration.Style }).prints(nil),
		decorationColors(),
		lengths(css.TextDecorationThickness, func(s *Style) *Length { return &s.parts.decoration.Thickness }).prints(nil),
		lengths(css.TextUnderlineOffset, func(s *Style) *Length { return &s.parts.decoration.Offset }).prints(nil),
		field(css.TextUnderlinePosition, func(s *Style) *UnderlinePosition { return &s.UnderlinePosition }, underlinePosition),
		flag(css.TextDecorationSkipInk, func(s *Style) *bool { return &s.OverInk }, "none").prints(nil),
		field(css.TextShadow, func(s *Style) *[]Shadow { return &s.TextShadow }, shadows),
	}
}

// UnicodeBidi is unicode-bidi (CSS Writing Modes 4 §2.2). plaintext is left out.
type UnicodeBidi uint8

const (
	BidiNormal UnicodeBidi = iota
	BidiEmbed
	BidiIsolate
	BidiOverride
	BidiIsolateOverride
)

// TextBox is text-box (CSS Inline 3 §5): the sides of a block on which the room between its
// edge and its text is taken away, and what counts as the edges of the text, over and under.
type TextBox struct {
	Trim  TextBoxTrim
	Edges [2]TextEdge
}

// TextBoxTrim is the bit set of text-box-trim.
type TextBoxTrim uint8

const (
	TrimTextStart TextBoxTrim = 1 << iota
	TrimTextEnd
)

// TextEdge is a side of text-box-edge.
type TextEdge uint8

const (
	EdgeText       TextEdge = iota // ascent or descent
	EdgeCap                        // height of capital letters
	EdgeEx                         // height of small letters
	EdgeAlphabetic                 // the baseline
)

// textEdgeWords are the keywords of a TextEdge.
var textEdgeWords = [...]string{"text", "cap", "ex", "alphabetic"}

func textEdges(_ *context, v css.Value) (out [2]TextEdge, ok bool) {
	edges, ok := v.(css.TextEdges)
	for i, word := range []css.Keyword{edges.Over, edges.Under} {
		out[i] = TextEdge(max(0, slices.Index(textEdgeWords[:], string(word))))
	}
	return out, ok
}

// TextAlign is text-align or text-align-last.
type TextAlign uint8

const (
	TextStart TextAlign = iota
	TextEnd
	TextLeft
	TextRight
	TextCenter
	TextJustify
	TextAlignAuto // text-align-last: auto, its initial value
)

// alignsBlocks returns the row of text-align, which also notes whether its keyword is one of those that align blocks too.
func (l longhand) alignsBlocks() longhand {
	set, copy := l.set, l.copy
	l.set = func(c *context, v css.Value) {
		set(c, v)
		k, _ := v.(css.Keyword)
		c.style.AlignBlocks = strings.HasPrefix(string(k), "-webkit-")
	}
	l.copy = func(dst, src *Style) {
		copy(dst, src)
		dst.AlignBlocks = src.AlignBlocks
	}
	return l
}

// TextTransform is text-transform.
type TextTransform uint8

const (
	TransformNone TextTransform = iota
	Uppercase
	Lowercase
	Capitalize

	// FullWidth and FullSizeKana stand beside one of the above.
	FullWidth    TextTransform = 1 << 2
	FullSizeKana TextTransform = 1 << 3
)

// Case is what a TextTransform says of letter case alone.
func (t TextTransform) Case() TextTransform { return t & (FullWidth - 1) }

func textTransform(_ *context, v css.Value) (TextTransform, bool) {
	t, ok := v.(css.TextTransformation)
	out := map[css.Keyword]TextTransform{"uppercase": Uppercase, "lowercase": Lowercase, "capitalize": Capitalize}[t.Case]
	if t.FullWidth {
		out |= FullWidth
	}
	if t.FullSizeKana {
		out |= FullSizeKana
	}
	return out, ok
}

// Indent is text-indent. Hanging indents all lines but those that would be indented otherwise;
// EachLine indents lines after a forced break too.
type Indent struct {
	Length
	Hanging, EachLine bool
}

func textIndent(c *context, v css.Value) (Indent, bool) {
	i, ok := v.(css.Indent)
	return Indent{c.length(i.Length), i.Hanging, i.EachLine}, ok
}

func (i Indent) text() string {
	s := i.Length.text()
	if i.Hanging {
		s += " hanging"
	}
	if i.EachLine {
		s += " each-line"
	}
	return s
}

// Justification is text-justify.
type Justification uint8

const (
	JustifyAuto Justification = iota
	JustifyNone
	JustifyInterWord
	JustifyInterCharacter
)

// hyphenCharacter is nil for auto.
func hyphenCharacter(_ *context, v css.Value) (*string, bool) {
	switch v := v.(type) {
	case css.Text:
		s := string(v)
		return &s, true
	case css.Keyword:
		return nil, true
	}
	return nil, false
}

// whiteSpaceCollapse is white-space-collapse.
type whiteSpaceCollapse uint8

const (
	collapse whiteSpaceCollapse = iota
	preserve
	preserveBreaks
	breakSpaces
)

// WhiteSpace is the white-space shorthand of CSS Text 3 §3.
type WhiteSpace uint8

const (
	WhiteSpaceNormal WhiteSpace = iota
	Pre
	NoWrapSpace // nowrap
	PreWrap
	PreLine
	BreakSpaces
)

// TextWrap is text-wrap-style and text-wrap-mode of CSS Text 4 §6.
type TextWrap uint8

const (
	TextWrapAuto TextWrap = iota // wrap: first fit, as browsers do
	TextWrapBalance
	TextWrapPretty
	TextWrapStable
	TextWrapNone // nowrap
)

// OverflowWrap is overflow-wrap.
type OverflowWrap uint8

const (
	OverflowWrapNormal OverflowWrap = iota
	OverflowWrapBreakWord
	OverflowWrapAnywhere
)

// WordBreak is word-break.
type WordBreak uint8

const (
	WordBreakNormal WordBreak = iota
	WordBreakAll
	WordBreakKeepAll
	WordBreakAutoPhrase
	WordBreakWord // legacy break-word
)

// LineBreak is line-break.
type LineBreak uint8

const (
	LineBreakAuto LineBreak = iota
	LineBreakLoose
	LineBreakNormal
	LineBreakStrict
	LineBreakAnywhere
)

// SpacingTrim is text-spacing-trim (CSS Text 4 §8.3).
type SpacingTrim uint8

const (
	SpacingTrimNormal SpacingTrim = iota
	SpaceAll
	SpaceFirst
	TrimStart
	TrimBoth
	TrimAll
)

// TextOverflow is text-overflow.
type TextOverflow uint8

const (
	TextClip TextOverflow = iota
	TextEllipsis
)

// VAlign is a keyword of vertical-align.
type VAlign uint8

const (
	VBaseline VAlign = iota
	VSub
	VSuper
	VTextTop
	VTextBottom
	VMiddle
	VTop
	VBottom
	VBaselineMiddle // its middle on the baseline, as align=middle has it
)

// DecorationLine is the bit set of text-decoration-line.
type DecorationLine uint8

const (
	Underline DecorationLine = 1 << iota
	Overline
	LineThrough
)

// UnderlinePosition is text-underline-position (CSS Text Decoration 4 §2.7).
type UnderlinePosition uint8

const (
	UnderlineAuto UnderlinePosition = iota
	UnderlineFromFont
	UnderlineUnder // below the descent
)

func underlinePosition(_ *context, v css.Value) (UnderlinePosition, bool) {
	k, ok := v.(css.Keyword)
	return map[css.Keyword]UnderlinePosition{"from-font": UnderlineFromFont, "under": UnderlineUnder}[k], ok
}

// DecorationStyle is text-decoration-style.
type DecorationStyle uint8

const (
	DecorationSolid DecorationStyle = iota
	DecorationDouble
	DecorationDotted
	DecorationDashed
	DecorationWavy
)

// ClampAt is --card-clamp.
type ClampAt uint8

const (
	ClampLine     ClampAt = iota // at the last cluster that fits
	ClampSentence                // at the last sentence end that fits
)

// decorationColors is the row of text-decoration-color, which is that of the
// glyphs where it is not set, as in browsers.
func decorationColors() longhand {
	row := colors(css.TextDecorationColor, func(s *Style) *color.NRGBA { return &s.parts.decoration.Color })
	row.initial = func(c *context) { c.style.parts.decoration.Color = c.style.FillColor() }
	return row
}

func textFill(c *context, v css.Value) (TextFill, bool) {
	x, ok := v.(css.Color)
	if x.Current {
		return TextFill{}, ok
	}
	return TextFill{Set: true, Color: c.color(x)}, ok
}

func emphasisMark(_ *context, v css.Value) (string, bool) {
	mark, ok := v.(css.EmphasisMark)
	return string(mark), ok
}

func strokeWidth(c *context, v css.Value) (float64, bool) {
	l, ok := v.(css.Length)
	return c.px(l), ok
}

func strokesFirst(_ *context, v css.Value) (bool, bool) {
	k, ok := v.(css.Keyword)
	return k == "stroke", ok
}

func textColor(c *context, v css.Value) (color.NRGBA, bool) {
	x, ok := v.(css.Color)
	return c.deferred(x, c.parent.Color).RGBA, ok
}

// spacing is letter-spacing or word-spacing; percentages are of the font size
// (CSS Text 4 §9).
func spacing(c *context, v css.Value) (float64, bool) {
	if l, ok := v.(css.Length); ok {
		return clampPx(c.length(l).Resolve(c.style.FontSize)), true
	}
	return 0, true
}

// tabSize keeps a number of spaces as a percentage.
func tabSize(c *context, v css.Value) (Length, bool) {
	l, ok := v.(css.Length)
	if l.Unit == css.UnitNumber && l.Calc == nil {
		return Percent(100 * l.N), ok
	}
	return c.length(l), ok
}

// lineClamp is 0 for none.
func lineClamp(_ *context, v css.Value) (int, bool) {
	n, _ := v.(css.Integer)
	return int(n), true
}

func verticalAlign(c *context, v css.Value) (VerticalAlign, bool) {
	zero := Length{Kind: Fixed}
	switch v := v.(type) {
	case css.Length:
		return VerticalAlign{Length: c.length(v)}, true
	case css.Keyword:
		i := slices.Index(css.VerticalAlign.Keywords(), v)
		return VerticalAlign{Keyword: VAlign(max(i, 0)), Length: zero}, i >= 0
	}
	return VerticalAlign{}, false
}

func decorationLine(_ *context, v css.Value) (DecorationLine, bool) {
	d, ok := v.(css.Decoration)
	var line DecorationLine
	if d.Underline {
		line |= Underline
	}
	if d.Overline {
		line |= Overline
	}
	if d.LineThrough {
		line |= LineThrough
	}
	return line, ok
}

func shadows(c *context, v css.Value) ([]Shadow, bool) {
	list, ok := v.(css.Shadows)
	if len(list) == 0 {
		return nil, ok
	}
	out := make([]Shadow, len(list))
	for i, s := range list {
		out[i] = c.shadow(s)
	}
	return out, ok
}

func (c *context) shadow(s css.Shadow) Shadow {
	return Shadow{X: c.px(s.X), Y: c.px(s.Y), Blur: max(0, c.px(s.Blur)), Spread: c.px(s.Spread), Color: c.color(s.Color), Inset: s.Inset}
}

// printWhiteSpace prints the shorthands that joinWhiteSpace makes.
func printWhiteSpace(p *printer, s *Style) {
	spaces := [...]string{"normal", "pre", "nowrap", "pre-wrap", "pre-line", "break-spaces"}
	p.add("white-space", spaces[s.WhiteSpace], s.WhiteSpace == WhiteSpaceNormal)
	wraps := [...]string{"wrap", "balance", "pretty", "stable", "nowrap"}
	p.add("text-wrap", wraps[s.TextWrap], s.TextWrap == TextWrapAuto)
}

// printLineLimits prints what bounds the lines of a text.
func printLineLimits(p *printer, s *Style) {
	p.add("-webkit-line-clamp", strconv.Itoa(s.LineClamp), s.LineClamp == 0)
	fit := s.CardFit
	p.add(css.CardFit, px(fit.Min)+" "+px(fit.Max)+" "+strconv.Itoa(fit.Lines), fit.Lines == 0)
	p.add(css.CardClamp, "sentence", s.CardClamp != ClampSentence)
}
