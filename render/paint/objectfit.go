package paint

import (
	"image"
	"math"

	"sharecard/render/raster"
	"sharecard/render/style"
)

// objectBox places a replaced element's picture by object-fit and
// object-position (CSS Images 3 §4.5); box is the content box.
func objectBox(s *style.Style, w, h float64, box raster.Rect) raster.Rect {
	cw, ch := box.W(), box.H()
	if w <= 0 || h <= 0 {
		return box
	}
	k := math.Min(cw/w, ch/h)
	switch s.ObjectFit {
	case style.FitFill:
		w, h = cw, ch
	case style.FitContain:
		w, h = w*k, h*k
	case style.FitCover:
		k = math.Max(cw/w, ch/h)
		w, h = w*k, h*k
	case style.FitScaleDown:
		if k < 1 {
			w, h = w*k, h*k
		}
	}
	return raster.XYWH(box.X0+s.ObjectPosition.X.Resolve(cw-w), box.Y0+s.ObjectPosition.Y.Resolve(ch-h), w, h)
}

// naturalSize is the natural size of a picture for area, px. A picture with a ratio only gets the largest size that fits
// (CSS Images 3 §4.3), one without either 0 × 0.
func naturalSize(img image.Image, area raster.Rect) (w, h float64) {
	v, ok := img.(Vector)
	if !ok {
		size := img.Bounds().Size()
		return float64(size.X), float64(size.Y)
	}
	w, h, ratio := v.Natural()
	switch {
	case w > 0 && h > 0:
		return w, h
	case ratio > 0 && w > 0:
		return w, w / ratio
	case ratio > 0 && h > 0:
		return h * ratio, h
	case ratio > 0:
		w = math.Min(area.W(), area.H()*ratio)
		return w, w / ratio
	case w > 0:
		return w, area.H()
	case h > 0:
		return area.W(), h
	}
	return 0, 0
}
