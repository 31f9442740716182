package layout

import (
	"math"

	"sharecard/render/style"
)

// Viewport is the page that a box tree is laid out in; lengths in px.
type Viewport struct {
	Width  float64
	Height float64 // NaN: as high as the content
	// MinHeight and MaxHeight bound a height that the content decides;
	// MaxHeight 0 is no bound.
	MinHeight, MaxHeight float64
	// Scale is device pixels per px, for rounding; 0 means 1.
	Scale float64
}

// Run lays out the box tree of a page and writes the results into its boxes.
// It returns the height of the page: v.Height, or where that is NaN the height
// of the content within the bounds of v; percentages of the page's height then
// resolve against the result. Run may be called again on the same tree, from
// one goroutine at a time.
func Run(root *Box, v Viewport) float64 {
	prepare(root, orZero(v.Height))
	width := math.Max(0, bounded(orZero(v.Width)))
	height := v.Height
	if !definite(height) {
		f, _ := layoutRoot(root, width, indefinite)
		m, _ := margins(root.Style, width)
		hi := v.MaxHeight
		if !(hi > 0) {
			hi = limit
		}
		height = clamp(f.h+m.Height(), math.Min(orZero(v.MinHeight), hi), hi)
	}
	height = math.Max(0, bounded(height))
	_, at := layoutRoot(root, width, height)
	page := &fragment{w: width, h: height}
	page.add(at)
	page.resolvePending(absolute|fixed, style.LTR)
	commit(page, v.Scale)
	return height
}

// layoutRoot lays out the root element in the initial containing block.
func layoutRoot(root *Box, width, height float64) (*fragment, child) {
	w, m := blockWidth(root, width, height, style.LTR, style.AlignNormal)
	h := indefinite
	if root.Orthogonal { // the page has its writing mode
		if root.Style.Width.IsAuto() {
			m, _ = margins(root.Style, width)
			w = width - m.Width()
		}
		if root.Style.Height.IsAuto() && definite(height) {
			h = height - m.Height()
		}
	}
	f := layout(root, constraints{w: w, h: h, cbW: width, cbH: height, isolated: true})
	at := child{f: f, x: m.Left, y: m.Top, margin: m}
	at.relative(width, height, style.LTR)
	return f, at
}
