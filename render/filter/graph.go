package filter

import (
	"image"
	"math"

	"sharecard/render/raster"
)

// Bounds of one graph.
const (
	MaxSteps  = 64
	maxPixels = 160 << 20 // bytes of all images that are kept at one time
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
	linear bool
	pixels int // bytes that are kept
}

func (c *canvas) image() *image.RGBA {
	c.pixels += 4 * c.rect.Dx() * c.rect.Dy()
	return c.filler.NewLayer(c.rect)
}

func (c *canvas) release(img *image.RGBA) {
	c.pixels -= len(img.Pix)
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
	if len(g.Steps) == 0 {
		return true
	}
	if len(g.Steps) > MaxSteps {
		return false
	}
	c := &canvas{filler: f, m: m, rect: layer.Rect}
	last := len(g.Steps) - 1
	sources := map[Input]*result{}
	results := make([]*result, len(g.Steps))
	defer func() {
		for _, r := range results {
			c.drop(r)
		}
		c.drop(sources[SourceAlpha])
		c.drop(sources[Nothing])
	}()
	uses := g.uses()
	whole := c.device(g.Region)
	for i := range g.Steps {
		s := &g.Steps[i]
		c.step, c.region, c.linear = s, c.device(s.Region).Intersect(whole), s.Linear
		if size := c.rect.Dx() * c.rect.Dy(); c.pixels+8*size > maxPixels || !f.Spend(size*(1+s.Primitive.cost(c))) {
			return false
		}
		c.inputs = c.inputs[:0]
		var in []*image.RGBA
		var taken []*result
		for _, k := range s.In {
			r := sources[k]
			if k >= 0 {
				r = results[k]
			} else if r == nil {
				r = c.source(layer, k, whole, uses)
				sources[k] = r
			}
			taken = append(taken, r)
			c.inputs = append(c.inputs, r.region)
			in = append(in, c.in(r, s.Linear))
		}
		out := s.Primitive.draw(c, in)
		for j, r := range taken {
			if in[j] != r.img {
				c.release(in[j])
			}
			if r.uses--; r.uses == 0 { // never of the source
				c.drop(r)
			}
		}
		clearOutside(out, c.region)
		results[i] = &result{img: out, linear: s.Linear, region: c.region, uses: uses[Input(i)]}
		if i != last && results[i].uses == 0 {
			c.drop(results[i])
		}
	}
	out := results[last]
	if out.linear {
		convert(out.img, toSRGB)
	}
	copy(layer.Pix, out.img.Pix)
	return true
}

// uses counts how often each result and source is taken.
func (g *Graph) uses() map[Input]int {
	n := map[Input]int{}
	for i := range g.Steps {
		for _, k := range g.Steps[i].In {
			n[k]++
		}
	}
	return n
}

// source is what a graph starts from.
func (c *canvas) source(layer *image.RGBA, k Input, whole image.Rectangle, uses map[Input]int) *result {
	if k == Source {
		return &result{img: layer, region: whole} // which is not ours to release
	}
	r := &result{img: c.image(), region: whole, uses: uses[k]}
	if k == SourceAlpha {
		for i := 3; i < len(layer.Pix); i += 4 {
			r.img.Pix[i] = layer.Pix[i]
		}
	}
	return r
}

// in is a result in the colours that a step counts in: its own image where it has them.
func (c *canvas) in(r *result, linear bool) *image.RGBA {
	if r.linear == linear {
		return r.img
	}
	img := c.copy(r.img)
	if linear {
		convert(img, toLinear)
	} else {
		convert(img, toSRGB)
	}
	return img
}

func (c *canvas) drop(r *result) {
	if r != nil && r.img != nil {
		c.release(r.img)
		r.img = nil
	}
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
