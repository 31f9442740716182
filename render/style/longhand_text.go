package style

import (
	"image/color"
	"slices"

	"sharecard/render/css"
)

func fontLonghands(t *[css.Count]longhand) {
	t[css.FontFamily] = field(func(s *Style) *[]string { return &s.FontFamily }, func(_ *context, v css.Value) ([]string, bool) {
		f, ok := v.(css.Families)
		return f, ok
	})
	t[css.FontSize] = field(func(s *Style) *float64 { return &s.FontSize }, fontSize)
	t[css.FontWeight] = field(func(s *Style) *int { return &s.FontWeight }, fontWeight)
	t[css.FontStyle] = mapped(func(s *Style) *bool { return &s.Italic }, map[css.Keyword]bool{"normal": false, "italic": true, "oblique": true})
	t[css.FontKerning] = keyword(func(s *Style) *uint8 { return &s.parts.kerning }, "auto", "normal", "none")
	t[css.FontVariantCaps] = field(func(s *Style) *[]Feature { return &s.parts.caps }, features)
	t[css.FontVariantNumeric] = field(func(s *Style) *[]Feature { return &s.parts.numeric }, features)
	t[css.FontVariantLigatures] = field(func(s *Style) *[]Feature { return &s.parts.ligatures }, features)
	t[css.FontVariantEastAsian] = field(func(s *Style) *[]Feature { return &s.parts.eastAsian }, features)
	t[css.FontFeatureSettings] = field(func(s *Style) *[]Feature { return &s.parts.settings }, features)
	t[css.LineHeight] = field(func(s *Style) *LineHeight { return &s.LineHeight }, lineHeight)
}

// fontSize computes font-size against the parent's (CSS Fonts 4 §2.5). The
// smallest of the keywords is 9 px as in browsers.
func fontSize(c *context, v css.Value) (float64, bool) {
	parent := c.parent.FontSize
	switch v := v.(type) {
	case css.Length:
		return max(0, clampPx(c.length(v).Resolve(parent))), true
	case css.Keyword:
		switch v {
		case "xx-small":
			return 9, true
		case "x-small":
			return 10, true
		case "small":
			return 13, true
		case "medium":
			return 16, true
		case "large":
			return 18, true
		case "x-large":
			return 24, true
		case "xx-large":
			return 32, true
		case "xxx-large":
			return 48, true
		case "smaller":
			return parent / 1.2, true
		case "larger":
			return parent * 1.2, true
		}
	}
	return 0, false
}

// fontWeight computes font-weight; the steps of bolder and lighter are those
// of CSS Fonts 4 §2.2.1.
func fontWeight(c *context, v css.Value) (int, bool) {
	w := c.parent.FontWeight
	switch v := v.(type) {
	case css.Number:
		return int(v), true
	case css.Keyword:
		switch v {
		case "normal":
			return 400, true
		case "bold":
			return 700, true
		case "bolder":
			switch {
			case w < 350:
				return 400, true
			case w < 550:
				return 700, true
			}
			return max(w, 900), true
		case "lighter":
			switch {
			case w < 100:
				return w, true
			case w < 550:
				return 100, true
			case w < 750:
				return 400, true
			}
			return 700, true
		}
	}
	return 0, false
}

func features(_ *context, v css.Value) ([]Feature, bool) {
	list, ok := v.(css.Features)
	if !ok || list == nil {
		return nil, ok
	}
	out := make([]Feature, len(list))
	for i, f := range list {
		out[i] = Feature(f)
	}
	return out, true
}

func lineHeight(c *context, v css.Value) (LineHeight, bool) {
	switch v := v.(type) {
	case css.Keyword:
		return LineHeight{}, true
	case css.Length:
		if v.Unit == css.UnitNumber && v.Calc == nil {
			return LineHeight{Factor: max(0, v.N), Set: true}, true
		}
		return LineHeight{Px: max(0, clampPx(c.length(v).Resolve(c.style.FontSize))), Set: true}, true
	}
	return LineHeight{}, false
}

func textLonghands(t *[css.Count]longhand) {
	t[css.TextColor] = field(func(s *Style) *color.NRGBA { return &s.Color }, func(c *context, v css.Value) (color.NRGBA, bool) {
		x, ok := v.(css.Color)
		if x.Current {
			return c.parent.Color, ok
		}
		return x.RGBA, ok
	})
	t[css.LetterSpacing] = field(func(s *Style) *float64 { return &s.LetterSpacing }, spacing)
	t[css.WordSpacing] = field(func(s *Style) *float64 { return &s.WordSpacing }, spacing)
	t[css.TextAlign] = keyword(func(s *Style) *TextAlign { return &s.TextAlign }, textAlignWords...)
	t[css.TextAlignLast] = keyword(func(s *Style) *TextAlign { return &s.TextAlignLast }, append(slices.Clip(textAlignWords), "auto")...)
	t[css.TextIndent] = lengths(func(s *Style) *Length { return &s.TextIndent })
	t[css.TextTransform] = keyword(func(s *Style) *TextTransform { return &s.TextTransform }, "none", "uppercase", "lowercase", "capitalize")
	t[css.WhiteSpaceCollapse] = mapped(func(s *Style) *WhiteSpace { return &s.parts.collapse }, map[css.Keyword]WhiteSpace{
		"collapse": WhiteSpaceNormal, "preserve": Pre, "preserve-breaks": PreLine, "break-spaces": BreakSpaces,
	})
	t[css.TextWrapMode] = mapped(func(s *Style) *bool { return &s.parts.nowrap }, map[css.Keyword]bool{"wrap": false, "nowrap": true})
	t[css.TextWrapStyle] = keyword(func(s *Style) *TextWrap { return &s.parts.wrapStyle }, "auto", "balance", "pretty", "stable")
	t[css.TabSize] = field(func(s *Style) *Length { return &s.TabSize }, func(c *context, v css.Value) (Length, bool) {
		l, ok := v.(css.Length)
		if l.Unit == css.UnitNumber && l.Calc == nil {
			return Percent(100 * l.N), ok
		}
		return c.length(l), ok
	})
	t[css.OverflowWrap] = keyword(func(s *Style) *OverflowWrap { return &s.OverflowWrap }, "normal", "break-word", "anywhere")
	t[css.WordBreak] = keyword(func(s *Style) *WordBreak { return &s.WordBreak }, "normal", "break-all", "keep-all", "auto-phrase", "break-word")
	t[css.LineBreak] = keyword(func(s *Style) *LineBreak { return &s.LineBreak }, "auto", "loose", "normal", "strict", "anywhere")
	t[css.TextSpacingTrim] = keyword(func(s *Style) *SpacingTrim { return &s.SpacingTrim }, "normal", "space-all", "space-first", "trim-start", "trim-both", "trim-all")
	t[css.TextAutospace] = mapped(func(s *Style) *bool { return &s.Autospace }, map[css.Keyword]bool{"normal": true, "no-autospace": false})
	t[css.TextOverflow] = keyword(func(s *Style) *TextOverflow { return &s.TextOverflow }, "clip", "ellipsis")
	t[css.LineClamp] = field(func(s *Style) *int { return &s.LineClamp }, func(_ *context, v css.Value) (int, bool) {
		n, ok := v.(css.Integer)
		return int(n), ok
	})
	t[css.VerticalAlign] = field(func(s *Style) *VerticalAlign { return &s.VerticalAlign }, verticalAlign)
	t[css.TextDecorationLine] = field(func(s *Style) *DecorationLine { return &s.parts.decoration.Line }, decorationLine)
	t[css.TextDecorationStyle] = keyword(func(s *Style) *DecorationStyle { return &s.parts.decoration.Style }, "solid", "double", "dotted", "dashed", "wavy")
	t[css.TextDecorationColor] = colors(func(s *Style) *color.NRGBA { return &s.parts.decoration.Color }, true)
	t[css.TextDecorationThickness] = field(func(s *Style) *Length { return &s.parts.decoration.Thickness }, func(c *context, v css.Value) (Length, bool) {
		if l, ok := v.(css.Length); ok {
			return c.length(l), true
		}
		return Length{}, true
	})
	t[css.TextUnderlineOffset] = lengths(func(s *Style) *Length { return &s.parts.decoration.Offset })
	t[css.ListStyleType] = mapped(func(s *Style) *bool { return &s.parts.marker }, map[css.Keyword]bool{"none": false})
	t[css.TextShadow] = field(func(s *Style) *[]Shadow { return &s.TextShadow }, shadows)
}

// textAlignWords are the keywords in the order of the TextAlign constants.
var textAlignWords = []css.Keyword{"start", "end", "left", "right", "center", "justify"}

// spacing is letter-spacing or word-spacing; percentages are of the font size
// (CSS Text 4 §9).
func spacing(c *context, v css.Value) (float64, bool) {
	if l, ok := v.(css.Length); ok {
		return clampPx(c.length(l).Resolve(c.style.FontSize)), true
	}
	return 0, true
}

func verticalAlign(c *context, v css.Value) (VerticalAlign, bool) {
	zero := Length{Kind: Fixed}
	switch v := v.(type) {
	case css.Length:
		return VerticalAlign{Length: c.length(v)}, true
	case css.Keyword:
		i := slices.Index([]css.Keyword{"baseline", "sub", "super", "text-top", "text-bottom", "middle", "top", "bottom"}, v)
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
		out[i] = Shadow{X: c.px(s.X), Y: c.px(s.Y), Blur: max(0, c.px(s.Blur)), Spread: c.px(s.Spread), Color: c.color(s.Color), Inset: s.Inset}
	}
	return out, ok
}

// fixedPitchSize makes text in nothing but the family monospace 13/16 as large
// where its size is a keyword, medium at first; browsers have kept that since
// their first fixed-width font was too large.
func (c *context) fixedPitchSize() {
	s := c.style
	if i := c.computer.winners[css.FontSize]; i > 0 {
		switch v := c.computer.decls[i-1].Value.(type) {
		case css.Keyword:
			s.parts.sized = v == "smaller" || v == "larger"
		case css.Wide:
			s.parts.sized = c.parent.parts.sized && v != css.Initial
		default:
			s.parts.sized = true
		}
	}
	if s.parts.sized {
		return
	}
	switch was, is := fixedPitch(c.parent) && s.FontSize == c.parent.FontSize, fixedPitch(s); {
	case is && !was:
		s.FontSize *= 13.0 / 16
	case was && !is:
		s.FontSize *= 16.0 / 13
	}
}

func fixedPitch(s *Style) bool { return len(s.FontFamily) == 1 && s.FontFamily[0] == "monospace" }
