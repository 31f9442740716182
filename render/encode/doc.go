// Package encode writes cards as PNG and JPEG, and keeps them within byte
// limits. Both writers are our own, because they know what a card is: large
// flat areas, text, perhaps one photograph.
//
//	res, err := encode.Fit(canvas, encode.FormatJPEG, encode.Budget{Bytes: 500_000})
//
// [PNG] counts colours first: a card without a photograph mostly has at most
// 256 and becomes a palette image, a third of the bytes to deflate, by a writer
// that looks for repeats of the row above and of the byte before only. Otherwise
// rows are filtered by what they show. A JPEG gives flat blocks no transform, and
// keeps the full resolution of colour for the blocks that have edges of it.
// [Fit] gives up quality, step by step, for a limit on bytes.
//
// The bytes depend on the pixels and the options alone, on machines of one
// architecture. Every function is safe for concurrent use; buffers are pooled.
package encode
