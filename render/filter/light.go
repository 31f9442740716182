package filter

import (
	"image"
	"image/color"
	"math"
)

// LightKind is the light source of feDiffuseLighting and feSpecularLighting.
type LightKind uint8

const (
	DistantLight LightKind = iota
	PointLight
	SpotLight
)

// vector is a place or a direction in space.
type vector [3]float64

func (a vector) minus(b vector) vector { return vector{a[0] - b[0], a[1] - b[1], a[2] - b[2]} }

func (a vector) dot(b vector) float64 { return a[0]*b[0] + a[1]*b[1] + a[2]*b[2] }

func (a vector) unit() vector {
	l := math.Sqrt(a.dot(a))
	if l == 0 {
		return a
	}
	return vector{a[0] / l, a[1] / l, a[2] / l}
}

// Lighting is feDiffuseLighting or feSpecularLighting: light on the surface that the alpha of its input is. Lengths are px
// of user space.
type Lighting struct {
	Kind      LightKind
	X, Y, Z   float64 // of DistantLight: the direction to the light
	AtX, AtY  float64 // what SpotLight points at
	AtZ       float64
	Focus     float64 // of SpotLight: the exponent
	Cone      float64 // of SpotLight: the cosine of the limiting angle, below -1 for none
	Color     color.NRGBA
	Specular  bool
	Surface   float64 // surfaceScale
	Constant  float64
	Shininess float64 // specularExponent
}

func (*Lighting) cost(*canvas) int { return 12 }

func (*Lighting) reach() float64 { return 1 }

func (l *Lighting) draw(c *canvas, in []*image.RGBA) *image.RGBA {
	out := c.image()
	col := c.colour(color.NRGBA{R: l.Color.R, G: l.Color.G, B: l.Color.B, A: 255})
	rgb := vector{float64(col.R) / 255, float64(col.G) / 255, float64(col.B) / 255}
	scale := (c.m.XX + c.m.YY) / 2
	place := func(x, y, z float64) vector {
		u, v := c.m.TransformPoint(x, y)
		return vector{u, v, z * scale}
	}
	light := vector{l.X, l.Y, l.Z}
	var axis vector
	if l.Kind != DistantLight {
		light = place(l.X, l.Y, l.Z)
		axis = place(l.AtX, l.AtY, l.AtZ).minus(light).unit()
	}
	for y := c.region.Min.Y; y < c.region.Max.Y; y++ {
		for x := c.region.Min.X; x < c.region.Max.X; x++ {
			height := l.Surface * float64(in[0].Pix[in[0].PixOffset(x, y)+3]) / 255
			to, strength := light, 1.0
			if l.Kind != DistantLight {
				to = light.minus(vector{float64(x) + 0.5, float64(y) + 0.5, height}).unit()
			}
			if l.Kind == SpotLight {
				strength = l.spot(-to.dot(axis))
			}
			l.put(out.Pix[out.PixOffset(x, y):][:4], l.normal(in[0], c.region, x, y), to, strength, rgb)
		}
	}
	return out
}

// spot is the strength of a spot light at the cosine of an angle to its axis.
func (l *Lighting) spot(cos float64) float64 {
	if cos <= 0 || cos < l.Cone {
		return 0
	}
	strength := math.Pow(cos, l.Focus)
	// Browsers smooth the edge of the cone.
	const edge = 0.016
	if cos < l.Cone+edge {
		strength *= (cos - l.Cone) / edge
	}
	return strength
}

// put writes the light on a pixel whose normal is n, from the direction to.
func (l *Lighting) put(out []uint8, n, to vector, strength float64, rgb vector) {
	k := l.Constant
	if l.Specular {
		half := vector{to[0], to[1], to[2] + 1}.unit()
		k *= math.Pow(math.Max(n.dot(half), 0), l.Shininess)
	} else {
		k *= math.Max(n.dot(to), 0)
	}
	alpha := 1.0
	if l.Specular {
		alpha = 0
	}
	for i := range 3 {
		v := clamp(k * strength * rgb[i])
		out[i] = uint8(v*255 + 0.5)
		if l.Specular {
			alpha = math.Max(alpha, v)
		}
	}
	out[3] = uint8(alpha*255 + 0.5)
}

// normal is the normal of the surface at a pixel (Filter Effects 1 §9.13), where pixels beside the edge of the region do
// not count.
func (l *Lighting) normal(in *image.RGBA, r image.Rectangle, x, y int) vector {
	at := func(dx, dy int) float64 {
		u, v := min(max(x+dx, r.Min.X), r.Max.X-1), min(max(y+dy, r.Min.Y), r.Max.Y-1)
		return float64(in.Pix[in.PixOffset(u, v)+3])
	}
	inside := func(v, low, high int) (before, after int) {
		before, after = -1, 1
		if v == low {
			before = 0
		}
		if v == high-1 {
			after = 0
		}
		return before, after
	}
	left, right := inside(x, r.Min.X, r.Max.X)
	up, down := inside(y, r.Min.Y, r.Max.Y)
	var nx, ny, wx, wy float64
	for d := up; d <= down; d++ {
		w := 2 - math.Abs(float64(d))
		nx, wx = nx+w*(at(right, d)-at(left, d)), wx+w
	}
	for d := left; d <= right; d++ {
		w := 2 - math.Abs(float64(d))
		ny, wy = ny+w*(at(d, down)-at(d, up)), wy+w
	}
	slope := func(sum, weight float64, steps int) float64 {
		if steps == 0 {
			return 0
		}
		return -l.Surface / 255 * sum * 2 / (weight * float64(steps))
	}
	return vector{slope(nx, wx, right-left), slope(ny, wy, down-up), 1}.unit()
}
