package svg

import (
	"math"
	"strings"

	"sharecard/render/raster"
)

// parseTransform reads a list of transform functions (SVG 2 §8.5, CSS
// Transforms 1 §8): those of the attribute and, as they differ only in units,
// of the property.
func parseTransform(value string) (raster.Matrix, bool) {
	m := raster.Identity()
	s := newScanner(value)
	s.Space()
	if strings.TrimSpace(value) == "none" {
		return m, true
	}
	for count := 0; !s.End(); count++ {
		name := s.Word()
		s.Space()
		if !s.Accept('(') || count >= maxTransforms {
			return m, false
		}
		var v [6]float64
		n := 0
		for s.Space(); !s.Accept(')'); s.Comma() {
			x, ok := s.argument()
			if !ok || n == len(v) {
				return m, false
			}
			v[n] = x
			n++
		}
		f, ok := transformFunction(name, v, n)
		if !ok {
			return m, false
		}
		m = f.Multiply(m)
		s.Comma()
	}
	return m, true
}

// argument reads a number, a length in px or an angle, in degrees.
func (s *scanner) argument() (float64, bool) {
	v, ok := s.Number()
	if !ok {
		return 0, false
	}
	switch s.Word() {
	case "", "px", "deg":
		return v, true
	case "rad":
		return degrees(v), true
	case "turn":
		return v * 360, true
	case "grad":
		return v * 0.9, true
	}
	return 0, false
}

func transformFunction(name string, v [6]float64, n int) (raster.Matrix, bool) {
	switch {
	case name == "matrix" && n == 6:
		return raster.Matrix{XX: v[0], YX: v[1], XY: v[2], YY: v[3], X0: v[4], Y0: v[5]}, true
	case name == "translate" && (n == 1 || n == 2):
		return raster.Translate(v[0], v[1]), true
	case name == "translateX" && n == 1:
		return raster.Translate(v[0], 0), true
	case name == "translateY" && n == 1:
		return raster.Translate(0, v[0]), true
	case name == "scale" && n == 1:
		return raster.Scale(v[0], v[0]), true
	case name == "scale" && n == 2:
		return raster.Scale(v[0], v[1]), true
	case name == "scaleX" && n == 1:
		return raster.Scale(v[0], 1), true
	case name == "scaleY" && n == 1:
		return raster.Scale(1, v[0]), true
	case name == "rotate" && n == 1:
		return rotation(v[0]), true
	case name == "rotate" && n == 3:
		return raster.Translate(-v[1], -v[2]).Multiply(rotation(v[0])).Multiply(raster.Translate(v[1], v[2])), true
	case name == "skewX" && n == 1:
		return raster.Matrix{XX: 1, XY: math.Tan(radians(v[0])), YY: 1}, true
	case name == "skewY" && n == 1:
		return raster.Matrix{XX: 1, YX: math.Tan(radians(v[0])), YY: 1}, true
	}
	return raster.Matrix{}, false
}

// rotation turns by degrees; quarter turns are exact, so that what was upright
// stays on the grid of pixels.
func rotation(degrees float64) raster.Matrix {
	sin, cos := math.Sincos(radians(degrees))
	if q := math.Mod(degrees, 90); q == 0 {
		sin, cos = math.Round(sin), math.Round(cos)
	}
	return raster.Matrix{XX: cos, YX: sin, XY: -sin, YY: cos}
}

func radians(degrees float64) float64 { return degrees * math.Pi / 180 }

func degrees(radians float64) float64 { return radians * 180 / math.Pi }
