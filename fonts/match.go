package fonts

import "slices"

// match returns the face of a family that fits best: style by the order of CSS
// Fonts 4 §5.2, width, then italic, then weight. Faces that cannot be read are
// passed over; nil if there is none.
func match(family []*Face, weight int, italic bool) *Face {
	left := slices.Clone(family)
	for len(left) > 0 {
		best := left[0]
		for _, f := range left[1:] {
			if better(f, best, weight, italic) {
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
func better(a, b *Face, weight int, italic bool) bool {
	if x, y := widthDistance(a.Width), widthDistance(b.Width); x != y {
		return x < y
	}
	if a.Italic != b.Italic {
		return a.Italic == italic
	}
	return weightDistance(a.Weight, weight) < weightDistance(b.Weight, weight)
}

// widthDistance orders usWidthClass for font-stretch: normal, narrower first.
func widthDistance(width int) int {
	const normal = 5
	if width <= normal {
		return normal - width
	}
	return width
}

// weightDistance orders the weights a family has for the one that is wanted
// (CSS Fonts 4 §5.2, font-weight): from 400 to 500 first up to 500, then
// lighter, then heavier; below that lighter first, above it heavier first.
func weightDistance(have, want int) int {
	const next = 1000 // past every distance of the direction tried before
	switch {
	case want >= 400 && want <= 500:
		switch {
		case have >= want && have <= 500:
			return have - want
		case have < want:
			return next + want - have
		}
		return 2*next + have
	case want < 400:
		if have <= want {
			return want - have
		}
		return next + have
	}
	if have >= want {
		return have - want
	}
	return next + want - have
}
