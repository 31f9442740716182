package photo

import (
	"image"
	"image/draw"
)

// upright applies an EXIF orientation and moves the bounds to 0,0. Planar
// pictures stay planar where their chroma planes can be turned alike.
func upright(m image.Image, orientation int) image.Image {
	if orientation <= 1 {
		if m.Bounds().Min == (image.Point{}) {
			return m
		}
		return packed(m)
	}
	if y, ok := m.(*image.YCbCr); ok {
		if turned := turnYCbCr(y, orientation); turned != nil {
			return turned
		}
	}
	from := packed(m)
	size := turnedSize(from.Rect.Size(), orientation)
	to := image.NewRGBA(image.Rectangle{Max: size})
	eachPixel(from.Rect.Size(), orientation, func(sx, sy, dx, dy int) {
		s, d := from.PixOffset(sx, sy), to.PixOffset(dx, dy)
		copy(to.Pix[d:d+4:d+4], from.Pix[s:s+4:s+4])
	})
	return to
}

// packed is a picture as RGBA with its bounds at 0,0.
func packed(m image.Image) *image.RGBA {
	b := m.Bounds()
	if p, ok := m.(*image.RGBA); ok && b.Min == (image.Point{}) {
		return p
	}
	p := image.NewRGBA(image.Rectangle{Max: b.Size()})
	draw.Draw(p, p.Rect, m, b.Min, draw.Src)
	return p
}

func turnedSize(s image.Point, orientation int) image.Point {
	if orientation >= 5 {
		return image.Pt(s.Y, s.X)
	}
	return s
}

// eachPixel visits the pixels of a plane of some size with their place in the
// turned one. EXIF names an orientation by where the first row and the first
// column of what is stored belong.
func eachPixel(s image.Point, orientation int, visit func(sx, sy, dx, dy int)) {
	right, bottom := s.X-1, s.Y-1
	for y := range s.Y {
		for x := range s.X {
			switch orientation {
			case 2: // top, right: mirrored
				visit(x, y, right-x, y)
			case 3: // bottom, right: turned by 180°
				visit(x, y, right-x, bottom-y)
			case 4: // bottom, left
				visit(x, y, x, bottom-y)
			case 5: // left, top: transposed
				visit(x, y, y, x)
			case 6: // right, top: to be turned clockwise
				visit(x, y, bottom-y, x)
			case 7: // right, bottom
				visit(x, y, bottom-y, right-x)
			case 8: // left, bottom: to be turned anticlockwise
				visit(x, y, y, right-x)
			}
		}
	}
}

// turnYCbCr turns each plane. It returns nil where the result has no layout in
// package image, or where chroma would move against luma: at odd sizes.
func turnYCbCr(m *image.YCbCr, orientation int) image.Image {
	ratio := m.SubsampleRatio
	if orientation >= 5 {
		switch ratio {
		case image.YCbCrSubsampleRatio422:
			ratio = image.YCbCrSubsampleRatio440
		case image.YCbCrSubsampleRatio440:
			ratio = image.YCbCrSubsampleRatio422
		}
	}
	size := m.Rect.Size()
	switch m.SubsampleRatio {
	case image.YCbCrSubsampleRatio444:
	case image.YCbCrSubsampleRatio420, image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio440:
		if size.X%2 != 0 || size.Y%2 != 0 {
			return nil
		}
	default:
		return nil
	}
	if m.Rect.Min != (image.Point{}) {
		return nil
	}
	to := image.NewYCbCr(image.Rectangle{Max: turnedSize(size, orientation)}, ratio)
	turnPlane(to.Y, to.YStride, m.Y, m.YStride, size, orientation)
	chroma := size
	switch m.SubsampleRatio {
	case image.YCbCrSubsampleRatio420:
		chroma = image.Pt(size.X/2, size.Y/2)
	case image.YCbCrSubsampleRatio422:
		chroma.X /= 2
	case image.YCbCrSubsampleRatio440:
		chroma.Y /= 2
	}
	turnPlane(to.Cb, to.CStride, m.Cb, m.CStride, chroma, orientation)
	turnPlane(to.Cr, to.CStride, m.Cr, m.CStride, chroma, orientation)
	return to
}

func turnPlane(to []byte, toStride int, from []byte, fromStride int, size image.Point, orientation int) {
	eachPixel(size, orientation, func(sx, sy, dx, dy int) { to[dy*toStride+dx] = from[sy*fromStride+sx] })
}
