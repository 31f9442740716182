package fonts

import (
	"math"
	"slices"
)

// match returns the face of a family that fits best: style by the order of CSS
// Fonts 4 §5.2, width, then slant, then weight. Faces that cannot be read are
// passed over; nil if there is none.
func match(family []*Face, q *Query) *Face {
	left := slices.Clone(family)
	for len(left) > 0 {
		best := left[0]
		for _, f := range left[1:] {
			if better(f, best, q) {
				best = f
			}
		}
		if best.source.usable() {
			return best
		}
		left = slices.DeleteFunc(left, func(f *Face) bool { return f == best })
	}
	return nil
}

// better reports whether a fits strictly better than b.
func better(a, b *Face, q *Query) bool {
	if x, y := widthDistance(a.widths, q.width()), widthDistance(b.widths, q.width()); x != y {
		return x < y
	}
	if x, y := a.hasSlant(q.Slant), b.hasSlant(q.Slant); x != y {
		return x
	}
	return weightDistance(a.weights, q.weight()) < weightDistance(b.weights, q.weight())
}

// hasSlant reports whether a face has a form that leans as wanted, whatever the angle.
func (f *Face) hasSlant(slant float64) bool {
	if slant == 0 {
		return f.upright()
	}
	return f.leans()
}

// next is past every distance of the direction that a search tries before.
const next = 1000

// widthDistance orders the widths a family has for the one that is wanted, percent: up to
// normal narrower ones first, above it wider ones first.
func widthDistance(have Span, want float64) float64 {
	switch {
	case have.clamp(want) == want:
		return 0
	case (have.Max < want) == (want <= 100):
		return math.Abs(have.clamp(want) - want)
	}
	return next + math.Abs(have.clamp(want)-want)
}

// weightDistance orders the weights a family has for the one that is wanted
// (CSS Fonts 4 §5.2, font-weight): from 400 to 500 first up to 500, then
// lighter, then heavier; below that lighter first, above it heavier first.
func weightDistance(have Span, want float64) float64 {
	distance := math.Abs(have.clamp(want) - want)
	switch heavier := have.Min > want; {
	case distance == 0:
		return 0
	case want >= 400 && want <= 500:
		switch {
		case heavier && have.Min <= 500:
			return distance
		case heavier:
			return 2*next + distance
		}
		return next + distance
	case heavier == (want > 500):
		return distance
	}
	return next + distance
}
