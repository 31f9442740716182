package png

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zlib"
)

const (
	// inflateMemory is what inflating takes: a window of 32 KB, tables of codes and more.
	inflateMemory = 128 << 10
	// maxInflation is how many bytes one byte can become: two codes of a bit each copy
	// 258 bytes (RFC 1951 §3.2.5).
	maxInflation = 4 * 258
)

// pass is a part of the pixels that is stored as a picture of its own (PNG §8.2): every
// dx-th of every dy-th row from x, y on.
type pass struct{ x, y, dx, dy int }

var (
	wholePicture = []pass{{0, 0, 1, 1}}
	adam7        = []pass{{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}}
)

func (d *decoder) passes() []pass {
	if d.Interlaced {
		return adam7
	}
	return wholePicture
}

// size is how many pixels a pass has along x and y; 0 of both where it has none.
func (p pass) size(h Header) (width, height int) {
	width, height = (h.Width-p.x+p.dx-1)/p.dx, (h.Height-p.y+p.dy-1)/p.dy
	if width <= 0 || height <= 0 {
		return 0, 0
	}
	return width, height
}

// rowBytes is how many bytes n pixels of a row take.
func (h Header) rowBytes(n int) int { return (n*samplesOf(h.Colour)*h.Depth + 7) / 8 }

// filteredBytes is how many bytes all rows take, with the types of their filters.
func (d *decoder) filteredBytes() (sum int64) {
	for _, p := range d.passes() {
		width, height := p.size(d.Header)
		sum += int64(height) * int64(1+d.rowBytes(width))
	}
	return sum
}

// readPixels inflates the pixels and gives them to a target, row by row.
func (d *decoder) readPixels(ctx context.Context, to target) error {
	stream := &pixelStream{chunk: d.idat, chunks: &d.chunks}
	inflated, err := zlib.NewReader(stream)
	if err != nil {
		return stream.fault(err)
	}
	rows := rowReader{from: inflated, bytesPerPixel: max(samplesOf(d.Colour)*d.Depth/8, 1)}
	for _, p := range d.passes() {
		width, height := p.size(d.Header)
		rows.start(d.rowBytes(width))
		for i := range height {
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("decoding a PNG: %w", err)
			}
			row, err := rows.next()
			if err != nil {
				return stream.fault(err)
			}
			to.row(row, width, p.x, p.y+i*p.dy, p.dx)
		}
	}
	// Reading on to the end verifies the checksum of the stream (RFC 1950). Bytes behind it
	// are ignored, as most decoders do.
	if n, err := io.ReadFull(inflated, make([]byte, 1)); !errors.Is(err, io.EOF) {
		if n > 0 {
			return fmt.Errorf("%w: more pixels than the picture has", ErrFormat)
		}
		return stream.fault(err)
	}
	return nil
}

// pixelStream reads the bodies of consecutive IDAT chunks (PNG §10.1).
type pixelStream struct {
	chunk  []byte // what is left of the current one
	chunks *chunks
	err    error // of finding the next one
}

// advance makes room for a byte: it goes on to the next chunk that has any.
func (s *pixelStream) advance() error {
	for len(s.chunk) == 0 {
		after := *s.chunks
		kind, body, err := after.next()
		switch {
		case err != nil:
			s.err = err
			return err
		case kind != "IDAT":
			return io.ErrUnexpectedEOF
		}
		s.chunk, *s.chunks = body, after
	}
	return nil
}

// ReadByte implements io.ByteReader: with it nothing is read beyond the end of the
// deflated stream.
func (s *pixelStream) ReadByte() (byte, error) {
	if err := s.advance(); err != nil {
		return 0, err
	}
	b := s.chunk[0]
	s.chunk = s.chunk[1:]
	return b, nil
}

// Read implements io.Reader.
func (s *pixelStream) Read(p []byte) (int, error) {
	if err := s.advance(); err != nil {
		return 0, err
	}
	n := copy(p, s.chunk)
	s.chunk = s.chunk[n:]
	return n, nil
}

// fault is why the stream could not be inflated.
func (s *pixelStream) fault(err error) error {
	if s.err != nil {
		return s.err
	}
	if errors.Is(err, ErrFormat) {
		return err
	}
	return fmt.Errorf("%w: %v", ErrFormat, err)
}

// rowReader reads rows and undoes their filters (PNG §9).
type rowReader struct {
	from          io.Reader
	bytesPerPixel int
	this, above   []byte // each behind its filter's byte
}

// start begins a picture, or a pass of one, with rows of that many bytes.
func (r *rowReader) start(length int) {
	if cap(r.this) <= length {
		r.this, r.above = make([]byte, length+1), make([]byte, length+1)
	}
	r.this, r.above = r.this[:length+1], r.above[:length+1]
	clear(r.this) // becomes the one above the first
}

// next returns the next row, valid until the call after.
func (r *rowReader) next() ([]byte, error) {
	r.this, r.above = r.above, r.this
	if _, err := io.ReadFull(r.from, r.this); err != nil {
		return nil, err
	}
	row := r.this[1:]
	if !unfilter(r.this[0], row, r.above[1:], r.bytesPerPixel) {
		return nil, fmt.Errorf("%w: filter type %d", ErrFormat, r.this[0])
	}
	return row, nil
}

// unfilter restores a row; ok is false where there is no such filter.
func unfilter(kind byte, row, above []byte, bpp int) (ok bool) {
	switch kind {
	case filterNone:
	case filterSub:
		for i := bpp; i < len(row); i++ {
			row[i] += row[i-bpp]
		}
	case filterUp:
		add(row, above)
	case filterAverage:
		for i := range min(bpp, len(row)) {
			row[i] += above[i] / 2
		}
		above = above[:len(row)]
		for i := bpp; i < len(row); i++ {
			row[i] += average(row[i-bpp], above[i])
		}
	case filterPaeth:
		unfilterPaeth(row, above, bpp)
	default:
		return false
	}
	return true
}

// unfilterPaeth goes over one channel after the other: what it predicts from stays in
// registers then.
func unfilterPaeth(row, above []byte, bpp int) {
	above = above[:len(row)]
	for channel := range min(bpp, len(row)) {
		var left, aboveLeft int32
		for i := channel; i < len(row); i += bpp {
			up := int32(above[i])
			toLeft, toUp := up-aboveLeft, left-aboveLeft // how far the sum of both slopes is from each
			toAboveLeft := toLeft + toUp
			toLeft, toUp, toAboveLeft = max(toLeft, -toLeft), max(toUp, -toUp), max(toAboveLeft, -toAboveLeft)
			predicted := aboveLeft
			if toUp <= toAboveLeft {
				predicted = up
			}
			if toLeft <= min(toUp, toAboveLeft) {
				predicted = left
			}
			left = int32(row[i] + byte(predicted))
			row[i], aboveLeft = byte(left), up
		}
	}
}

// add adds the bytes of b to those of a modulo 256, eight at a time: the sums of the
// lower seven bits cannot reach the next byte, and the top bits are added without carry.
func add(a, b []byte) {
	const high = 0x8080808080808080
	i := 0
	for ; i+8 <= len(a); i += 8 {
		x, y := binary.LittleEndian.Uint64(a[i:]), binary.LittleEndian.Uint64(b[i:])
		binary.LittleEndian.PutUint64(a[i:], ((x&^high)+(y&^high))^((x^y)&high))
	}
	for ; i < len(a); i++ {
		a[i] += b[i]
	}
}
