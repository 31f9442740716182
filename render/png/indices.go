package png

import (
	"bytes"
	"encoding/binary"
)

// deflateIndices writes the rows of a palette image, unfiltered (PNG §12.7), as a
// zlib stream (RFC 1950). The package's own deflaters look for the repeats that cards
// have. Where they leave more than a quarter of the bytes, the image is unlike a card:
// klauspost's flate deflates it too, and the shorter stream is kept.
func (e *Encoder) deflateIndices(rows []byte, stride int, small bool) {
	start := e.out.Len()
	e.out.WriteString("\x78\x01")
	level := levelLive
	if small {
		level = levelSmall
		if e.optimal == nil {
			e.optimal = new(optimal)
		}
		e.out.Write(e.optimal.deflate(&e.blocks, e.out.AvailableBuffer(), rows, stride))
	} else {
		e.out.Write(e.blocks.deflateRows(e.out.AvailableBuffer(), rows, stride))
	}
	if length := e.out.Len() - start; 4*length > len(rows) {
		end := e.out.Len()
		e.deflate.stream(&e.out, rows, level)
		e.keepShorter(start+2, end)
	}
	e.out.Write(binary.BigEndian.AppendUint32(nil, sumOfRows(rows, stride)))
}

// sumOfRows returns the checksum of rows. A row that equals the one before, as most
// do, is not read again.
func sumOfRows(rows []byte, stride int) uint32 {
	sum := newAdler()
	var last adler
	for at := 0; at < len(rows); at += stride {
		row := rows[at:][:stride]
		if at == 0 || !bytes.Equal(row, rows[at-stride:][:stride]) {
			last = sumsOf(row)
		}
		sum.append(last, stride)
	}
	return sum.sum()
}

// packIndices packs rows of w indices, each behind its filter byte, to depth 1,
// 2, 4 or 8 bits per pixel, in place, and returns the new length of a row.
func packIndices(rows []byte, w, depth int) (packed []byte, stride int) {
	if depth == 8 {
		return rows, w + 1
	}
	perByte := 8 / depth
	packed = rows[:0]
	for ; len(rows) > 0; rows = rows[w+1:] {
		packed = append(packed, filterNone)
		for x := 1; x <= w; x += perByte {
			v := byte(0)
			for k, index := range rows[x:min(x+perByte, w+1)] {
				v |= index << (8 - depth*(k+1))
			}
			packed = append(packed, v)
		}
	}
	return packed, 1 + (w+perByte-1)/perByte
}
