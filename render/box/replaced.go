package box

import (
	"math"
	"strconv"
	"strings"

	"sharecard/render/layout"
	"sharecard/render/style"
)

// replaced returns what is known of a replaced element's picture, nil for any
// other element.
func (bd *builder) replaced(n *style.Node) *layout.Replaced {
	var r *layout.Replaced
	switch t := tag(n); {
	case t == "" || !style.Replaced(n.Elem):
		return nil
	case t == "svg":
		r = svg(attr(n, "width"), attr(n, "height"), attr(n, "viewBox"))
	case t == "canvas":
		r = canvas(attr(n, "width"), attr(n, "height"))
	case t == "img" || style.PictureOf(n.Elem) != "":
		r = bd.picture(n)
	default:
		r = &layout.Replaced{Missing: t == "object"}
	}
	r.W, r.H = r.W*n.Style.Zoom, r.H*n.Style.Zoom
	return contained(r, n.Style)
}

// picture returns what is known of the picture of an img element.
func (bd *builder) picture(n *style.Node) *layout.Replaced {
	r := &layout.Replaced{Src: style.PictureOf(n.Elem)}
	if bd.o.Natural != nil && r.Src != "" {
		r.W, r.H = bd.o.Natural(r.Src)
		if n.Density > 0 {
			r.W, r.H = r.W/n.Density, r.H/n.Density
		}
	}
	r.W, r.H = validSize(r.W), validSize(r.H)
	_, _, r.W, r.H = n.Style.ViewBoxOf(r.W, r.H)
	if r.W > 0 && r.H > 0 {
		r.Ratio = r.W / r.H
	} else if bd.o.Ratio != nil && r.Src != "" {
		r.Ratio = validSize(bd.o.Ratio(r.Src))
	}
	r.Missing = r.W == 0 && r.H == 0 && r.Ratio == 0
	return r
}

// contained applies containment of sizes to a picture: of contained sides the natural size is what contain-intrinsic-size
// says, and there is no ratio (CSS Containment 2 §3.1).
func contained(r *layout.Replaced, s *style.Style) *layout.Replaced {
	if s.Contain&(style.ContainSizes|style.ContainInlineSize) == 0 {
		return r
	}
	size := func(l style.Length) float64 {
		if l.Kind != style.Fixed {
			return 0
		}
		return validSize(l.Px)
	}
	r.W, r.Empty = size(s.ContainWidth), true
	if s.Contain&style.ContainSizes != 0 {
		r.H = size(s.ContainHeight)
	}
	return r
}

// svg returns the natural size of an inline svg element (SVG 2 §8.2): its
// width and height attributes in px, and the ratio of these or of its viewBox.
func svg(width, height, viewBox string) *layout.Replaced {
	r := &layout.Replaced{W: svgLength(width), H: svgLength(height)}
	if r.W > 0 && r.H > 0 {
		r.Ratio = r.W / r.H
	} else if f := strings.FieldsFunc(viewBox, func(c rune) bool { return c == ' ' || c == ',' || c == '\n' || c == '\t' }); len(f) == 4 {
		w, errW := strconv.ParseFloat(f[2], 64)
		h, errH := strconv.ParseFloat(f[3], 64)
		if errW == nil && errH == nil && validSize(w) > 0 && validSize(h) > 0 {
			r.Ratio = w / h
		}
	}
	return r
}

// canvas returns the natural size of a canvas element, on which nothing is drawn (HTML Standard §4.12.5).
func canvas(width, height string) *layout.Replaced {
	side := func(v string, missing float64) float64 {
		if n, err := strconv.Atoi(strings.TrimSpace(v)); err == nil && n > 0 {
			return float64(n)
		}
		return missing
	}
	r := &layout.Replaced{W: side(width, 300), H: side(height, 150)}
	r.Ratio = r.W / r.H
	return r
}

// svgLength reads a width or height attribute: a number or px; 0 for others.
func svgLength(s string) float64 {
	v, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(s), "px"), 64)
	if err != nil {
		return 0
	}
	return validSize(v)
}

// validSize returns v where it is positive and finite, else 0.
func validSize(v float64) float64 {
	if v > 0 && !math.IsInf(v, 1) {
		return v
	}
	return 0
}
