package css

// translateValue reads the property translate (CSS Transforms 2 §5).
func translateValue(r *reader) Value {
	if r.word("none") {
		return Transforms{}
	}
	x, ok := r.length(withPercent)
	if !ok {
		return nil
	}
	t := Transform{X: x}
	if !r.end() {
		if t.Y, ok = r.length(withPercent); !ok {
			return nil
		}
	}
	if !r.end() {
		if t.Z, ok = r.length(lengthOnly); !ok {
			return nil
		}
	}
	return Transforms{t}
}

// rotateValue reads the property rotate: an angle about an axis, before or behind it. The
// axis is z where none is given.
func rotateValue(r *reader) Value {
	if r.word("none") {
		return Transforms{}
	}
	axis, given := r.axis()
	deg, ok := r.angle(false)
	if !ok {
		return nil
	}
	if !given && !r.end() {
		if axis, given = r.axis(); !given {
			return nil
		}
	}
	if axis[0] == 0 && axis[1] == 0 && axis[2] > 0 {
		sin, cos := sincos(deg)
		return Transforms{{Matrix: &[6]float64{cos, sin, -sin, cos, 0, 0}}}
	}
	return Transforms{{Space: rotation(axis[0], axis[1], axis[2], deg)}}
}

// axis reads a letter or three numbers.
func (r *reader) axis() (axis [3]float64, ok bool) {
	if k, ok := r.oneOf("x", "y", "z"); ok {
		axis[k[0]-'x'] = 1
		return axis, true
	}
	start := r.i
	for i := range axis {
		if axis[i], ok = r.number(); !ok {
			r.i = start
			return [3]float64{2: 1}, false
		}
	}
	return axis, true
}

// scaleValue reads the property scale.
func scaleValue(r *reader) Value {
	if r.word("none") {
		return Transforms{}
	}
	x, ok := r.factor()
	if !ok {
		return nil
	}
	y, z := x, 1.0
	if !r.end() {
		if y, ok = r.factor(); !ok {
			return nil
		}
	}
	if !r.end() {
		if z, ok = r.factor(); !ok {
			return nil
		}
		return Transforms{{Space: diagonal(x, y, z)}}
	}
	return Transforms{{Matrix: &[6]float64{x, 0, 0, y, 0, 0}}}
}
