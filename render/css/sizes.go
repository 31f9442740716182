package css

import (
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// MediaMatches evaluates a media query list as an attribute holds it. One with a fault does not match.
func MediaMatches(text string, e Environment) bool {
	if len(text) > maxSizesText {
		return false
	}
	p := &parser{}
	return p.media(tokenize(text), 0).Matches(e)
}

// maxSizesText bounds the text of media and sizes attributes, bytes.
const maxSizesText = 4096

// SourceSize is the width in px that a sizes attribute gives a picture (HTML Standard §4.8.4.2.2): the first length whose
// condition holds, and 100vw where there is none.
func SourceSize(text string, e Environment) float64 {
	if len(text) > maxSizesText {
		return e.Width
	}
	r := &reader{toks: tokenize(text)}
	for !r.end() {
		c, ok := r.sizeCondition()
		if !ok || c.eval(e) {
			if l, found := r.length(nonNegative); found && (r.end() || r.peek().is(",")) {
				if v, known := sourcePx(l, e); known && ok {
					return v
				}
			}
		}
		for !r.end() && !r.accept(",") {
			r.advance()
		}
	}
	return e.Width
}

// sizeCondition reads the condition before a length, which may be left out.
func (r *reader) sizeCondition() (condition, bool) {
	if t := r.peek(); t.kind != css.LeftParenthesisToken && !strings.EqualFold(t.text, "not") {
		return constantCondition(true), true
	}
	return r.mediaQuery()
}

// sourcePx resolves a length without an element; font-relative ones have the initial font size.
func sourcePx(l Length, e Environment) (float64, bool) {
	if l.Calc != nil {
		return 0, false
	}
	switch l.Unit {
	case UnitPx:
		return l.N, true
	case UnitEm, UnitRem:
		return 16 * l.N, true
	case UnitVw:
		return l.N / 100 * e.Width, true
	case UnitVh:
		return l.N / 100 * e.Height, true
	case UnitVmin:
		return l.N / 100 * min(e.Width, e.Height), true
	case UnitVmax:
		return l.N / 100 * max(e.Width, e.Height), true
	}
	return 0, false
}
