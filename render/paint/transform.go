package paint

import (
	"math"

	"sharecard/render/layout"
	"sharecard/render/raster"
	"sharecard/render/style"
)

// projection maps the plane of a box to the plane that it stands in: a point (x, y) to
// (p0·x + p1·y + p2, p3·x + p4·y + p5) / (p6·x + p7·y + p8).
type projection [9]float64

// projectionOf is the projection of a matrix that has no depth.
func projectionOf(m raster.Matrix) projection {
	return projection{m.XX, m.XY, m.X0, m.YX, m.YY, m.Y0, 0, 0, 1}
}

// affine returns the matrix that does the same, and false where lines that are parallel
// do not stay so.
func (p projection) affine() (raster.Matrix, bool) {
	if p[6] != 0 || p[7] != 0 || p[8] == 0 {
		return raster.Matrix{}, false
	}
	return raster.Matrix{XX: p[0] / p[8], XY: p[1] / p[8], X0: p[2] / p[8], YX: p[3] / p[8], YY: p[4] / p[8], Y0: p[5] / p[8]}, true
}

// then maps by p first and by q after that.
func (p projection) then(q projection) projection {
	var out projection
	for i := range 3 {
		for j := range 3 {
			for k := range 3 {
				out[3*i+j] += q[3*i+k] * p[3*k+j]
			}
		}
	}
	return out
}

// inverse maps back; false where there is no way back.
func (p projection) inverse() (projection, bool) {
	q := projection{
		p[4]*p[8] - p[5]*p[7], p[2]*p[7] - p[1]*p[8], p[1]*p[5] - p[2]*p[4],
		p[5]*p[6] - p[3]*p[8], p[0]*p[8] - p[2]*p[6], p[2]*p[3] - p[0]*p[5],
		p[3]*p[7] - p[4]*p[6], p[1]*p[6] - p[0]*p[7], p[0]*p[4] - p[1]*p[3],
	}
	det := p[0]*q[0] + p[1]*q[3] + p[2]*q[6]
	if math.Abs(det) < 1e-15 || math.IsNaN(det) || math.IsInf(det, 0) {
		return projection{}, false
	}
	for i := range q {
		q[i] /= det
	}
	return q, true
}

// at maps a point; false where it lies beside or behind the eye.
func (p projection) at(x, y float64) (u, v float64, ok bool) {
	w := p[6]*x + p[7]*y + p[8]
	if !(w > 1e-6) {
		return 0, 0, false
	}
	return (p[0]*x + p[1]*y + p[2]) / w, (p[3]*x + p[4]*y + p[5]) / w, true
}

// farAway stands for what reaches to the horizon, px.
const farAway = 1 << 14

// bounds returns the bounds of a rectangle that p maps.
func (p projection) bounds(r raster.Rect) raster.Rect {
	if m, ok := p.affine(); ok {
		return raster.MapRect(m, r)
	}
	out := raster.Rect{X0: math.Inf(1), Y0: math.Inf(1), X1: math.Inf(-1), Y1: math.Inf(-1)}
	for _, c := range [4][2]float64{{r.X0, r.Y0}, {r.X1, r.Y0}, {r.X0, r.Y1}, {r.X1, r.Y1}} {
		u, v, ok := p.at(c[0], c[1])
		if !ok {
			return raster.Rect{X0: -farAway, Y0: -farAway, X1: farAway, Y1: farAway}
		}
		out.X0, out.X1 = math.Min(out.X0, u), math.Max(out.X1, u)
		out.Y0, out.Y1 = math.Min(out.Y0, v), math.Max(out.Y1, v)
	}
	return out
}

// projection is what the transform of a box at (x, y) does, about its origin (CSS
// Transforms 1 §6, 2 §6), as the eye of its parent sees it. What stands in a box is flat.
func (p *painter) projection(b *layout.Box, x, y float64) projection {
	s, box := b.Style, borderBox(b, x, y)
	ox, oy := resolvePoint(s.TransformOrigin, box)
	m := raster.Translate(ox, oy)
	for _, t := range s.Transform {
		switch {
		case t.Space != nil || t.Perspective || t.Z != 0:
			return flattened(p.inSpace(b, x, y))
		case t.Matrix == nil:
			m = m.Translate(t.X.Resolve(box.W()), t.Y.Resolve(box.H()))
		default:
			a := t.Matrix
			m = raster.Matrix{XX: a[0], YX: a[1], XY: a[2], YY: a[3], X0: a[4], Y0: a[5]}.Multiply(m)
		}
	}
	return projectionOf(m.Translate(-ox, -oy))
}

// resolvePoint is the place of a point in a box.
func resolvePoint(at style.Point, box raster.Rect) (x, y float64) {
	return box.X0 + at.X.Resolve(box.W()), box.Y0 + at.Y.Resolve(box.H())
}

// inSpace does the same with matrices of 4 × 4, by their columns.
func (p *painter) inSpace(b *layout.Box, x, y float64) [16]float64 {
	box := raster.XYWH(x, y, b.W, b.H)
	ox, oy := resolvePoint(b.Style.TransformOrigin, box)
	m := translation(0, 0, 0)
	if eye := p.eyes[b]; eye != nil {
		parent := raster.XYWH(box.X0-b.X, box.Y0-b.Y, eye.W, eye.H)
		ex, ey := resolvePoint(eye.Style.PerspectiveOrigin, parent)
		m = multiply(multiply(translation(ex, ey, 0), perspective(eye.Style.Perspective)), translation(-ex, -ey, 0))
	}
	m = multiply(m, translation(ox, oy, 0))
	for _, t := range b.Style.Transform {
		switch {
		case t.Space != nil:
			m = multiply(m, *t.Space)
		case t.Perspective:
			m = multiply(m, perspective(t.Z))
		case t.Matrix != nil:
			a := t.Matrix
			m = multiply(m, [16]float64{a[0], a[1], 0, 0, a[2], a[3], 0, 0, 0, 0, 1, 0, a[4], a[5], 0, 1})
		default:
			m = multiply(m, translation(t.X.Resolve(box.W()), t.Y.Resolve(box.H()), t.Z))
		}
	}
	return multiply(m, translation(-ox, -oy, 0))
}

// perspective is the matrix of an eye at a distance, px. One nearer than 1px counts as
// there (CSS Transforms 2 §7).
func perspective(distance float64) [16]float64 {
	m := translation(0, 0, 0)
	m[11] = -1 / math.Max(1, distance)
	return m
}

func translation(x, y, z float64) [16]float64 {
	return [16]float64{1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x, y, z, 1}
}

func multiply(a, b [16]float64) [16]float64 {
	var out [16]float64
	for c := range 4 {
		for r := range 4 {
			for k := range 4 {
				out[4*c+r] += a[4*k+r] * b[4*c+k]
			}
		}
	}
	return out
}
