package picture

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/gif"
	stdjpeg "image/jpeg"
	"runtime/debug"
	"time"

	"golang.org/x/image/webp"
	"golang.org/x/sync/semaphore"

	"sharecard/render/photo"
	"sharecard/render/png"
)

// Bounds of a picture. Bytes of a file are bounded where it is fetched.
const (
	MaxPixels            = 25_000_000
	MaxProgressivePixels = 12_000_000
	MaxSide              = 30_000
	MaxScans             = 100
	MaxScannedPixels     = 130_000_000 // of all scans of a progressive JPEG

	// DefaultMemory is how much the pictures decoded at one time may take, in
	// bytes, as estimated beforehand.
	DefaultMemory = 120_000_000
	decodeTime    = 2 * time.Second

	// bigPicture is from how many bytes on what earlier pictures left is given back before
	// one is decoded: the collector alone would let both stand side by side, and small
	// allocations in what is free would keep the next one from its place.
	bigPicture = 24_000_000
)

// Fault is why there is no picture. Errors of this package wrap one.
type Fault string

// The faults. Their texts are RFC 9651 tokens, so that they may stand in a
// header.
const (
	ErrUnsupported Fault = "unsupported" // not one of the four formats, or a form of it nobody decodes
	ErrTooLarge    Fault = "too_large"   // more pixels, scans or memory than allowed
	ErrDecode      Fault = "decode"      // damaged
	ErrTimeout     Fault = "timeout"     // decoding, or waiting for other pictures, took too long
)

func (f Fault) Error() string { return string(f) }

// Fault is the code.
func (f Fault) Fault() string { return string(f) }

// Decoder decodes pictures within a common amount of memory. It is safe for
// concurrent use.
type Decoder struct {
	memory *semaphore.Weighted
	size   int64
}

// NewDecoder makes a decoder; memory is in bytes, 0 means DefaultMemory.
func NewDecoder(memory int64) *Decoder {
	if memory == 0 {
		memory = DefaultMemory
	}
	return &Decoder{memory: semaphore.NewWeighted(memory), size: memory}
}

// Decode decodes a picture, upright and in sRGB. A JPEG or PNG of more than [MaxKept]
// pixels may come reduced. The bounds of the result begin at 0,0. It waits until there
// is memory for the picture; errors wrap a [Fault].
func (d *Decoder) Decode(ctx context.Context, data []byte) (image.Image, error) {
	whole := image.Pt(MaxSide, MaxSide)
	m, err := d.decode(ctx, data, whole, func(m image.Image) image.Image { return m })
	if j, ok := m.(*photo.JPEG); ok {
		return j.For(whole.X, whole.Y), err
	}
	return m, err
}

// DecodeKept is Decode for a picture to keep, which is probably shown in a place of that
// many px; none where nobody knows. Most JPEGs come as a [photo.JPEG], others are reduced
// to [MaxKept] pixels before another may take their memory.
func (d *Decoder) DecodeKept(ctx context.Context, data []byte, place image.Point) (image.Image, error) {
	return d.decode(ctx, data, place, Reduce)
}

func (d *Decoder) decode(
	ctx context.Context, data []byte, place image.Point, finish func(image.Image) image.Image,
) (image.Image, error) {
	h, err := inspect(data)
	if err != nil {
		return nil, err
	}
	weight := h.bytes()
	if weight > d.size {
		return nil, fmt.Errorf("%w: %d×%d px take %d bytes", ErrTooLarge, h.width, h.height, weight)
	}
	if err := d.memory.Acquire(ctx, weight); err != nil {
		return nil, fmt.Errorf("%w: waiting for memory: %w", ErrTimeout, err)
	}
	defer d.memory.Release(weight)
	if weight >= bigPicture {
		debug.FreeOSMemory()
	}
	m, err := decodeWithin(ctx, h, data, place)
	if err != nil {
		return nil, err
	}
	if _, ok := m.(*photo.JPEG); ok {
		return m, nil // has been seen to all that follows
	}
	if got := m.Bounds().Size(); got.X > h.width || got.Y > h.height {
		return nil, fmt.Errorf("%w: %v px where the header says %d×%d", ErrDecode, got, h.width, h.height)
	}
	return finish(h.notes.Apply(m)), nil
}

// decodeWithin runs a decoder, which may panic, for as long as ctx and decodeTime
// allow. Our own decoder of JPEGs is not stopped: the bound on pixels bounds its time.
func decodeWithin(ctx context.Context, h header, data []byte, place image.Point) (m image.Image, err error) {
	defer func() {
		if p := recover(); p != nil {
			m, err = nil, fmt.Errorf("%w: %v", ErrDecode, p)
		}
	}()
	r := &limited{ctx: ctx, data: bytes.NewReader(data), until: time.Now().Add(decodeTime)}
	switch h.format {
	case formatJPEG:
		if ctx.Err() == nil {
			if own, ok := photo.OpenJPEG(data, image.Pt(h.width, h.height), h.notes, place.X, place.Y); ok {
				return own, nil
			}
		}
		m, err = stdjpeg.Decode(r)
	case formatPNG:
		until, cancel := context.WithDeadline(ctx, r.until)
		defer cancel()
		m, err = png.Decode(until, data, h.shrink)
	case formatGIF:
		m, err = gif.Decode(r)
	case formatWebP:
		m, err = webp.Decode(r)
	}
	if err != nil {
		return nil, damaged(err)
	}
	return m, nil
}

// damaged is the error of a decoder by its fault. What else it wraps, such as the end of
// the file, is the decoder's own: it says nothing of how the file came.
func damaged(err error) error { return fmt.Errorf("%w: %v", faultOf(err), err) }

func faultOf(err error) Fault {
	var (
		own     Fault
		jpegErr stdjpeg.UnsupportedError
	)
	switch {
	case errors.As(err, &own):
		return own
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return ErrTimeout
	case errors.As(err, &jpegErr), errors.Is(err, png.ErrUnsupported):
		return ErrUnsupported
	}
	return ErrDecode
}

// limited reads until a time has come or ctx has ended.
type limited struct {
	ctx   context.Context
	data  *bytes.Reader
	until time.Time
}

// chunk is how much one Read gives, so that the time is looked at often: a scan of a
// progressive JPEG may have a few bytes and go over the whole picture.
const chunk = 64

func (l *limited) Read(p []byte) (int, error) {
	if err := l.ctx.Err(); err != nil {
		return 0, fmt.Errorf("%w: %w", ErrTimeout, err)
	}
	if time.Now().After(l.until) {
		return 0, fmt.Errorf("%w: decoding takes longer than %v", ErrTimeout, decodeTime)
	}
	return l.data.Read(p[:min(len(p), chunk)])
}
