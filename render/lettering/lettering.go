// Package lettering sets the text of vector pictures: it is the [svg.Typesetter]
// that knows faces. Lines are shaped by package text, as those of the page around
// are; their glyphs become outlines, which a picture fills, strokes and turns as it
// does its paths.
package lettering

import (
	"math"
	"sync"

	"sharecard/fonts"
	"sharecard/render/glyph"
	"sharecard/render/layout"
	"sharecard/render/raster"
	"sharecard/render/style"
	"sharecard/render/svg"
	"sharecard/render/text"
)

// Setter sets lines in the faces of its shapers. It is safe for concurrent use.
type Setter struct {
	// Shapers holds [text.Shaper] values, made on demand.
	Shapers *sync.Pool
	// Fonts are the faces of the shapers.
	Fonts *fonts.Collection
	// Units returns what ex and the like are in a style, px.
	Units func(*style.Style) style.Metrics
}

// Metrics implements [svg.Typesetter].
func (t *Setter) Metrics(s *style.Style) svg.Metrics {
	out := svg.Metrics{Metrics: t.Units(s)}
	chain := t.Fonts.Chain(text.Query(s))
	if face := chain.Primary().Face; face != nil {
		m := face.Metrics()
		out.Ascent, out.Descent = m.Ascent*s.FontSize, m.Descent*s.FontSize
	}
	return out
}

// wide is more than any line takes, px.
const wide = 1e9

// Line implements [svg.Typesetter].
func (t *Setter) Line(spans []svg.Span) svg.Line {
	sh := t.Shapers.Get().(*text.Shaper)
	defer t.Shapers.Put(sh)
	styles := make([]*style.Style, len(spans))
	items := make([]text.Item, 0, 3*len(spans))
	for i, s := range spans {
		styles[i] = onLine(s.Style)
		items = append(items,
			text.Item{Kind: text.Open, Style: styles[i]}, text.Item{Kind: text.Run, Text: s.Text, Style: styles[i]}, text.Item{Kind: text.Close})
	}
	paragraph := sh.NewParagraph(styles[0], items)
	inline := paragraph.Layout(wide, layout.Bounds{})
	l := line{out: svg.Line{Missing: paragraph.Report().Missing}}
	if len(inline.Lines) == 0 {
		return l.out
	}
	l.baseline, l.out.Advance = inline.Lines[0].Baseline, inline.Lines[0].W
	for _, fragment := range inline.Fragments {
		switch f := fragment.(type) {
		case *text.GlyphRun:
			for i, s := range styles {
				if f.Style == s {
					l.run(f, i)
				}
			}
		case *text.DecorationBox:
			l.decoration(f, spanAt(inline.Fragments, styles, f.Rect.X+f.Rect.W/2))
		}
	}
	return l.out
}

// onLine is a style whose text keeps every space and stays on one line, whatever
// the page around says of its paragraphs.
func onLine(s *style.Style) *style.Style {
	c := *s
	c.WhiteSpace, c.TextWrap = style.Pre, style.TextWrapNone
	c.TextAlign, c.TextAlignLast, c.TextIndent = style.TextLeft, style.TextLeft, style.Indent{}
	c.CardFit, c.LineClamp, c.TextOverflow = style.Fit{}, 0, 0
	c.VerticalAlign, c.Position = style.VerticalAlign{}, style.Static
	c.Margin, c.Padding = style.Sides{}, style.Sides{}
	return &c
}

// spanAt is the span whose letters stand at x.
func spanAt(fragments []layout.Fragment, styles []*style.Style, x float64) int {
	for _, fragment := range fragments {
		if f, ok := fragment.(*text.GlyphRun); ok && f.Rect.X <= x && x <= f.Rect.X+f.Rect.W {
			for i, s := range styles {
				if f.Style == s {
					return i
				}
			}
		}
	}
	return 0
}

// line collects the parts of a line.
type line struct {
	out      svg.Line
	baseline float64 // from the top of the line
	outliner glyph.Outliner
	path     raster.Path
	segments []fonts.Segment
}

// maxRun bounds the glyphs of one part: a long text is filled in several.
const maxRun = 128

// run adds the glyphs of a run.
func (l *line) run(r *text.GlyphRun, span int) {
	if r.Face == nil {
		return
	}
	part := svg.Part{Span: span, X: r.Rect.X, W: r.Rect.W}
	for i := range r.Glyphs {
		g := &r.Glyphs[i]
		x, y := r.X+g.X, r.Y+g.Y-l.baseline
		switch {
		case g.Missing:
			l.missing(&part.Outline, r, i, x, y)
		case r.Face.HasBitmaps() && l.emoji(r, g.ID, span, x, y):
		case r.SyntheticBold:
			l.bold(&part.Outline, r, g.ID, x, y)
		default:
			l.glyph(&part.Outline, r, g.ID, x, y)
		}
		if i%maxRun == maxRun-1 {
			l.out.Parts = append(l.out.Parts, part)
			part = svg.Part{Span: span}
		}
	}
	l.out.Parts = append(l.out.Parts, part)
}

// glyph adds the outline of a glyph with its pen at (x, y).
func (l *line) glyph(o *svg.Outline, r *text.GlyphRun, gid uint32, x, y float64) {
	k := r.Size / r.Face.UnitsPerEm()
	shear := 0.0
	if r.SyntheticItalic {
		shear = glyph.Slant
	}
	l.segments = r.Face.AppendOutline(l.segments[:0], gid)
	for i := range l.segments {
		s := &l.segments[i]
		at := func(n int) (float64, float64) { // font units have y up
			u, v := float64(s.Args[n].X)*k, float64(s.Args[n].Y)*k
			return x + u + shear*v, y - v
		}
		x0, y0 := at(0)
		x1, y1 := at(1)
		x2, y2 := at(2)
		switch s.Op {
		case fonts.MoveTo:
			o.MoveTo(x0, y0)
		case fonts.LineTo:
			o.LineTo(x0, y0)
		case fonts.QuadTo:
			o.QuadTo(x0, y0, x1, y1)
		case fonts.CubeTo:
			o.CubicTo(x0, y0, x1, y1, x2, y2)
		}
	}
	o.Close()
}

// bold adds the emboldened outline of a glyph, as polygons that are fine enough for
// letters of boldSize px.
func (l *line) bold(o *svg.Outline, r *text.GlyphRun, gid uint32, x, y float64) {
	const boldSize = 1024
	k := r.Size / boldSize
	if !(k > 0) {
		return
	}
	l.path.Reset(raster.Scale(1/k, 1/k))
	l.outliner.Append(&l.path, r.Face, gid, glyph.Form{Size: r.Size, Bold: true, Italic: r.SyntheticItalic})
	from := 0
	for _, end := range l.path.Ends {
		for i, q := range l.path.Points[from:end] {
			if i == 0 {
				o.MoveTo(x+q.X*k, y+q.Y*k)
			} else {
				o.LineTo(x+q.X*k, y+q.Y*k)
			}
		}
		o.Close()
		from = end
	}
}

// missing adds a thin box in place of a glyph that no face has.
func (l *line) missing(o *svg.Outline, r *text.GlyphRun, i int, x, y float64) {
	end := r.Rect.X + r.Rect.W
	if i+1 < len(r.Glyphs) {
		end = r.X + r.Glyphs[i+1].X
	}
	advance := end - x
	if !(advance > 0) {
		advance = r.Size / 2
	}
	thick := r.Size / 20
	side := math.Min(advance/10, 2*thick)
	x0, y0, x1, y1 := x+side, y-0.78*r.Size, x+advance-side, y+0.08*r.Size
	rectangle(o, x0, y0, x1, y1)
	rectangle(o, x1-thick, y0+thick, x0+thick, y1-thick) // turns the other way: a hole
}

// rectangle adds a rectangle.
func rectangle(o *svg.Outline, x0, y0, x1, y1 float64) {
	o.MoveTo(x0, y0)
	o.LineTo(x1, y0)
	o.LineTo(x1, y1)
	o.LineTo(x0, y1)
	o.Close()
}

// emojiSize is what the pictures of characters are asked for in, px per em: the
// largest that faces have.
const emojiSize = 256

// emoji adds the picture that a face has for a glyph; false where it has none.
func (l *line) emoji(r *text.GlyphRun, gid uint32, span int, x, y float64) bool {
	b, ok := r.Face.Bitmap(gid, emojiSize)
	if !ok || b.PPEM <= 0 {
		return ok
	}
	k := r.Size / b.PPEM
	size := b.Image.Rect.Size()
	l.out.Parts = append(l.out.Parts, svg.Part{
		Span: span, Picture: b.Image,
		PictureX: x + b.Left*k, PictureY: y - b.Top*k, PictureW: float64(size.X) * k, PictureH: float64(size.Y) * k,
	})
	return true
}

// decoration adds a line under, over or through the text.
func (l *line) decoration(d *text.DecorationBox, span int) {
	part := svg.Part{Span: span}
	y := d.Rect.Y - l.baseline
	rectangle(&part.Outline, d.Rect.X, y, d.Rect.X+d.Rect.W, y+d.Rect.H)
	l.out.Parts = append(l.out.Parts, part)
}
