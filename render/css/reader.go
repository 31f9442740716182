package css

import (
	"math"
	"strconv"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// maxDepth bounds the nesting of functions in a value.
const maxDepth = 32

// reader reads the tokens of one value. A method that reads a construct
// reports whether it was there, and leaves the reader where it was if not.
type reader struct {
	toks  []token
	i     int
	far   int    // furthest token that was reached, for the message
	why   string // message of a fault that is more than a wrong token
	whyAt int    // its token
	depth int

	// Of colours, see colormix.go.
	around   *surroundings      // nil while a style sheet is parsed
	inColor  int                // how many colour functions are being read
	needs    bool               // the colour that is read depends on the element
	channels map[string]channel // of the origin of a relative colour
}

func (r *reader) end() bool { return r.i >= len(r.toks) }

func (r *reader) peek() token {
	if r.end() {
		return token{}
	}
	return r.toks[r.i]
}

func (r *reader) advance() {
	r.i++
	r.far = max(r.far, r.i)
}

// fault records why the value is not understood. The first message is kept.
func (r *reader) fault(why string) {
	if r.why == "" {
		r.why, r.whyAt = why, r.i
	}
}

// accept reads the punctuation c.
func (r *reader) accept(c string) bool {
	if !r.end() && r.toks[r.i].is(c) {
		r.advance()
		return true
	}
	return false
}

// word reads the keyword w.
func (r *reader) word(w string) bool {
	t := r.peek()
	if t.kind == css.IdentToken && strings.EqualFold(t.text, w) {
		r.advance()
		return true
	}
	return false
}

// oneOf reads one of the keywords.
func (r *reader) oneOf(words ...string) (Keyword, bool) {
	if name := r.peek().ident(); name != "" {
		for _, w := range words {
			if name == w {
				r.advance()
				return Keyword(w), true
			}
		}
	}
	return "", false
}

// call reads a function whose arguments are read by args to their end.
func (r *reader) call(args func(*reader) bool) bool {
	if r.peek().kind != css.FunctionToken || r.depth >= maxDepth {
		return false
	}
	start := r.i
	r.advance()
	r.depth++
	ok := args(r) && (r.accept(")") || r.end())
	r.depth--
	if !ok {
		r.i = start
	}
	return ok
}

// number reads a <number>; math functions included.
func (r *reader) number() (float64, bool) {
	t := r.peek()
	if t.kind == css.NumberToken {
		r.advance()
		return parseNumber(t.text), true
	}
	if n, ok := r.math(dimNumber); ok {
		return n.N, true
	}
	return 0, false
}

// integer reads an <integer>; a math function is rounded to the nearest.
func (r *reader) integer() (int, bool) {
	t := r.peek()
	if t.kind == css.NumberToken && strings.ContainsAny(t.text, ".eE") {
		return 0, false
	}
	n, ok := r.number()
	if !ok {
		return 0, false
	}
	return int(math.Max(math.MinInt32, math.Min(math.MaxInt32, math.Floor(n+0.5)))), true
}

// factor reads a <number> or a <percentage> as a factor.
func (r *reader) factor() (float64, bool) {
	t := r.peek()
	if t.kind == css.PercentageToken {
		r.advance()
		return parseNumber(strings.TrimSuffix(t.text, "%")) / 100, true
	}
	if n, ok := r.number(); ok {
		return n, true
	}
	if l, ok := r.math(dimLengthPercent); ok && l.Calc == nil && l.Unit == UnitPercent {
		return l.N / 100, true
	}
	return 0, false
}

// angle reads an <angle> in degrees. A bare 0 is one where zero is set.
func (r *reader) angle(zero bool) (float64, bool) {
	t := r.peek()
	if t.kind == css.NumberToken && zero && parseNumber(t.text) == 0 {
		r.advance()
		return 0, true
	}
	if t.kind == css.DimensionToken {
		n, unit := splitDimension(t.text)
		if k, ok := degrees[unit]; ok {
			r.advance()
			return n * k, true
		}
		return 0, false
	}
	n, ok := r.math(dimAngle)
	return n.N, ok
}

// degrees in one of each unit of <angle>. It is never written.
var degrees = map[string]float64{"deg": 1, "grad": 0.9, "rad": 180 / math.Pi, "turn": 360}

// The forms of length a property takes, a bit set for [reader.length].
type lengthForm uint8

const (
	lengthOnly  lengthForm = 0
	withPercent lengthForm = 1 << iota
	nonNegative
	withNumber // a number without a unit
)

// length reads a <length>, or what form allows besides.
func (r *reader) length(form lengthForm) (Length, bool) {
	start, computed := r.i, isMath(r.peek().function())
	l, ok := r.anyLength(form)
	if !ok {
		r.i = start
		return Length{}, false
	}
	if form&nonNegative != 0 && l.Calc == nil && l.N < 0 {
		if computed { // CSS Values 4 §10.12
			l.N = 0
			return l, true
		}
		r.i = start
		r.fault("a negative value is not allowed")
		return Length{}, false
	}
	return l, true
}

func (r *reader) anyLength(form lengthForm) (Length, bool) {
	t := r.peek()
	switch t.kind {
	case css.NumberToken:
		n := parseNumber(t.text)
		if form&withNumber != 0 {
			r.advance()
			return Length{N: n, Unit: UnitNumber}, true
		}
		if n != 0 {
			r.fault("\"" + t.text + "\" needs a unit, such as " + t.text + "px")
			return Length{}, false
		}
		r.advance()
		return Length{}, true
	case css.PercentageToken:
		if form&withPercent == 0 {
			return Length{}, false
		}
		r.advance()
		return Length{N: parseNumber(strings.TrimSuffix(t.text, "%")), Unit: UnitPercent}, true
	case css.DimensionToken:
		l, ok := dimension(t.text)
		if !ok {
			if _, unit := splitDimension(t.text); degrees[unit] == 0 {
				r.fault("unknown unit \"" + unit + "\"" + DidYouMean(unit, unitNames))
			}
			return Length{}, false
		}
		r.advance()
		return l, true
	case css.FunctionToken:
		if form&withNumber != 0 {
			if n, ok := r.math(dimNumber); ok {
				return n, true
			}
		}
		if form&withPercent == 0 {
			return r.math(dimLength)
		}
		return r.math(dimLengthPercent)
	}
	return Length{}, false
}

// px per unit of the absolute lengths, and the relative ones. Never written.
var (
	absolute = map[string]float64{"px": 1, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "q": 2.4 / 2.54, "in": 96, "pt": 96.0 / 72, "pc": 16}
	relative = map[string]Unit{
		"em": UnitEm, "rem": UnitRem, "ex": UnitEx, "rex": UnitRex, "ch": UnitCh, "rch": UnitRch,
		"ic": UnitIc, "ric": UnitRic, "cap": UnitCap, "rcap": UnitRcap, "lh": UnitLh, "rlh": UnitRlh,
		"vw": UnitVw, "svw": UnitVw, "lvw": UnitVw, "dvw": UnitVw, "vi": UnitVw, "svi": UnitVw, "lvi": UnitVw, "dvi": UnitVw,
		"vh": UnitVh, "svh": UnitVh, "lvh": UnitVh, "dvh": UnitVh, "vb": UnitVh, "svb": UnitVh, "lvb": UnitVh, "dvb": UnitVh,
		"vmin": UnitVmin, "svmin": UnitVmin, "lvmin": UnitVmin, "dvmin": UnitVmin,
		"vmax": UnitVmax, "svmax": UnitVmax, "lvmax": UnitVmax, "dvmax": UnitVmax,
		"cqw": UnitCqw, "cqh": UnitCqh, "cqi": UnitCqi, "cqb": UnitCqb, "cqmin": UnitCqmin, "cqmax": UnitCqmax,
	}
	unitNames = []string{"px", "em", "rem", "vw", "vh", "vmin", "vmax", "cqw", "cqh", "cqi", "cqb", "ch", "ex", "ic", "lh", "rlh", "cm",
		"mm", "in", "pt", "pc"}
)

// dimension parses a dimension token as a length.
func dimension(text string) (Length, bool) {
	n, unit := splitDimension(text)
	if k, ok := absolute[unit]; ok {
		return Length{N: bounded(n * k)}, true
	}
	if u, ok := relative[unit]; ok {
		return Length{N: n, Unit: u}, true
	}
	return Length{}, false
}

// splitDimension parts the number from its lower-cased unit. An exponent
// needs a digit, so 1em is no exponent.
func splitDimension(text string) (float64, string) {
	i := 0
	if i < len(text) && (text[i] == '+' || text[i] == '-') {
		i++
	}
	digits := func() {
		for i < len(text) && '0' <= text[i] && text[i] <= '9' {
			i++
		}
	}
	digits()
	if i < len(text) && text[i] == '.' {
		i++
		digits()
	}
	if j := i; j < len(text) && text[j]|0x20 == 'e' {
		j++
		if j < len(text) && (text[j] == '+' || text[j] == '-') {
			j++
		}
		if j < len(text) && '0' <= text[j] && text[j] <= '9' {
			i = j
			digits()
		}
	}
	return parseNumber(text[:i]), strings.ToLower(unescape(text[i:]))
}

// parseNumber parses a CSS number; one out of range becomes the bound.
func parseNumber(s string) float64 {
	n, _ := strconv.ParseFloat(s, 64)
	return bounded(n)
}

// maxMagnitude bounds every number of a style sheet, so that sums stay finite.
const maxMagnitude = 1e15

func bounded(n float64) float64 {
	switch {
	case math.IsNaN(n):
		return 0
	case n > maxMagnitude:
		return maxMagnitude
	case n < -maxMagnitude:
		return -maxMagnitude
	}
	return n
}
