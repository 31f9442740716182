// Package vp8 writes key frames of VP8 (RFC 6386), as lossy WebP holds them.
//
//	err := vp8.Encode(w, vp8.FromRGBA(canvas), 75)
//
// Colour has half of the resolution of light; [FromRGBA] sharpens its edges, so that red
// text stays red. Macroblocks of 16×16 pixels are predicted from those above and to the
// left, and what that leaves is transformed and quantised:
//
//	fromrgba    pixels → YCbCr                          sharpen.go
//	decide      macroblocks → modes and coefficients    whole.go, parts.go, chroma.go
//	tokens      coefficients → tokens, counted          tokenprobs.go
//	header      what the frame says before them         modes.go, modeprobs.go
//	boolwriter  bits → bytes
//
// The mode that leaves the least (predict.go, satd.go) of the whole and of each part is
// tried to the end (transform.go, quantise.go, steptables.go), and whole or parts are taken
// whose error and bits (costs.go) weigh the least. Squares of one colour that a mode makes
// exactly are known at a look (even.go). Each quality has one quantiser for the whole frame. Coefficients are restored
// as decoders do, since the next predictions begin with them; tests compare the two
// sample by sample.
//
// The bytes depend on the pixels and the quality alone, on machines of one architecture.
// Encode and FromRGBA are safe for concurrent use; buffers are pooled. BenchmarkVP8 has
// their time, and TestAgainstCwebp compares with cwebp.
package vp8
