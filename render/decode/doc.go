// Package decode reads the JPEGs that articles mostly come with, two and a half
// times as fast as image/jpeg: baseline, three components, one scan. A cover of
// 1600×900 px is the larger part of what a card costs that shows it first.
//
//	m, ok := decode.JPEG(data)
//	if !ok {
//		m, err = jpeg.Decode(bytes.NewReader(data))
//	}
//
// It knows no errors: whatever is damaged, odd or merely rare (progressive, grey,
// CMYK, 12 bits) is image/jpeg's to read or to refuse. What it does read differs
// from image/jpeg's samples by the rounding of the inverse transform, 2 at most; by
// up to 9 where coefficients are beyond those of any pixels.
//
// Its time is bounded by the pixels of the frame and its memory by them and the
// length of the file; who calls it bounds both.
package decode
