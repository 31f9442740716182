// Package png writes cards as PNG (PNG, third edition). It knows what a card is:
// large flat areas, text, perhaps one photograph.
//
//	var e png.Encoder
//	data := e.Encode(canvas, png.Options{})
//
// An [Encoder] counts colours first. A card without a photograph mostly has at most
// 256, or a few more that can share entries of a palette unseen. It becomes a palette
// image, a third of the bytes to deflate:
//
//	palette    the colours, and the index of each pixel          palette.go, indices.go
//	repeats    literals and matches, found in one pass           repeats.go
//	optimal    or, for kept cards, by an optimal parse           optimal.go
//	block      blocks with Huffman codes of their own            lztoken.go, block.go, prefixcode.go
//
// Other cards are written in true colour. Their rows are filtered by what they show,
// and deflated by klauspost's flate (rows.go, filter.go, deflate.go). Package encode
// asks for fewer colours where a card has too many bytes (reduce.go).
//
// The bytes depend on the pixels and the options alone, on machines of one
// architecture. BenchmarkPNG compares time and size with image/png.
package png
