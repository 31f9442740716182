package png

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"

	"sharecard/render/internal/palette"
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
	palette     palette.Palette
	indices     []byte // rows of a palette image, each behind its filter byte
	blocks      blockWriter
	optimal     *optimal // made when first needed
	rows        rowFilter
	pixels      pixelRows
	usedPalette bool // by the image last written
}

// Colour types (PNG §6.1).
const (
	typeRGB     = 2
	typePalette = 3
	typeRGBA    = 6
)

// filterByte is the length of what stands before the indices of each row, filterNone.
const filterByte = 1

// Encode writes img losslessly, but for what opts allow: with a palette if 256 colours
// suffice, else as RGB, as RGBA only if it is not opaque. Each side of img
// has 1 to 65,535 px. The file stays valid until the next call.
func (e *Encoder) Encode(img *image.RGBA, opts Options) []byte {
	e.out.Reset()
	w, h := img.Rect.Dx(), img.Rect.Dy()
	e.usedPalette = true
	switch {
	case opts.Reduce && opaque(img):
		indices, colours := palette.Reduce(img, filterByte)
		e.writePalette(w, h, indices, colours, true)
	case e.palette.Indices(&e.indices, img, filterByte, opts.Near):
		e.writePalette(w, h, e.indices, e.palette.Colours(), opts.Small)
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
	if !opaque(img) {
		kind, bytesPerPixel = typeRGBA, 4
	}
	e.header(img.Rect.Dx(), img.Rect.Dy(), 8, kind)
	start := e.begin("IDAT")
	first := e.out.Len()
	e.out.Write(e.pixels.deflate(&e.blocks, e.out.AvailableBuffer(), &e.rows, img, bytesPerPixel, small))
	if small { // flate finds more matches, but takes those that do not pay in photographs
		second := e.out.Len()
		e.deflate.careful(&e.rows, &e.out, img, bytesPerPixel)
		e.keepShorter(first, second)
	}
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
		r, g, b, a := palette.Straight(c)
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

// keepShorter keeps one of two streams that say the same: the one written from first up
// to second, or the one from second on.
func (e *Encoder) keepShorter(first, second int) {
	all := e.out.Bytes()
	if len(all)-second >= second-first {
		e.out.Truncate(second)
		return
	}
	n := copy(all[first:], all[second:])
	e.out.Truncate(first + n)
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

// opaque reports whether no pixel is seen through. It reads eight pixels at a time.
func opaque(img *image.RGBA) bool {
	all := ^uint64(0)
	for y := range img.Rect.Dy() {
		row := img.Pix[y*img.Stride:][:4*img.Rect.Dx()]
		for ; len(row) >= 32; row = row[32:] {
			p := row[:32:32]
			all &= binary.LittleEndian.Uint64(p) & binary.LittleEndian.Uint64(p[8:]) &
				binary.LittleEndian.Uint64(p[16:]) & binary.LittleEndian.Uint64(p[24:])
		}
		for ; len(row) > 0; row = row[4:] {
			all &= uint64(binary.LittleEndian.Uint32(row)) | 0xFF<<56
		}
		if all>>56 != 0xFF || all>>24&0xFF != 0xFF {
			return false
		}
	}
	return true
}
