package text

// softHyphen is where a word may be broken. It shows as a hyphen where a line ends
// with it, and as nothing elsewhere (CSS Text 3 §5.4, hyphens).
const softHyphen = '\u00AD'

// maxHyphen bounds the characters of hyphenate-character.
const maxHyphen = 16

// shapeHyphen shapes the hyphen of a run: what hyphenate-character says, else U+2010, or U+002D
// where its face lacks that (CSS Text 4 §6.3.1).
func (p *Paragraph) shapeHyphen(ri int) *shaped {
	r := p.runs[ri]
	text := []rune{'\u2010'}
	if own := p.spans[r.span].style.HyphenCharacter; own != nil {
		text = []rune(*own)
		text = text[:min(len(text), maxHyphen)]
	} else if !r.match.Face.Has(text[0]) {
		text[0] = '-'
	}
	r.start, r.end = 0, int32(len(text))
	return p.sh.shapeRun(text, &r, p.spans[r.span].style)
}

// hyphenAt is how wide the hyphen is that unit last shows as the last text of a line
// that ends before unit b, px; 0 where it is no soft hyphen or ends the text.
func (p *Paragraph) hyphenAt(last, b int) float64 {
	u := &p.units[last]
	if u.hyphen == nil || p.breaks[b] == mustBreak {
		return 0
	}
	scale := p.spans[u.span].style.FontSize / p.runs[u.run].match.Face.UnitsPerEm()
	width := 0.0
	for _, c := range u.hyphen.clusters {
		width += float64(c.advance) * scale
	}
	return width
}
