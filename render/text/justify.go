package text

import "sharecard/render/style"

// Justification (CSS Text 3 §7.3, GB/T 15834 5.1): room goes to punctuation,
// to Han–Latin gaps and to word spaces first, and what is left evenly between
// all characters, never inside —— or ……, or inside a Latin word. A line that is
// a little too long takes it from the blank halves of its marks.

// shrinkMark is what a mark inside a line gives at most, em.
const shrinkMark = 1.0 / 4

// Greatest stretch of a place in the first pass, em.
const (
	stretchMark  = 1.0 / 16 // a full-width mark has half an em of white already
	stretchGap   = 1.0 / 8
	stretchSpace = 1.0 / 4
)

// maxStretch is the most that is put between all characters of a line, em. A
// line that would need more is left ragged: it would look like a river. Browsers
// know no such bound, so it holds where text-spacing-trim asks for composition by
// rule.
const maxStretch = 0.06

// justify spreads free px over the line; false if it has no place to stretch, or
// too few.
func (b *builder) justify(l *line, free float64) bool {
	p := b.p
	if p.block.TextJustify == style.JustifyNone {
		return false
	}
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
	if even > maxStretch*p.block.FontSize && p.block.SpacingTrim == style.TrimBoth {
		return false
	}
	for _, pl := range places {
		b.adv[pl.at-l.a] += pl.first*share + even
	}
	return true
}

// stretch tells whether the boundary between two neighbours may be widened and
// how far in the first pass.
func (p *Paragraph) stretch(a, b *unit) (ok bool, first float64) {
	em := p.spans[a.span].style.FontSize
	switch p.block.TextJustify {
	case style.JustifyInterWord:
		return a.class == classSpace && b.class != classSpace, 0
	case style.JustifyInterCharacter:
		return true, 0
	}
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

// shrinkable is what a unit gives to a justified line, px.
func (p *Paragraph) shrinkable(u *unit) float64 {
	if p.block.TextAlign != style.TextJustify || u.kind != clusterUnit || u.class == classExcl {
		return 0
	}
	// The marks of which neither half is gone yet.
	if room := u.halfL + u.halfR; room > 0 && u.trimL+u.trimR == 0 {
		return min(room, shrinkMark*p.spans[u.span].style.FontSize)
	}
	return 0
}

// shrinkRoom is what the marks inside the line [a, b) give together, px.
func (p *Paragraph) shrinkRoom(m *measures, a, b int) float64 {
	first, last := int(m.nextTxt[a]), int(m.prevTxt[b])
	if last <= first+1 {
		return 0
	}
	return min(m.shrink[last]-m.shrink[first+1], maxShrinks*p.block.FontSize)
}

// shrink takes px from the marks inside the line.
func (b *builder) shrink(l *line, px float64) {
	p, m := b.p, b.m
	first, last := int(m.nextTxt[l.a]), int(m.prevTxt[l.b])
	if last <= first+1 {
		return
	}
	room := m.shrink[last] - m.shrink[first+1]
	if room <= 0 {
		return
	}
	share := min(1, px/room)
	for i := first + 1; i < last; i++ {
		give := share * (m.shrink[i+1] - m.shrink[i])
		b.adv[i-l.a] -= give
		if p.units[i].halfL > 0 {
			b.shift[i-l.a] += give
		}
	}
}
