package webp

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"

	"sharecard/render/webp/vp8"
	"sharecard/render/webp/vp8l"
)

// MaxSide is the longest side of a picture in pixels, the limit of VP8.
const MaxSide = vp8.MaxSide

// Encoder writes files one after the other and keeps its buffers between them. The zero
// value is ready. It is not safe for concurrent use.
type Encoder struct {
	lossless vp8l.Encoder
	frame    bytes.Buffer
	out      []byte
}

// Lossless writes img losslessly, but for what opts allow. It returns nil where they ask
// for a palette, and 256 colours do not suffice. Each side of img has 1 to [MaxSide] px.
// The file stays valid until the next call.
func (e *Encoder) Lossless(img *image.RGBA, opts vp8l.Options) []byte {
	payload := e.lossless.Encode(img, opts)
	if payload == nil {
		return nil
	}
	e.out = file(e.out[:0], chunk(nil, "VP8L", payload))
	return e.out
}

// Lossy writes img, as [vp8.FromRGBA] makes it, at a quality of 1 to 100. Each side has 1
// to [MaxSide] px. The file stays valid until the next call. The error wraps
// [vp8.ErrLong].
func (e *Encoder) Lossy(img *image.YCbCr, quality int) ([]byte, error) {
	e.frame.Reset()
	if err := vp8.Encode(&e.frame, img, quality); err != nil {
		return nil, fmt.Errorf("webp: %w", err)
	}
	e.out = file(e.out[:0], chunk(nil, "VP8 ", e.frame.Bytes()))
	return e.out, nil
}

// UsedPalette reports whether the image last written losslessly has a palette.
func (e *Encoder) UsedPalette() bool { return e.lossless.UsedPalette() }

// headerBytes stand before the chunks: RIFF, the size of the rest, WEBP (RFC 9649 §2.4).
const headerBytes = 12

// file appends a file of these chunks to out.
func file(out, chunks []byte) []byte {
	out = append(out, "RIFF"...)
	out = binary.LittleEndian.AppendUint32(out, uint32(len("WEBP")+len(chunks)))
	out = append(out, "WEBP"...)
	return append(out, chunks...)
}

// chunk appends a chunk to out (§2.3). One of an odd length is followed by a byte of 0.
func chunk(out []byte, kind string, payload []byte) []byte {
	out = append(out, kind...)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(payload)))
	out = append(out, payload...)
	return append(out, make([]byte, len(payload)%2)...)
}
