package resample

import (
	"encoding/binary"
	"image"
)

// nearest scales without mixing pixels (image-rendering: pixelated, as QR codes want): each pixel of the result takes
// the one of the source that lies under its centre.
func nearest(src image.Image, w, h int, crop image.Rectangle) *image.RGBA {
	size := src.Bounds().Size()
	at := func(v, n, m int) int { return int((2*int64(v) + 1) * int64(n) / (2 * int64(m))) }
	x0, x1 := at(crop.Min.X, size.X, w), at(crop.Max.X-1, size.X, w)+1
	y0, y1 := at(crop.Min.Y, size.Y, h), at(crop.Max.Y-1, size.Y, h)+1
	part := shrink(src, image.Rect(x0, y0, x1, y1).Add(src.Bounds().Min), 1, 1)
	columns := make([]int, crop.Dx())
	for i := range columns {
		columns[i] = 4 * (at(crop.Min.X+i, size.X, w) - x0)
	}
	dst := image.NewRGBA(crop)
	drawn := -1 // the row of the source last drawn
	for i := range crop.Dy() {
		out := dst.Pix[i*dst.Stride:][:dst.Stride]
		y := at(crop.Min.Y+i, size.Y, h) - y0
		if y == drawn {
			copy(out, dst.Pix[(i-1)*dst.Stride:])
			continue
		}
		drawn = y
		row := part.Pix[y*part.Stride:]
		for x, from := range columns {
			binary.LittleEndian.PutUint32(out[4*x:], binary.LittleEndian.Uint32(row[from:]))
		}
	}
	return dst
}
