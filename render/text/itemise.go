package text

import (
	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"

	"sharecard/fonts"
	"sharecard/render/style"
)

// run is a stretch of text with one face, span, script and bidi level: what is
// shaped as one.
type run struct {
	start, end int32 // runes
	span       int32
	level      uint8 // bidi embedding level, odd for right to left
	script     language.Script
	match      fonts.Match
	missing    bool // no face has the cluster
	upright    bool // in a vertical line
}

// synthetic is what is made where the face lacks it, as far as font-synthesis allows.
func (r *run) synthetic(s *style.Style) (bold, italic bool) {
	return r.match.SyntheticBold && !s.NoSynthesis.Weight, r.match.SyntheticItalic && !s.NoSynthesis.Style
}

// itemise cuts the text into runs. Grapheme clusters stay whole (UAX #29): a
// ZWJ sequence or a flag has one face.
func (p *Paragraph) itemise() {
	n := len(p.text)
	p.levels = resizeBytes(p.levels, n)
	p.bidiLevels()
	p.findLatinQuotes()
	scripts := p.scripts()
	p.graphemes = graphemeBoundaries(&p.sh.seg, p.text)
	for start, end := int32(0), int32(0); start < int32(n); start = end {
		for end = start + 1; !p.graphemes[end]; end++ {
		}
		cluster := p.text[start:end]
		if r := cluster[0]; r == '\n' || r == '\t' || r == objectReplacement {
			continue
		}
		sp := p.spanOf[start]
		m := p.chains[sp].forCluster(cluster, p.hanContext(start, end))
		r := run{
			start: start, end: end, span: sp, level: p.levels[start],
			script: scripts[start], match: m.Match, missing: !m.ok,
			upright: p.vertical() && standsUpright(cluster[0], p.spans[sp].style, p.hanContext(start, end)),
		}
		if k := len(p.runs) - 1; k >= 0 && m.ok && p.runs[k].joins(&r) {
			p.runs[k].end = end
			continue
		}
		p.runs = append(p.runs, r)
	}
}

// graphemeBoundaries returns, for the boundary before each rune and the end of
// the text, whether a grapheme cluster starts or ends there. A box in the text is a
// cluster of its own: a mark after it, or a sign before it, is not drawn with it.
func graphemeBoundaries(seg *segmenter.Segmenter, text []rune) []bool {
	out := make([]bool, len(text)+1)
	out[len(text)] = true
	if len(text) == 0 {
		return out
	}
	seg.Init(text)
	for it := seg.GraphemeIterator(); it.Next(); {
		out[it.Grapheme().Offset] = true
	}
	for i, r := range text {
		if r == objectReplacement {
			out[i], out[i+1] = true, true
		}
	}
	return out
}

// joins reports whether next continues r.
func (r *run) joins(next *run) bool {
	return r.end == next.start && r.span == next.span && r.level == next.level &&
		r.script == next.script && r.match == next.match && r.upright == next.upright && !r.missing
}

// bidiLevels resolves the embedding level of every rune (UAX #9), paragraph by
// paragraph between forced breaks, the base direction that of the block.
func (p *Paragraph) bidiLevels() {
	base := bidi.LeftToRight
	if p.block.Direction == style.RTL {
		base = bidi.RightToLeft
	}
	for from := 0; from < len(p.text); {
		to := from
		for to < len(p.text) && p.text[to] != '\n' {
			to++
		}
		text, at := p.withControls(from, to)
		runs := p.sh.bidi.Segment(text, base)
		for i := range runs.NumRuns() {
			r := runs.Run(i)
			for k := r.Start; k < r.End; k++ {
				if at == nil {
					p.levels[from+k] = uint8(r.Level)
				} else if at[k] >= 0 {
					p.levels[at[k]] = uint8(r.Level)
				} else {
					p.noteEdge(-1-at[k], uint8(r.Level))
				}
			}
			if r.Level > 0 {
				p.hasRTL = true
			}
		}
		if to < len(p.text) {
			p.levels[to] = p.baseLevel()
		}
		from = to + 1
	}
	if p.block.Direction == style.RTL {
		p.hasRTL = true
	}
}

func (p *Paragraph) baseLevel() uint8 {
	if p.block.Direction == style.RTL {
		return 1
	}
	return 0
}

// scripts resolves the script of every rune: Common and Inherited take that of
// the text before them, at the start that of the text after (UAX #24 §5.1).
// Full-width punctuation is Han, so that the face's forms for the language
// apply to it after a Latin word too.
func (p *Paragraph) scripts() []language.Script {
	out := make([]language.Script, len(p.text))
	last := language.Common
	first := -1
	for i, r := range p.text {
		s := language.LookupScript(r)
		if s == language.Common && (r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF || p.hanContext(int32(i), int32(i+1))) {
			s = language.Han
			if last == language.Hiragana || last == language.Katakana || last == language.Bopomofo {
				s = last
			}
		}
		if s == language.Common || s == language.Inherited || s == language.Unknown {
			out[i] = last
			continue
		}
		if first < 0 {
			first = i
		}
		last, out[i] = s, s
	}
	for i := range max(first, 0) {
		out[i] = out[first]
	}
	return out
}

// hanContext tells whether a mark shared by Latin and Chinese (“ ” ‘ ’ — … ·)
// stands in Chinese or Japanese text: it takes the Han face then, even where a
// Latin face before it in the list has the character.
func (p *Paragraph) hanContext(start, end int32) bool {
	if end-start != 1 || !sharedPunctuation(p.text[start]) {
		return false
	}
	lang := p.spans[p.spanOf[start]].style.Lang
	if !isChinese(lang) && !isJapanese(lang) {
		return false
	}
	// An apostrophe inside a Latin word, as in don’t, stays with the word.
	return !p.latinQuotes[start] && !p.apostrophe(int(start))
}

func sharedPunctuation(r rune) bool {
	switch r {
	case '“', '”', '‘', '’', '—', '…', '·', '⋯', '‧':
		return true
	}
	return false
}

func resizeBytes(b []uint8, n int) []uint8 {
	if cap(b) < n {
		return make([]uint8, n)
	}
	b = b[:n]
	clear(b)
	return b
}
