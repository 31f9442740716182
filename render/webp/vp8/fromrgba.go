package vp8

import "image"

// Luma and chroma of BT.601 in 65536ths: black has a luma of 16, white of 235, and chroma
// goes from 16 to 240 (RFC 6386 section 9.2 leaves that to BT.601; decoders of WebP take
// studio range).
const (
	lumaRed, lumaGreen, lumaBlue = 16829, 33039, 6416

	blueRed, blueGreen = -9714, -19070 // Cb; blue has chromaFull
	redGreen, redBlue  = -24103, -4681 // Cr; red has chromaFull
	chromaFull         = 28784

	fixedBits = 16
	fixedHalf = 1 << (fixedBits - 1)
)

// FromRGBA converts an image, its transparent pixels laid on white. The colour of 2×2
// pixels is averaged, but sharpened at its edges.
func FromRGBA(img *image.RGBA) *image.YCbCr {
	s := sharpener{img: img, to: convert(img)}
	s.run()
	return s.to
}

func convert(img *image.RGBA) *image.YCbCr {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	to := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio420)
	for y := 0; y < h; y += 2 {
		upper := img.Pix[y*img.Stride:][:4*w]
		lower := upper // of the last row of an odd height
		if y+1 < h {
			lower = img.Pix[(y+1)*img.Stride:][:4*w]
			lumaRow(to.Y[(y+1)*to.YStride:], lower)
		}
		lumaRow(to.Y[y*to.YStride:], upper)
		at := y / 2 * to.CStride
		chromaRow(to.Cb[at:], to.Cr[at:], upper, lower)
	}
	return to
}

// onWhite returns the channels of a premultiplied pixel that lies on white.
func onWhite(pix []byte) (r, g, b int) {
	white := 255 - int(pix[3])
	return int(pix[0]) + white, int(pix[1]) + white, int(pix[2]) + white
}

func lumaRow(to, pix []byte) {
	for x := 0; 4*x < len(pix); x++ {
		r, g, b := onWhite(pix[4*x : 4*x+4])
		to[x] = byte((lumaRed*r + lumaGreen*g + lumaBlue*b + 16<<fixedBits + fixedHalf) >> fixedBits)
	}
}

func chromaRow(cb, cr, upper, lower []byte) {
	for x := 0; x < len(upper); x += 8 {
		next := min(x+4, len(upper)-4) // the last column of an odd width counts twice
		var r, g, b int
		for _, p := range [4][]byte{upper[x : x+4], upper[next : next+4], lower[x : x+4], lower[next : next+4]} {
			pr, pg, pb := onWhite(p)
			r, g, b = r+pr, g+pg, b+pb
		}
		const half, shift = 2 << fixedBits, fixedBits + 2 // of four pixels
		cb[x/8] = byte((blueRed*r + blueGreen*g + chromaFull*b + 128<<shift + half) >> shift)
		cr[x/8] = byte((chromaFull*r + redGreen*g + redBlue*b + 128<<shift + half) >> shift)
	}
}
