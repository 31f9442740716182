package encode

import (
	"bytes"
	"encoding/binary"
)

// deflateIndices writes the rows of a palette image, unfiltered (PNG §12.7), as a
// zlib stream (RFC 1950). What is not like a card, so that the own writers leave
// a quarter of it, klauspost's flate deflates, too: the shorter stream is kept.
func (p *pngWriter) deflateIndices(rows []byte, stride int, small bool) {
	start := p.out.Len()
	p.out.WriteString("\x78\x01")
	level := levelLive
	if small {
		level = levelSmall
		if p.cheapest == nil {
			p.cheapest = new(cheapest)
		}
		p.out.Write(p.cheapest.deflate(&p.blocks, p.out.AvailableBuffer(), rows, stride))
	} else {
		p.out.Write(p.blocks.deflateRows(p.out.AvailableBuffer(), rows, stride))
	}
	if length := p.out.Len() - start; 4*length > len(rows) {
		end := p.out.Len()
		p.deflate.stream(&p.out, rows, level)
		if other := p.out.Len() - end; other < length-2 {
			all := p.out.Bytes()
			copy(all[start+2:], all[end:])
			p.out.Truncate(start + 2 + other)
		} else {
			p.out.Truncate(end)
		}
	}
	p.out.Write(binary.BigEndian.AppendUint32(nil, sumOfRows(rows, stride)))
}

// sumOfRows is the checksum of rows, many of which are the one before once more.
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
