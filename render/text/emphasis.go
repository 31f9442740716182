package text

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/language"

	"sharecard/render/layout"
	"sharecard/render/style"
)

// Emphasis marks (CSS Text Decoration 4 §3) stand over or under characters, half as large. Lines
// stand further apart where there is no room for them between.

// markScale is the size of a mark against that of its text.
const markScale = 0.5

// emphasisMark is the mark of a style in its face.
type emphasisMark struct {
	run   run
	shape *shaped
	style *style.Style // of the mark's glyphs
	width float64      // px
}

// emphasisMark returns the mark of a span, nil for none.
func (p *Paragraph) emphasisMark(span int32) *emphasisMark {
	st := p.spans[span].style
	if st.Emphasis.Mark == "" {
		return nil
	}
	if m, ok := p.emphases[st]; ok {
		return m
	}
	text := []rune(st.Emphasis.Mark)
	clusters := graphemeBoundaries(&p.sh.seg, text)
	text = text[:1+slices.Index(clusters[1:], true)]
	face := p.chains[span].forCluster(text, false)
	if !face.ok {
		p.note(text)
	}
	m := &emphasisMark{run: run{end: int32(len(text)), span: span, script: language.Common, match: face.Match}}
	m.shape = p.sh.shapeRun(text, &m.run, st)
	size := markScale * st.FontSize
	for _, g := range m.shape.glyphs {
		m.width += float64(g.advance) * size / face.Face.UnitsPerEm()
	}
	own := *st
	own.TextFill = st.Emphasis.Color
	own.TextStroke, own.Decoration = style.TextStroke{}, nil
	m.style = &own
	if p.emphases == nil {
		p.emphases = map[*style.Style]*emphasisMark{}
	}
	p.emphases[st] = m
	return m
}

// The em box of ideographs, which marks stand beside: how far it reaches above and below the
// baseline, em.
const emUp, emDown = 0.88, 0.12

// markRoom is the em box of a line's largest text with marks, and theirs: what its baseline
// keeps from that of the line beside it, em.
const markRoom = emUp + emDown + markScale

// markedSizes are the largest font sizes in px of a line's text with marks over it and under it.
func (b *builder) markedSizes(l *line) (over, under float64) {
	p := b.p
	if !slices.ContainsFunc(p.spans, func(s span) bool { return s.style.Emphasis.Mark != "" }) {
		return 0, 0
	}
	for i := l.a; i < l.b; i++ {
		u := &p.units[i]
		st := p.spans[u.span].style
		switch {
		case u.kind != clusterUnit || st.Emphasis.Mark == "" || !takesMark(p.text[u.start]):
		case st.Emphasis.Under:
			under = max(under, st.FontSize)
		default:
			over = max(over, st.FontSize)
		}
	}
	return over, under
}

// roomAbove moves a line down where its marks, or those under the line before it, would
// touch the other line's text. Over the first line they may stand out of the block, as in
// browsers.
func (b *builder) roomAbove(l *line) {
	over, under := b.markedSizes(l)
	noted := b.p.rubies && b.roomForNotes(l)
	if size := max(over, b.under); !noted && len(b.out.Lines) > 0 && size > 0 {
		b.y += max(0, math.Floor(markRoom*size)+1-b.down-b.box.up) // one px more, as in browsers
	}
	b.under, b.down = under, b.box.down
}

// roomBelow is what the marks under the last line take below it, px.
func (b *builder) roomBelow() float64 {
	if b.under == 0 || b.spare < 0 {
		return 0 // without marks a tight line may end above its baseline
	}
	return math.Ceil(max(0, (emDown+markScale)*b.under-b.down))
}

// emphasise emits the marks of a line's runs.
func (b *builder) emphasise(runs []*placedRun) {
	for _, r := range runs {
		if len(r.marked) == 0 {
			continue
		}
		m := b.p.emphasisMark(r.span)
		size := markScale * r.Size
		y := r.Y - max(emUp*r.Size, b.noteTop(r.span)) - emDown*size
		if r.Style.Emphasis.Under {
			y = r.Y + emDown*r.Size + emUp*size
		}
		bold, italic := m.run.synthetic(m.style)
		marks := &GlyphRun{
			Rect: layout.Rect{X: r.Rect.X, Y: y - emUp*size, W: r.Rect.W, H: size},
			Face: m.run.match.Face, Size: size, X: r.X, Y: y, Style: m.style,
			SyntheticBold: bold, SyntheticItalic: italic, Group: r.Group,
		}
		scale := marks.Size / marks.Face.UnitsPerEm()
		for _, middle := range r.marked {
			pen := middle - m.width/2
			for _, g := range m.shape.glyphs {
				marks.Glyphs = append(marks.Glyphs, Glyph{ID: g.id, X: pen + float64(g.x)*scale, Y: -float64(g.y) * scale})
				pen += float64(g.advance) * scale
			}
		}
		b.out.Fragments = append(b.out.Fragments, marks)
	}
}

// takesMark reports whether a character gets an emphasis mark: separators, controls and
// most punctuation do not (CSS Text Decoration 4 §3.1).
func takesMark(r rune) bool {
	if unicode.IsPunct(r) {
		return strings.ContainsRune("#%‰‱٪؉؊&⁊@§¶⁋⁓〽＃％＆＠﹟﹠﹪﹫", r)
	}
	return !unicode.In(r, unicode.Z, unicode.C)
}
