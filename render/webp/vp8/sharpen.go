package vp8

import (
	"image"
	"math"
)

// Where colour changes from one pixel to the next, as at red text on paper, decoders
// blur it over three pixels or more, and as blurred colours are darker or lighter than
// those meant, text loses contrast as well. Sharpening chooses chroma so that what
// decoders interpolate is near the colours meant, and then luma so that the brightness
// is.

// sharpStep is how far the chroma of neighbours must be apart: a quarter of the distance
// between red text and paper. Photographs mostly have less.
const sharpStep = 24

// sharpRounds is how often chroma is corrected; brightRounds, how often luma is.
const sharpRounds, brightRounds = 4, 2

// sharpener corrects the edges of colour in a converted image.
type sharpener struct {
	img *image.RGBA
	to  *image.YCbCr
	// The squares of 2×2 pixels at edges, by their place in the planes of chroma.
	squares []image.Point
}

func (s *sharpener) run() {
	s.find()
	for range sharpRounds {
		for _, at := range s.squares {
			s.sharpen(at)
		}
	}
	for _, at := range s.squares {
		s.brighten(at)
	}
}

// find lists the squares whose neighbours have another colour.
func (s *sharpener) find() {
	w, h := (s.to.Rect.Dx()+1)/2, (s.to.Rect.Dy()+1)/2
	edge := make([]bool, w*h)
	for y := range h {
		for x := range w {
			i := y*s.to.CStride + x
			if x+1 < w && s.apart(i, i+1) {
				edge[y*w+x], edge[y*w+x+1] = true, true
			}
			if y+1 < h && s.apart(i, i+s.to.CStride) {
				edge[y*w+x], edge[(y+1)*w+x] = true, true
			}
		}
	}
	for i, is := range edge {
		if is {
			s.squares = append(s.squares, image.Pt(i%w, i/w))
		}
	}
}

func (s *sharpener) apart(a, b int) bool {
	blue, red := int(s.to.Cb[a])-int(s.to.Cb[b]), int(s.to.Cr[a])-int(s.to.Cr[b])
	return max(blue, -blue)+max(red, -red) >= sharpStep
}

// pixels calls f with the pixels of a square.
func (s *sharpener) pixels(square image.Point, f func(x, y int)) {
	for y := 2 * square.Y; y < min(2*square.Y+2, s.to.Rect.Dy()); y++ {
		for x := 2 * square.X; x < min(2*square.X+2, s.to.Rect.Dx()); x++ {
			f(x, y)
		}
	}
}

// shown returns the chroma of a pixel as decoders interpolate it: 9/16 of its own
// square, 3/16 of the nearest beside and above or below, 1/16 of the one between those.
func (s *sharpener) shown(x, y int) (cb, cr int) {
	w, h := (s.to.Rect.Dx()+1)/2, (s.to.Rect.Dy()+1)/2
	nearX, nearY := x/2, y/2
	farX, farY := min((x-1)/2+x&1, w-1), min((y-1)/2+y&1, h-1)
	near, beside := nearY*s.to.CStride+nearX, nearY*s.to.CStride+farX
	above, between := farY*s.to.CStride+nearX, farY*s.to.CStride+farX
	mix := func(p []byte) int {
		return (9*int(p[near]) + 3*int(p[beside]) + 3*int(p[above]) + int(p[between]) + 8) >> 4
	}
	return mix(s.to.Cb), mix(s.to.Cr)
}

// sharpen moves the chroma of a square by what its pixels lack on average.
func (s *sharpener) sharpen(square image.Point) {
	var blue, red, n int
	s.pixels(square, func(x, y int) {
		r, g, b := onWhite(s.img.Pix[y*s.img.Stride+4*x:][:4])
		cb, cr := s.shown(x, y)
		blue += (blueRed*r+blueGreen*g+chromaFull*b)>>fixedBits + 128 - cb
		red += (chromaFull*r+redGreen*g+redBlue*b)>>fixedBits + 128 - cr
		n++
	})
	i := square.Y*s.to.CStride + square.X
	s.to.Cb[i] = clip(int(s.to.Cb[i]) + blue/n)
	s.to.Cr[i] = clip(int(s.to.Cr[i]) + red/n)
}

// brighten changes the luma of a square's pixels so that they are shown as bright as
// they are meant.
func (s *sharpener) brighten(square image.Point) {
	s.pixels(square, func(x, y int) {
		meant := brightness(onWhite(s.img.Pix[y*s.img.Stride+4*x:][:4]))
		cb, cr := s.shown(x, y)
		luma := &s.to.Y[y*s.to.YStride+x]
		for range brightRounds {
			*luma = clip(int(*luma) + int(math.Round((meant-brightness(toRGB(int(*luma), cb, cr)))*219/255)))
		}
	})
}

// toRGB converts as decoders do, BT.601 of studio range.
func toRGB(y, cb, cr int) (r, g, b int) {
	const full, red, greenBlue, greenRed, blue = 76309, 104597, 25675, 53279, 132201
	l := full*(y-16) + fixedHalf
	r = (l + red*(cr-128)) >> fixedBits
	g = (l - greenBlue*(cb-128) - greenRed*(cr-128)) >> fixedBits
	b = (l + blue*(cb-128)) >> fixedBits
	return int(clip(r)), int(clip(g)), int(clip(b))
}

// brightness returns the grey, 0 to 255, that is as bright as a colour of sRGB. A square
// root is near enough to sRGB's curve.
func brightness(r, g, b int) float64 {
	return math.Sqrt(0.2126*float64(r*r) + 0.7152*float64(g*g) + 0.0722*float64(b*b))
}
