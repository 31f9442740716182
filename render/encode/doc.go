// Package encode writes cards within byte limits. The formats themselves are written by
// the packages below it, png, jpeg and webp.
//
//	res, err := encode.Fit(canvas, encode.JPEG, encode.Budget{Bytes: 500_000})
//
// [Fit] gives up quality, step by step, for a limit on bytes.
//
// format.go has the one table of formats: names, media types, endings, encoders. A new
// format takes
//
//   - a package below this one that writes it;
//   - a function here that fits it into a [Budget], as in png.go, and how it holds XMP, in
//     metadata.go;
//   - a constant and a line of the table in format.go;
//   - its ending and media type in the service's description, in server/openapi, and in
//     the words of agent/tools.go, the studio's index.html and the help of render.
//
// The bytes depend on the pixels and the options alone, on machines of one
// architecture. Every function is safe for concurrent use; buffers are pooled.
package encode
