// Package jpeg writes cards as JPEG and reads the JPEGs that articles mostly come
// with: baseline, three components, one scan (ITU-T T.81, T.871).
//
//	var e jpeg.Encoder
//	data := e.Encode(canvas, jpeg.Options{})
//
// An [Encoder] gives flat blocks no transform, and keeps the full resolution of colour
// for the blocks that have edges of it. Its Huffman codes fit the image:
//
//	encodescan   pixels → units of blocks               ycbcr.go, subsample.go, repeat.go
//	fdct         blocks → coefficients                  block.go
//	quantiser    coefficients → tokens                  quanttable.go, tokens.go
//	huffman      counts of tokens → codes → bytes       internal/huffman
//
// [Decode] goes the other way, and [DecodeScaled] to some eighths of the size:
//
//	m, ok := jpeg.Decode(data)
//	if !ok {
//		m, err = stdjpeg.Decode(bytes.NewReader(data)) // of image/jpeg
//	}
//
// It knows no errors. Whatever is damaged, odd or merely rare (progressive, grey, CMYK,
// 12 bits) is left to image/jpeg to read or to refuse. What Decode does read differs
// from image/jpeg's samples by the rounding of the inverse transform, 2 at most; by up
// to 9 where coefficients are beyond those of any pixels. Its time is bounded by the
// pixels of the frame and its memory by them and the length of the file; the caller
// bounds both.
//
// Decode and DecodeScaled are safe for concurrent use. BenchmarkJPEG and BenchmarkDecode
// compare with image/jpeg.
package jpeg
