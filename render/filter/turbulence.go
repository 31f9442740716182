package filter

import (
	"image"
	"math"

	"sharecard/render/raster"
)

// MaxOctaves bounds the octaves of noise: each adds half of what the one before it did.
const MaxOctaves = 9

const lattice = 256 // points of the noise before it repeats

// Turbulence is feTurbulence: the noise that Filter Effects 1 §9.21 defines.
type Turbulence struct {
	Fractal bool
	FX, FY  float64 // base frequencies, for a px
	Octaves int
	Stitch  bool
	Seed    float64
}

// noise are the tables of a seed: a permutation, and a gradient of each channel for each of its points.
type noise struct {
	order    [2*lattice + 2]int
	gradient [2*lattice + 2][4][2]float64
}

// newNoise fills the tables with the numbers of a generator that the standard names (Park and Miller).
func newNoise(seed float64) *noise {
	const m, a, q, r = 2147483647, 16807, 127773, 2836
	s := int64(math.Min(math.Max(math.Trunc(seed), -m), m))
	if s <= 0 {
		s = -(s % (m - 1)) + 1
	}
	s = min(s, m-1)
	next := func() int64 {
		if s = a*(s%q) - r*(s/q); s <= 0 {
			s += m
		}
		return s
	}
	n := &noise{}
	for k := range 4 {
		for i := range lattice {
			n.order[i] = i
			g := &n.gradient[i][k]
			for j := range g {
				g[j] = float64(next()%(2*lattice)-lattice) / lattice
			}
			if l := math.Hypot(g[0], g[1]); l > 0 {
				g[0], g[1] = g[0]/l, g[1]/l
			}
		}
	}
	for i := lattice - 1; i > 0; i-- {
		j := next() % lattice
		n.order[i], n.order[j] = n.order[j], n.order[i]
	}
	for i := range lattice + 2 {
		n.order[lattice+i], n.gradient[lattice+i] = n.order[i], n.gradient[i]
	}
	return n
}

func (t *Turbulence) cost(*canvas) int { return 12 * t.Octaves }

func (t *Turbulence) draw(c *canvas, _ []*image.RGBA) *image.RGBA {
	out := c.image()
	back, ok := raster.Invert(c.m)
	if !ok {
		return out
	}
	tables := newNoise(t.Seed)
	for y := c.region.Min.Y; y < c.region.Max.Y; y++ {
		for x := c.region.Min.X; x < c.region.Max.X; x++ {
			// Browsers count px from 1: half a px more than the centre of a pixel.
			u, v := back.TransformPoint(float64(x)+0.5, float64(y)+0.5)
			put(out.Pix[out.PixOffset(x, y):][:4], t.at(tables, u+0.5, v+0.5, c.step.Region))
		}
	}
	return out
}

// stitch are the sizes of the tile, and the points of the lattice where it ends, in one octave.
type stitch struct{ w, h, wrapX, wrapY int }

// at sums the octaves at a place.
func (t *Turbulence) at(tables *noise, x, y float64, tile raster.Rect) (sum [4]float64) {
	fx, fy := t.FX, t.FY
	var st *stitch
	if t.Stitch {
		fx, fy = fitting(fx, tile.W()), fitting(fy, tile.H())
		st = &stitch{w: int(tile.W()*fx + 0.5), h: int(tile.H()*fy + 0.5)}
		st.wrapX, st.wrapY = st.w+perlin, st.h+perlin
	}
	x, y = x*fx, y*fy
	weight := 1.0
	for range t.Octaves {
		n := tables.at(x, y, st)
		for k := range sum {
			if !t.Fractal {
				n[k] = math.Abs(n[k])
			}
			sum[k] += n[k] * weight
		}
		x, y, weight = 2*x, 2*y, weight/2
		if st != nil {
			st.w, st.wrapX = 2*st.w, 2*st.wrapX-perlin
			st.h, st.wrapY = 2*st.h, 2*st.wrapY-perlin
		}
	}
	if t.Fractal {
		for k := range sum {
			sum[k] = (sum[k] + 1) / 2
		}
	}
	return sum
}

// fitting is the frequency next to f of which a whole number of waves fits a tile.
func fitting(f, side float64) float64 {
	if f == 0 || !(side > 0) {
		return f
	}
	low, high := math.Floor(side*f)/side, math.Ceil(side*f)/side
	if low > 0 && f/low < high/f {
		return low
	}
	return high
}

// perlin keeps the places of the noise positive.
const perlin = 4096

// at is the noise of all four channels at a place.
func (n *noise) at(x, y float64, st *stitch) (out [4]float64) {
	x0, fx := cell(x)
	y0, fy := cell(y)
	x1, y1 := x0+1, y0+1
	if st != nil {
		x0, x1 = wrapped(x0, st.wrapX, st.w), wrapped(x1, st.wrapX, st.w)
		y0, y1 = wrapped(y0, st.wrapY, st.h), wrapped(y1, st.wrapY, st.h)
	}
	x0, x1, y0, y1 = x0&(lattice-1), x1&(lattice-1), y0&(lattice-1), y1&(lattice-1)
	i, j := n.order[x0], n.order[x1]
	a, b := &n.gradient[n.order[i+y0]], &n.gradient[n.order[j+y0]]
	c, d := &n.gradient[n.order[i+y1]], &n.gradient[n.order[j+y1]]
	sx, sy := fx*fx*(3-2*fx), fy*fy*(3-2*fy)
	for k := range out {
		top := fx*a[k][0] + fy*a[k][1]
		top += sx * ((fx-1)*b[k][0] + fy*b[k][1] - top)
		low := fx*c[k][0] + (fy-1)*c[k][1]
		low += sx * ((fx-1)*d[k][0] + (fy-1)*d[k][1] - low)
		out[k] = top + sy*(low-top)
	}
	return out
}

// cell splits a coordinate into a point of the lattice and the way from there.
func cell(v float64) (int, float64) {
	v += perlin
	if !(math.Abs(v) < 1<<40) {
		return 0, 0
	}
	low := math.Floor(v)
	return int(low), v - low
}

func wrapped(v, wrap, side int) int {
	if v >= wrap {
		return v - side
	}
	return v
}
