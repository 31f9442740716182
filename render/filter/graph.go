package filter

import (
	"image"
	"math"

	"sharecard/render/raster"
)

// Bounds of one graph.
const (
	MaxSteps = 64
	maxBytes = 160 << 20 // of all images that are kept at one time
)

// Graph is a filter element, resolved for what it filters. Lengths are px of user space.
type Graph struct {
	Region raster.Rect // nothing outside of it is seen
	Steps  []Step      // the last one is what is drawn; none leaves all as it is
}

// Step is one filter primitive.
type Step struct {
	Primitive Primitive
	In        []Input
	Region    raster.Rect // of the result
	Linear    bool        // it counts in linear RGB
}

// Input is the step, by its index, whose result a step takes, or one of the sources.
type Input int

const (
	Source      Input = -1 - iota
	SourceAlpha       // black where the source is
	Nothing           // transparent, as the background is that browsers do not hand out
)

// Primitive makes an image of others, which it must not change. All are of one size.
type Primitive interface {
	draw(c *canvas, in []*image.RGBA) *image.RGBA
	// cost is the work for a pixel, in pixels that gg fills.
	cost(c *canvas) int
}

// canvas is what a step is drawn with.
type canvas struct {
	filler *raster.Filler
	m      raster.Matrix   // from user space to device pixels; upright
	rect   image.Rectangle // of all images
	step   *Step
	inputs []image.Rectangle // regions of the inputs, device px
	region image.Rectangle   // of the result, device px
	bytes  int               // of all images that are kept
}

func (c *canvas) image() *image.RGBA {
	c.bytes += 4 * c.rect.Dx() * c.rect.Dy()
	return c.filler.NewLayer(c.rect)
}

func (c *canvas) release(img *image.RGBA) {
	c.bytes -= len(img.Pix)
	c.filler.Release(img.Pix)
}

func (c *canvas) copy(img *image.RGBA) *image.RGBA {
	out := c.image()
	copy(out.Pix, img.Pix)
	return out
}

// result is the image of a step or a source.
type result struct {
	img    *image.RGBA
	linear bool
	region image.Rectangle
	uses   int // that are still to come
}

// Reach is how many device px around a pixel the result may depend on, at most limit.
func (g *Graph) Reach(m raster.Matrix, limit int) int {
	sum := 0.0
	for i := range g.Steps {
		if r, ok := g.Steps[i].Primitive.(interface{ reach() float64 }); ok {
			sum += r.reach()
		}
	}
	return int(math.Min(math.Ceil(sum*math.Max(m.XX, m.YY)), float64(limit)))
}

// Apply filters a layer in place. m leads from user space to its pixels, and only scales and moves. It reports false, and
// changes nothing, where that would take too much.
func (g *Graph) Apply(f *raster.Filler, layer *image.RGBA, m raster.Matrix) bool {
	switch n := len(g.Steps); {
	case n == 0:
		return true
	case n > MaxSteps:
		return false
	}
	c := &canvas{filler: f, m: m, rect: layer.Rect}
	r := run{canvas: c, layer: layer, whole: c.device(g.Region), uses: g.uses(), results: map[Input]*result{}}
	defer r.end()
	for i := range g.Steps {
		if !r.step(Input(i), &g.Steps[i]) {
			return false
		}
	}
	out := r.results[Input(len(g.Steps)-1)]
	if out.linear {
		convert(out.img, &toSRGB)
	}
	copy(layer.Pix, out.img.Pix)
	return true
}

// uses counts how often each result and source is taken. The last result is taken once more, as it is what is drawn.
func (g *Graph) uses() map[Input]int {
	n := map[Input]int{Input(len(g.Steps) - 1): 1}
	for i := range g.Steps {
		for _, k := range g.Steps[i].In {
			n[k]++
		}
	}
	return n
}

// run is a graph at work on a layer.
type run struct {
	*canvas
	layer   *image.RGBA
	whole   image.Rectangle // region of the graph, device px
	uses    map[Input]int
	results map[Input]*result // of the steps so far, and the sources that they took
}

// step makes the result of a step; it reports false where that would take too much.
func (r *run) step(i Input, s *Step) bool {
	r.canvas.step, r.region = s, r.device(s.Region).Intersect(r.whole)
	if size := r.rect.Dx() * r.rect.Dy(); r.bytes+8*size > maxBytes || !r.filler.Spend(size*(1+s.Primitive.cost(r.canvas))) {
		return false
	}
	r.inputs = r.inputs[:0]
	in := make([]*image.RGBA, len(s.In))
	for j, k := range s.In {
		if r.results[k] == nil {
			r.results[k] = r.source(k)
		}
		r.inputs = append(r.inputs, r.results[k].region)
		in[j] = r.in(r.results[k], s.Linear)
	}
	out := s.Primitive.draw(r.canvas, in)
	for j, k := range s.In {
		taken := r.results[k]
		if in[j] != taken.img {
			r.release(in[j])
		}
		if taken.uses--; taken.uses == 0 {
			r.drop(taken)
		}
	}
	clearOutside(out, r.region)
	r.results[i] = &result{img: out, linear: s.Linear, region: r.region, uses: r.uses[i]}
	if r.uses[i] == 0 {
		r.drop(r.results[i])
	}
	return true
}

// source is what a graph starts from.
func (r *run) source(k Input) *result {
	out := &result{region: r.whole, uses: r.uses[k]}
	if k == Source {
		out.img = r.layer
		return out
	}
	out.img = r.image()
	if k == SourceAlpha {
		for i := 3; i < len(out.img.Pix); i += 4 {
			out.img.Pix[i] = r.layer.Pix[i]
		}
	}
	return out
}

// drop gives the image of a result back, but for the layer, which is not ours.
func (r *run) drop(x *result) {
	if x.img != nil && x.img != r.layer {
		r.release(x.img)
		x.img = nil
	}
}

// end gives back what is kept.
func (r *run) end() {
	for _, x := range r.results {
		r.drop(x)
	}
}

// in is a result in the colours that a step counts in: its own image where it has them.
func (c *canvas) in(r *result, linear bool) *image.RGBA {
	if r.linear == linear {
		return r.img
	}
	img := c.copy(r.img)
	if linear {
		convert(img, &toLinear)
	} else {
		convert(img, &toSRGB)
	}
	return img
}

// device is a rectangle of user space in whole device px.
func (c *canvas) device(r raster.Rect) image.Rectangle {
	return raster.MapRect(c.m, r).Pixels().Intersect(c.rect)
}

// clearOutside makes all pixels outside of r transparent.
func clearOutside(img *image.RGBA, r image.Rectangle) {
	for y := img.Rect.Min.Y; y < img.Rect.Max.Y; y++ {
		row := img.Pix[img.PixOffset(img.Rect.Min.X, y):][:4*img.Rect.Dx()]
		if y < r.Min.Y || y >= r.Max.Y || r.Empty() {
			clear(row)
			continue
		}
		clear(row[:4*(r.Min.X-img.Rect.Min.X)])
		clear(row[4*(r.Max.X-img.Rect.Min.X):])
	}
}
