package text

// Justification (CSS Text 3 §7.3, GB/T 15834 5.1): room goes to punctuation,
// to Han–Latin gaps and to word spaces first, and what is left evenly between
// all characters, never inside —— or ……, or inside a Latin word.

// Greatest stretch of a place in the first pass, em.
const (
	stretchMark  = 1.0 / 4
	stretchGap   = 1.0 / 8
	stretchSpace = 1.0 / 4
)

// justify spreads free px over the line; false if it has no place to stretch.
func (b *builder) justify(l *line, free float64) bool {
	p := b.p
	type place struct {
		at    int     // unit after which room is added
		first float64 // px it may take in the first pass
	}
	var places []place
	total := 0.0
	prev := -1
	last := int(b.m.prevTxt[l.b])
	for i := l.a; i <= last; i++ {
		u := &p.units[i]
		if !u.inText() {
			continue
		}
		if prev >= 0 {
			if kind, first := p.stretch(&p.units[prev], u); kind {
				places = append(places, place{prev, first})
				total += first
			}
		}
		prev = i
	}
	if len(places) == 0 {
		return false
	}
	share := 0.0
	if total > 0 {
		share = min(1, free/total)
	}
	even := (free - share*total) / float64(len(places))
	for _, pl := range places {
		b.adv[pl.at-l.a] += pl.first*share + even
	}
	return true
}

// stretch tells whether the boundary between two neighbours may be widened and
// how far in the first pass.
func (p *Paragraph) stretch(a, b *unit) (ok bool, first float64) {
	em := p.spans[a.span].style.FontSize
	switch {
	case b.class == classSpace:
		return false, 0
	case a.class == classSpace:
		return true, em * stretchSpace
	case a.class == classDash && b.class == classDash, a.class == classMiddle, b.class == classMiddle:
		return false, 0
	case a.class == classAtom || b.class == classAtom:
		return false, 0
	case a.gap > 0:
		return true, em * stretchGap
	case a.class.closing() && a.class != classClose && !b.class.closing():
		return true, em * stretchMark
	case a.class == classClose && !b.class.closing(), b.class == classOpen && a.class != classOpen:
		return true, em * stretchMark / 2
	case a.class.closing() || b.class.closing() || a.class == classOpen:
		return false, 0
	}
	return wideClass(a.class) || wideClass(b.class), 0
}

func wideClass(c charClass) bool {
	return c == classIdeograph || c == classIdeoSpace || c == classDash
}
