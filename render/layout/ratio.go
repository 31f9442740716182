package layout

import (
	"math"

	"sharecard/render/style"
)

// ratio is the preferred aspect ratio of a box (CSS Sizing 4 §5) with what it
// takes to apply it to border boxes.
type ratio struct {
	value          float64 // width over height, 0 for none
	frameW, frameH float64 // added where the ratio is of the content box
}

// preferredRatio returns the ratio of b: of its style, or of its picture.
func preferredRatio(b *Box, frameW, frameH float64) ratio {
	s := b.Style
	r := s.AspectRatio
	natural := 0.0
	if b.Replaced != nil {
		natural = b.Replaced.ratio()
	}
	content := s.BoxSizing == style.ContentBox
	v := r.Value
	if natural > 0 && (r.Auto || v <= 0) {
		v, content = natural, true
	} else if r.Auto {
		content = true
	}
	if v < 1e-9 || v > 1e9 || !definite(v) {
		return ratio{}
	}
	if !content {
		frameW, frameH = 0, 0
	}
	return ratio{value: v, frameW: frameW, frameH: frameH}
}

// ratio returns the natural aspect ratio, 0 for none.
func (r *Replaced) ratio() float64 {
	switch {
	case r.Empty:
		return 0
	case r.Ratio > 0:
		return r.Ratio
	}
	if r.W > 0 && r.H > 0 {
		return r.W / r.H
	}
	return 0
}

func (r ratio) ok() bool { return r.value > 0 }

// width returns the border-box width that belongs to height h.
func (r ratio) width(h float64) float64 {
	return bounded(math.Max(0, h-r.frameH)*r.value + r.frameW)
}

// height returns the border-box height that belongs to width w.
func (r ratio) height(w float64) float64 {
	return bounded(math.Max(0, w-r.frameW)/r.value + r.frameH)
}

// transferW turns a minimum and maximum height into ones of the width.
func (r ratio) transferW(minH, maxH float64) (lo, hi float64) {
	return transfer(minH, maxH, r.width)
}

// transferH turns a minimum and maximum width into ones of the height.
func (r ratio) transferH(minW, maxW float64) (lo, hi float64) {
	return transfer(minW, maxW, r.height)
}

func transfer(lo, hi float64, f func(float64) float64) (float64, float64) {
	tlo, thi := 0.0, math.Inf(1)
	if lo > 0 {
		tlo = f(lo)
	}
	if !math.IsInf(hi, 1) {
		thi = math.Max(f(hi), tlo)
	}
	return tlo, thi
}

// ownRatio reports whether aspect-ratio replaces the picture's own ratio.
func (m *metrics) ownRatio() bool {
	r := m.box.Style.AspectRatio
	return r.Value > 0 && !(r.Auto && m.box.Replaced.ratio() > 0)
}
