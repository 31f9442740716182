package jpeg

import (
	"encoding/binary"
	"image"
)

// Subsampling is the resolution of a JPEG's colour.
type Subsampling uint8

// The kinds of [Subsampling].
const (
	// Auto keeps full colour where there is saturated text or drawing, and
	// halves it for photographs and grey text.
	Auto   Subsampling = iota
	Full               // 4:4:4
	Halved             // 4:2:0
)

// String returns the usual name: "4:4:4".
func (s Subsampling) String() string {
	return [...]string{"auto", "4:4:4", "4:2:0"}[s]
}

// DefaultQuality is the quality of a JPEG where none is asked for: text has no
// visible ringing.
const DefaultQuality = 90

// Options are the choices of an [Encoder].
type Options struct {
	Quality     int // 1–100 on the scale of libjpeg; 0 means DefaultQuality
	Subsampling Subsampling
}

// SubsamplingFor returns what Auto means for img.
func SubsamplingFor(img *image.RGBA) Subsampling {
	if hasColourEdges(img) {
		return Full
	}
	return Halved
}

// Encoder writes baseline JPEGs in JFIF form (ITU-T T.81, T.871), each with Huffman
// tables of its own, and keeps its buffers between them. The zero value is ready. It
// is not safe for concurrent use.
type Encoder struct {
	out    []byte
	tokens tokens
	scan   scan
}

// Encode writes img, its transparent pixels laid on white. Each side of img has 1 to
// 65,535 px. The file stays valid until the next call.
func (e *Encoder) Encode(img *image.RGBA, opts Options) []byte {
	if opts.Quality == 0 {
		opts.Quality = DefaultQuality
	}
	quality := min(max(opts.Quality, 1), 100)
	if opts.Subsampling == Auto {
		opts.Subsampling = SubsamplingFor(img)
	}
	luma, chroma := quantTable(&lumaTable, quality), quantTable(&chromaTable, quality)
	e.tokens.reset(img.Rect.Dx() * img.Rect.Dy())
	e.scan.run(img, opts.Subsampling, &luma, &chroma, &e.tokens)

	e.out = append(e.out[:0], 0xFF, markerSOI)
	e.segment(markerAPP0, []byte("JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"))
	for i, t := range []*[64]byte{&luma, &chroma} {
		data := []byte{byte(i)}
		for _, at := range zigzag {
			data = append(data, t[at])
		}
		e.segment(markerDQT, data)
	}
	e.frameHeader(img.Rect.Dx(), img.Rect.Dy(), opts.Subsampling)
	var codes [tables << 8]huffCode
	for i := range tables {
		lengths, symbols := huffLengths(e.tokens.counts[i<<8:][:256])
		eachCode(lengths, func(at int, code uint32, length int) {
			codes[i<<8|int(symbols[at])] = huffCode{uint16(code), uint8(length)}
		})
		// Class 0 is DC, 1 is AC; destination 0 is luma, 1 chroma.
		data := append([]byte{byte(i&1<<4 | i>>1)}, lengths[:]...)
		e.segment(markerDHT, append(data, symbols...))
	}
	e.segment(markerSOS, []byte{3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0})
	e.out = e.tokens.write(e.out, &codes)
	e.out = append(e.out, 0xFF, markerEOI)
	return e.out
}

func (e *Encoder) segment(marker byte, data []byte) {
	e.out = append(e.out, 0xFF, marker)
	e.out = binary.BigEndian.AppendUint16(e.out, uint16(len(data)+2))
	e.out = append(e.out, data...)
}

func (e *Encoder) frameHeader(w, h int, s Subsampling) {
	sampling := byte(0x11)
	if s == Halved {
		sampling = 0x22
	}
	data := []byte{8}
	data = binary.BigEndian.AppendUint16(data, uint16(h))
	data = binary.BigEndian.AppendUint16(data, uint16(w))
	e.segment(markerSOF0, append(data, 3, 1, sampling, 0, 2, 0x11, 1, 3, 0x11, 1))
}
