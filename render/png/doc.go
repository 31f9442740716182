// Package png writes cards as PNG (PNG, third edition), and reads the PNGs that articles
// come with. It knows what a card is: large flat areas, text, perhaps one photograph.
//
//	var e png.Encoder
//	data := e.Encode(canvas, png.Options{})
//
// An [Encoder] counts colours first. A card without a photograph mostly has at most
// 256, or a few more that can share entries of a palette unseen. It becomes a palette
// image, a third of the bytes to deflate:
//
//	palette    the colours, and the index of each pixel          render/internal/palette, indices.go
//	repeats    literals and matches, found in one pass           repeats.go
//	optimal    or, for kept cards, by an optimal parse           optimal.go
//	block      blocks with Huffman codes of their own            lztoken.go, block.go
//
// Other cards are written in true colour. Their rows are filtered by what they show
// (rows.go, filter.go): text and flat ground not at all, photographs by Sub, Up or Average.
// They are deflated by matches of whole pixels (pixels.go). Kept cards choose among all
// filters, and are also deflated by klauspost's flate (deflate.go); the shorter stream is
// taken. Package encode asks for fewer colours where a card has too many bytes.
//
// The bytes depend on the pixels and the options alone, on machines of one
// architecture. BenchmarkPNG compares time and size with image/png; BenchmarkTrueColour is
// the second way alone.
//
// [Decode] goes the other way and reduces a large picture while it reads it:
//
//	chunks     header, palette, transparent colour               decoder.go
//	rows       inflated, passes of interlaced ones, unfiltered   decoderows.go
//	pixels     samples of any depth → colours                    decodepixels.go
//	means      of squares of pixels                              decodereduce.go
//
// It is held to image/png's pixels; BenchmarkDecode compares both.
package png
