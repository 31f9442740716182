package subject

import (
	"image"
	"math"
	"slices"
)

// Weights of what stands out. They were chosen on photographs whose subjects were
// marked by eye; see testdata.
const (
	weightColour = .4
	weightSharp  = .45
	weightSkin   = .15
	weightFace   = .6
)

// saliency tells of each cell, 0 to about 1, how much it stands out.
func (g *grid) saliency() []float64 {
	colour, sharp, skin := g.colours(), g.sharpness(), g.skin()
	face := g.faces(skin)
	s := make([]float64, len(g.lab))
	for i := range s {
		s[i] = (weightColour*colour[i] + weightSharp*sharp[i] + weightSkin*skin[i] + weightFace*face[i]) * g.prior(i)
	}
	return s
}

// prior is what photographers do: subjects stand near the middle, a little above it
// rather than below.
func (g *grid) prior(i int) float64 {
	const spread, floor = .33, .3
	x := (float64(i%g.w)+.5)/float64(g.w) - .5
	y := (float64(i/g.w)+.5)/float64(g.h) - .47
	return floor + (1-floor)*math.Exp(-(x*x+y*y)/(2*spread*spread))
}

// shade is all cells of nearly one colour.
type shade struct {
	key      int
	n        float64
	lab      [3]float64
	x, y, xy float64 // sums of places and of their squares
}

// shades gathers the cells by colour, in the order of their keys, and tells the
// shade of each cell.
func (g *grid) shades() (all []*shade, of []*shade) {
	const lightnessStep, hueStep = .08, .035
	byKey := map[int]*shade{}
	of = make([]*shade, len(g.lab))
	for i, c := range g.lab {
		key := int(c[0]/lightnessStep)<<16 | int((c[1]+.5)/hueStep)<<8 | int((c[2]+.5)/hueStep)
		s := byKey[key]
		if s == nil {
			s = &shade{key: key}
			byKey[key] = s
			all = append(all, s)
		}
		x, y := float64(i%g.w)/float64(g.w), float64(i/g.w)/float64(g.h)
		s.n++
		for k := range c {
			s.lab[k] += c[k]
		}
		s.x, s.y, s.xy = s.x+x, s.y+y, s.xy+x*x+y*y
		of[i] = s
	}
	for _, s := range all {
		for k := range s.lab {
			s.lab[k] /= s.n
		}
	}
	slices.SortFunc(all, func(a, b *shade) int { return a.key - b.key })
	return all, of
}

// colours tells how far each cell's colour is from the others of the picture, as
// far as that colour keeps to one place: a field or a sky does not.
func (g *grid) colours() []float64 {
	const alike = .06 // Oklab's distance of colours that belong together
	all, of := g.shades()
	value := make(map[*shade]float64, len(all))
	total := float64(len(g.lab))
	for _, s := range all {
		var distance, n, x, y, xy float64
		for _, o := range all {
			d := [3]float64{(s.lab[0] - o.lab[0]) * .7, s.lab[1] - o.lab[1], s.lab[2] - o.lab[2]}
			square := d[0]*d[0] + d[1]*d[1] + d[2]*d[2]
			distance += o.n * math.Sqrt(square)
			w := math.Exp(-square / (2 * alike * alike))
			n, x, y, xy = n+w*o.n, x+w*o.x, y+w*o.y, xy+w*o.xy
		}
		x, y = x/n, y/n
		spread := xy/n - x*x - y*y // of a colour that is everywhere: a sixth
		value[s] = distance / total * math.Exp(-spread*14)
	}
	out := make([]float64, len(of))
	for i, s := range of {
		out[i] = value[s]
	}
	return normal(g.blur(out, 1))
}

// sharpness tells how much lightness changes from cell to cell around each one,
// more than it does in most of the picture.
func (g *grid) sharpness() []float64 {
	out := make([]float64, len(g.lab))
	for y := 1; y < g.h-1; y++ {
		for x := 1; x < g.w-1; x++ {
			i := y*g.w + x
			for k, weight := range [3]float64{1, 2, 2} {
				out[i] += weight * math.Abs(4*g.lab[i][k]-g.lab[i-1][k]-g.lab[i+1][k]-g.lab[i-g.w][k]-g.lab[i+g.w][k])
			}
		}
	}
	out = g.blur(out, max(1, longSide/32))
	usual := quantile(out, .6)
	for i := range out {
		out[i] = math.Max(0, out[i]-usual)
	}
	return normal(out)
}

// skin tells which cells have the tones of skin, light or dark.
func (g *grid) skin() []float64 {
	out := make([]float64, len(g.lab))
	for i, c := range g.lab {
		chroma, hue := math.Hypot(c[1], c[2]), math.Atan2(c[2], c[1])*180/math.Pi
		if c[0] > .3 && c[0] < .92 {
			out[i] = bell(hue, 52, 14) * bell(chroma, .075, .03)
		}
	}
	return g.blur(out, 2)
}

// bell is 1 at middle and falls to both sides.
func bell(v, middle, spread float64) float64 {
	d := (v - middle) / spread
	return math.Exp(-d * d / 2)
}

// blur takes the mean over squares of 2r+1 cells.
func (g *grid) blur(v []float64, r int) []float64 {
	sums := g.sums(v)
	out := make([]float64, len(v))
	for y := range g.h {
		for x := range g.w {
			x0, y0, x1, y1 := max(0, x-r), max(0, y-r), min(g.w, x+r+1), min(g.h, y+r+1)
			out[y*g.w+x] = sums.in(image.Rect(x0, y0, x1, y1)) / float64((x1-x0)*(y1-y0))
		}
	}
	return out
}

// normal scales values so that what only a fiftieth exceeds is 1, and cuts the rest.
func normal(v []float64) []float64 {
	most := quantile(v, .98)
	if most <= 0 {
		return v
	}
	for i := range v {
		v[i] = math.Min(1, v[i]/most)
	}
	return v
}

func quantile(v []float64, q float64) float64 {
	sorted := slices.Sorted(slices.Values(v))
	return sorted[int(q*float64(len(sorted)-1))]
}

// summed holds the sums of all rectangles from the first cell on.
type summed struct {
	w int
	s []float64
}

func (g *grid) sums(v []float64) summed {
	t := summed{g.w + 1, make([]float64, (g.w+1)*(g.h+1))}
	for y := range g.h {
		row := 0.0
		for x := range g.w {
			row += v[y*g.w+x]
			t.s[(y+1)*t.w+x+1] = t.s[y*t.w+x+1] + row
		}
	}
	return t
}

// in is the sum over a rectangle.
func (t summed) in(r image.Rectangle) float64 {
	return t.s[r.Max.Y*t.w+r.Max.X] - t.s[r.Min.Y*t.w+r.Max.X] - t.s[r.Max.Y*t.w+r.Min.X] + t.s[r.Min.Y*t.w+r.Min.X]
}
