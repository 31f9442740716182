package glyph

import (
	"image"
	"math"
	"slices"

	"sharecard/fonts"
	"sharecard/render/raster"
)

// Subpixels is the number of positions along the line that a pen may have within a px; across the line it stands at
// whole px, as in Chromium on Linux. The finer the steps, the more masks a text needs; a quarter moves no stem by more
// than 1/8 px.
const Subpixels = 4

// MaxSize is the largest text in device px per em that is worth masks; larger letters are filled as shapes.
const MaxSize = 256

// Key names a mask.
type Key struct {
	Face         *fonts.Face
	ID           uint32
	Size         float32 // device px per em
	Sub          uint8   // position of the pen within its px, in 1/Subpixels
	Bold, Italic bool    // see [Form]
}

// Pen snaps a pen position in device space: to a pixel, and a position within it.
func Pen(x, y float64) (px, py int, sub uint8) {
	q := int(math.Floor(raster.Clamp(x)*Subpixels + 0.5))
	px = floorDiv(q, Subpixels)
	return px, raster.Round(y), uint8(q - px*Subpixels)
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// Drawer draws masks. Its zero value is ready for use; it keeps scratch memory and is not safe for concurrent use.
type Drawer struct {
	Outliner
	path, cut raster.Path
	cells     cells
	band      []uint8
}

// Outline makes pa the outline that the mask of a key covers. Its coordinates are relative to the pen's pixel.
func (d *Drawer) Outline(pa *raster.Path, k Key) {
	pa.Reset(raster.Translate(float64(k.Sub)/Subpixels, 0))
	d.Append(pa, k.Face, k.ID, Form{Size: float64(k.Size), Bold: k.Bold, Italic: k.Italic})
}

// mask draws the coverage of a glyph. The mask's rectangle is relative to the pen's pixel; it has no pixels if the glyph
// has no ink.
func (d *Drawer) mask(k Key) image.Alpha {
	d.Outline(&d.path, k)
	return d.coverage(&d.path)
}

// maxInk bounds the ink of a broken font: how far from its pen a mask reaches, px.
const maxInk = 4 * MaxSize

// coverage is the coverage of a path by the nonzero rule, within maxInk.
func (d *Drawer) coverage(pa *raster.Path) image.Alpha {
	whole := pa.Bounds().Pixels()
	r := whole.Intersect(image.Rect(-maxInk, -maxInk, maxInk, maxInk))
	if r.Empty() {
		return image.Alpha{}
	}
	if r != whole {
		pa = d.clipped(pa, r)
	}
	m := image.Alpha{Pix: make([]uint8, r.Dx()*r.Dy()), Stride: r.Dx(), Rect: r}
	d.cells.mask(&m, pa)
	return m
}

// clipped is the part of a path within r, until the next call.
func (d *Drawer) clipped(pa *raster.Path, r image.Rectangle) *raster.Path {
	d.cut.Reset(raster.Identity())
	start := 0
	for _, end := range pa.Ends {
		d.cut.AddPolygon(raster.ClipPolygon(pa.Points[start:end], r))
		start = end
	}
	return &d.cut
}

// bandHeight is so small that the cells of a letter as wide as a card stay in the processor's cache.
const bandHeight = 32 // px

// Bands calls each with the coverage of a path by the nonzero rule within r, which may be as large as a card, from top to
// bottom in masks that hold until the call returns.
func (d *Drawer) Bands(pa *raster.Path, r image.Rectangle, each func(*image.Alpha)) {
	for ; !r.Empty(); r.Min.Y += bandHeight {
		band := r
		band.Max.Y = min(r.Min.Y+bandHeight, r.Max.Y)
		d.band = slices.Grow(d.band[:0], band.Dx()*band.Dy())
		m := image.Alpha{Pix: d.band[:band.Dx()*band.Dy()], Stride: band.Dx(), Rect: band}
		d.cells.mask(&m, d.clipped(pa, band))
		each(&m)
	}
}
