package text

import (
	"math"
	"slices"
	"strings"

	"sharecard/render/style"
)

// Annotation is the annotation of a ruby (CSS Ruby 1 §2): inline content that stands over or
// under a base, in a line of its own.
type Annotation struct {
	Style *style.Style
	Items []Item
}

// BaseStyle is the style of the bases of a ruby.
func BaseStyle(ruby *style.Style) *style.Style {
	s := withoutFrame(ruby)
	s.UnicodeBidi = style.BidiIsolate // CSS Ruby 1 §3.5
	return s
}

// Pair returns the items of a base, whose style is s, with its annotation beside it.
func Pair(s *style.Style, base []Item, annotation *style.Style, items []Item) []Item {
	out := make([]Item, 0, len(base)+3)
	out = append(out, Item{Kind: Open, Style: s, Annotation: &Annotation{annotation, items}})
	if !Shows(base) {
		out = append(out, Item{Kind: Run, Text: string(wordJoiner), Style: s})
	}
	out = append(out, base...)
	return append(out, Item{Kind: Close, Style: s})
}

// wordJoiner is the text of a base without any: it has no width, and the line breaks
// neither before nor behind it.
const wordJoiner = '\u2060'

// Shows reports whether there is text or a box among items.
func Shows(items []Item) bool {
	return slices.ContainsFunc(items, func(it Item) bool {
		return it.Kind == AtomItem || it.Kind == Run && strings.TrimSpace(it.Text) != ""
	})
}

// size is the number of bytes in the text of an item.
func (it *Item) size() int {
	n := len(it.Text)
	if it.Annotation != nil {
		for i := range it.Annotation.Items {
			n += it.Annotation.Items[i].size()
		}
	}
	return n
}

// pair is a base with its annotation. No line ends inside it.
type pair struct {
	span        int32
	open, close int // units: the edges of the base
	note        *Paragraph
	under       bool
	level       int     // how many annotations stand between this one and the text, on its side
	over        float64 // px: what the annotation may hang over at most, on each side
}

// pairUp makes the annotations of the paragraph, and widens what is shorter than its
// annotation (CSS Ruby 1 §4.3).
func (p *Paragraph) pairUp() {
	if !slices.ContainsFunc(p.spans, func(s span) bool { return s.note != nil }) {
		return
	}
	var open []int
	for i := range p.units {
		u := &p.units[i]
		u.held = len(open) > 0
		switch {
		case u.kind == openUnit && p.spans[u.span].note != nil:
			open = append(open, i)
		case u.kind == closeUnit && p.spans[u.span].note != nil:
			p.addPair(open[len(open)-1], i)
			open = open[:len(open)-1]
		}
	}
	for i := range p.pairs {
		p.hangOver(&p.pairs[i])
	}
}

// addPair makes the annotation of a base between two edges. Those inside of it are made.
func (p *Paragraph) addPair(open, close int) {
	span := p.units[open].span
	a := p.spans[span].note
	pr := pair{span: span, open: open, close: close, under: p.spans[span].style.Ruby.Under}
	for i := len(p.pairs) - 1; i >= 0 && p.pairs[i].open > open; i-- {
		if in := &p.pairs[i]; in.under == pr.under {
			pr.level = max(pr.level, in.level+1)
		}
	}
	pr.note = p.sh.NewParagraph(p.noteBlock(a.Style), a.Items)
	for _, name := range pr.note.missing {
		p.noteMissing(name)
	}
	_, width := pr.note.Intrinsic()
	if room := width - p.natural(open, close); room > 0 {
		p.spread(&pr, room)
	}
	p.units[open].ref = int32(len(p.pairs))
	p.pairs = append(p.pairs, pr)
}

// noteBlock is the style of the block that holds an annotation: one line.
func (p *Paragraph) noteBlock(s *style.Style) *style.Style {
	if b, ok := p.noteBlocks[s]; ok {
		return b
	}
	b := withoutFrame(s)
	b.TextAlign, b.TextAlignLast, b.TextIndent = style.TextStart, style.TextAlignAuto, style.Indent{Length: style.Px(0)}
	b.TextWrap, b.LineClamp, b.TextOverflow = style.TextWrapNone, 0, style.TextClip
	b.CardFit, b.FirstLine, b.Decoration = style.Fit{}, nil, nil
	if p.noteBlocks == nil {
		p.noteBlocks = map[*style.Style]*style.Style{}
	}
	p.noteBlocks[s] = b
	return b
}

// natural is the width of the units between two edges, px.
func (p *Paragraph) natural(open, close int) float64 {
	w := 0.0
	for i := open + 1; i < close; i++ {
		u := &p.units[i]
		w += u.adv + u.gap - u.trimL - u.trimR
		switch u.kind {
		case openUnit:
			s, _ := p.spans[u.span].edges(0)
			w += s.sum()
		case closeUnit:
			_, e := p.spans[u.span].edges(0)
			w += e.sum()
		case atomUnit:
			if a := p.atoms[u.ref].item.Atom; a != nil {
				_, most := a.Intrinsic()
				w += most
			}
		}
	}
	return w
}

// spread gives a base px more, where ruby-align says: at its edges and between its
// characters.
func (p *Paragraph) spread(pr *pair, room float64) {
	places := p.innerPlaces(pr.open+1, pr.close)
	start, between, end := alignRuby(p.spans[pr.span].style.Ruby.Align, room, len(places), math.Inf(1))
	if p.hasBase(pr.open, pr.close) {
		pr.over = min(pr.note.block.FontSize/2, max(start, end))
		if p.spans[pr.span].style.Ruby.Align == style.RubyCenter { // as browsers have it
			pr.over = min(pr.over, room/float64(len(places)+1)/2)
		}
	}
	p.units[pr.open].adv += start
	p.units[pr.close].adv += end
	for _, i := range places {
		p.units[i].adv += between
	}
}

// hasBase reports whether there is text or a box between two units.
func (p *Paragraph) hasBase(from, to int) bool {
	return slices.ContainsFunc(p.units[from:to], func(u unit) bool {
		return u.kind == atomUnit || u.kind == clusterUnit && p.text[u.start] != wordJoiner
	})
}

// innerPlaces are the units of [from, to) behind which room may stand, those of bases inside
// left out.
func (p *Paragraph) innerPlaces(from, to int) []int {
	var places []int
	prev, depth := -1, 0
	for i := from; i < to; i++ {
		u := &p.units[i]
		switch {
		case p.spans[u.span].note != nil && u.kind == openUnit:
			depth++
		case p.spans[u.span].note != nil && u.kind == closeUnit:
			depth--
		case !u.inText():
		case depth > 0:
			prev = -1
		default:
			if prev >= 0 {
				if ok, _ := p.stretch(&p.units[prev], u); ok {
					places = append(places, prev)
				}
			}
			prev = i
		}
	}
	return places
}

// alignRuby shares room out by ruby-align: at the start, at each of n places between
// characters, at the end (CSS Ruby 1 §4.2). Under space-around at most most px stand at an
// edge.
func alignRuby(align style.RubyAlign, room float64, n int, most float64) (start, between, end float64) {
	switch {
	case align == style.RubyStart:
		return 0, 0, room
	case align == style.RubyCenter, n == 0:
		return room / 2, 0, room / 2
	case align == style.RubySpaceBetween:
		return 0, room / float64(n), 0
	}
	edge := min(room/float64(n+1)/2, most)
	return edge, (room - 2*edge) / float64(n), edge
}

// hangOver lets a wide annotation stand over the text beside its base, half a character of it
// at most (CSS Ruby 1 §4.4). At the edges of a line it does not.
func (p *Paragraph) hangOver(pr *pair) {
	st := p.spans[pr.span].style
	if st.Ruby.Align == style.RubySpaceBetween || st.Ruby.Overhang == style.OverhangNone {
		return
	}
	start, end := &p.units[pr.open], &p.units[pr.close]
	start.trimL = min(start.adv, pr.over, p.roomOver(pr.open-1, -1, st))
	end.trimR = min(end.adv, pr.over, p.roomOver(pr.close+1, 1, st))
}

// mostOver bounds the units that an annotation is tried over: half a character, whose width
// may be nothing.
const mostOver = 32

// roomOver is how wide the text is that begins at unit i and goes on in a direction, px: that
// of one inline box, as large as that of the ruby at most.
func (p *Paragraph) roomOver(i, step int, ruby *style.Style) (w float64) {
	span := int32(-1)
	for end := i + step*mostOver; i >= 0 && i < len(p.units) && i != end; i += step {
		u := &p.units[i]
		if u.kind == openUnit || u.kind == closeUnit {
			if p.spans[u.span].note != nil {
				return w
			}
			continue
		}
		if st := p.spans[u.span].style; u.kind != clusterUnit || u.held || st.FontSize > ruby.FontSize || span >= 0 && span != u.span ||
			ruby.Ruby.Overhang == style.OverhangSpaces && u.class != classSpace && u.class != classIdeoSpace {
			return w
		}
		span = u.span
		if w += u.adv; w > ruby.FontSize {
			return w
		}
	}
	return w
}
