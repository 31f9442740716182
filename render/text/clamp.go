package text

import (
	"math"

	"github.com/go-text/typesetting/language"

	"sharecard/render/style"
	"sharecard/render/text/words"
)

const (
	horizontalEllipsis = '…'
	fullStop           = '。'
)

// maxLineWords is how many characters of a line that is cut are looked at for words.
const maxLineWords = 200

// ending is what stands behind the text of a line that was cut, in the style that the
// text had there: an ellipsis, or the full stop of what reads as a sentence.
type ending struct {
	text  string
	run   run
	shape *shaped
	span  int32
	width float64 // px
	x     float64 // px, left edge
}

// clamp limits the lines to line-clamp and a line that may not wrap to the
// width, where text-overflow says so. It reports whether text was cut.
func (p *Paragraph) clamp(m *measures, ranges []lineRange, width float64) (lines []line, cut bool) {
	limit := p.limit
	clamped := limit > 0 && (len(ranges) > limit && p.hasText(ranges[limit].a) || len(ranges) == limit && p.more)
	if clamped {
		ranges = ranges[:limit]
	}
	shortened := false
	if p.block.CardClamp == style.ClampSentence {
		shorten := p.sooner
		if clamped {
			shorten = p.wholeEnd
		}
		if whole := shorten(m, ranges, width); whole != nil {
			ranges, clamped, cut, shortened = whole, false, true, true
		}
	}
	for i, r := range ranges {
		l := line{lineRange: r}
		switch {
		case clamped && i == len(ranges)-1:
			l, cut = p.ellipsize(m, r.a, width), true
		case shortened && i == len(ranges)-1:
			l.ending = p.stopAt(m, r, width)
		case p.block.TextOverflow == style.TextEllipsis && p.clips() && p.lineWidth(m, r.a, r.b) > width+widthSlack:
			l, cut = p.ellipsize(m, r.a, width), true
			if i < len(ranges)-1 {
				// The rest of the line is gone; the next one starts where it did.
				l.b = min(l.b, r.b)
			}
		}
		lines = append(lines, l)
	}
	return lines, cut
}

// clips reports whether the block clips what overflows it, without which
// text-overflow does nothing (CSS UI 4 §8.1).
func (p *Paragraph) clips() bool { return p.block.OverflowX != style.OverflowVisible }

func (p *Paragraph) hasText(from int) bool {
	for i := from; i < len(p.units); i++ {
		if p.units[i].inText() {
			return true
		}
	}
	return false
}

// leastPause is the part of its last line that such a text must fill to end at a
// comma, with an ellipsis, rather than at a word.
const leastPause = 0.4

// ellipsize makes the line that starts at unit a the last one: as many clusters
// as leave room for one ellipsis. Spaces, opening brackets and stops before it go too.
func (p *Paragraph) ellipsize(m *measures, a int, width float64) line {
	if end := p.lineOfOneWay(a); end > a && p.block.Direction == style.RTL {
		return p.ellipsizeStart(m, a, end, width)
	}
	cut, whole, clause := a, a, a
	bySense := p.block.CardClamp == style.ClampSentence
	var starts []bool
	if bySense || p.block.WordBreak == style.WordBreakAutoPhrase {
		starts = p.wordStarts(a)
	}
	for e := a + 1; e <= len(p.units); e++ {
		if p.units[e-1].kind == forcedUnit {
			break
		}
		if !p.units[e-1].inText() || e < len(p.units) && !p.clusterStarts(e) {
			continue
		}
		if p.cutWidth(m, a, e)+p.ellipsisOf(e-1).width > width+widthSlack {
			break
		}
		cut = e
		if e == len(p.units) || !p.betweenWords(e) {
			continue
		}
		if u := &p.units[e]; starts == nil || starts[int(u.start)-int(p.units[a].start)] {
			whole = e
		}
		if bySense && p.pauses(int(p.units[e-1].start)) {
			clause = e
		}
	}
	if clause > a && p.cutWidth(m, a, clause) > width*leastPause {
		whole = clause
	}
	// A word or number is not cut where that leaves half of the line.
	if whole > a && p.cutWidth(m, a, whole) > width/2 {
		cut = whole
	}
	for cut > a && (p.dangles(&p.units[cut-1]) || starts != nil && p.awaitsMore(starts, a, cut)) {
		cut--
	}
	// End edges right behind the cut stay with their spans.
	b := cut
	for b < len(p.units) && p.units[b].kind == closeUnit {
		b++
	}
	t := *p.ellipsisOf(max(cut-1, a))
	return line{lineRange{a, b}, &t}
}

// lineOfOneWay is the end of the line that starts at unit a, where all of it runs from
// left to right; else a.
func (p *Paragraph) lineOfOneWay(a int) int {
	for e := a; ; e++ {
		if e == len(p.units) || p.units[e].kind == forcedUnit {
			return e
		}
		if u := &p.units[e]; u.inText() && u.level%2 == 1 {
			return a
		}
	}
}

// ellipsizeStart is ellipsize for text that runs from left to right in a line that
// runs the other way: what stands at the left, its beginning, gives way.
func (p *Paragraph) ellipsizeStart(m *measures, a, end int, width float64) line {
	from := end
	t := *p.ellipsisOf(a)
	for e := end - 1; e >= a; e-- {
		if !p.units[e].inText() || !p.clusterStarts(e) {
			continue
		}
		if p.cutWidth(m, e, end)+t.width > width+widthSlack {
			break
		}
		from = e
	}
	for from < end && p.units[from].isSpace() {
		from++
	}
	return line{lineRange{from, end}, &t}
}

// wordStarts reports for every rune from unit a on whether a word starts there,
// as far as a line goes.
func (p *Paragraph) wordStarts(a int) []bool {
	from := int(p.units[a].start)
	starts := make([]bool, len(p.text)-from+1)
	for i := range starts {
		starts[i] = true
	}
	for i := 0; i < len(starts)-1 && i < maxLineWords; {
		end := i
		for end < len(starts)-1 && end < maxLineWords && isHan(p.text[from+end]) {
			end++
		}
		copy(starts[i:], words.Starts(p.text[from+i:from+end]))
		i = end + 1
	}
	return starts
}

// clusterStarts reports whether a grapheme cluster starts at unit e.
func (p *Paragraph) clusterStarts(e int) bool {
	u := &p.units[e]
	return !u.inText() || p.graphemes[u.start]
}

// betweenWords reports whether a cut before unit e falls between words. Without
// line-break: strict any cluster will do, as browsers do it.
func (p *Paragraph) betweenWords(e int) bool {
	u := &p.units[e]
	if u.kind != clusterUnit || u.start == 0 || p.spans[u.span].style.LineBreak != style.LineBreakStrict {
		return true
	}
	if p.breaks[e] == lastResort {
		return false
	}
	i := int(u.start)
	a, b := p.text[i-1], p.text[i]
	inWord := func(r rune) bool { return classOf(r) == classAlnum }
	switch {
	case inWord(a) && inWord(b):
		return false
	case isDigit(a) && numberSuffix(b):
		return false
	case isDigit(a) && numberInfix(b) && i+1 < len(p.text) && isDigit(p.text[i+1]):
		return false
	case isDigit(b) && numberInfix(a) && i > 1 && isDigit(p.text[i-2]):
		return false
	}
	return true
}

// cutWidth is the width of [a, e) with nothing trimmed at its end.
func (p *Paragraph) cutWidth(m *measures, a, e int) float64 {
	w := m.cum[e] - m.cum[a]
	w += p.indentAt(m, a)
	if f := int(m.nextTxt[a]); f < e {
		u := &p.units[f]
		w += u.trimL - math.Max(u.trimL*p.keepsAdjacent(u), p.startTrim(u, p.lineStart(a)))
	}
	return w
}

// dangles reports what an ellipsis must not follow.
func (p *Paragraph) dangles(u *unit) bool {
	switch u.kind {
	case openUnit, outOfFlowUnit, floatUnit, closeUnit, forcedUnit:
		return true
	case atomUnit:
		return false
	}
	switch u.class {
	case classSpace, classIdeoSpace, classOpen, classStop, classColon, classMiddle, classDash:
		return true
	}
	switch p.text[u.start] {
	case ',', ':', ';', '(', '[', '{', '.', '-', '–', '/', '／', '~', '～', '$', '￥', '¥', '€', '£', '<', '&', '@', '#', '丨', '｜', '|':
		return true
	}
	return false
}

// awaitsMore reports whether the text that starts at unit a ends before unit cut with a
// word of one character that leads to what follows, or with 的. starts are the words.
func (p *Paragraph) awaitsMore(starts []bool, a, cut int) bool {
	u := &p.units[cut-1]
	if u.kind != clusterUnit || cut == a+1 || !isChinese(p.spans[u.span].style.Lang) {
		return false
	}
	r, at := p.text[u.start], int(u.start)-int(p.units[a].start)
	return at < len(starts) && starts[at] && starts[at+int(u.end-u.start)] && (r == '的' || roleOf(r)&(coverb|conjunction|determiner) != 0)
}

// stopAt is the full stop that the last line of a shortened text has in the place of the
// comma or semicolon behind it; nil where a sentence ends there, or it has no room.
func (p *Paragraph) stopAt(m *measures, r lineRange, width float64) *ending {
	if !p.clauseEnd(r.b) {
		return nil
	}
	t := *p.endingOf(r.b-1, fullStop)
	if p.lineWidth(m, r.a, r.b)+t.width > width+widthSlack {
		return nil
	}
	return &t
}

// ellipsisOf is the ellipsis in the style of a unit.
func (p *Paragraph) ellipsisOf(i int) *ending { return p.endingOf(i, horizontalEllipsis) }

// endingKey is what an ending is kept by.
type endingKey struct {
	span int32
	mark rune
}

// endingOf shapes a mark in the style of a unit, once per span.
func (p *Paragraph) endingOf(i int, mark rune) *ending {
	sp := int32(0)
	if i < len(p.units) {
		sp = p.units[i].span
		if p.units[i].kind == openUnit {
			sp = p.spans[sp].parent
		}
	}
	key := endingKey{sp, mark}
	if t, ok := p.endings[key]; ok {
		return t
	}
	st := p.spans[sp].style
	text := []rune{mark}
	pk := p.chains[sp].forCluster(text, isChinese(st.Lang) || isJapanese(st.Lang))
	if !pk.ok && mark == horizontalEllipsis {
		text = []rune("...")
		pk = p.chains[sp].forCluster(text[:1], false)
	}
	script := language.Latin // whose … stands on the baseline
	if isEastAsian(st.Lang) {
		script = language.Common
	}
	t := &ending{text: string(text), span: sp, run: run{end: int32(len(text)), span: sp, match: pk.Match, script: script}}
	t.shape = p.sh.shapeRun(text, &t.run, st)
	scale := st.FontSize / pk.Face.UnitsPerEm()
	for _, c := range t.shape.clusters {
		t.width += float64(c.advance)*scale + st.LetterSpacing
	}
	if p.endings == nil {
		p.endings = map[endingKey]*ending{}
	}
	p.endings[key] = t
	return t
}

// endingRun is the glyph run of an ending.
func (b *builder) endingRun(t *ending, top float64) *placedRun {
	r := b.newGlyphRun(&t.run, t.x, top)
	scale := r.Size / r.Face.UnitsPerEm()
	pen := 0.0
	for _, g := range t.shape.glyphs {
		r.Glyphs = append(r.Glyphs, Glyph{ID: g.id, X: pen + float64(g.x)*scale, Y: -float64(g.y) * scale})
		pen += float64(g.advance)*scale + r.Style.LetterSpacing
	}
	r.Rect.W = t.width
	r.Text = t.text
	return r
}
