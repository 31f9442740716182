package style

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"sharecard/render/css"
)

// counterStyles are the counter styles that a page may use, by name.
type counterStyles map[string]*css.CounterStyle

// Bounds of a representation: characters, and styles that fall back on or extend one
// another.
const (
	maxCounterLength = 120
	maxCounterStyles = 20
)

// counterStylesOf are the predefined styles and those of the page.
func (r *Rules) counterStylesOf(env css.Environment) counterStyles {
	own := counterStyles{}
	for _, s := range r.sheets {
		for i := range s.CounterStyles {
			if c := &s.CounterStyles[i]; matchesAll(c.Media, env) {
				own[c.Name] = c
			}
		}
	}
	if len(own) == 0 {
		return predefinedStyles
	}
	for name, s := range predefinedStyles {
		if own[name] == nil {
			own[name] = s
		}
	}
	return own
}

// counterStyles are those of the page. A name that is none of them is reported; its
// numbers are decimal.
func (c *computer) counterStyles(name css.Keyword) counterStyles {
	if c.styles == nil {
		c.styles = c.rules.counterStylesOf(c.opts.environment())
	}
	if c.styles[string(name)] == nil && name != "none" {
		c.report(css.Diagnostic{File: c.opts.File, Severity: css.Error, Message: "there is no counter style " + string(name)})
	}
	return c.styles
}

// marker is the representation of a number with what stands before and after it in a
// marker.
func (c counterStyles) marker(n int, name css.Keyword) string {
	s := c.resolve(string(name))
	return *s.Prefix + c.represent(n, name) + *s.Suffix
}

// anonymousMarker is the marker of a style that is written out as symbols().
func (c counterStyles) anonymousMarker(n int, s *css.CounterStyle) string {
	var full fullStyle
	full.take(s)
	full.complete(s)
	text, ok := full.represent(n)
	if !ok {
		text = c.represent(n, "decimal")
	}
	return *full.Prefix + text + *full.Suffix
}

// represent writes a number in a counter style (CSS Counter Styles 3 §2), in decimal
// digits where neither the style nor those it falls back on have a form for it.
func (c counterStyles) represent(n int, name css.Keyword) string {
	if name == "none" {
		return ""
	}
	for range maxCounterStyles {
		s := c.resolve(string(name))
		if text, ok := s.represent(n); ok {
			return text
		}
		name = css.Keyword(s.Fallback)
	}
	return strconv.Itoa(n)
}

// fullStyle is a style with all that it says itself or takes from others.
type fullStyle struct {
	css.CounterStyle
	longhand func(int) string // of the styles that no system describes
}

// resolve returns the style of a name, that of decimal where there is none. A style that
// extends another takes from it what it does not say (§3.1.7); in a circle it extends
// decimal.
func (c counterStyles) resolve(name string) fullStyle {
	var full fullStyle
	for range maxCounterStyles {
		s := c[name]
		if s == nil {
			s, name = predefinedStyles["decimal"], "decimal"
		}
		full.take(s)
		full.longhand = longhandStyles[name]
		if s.System != "extends" {
			full.complete(s)
			return full
		}
		if c.circular(name) {
			break
		}
		name = s.Extends
	}
	full.take(predefinedStyles["decimal"])
	full.complete(predefinedStyles["decimal"])
	full.longhand = nil
	return full
}

// circular reports whether a style extends itself, perhaps through others.
func (c counterStyles) circular(name string) bool {
	at := name
	for range maxCounterStyles {
		s := c[at]
		if s == nil || s.System != "extends" {
			return false
		}
		if at = s.Extends; at == name {
			return true
		}
	}
	return false
}

// take fills in what is not set yet.
func (f *fullStyle) take(s *css.CounterStyle) {
	if f.Negative == nil {
		f.Negative = s.Negative
	}
	if f.Prefix == nil {
		f.Prefix = s.Prefix
	}
	if f.Suffix == nil {
		f.Suffix = s.Suffix
	}
	if f.Pad == nil {
		f.Pad = s.Pad
	}
	if f.Ranges == nil {
		f.Ranges = s.Ranges
	}
	if f.Fallback == "" {
		f.Fallback = s.Fallback
	}
}

// complete takes the system of s, and initial values for what no style said.
func (f *fullStyle) complete(s *css.CounterStyle) {
	f.System, f.First, f.Symbols, f.Additive = s.System, s.First, s.Symbols, s.Additive
	none, dot := "", ". "
	f.take(&css.CounterStyle{Negative: &[2]string{"-", ""}, Prefix: &none, Suffix: &dot, Pad: &css.CounterPad{}, Fallback: "decimal"})
}

// represent writes a number, if the style has a form for it.
func (f *fullStyle) represent(n int) (string, bool) {
	if !f.inRange(n) {
		return "", false
	}
	if f.longhand != nil {
		text := f.longhand(n)
		return text, text != ""
	}
	count, negative := n, n < 0 && f.signed()
	if negative {
		count = -n
	}
	text, ok := f.system(count)
	if !ok {
		return "", false
	}
	length := utf8.RuneCountInString(text)
	if negative {
		length += utf8.RuneCountInString(f.Negative[0] + f.Negative[1])
	}
	if pad := f.Pad.Length - length; pad > maxCounterLength {
		return "", false
	} else if pad > 0 {
		text = strings.Repeat(f.Pad.Symbol, pad) + text
	}
	if negative {
		text = f.Negative[0] + text + f.Negative[1]
	}
	return text, len(text) <= maxContent
}

// signed reports whether negative numbers have a sign (§3.2).
func (f *fullStyle) signed() bool { return f.System != "cyclic" && f.System != "fixed" }

func (f *fullStyle) inRange(n int) bool {
	if len(f.Ranges) == 0 {
		switch f.System {
		case "alphabetic", "symbolic":
			return n >= 1
		case "additive":
			return n >= 0 || f.longhand != nil
		}
		return true
	}
	for _, r := range f.Ranges {
		if n >= r.From && n <= r.To {
			return true
		}
	}
	return false
}

// system writes a number by the algorithm of the style's system (§3.1).
func (f *fullStyle) system(n int) (string, bool) {
	size := len(f.Symbols)
	switch f.System {
	case "cyclic":
		return f.Symbols[((n-1)%size+size)%size], true
	case "fixed":
		if i := n - f.First; i >= 0 && i < size {
			return f.Symbols[i], true
		}
		return "", false
	case "numeric":
		if n == 0 {
			return f.Symbols[0], true
		}
		text := ""
		for ; n > 0; n /= size {
			text = f.Symbols[n%size] + text
		}
		return text, true
	case "alphabetic":
		text := ""
		for ; n > 0; n = (n - 1) / size {
			text = f.Symbols[(n-1)%size] + text
		}
		return text, text != ""
	case "additive":
		return f.additive(n)
	}
	times := (n + size - 1) / size
	if n < 1 || times > maxCounterLength {
		return "", false
	}
	return strings.Repeat(f.Symbols[(n-1)%size], times), true
}

func (f *fullStyle) additive(n int) (string, bool) {
	var text strings.Builder
	for _, a := range f.Additive {
		switch {
		case a.Weight == 0 && n == 0 && text.Len() == 0:
			return a.Symbol, true
		case a.Weight == 0 || a.Weight > n:
			continue
		}
		times := n / a.Weight
		if times > maxCounterLength {
			return "", false
		}
		text.WriteString(strings.Repeat(a.Symbol, times))
		n -= times * a.Weight
	}
	return text.String(), n == 0 && text.Len() > 0
}
