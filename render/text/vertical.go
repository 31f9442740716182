package text

import (
	"golang.org/x/text/width"

	"sharecard/render/layout"
	"sharecard/render/style"
)

// In vertical writing a paragraph is laid out as if its lines ran from left to right, and
// is drawn turned to the right (CSS Writing Modes 4 §5). Its baselines are central ones.
// Characters that stand upright are turned back where they are drawn.

func (p *Paragraph) vertical() bool { return p.block.Vertical() }

// standsUpright reports whether a character of a vertical line stands upright
// (CSS Writing Modes 4 §5.1.1): what is East Asian and wide, which comes close to the
// property Vertical_Orientation (UAX #50). So do the quotation marks of Chinese text, for
// which faces have vertical forms; han tells whether the character stands in such text.
func standsUpright(r rune, st *style.Style, han bool) bool {
	switch st.TextOrientation {
	case style.OrientUpright:
		return true
	case style.OrientSideways:
		return false
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return true
	}
	switch r {
	case '“', '”', '‘', '’':
		return han
	}
	return r >= 0xAC00 && r <= 0xD7A3 || r >= 0x1100 && r <= 0x11FF
}

// lineMetrics are the measures of a face by which lines are built: with a central baseline
// where the lines run down.
func (p *Paragraph) lineMetrics(f *faceState) *faceMetrics {
	if p.vertical() {
		return &f.central
	}
	return &f.metrics
}

// stackLeftFirst turns the order of the lines about for lines that stand from left to right:
// the first is drawn where the turned page has its lowest line.
func (b *builder) stackLeftFirst() {
	from := 0
	for i := range b.out.Lines {
		l := &b.out.Lines[i]
		dy := b.out.Height - 2*l.Y - l.H
		for _, f := range b.out.Fragments[from:l.End] {
			move(f, 0, dy)
		}
		from = l.End
	}
}

// move shifts a fragment that is under construction.
func move(f layout.Fragment, dx, dy float64) {
	switch f := f.(type) {
	case *GlyphRun:
		f.Rect.X, f.Rect.Y, f.X, f.Y = f.Rect.X+dx, f.Rect.Y+dy, f.X+dx, f.Y+dy
	case *SpanBox:
		f.Rect.X, f.Rect.Y = f.Rect.X+dx, f.Rect.Y+dy
	case *DecorationBox:
		f.Rect.X, f.Rect.Y = f.Rect.X+dx, f.Rect.Y+dy
	}
}
