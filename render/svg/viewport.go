package svg

import (
	"math"
	"strings"

	"sharecard/render/raster"
)

// viewBox is the rectangle of user space that fills a viewport.
type viewBox struct{ x, y, w, h float64 }

// parseViewBox reads a viewBox attribute (SVG 2 §8.6); one without an area is
// none.
func parseViewBox(value string) (viewBox, bool) {
	v, ok := numbers(value, 4)
	if !ok || len(v) != 4 || !(v[2] > 0 && v[3] > 0) {
		return viewBox{}, false
	}
	return viewBox{v[0], v[1], v[2], v[3]}, true
}

// aspect is a preserveAspectRatio attribute: where the view box lies in each
// axis, 0 to 1.
type aspect struct {
	x, y  float64
	slice bool
	none  bool
}

var middle = aspect{x: 0.5, y: 0.5}

func parseAspect(value string) (aspect, bool) {
	f := strings.Fields(value)
	if len(f) == 0 || len(f) > 2 {
		return middle, false
	}
	a := aspect{}
	if len(f) == 2 {
		if f[1] != "meet" && f[1] != "slice" {
			return middle, false
		}
		a.slice = f[1] == "slice"
	}
	if f[0] == "none" {
		a.none = true
		return a, true
	}
	if len(f[0]) != 8 {
		return middle, false
	}
	part := map[string]float64{"Min": 0, "Mid": 0.5, "Max": 1}
	x, okX := part[f[0][1:4]]
	y, okY := part[f[0][5:8]]
	a.x, a.y = x, y
	return a, okX && okY && f[0][0] == 'x' && f[0][4] == 'Y'
}

// fit maps a view box to a viewport of w×h at the origin (SVG 2 §8.2).
func (a aspect) fit(v viewBox, w, h float64) raster.Matrix {
	sx, sy := w/v.w, h/v.h
	if !a.none {
		if a.slice {
			sx = math.Max(sx, sy)
		} else {
			sx = math.Min(sx, sy)
		}
		sy = sx
	}
	return raster.Matrix{
		XX: sx, YY: sy,
		X0: (w-v.w*sx)*a.x - v.x*sx, Y0: (h-v.h*sy)*a.y - v.y*sy,
	}
}
