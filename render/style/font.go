package style

import (
	"strconv"
	"strings"

	"sharecard/render/css"
)

func fontLonghands() []longhand {
	return []longhand{
		field(css.FontFamily, func(s *Style) *[]string { return &s.FontFamily }, fontFamily).prints(printFamilies),
		field(css.FontSize, func(s *Style) *float64 { return &s.FontSize }, fontSize).
			prints(func(p *printer, s *Style) { p.always("font-size", px(s.FontSize)) }),
		field(css.FontWeight, func(s *Style) *int { return &s.FontWeight }, fontWeight).
			prints(func(p *printer, s *Style) { p.always("font-weight", strconv.Itoa(s.FontWeight)) }),
		field(css.FontStyle, func(s *Style) *float64 { return &s.Slant }, fontStyle).prints(printFontStyle),
		field(css.FontWidth, func(s *Style) *float64 { return &s.FontWidth }, fontWidth).
			prints(func(p *printer, s *Style) { p.add("font-width", number(s.FontWidth)+"%", s.FontWidth == 100) }),
		field(css.FontVariationSettings, func(s *Style) *[]Variation { return &s.Variations }, variations),
		flag(css.FontOpticalSizing, func(s *Style) *bool { return &s.OneDesign }, "none"),
		flag(css.FontSynthesisWeight, func(s *Style) *bool { return &s.NoSynthesis.Weight }, "none"),
		flag(css.FontSynthesisStyle, func(s *Style) *bool { return &s.NoSynthesis.Style }, "none"),
		flag(css.FontSynthesisSmallCaps, func(s *Style) *bool { return &s.NoSynthesis.SmallCaps }, "none"),
		keyword(css.FontKerning, func(s *Style) *kerning { return &s.parts.kerning }).prints(nil),
		field(css.FontVariantCaps, func(s *Style) *[]Feature { return &s.parts.caps }, features),
		field(css.FontVariantNumeric, func(s *Style) *[]Feature { return &s.parts.numeric }, features),
		field(css.FontVariantLigatures, func(s *Style) *[]Feature { return &s.parts.ligatures }, features),
		field(css.FontVariantEastAsian, func(s *Style) *[]Feature { return &s.parts.eastAsian }, features),
		field(css.FontVariantPosition, func(s *Style) *[]Feature { return &s.parts.scripts }, features),
		field(css.FontVariantAlternates, func(s *Style) *[]Feature { return &s.parts.alternates }, features),
		field(css.FontFeatureSettings, func(s *Style) *[]Feature { return &s.parts.settings }, features),
		field(css.LineHeight, func(s *Style) *LineHeight { return &s.LineHeight }, lineHeight).prints(printLineHeight),
	}
}

// kerning is font-kerning.
type kerning uint8

const (
	kerningAuto kerning = iota
	kerningNormal
	kerningNone
)

func fontFamily(_ *context, v css.Value) ([]string, bool) {
	f, ok := v.(css.Families)
	return f, ok
}

// fontSize computes font-size against the parent's (CSS Fonts 4 §2.5). The
// smallest of the keywords is 9 px as in browsers.
func fontSize(c *context, v css.Value) (float64, bool) {
	parent := c.em
	switch v := v.(type) {
	case css.Length:
		return max(0, clampPx(c.length(v).Resolve(parent))), true
	case css.Keyword:
		switch v {
		case "xx-small":
			return 9 * c.style.Zoom, true
		case "x-small":
			return 10 * c.style.Zoom, true
		case "small":
			return 13 * c.style.Zoom, true
		case "medium":
			return 16 * c.style.Zoom, true
		case "large":
			return 18 * c.style.Zoom, true
		case "x-large":
			return 24 * c.style.Zoom, true
		case "xx-large":
			return 32 * c.style.Zoom, true
		case "xxx-large":
			return 48 * c.style.Zoom, true
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

func fontStyle(_ *context, v css.Value) (float64, bool) {
	switch v := v.(type) {
	case css.Oblique:
		return float64(v), true
	case css.Keyword:
		if v == "italic" {
			return css.ItalicSlant, true
		}
		return 0, true
	}
	return 0, false
}

func printFontStyle(p *printer, s *Style) {
	value := "italic"
	if s.Slant != css.ItalicSlant {
		value = "oblique " + number(s.Slant) + "deg"
	}
	p.add("font-style", value, s.Slant == 0)
}

func fontWidth(_ *context, v css.Value) (float64, bool) {
	w, ok := v.(css.Number)
	return float64(w), ok
}

func variations(_ *context, v css.Value) ([]Variation, bool) {
	list, ok := v.(css.Variations)
	var out []Variation
	for _, v := range list {
		out = append(out, Variation(v))
	}
	return out, ok
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

func printFamilies(p *printer, s *Style) {
	families := make([]string, len(s.FontFamily))
	for i, f := range s.FontFamily {
		families[i] = f
		if strings.Contains(f, " ") {
			families[i] = strconv.Quote(f)
		}
	}
	p.always("font-family", strings.Join(families, ", "))
}

func printLineHeight(p *printer, s *Style) {
	switch l := s.LineHeight; {
	case !l.Set:
		p.always("line-height", "normal")
	case l.Factor > 0:
		p.always("line-height", number(l.Factor))
	default:
		p.always("line-height", px(l.Px))
	}
}

// Synthesis is font-synthesis: what is not made where a face lacks it.
type Synthesis struct{ Weight, Style, SmallCaps bool }
