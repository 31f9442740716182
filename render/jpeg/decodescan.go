package jpeg

import (
	"bytes"
	"image"
)

// scan decodes the entropy-coded bytes, interval by interval.
func (d *decoder) scan(data []byte) bool {
	d.columns = (d.width + 8*d.across - 1) / (8 * d.across)
	d.rows = (d.height + 8*d.down - 1) / (8 * d.down)
	units := d.columns * d.rows
	if len(data) < units/4*3 {
		// A unit has three blocks or more, each of two codes, of a bit or more.
		// For fewer there is no use in making room for pixels.
		return false
	}
	d.makePlanes()
	d.entropyEncoded = make([]byte, 0, len(data)+spare)
	length := d.interval
	if length == 0 {
		length = units
	}
	for first, restarts := 0, 0; first < units; first += length {
		marker, rest, ok := d.unstuff(data)
		if !ok || !d.units(first, min(first+length, units)) {
			return false
		}
		last := first+length >= units
		if last && marker != markerEOI || !last && marker != markerRST0+byte(restarts%8) {
			return false
		}
		restarts++
		data = rest
	}
	return true
}

func (d *decoder) makePlanes() {
	ratio := [...]image.YCbCrSubsampleRatio{
		image.YCbCrSubsampleRatio444, image.YCbCrSubsampleRatio440,
		image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420,
	}[2*(d.across-1)+d.down-1]
	for i := range d.scales {
		s := &d.scales[i]
		width, height := s.side*d.columns, s.side*d.rows // of chroma
		m := &image.YCbCr{
			SubsampleRatio: ratio, Rect: image.Rect(0, 0, width*d.across, height*d.down),
			YStride: width*d.across + 8 - s.side, CStride: width + 8 - s.side, // room for what [block.samples] writes too much
		}
		luma, chroma := m.YStride*height*d.down, m.CStride*height
		pix := make([]byte, luma+2*chroma)
		m.Y, m.Cb, m.Cr = pix[:luma:luma], pix[luma:luma+chroma:luma+chroma], pix[luma+chroma:]
		s.planes, s.pix, s.strides = m, [3][]byte{m.Y, m.Cb, m.Cr}, [3]int{m.YStride, m.CStride, m.CStride}
	}
}

// unstuff copies the bytes up to the next marker, without the zeros after 0xFF
// (T.81 F.1.2.3), and returns what follows it.
func (d *decoder) unstuff(data []byte) (marker byte, rest []byte, ok bool) {
	out := d.entropyEncoded[:0]
	for {
		i := bytes.IndexByte(data, 0xFF)
		if i < 0 || i+1 >= len(data) {
			return 0, nil, false
		}
		marker = data[i+1]
		if marker != 0 {
			out = append(out, data[:i]...)
			data = data[i+2:]
			break
		}
		out = append(out, data[:i+1]...)
		data = data[i+2:]
	}
	out = append(out, make([]byte, spare)...)
	d.entropyEncoded = out
	d.bits = bitReader{data: out}
	return marker, data, true
}

// units decodes one interval. All of its bits must be used but the last few.
func (d *decoder) units(first, end int) bool {
	for i := range d.components {
		d.components[i].before = 0
	}
	x, y := first%d.columns, first/d.columns
	for range end - first {
		for v := range d.down {
			for u := range d.across {
				if !d.block(0, x*d.across+u, y*d.down+v) {
					return false
				}
			}
		}
		if !d.block(1, x, y) || !d.block(2, x, y) || d.bits.over {
			return false
		}
		if x++; x == d.columns {
			x, y = 0, y+1
		}
	}
	left := 8*(len(d.bits.data)-spare-d.bits.pos) + d.bits.n
	return left >= 0 && left < 8
}

// largest is what coefficients stay below so that the transform does not
// overflow: four times what any block of samples has.
const largest = 1 << 12

// block decodes a block (T.81 F.2.2) of a component and puts its samples into the
// planes, x and y in blocks.
func (d *decoder) block(component, x, y int) bool {
	b, c := &d.bits, &d.components[component]
	b.fill()
	if whole := c.dc.whole[b.acc>>(64-lookBits)]; whole&0xFF00 == 0 && whole != 0 {
		b.skip(int(whole & 0xFF))
		c.before += whole >> 16
	} else {
		size, ok := b.symbol(c.dc)
		if !ok || size > 11 {
			return false
		}
		if size > 0 {
			c.before += extend(b.take(int(size)), int(size))
		}
	}
	first := c.before * c.table[0]
	if first > largest || first < -largest {
		return false
	}
	coefficients := &d.coefficients
	*coefficients = block{}
	coefficients[0] = int64(first)
	k := 1
	outside := uint32(0) // bits above those that coefficients have
	acc, n := b.acc, b.n // of b, in registers
	for ; k < 64; k++ {
		if n < lookBits {
			b.acc, b.n = acc, n
			b.fill()
			acc, n = b.acc, b.n
		}
		var v int32
		if whole := c.ac.whole[acc>>(64-lookBits)]; whole != 0 {
			acc <<= whole & 63
			n -= int(whole & 63)
			k += int(whole >> 8 & 0xFF)
			v = whole >> 16
		} else {
			b.acc, b.n = acc, n
			b.fill()
			s, ok := b.symbol(c.ac)
			if !ok {
				return false
			}
			run, size := int(s>>4), int(s&15)
			switch {
			case size > 0:
				v = extend(b.take(size), size)
			case s == endOfBlock:
				run = blockEnd
			case s != sixteen:
				return false // for progressive pictures alone
			}
			acc, n = b.acc, b.n
			k += run
		}
		v *= c.table[k&63]
		outside |= uint32(v + largest)
		at := zigzag[k&63]
		coefficients[at>>1&31] += int64(v) << (at & 1 * 32)
	}
	b.acc, b.n = acc, n
	last := 63 // or more, but not less
	if k > blockEnd {
		last = k - blockEnd - 2
	} else if k > 64 {
		return false
	}
	if outside >= 2*largest {
		return false
	}
	for i := range d.scales {
		s := &d.scales[i]
		stride := s.strides[component]
		to := s.pix[component][s.side*(y*stride+x):]
		switch {
		case last == 0 || s.side == 1:
			flat(to, stride, s.side, first)
		case s.side == 2:
			coefficients.samples2(to, stride)
		default:
			coefficients.samples(to, stride, s.side, last)
		}
	}
	return true
}
