package text

import (
	"slices"

	"github.com/go-text/typesetting/segmenter"

	"sharecard/render/style"
)

// opportunity says whether a line may end at a place.
type opportunity uint8

const noBreakSpace = '\u00A0'

const (
	noBreak    opportunity = iota
	lastResort             // only where a line has no other
	mayBreak
	mustBreak
)

// opportunities returns, for the boundary before each rune and the end of the
// text, whether a line may break there: UAX #14, then line-break, word-break
// and white-space (CSS Text 3 §5), then the Chinese rules.
func (p *Paragraph) opportunities() []opportunity {
	opp := lineOpportunities(&p.sh.seg, p.text)
	for i := 1; i < len(p.text); i++ {
		if p.text[i-1] == '\n' {
			opp[i] = mustBreak
			continue
		}
		if opp[i] == mustBreak {
			opp[i] = mayBreak // VT, NEL, LS: not preserved by CSS
		}
		if !p.graphemes[i] || p.text[i] == '\n' {
			opp[i] = noBreak
			continue
		}
		st := p.spans[p.commonSpan(p.spanOf[i-1], p.spanOf[i])].style
		if !wraps(st) {
			opp[i] = noBreak
			continue
		}
		opp[i] = tailor(opp[i], p.text, i, st)
		switch {
		case p.text[i-1] == objectReplacement && p.text[i] == noBreakSpace, p.text[i-1] == noBreakSpace && p.text[i] == objectReplacement:
			opp[i] = mayBreak // a box is parted from anything, as in browsers (CSS Text 3 §5.1)
		case p.text[i-1] == softHyphen && st.NoHyphens:
			opp[i] = noBreak
		case st.WhiteSpace == style.BreakSpaces && classOf(p.text[i-1]) == classSpace:
			opp[i] = mayBreak // CSS Text 3 §3, break-spaces: behind every one
		}
	}
	p.applyChinese(opp)
	p.keepNamed(opp)
	return opp
}

// lineOpportunities are those of UAX #14 as it stands.
func lineOpportunities(seg *segmenter.Segmenter, text []rune) []opportunity {
	opp := make([]opportunity, len(text)+1)
	if len(text) == 0 {
		return opp
	}
	seg.Init(text)
	for it := seg.LineIterator(); it.Next(); {
		l := it.Line()
		at := mayBreak
		if l.IsMandatoryBreak {
			at = mustBreak
		}
		opp[l.Offset+len(l.Text)] = at
	}
	return opp
}

// tailor applies word-break and line-break to one boundary (CSS Text 3 §5.2,
// §5.3).
func tailor(o opportunity, text []rune, i int, st *style.Style) opportunity {
	a, b := text[i-1], text[i]
	if st.LineBreak == style.LineBreakAnywhere {
		if classOf(b) == classSpace && st.WhiteSpace != style.BreakSpaces {
			return noBreak
		}
		return mayBreak
	}
	if st.LineBreak == style.LineBreakAuto {
		o = browserBreak(o, text, i, st)
	}
	switch st.WordBreak {
	case style.WordBreakAll:
		if o == noBreak && breaksAsIdeograph(a) && breaksAsIdeograph(b) {
			o = mayBreak
		}
	case style.WordBreakKeepAll:
		if o == mayBreak && keepsAll(a) && keepsAll(b) {
			o = noBreak
		}
	}
	// Small kana and the like may start a line unless strict (class CJ).
	if o == noBreak && st.LineBreak != style.LineBreakStrict && conditionalStarter(b) && isIdeograph(a) {
		o = mayBreak
	}
	return o
}

func asciiAlnum(r rune) bool { return asciiLetter(r) || r >= '0' && r <= '9' }

// breaksAsIdeograph are the letters and digits that word-break: break-all
// treats like ideographs.
func breaksAsIdeograph(r rune) bool {
	c := classOf(r)
	return c == classAlnum || c == classIdeograph
}

// keepsAll are the characters that word-break: keep-all does not part.
func keepsAll(r rune) bool {
	c := classOf(r)
	return c == classAlnum || c == classIdeograph || r >= 0xAC00 && r <= 0xD7A3
}

// conditionalStarter is line breaking class CJ.
func conditionalStarter(r rune) bool {
	switch r {
	case 'ぁ', 'ぃ', 'ぅ', 'ぇ', 'ぉ', 'っ', 'ゃ', 'ゅ', 'ょ', 'ゎ', 'ゕ', 'ゖ',
		'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ッ', 'ャ', 'ュ', 'ョ', 'ヮ', 'ヵ', 'ヶ', 'ー':
		return true
	}
	return r >= 0x31F0 && r <= 0x31FF
}

// wraps reports whether a style lets its text wrap.
func wraps(st *style.Style) bool {
	return st.WhiteSpace != style.Pre && st.WhiteSpace != style.NoWrapSpace && st.TextWrap != style.TextWrapNone
}

// breaksAnywhere reports whether an over-long word may be broken at any
// cluster (CSS Text 3 §5.4).
func breaksAnywhere(st *style.Style) bool {
	return wraps(st) && (st.OverflowWrap != style.OverflowWrapNormal || st.WordBreak == style.WordBreakWord)
}

// commonSpan is the innermost span that holds both: a boundary between two
// spans follows the rules of their nearest common ancestor (CSS Text 3 §5.1).
func (p *Paragraph) commonSpan(a, b int32) int32 {
	for a != b {
		if p.spans[a].depth >= p.spans[b].depth {
			a = p.spans[a].parent
		} else {
			b = p.spans[b].parent
		}
	}
	return a
}

// placeBreaks moves the opportunities from runes to units: breaks[i] is the one
// before unit i. A break stands after the end edges of what it follows and
// before the start edges of what comes.
func (p *Paragraph) placeBreaks() {
	opp := p.opportunities()
	n := len(p.units)
	p.breaks = make([]opportunity, n+1)
	last := 0 // after the last unit with text
	for i := range p.units {
		u := &p.units[i]
		switch {
		case u.kind == forcedUnit:
			k := i + 1
			for k < n && p.units[k].kind == closeUnit {
				k++
			}
			p.breaks[k] = mustBreak
			last = k
		case u.inText():
			k := i
			for k > 0 && (p.units[k-1].kind == openUnit || p.units[k-1].offFlow()) {
				k--
			}
			if k > 0 && u.start > 0 && p.breaks[k] != mustBreak {
				p.breaks[k] = opp[u.start]
				if opp[u.start] == mustBreak {
					p.breaks[k] = noBreak // set behind its forced unit
				}
			}
			last = i + 1
		}
	}
	// End edges after a final line feed make no line of their own, but floats stand below it.
	afloat := slices.ContainsFunc(p.units[last:], func(u unit) bool { return u.kind == floatUnit })
	for i := last; i < n && !afloat; i++ {
		p.breaks[i] = noBreak
	}
	for i := range p.units {
		if p.units[i].held && p.breaks[i] != mustBreak {
			p.breaks[i] = noBreak
		}
	}
	p.breaks[0] = noBreak
	p.breaks[n] = mustBreak
}
