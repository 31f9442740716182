package svg

import (
	"image/color"
	"math"
	"slices"

	"golang.org/x/net/html"

	"sharecard/render/css"
	"sharecard/render/filter"
	"sharecard/render/raster"
)

// dropShadow is the name that the HTML parser, which does not know the element, leaves of feDropShadow.
const dropShadow = "fedropshadow"

// ofOne reads a primitive with one input; nil for what is not one.
func (f *filterBuild) ofOne(n *html.Node, s *style, o *own) filter.Primitive {
	w, h := f.box.w(), f.box.h()
	switch n.Data {
	case "feGaussianBlur":
		return f.blur(n)
	case "feOffset":
		return filter.Offset{DX: f.length(f.number(n, "dx", 0), w), DY: f.length(f.number(n, "dy", 0), h)}
	case dropShadow, "feDropShadow":
		move := filter.Offset{DX: f.length(f.number(n, "dx", 2), w), DY: f.length(f.number(n, "dy", 2), h)}
		return filter.DropShadow{Offset: move, Blur: f.blur(n), Color: f.flood(s, o)}
	case "feTile":
		return filter.Tile{}
	case "feColorMatrix":
		return f.colorMatrix(n)
	case "feComponentTransfer":
		return f.transfer(n)
	case "feMorphology":
		x, y := f.pair(n, "radius", 0)
		return filter.Morphology{X: f.length(x, w), Y: f.length(y, h), Dilate: attr(n, "operator") == "dilate"}
	case "feConvolveMatrix":
		return f.convolve(n)
	case "feDiffuseLighting", "feSpecularLighting":
		return f.lighting(n, s, o)
	}
	return nil
}

// ofTwo reads a primitive with two inputs.
func (f *filterBuild) ofTwo(n *html.Node) filter.Primitive {
	switch n.Data {
	case "feBlend":
		mode := attr(n, "mode")
		i := slices.Index(css.MixBlendMode.Keywords(), css.Keyword(mode))
		if i < 0 && mode != "" {
			f.tell(n, css.Error, "mode %q of <feBlend> is not understood", short(mode))
		}
		return filter.Blend{Mode: raster.BlendMode(max(i, 0))}
	case "feDisplacementMap":
		channel := func(name string) int {
			if i := slices.Index([]string{"R", "G", "B"}, attr(n, name)); i >= 0 {
				return i
			}
			return 3
		}
		side := math.Sqrt((f.box.w()*f.box.w() + f.box.h()*f.box.h()) / 2)
		return filter.Displace{
			Scale: f.length(f.number(n, "scale", 0), side), X: channel("xChannelSelector"), Y: channel("yChannelSelector"),
		}
	}
	operators := []string{"over", "in", "out", "atop", "xor", "lighter", "arithmetic"}
	out := filter.Composite{Operator: filter.Operator(max(0, slices.Index(operators, attr(n, "operator"))))}
	for i, name := range [4]string{"k1", "k2", "k3", "k4"} {
		out.K[i] = f.number(n, name, 0)
	}
	return out
}

// flood is flood-color with flood-opacity.
func (f *filterBuild) flood(s *style, o *own) color.NRGBA {
	c := f.fixed(o.floodColor, s)
	c.A = uint8(float64(c.A)*o.floodAlpha + 0.5)
	return c
}

func (f *filterBuild) blur(n *html.Node) filter.Blur {
	fallback := 0.0
	if n.Data != "feGaussianBlur" {
		fallback = 2
	}
	x, y := f.pair(n, "stdDeviation", fallback)
	if x < 0 || y < 0 {
		x, y = 0, 0
	}
	return filter.Blur{X: f.length(x, f.box.w()), Y: f.length(y, f.box.h())}
}

// colorMatrix reads feColorMatrix (Filter Effects 1 §9.6).
func (f *filterBuild) colorMatrix(n *html.Node) filter.Primitive {
	unit := filter.Matrix{1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0}
	v := f.list(n, "values", len(unit))
	switch kind := attr(n, "type"); kind {
	case "saturate":
		if len(v) == 1 {
			return filter.Saturation(v[0]).Matrix()
		}
		return unit
	case "hueRotate":
		if len(v) == 1 {
			return filter.HueRotation(v[0]).Matrix()
		}
		return unit
	case "luminanceToAlpha":
		return filter.Matrix{15: 0.2125, 16: 0.7154, 17: 0.0721}
	}
	if len(v) == len(unit) {
		return filter.Matrix(v)
	}
	if len(v) > 0 {
		f.tell(n, css.Error, "values of <feColorMatrix> are %d numbers, not 20", len(v))
	}
	return unit
}

// maxTable bounds the values of a table of feComponentTransfer.
const maxTable = 256

// transfer reads feComponentTransfer (Filter Effects 1 §9.7).
func (f *filterBuild) transfer(n *html.Node) filter.Primitive {
	t := &filter.Transfer{}
	for k, name := range [4]string{"feFuncR", "feFuncG", "feFuncB", "feFuncA"} {
		of := func(v float64) float64 { return v }
		for c := range elements(n) {
			if c.Data == name {
				of = f.transferFunction(c)
			}
		}
		for i := range t[k] {
			t[k][i] = uint8(min(max(of(float64(i)/255), 0), 1)*255 + 0.5)
		}
	}
	return t
}

// transferFunction is what one component becomes.
func (f *filterBuild) transferFunction(n *html.Node) func(float64) float64 {
	table := f.list(n, "tableValues", maxTable)
	last := len(table) - 1
	switch kind := attr(n, "type"); {
	case kind == "table" && last >= 0:
		return func(v float64) float64 {
			at := v * float64(last)
			i := min(int(at), last)
			return table[i] + (at-float64(i))*(table[min(i+1, last)]-table[i])
		}
	case kind == "discrete" && last >= 0:
		return func(v float64) float64 { return table[min(int(v*float64(last+1)), last)] }
	case kind == "linear":
		slope, intercept := f.number(n, "slope", 1), f.number(n, "intercept", 0)
		return func(v float64) float64 { return slope*v + intercept }
	case kind == "gamma":
		amplitude, exponent, offset := f.number(n, "amplitude", 1), f.number(n, "exponent", 1), f.number(n, "offset", 0)
		return func(v float64) float64 { return amplitude*math.Pow(v, exponent) + offset }
	}
	return func(v float64) float64 { return v }
}

// convolve reads feConvolveMatrix; one with a fault draws nothing (Filter Effects 1 §9.9).
func (f *filterBuild) convolve(n *html.Node) filter.Primitive {
	ow, oh := f.pair(n, "order", 3)
	kernel := f.list(n, "kernelMatrix", filter.MaxKernel)
	c := &filter.Convolve{Kernel: kernel, KeepAlpha: attr(n, "preserveAlpha") == "true", Bias: f.number(n, "bias", 0)}
	if ow >= 1 && oh >= 1 && ow*oh <= filter.MaxKernel {
		c.W, c.H = int(ow), int(oh)
	}
	if c.W*c.H == 0 || len(kernel) != c.W*c.H {
		f.tell(n, css.Error, "<feConvolveMatrix> has %d numbers and not those of its order, of which it may have %d",
			len(kernel), filter.MaxKernel)
		return filter.Merge{}
	}
	target := func(name string, side int) int {
		return int(min(max(f.number(n, name, float64(side/2)), 0), float64(side-1)))
	}
	c.TargetX, c.TargetY = target("targetX", c.W), target("targetY", c.H)
	sum := 0.0
	for _, k := range kernel {
		sum += k
	}
	if c.Divisor = f.number(n, "divisor", sum); c.Divisor == 0 {
		c.Divisor = 1
	}
	switch attr(n, "edgeMode") {
	case "wrap":
		c.Edge = filter.EdgeWrap
	case "none":
		c.Edge = filter.EdgeNone
	}
	return c
}

// turbulence reads feTurbulence; negative frequencies are none.
func (f *filterBuild) turbulence(n *html.Node) filter.Primitive {
	t := &filter.Turbulence{Seed: f.number(n, "seed", 0)}
	t.FX, t.FY = f.pair(n, "baseFrequency", 0)
	if t.FX < 0 || t.FY < 0 {
		t.FX, t.FY = 0, 0
	}
	t.Octaves = int(min(max(f.number(n, "numOctaves", 1), 0), filter.MaxOctaves))
	t.Fractal = attr(n, "type") == "fractalNoise"
	t.Stitch = attr(n, "stitchTiles") == "stitch"
	return t
}

// lighting reads feDiffuseLighting and feSpecularLighting with their light.
func (f *filterBuild) lighting(n *html.Node, s *style, o *own) filter.Primitive {
	l := &filter.Lighting{
		Color: f.fixed(o.lighting, s), Surface: f.number(n, "surfaceScale", 1), Specular: n.Data == "feSpecularLighting", Cone: -2,
	}
	l.Constant = f.number(n, "diffuseConstant", 1)
	if l.Specular {
		l.Constant, l.Shininess = f.number(n, "specularConstant", 1), min(max(f.number(n, "specularExponent", 1), 1), 128)
	}
	for c := range elements(n) {
		l.X, l.Y, l.Z = f.number(c, "x", 0), f.number(c, "y", 0), f.number(c, "z", 0)
		switch c.Data {
		case "feDistantLight":
			sinA, cosA := math.Sincos(f.number(c, "azimuth", 0) * math.Pi / 180)
			sinE, cosE := math.Sincos(f.number(c, "elevation", 0) * math.Pi / 180)
			l.Kind, l.X, l.Y, l.Z = filter.DistantLight, cosA*cosE, sinA*cosE, sinE
			return l
		case "fePointLight":
			l.Kind = filter.PointLight
			return l
		case "feSpotLight":
			l.Kind = filter.SpotLight
			l.AtX, l.AtY, l.AtZ = f.number(c, "pointsAtX", 0), f.number(c, "pointsAtY", 0), f.number(c, "pointsAtZ", 0)
			l.Focus = f.number(c, "specularExponent", 1)
			if attr(c, "limitingConeAngle") != "" {
				l.Cone = math.Cos(f.number(c, "limitingConeAngle", 0) * math.Pi / 180)
			}
			return l
		}
	}
	return filter.Merge{} // without a light there is nothing
}
