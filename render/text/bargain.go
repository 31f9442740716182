package text

import "math"

// A headline is set smaller than it could be where that buys better breaks: by
// an editor's bargain, in square em as the penalties of breaks. Of the natural
// logarithm d of the ratio of sizes, it costs sizeCost·d + sizeCost2·d²: 7 for
// a size 5 % smaller, 20 for 10 %, 42 for 15 %. As it depends on d alone and
// grows faster than d, allowing a larger size makes no headline smaller.
const (
	sizeCost    = 80
	sizeCost2   = 1100
	leastSize   = 0.83 // of the largest size that fits
	maxTried    = 64   // sizes
	maxHeadline = 300  // units; a longer text is no headline
	// costExtra is for one line more than the headline needs where it may
	// take it.
	costExtra = 40
	uneven    = 0.5 // for each line, per em² that it lacks of the longest
)

// bargain returns the size from size down at which the headline looks best, and
// the number of lines that it then takes, 0 for those it needs.
func (f *fitted) bargain(size, width float64) (best float64, count int) {
	fit := f.block.CardFit
	v := f.view(size, width)
	if len(v.p.units) > maxHeadline || !v.fits(fit.Lines) {
		return size, 0
	}
	lines := v.lines()
	needed := len(lines)
	best, most := size, v.cost(lines)
	try := func(size, cost float64, v view, lines []lineRange) {
		if lines == nil {
			return
		}
		if cost += v.cost(lines); cost < most {
			best, most, count = size, cost, len(lines)
		}
	}
	// No breaks are better than all of them at the best place.
	ideal := v.bestBreak() * float64(needed-1)
	if needed > 1 && needed < fit.Lines && most > costExtra+ideal+v.bestBreak() {
		try(size, costExtra, v, v.p.inLines(v.m, v.width, lines, needed+1))
	}
	for k := 1; k <= maxTried; k++ {
		s := size - float64(k)*fitStep
		d := math.Log(size / s)
		c := sizeCost*d + sizeCost2*d*d
		if s < max(fit.Min, leastSize*size) || ideal+c >= most {
			break
		}
		v := f.view(s, width)
		if !v.fits(fit.Lines) {
			continue
		}
		lines := v.lines()
		try(s, c, v, lines)
		if len(lines) < needed {
			try(s, c, v, v.p.inLines(v.m, v.width, lines, needed))
		}
	}
	return best, count
}

func (v view) lines() []lineRange { return v.p.breakLines(v.m, v.width) }

// cost is how ugly lines are whatever the size: their breaks, how uneven they
// are, and their end.
func (v view) cost(lines []lineRange) float64 {
	em := v.p.block.FontSize
	longest := 0.0
	for _, l := range lines {
		longest = max(longest, v.p.lineWidth(v.m, l.a, l.b))
	}
	sum := 0.0
	for i, l := range lines {
		w := v.p.lineWidth(v.m, l.a, l.b)
		sum += uneven * (longest - w) * (longest - w) / (em * em)
		if i < len(lines)-1 {
			sum += v.p.penalty(l.b)
		} else if i > 0 {
			sum += v.p.lastLineCost(l.a, l.b, w/em)
		}
	}
	return sum
}

// bestBreak is the least penalty of a break, 0 at most.
func (v view) bestBreak() float64 {
	least := 0.0
	for b := 1; b < len(v.p.units); b++ {
		if v.p.breaks[b] >= mayBreak {
			least = min(least, v.p.penalty(b))
		}
	}
	return least
}
