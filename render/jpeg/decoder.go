package jpeg

import (
	"bytes"
	"encoding/binary"
	"image"
)

// Decode decodes a baseline JPEG in Y'CbCr, 4:4:4, 4:2:2, 4:4:0 or 4:2:0. ok is
// false for all other data, valid or not. It is safe for concurrent use.
func Decode(data []byte) (m *image.YCbCr, ok bool) {
	if all, ok := DecodeScaled(data, 8); ok {
		return all[0], true
	}
	return nil, false
}

// DecodeScaled is Decode at so many eighths of the width and the height, 1 to 8, rounded
// up: it transforms only the coarser coefficients of each block. Where several sizes are
// asked for, the file is read once for all.
func DecodeScaled(data []byte, eighths ...int) (m []*image.YCbCr, ok bool) {
	if len(data) < 4 || data[0] != 0xFF || data[1] != markerSOI {
		return nil, false
	}
	var d decoder
	for _, side := range eighths {
		if side < 1 || side > 8 {
			return nil, false
		}
		d.scales = append(d.scales, scale{side: side})
	}
	for rest := data[2:]; len(rest) >= 4 && rest[0] == 0xFF; {
		marker, n := rest[1], int(binary.BigEndian.Uint16(rest[2:]))
		if n < 2 || n+2 > len(rest) {
			return nil, false
		}
		segment := rest[4 : n+2]
		rest = rest[n+2:]
		if marker == markerSOS {
			if !d.scanHeader(segment) || !d.scan(rest) {
				return nil, false
			}
			for _, s := range d.scales {
				size := image.Rect(0, 0, (d.width*s.side+7)/8, (d.height*s.side+7)/8)
				m = append(m, s.planes.SubImage(size).(*image.YCbCr))
			}
			return m, true
		}
		if !d.segment(marker, segment) {
			return nil, false
		}
	}
	return nil, false
}

// decoder is one picture under way.
type decoder struct {
	scales         []scale
	width, height  int
	across, down   int // luma blocks of a minimum coded unit, along x and y
	columns, rows  int // minimum coded units
	interval       int // of restarts, in units; 0 for none
	components     [3]component
	quantisation   [4]*[64]int32 // in zigzag order
	dc, ac         [4]*codeTable
	bits           bitReader
	coefficients   block
	entropyEncoded []byte // of one interval, without stuffing
}

// scale is one size of the picture.
type scale struct {
	side    int // of a block, samples: 1 to 8
	planes  *image.YCbCr
	pix     [3][]byte // by component
	strides [3]int
}

type component struct {
	id           byte
	quantisation byte
	table        *[64]int32
	dc, ac       *codeTable
	before       int32 // first coefficient of the block before
}

func (d *decoder) segment(marker byte, p []byte) bool {
	switch marker {
	case markerSOF0, markerSOF1:
		return d.frameHeader(p)
	case markerDHT:
		return d.huffmanTables(p)
	case markerDQT:
		return d.quantisationTables(p)
	case markerDRI:
		if len(p) != 2 {
			return false
		}
		d.interval = int(binary.BigEndian.Uint16(p))
		return true
	case markerAPP14:
		// Adobe's names the colours in its last byte; 1 is Y'CbCr (T.872 §6.5.3).
		return !bytes.HasPrefix(p, []byte("Adobe")) || len(p) >= 12 && p[11] == 1
	}
	return marker >= markerAPP0 && marker <= markerAPP15 || marker == markerCOM
}

// frameHeader reads T.81 B.2.2.
func (d *decoder) frameHeader(p []byte) bool {
	if d.width != 0 || len(p) != 6+3*3 || p[0] != 8 || p[5] != 3 {
		return false
	}
	d.height, d.width = int(binary.BigEndian.Uint16(p[1:])), int(binary.BigEndian.Uint16(p[3:]))
	if d.width == 0 || d.height == 0 {
		return false
	}
	d.across, d.down = int(p[7]>>4), int(p[7]&15)
	if d.across < 1 || d.across > 2 || d.down < 1 || d.down > 2 || p[10] != 0x11 || p[13] != 0x11 {
		return false
	}
	for i := range d.components {
		c := p[6+3*i:]
		if c[2] > 3 {
			return false
		}
		d.components[i] = component{id: c[0], quantisation: c[2]}
	}
	ids := [3]byte{p[6], p[9], p[12]}
	return ids != [3]byte{'R', 'G', 'B'} && ids[0] != ids[1] && ids[0] != ids[2] && ids[1] != ids[2]
}

// quantisationTables reads T.81 B.2.4.1.
func (d *decoder) quantisationTables(p []byte) bool {
	for len(p) >= 65 && p[0] <= 3 { // 8 bits each
		t := new([64]int32)
		for i := range t {
			t[i] = int32(p[1+i])
		}
		d.quantisation[p[0]] = t
		p = p[65:]
	}
	return len(p) == 0
}

// huffmanTables reads T.81 B.2.4.2.
func (d *decoder) huffmanTables(p []byte) bool {
	for len(p) >= 17 {
		class, at := p[0]>>4, p[0]&15
		n := 0
		for _, k := range p[1:17] {
			n += int(k)
		}
		if class > 1 || at > 3 || n == 0 || n > 256 || 17+n > len(p) {
			return false
		}
		t, ok := newCodeTable([16]byte(p[1:17]), p[17:17+n], class == 1)
		if !ok {
			return false
		}
		if class == 0 {
			d.dc[at] = t
		} else {
			d.ac[at] = t
		}
		p = p[17+n:]
	}
	return len(p) == 0
}

// scanHeader reads T.81 B.2.3: all components in the order of the frame, and all
// coefficients.
func (d *decoder) scanHeader(p []byte) bool {
	if d.width == 0 || len(p) != 10 || p[0] != 3 || [3]byte(p[7:]) != [3]byte{0, 63, 0} {
		return false
	}
	for i := range d.components {
		c := &d.components[i]
		tables := p[2+2*i]
		if p[1+2*i] != c.id || tables>>4 > 3 || tables&15 > 3 {
			return false
		}
		c.table, c.dc, c.ac = d.quantisation[c.quantisation], d.dc[tables>>4], d.ac[tables&15]
		if c.table == nil || c.dc == nil || c.ac == nil {
			return false
		}
	}
	return true
}
