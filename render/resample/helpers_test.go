package resample

import (
	"fmt"
	"image"
	"image/color"
)

func diff(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }

// apart is the largest difference of two pictures in any channel, and where.
func apart(a, b *image.RGBA) (n int, where string) {
	for i, v := range a.Pix {
		if d := diff(v, b.Pix[i]); d > n {
			n, where = d, fmt.Sprintf("pixel %d of %v: %v, %v", i/4, a.Rect, a.Pix[i&^3:i&^3+4], b.Pix[i&^3:i&^3+4])
		}
	}
	return n, where
}

// photo is a picture with detail in both directions.
func photo(w, h int) *image.RGBA {
	return drawn(w, h, func(x, y int) color.RGBA {
		return color.RGBA{R: uint8(x * 255 / w), G: uint8(y * 255 / h), B: uint8((x/8 + y/8) % 2 * 200), A: 255}
	})
}

// halves is a picture whose left half is red and whose right half is blue.
func halves(w, h int) *image.RGBA {
	return drawn(w, h, func(x, _ int) color.RGBA {
		if x < w/2 {
			return color.RGBA{R: 255, A: 255}
		}
		return color.RGBA{B: 255, A: 255}
	})
}

func drawn(w, h int, at func(x, y int) color.RGBA) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		m.SetRGBA(i%w, i/w, at(i%w, i/w))
	}
	return m
}
