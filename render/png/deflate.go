package png

import (
	"bytes"
	"encoding/binary"
	"image"

	"github.com/klauspost/compress/flate"
)

// The ways to deflate a stretch of rows.
type level int

const (
	levelLive level = iota
	levelSmall
	levelSmooth // gradients in small images: level 6 misses their long matches
	levels
)

var flateLevels = [levels]int{1, 6, 8}

// deflater writes a deflate stream by klauspost's flate, whose stretches may be compressed
// in different ways.
type deflater struct {
	out     *bytes.Buffer
	writers [levels]*flate.Writer
	current *flate.Writer
	level   level
}

// careful writes all rows of an image with bpp, 3 or 4, bytes per pixel as a zlib stream
// (RFC 1950). f chooses their filters with care.
func (d *deflater) careful(f *rowFilter, out *bytes.Buffer, img *image.RGBA, bpp int) {
	d.out, d.current = out, nil
	sum := newAdler()
	out.WriteString("\x78\x01")
	levelOf := [...]level{drawn: levelSmall, smooth: levelSmooth, photo: levelSmall}
	var kind [filterByte]byte
	f.each(img, bpp, true, func(r filteredRow) {
		if l := levelOf[r.shown]; d.current == nil || d.level != l {
			if d.current != nil {
				_ = d.current.Flush() // to a byte boundary
			}
			d.use(l)
		}
		kind[0] = r.kind
		sum.add(kind[:])
		sum.add(r.data)
		_, _ = d.current.Write(kind[:]) // a bytes.Buffer gives no errors
		_, _ = d.current.Write(r.data)
	})
	_ = d.current.Close()
	out.Write(binary.BigEndian.AppendUint32(out.AvailableBuffer(), sum.sum()))
}

func (d *deflater) use(l level) {
	d.level = l
	if d.writers[l] == nil {
		w, err := flate.NewWriter(d.out, flateLevels[l])
		if err != nil {
			panic(err) // the levels are constants
		}
		d.writers[l] = w
	} else {
		d.writers[l].Reset(d.out)
	}
	d.current = d.writers[l]
}

// stream writes all of data as one deflate stream, without the frame of zlib.
func (d *deflater) stream(out *bytes.Buffer, data []byte, l level) {
	d.out = out
	d.use(l)
	_, _ = d.current.Write(data) // to memory
	_ = d.current.Close()
}
