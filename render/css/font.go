package css

import (
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// The longhands of fonts.
const (
	FontFamily = endGrid + iota
	FontSize
	FontWeight
	FontStyle
	FontKerning
	FontVariantCaps
	FontVariantNumeric
	FontVariantLigatures
	FontVariantEastAsian
	FontVariantPosition
	FontVariantAlternates
	FontFeatureSettings
	FontVariationSettings
	FontWidth
	FontOpticalSizing
	FontSynthesisWeight
	FontSynthesisStyle
	FontSynthesisSmallCaps
	LineHeight
	endFont
)

// fontProperties are those of CSS Fonts 4, and line-height of CSS Inline 3.
func fontProperties() []property {
	caps := featureSet(map[string]Features{
		"small-caps": {{"smcp", 1}}, "all-small-caps": {{"smcp", 1}, {"c2sc", 1}}, "petite-caps": {{"pcap", 1}},
		"all-petite-caps": {{"pcap", 1}, {"c2pc", 1}}, "unicase": {{"unic", 1}}, "titling-caps": {{"titl", 1}},
	}, 1)
	numeric := featureSet(map[string]Features{
		"lining-nums": {{"lnum", 1}}, "oldstyle-nums": {{"onum", 1}}, "proportional-nums": {{"pnum", 1}}, "tabular-nums": {{"tnum", 1}},
		"diagonal-fractions": {{"frac", 1}}, "stacked-fractions": {{"afrc", 1}}, "ordinal": {{"ordn", 1}}, "slashed-zero": {{"zero", 1}},
	}, 5, "lining-nums oldstyle-nums", "proportional-nums tabular-nums", "diagonal-fractions stacked-fractions")
	ligatures := featureSet(map[string]Features{
		"none":             {{"liga", 0}, {"clig", 0}, {"dlig", 0}, {"hlig", 0}, {"calt", 0}},
		"common-ligatures": {{"liga", 1}, {"clig", 1}}, "no-common-ligatures": {{"liga", 0}, {"clig", 0}},
		"discretionary-ligatures": {{"dlig", 1}}, "no-discretionary-ligatures": {{"dlig", 0}},
		"historical-ligatures": {{"hlig", 1}}, "no-historical-ligatures": {{"hlig", 0}},
		"contextual": {{"calt", 1}}, "no-contextual": {{"calt", 0}},
	}, 4, "common-ligatures no-common-ligatures", "discretionary-ligatures no-discretionary-ligatures",
		"historical-ligatures no-historical-ligatures", "contextual no-contextual")
	eastAsian := featureSet(map[string]Features{
		"jis78": {{"jp78", 1}}, "jis83": {{"jp83", 1}}, "jis90": {{"jp90", 1}}, "jis04": {{"jp04", 1}}, "simplified": {{"smpl", 1}},
		"traditional": {{"trad", 1}}, "full-width": {{"fwid", 1}}, "proportional-width": {{"pwid", 1}}, "ruby": {{"ruby", 1}},
	}, 3, "jis78 jis83 jis90 jis04 simplified traditional", "full-width proportional-width")
	position := featureSet(map[string]Features{"sub": {{"subs", 1}}, "super": {{"sups", 1}}}, 1)
	alternates := featureSet(map[string]Features{"historical-forms": {{"hist", 1}}}, 1)
	return []property{
		{id: FontFamily, name: "font-family", inherited: true, initial: "sans-serif",
			values: "[<family-name> | <generic-family>]#", parse: familiesValue},
		{id: FontSize, name: "font-size", inherited: true, initial: "medium", other: paddingValue, values: "<length-percentage>" +
			" | xx-small | x-small | small | medium | large | x-large | xx-large | xxx-large | smaller | larger"},
		{id: FontWeight, name: "font-weight", inherited: true, initial: "normal",
			values: "normal | bold | bolder | lighter | <number>", other: fontWeightNumber},
		{id: FontStyle, name: "font-style", inherited: true, initial: "normal",
			values: "normal | italic | oblique <angle>?", parse: fontStyleValue},
		{id: FontKerning, name: "font-kerning", inherited: true, initial: "auto", values: "auto | normal | none"},
		{id: FontVariantCaps, name: "font-variant-caps", inherited: true, initial: "normal", parse: caps,
			values: "normal | small-caps | all-small-caps | petite-caps | all-petite-caps | unicase | titling-caps"},
		{id: FontVariantNumeric, name: "font-variant-numeric", inherited: true, initial: "normal", parse: numeric,
			values: "normal | lining-nums | oldstyle-nums || proportional-nums | tabular-nums" +
				" || diagonal-fractions | stacked-fractions || ordinal || slashed-zero"},
		{id: FontVariantLigatures, name: "font-variant-ligatures", inherited: true, initial: "normal", parse: ligatures,
			values: "normal | none | common-ligatures | no-common-ligatures || discretionary-ligatures | no-discretionary-ligatures" +
				" || historical-ligatures | no-historical-ligatures || contextual | no-contextual"},
		{id: FontVariantEastAsian, name: "font-variant-east-asian", inherited: true, initial: "normal", parse: eastAsian,
			values: "normal | jis78 | jis83 | jis90 | jis04 | simplified | traditional || full-width | proportional-width || ruby"},
		{id: FontVariantPosition, name: "font-variant-position", inherited: true, initial: "normal", parse: position,
			values: "normal | sub | super"},
		{id: FontVariantAlternates, name: "font-variant-alternates", inherited: true, initial: "normal", parse: alternates,
			values: "normal | historical-forms"},
		{name: "font-variant", expand: expandFontVariant,
			values: "normal | none | <font-variant-caps> || <font-variant-numeric>" +
				" || <font-variant-ligatures> || <font-variant-east-asian> || <font-variant-position> || <font-variant-alternates>",
			longhands: []ID{FontVariantCaps, FontVariantNumeric, FontVariantLigatures, FontVariantEastAsian, FontVariantPosition,
				FontVariantAlternates}},
		{id: FontVariationSettings, name: "font-variation-settings", inherited: true, initial: "normal",
			values: "normal | [<string> <number>]#", parse: fontVariations},
		{id: FontWidth, name: "font-width", aliases: []string{"font-stretch"}, inherited: true, initial: "normal",
			values: "normal | ultra-condensed | extra-condensed | condensed | semi-condensed | semi-expanded | expanded" +
				" | extra-expanded | ultra-expanded | <percentage>", parse: fontWidthValue},
		{id: FontOpticalSizing, name: "font-optical-sizing", inherited: true, initial: "auto", values: "auto | none"},
		{id: FontSynthesisWeight, name: "font-synthesis-weight", inherited: true, initial: "auto", values: "auto | none"},
		{id: FontSynthesisStyle, name: "font-synthesis-style", inherited: true, initial: "auto", values: "auto | none"},
		{id: FontSynthesisSmallCaps, name: "font-synthesis-small-caps", inherited: true, initial: "auto", values: "auto | none"},
		{name: "font-synthesis", values: "none | weight || style || small-caps || position", expand: expandSynthesis,
			longhands: []ID{FontSynthesisWeight, FontSynthesisStyle, FontSynthesisSmallCaps}},
		{id: FontFeatureSettings, name: "font-feature-settings", inherited: true, initial: "normal",
			values: "normal | [<string> [<integer> | on | off]?]#", parse: featureSettingsValue},
		{id: LineHeight, name: "line-height", inherited: true, initial: "normal",
			values: "normal | <number> | <length-percentage>", other: lengthOf(withPercent | withNumber | nonNegative)},
		{name: "font", expand: expandFont,
			values: "[<font-style> || <font-weight> || <font-width>]? <font-size> [/ <line-height>]? <font-family>" +
				" | caption | icon | menu | message-box | small-caption | status-bar",
			longhands: []ID{
				FontStyle, FontWeight, FontSize, LineHeight, FontFamily, FontVariantCaps,
				FontVariantNumeric, FontVariantLigatures, FontVariantEastAsian, FontVariantPosition, FontVariantAlternates,
				FontKerning, FontFeatureSettings,
				FontWidth, FontVariationSettings, FontOpticalSizing,
			}},
	}
}

func familiesValue(r *reader) Value {
	if f, ok := r.families(); ok {
		return f
	}
	return nil
}

// families reads a list of family names: strings, or identifiers joined by
// one space.
func (r *reader) families() (Families, bool) {
	var list Families
	for {
		var name string
		if t := r.peek(); t.kind == css.StringToken {
			name = t.str()
			r.advance()
		} else {
			var words []string
			for r.peek().kind == css.IdentToken {
				words = append(words, unescape(r.peek().text))
				r.advance()
			}
			// The CSS-wide keywords are no names.
			if len(words) == 1 && wideWord(words[0]) {
				return nil, false
			}
			name = strings.Join(words, " ")
		}
		if name == "" {
			return nil, false
		}
		if list = append(list, name); !r.accept(",") {
			return list, true
		}
	}
}

func wideWord(name string) bool {
	name = strings.ToLower(name)
	_, ok := wideKeyword(name)
	return ok || name == "default"
}

func fontWeightNumber(r *reader) Value {
	if n, ok := r.number(); ok && n >= 1 && n <= 1000 {
		return Number(n)
	}
	return nil
}

func fontStyleValue(r *reader) Value {
	k, ok := r.oneOf("normal", "italic", "oblique")
	if !ok {
		return nil
	}
	if k != "oblique" {
		return k
	}
	deg, ok := r.angle(false)
	switch {
	case !ok:
		return Oblique(ItalicSlant)
	case deg < -90 || deg > 90:
		return nil
	}
	return Oblique(deg)
}

// fontWidths are the keywords of font-width in percent (CSS Fonts 4 §2.3).
var fontWidths = map[Keyword]float64{
	"ultra-condensed": 50, "extra-condensed": 62.5, "condensed": 75, "semi-condensed": 87.5, "normal": 100,
	"semi-expanded": 112.5, "expanded": 125, "extra-expanded": 150, "ultra-expanded": 200,
}

func fontWidthValue(r *reader) Value {
	if w, ok := r.fontWidth(); ok {
		return Number(w)
	}
	return nil
}

// fontWidth reads a width in percent.
func (r *reader) fontWidth() (float64, bool) {
	if w, ok := fontWidths[Keyword(r.peek().ident())]; ok {
		r.advance()
		return w, true
	}
	v, ok := lengthOf(withPercent | nonNegative)(r).(Length)
	return v.N, ok && v.Calc == nil && v.Unit == UnitPercent
}

// fontVariations reads font-variation-settings.
func fontVariations(r *reader) Value {
	if r.word("normal") {
		return Variations(nil)
	}
	var list Variations
	for {
		tag, ok := r.openTypeTag()
		if !ok {
			return nil
		}
		n, ok := r.number()
		if !ok {
			return nil
		}
		if list = append(list, Variation{tag, n}); !r.accept(",") {
			return list
		}
	}
}

// openTypeTag reads the string of four ASCII characters that names a feature or an axis.
func (r *reader) openTypeTag() (string, bool) {
	t := r.peek()
	tag := t.str()
	if t.kind != css.StringToken || len(tag) != 4 || strings.ContainsFunc(tag, func(c rune) bool { return c < 0x20 || c > 0x7E }) {
		return "", false
	}
	r.advance()
	return tag, true
}

// featureSet reads up to most of the words, each once. Words of one line of
// exclusive shut each other out.
func featureSet(words map[string]Features, most int, exclusive ...string) func(*reader) Value {
	return func(r *reader) Value {
		if r.word("normal") {
			return Features(nil)
		}
		var list Features
		seen := map[string]bool{}
		for range most {
			name := r.peek().ident()
			f, ok := words[name]
			if !ok || seen[name] {
				break
			}
			seen[name] = true
			for _, group := range exclusive {
				if group := strings.Fields(group); slices.Contains(group, name) {
					for _, other := range group {
						seen[other] = true
					}
				}
			}
			r.advance()
			if list = append(list, f...); name == "none" {
				break
			}
		}
		if len(list) == 0 {
			return nil
		}
		return list
	}
}

// expandFontVariant reads the values of its longhands in any order, the words
// of each together.
func expandFontVariant(p *property, r *reader) []Value {
	values := make([]Value, len(p.parts))
	for i := range values {
		values[i] = Features(nil)
	}
	if r.word("normal") {
		return values
	}
next:
	for !r.end() {
		for i, part := range p.parts {
			start := r.i
			if f, ok := part.read(r).(Features); ok && f != nil && values[i].(Features) == nil {
				values[i] = f
				continue next
			}
			r.i = start
		}
		return nil
	}
	return values
}

func featureSettingsValue(r *reader) Value {
	if r.word("normal") {
		return Features(nil)
	}
	var list Features
	for {
		tag, ok := r.openTypeTag()
		if !ok {
			return nil
		}
		f := Feature{tag, 1}
		if r.word("off") {
			f.Value = 0
		} else if n, ok := r.integer(); ok && n >= 0 {
			f.Value = uint32(n)
		} else {
			r.word("on")
		}
		if list = append(list, f); !r.accept(",") {
			return list
		}
	}
}

// expandFont reads the font shorthand (CSS Fonts 4 §2.7), which also resets
// the variants.
func expandFont(p *property, r *reader) []Value {
	var style, weight, caps, width Value = Initial, Initial, Initial, Initial
	var size Value
	if _, ok := r.oneOf("caption", "icon", "menu", "message-box", "small-caption", "status-bar"); ok {
		return fontOf(Initial, Initial, Keyword("medium"), Initial, Families{"sans-serif"}, Initial, Initial)
	}
	for range 4 {
		before := r.i
		if r.word("normal") {
			continue
		}
		if v := fontStyleValue(r); v != nil && style == Initial {
			style = v
			continue
		}
		r.i = before
		if r.word("small-caps") {
			caps = Features{{"smcp", 1}}
			continue
		}
		if k, ok := r.oneOf("bold", "bolder", "lighter"); ok {
			if weight != Initial {
				return nil
			}
			weight = k
			continue
		}
		if w, ok := fontWidths[Keyword(r.peek().ident())]; ok && width == Initial {
			width = Number(w)
			r.advance()
			continue
		}
		start := r.i
		if n, ok := r.number(); ok {
			if n < 1 || n > 1000 {
				r.i = start
				break
			}
			weight = Number(n)
			continue
		}
		break
	}
	if size = p.parts[2].read(r); size == nil {
		return nil
	}
	var height Value = Initial
	if r.accept("/") {
		if height = p.parts[3].read(r); height == nil {
			return nil
		}
	}
	families, ok := r.families()
	if !ok {
		return nil
	}
	return fontOf(style, weight, size, height, families, caps, width)
}

// fontOf lists the longhands of font: those that it does not set are initial.
func fontOf(style, weight, size, height, families, caps, width Value) []Value {
	return []Value{
		style, weight, size, height, families, caps, Initial, Initial, Initial, Initial, Initial, Initial, Initial, width, Initial, Initial,
	}
}

// fontNotDrawn are further properties of these specifications, in the form of
// unsupported.go.
const fontNotDrawn = `
	font-language-override normal
	font-palette normal
	font-size-adjust none
	font-variant-emoji normal
`
