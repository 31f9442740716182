package text

// A headline under --card-fit with text-wrap: balance is set smaller than it
// could be, or in more lines than it needs, where its breaks are then so much
// better that the demerits of penalty.go say so.
const (
	leastSize   = 0.74 // of the largest size that fits
	maxTried    = 100  // sizes
	maxHeadline = 300  // units; a longer text is no headline
)

// bestSize returns the size, from the given one down, with the least demerits,
// and the number of lines that the headline then takes, 0 for those it needs.
func (f *fitted) bestSize(size, width float64) (best float64, count int) {
	most := f.most()
	v := f.view(size, width)
	if len(v.p.units) > maxHeadline || !v.fits(most) {
		return size, 0
	}
	lines := v.lines()
	needed := len(lines)
	best, least := size, v.demerits(lines)
	try := func(size, demerits float64, v view, lines []lineRange) {
		if lines == nil {
			return
		}
		if demerits += v.demerits(lines); demerits < least {
			best, least, count = size, demerits, len(lines)
		}
	}
	// The demerits that no lines can have less than: all breaks at the best place.
	ideal := v.leastPenalty() * float64(needed-1)
	if needed > 1 && needed < most && least > demeritsExtraLine+ideal+v.leastPenalty() {
		try(size, demeritsExtraLine, v, v.p.inLines(v.m, v.width, lines, needed+1))
	}
	for k := 1; k <= maxTried; k++ {
		s := size - float64(k)*fitStep
		c := sizeDemerits(s / size)
		if s < max(f.block.CardFit.Min, leastSize*size) || ideal+c >= least {
			break
		}
		v := f.view(s, width)
		if !v.fits(most) {
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

// demerits are those of lines whatever the size: of their breaks, of how uneven
// they are, and of their end.
func (v view) demerits(lines []lineRange) float64 {
	em := v.p.block.FontSize
	longest := 0.0
	for _, l := range lines {
		longest = max(longest, v.p.lineWidth(v.m, l.a, l.b))
	}
	sum := 0.0
	for i, l := range lines {
		w := v.p.lineWidth(v.m, l.a, l.b)
		sum += demeritsUneven * (longest - w) * (longest - w) / (em * em)
		sum += demeritsHole * float64(v.p.ownSpaces(l.a, l.b-1))
		if w < longest*stubPart {
			sum += demeritsStub
		}
		if i < len(lines)-1 {
			sum += v.p.penalty(l.b) + shortDemerits(w/em)
		} else if i > 0 {
			sum += v.p.lastLineDemerits(l.a, l.b, w/em, 0)
		}
	}
	return sum
}

// ownSpaces counts the spaces that the writer typed to part two headings among the units
// [a, b).
func (p *Paragraph) ownSpaces(a, b int) int {
	n := 0
	for i := a; i < b; i++ {
		if u := &p.units[i]; u.kind == clusterUnit && u.isSpace() && p.ownSpace(int(u.start)) {
			n++
		}
	}
	return n
}

// leastPenalty is the least penalty of a break, 0 at least.
func (v view) leastPenalty() float64 {
	least := 0.0
	for b := 1; b < len(v.p.units); b++ {
		if v.p.breaks[b] >= mayBreak {
			least = min(least, v.p.penalty(b))
		}
	}
	return least
}
