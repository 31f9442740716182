package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image/gif"
	"image/png"

	"golang.org/x/image/webp"
)

type format int

const (
	formatJPEG format = iota + 1
	formatPNG
	formatGIF
	formatWebP
)

// header is what a file says of itself before it is decoded.
type header struct {
	format        format
	width, height int
	bytesPerPixel int // of the decoder's memory, all buffers together, at most
	orientation   int // EXIF, 1 to 8
}

// bytes estimates the memory that decoding takes.
func (h header) bytes() int64 {
	perPixel := h.bytesPerPixel
	if h.orientation > 1 {
		perPixel += 4 // the turned copy
	}
	return int64(h.width) * int64(h.height) * int64(perPixel)
}

// inspect reads the header of a picture and refuses what is too costly.
func inspect(data []byte) (header, error) {
	var (
		h   header
		err error
	)
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xD8\xFF")):
		h, err = inspectJPEG(data)
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		h, err = inspectPNG(data)
	case bytes.HasPrefix(data, []byte("GIF87a")), bytes.HasPrefix(data, []byte("GIF89a")):
		h, err = inspectGIF(data)
	case len(data) >= 16 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		h, err = inspectWebP(data)
	default:
		return h, fmt.Errorf("%w: neither JPEG, PNG, WebP nor GIF", ErrUnsupported)
	}
	if err != nil {
		return h, err
	}
	switch {
	case h.width <= 0 || h.height <= 0:
		return h, fmt.Errorf("%w: %d×%d px", ErrDecode, h.width, h.height)
	case h.width > MaxSide || h.height > MaxSide || int64(h.width)*int64(h.height) > MaxPixels:
		return h, fmt.Errorf("%w: %d×%d px", ErrTooLarge, h.width, h.height)
	}
	return h, nil
}

func inspectPNG(data []byte) (header, error) {
	config, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return header{}, damaged(err)
	}
	h := header{format: formatPNG, width: config.Width, height: config.Height, bytesPerPixel: 4}
	// The IHDR chunk follows the signature, length and type (PNG, section 11.2.1).
	ihdr := data[16:]
	depth, colour, interlaced := ihdr[8], ihdr[9], ihdr[12] != 0
	switch {
	case depth == 16:
		h.bytesPerPixel = 8
	case colour == 3:
		h.bytesPerPixel = 1
	}
	if interlaced {
		h.bytesPerPixel += (h.bytesPerPixel + 1) / 2 // the last pass is half the picture
	}
	h.orientation = exifOrientation(pngChunk(data, "eXIf"))
	return h, nil
}

// pngChunk returns the data of the first chunk of a type before the pixels.
func pngChunk(data []byte, name string) []byte {
	for rest := data[8:]; len(rest) >= 12; {
		n := binary.BigEndian.Uint32(rest)
		if uint64(n)+12 > uint64(len(rest)) || string(rest[4:8]) == "IDAT" {
			return nil
		}
		if string(rest[4:8]) == name {
			return rest[8 : 8+n]
		}
		rest = rest[12+n:]
	}
	return nil
}

func inspectGIF(data []byte) (header, error) {
	config, err := gif.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return header{}, damaged(err)
	}
	return header{format: formatGIF, width: config.Width, height: config.Height, bytesPerPixel: 2}, nil
}

func inspectWebP(data []byte) (header, error) {
	const animated = 0x02 // of the flags of a VP8X chunk
	if string(data[12:16]) == "VP8X" && len(data) > 20 && data[20]&animated != 0 {
		return header{}, fmt.Errorf("%w: animated WebP", ErrUnsupported)
	}
	config, err := webp.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return header{}, damaged(err)
	}
	return header{
		format: formatWebP, width: config.Width, height: config.Height,
		bytesPerPixel: 8, // lossless: pixels, and as much again for their transforms
		orientation:   exifOrientation(webpChunk(data, "EXIF")),
	}, nil
}

// webpChunk returns the payload of the first chunk of a type.
func webpChunk(data []byte, name string) []byte {
	for rest := data[12:]; len(rest) >= 8; {
		n := uint64(binary.LittleEndian.Uint32(rest[4:]))
		if n+8 > uint64(len(rest)) {
			return nil
		}
		if string(rest[:4]) == name {
			return rest[8 : 8+n]
		}
		rest = rest[min(8+n+n&1, uint64(len(rest))):] // chunks are padded to even lengths
	}
	return nil
}
