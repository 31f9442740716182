package svg

import (
	"math"

	"golang.org/x/net/html"

	"sharecard/render/raster"
	computed "sharecard/render/style"
)

// text builds the letters of a text element (SVG 2 §11): its characters are
// collected (textchars.go), set in pieces by the typesetter, and placed
// (textplace.go).
func (b *builder) text(out *node, n *html.Node, s *style, o *own, vp viewport) {
	set := b.setText(n, s, o, vp)
	out.cells = &set.cells
	bounds := func() box { return set.cells }
	for i := range set.parts {
		part := &set.parts[i]
		ps := &set.spans[part.span].style
		switch {
		case ps.hidden:
		case part.emoji != nil:
			part.emoji.alpha = ps.fillOpacity
			out.children = append(out.children, &node{matrix: raster.Identity(), opacity: 1, emoji: part.emoji})
		case !part.path.Empty():
			of := set.spans[part.span].n
			sh := &shape{path: part.path, under: ps.strokeUnder, pen: b.pen(ps, vp)}
			sh.fill = b.ink(of, ps.fill, ps, ps.fillOpacity, vp, bounds)
			if sh.pen.Width > 0 {
				sh.stroke = b.ink(of, ps.stroke, ps, ps.strokeOpacity, vp, bounds)
			}
			if sh.fill.on || sh.stroke.on {
				out.children = append(out.children, &node{matrix: raster.Identity(), opacity: 1, shape: sh})
			}
		}
	}
}

// setText is a text element in the user space of that element.
type setText struct {
	spans []textSpan
	parts []textPart
	cells box // of all characters: as wide as their advances, as high as their faces
}

// textPart is a part of a line as it is drawn.
type textPart struct {
	span  int
	path  path
	emoji *emoji
}

// setText sets a text element. Without a typesetter its characters are counted
// and what they ask for is looked at.
func (b *builder) setText(n *html.Node, s *style, o *own, vp viewport) setText {
	c := b.collect(n, s, o, vp)
	out := setText{spans: c.spans, cells: noBox}
	styles := make([]*computed.Style, len(c.spans))
	for i := range c.spans {
		styles[i] = b.textOf(c.spans[i].style.text)
	}
	if b.typesetter == nil || len(c.chars) == 0 {
		return out
	}
	pieces := c.cut()
	for i := range pieces {
		p := &pieces[i]
		p.line = b.typesetter.Line(c.lineOf(p, styles))
		b.missing = append(b.missing, p.line.Missing...)
	}
	c.place(pieces)
	metrics := make([]Metrics, len(c.spans))
	for i := range c.spans {
		metrics[i] = b.typesetter.Metrics(styles[i])
		c.spans[i].raise(c.spans, styles[i].FontSize, &metrics[i])
	}
	for i := range pieces {
		p := &pieces[i]
		spans := c.spansOf(p)
		for k := range p.line.Parts {
			part := &p.line.Parts[k]
			span := spans[part.Span]
			m := p.matrix(c.spans[span].baseline(&metrics[span]) - c.spans[span].raised)
			if part.W > 0 {
				cell := box{part.X, -metrics[span].Ascent, part.X + part.W, metrics[span].Descent}
				out.cells.corners(cell, m)
			}
			drawn := textPart{span: span}
			if part.Picture != nil {
				r := part.Picture.Rect
				place := raster.Matrix{
					XX: part.PictureW / float64(r.Dx()), YY: part.PictureH / float64(r.Dy()), X0: part.PictureX, Y0: part.PictureY,
				}
				drawn.emoji = &emoji{picture: part.Picture, matrix: place.Multiply(m)}
			} else {
				part.Outline.Close()
				drawn.path = part.Outline.path
				drawn.path.transform(m)
			}
			out.parts = append(out.parts, drawn)
		}
	}
	return out
}

// baselines are the values of dominant-baseline and alignment-baseline.
var baselines = set("auto", "baseline", "alphabetic", "central", "middle", "hanging", "mathematical", "ideographic",
	"text-before-edge", "before-edge", "text-top", "text-after-edge", "after-edge", "text-bottom",
	"use-script", "no-change", "reset-size")

// baseline is how far the alphabetic baseline of a span stands below the pen, px:
// at the pen stands the baseline that is asked for (CSS Inline 3 §4).
func (s *textSpan) baseline(m *Metrics) float64 {
	name := s.style.baseline
	if a := s.own.alignment; a != "" && a != "auto" && a != "baseline" {
		name = a
	}
	switch name {
	case "central":
		return (m.Ascent - m.Descent) / 2
	case "middle":
		return m.Ex / 2
	case "hanging":
		return m.Ascent * 0.8
	case "mathematical":
		return m.Ascent / 2
	case "text-before-edge", "before-edge", "text-top":
		return m.Ascent
	case "text-after-edge", "after-edge", "text-bottom", "ideographic":
		return -m.Descent
	}
	return 0
}

// raise computes how far baseline-shift raises a span, with the spans around it.
// Half the height of the face for sub and super is what browsers take.
func (s *textSpan) raise(spans []textSpan, size float64, m *Metrics) {
	switch v := s.own.shift; v {
	case "", "baseline":
	case "sub":
		s.raised = -(m.Ascent + m.Descent) / 2
	case "super":
		s.raised = (m.Ascent + m.Descent) / 2
	default:
		l, _ := parseLength(v)
		switch l.unit {
		case 'e':
			s.raised = l.n * size
		case 'x':
			s.raised = l.n * size / 2
		default:
			s.raised = l.px(size)
		}
	}
	if s.parent >= 0 {
		s.raised += spans[s.parent].raised
	}
}

// matrix maps the line of a piece, lowered by dy, to where it stands.
func (p *piece) matrix(dy float64) raster.Matrix {
	m := raster.Matrix{XX: p.stretch, YY: 1, Y0: dy}
	if p.rotate != 0 {
		sin, cos := math.Sincos(p.rotate * math.Pi / 180)
		m = m.Multiply(raster.Matrix{XX: cos, YX: sin, XY: -sin, YY: cos})
	}
	return m.Multiply(raster.Translate(p.x, p.y))
}
