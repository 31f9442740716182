package colorspace

import "math"

// HuePath says which way round the circle two hues are mixed (CSS Color 4 §12.4).
type HuePath uint8

// The paths. Shorter is the default of CSS.
const (
	Shorter HuePath = iota
	Longer
	Increasing
	Decreasing
)

// Method is a space to mix colours in, and the path of hues where it has them.
type Method struct {
	Space Space
	Hue   HuePath
}

// Pair is two colours made ready to be mixed at any number of places.
type Pair struct {
	a, b Color // premultiplied
}

// NewPair makes two colours ready (CSS Color 4 §12): a component that one of them lacks is taken from the other.
func NewPair(a, b Color, m Method) Pair {
	a, b = a.carried(m.Space), b.carried(m.Space)
	for i := range a.C {
		switch {
		case a.Missing[i] && !b.Missing[i]:
			a.C[i], a.Missing[i] = b.C[i], false
		case b.Missing[i] && !a.Missing[i]:
			b.C[i], b.Missing[i] = a.C[i], false
		}
	}
	switch {
	case a.Missing[3] && b.Missing[3]:
		a.Alpha, b.Alpha = 1, 1 // to mix the components; the result lacks an alpha as well
	case a.Missing[3]:
		a.Alpha, a.Missing[3] = b.Alpha, false
	case b.Missing[3]:
		b.Alpha, b.Missing[3] = a.Alpha, false
	}
	h := m.Space.Hue()
	if h >= 0 {
		a.C[h], b.C[h] = hues(a.C[h], b.C[h], m.Hue)
	}
	for i := range a.C {
		if i != h {
			a.C[i] *= a.Alpha
			b.C[i] *= b.Alpha
		}
	}
	return Pair{a, b}
}

// carried converts a colour and keeps what is missing so in analogous components.
func (c Color) carried(to Space) Color {
	if c.Space == to {
		return c
	}
	out := c.In(to)
	from, into := c.Space.kinds(), to.kinds()
	for i, missing := range c.Missing[:3] {
		for j := range into {
			if missing && from[i] == into[j] && from[i] != unlike {
				out.Missing[j], out.C[j] = true, 0
			}
		}
	}
	return out
}

// hues moves one of two hues by a turn so that the way between them is the path.
func hues(a, b float64, path HuePath) (float64, float64) {
	a, b = degrees(a), degrees(b)
	d := b - a
	switch path {
	case Shorter:
		if d > 180 {
			a += 360
		} else if d < -180 {
			b += 360
		}
	case Longer:
		if 0 < d && d < 180 {
			a += 360
		} else if -180 < d && d <= 0 {
			b += 360
		}
	case Increasing:
		if d < 0 {
			b += 360
		}
	case Decreasing:
		if d > 0 {
			a += 360
		}
	}
	return a, b
}

// At is the mixture with a fraction t of the second colour.
func (p Pair) At(t float64) Color {
	out := Color{Space: p.a.Space, Alpha: p.a.Alpha + (p.b.Alpha-p.a.Alpha)*t, Missing: p.a.Missing}
	h := out.Space.Hue()
	for i := range out.C {
		v := p.a.C[i] + (p.b.C[i]-p.a.C[i])*t
		if i == h {
			v = degrees(v)
		} else if out.Alpha != 0 {
			v /= out.Alpha
		}
		out.C[i] = v
	}
	if out.Missing[3] {
		out.Alpha = 0
	}
	return out
}

// Mix is a mixture of two colours with a fraction t, 0 to 1, of the second.
func Mix(a, b Color, t float64, m Method) Color {
	return NewPair(a, b, m).At(math.Min(math.Max(t, 0), 1))
}
