// Package vp8l writes cards as lossless WebP: the payload of a VP8L chunk (RFC 9649,
// section 3). It knows what a card is: large flat areas, text, perhaps one photograph.
//
//	var e vp8l.Encoder
//	payload := e.Encode(canvas, vp8l.Options{})
//
// An [Encoder] finds the palette that package png would write. If 256 colours suffice, it
// writes their indices, several in a pixel where there are few colours. Other cards are
// written in true colour, each pixel as its difference from a prediction:
//
//	palette    the colours, and the index of each pixel       render/internal/palette, indices.go
//	predict    or what is left of pixels once predicted       truecolour.go, predict.go
//	repeats    literals and copies, found in one pass         token.go, repeats.go
//	cache      colours met lately, in place of literals       cache.go
//	groups     tiles that share their prefix codes            groups.go, histogram.go
//	codes      prefix codes, then the tokens in them          codes.go, bits.go
//
// The bytes depend on the pixels and the options alone, on machines of one
// architecture. BenchmarkVP8L compares time and size with package png.
package vp8l
