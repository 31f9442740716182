package vp8l

import (
	"image"
	"slices"

	"sharecard/render/internal/palette"
)

// Options are the choices of an [Encoder]. The zero value writes live cards.
type Options struct {
	// Small takes more time for fewer bytes, for cards that are kept; BenchmarkVP8L
	// compares both.
	Small bool
	// Near lets colours of few pixels move, each channel by at most 3 of 255, where a
	// palette then holds an image of some more than 256.
	Near bool
	// PaletteOnly writes nothing in true colour.
	PaletteOnly bool
}

// Encoder writes images one after the other and keeps its buffers between them. The
// zero value is ready. It is not safe for concurrent use.
type Encoder struct {
	bits        bitWriter
	palette     palette.Palette
	indices     []byte
	packed      []byte
	colours     []uint32 // pixels of a true-colour image, as ARGB less green
	residuals   []byte
	main, minor coder // of the image, and of what describes its transforms
	usedPalette bool  // by the image last written
}

// Encode writes img losslessly, but for what opts allow: with a palette if 256 colours
// suffice, else in true colour, or not at all: nil. Each side of img has 1 to 16,384 px
// (RFC 9649 §3.4). The payload stays valid until the next call.
func (e *Encoder) Encode(img *image.RGBA, opts Options) []byte {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	e.usedPalette = true
	switch {
	case e.palette.Indices(&e.indices, img, 0, opts.Near):
		colours := e.palette.Colours()
		e.header(w, h, !slices.ContainsFunc(colours, func(c uint32) bool { return c>>24 < 0xFF }))
		e.writeIndices(e.indices, w, h, colours, opts.Small)
	case opts.PaletteOnly:
		e.usedPalette = false
		return nil
	default:
		e.usedPalette = false
		e.header(w, h, img.Opaque())
		e.writeColours(img, opts.Small)
	}
	return e.bits.end()
}

// header begins the payload (§3.4).
func (e *Encoder) header(w, h int, opaque bool) {
	e.bits.reset()
	e.bits.put(0x2F, 8) // signature
	e.bits.put(uint32(w-1), 14)
	e.bits.put(uint32(h-1), 14)
	e.bits.put(bit(!opaque), 1)
	e.bits.put(0, 3) // version
}

// UsedPalette reports whether the image last written has a palette.
func (e *Encoder) UsedPalette() bool { return e.usedPalette }

// Transforms (§3.5).
const (
	predictorTransform     = 0
	subtractGreenTransform = 2
	indexingTransform      = 3
)

// transform says that a transform follows.
func (e *Encoder) transform(kind uint32) {
	e.bits.put(1, 1)
	e.bits.put(kind, 2)
}

// image writes the image that the transforms leave (§3.8).
func (e *Encoder) image(p pixels, small bool) {
	e.bits.put(0, 1) // no more transforms
	c := &e.main
	c.parse(&p, cacheBits(&p))
	c.group(&p, small)
	c.writeCache(&e.bits)
	e.bits.put(bit(c.groups > 1), 1)
	if c.groups > 1 {
		e.bits.put(c.tileBits-2, 3)
		e.describe(pixels{data: c.groupImage(), size: 1, w: c.across, h: len(c.groupOf) / c.across})
	}
	c.write(&e.bits, &p)
}

// describe writes an image that is part of the description of another.
func (e *Encoder) describe(p pixels) {
	c := &e.minor
	c.parse(&p, 0)
	c.single()
	c.writeCache(&e.bits)
	c.write(&e.bits, &p)
}

func bit(set bool) uint32 {
	if set {
		return 1
	}
	return 0
}
