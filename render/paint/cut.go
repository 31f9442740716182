package paint

import (
	"image"

	"github.com/fogleman/gg"
)

// halfPlane holds the points with a·x + b·y ≤ c.
type halfPlane struct{ a, b, c float64 }

func sides(r image.Rectangle) [4]halfPlane {
	return [4]halfPlane{
		{-1, 0, -float64(r.Min.X)}, {1, 0, float64(r.Max.X)},
		{0, -1, -float64(r.Min.Y)}, {0, 1, float64(r.Max.Y)},
	}
}

// cut writes the part of p inside all half-planes to out (Sutherland and
// Hodgman). Polygons may degenerate along the cutting lines, where they add no
// area; winding numbers inside stay as they were.
func (p *path) cut(out *path, planes []halfPlane, tmp *path) {
	src := p
	dst, next := out, tmp
	for _, h := range planes {
		dst.reset(p.m)
		s := 0
		for _, e := range src.ends {
			cutPolygon(dst, src.pts[s:e], h)
			s = e
		}
		src = dst
		dst, next = next, dst
	}
	if src != out {
		out.pts = append(out.pts[:0], src.pts...)
		out.ends = append(out.ends[:0], src.ends...)
		out.m = p.m
	}
	_ = next
}

func cutPolygon(dst *path, pts []gg.Point, h halfPlane) {
	prev := pts[len(pts)-1]
	dp := h.a*prev.X + h.b*prev.Y - h.c
	for _, q := range pts {
		dq := h.a*q.X + h.b*q.Y - h.c
		if (dp < 0 && dq > 0) || (dp > 0 && dq < 0) {
			t := dp / (dp - dq)
			dst.add(prev.X+(q.X-prev.X)*t, prev.Y+(q.Y-prev.Y)*t)
		}
		if dq <= 0 {
			dst.add(q.X, q.Y)
		}
		prev, dp = q, dq
	}
	dst.close()
}
