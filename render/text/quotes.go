package text

import (
	"unicode"

	"sharecard/render/style"
)

// The quotation marks and the apostrophe of Latin and of Chinese are the same
// characters. East Asian faces have them in full width, which leaves a hole in
// Latin text: there they get the width of their ink. Browsers leave them wide, so
// it is so only where text-spacing-trim asks for composition by rule.

const (
	// quoteBearing is the blank at each side of such a mark, em.
	quoteBearing = 0.05
	// maxQuoted bounds how far the other mark of a pair is looked for, runes.
	maxQuoted = 200
)

// findLatinQuotes marks the quotation marks and apostrophes of Latin text: all of
// a language that is not East Asian; in others an apostrophe in or behind a Latin
// word, and a pair around text without an ideograph.
func (p *Paragraph) findLatinQuotes() {
	p.latinQuotes = nil
	mark := func(i int) {
		if p.latinQuotes == nil {
			p.latinQuotes = map[int32]bool{}
		}
		p.latinQuotes[int32(i)] = true
	}
	for i, r := range p.text {
		switch r {
		case '“', '”', '‘', '’':
		default:
			continue
		}
		st := p.spans[p.spanOf[i]].style
		switch {
		case st.SpacingTrim != style.TrimBoth:
		case !isEastAsian(st.Lang), p.apostrophe(i):
			mark(i)
		case r == '“' || r == '‘':
			if end := p.closingQuote(i); end > 0 {
				mark(i)
				mark(end)
			}
		}
	}
}

// apostrophe reports the mark inside of a Latin word, as in don’t, or behind one where no
// quotation is open, as in the owners’ call.
func (p *Paragraph) apostrophe(i int) bool {
	if p.text[i] != '’' || i == 0 || !latinLetter(p.text[i-1]) {
		return false
	}
	if i+1 < len(p.text) && latinLetter(p.text[i+1]) {
		return true
	}
	return (i+1 == len(p.text) || p.text[i+1] == ' ') && !p.quotationOpen(i)
}

// quotationOpen reports whether a single mark before i opens a quotation that is not
// closed before i.
func (p *Paragraph) quotationOpen(i int) bool {
	for k := i - 1; k >= max(0, i-maxQuoted); k-- {
		switch p.text[k] {
		case '‘':
			return true
		case '’':
			if k == 0 || !latinLetter(p.text[k-1]) || !latinLetter(p.text[k+1]) {
				return false
			}
		}
	}
	return false
}

// closingQuote returns where the pair that opens at i closes, 0 where it does not
// or there is anything but Latin text between.
func (p *Paragraph) closingQuote(i int) int {
	closing := '”'
	if p.text[i] == '‘' {
		closing = '’'
	}
	letters := false
	for k := i + 1; k < min(i+maxQuoted, len(p.text)); k++ {
		switch r := p.text[k]; {
		case r == closing && !p.apostrophe(k):
			if letters {
				return k
			}
			return 0
		case latinLetter(r):
			letters = true
		case isIdeograph(r), wideMark(r), r == '\n', r == objectReplacement:
			return 0
		}
	}
	return 0
}

// wideMark reports punctuation that is full-width in every text.
func wideMark(r rune) bool { return r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF }

func latinLetter(r rune) bool { return unicode.Is(unicode.Latin, r) && r < 0xFF00 }

// tighten gives a mark the width of its ink.
func (p *Paragraph) tighten(u *unit) {
	st := p.spans[u.span].style
	if u.shape == nil || u.glyphEnd != u.glyph0+1 {
		return
	}
	face := p.runs[u.run].match.Face
	g := u.shape.glyphs[u.glyph0]
	ink := p.sh.state(face).inkOf(g.id)
	if ink.right <= ink.left {
		return
	}
	width := (ink.right - ink.left + 2*quoteBearing) * st.FontSize
	advance := float64(g.advance) / face.UnitsPerEm() * st.FontSize
	if width >= advance {
		return // it is a Latin face's own
	}
	u.inset = (ink.left + float64(g.x)/face.UnitsPerEm() - quoteBearing) * st.FontSize
	u.adv -= advance - width
}
