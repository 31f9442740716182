// Package webp writes cards as WebP files (RFC 9649, section 2): losslessly by package
// vp8l, or lossy by package vp8.
//
//	var e webp.Encoder
//	file := e.Lossless(canvas, vp8l.Options{})
//	file = webp.Extend(file, webp.XMPChunk(packet))
//
// A file has one chunk, of the picture; with metadata it becomes an extended file.
package webp
