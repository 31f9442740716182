package text

import (
	"sharecard/render/style"
)

// inkSlack is how far, in em, the ink of a full-width mark may reach into the
// half that is trimmed and still be taken for a mark of one half.
const inkSlack = 0.08

// classify gives a cluster its class and finds what may be trimmed from it. A
// mark counts as full-width when its advance is one em; which half is blank is
// read from its ink, so that centred marks (Traditional Chinese, Japanese) are
// left alone.
func (p *Paragraph) classify(u *unit) {
	u.class = classOf(p.text[u.start])
	if u.class == classSpace && u.end > u.start+1 {
		u.class = classOther // a space that carries a mark
	}
	if p.latinQuotes[u.start] {
		u.class = classOther
		p.tighten(u)
		return
	}
	if u.class != classOpen && !u.class.closing() || u.shape == nil || u.glyphEnd != u.glyph0+1 {
		return
	}
	st := p.spans[u.span].style
	if st.SpacingTrim == style.SpaceAll {
		return
	}
	if u.class == classExcl && (isTraditional(st.Lang) || isJapanese(st.Lang)) {
		return
	}
	face := p.runs[u.run].match.Face
	g := u.shape.glyphs[u.glyph0]
	if adv := float64(g.advance) / face.UnitsPerEm(); adv < 0.98 || adv > 1.02 {
		return
	}
	half := st.FontSize / 2
	if p.runs[u.run].upright { // its blank half lies along the line, where no ink was measured
		switch u.class {
		case classOpen:
			u.halfL = half
		case classClose:
			u.halfR = half
		}
		return
	}
	ink := p.sh.state(face).inkOf(g.id)
	if ink.right <= ink.left {
		return
	}
	switch {
	case u.class == classOpen:
		if ink.left >= 0.5-inkSlack {
			u.halfL = half
		}
	case ink.right <= 0.5+inkSlack:
		u.halfR = half
	case u.class == classExcl && ink.right-ink.left <= 0.5 && ink.left+ink.right < 0.85:
		// A bold ？ stands left of the middle but is wide; it moves left.
		u.halfR = half
	}
}

// spaceNeighbours trims adjacent full-width punctuation (CSS Text 4 §8.3)
// and sets the gap between ideographs and letters or digits (§8.4). Edges of
// spans that take no room do not part neighbours.
func (p *Paragraph) spaceNeighbours() {
	prev := -1
	for i := range p.units {
		u := &p.units[i]
		switch u.kind {
		case clusterUnit:
			if prev >= 0 {
				p.spacePair(&p.units[prev], u)
			}
			prev = i
		case atomUnit, forcedUnit:
			prev = -1
		case openUnit:
			if s, _ := p.spans[u.span].edges(0); s.sum() != 0 {
				prev = -1
			}
		case closeUnit:
			if _, e := p.spans[u.span].edges(0); e.sum() != 0 {
				prev = -1
			}
		}
		if p.spans[u.span].style.SpacingTrim == style.TrimAll {
			u.trimL, u.trimR = u.halfL, u.halfR
		}
	}
}

func (p *Paragraph) spacePair(a, b *unit) {
	st := p.spans[b.span].style
	both := st.SpacingTrim == style.TrimBoth || st.SpacingTrim == style.TrimAll
	ca, cb := a.class, b.class
	switch {
	case ca == classExcl && cb == classExcl && both:
		a.trimR, b.trimR = a.halfR, b.halfR
	case ca == classExcl && !both, cb == classExcl && !both:
	case cb == classOpen && b.halfL > 0:
		if ca == classOpen || ca == classMiddle || ca == classIdeoSpace || ca.closing() && a.halfR > 0 {
			b.trimL = b.halfL
		}
	case ca.closing() && a.halfR > 0:
		if cb.closing() || cb == classMiddle || cb == classIdeoSpace {
			a.trimR = a.halfR
		}
	}
	if ca == classIdeograph && cb == classAlnum {
		if s := p.spans[a.span].style; s.Autospace {
			a.gap = s.FontSize * autospace
		}
	} else if ca == classAlnum && cb == classIdeograph {
		if st.Autospace {
			a.gap = st.FontSize * autospace
		}
	}
}

// autospace is the gap between ideographs and letters, in em of the ideograph.
const autospace = 1.0 / 8

// startTrim is what a line takes from the blank left half of the mark it
// starts with; first is a line that starts a paragraph or follows a forced
// break.
func (p *Paragraph) startTrim(u *unit, first bool) float64 {
	switch p.spans[u.span].style.SpacingTrim {
	case style.TrimStart, style.TrimBoth, style.TrimAll:
		return u.halfL
	case style.SpaceFirst:
		if !first {
			return u.halfL
		}
	}
	return 0
}

// endTrim is what a line takes from the blank right half of the mark it ends
// with; optional is set where it does so only if the mark does not fit otherwise.
func (p *Paragraph) endTrim(u *unit) (trim float64, optional bool) {
	switch p.spans[u.span].style.SpacingTrim {
	case style.TrimBoth, style.TrimAll:
		return u.halfR, false
	case style.SpaceAll:
		return 0, false
	}
	if u.class == classClose {
		return u.halfR, true
	}
	return 0, false
}
