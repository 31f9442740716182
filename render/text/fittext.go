package text

import "math"

// A text under --card-fit with text-wrap: pretty and word-break: auto-phrase is set
// smaller than it could be where its lines then end so much better that the demerits
// of penalty.go say so: at the largest size lines are often as full as they can be,
// and have no choice of breaks. It takes no line more.

// The lines and units up to which a text is tried at several sizes.
const (
	maxFitted      = 12
	maxFittedUnits = 1000
)

// bestTextSize returns the size, from the given one down, with the least demerits.
func (f *fitted) bestTextSize(size, width float64) float64 {
	most := f.most()
	v := f.view(size, width)
	if len(v.p.units) > maxFittedUnits || !v.fits(most) {
		return size
	}
	lines := v.lines()
	best, least := size, v.textDemerits(lines)
	ideal := v.leastPenalty() / prettyDivisor * float64(len(lines))
	for k := 1; k <= maxTried; k++ {
		s := size - float64(k)*fitStep
		c := sizeDemerits(s / size)
		if s < f.block.CardFit.Min || ideal+c >= least {
			break
		}
		v := f.view(s, width)
		if d := v.textDemerits(v.lines()) + c; d < least {
			best, least = s, d
		}
	}
	return best
}

// sizeDemerits are those of a text that is set at a part of the size that it could have.
func sizeDemerits(part float64) float64 {
	d := -math.Log(part)
	return demeritsSize*d + demeritsSize2*d*d
}

// textDemerits are those of the lines of a text that is read on, without those for how
// many they are.
func (v view) textDemerits(lines []lineRange) float64 {
	sum := 0.0
	for _, l := range lines {
		ends := []node{{at: l.a}, {at: l.b, lastResort: v.p.breaks[l.b] < mayBreak}}
		d, _ := v.p.demerits(v.m, v.width, ends, 0, 1, v.p.breaks[l.b] == mustBreak, false)
		sum += d - demeritsLine
	}
	return sum
}
