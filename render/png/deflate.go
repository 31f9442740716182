package png

import (
	"bytes"
	"encoding/binary"

	"github.com/klauspost/compress/flate"
)

// The ways to deflate a stretch of rows.
type level int

const (
	levelPhoto level = iota // Huffman codes alone: filtered photographs hardly repeat
	levelLive
	levelSmall
	levelSmooth // gradients in small images: level 6 misses their long matches
	levels
)

var flateLevels = [levels]int{flate.HuffmanOnly, 1, 6, 8}

// deflater writes a zlib stream (RFC 1950) whose stretches may be compressed in
// different ways.
type deflater struct {
	out     *bytes.Buffer
	writers [levels]*flate.Writer
	current *flate.Writer
	level   level
	sum     adler
	kind    [1]byte // of the filter
}

func (d *deflater) begin(out *bytes.Buffer) {
	d.out, d.current, d.sum = out, nil, newAdler()
	out.WriteString("\x78\x01")
}

// write adds a filtered row. Writing to a bytes.Buffer gives no errors.
func (d *deflater) write(filter byte, row []byte, l level) {
	if d.current == nil || d.level != l {
		if d.current != nil {
			_ = d.current.Flush() // to a byte boundary
		}
		d.use(l)
	}
	d.kind[0] = filter
	d.sum.add(d.kind[:])
	d.sum.add(row)
	_, _ = d.current.Write(d.kind[:])
	_, _ = d.current.Write(row)
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

func (d *deflater) end() {
	_ = d.current.Close()
	d.out.Write(binary.BigEndian.AppendUint32(d.out.AvailableBuffer(), d.sum.sum()))
}
