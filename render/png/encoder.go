package png

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
)

// Options are the choices of an [Encoder]. The zero value writes live cards.
type Options struct {
	// Small takes more time for fewer bytes, for cards that are kept; BenchmarkPNG
	// compares both.
	Small bool
	// Reduce changes the colours of an opaque image so that a palette holds them. It
	// takes longer than Small, which it includes.
	Reduce bool
	// Near lets colours of few pixels move, each channel by at most 3 of 255, where a
	// palette then holds an image of some more than 256: letters and round corners over
	// a gradient.
	Near bool
}

// Encoder writes PNGs one after the other and keeps its buffers between them. The
// zero value is ready. It is not safe for concurrent use.
type Encoder struct {
	out         bytes.Buffer
	deflate     deflater
	palette     palette
	indices     []byte // rows of a palette image, each behind its filter byte
	blocks      blockWriter
	optimal     *optimal // made when first needed
	rows        rowFilter
	usedPalette bool // by the image last written
}

// Colour types (PNG §6.1).
const (
	typeRGB     = 2
	typePalette = 3
	typeRGBA    = 6
)

// Encode writes img losslessly, but for what opts allow: with a palette if 256 colours
// suffice, else as RGB, as RGBA only if it is not opaque. Each side of img
// has 1 to 65,535 px. The file stays valid until the next call.
func (e *Encoder) Encode(img *image.RGBA, opts Options) []byte {
	e.out.Reset()
	w, h := img.Rect.Dx(), img.Rect.Dy()
	e.usedPalette = true
	switch {
	case opts.Reduce && img.Opaque():
		indices, colours := reduce(img)
		e.writePalette(w, h, indices, colours, true)
	case e.palette.indices(&e.indices, img, opts.Near):
		e.writePalette(w, h, e.indices, e.palette.colours[:e.palette.n], opts.Small)
	default:
		e.usedPalette = false
		e.writeTrueColour(img, opts.Small)
	}
	return e.out.Bytes()
}

// UsedPalette reports whether the image last written has a palette.
func (e *Encoder) UsedPalette() bool { return e.usedPalette }

func (e *Encoder) writeTrueColour(img *image.RGBA, small bool) {
	kind, bytesPerPixel := byte(typeRGB), 3
	if !img.Opaque() {
		kind, bytesPerPixel = typeRGBA, 4
	}
	e.header(img.Rect.Dx(), img.Rect.Dy(), 8, kind)
	start := e.begin("IDAT")
	e.rows.write(&e.deflate, &e.out, img, bytesPerPixel, small)
	e.end(start)
	e.end(e.begin("IEND"))
}

// writePalette writes an image of w×h px in the given colours: an index for each
// pixel, one byte each, and the filter byte before each row. It packs the indices in
// place.
func (e *Encoder) writePalette(w, h int, indices []byte, colours []uint32, small bool) {
	depth := 8
	switch n := len(colours); {
	case n <= 2:
		depth = 1
	case n <= 4:
		depth = 2
	case n <= 16:
		depth = 4
	}
	e.header(w, h, byte(depth), typePalette)
	e.paletteChunks(colours)
	start := e.begin("IDAT")
	rows, stride := packIndices(indices, w, depth)
	e.deflateIndices(rows, stride, small)
	e.end(start)
	e.end(e.begin("IEND"))
}

func (e *Encoder) header(w, h int, depth, colour byte) {
	e.out.WriteString("\x89PNG\r\n\x1a\n")
	start := e.begin("IHDR")
	var b [13]byte
	binary.BigEndian.PutUint32(b[0:], uint32(w))
	binary.BigEndian.PutUint32(b[4:], uint32(h))
	b[8], b[9] = depth, colour
	e.out.Write(b[:])
	e.end(start)
	start = e.begin("sRGB")
	e.out.WriteByte(0) // perceptual
	e.end(start)
}

// paletteChunks writes PLTE and, up to the last colour that is not opaque, tRNS.
func (e *Encoder) paletteChunks(colours []uint32) {
	var alpha []byte
	start := e.begin("PLTE")
	for i, c := range colours {
		r, g, b, a := straight(c)
		e.out.Write([]byte{r, g, b})
		if a != 0xFF {
			for len(alpha) < i {
				alpha = append(alpha, 0xFF)
			}
			alpha = append(alpha, a)
		}
	}
	e.end(start)
	if alpha != nil {
		start = e.begin("tRNS")
		e.out.Write(alpha)
		e.end(start)
	}
}

// straight splits a pixel, little-endian premultiplied RGBA, and divides its colour
// by alpha.
func straight(c uint32) (r, g, b, a byte) {
	r, g, b, a = byte(c), byte(c>>8), byte(c>>16), byte(c>>24)
	if a == 0xFF || a == 0 {
		return r, g, b, a
	}
	divide := func(v byte) byte { return byte(min(255, (int(v)*255+int(a)/2)/int(a))) }
	return divide(r), divide(g), divide(b), a
}

// begin starts a chunk (PNG §5.3). Its length is filled in by end, which also writes
// the checksum.
func (e *Encoder) begin(kind string) (start int) {
	start = e.out.Len()
	e.out.WriteString("\x00\x00\x00\x00")
	e.out.WriteString(kind)
	return start
}

func (e *Encoder) end(start int) {
	chunk := e.out.Bytes()[start:]
	binary.BigEndian.PutUint32(chunk, uint32(len(chunk)-8))
	var sum [4]byte
	binary.BigEndian.PutUint32(sum[:], crc32.ChecksumIEEE(chunk[4:]))
	e.out.Write(sum[:])
}
