package png

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
)

// Errors of [Decode] and [DecodeHeader] wrap one of these, or the context's.
var (
	ErrFormat      = errors.New("malformed PNG")
	ErrUnsupported = errors.New("unsupported PNG")
)

const signature = "\x89PNG\r\n\x1a\n"

// Decode decodes a PNG row by row (PNG, third edition). With shrink 1 it is what
// image/png makes of it, except that samples of 16 bits become 8 as package image/draw
// makes them. With more, each square of shrink×shrink pixels becomes their mean, in
// premultiplied colours, and the pixels left over at the right and the bottom are
// dropped; the picture is never as a whole in memory. shrink is 1 to [MaxShrink] and at
// most either side.
//
// It ends early when ctx does. Its memory is bounded by [Header.Memory], which the
// caller bounds. Chunks that say how colours are meant (gAMA, iCCP, …) are not applied.
// It is safe for concurrent use.
func Decode(ctx context.Context, data []byte, shrink int) (image.Image, error) {
	h, err := DecodeHeader(data)
	if err != nil {
		return nil, err
	}
	if shrink < 1 || shrink > min(MaxShrink, h.Width, h.Height) {
		return nil, fmt.Errorf("decoding a PNG of %d×%d px: shrink is %d, must be 1 to %d and at most either side",
			h.Width, h.Height, shrink, MaxShrink)
	}
	d := decoder{Header: h, chunks: chunks{data[headerEnd:]}, opaque: h.Colour != typeGreyAlpha && h.Colour != typeRGBA}
	if err := d.readColours(); err != nil {
		return nil, err
	}
	if d.filteredBytes() > maxInflation*int64(len(data)) {
		return nil, fmt.Errorf("%w: %d bytes for %d×%d px", ErrFormat, len(data), h.Width, h.Height) // no room is made for those
	}
	to := d.newTarget(shrink)
	if err := d.readPixels(ctx, to); err != nil {
		return nil, err
	}
	if err := d.readEnd(); err != nil {
		return nil, err
	}
	return to.finish(), nil
}

// decoder is one picture under way.
type decoder struct {
	Header
	chunks  chunks
	idat    []byte           // the first chunk of pixels
	palette [256]color.NRGBA // an index beyond the entries is an opaque black, as in most decoders
	key     [3]uint16        // the colour that tRNS makes transparent; grey has one sample
	hasKey  bool             // whether there is one
	opaque  bool             // whether all pixels are
}

// readColours reads what comes before the pixels: PLTE and tRNS, in this order (PNG
// §5.6). What else there is says nothing of the samples.
func (d *decoder) readColours() error {
	seenPalette, seenTransparency := false, false
	for {
		kind, body, err := d.chunks.next()
		if err != nil {
			return err
		}
		switch kind {
		case "IHDR", "IEND":
			return fmt.Errorf("%w: %s before the pixels", ErrFormat, kind)
		case "PLTE":
			if seenPalette || seenTransparency {
				return fmt.Errorf("%w: PLTE out of order", ErrFormat)
			}
			seenPalette = true
			err = d.readPalette(body)
		case "tRNS":
			if seenTransparency || d.Colour == typePalette && !seenPalette {
				return fmt.Errorf("%w: tRNS out of order", ErrFormat)
			}
			seenTransparency = true
			err = d.readTransparency(body)
		case "IDAT":
			if d.Colour == typePalette && !seenPalette {
				return fmt.Errorf("%w: no palette before the pixels", ErrFormat)
			}
			d.idat = body
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// readPalette reads PLTE (PNG §11.2.2). Beside true colours it is a suggestion.
func (d *decoder) readPalette(body []byte) error {
	n := len(body) / 3
	most := 256
	if d.Colour == typePalette {
		most = 1 << d.Depth
	}
	if len(body)%3 != 0 || n == 0 || n > most || d.Colour == typeGrey || d.Colour == typeGreyAlpha {
		return fmt.Errorf("%w: PLTE of %d bytes", ErrFormat, len(body))
	}
	if d.Colour != typePalette {
		return nil
	}
	for i := range d.palette {
		d.palette[i].A = 0xFF
	}
	for i := range n {
		d.palette[i].R, d.palette[i].G, d.palette[i].B = body[3*i], body[3*i+1], body[3*i+2]
	}
	return nil
}

// readTransparency reads tRNS (PNG §11.3.1.1).
func (d *decoder) readTransparency(body []byte) error {
	wrong := fmt.Errorf("%w: tRNS of %d bytes", ErrFormat, len(body))
	switch d.Colour {
	case typeGrey, typeRGB:
		if len(body) != 2*samplesOf(d.Colour) {
			return wrong
		}
		for i := range len(body) / 2 {
			d.key[i] = binary.BigEndian.Uint16(body[2*i:])
		}
		d.hasKey, d.opaque = true, false
	case typePalette:
		if len(body) > 256 {
			return wrong
		}
		for i, alpha := range body {
			d.palette[i].A = alpha
			d.opaque = d.opaque && alpha == 0xFF
		}
	default:
		return wrong
	}
	return nil
}

// readEnd looks at what follows the pixels, up to IEND.
func (d *decoder) readEnd() error {
	for {
		kind, body, err := d.chunks.next()
		if err != nil {
			return err
		}
		switch kind {
		case "IHDR", "PLTE", "tRNS":
			return fmt.Errorf("%w: %s behind the pixels", ErrFormat, kind)
		case "IEND":
			if len(body) > 0 {
				return fmt.Errorf("%w: IEND of %d bytes", ErrFormat, len(body))
			}
			return nil
		}
	}
}

// chunks walks over the chunks of a file (PNG §5.3).
type chunks struct{ rest []byte }

// next returns the next chunk, whose checksum is right.
func (c *chunks) next() (kind string, body []byte, err error) {
	if len(c.rest) < 12 {
		return "", nil, fmt.Errorf("%w: it ends within a chunk", ErrFormat)
	}
	n := uint64(binary.BigEndian.Uint32(c.rest))
	if n+12 > uint64(len(c.rest)) {
		return "", nil, fmt.Errorf("%w: it ends within a chunk", ErrFormat)
	}
	if crc32.ChecksumIEEE(c.rest[4:8+n]) != binary.BigEndian.Uint32(c.rest[8+n:]) {
		return "", nil, fmt.Errorf("%w: wrong checksum of %.4q", ErrFormat, c.rest[4:8])
	}
	kind, body = string(c.rest[4:8]), c.rest[8:8+n]
	c.rest = c.rest[12+n:]
	return kind, body, nil
}

// Header is what the first chunk of a PNG says of its picture (PNG §11.2.1).
type Header struct {
	Width, Height int // px, 1 or more
	Depth         int // bits of a sample: 1, 2, 4, 8 or 16
	Colour        int // type: 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGBA
	Interlaced    bool
}

// Colour types beside those that are written (PNG §6.1).
const (
	typeGrey      = 0
	typeGreyAlpha = 4
)

// samplesOf is how many samples a pixel of a colour type has.
func samplesOf(colour int) int {
	switch colour {
	case typeRGB:
		return 3
	case typeGreyAlpha:
		return 2
	case typeRGBA:
		return 4
	}
	return 1
}

const (
	headerLength = 13
	headerEnd    = len(signature) + 12 + headerLength
	// maxPixels keeps sums of bytes within 64 bits.
	maxPixels = 1 << 40
)

// DecodeHeader reads the header of a PNG.
func DecodeHeader(data []byte) (Header, error) {
	if !bytes.HasPrefix(data, []byte(signature)) {
		return Header{}, fmt.Errorf("%w: no signature", ErrFormat)
	}
	first := chunks{data[len(signature):]}
	kind, b, err := first.next()
	if err != nil {
		return Header{}, err
	}
	if kind != "IHDR" || len(b) != headerLength {
		return Header{}, fmt.Errorf("%w: the first chunk is %.4q of %d bytes", ErrFormat, kind, len(b))
	}
	width, height := binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[4:])
	h := Header{Width: int(width), Height: int(height), Depth: int(b[8]), Colour: int(b[9]), Interlaced: b[12] == 1}
	const most = 1<<31 - 1
	switch {
	case width == 0 || height == 0 || width > most || height > most:
		return Header{}, fmt.Errorf("%w: %d×%d px", ErrFormat, width, height)
	case uint64(width)*uint64(height) > maxPixels:
		return Header{}, fmt.Errorf("%w: %d×%d px", ErrUnsupported, width, height)
	case !h.isAllowed():
		return Header{}, fmt.Errorf("%w: colour type %d with %d bits", ErrUnsupported, h.Colour, h.Depth)
	case b[10] != 0 || b[11] != 0:
		return Header{}, fmt.Errorf("%w: compression method %d, filter method %d", ErrUnsupported, b[10], b[11])
	case b[12] > 1:
		return Header{}, fmt.Errorf("%w: interlace method %d", ErrFormat, b[12])
	}
	return h, nil
}

// isAllowed reports whether the colour type goes with the depth (PNG table 11.1).
func (h Header) isAllowed() bool {
	few := h.Depth == 1 || h.Depth == 2 || h.Depth == 4
	switch h.Colour {
	case typeGrey:
		return few || h.Depth == 8 || h.Depth == 16
	case typePalette:
		return few || h.Depth == 8
	case typeRGB, typeGreyAlpha, typeRGBA:
		return h.Depth == 8 || h.Depth == 16
	}
	return false
}

// Memory is how many bytes [Decode] takes at most beside the file.
func (h Header) Memory(shrink int) int64 {
	rows := int64(h.Width) * (2*8 + 4) // two as they are stored, one in colours
	pixels := int64(h.Width/shrink) * int64(h.Height/shrink)
	switch {
	case shrink == 1 && h.Colour == typePalette:
	case shrink > 1 && h.Interlaced:
		pixels *= 4 + 4*2 // the sums of all
	default:
		pixels *= 4
	}
	return pixels + rows + inflateMemory
}
