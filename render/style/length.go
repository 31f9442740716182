package style

import (
	"math"

	"sharecard/render/css"
)

// LengthKind tells what a [Length] holds: a number or one of the keywords of
// CSS Sizing 3.
type LengthKind uint8

// The kinds of a [Length]. Auto is the zero value.
const (
	Auto       LengthKind = iota // auto, and "no value": inset, margin, width
	Fixed                        // px plus percentage, or a math function
	None                         // none: max-width, max-height
	MinContent                   // min-content
	MaxContent                   // max-content
	FitContent                   // fit-content
	Content                      // content: flex-basis
	Normal                       // normal: gap, letter-spacing
	Stretch                      // stretch: fills the containing block (CSS Sizing 4 §5.1)
)

// Length is a computed <length-percentage> or sizing keyword. Its number is
// Px + Percent/100 × basis unless Math is set. Font-relative and viewport
// units are gone by the time a value is computed.
type Length struct {
	Kind LengthKind
	// ZeroPercent marks a percentage of 0, which still depends on the basis:
	// height: 0% is auto where the basis is indefinite.
	ZeroPercent bool
	Px          float64 // px
	Percent     float64 // percent of the basis, 50 for 50%
	Math        *Math   // a math function over percentages; nil otherwise
}

// Math is a math function that cannot be computed before the percentage basis is known
// (CSS Values 4 §10). The factor of css.CalcScale is the Px of its second argument.
type Math struct {
	Op   css.CalcOp
	Args []Length
}

// Px returns a fixed length of v px.
func Px(v float64) Length { return Length{Kind: Fixed, Px: v} }

// Percent returns a length of p percent.
func Percent(p float64) Length { return Length{Kind: Fixed, Percent: p} }

// IsAuto reports whether l is the keyword auto.
func (l Length) IsAuto() bool { return l.Kind == Auto }

// IsFixed reports whether l is a length, percentage or math function rather
// than a keyword.
func (l Length) IsFixed() bool { return l.Kind == Fixed }

// HasPercent reports whether the value depends on the percentage basis.
func (l Length) HasPercent() bool {
	if l.Kind != Fixed {
		return false
	}
	if l.Math != nil {
		for _, a := range l.Math.Args {
			if a.HasPercent() {
				return true
			}
		}
		return false
	}
	return l.Percent != 0 || l.ZeroPercent
}

// Resolve returns the used value in px against basis, 0 for a keyword and for a
// calculation without a value (CSS Values 4 §10.9.1). A NaN basis stands for an indefinite
// one: the result is then NaN for values that depend on it.
func (l Length) Resolve(basis float64) float64 {
	v := l.calculate(basis)
	if math.IsNaN(v) && !(math.IsNaN(basis) && l.HasPercent()) {
		return 0
	}
	return v
}

// calculate is Resolve where NaN is left as it is, so that it makes the whole calculation
// NaN.
func (l Length) calculate(basis float64) float64 {
	if l.Kind != Fixed {
		return 0
	}
	if l.Math == nil {
		if !l.HasPercent() {
			return l.Px
		}
		return l.Px + l.Percent/100*basis
	}
	args := l.Math.Args
	v := args[0].calculate(basis)
	switch l.Math.Op {
	case css.CalcMin:
		for _, a := range args[1:] {
			v = math.Min(v, a.calculate(basis))
		}
	case css.CalcMax:
		for _, a := range args[1:] {
			v = math.Max(v, a.calculate(basis))
		}
	case css.CalcSum:
		for _, a := range args[1:] {
			v += a.calculate(basis)
		}
	case css.CalcScale:
		v *= args[1].Px
	case css.CalcHypot:
		v = math.Abs(v)
		for _, a := range args[1:] {
			v = math.Hypot(v, a.calculate(basis))
		}
	default:
		v = l.Math.Op.Step(v, args[1].calculate(basis))
	}
	return v
}
