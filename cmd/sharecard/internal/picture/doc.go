// Package picture gets the pictures of articles ([Source]) and decodes what nobody
// vouches for: JPEG, PNG, WebP and the first frame of a GIF ([Decoder]).
//
// A small file can claim, or cost, a great deal: a PNG header of 60,000×60,000
// px, a JPEG of 63 KB with 1,500 empty scans that keeps a decoder busy for twelve
// seconds. So a [Decoder] looks before it decodes: format by its magic number,
// size by its header, scans by their markers. What it then decodes at once is
// weighed by the memory it will take, decoders run on a reader that fails after
// two seconds, and their panics end with them. Most JPEGs are read by
// [sharecard/render/jpeg], which is faster and decodes them for the size at which they
// are shown, and PNGs by [sharecard/render/png], which reduces large ones row by row.
//
// Pictures are turned upright as their EXIF orientation says, wherever the
// format keeps it.
package picture
