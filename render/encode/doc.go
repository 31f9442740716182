// Package encode writes cards within byte limits. The formats themselves are written by
// the packages below it, png and jpeg; encoders in format.go is their table.
//
//	res, err := encode.Fit(canvas, encode.JPEG, encode.Budget{Bytes: 500_000})
//
// [Fit] gives up quality, step by step, for a limit on bytes.
//
// The bytes depend on the pixels and the options alone, on machines of one
// architecture. Every function is safe for concurrent use; buffers are pooled.
package encode
