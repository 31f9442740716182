package css

import "math"

// mathFunctions are the functions of CSS Values 4 §10.5–10.8 by name, those aside that
// calc.go reads itself. Each is given the operands and fails where their number or their
// types are wrong. It is never written once built.
var mathFunctions = map[string]func([]operand) (operand, bool){
	"mod":   func(a []operand) (operand, bool) { return stepped(CalcMod, a) },
	"rem":   func(a []operand) (operand, bool) { return stepped(CalcRem, a) },
	"sin":   trigonometric(math.Sin),
	"cos":   trigonometric(math.Cos),
	"tan":   trigonometric(math.Tan),
	"asin":  inverse(math.Asin),
	"acos":  inverse(math.Acos),
	"atan":  inverse(math.Atan),
	"atan2": atan2,
	"pow":   ofNumbers(2, 2, func(n []float64) float64 { return math.Pow(n[0], n[1]) }),
	"sqrt":  ofNumbers(1, 1, func(n []float64) float64 { return math.Sqrt(n[0]) }),
	"exp":   ofNumbers(1, 1, func(n []float64) float64 { return math.Exp(n[0]) }),
	"log":   ofNumbers(1, 2, logarithm),
	"hypot": hypot,
	"abs":   abs,
	"sign":  sign,
}

func number(n float64) operand { return operand{dimNumber, Length{N: n, Unit: UnitNumber}} }

// alike reports whether operands are plain values of one unit.
func alike(a, b operand) bool {
	return a.val.Calc == nil && b.val.Calc == nil && a.kind == b.kind && a.val.Unit == b.val.Unit
}

// roundingStrategy reads the first argument of round() where it is a word, and the comma
// behind it.
func (r *reader) roundingStrategy() CalcOp {
	start := r.i
	k, ok := r.oneOf("nearest", "up", "down", "to-zero")
	if !ok || !r.accept(",") {
		r.i = start
		return CalcNearest
	}
	return map[Keyword]CalcOp{"nearest": CalcNearest, "up": CalcUp, "down": CalcDown, "to-zero": CalcToZero}[k]
}

// round is round(); a step of 1 may be left out for numbers.
func round(op CalcOp, args []operand) (operand, bool) {
	if len(args) == 1 && args[0].kind == dimNumber {
		args = append(args, number(1))
	}
	return stepped(op, args)
}

// stepped builds a function of a value and a step of one type. Values of one unit are
// computed at once: units stand for no negative length.
func stepped(op CalcOp, args []operand) (operand, bool) {
	if len(args) != 2 {
		return operand{}, false
	}
	kind, ok := together(args[0].kind, args[1].kind)
	if !ok {
		return operand{}, false
	}
	if alike(args[0], args[1]) {
		out := args[0]
		out.val.N = op.Step(out.val.N, args[1].val.N)
		return out, true
	}
	return operand{kind, Length{Calc: &Calc{op, []Length{args[0].val, args[1].val}}}}, true
}

// Step is the operation on a value and a step, one from CalcNearest to CalcRem. It is NaN
// where the standard leaves no value.
func (op CalcOp) Step(v, step float64) float64 {
	if step == 0 || math.IsNaN(v) || math.IsNaN(step) || math.IsInf(v, 0) {
		return math.NaN()
	}
	switch step = math.Abs(step) * sameSign(op, step); op {
	case CalcUp:
		return math.Ceil(v/step) * step
	case CalcDown:
		return math.Floor(v/step) * step
	case CalcToZero:
		return math.Trunc(v/step) * step
	case CalcMod:
		return v - math.Floor(v/step)*step
	case CalcRem:
		return math.Mod(v, step)
	}
	return math.Floor(v/step+0.5) * step
}

// sameSign is the sign that counts of a step: rounding does not depend on it.
func sameSign(op CalcOp, step float64) float64 {
	if op == CalcMod {
		return math.Copysign(1, step)
	}
	return 1
}

// trigonometric builds a function of a number in radians, or of an angle.
func trigonometric(f func(float64) float64) func([]operand) (operand, bool) {
	return func(args []operand) (operand, bool) {
		if len(args) != 1 {
			return operand{}, false
		}
		switch v := args[0].val.N; args[0].kind {
		case dimNumber:
			return number(f(v)), true
		case dimAngle:
			return number(f(v * math.Pi / 180)), true
		}
		return operand{}, false
	}
}

// angle is an angle of so many radians.
func angle(radians float64) operand {
	return operand{dimAngle, Length{N: radians * 180 / math.Pi, Unit: UnitNumber}}
}

// inverse builds a function from a number to an angle.
func inverse(f func(float64) float64) func([]operand) (operand, bool) {
	return func(args []operand) (operand, bool) {
		if len(args) != 1 || args[0].kind != dimNumber {
			return operand{}, false
		}
		return angle(f(args[0].val.N)), true
	}
}

// atan2 needs values of one unit: what lengths of several are depends on the element.
func atan2(args []operand) (operand, bool) {
	if len(args) != 2 || !alike(args[0], args[1]) {
		return operand{}, false
	}
	return angle(math.Atan2(args[0].val.N, args[1].val.N)), true
}

// ofNumbers builds a function of least to most numbers.
func ofNumbers(least, most int, f func([]float64) float64) func([]operand) (operand, bool) {
	return func(args []operand) (operand, bool) {
		if len(args) < least || len(args) > most {
			return operand{}, false
		}
		numbers := make([]float64, len(args))
		for i, a := range args {
			if a.kind != dimNumber {
				return operand{}, false
			}
			numbers[i] = a.val.N
		}
		return number(f(numbers)), true
	}
}

// logarithm is to the base e, or to a base that is given.
func logarithm(n []float64) float64 {
	if len(n) == 1 {
		return math.Log(n[0])
	}
	return math.Log(n[0]) / math.Log(n[1])
}

func hypot(args []operand) (operand, bool) {
	out, folded := args[0], true
	lengths := make([]Length, len(args))
	for i, a := range args {
		var ok bool
		if out.kind, ok = together(out.kind, a.kind); !ok {
			return operand{}, false
		}
		folded = folded && alike(args[0], a)
		lengths[i] = a.val
	}
	if !folded {
		out.val = Length{Calc: &Calc{CalcHypot, lengths}}
		return out, true
	}
	out.val.N = 0
	for _, l := range lengths {
		out.val.N = math.Hypot(out.val.N, l.N)
	}
	return out, true
}

// abs is the root of one square.
func abs(args []operand) (operand, bool) {
	if len(args) != 1 {
		return operand{}, false
	}
	return hypot(args)
}

// sign needs a value whose sign does not depend on the element.
func sign(args []operand) (operand, bool) {
	if len(args) != 1 || args[0].val.Calc != nil {
		return operand{}, false
	}
	switch n := args[0].val.N; {
	case n > 0:
		return number(1), true
	case n < 0:
		return number(-1), true
	}
	return number(0), true
}
