package style

import "math"

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
	Math        *Math   // min(), max() or clamp() over percentages; nil otherwise
}

// Math is a comparison function whose arguments cannot be compared before the
// percentage basis is known (CSS Values 4 §10.3), or a sum that holds one.
type Math struct {
	Op   MathOp
	Args []Length
}

// MathOp is the operation of a [Math] node.
type MathOp uint8

// The operations of a [Math] node. Sum also multiplies each argument by the
// factor baked into it when it was built.
const (
	Min MathOp = iota
	Max
	Sum
	Scale // Args[0] multiplied by Args[1].Px
)

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

// Resolve returns the used value in px against basis, 0 for a keyword. A NaN
// basis stands for an indefinite one: the result is then NaN for values that
// depend on it.
func (l Length) Resolve(basis float64) float64 {
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
	v := args[0].Resolve(basis)
	switch l.Math.Op {
	case Min:
		for _, a := range args[1:] {
			v = math.Min(v, a.Resolve(basis))
		}
	case Max:
		for _, a := range args[1:] {
			v = math.Max(v, a.Resolve(basis))
		}
	case Sum:
		for _, a := range args[1:] {
			v += a.Resolve(basis)
		}
	case Scale:
		v *= args[1].Px
	}
	return v
}
