package css

import (
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// matchesSyntax reports whether a value is one of a syntax (CSS Properties and Values 1 §5):
// "*", or alternatives that are a <type> with a multiplier, or a word.
func matchesSyntax(value, syntax []token) bool {
	source := strings.TrimSpace(text(syntax))
	if len(syntax) == 1 && syntax[0].kind == css.StringToken {
		source = syntax[0].str()
	}
	if source == "*" {
		return true
	}
	for part := range strings.SplitSeq(source, "|") {
		if matchesComponent(value, strings.ReplaceAll(strings.TrimSpace(part), "/**/", "")) {
			return true
		}
	}
	return false
}

// matchesComponent reports whether a value is one of a single alternative; # and + multiply it (§2.3).
func matchesComponent(value []token, part string) bool {
	kind, list := strings.CutSuffix(part, "#")
	kind, row := strings.CutSuffix(kind, "+")
	r := &reader{toks: value}
	for {
		if !r.component(kind) {
			return false
		}
		switch {
		case r.end():
			return true
		case list && r.accept(","), row:
		default:
			return false
		}
	}
}

// advanceIf leaves a token behind where it is as it should be.
func (r *reader) advanceIf(ok bool) bool {
	if ok {
		r.advance()
	}
	return ok
}

// component reads one value of a type or the word.
func (r *reader) component(kind string) bool {
	var ok bool
	switch kind {
	case "<length>":
		_, ok = r.length(lengthOnly)
	case "<length-percentage>":
		_, ok = r.length(withPercent)
	case "<percentage>":
		ok = r.advanceIf(r.peek().kind == css.PercentageToken)
	case "<number>":
		_, ok = r.number()
	case "<integer>":
		_, ok = r.integer()
	case "<color>":
		_, ok = r.color()
	case "<angle>":
		_, ok = r.angle(false)
	case "<string>":
		ok = r.advanceIf(r.peek().kind == css.StringToken)
	case "<custom-ident>":
		_, wide := wideKeyword(r.peek().ident())
		ok = r.advanceIf(r.peek().kind == css.IdentToken && !wide)
	default:
		ok = r.advanceIf(kind != "" && r.peek().kind == css.IdentToken && unescape(r.peek().text) == kind)
	}
	return ok
}
