package css

import "math"

// readSpace reads a transform function of three dimensions (CSS Transforms 2 §12).
func (t *Transform) readSpace(r *reader, name string) (ok bool) {
	switch name {
	case "translatez":
		t.Z, ok = r.length(lengthOnly)
		return ok
	case "translate3d":
		if t.X, ok = r.length(withPercent); !ok || !r.accept(",") {
			return false
		}
		if t.Y, ok = r.length(withPercent); !ok || !r.accept(",") {
			return false
		}
		t.Z, ok = r.length(lengthOnly)
		return ok
	case "scalez":
		z, ok := r.factor()
		t.Space = diagonal(1, 1, z)
		return ok
	case "scale3d":
		v, ok := r.list(3, (*reader).factor)
		if ok {
			t.Space = diagonal(v[0], v[1], v[2])
		}
		return ok
	case "rotatex", "rotatey":
		deg, ok := r.angle(true)
		if name == "rotatex" {
			t.Space = rotation(1, 0, 0, deg)
		} else {
			t.Space = rotation(0, 1, 0, deg)
		}
		return ok
	case "rotate3d":
		v, ok := r.list(3, (*reader).number)
		if !ok || !r.accept(",") {
			return false
		}
		deg, ok := r.angle(true)
		t.Space = rotation(v[0], v[1], v[2], deg)
		return ok
	case "matrix3d":
		v, ok := r.list(16, (*reader).number)
		if ok {
			t.Space = (*[16]float64)(v)
		}
		return ok
	case "perspective":
		t.Perspective = true
		if r.word("none") {
			t.Perspective, t.Space = false, diagonal(1, 1, 1)
			return true
		}
		t.Z, ok = r.length(lengthOnly | nonNegative)
		return ok
	}
	return false
}

// list reads n values with commas between them.
func (r *reader) list(n int, one func(*reader) (float64, bool)) ([]float64, bool) {
	out := make([]float64, n)
	for i := range out {
		v, ok := one(r)
		if !ok || i < n-1 && !r.accept(",") {
			return nil, false
		}
		out[i] = v
	}
	return out, true
}

// diagonal is the matrix that scales the axes.
func diagonal(x, y, z float64) *[16]float64 {
	return &[16]float64{x, 0, 0, 0, 0, y, 0, 0, 0, 0, z, 0, 0, 0, 0, 1}
}

// rotation is the matrix that turns about an axis (CSS Transforms 2 §13.1); the axis
// without a direction turns nothing.
func rotation(x, y, z, degrees float64) *[16]float64 {
	l := math.Sqrt(x*x + y*y + z*z)
	if l == 0 || math.IsInf(l, 0) {
		return diagonal(1, 1, 1)
	}
	x, y, z = x/l, y/l, z/l
	s, c := sincos(degrees)
	k := 1 - c
	return &[16]float64{
		k*x*x + c, k*x*y + s*z, k*x*z - s*y, 0,
		k*x*y - s*z, k*y*y + c, k*y*z + s*x, 0,
		k*x*z + s*y, k*y*z - s*x, k*z*z + c, 0,
		0, 0, 0, 1,
	}
}
