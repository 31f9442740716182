package text

import (
	"math"
	"strings"

	"github.com/go-text/typesetting/language"

	"sharecard/render/style"
)

const ellipsis = '…'

// tail is the ellipsis behind the text of a line that was cut, in the style
// that the text had there.
type tail struct {
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
	limit := p.block.LineClamp
	if limit > 0 && len(ranges) > limit && p.hasText(ranges[limit].a) {
		cut = true
		ranges = ranges[:limit]
	}
	for i, r := range ranges {
		l := line{lineRange: r}
		switch {
		case cut && i == limit-1:
			l = p.ellipsize(m, r.a, width)
		case p.block.TextOverflow == style.TextEllipsis && p.lineWidth(m, r.a, r.b) > width+widthSlack && p.clips():
			next := r.b
			l = p.ellipsize(m, r.a, width)
			cut = true
			if i < len(ranges)-1 {
				// The rest of the line is gone; the next line starts where it did.
				l.b = min(l.b, next)
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

// ellipsize makes the line that starts at unit a the last one: as many clusters
// as leave room for one ellipsis. What would dangle before it (spaces, opening
// brackets, stops) goes too.
func (p *Paragraph) ellipsize(m *measures, a int, width float64) line {
	cut := a
	for e := a + 1; e <= len(p.units); e++ {
		if p.units[e-1].kind == forcedUnit {
			break
		}
		if !p.units[e-1].inText() || e < len(p.units) && !p.cutsHere(e) {
			continue
		}
		t := p.tailFor(e - 1)
		if p.cutWidth(m, a, e)+t.width > width+widthSlack {
			break
		}
		cut = e
	}
	for cut > a && p.dangles(&p.units[cut-1]) {
		cut--
	}
	// End edges right behind the cut stay with their spans.
	b := cut
	for b < len(p.units) && p.units[b].kind == closeUnit {
		b++
	}
	t := p.tailFor(max(cut-1, a))
	return line{lineRange{a, b}, t}
}

// cutsHere reports whether the text may be cut before unit e: between clusters,
// and not inside —— or a number, where that can be helped.
func (p *Paragraph) cutsHere(e int) bool {
	u := &p.units[e]
	return !u.inText() || u.start == 0 || p.graphemes[u.start]
}

// cutWidth is the width of [a, e) with nothing trimmed at its end.
func (p *Paragraph) cutWidth(m *measures, a, e int) float64 {
	w := m.cum[e] - m.cum[a]
	if a == 0 {
		w += m.indent
	}
	if f := int(m.nextTxt[a]); f < e {
		u := &p.units[f]
		w += u.trimL - math.Max(u.trimL*p.keepsAdjacent(u), p.startTrim(u, p.lineStart(a)))
	}
	return w
}

// dangles reports what must not stand before an ellipsis.
func (p *Paragraph) dangles(u *unit) bool {
	switch u.kind {
	case openUnit, outOfFlowUnit, closeUnit:
		return true
	case forcedUnit:
		return true
	case atomUnit:
		return false
	}
	switch u.class {
	case classSpace, classIdeoSpace, classOpen, classStop, classColon, classMiddle, classDash:
		return true
	}
	switch p.text[u.start] {
	case ',', ':', ';', '(', '[', '{', '.', '-', '–', '/', '／', '~', '～', '$', '￥', '¥', '€', '£', '<', '&', '@', '#':
		return true
	}
	return false
}

// tailFor shapes the ellipsis in the style of a unit.
func (p *Paragraph) tailFor(i int) *tail {
	sp := int32(0)
	if i < len(p.units) {
		sp = p.units[i].span
		if k := p.units[i].kind; k == openUnit {
			sp = p.spans[sp].parent
		}
	}
	if t, ok := p.tails[sp]; ok {
		c := *t
		return &c
	}
	st := p.spans[sp].style
	text := []rune{ellipsis}
	lang := st.Lang
	pk := p.chains[sp].forCluster(text, isChinese(lang) || isJapanese(lang))
	if !pk.ok {
		text = []rune("...")
		pk = p.chains[sp].forCluster(text[:1], false)
	}
	t := &tail{text: string(text), span: sp, run: run{end: int32(len(text)), span: sp, match: pk.Match, script: language.Common}}
	t.shape = p.sh.shapeRun(text, &t.run, st)
	scale := st.FontSize / pk.Face.UnitsPerEm()
	for _, c := range t.shape.clusters {
		t.width += float64(c.advance)*scale + st.LetterSpacing
	}
	if p.tails == nil {
		p.tails = map[int32]*tail{}
	}
	p.tails[sp] = t
	c := *t
	return &c
}

// tailRun is the glyph run of an ellipsis.
func (b *builder) tailRun(t *tail, top float64) *placedRun {
	r := b.newGlyphRun(&t.run, t.x, top)
	scale := r.Size / r.Face.UnitsPerEm()
	pen := 0.0
	for _, g := range t.shape.glyphs {
		r.Glyphs = append(r.Glyphs, Glyph{ID: g.id, X: pen + float64(g.x)*scale, Y: -float64(g.y) * scale})
		pen += float64(g.advance)*scale + r.Style.LetterSpacing
	}
	r.Rect.W = t.width
	r.Text = strings.Clone(t.text)
	return r
}
