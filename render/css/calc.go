package css

import (
	"math"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// dimensionKind is the type of a math function's result (CSS Values 4 §10.2).
type dimensionKind uint8

const (
	dimNumber dimensionKind = iota
	dimLength
	dimLengthPercent
	dimAngle
)

// operand is a node of a calculation while it is read. Numbers and angles (in
// degrees) are folded at once; lengths may stay a tree.
type operand struct {
	kind dimensionKind
	val  Length
}

// math reads a math function of the wanted type.
func (r *reader) math(want dimensionKind) (Length, bool) {
	if !isMath(r.peek().function()) {
		return Length{}, false
	}
	start := r.i
	v, ok := r.mathFunction()
	if ok {
		ok = v.kind == want || v.kind == dimLength && want == dimLengthPercent
	}
	if !ok {
		r.i = start
		return Length{}, false
	}
	if v.val.Calc == nil {
		v.val.N = bounded(v.val.N)
	}
	if want == dimNumber {
		v.val.Unit = UnitNumber
	}
	return v.val, true
}

func isMath(name string) bool {
	switch name {
	case "calc", "min", "max", "clamp", "round":
		return true
	}
	return mathFunctions[name] != nil
}

func (r *reader) mathFunction() (v operand, ok bool) {
	name := r.peek().function()
	var args []operand
	rounding := CalcNearest
	if !r.call(func(r *reader) bool {
		if name == "round" {
			rounding = r.roundingStrategy()
		}
		for {
			if name == "clamp" && len(args) != 1 && r.word("none") {
				none := math.Inf(len(args) - 1)
				args = append(args, operand{kind: dimNumber, val: Length{N: none, Unit: UnitNumber}})
			} else {
				a, ok := r.sum()
				if !ok {
					return false
				}
				args = append(args, a)
			}
			if !r.accept(",") {
				return true
			}
		}
	}) {
		return operand{}, false
	}
	switch name {
	case "calc":
		if len(args) != 1 {
			return operand{}, false
		}
		return args[0], true
	case "min":
		return compare(CalcMin, args)
	case "max":
		return compare(CalcMax, args)
	case "clamp":
		return clamp(args)
	case "round":
		return round(rounding, args)
	}
	return mathFunctions[name](args)
}

// clamp is max(low, min(value, high)); none leaves a side open.
func clamp(args []operand) (operand, bool) {
	if len(args) != 3 {
		return operand{}, false
	}
	v, ok := args[1], true
	if !math.IsInf(args[2].val.N, 1) {
		v, ok = compare(CalcMin, []operand{v, args[2]})
	}
	if ok && !math.IsInf(args[0].val.N, -1) {
		v, ok = compare(CalcMax, []operand{args[0], v})
	}
	return v, ok
}

// compare builds min() or max() of operands of one type.
func compare(op CalcOp, args []operand) (operand, bool) {
	out := args[0]
	lengths := []Length{out.val}
	folded := out.val.Calc == nil
	for _, a := range args[1:] {
		k, ok := together(out.kind, a.kind)
		if !ok {
			return operand{}, false
		}
		out.kind = k
		folded = folded && a.val.Calc == nil && a.val.Unit == args[0].val.Unit
		lengths = append(lengths, a.val)
	}
	// Two percentages can be compared, as their basis is never negative.
	if folded {
		for _, l := range lengths[1:] {
			if op == CalcMin {
				out.val.N = math.Min(out.val.N, l.N)
			} else {
				out.val.N = math.Max(out.val.N, l.N)
			}
		}
		return out, true
	}
	out.val = Length{Calc: &Calc{op, lengths}}
	return out, true
}

// together is the type of operands that are added or compared.
func together(a, b dimensionKind) (dimensionKind, bool) {
	if a == b {
		return a, true
	}
	if (a == dimLength || a == dimLengthPercent) && (b == dimLength || b == dimLengthPercent) {
		return dimLengthPercent, true
	}
	return 0, false
}

// sum reads a <calc-sum>: + and - need white space on both sides.
func (r *reader) sum() (operand, bool) {
	v, ok := r.product()
	for ok {
		t := r.peek()
		if !t.is("+") && !t.is("-") || !t.space || r.i+1 < len(r.toks) && !r.toks[r.i+1].space {
			break
		}
		r.advance()
		var b operand
		if b, ok = r.product(); !ok {
			break
		}
		if t.is("-") {
			b = scale(b, -1)
		}
		v, ok = add(v, b)
	}
	return v, ok
}

func add(a, b operand) (operand, bool) {
	kind, ok := together(a.kind, b.kind)
	if !ok {
		return operand{}, false
	}
	if a.val.Calc == nil && b.val.Calc == nil && a.val.Unit == b.val.Unit {
		a.val.N += b.val.N
		return a, true
	}
	var terms []Length
	for _, v := range []operand{a, b} {
		if c := v.val.Calc; c != nil && c.Op == CalcSum {
			terms = append(terms, c.Args...)
		} else {
			terms = append(terms, v.val)
		}
	}
	terms = mergeTerms(terms)
	if len(terms) > maxTerms {
		return operand{}, false
	}
	return operand{kind, Length{Calc: &Calc{CalcSum, terms}}}, true
}

// maxTerms bounds the terms of a sum that cannot be added up yet.
const maxTerms = 64

// mergeTerms adds up the terms of one unit.
func mergeTerms(terms []Length) []Length {
	out := terms[:0]
next:
	for _, t := range terms {
		if t.Calc == nil {
			for i := range out {
				if out[i].Calc == nil && out[i].Unit == t.Unit {
					out[i].N += t.N
					continue next
				}
			}
		}
		out = append(out, t)
	}
	return out
}

// product reads a <calc-product>: one side of * is a number, a divisor is one or has the
// unit of what it divides.
func (r *reader) product() (operand, bool) {
	v, ok := r.calcValue()
	for ok {
		switch {
		case r.accept("*"):
			var b operand
			if b, ok = r.calcValue(); !ok {
				break
			}
			switch {
			case b.kind == dimNumber:
				v = scale(v, b.val.N)
			case v.kind == dimNumber:
				v = scale(b, v.val.N)
			default:
				ok = false
			}
		case r.accept("/"):
			var b operand
			if b, ok = r.calcValue(); !ok {
				break
			}
			switch {
			case b.kind == dimNumber:
				v = scale(v, 1/b.val.N)
			case alike(v, b):
				v = number(v.val.N / b.val.N)
			default:
				ok = false
			}
		default:
			return v, true
		}
	}
	return operand{}, false
}

func scale(v operand, k float64) operand {
	if v.val.Calc == nil {
		v.val.N *= k
		return v
	}
	k = bounded(k)
	if v.val.Calc.Op == CalcSum {
		args := make([]Length, len(v.val.Calc.Args))
		for i, a := range v.val.Calc.Args {
			args[i] = scale(operand{v.kind, a}, k).val
		}
		v.val = Length{Calc: &Calc{CalcSum, args}}
		return v
	}
	v.val = Length{Calc: &Calc{CalcScale, []Length{v.val, {N: k, Unit: UnitNumber}}}}
	return v
}

// calcValue reads a number, dimension, percentage, constant, parenthesis or
// nested function.
func (r *reader) calcValue() (operand, bool) {
	t := r.peek()
	switch t.kind {
	case css.NumberToken:
		r.advance()
		return operand{dimNumber, Length{N: parseNumber(t.text), Unit: UnitNumber}}, true
	case css.PercentageToken:
		r.advance()
		return operand{dimLengthPercent, Length{N: parseNumber(strings.TrimSuffix(t.text, "%")), Unit: UnitPercent}}, true
	case css.DimensionToken:
		if n, unit := splitDimension(t.text); degrees[unit] != 0 {
			r.advance()
			return operand{dimAngle, Length{N: n * degrees[unit], Unit: UnitNumber}}, true
		}
		l, ok := dimension(t.text)
		if ok {
			r.advance()
		}
		return operand{dimLength, l}, ok
	case css.IdentToken:
		n, ok := constant(t.ident())
		if ch, given := r.channels[t.ident()]; given {
			n, ok = ch.value, true
		}
		if ok {
			r.advance()
		}
		return operand{dimNumber, Length{N: n, Unit: UnitNumber}}, ok
	case css.FunctionToken:
		if isMath(t.function()) {
			return r.mathFunction()
		}
		r.fault(t.text + ") is not supported in a calculation")
	case css.LeftParenthesisToken:
		if r.depth >= maxDepth {
			r.fault("the calculation is nested too deeply")
			return operand{}, false
		}
		r.advance()
		r.depth++
		v, ok := r.sum()
		r.depth--
		return v, ok && (r.accept(")") || r.end())
	}
	return operand{}, false
}

func constant(name string) (float64, bool) {
	switch name {
	case "pi":
		return math.Pi, true
	case "e":
		return math.E, true
	case "infinity":
		return maxMagnitude, true
	case "-infinity":
		return -maxMagnitude, true
	case "nan":
		return 0, true
	}
	return 0, false
}
