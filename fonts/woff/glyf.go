package woff

import "encoding/binary"

// glyphs are the tables glyf and loca, and the left edge of each glyph.
type glyphs struct {
	glyf, loca []byte
	left       []int16
}

// glyphReader reads the transformed table glyf (WOFF 2.0 §5.1): what belongs
// together in all glyphs stands in one stream.
type glyphReader struct {
	contours, counts, flags, points, composites, boxes, instructions reader

	explicit []byte // bit per glyph: its box is in boxes
	overlap  []byte // bit per glyph: its contours overlap; nil for none
	out      []byte
}

func readGlyphs(data []byte) (*glyphs, error) {
	r := &reader{data: data}
	r.u16()
	options := r.u16()
	count, format := int(r.u16()), r.u16()
	var sizes [7]int
	for i := range sizes {
		sizes[i] = int(r.u32())
	}
	g := &glyphReader{}
	for i, stream := range []*reader{&g.contours, &g.counts, &g.flags, &g.points, &g.composites, &g.boxes, &g.instructions} {
		stream.data = r.take(sizes[i])
	}
	bitmap := 4 * ((count + 31) / 32)
	g.explicit = g.boxes.take(bitmap)
	if options&1 != 0 {
		g.overlap = r.take((count + 7) / 8)
	}
	if r.bad || g.boxes.bad {
		return nil, ErrBroken
	}
	loca := make([]byte, 0, 4*(count+1))
	offset := func() {
		if format == 0 {
			loca = binary.BigEndian.AppendUint16(loca, uint16(len(g.out)/2))
		} else {
			loca = binary.BigEndian.AppendUint32(loca, uint32(len(g.out)))
		}
	}
	left := make([]int16, count)
	for i := range count {
		offset()
		start := len(g.out)
		if !g.glyph(i) || len(g.out) > MaxSize || format == 0 && len(g.out) > 2*0xFFFF {
			return nil, ErrBroken
		}
		if len(g.out) > start {
			left[i] = int16(binary.BigEndian.Uint16(g.out[start+2:]))
		}
		g.out = append(g.out, make([]byte, -len(g.out)&3)...)
	}
	offset()
	return &glyphs{g.out, loca, left}, nil
}

func bit(bits []byte, i int) bool { return i/8 < len(bits) && bits[i/8]&(0x80>>(i%8)) != 0 }

// glyph appends one glyph.
func (g *glyphReader) glyph(i int) bool {
	explicit := bit(g.explicit, i)
	contours := g.contours.i16()
	switch {
	case g.contours.bad:
		return false
	case contours == 0:
		return !explicit
	case contours < 0:
		return explicit && g.composite()
	}
	return g.simple(int(contours), explicit, bit(g.overlap, i))
}

// Flags of components (OpenType, glyf).
const (
	argumentsAreWords = 1 << 0
	oneScale          = 1 << 3
	moreComponents    = 1 << 5
	twoScales         = 1 << 6
	fullMatrix        = 1 << 7
	hasInstructions   = 1 << 8
)

func (g *glyphReader) composite() bool {
	g.out = binary.BigEndian.AppendUint16(g.out, 0xFFFF)
	g.out = append(g.out, g.boxes.take(8)...)
	instructed := false
	for {
		flags := g.composites.u16()
		size := 2 + 2 // glyph and arguments
		if flags&argumentsAreWords != 0 {
			size += 2
		}
		switch {
		case flags&oneScale != 0:
			size += 2
		case flags&twoScales != 0:
			size += 4
		case flags&fullMatrix != 0:
			size += 8
		}
		g.out = binary.BigEndian.AppendUint16(g.out, flags)
		g.out = append(g.out, g.composites.take(size)...)
		if g.composites.bad {
			return false
		}
		instructed = instructed || flags&hasInstructions != 0
		if flags&moreComponents == 0 {
			break
		}
	}
	if instructed {
		g.instruct()
	}
	return !g.boxes.bad && !g.points.bad && !g.instructions.bad
}

// instruct appends the instructions of a glyph and their length.
func (g *glyphReader) instruct() {
	n := g.points.packed16()
	g.out = binary.BigEndian.AppendUint16(g.out, uint16(n))
	g.out = append(g.out, g.instructions.take(n)...)
}

// point is a step from the point before.
type point struct {
	dx, dy int
	on     bool
}

func (g *glyphReader) simple(contours int, explicit, overlap bool) bool {
	ends := make([]byte, 0, 2*contours)
	total := 0
	for range contours {
		total += g.counts.packed16()
		if g.counts.bad || total == 0 || total > 0xFFFF {
			return false
		}
		ends = binary.BigEndian.AppendUint16(ends, uint16(total-1))
	}
	points := make([]point, total)
	x, y := 0, 0
	var box [4]int // xMin, yMin, xMax, yMax
	for i := range points {
		flag := g.flags.u8()
		points[i] = g.step(flag)
		if g.flags.bad || g.points.bad {
			return false
		}
		x, y = x+points[i].dx, y+points[i].dy
		if i == 0 {
			box = [4]int{x, y, x, y}
		}
		box = [4]int{min(box[0], x), min(box[1], y), max(box[2], x), max(box[3], y)}
	}
	g.out = binary.BigEndian.AppendUint16(g.out, uint16(contours))
	if explicit {
		g.out = append(g.out, g.boxes.take(8)...)
	} else {
		for _, v := range box {
			g.out = binary.BigEndian.AppendUint16(g.out, uint16(v))
		}
	}
	g.out = append(g.out, ends...)
	g.instruct()
	if g.boxes.bad || g.points.bad || g.instructions.bad {
		return false
	}
	g.write(points, overlap)
	return true
}

// step reads one point: a flag whose number says in how many bits its coordinates
// stand (WOFF 2.0 §5.2).
func (g *glyphReader) step(flag uint8) point {
	p := point{on: flag&0x80 == 0}
	f := int(flag & 0x7F)
	next := func() int { return int(g.points.u8()) }
	signed := func(bits, v int) int {
		if bits&1 != 0 {
			return v
		}
		return -v
	}
	switch {
	case f < 10:
		p.dy = signed(f, (f&14)<<7+next())
	case f < 20:
		p.dx = signed(f, ((f-10)&14)<<7+next())
	case f < 84:
		b, v := f-20, next()
		p.dx = signed(f, 1+b&0x30+v>>4)
		p.dy = signed(f>>1, 1+(b&0x0C)<<2+v&0x0F)
	case f < 120:
		b := f - 84
		p.dx = signed(f, 1+(b/12)<<8+next())
		p.dy = signed(f>>1, 1+(b%12>>2)<<8+next())
	case f < 124:
		a, b, c := next(), next(), next()
		p.dx = signed(f, a<<4+b>>4)
		p.dy = signed(f>>1, (b&0x0F)<<8+c)
	default:
		a, b, c, d := next(), next(), next(), next()
		p.dx = signed(f, a<<8+b)
		p.dy = signed(f>>1, c<<8+d)
	}
	return p
}

// Flags of points (OpenType, glyf).
const (
	onCurve     = 1 << 0
	shortX      = 1 << 1
	shortY      = 1 << 2
	sameX       = 1 << 4 // of a short step: to the right
	sameY       = 1 << 5
	overlapping = 1 << 6
)

// write appends flags and coordinates.
func (g *glyphReader) write(points []point, overlap bool) {
	var xs, ys []byte
	axis := func(to []byte, d int, short, same uint8) ([]byte, uint8) {
		switch {
		case d == 0:
			return to, same
		case d > 0 && d < 256:
			return append(to, uint8(d)), short | same
		case d < 0 && d > -256:
			return append(to, uint8(-d)), short
		}
		return binary.BigEndian.AppendUint16(to, uint16(d)), 0
	}
	for i, p := range points {
		var fx, fy, flag uint8
		xs, fx = axis(xs, p.dx, shortX, sameX)
		ys, fy = axis(ys, p.dy, shortY, sameY)
		if p.on {
			flag = onCurve
		}
		if i == 0 && overlap {
			flag |= overlapping
		}
		g.out = append(g.out, flag|fx|fy)
	}
	g.out = append(append(g.out, xs...), ys...)
}
