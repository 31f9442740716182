package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/gif"

	"golang.org/x/image/webp"

	"sharecard/render/photo"
	"sharecard/render/png"
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
	memory        int64 // of the decoder, all buffers together, at most
	shrink        int   // how many pixels of a side the decoder makes one of
	notes         photo.Notes
}

// bytes estimates the memory that decoding takes.
func (h header) bytes() int64 {
	copies := int64(0)
	if h.notes.Orientation > 1 {
		copies++ // the turned one
	}
	if h.notes.Profile != nil {
		copies++ // the one in sRGB
	}
	return h.memory + copies*4*int64(h.width/h.shrink)*int64(h.height/h.shrink)
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
	h.notes = photo.Inspect(data)
	return h, nil
}

// inspectPNG asks for a picture that is reduced while it is read.
func inspectPNG(data []byte) (header, error) {
	of, err := png.DecodeHeader(data)
	if err != nil {
		return header{}, damaged(err)
	}
	h := header{format: formatPNG, width: of.Width, height: of.Height, shrink: reduction(image.Pt(of.Width, of.Height))}
	h.memory = of.Memory(h.shrink)
	return h, nil
}

func inspectGIF(data []byte) (header, error) {
	config, err := gif.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return header{}, damaged(err)
	}
	return wholeHeader(formatGIF, config, 2), nil
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
	bytesPerPixel := 8 // lossless: pixels, and as much again for their transforms
	if string(data[12:16]) == "VP8 " {
		bytesPerPixel = 2 // planes of luma and chroma, with half the resolution of chroma
	}
	return wholeHeader(formatWebP, config, bytesPerPixel), nil
}

// wholeHeader is that of a picture whose decoder takes so many bytes for each pixel.
func wholeHeader(f format, c image.Config, bytesPerPixel int) header {
	return header{
		format: f, width: c.Width, height: c.Height, memory: int64(c.Width) * int64(c.Height) * int64(bytesPerPixel), shrink: 1,
	}
}
