package colorspace

import "math"

// primaries are the chromaticities x, y of red, green, blue and white.
type primaries [4][2]float64

var (
	d65 = [2]float64{0.3127, 0.3290}
	d50 = [2]float64{0.3457, 0.3585}

	whiteD65 = chromaticity(d65)
	whiteD50 = chromaticity(d50)
)

// gamuts are the primaries of the RGB spaces (CSS Color 4 §10).
var gamuts = map[Space]primaries{
	SRGB:        {{0.64, 0.33}, {0.30, 0.60}, {0.15, 0.06}, d65},
	DisplayP3:   {{0.680, 0.320}, {0.265, 0.690}, {0.150, 0.060}, d65},
	A98RGB:      {{0.64, 0.33}, {0.21, 0.71}, {0.15, 0.06}, d65},
	ProPhotoRGB: {{0.734699, 0.265301}, {0.159597, 0.840403}, {0.036598, 0.000105}, d50},
	Rec2020:     {{0.708, 0.292}, {0.170, 0.797}, {0.131, 0.046}, d65},
}

// rgb holds the matrices of the RGB spaces from and to XYZ of D65.
var rgb = func() (out [spaces]struct{ toXYZ, fromXYZ matrix }) {
	for s, p := range gamuts {
		m := p.toXYZ()
		if p[3] == d50 {
			m = d50ToD65.multiply(m)
		}
		out[s].toXYZ, out[s].fromXYZ = m, m.inverse()
	}
	out[SRGBLinear], out[P3Linear] = out[SRGB], out[DisplayP3]
	return out
}()

// chromaticity is a point of chromaticity as XYZ of Y 1.
func chromaticity(xy [2]float64) [3]float64 {
	return [3]float64{xy[0] / xy[1], 1, (1 - xy[0] - xy[1]) / xy[1]}
}

// toXYZ is the matrix that gives white for 1 of each primary.
func (p primaries) toXYZ() matrix {
	var m matrix
	for col := range 3 {
		for row, v := range chromaticity(p[col]) {
			m[row][col] = v
		}
	}
	amounts := m.inverse().times(chromaticity(p[3]))
	for row := range m {
		for col := range m[row] {
			m[row][col] *= amounts[col]
		}
	}
	return m
}

// The adaptation from one white to another is Bradford's.
var (
	bradford = matrix{{0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}}
	d65ToD50 = adaptation(whiteD65, whiteD50)
	d50ToD65 = adaptation(whiteD50, whiteD65)
)

func adaptation(from, to [3]float64) matrix {
	a, b := bradford.times(from), bradford.times(to)
	var scale matrix
	for i := range scale {
		scale[i][i] = b[i] / a[i]
	}
	return bradford.inverse().multiply(scale).multiply(bradford)
}

// The matrices of Oklab (CSS Color 4 §10.11).
var (
	xyzToLMS = matrix{
		{0.8190224379967030, 0.3619062600528904, -0.1288737815209879},
		{0.0329836539323885, 0.9292868615863434, 0.0361446663506424},
		{0.0481771893596242, 0.2642395317527308, 0.6335478284694309},
	}
	lmsToOklab = matrix{
		{0.2104542683093140, 0.7936177747023054, -0.0040720430116193},
		{1.9779985324311684, -2.4285922420485799, 0.4505937096174110},
		{0.0259040424655478, 0.7827717124575296, -0.8086757549230774},
	}
	lmsToXYZ   = xyzToLMS.inverse()
	oklabToLMS = lmsToOklab.inverse()
)

// linear undoes the transfer function of an RGB space; values below 0 mirror those above.
func linear(s Space, v float64) float64 {
	a := math.Abs(v)
	switch s {
	case SRGB, DisplayP3:
		if a <= 0.04045 {
			a /= 12.92
		} else {
			a = math.Pow((a+0.055)/1.055, 2.4)
		}
	case A98RGB:
		a = math.Pow(a, 563.0/256)
	case ProPhotoRGB:
		if a <= 16.0/512 {
			a /= 16
		} else {
			a = math.Pow(a, 1.8)
		}
	case Rec2020:
		if a < 4.5*rec2020Beta {
			a /= 4.5
		} else {
			a = math.Pow((a+rec2020Alpha-1)/rec2020Alpha, 1/0.45)
		}
	}
	return math.Copysign(a, v)
}

// encoded applies the transfer function of an RGB space.
func encoded(s Space, v float64) float64 {
	a := math.Abs(v)
	switch s {
	case SRGB, DisplayP3:
		if a <= 0.0031308 {
			a *= 12.92
		} else {
			a = 1.055*math.Pow(a, 1/2.4) - 0.055
		}
	case A98RGB:
		a = math.Pow(a, 256.0/563)
	case ProPhotoRGB:
		if a < 1.0/512 {
			a *= 16
		} else {
			a = math.Pow(a, 1/1.8)
		}
	case Rec2020:
		if a < rec2020Beta {
			a *= 4.5
		} else {
			a = rec2020Alpha*math.Pow(a, 0.45) - (rec2020Alpha - 1)
		}
	}
	return math.Copysign(a, v)
}

// Of the transfer function of ITU-R BT.2020.
const (
	rec2020Alpha = 1.09929682680944
	rec2020Beta  = 0.018053968510807
)

// matrix is a linear map of three components, row by row.
type matrix [3][3]float64

func (m matrix) times(v [3]float64) (out [3]float64) {
	for i, row := range m {
		out[i] = row[0]*v[0] + row[1]*v[1] + row[2]*v[2]
	}
	return out
}

func (m matrix) multiply(n matrix) (out matrix) {
	for i := range out {
		for j := range out[i] {
			for k := range n {
				out[i][j] += m[i][k] * n[k][j]
			}
		}
	}
	return out
}

func (m matrix) inverse() (out matrix) {
	minor := func(i, j int) float64 {
		a, b, c, d := (i+1)%3, (i+2)%3, (j+1)%3, (j+2)%3
		return m[a][c]*m[b][d] - m[a][d]*m[b][c]
	}
	det := m[0][0]*minor(0, 0) + m[0][1]*minor(0, 1) + m[0][2]*minor(0, 2)
	for i := range out {
		for j := range out[i] {
			out[i][j] = minor(j, i) / det
		}
	}
	return out
}
