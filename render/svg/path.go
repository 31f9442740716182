package svg

import (
	"errors"
	"math"

	"sharecard/render/raster"
)

// path is a shape's outline in user space: lines and cubic curves. Each command
// takes one point, a curve three, a close none.
type path struct {
	ops []op
	pts []raster.Point
}

type op uint8

const (
	moveTo op = iota
	lineTo
	cubicTo
	closePath
)

func (p *path) empty() bool { return len(p.ops) == 0 }

func (p *path) move(x, y float64) { p.append(moveTo, raster.Point{X: x, Y: y}) }

func (p *path) line(x, y float64) { p.append(lineTo, raster.Point{X: x, Y: y}) }

func (p *path) cubic(a, b, c raster.Point) { p.append(cubicTo, a, b, c) }

func (p *path) close() { p.append(closePath) }

func (p *path) append(o op, pts ...raster.Point) {
	p.ops = append(p.ops, o)
	p.pts = append(p.pts, pts...)
}

// pathReader reads path data (SVG 2 §9.3).
type pathReader struct {
	scanner
	path  path
	limit int // segments

	start, cur raster.Point // of the subpath; where the pen is
	control    raster.Point // last control point, for the smooth commands
	last       byte         // command that set control, upper case
}

var (
	errPathData = errors.New("not path data")
	errSegments = errors.New("too many path segments")
)

// parsePath reads path data of at most limit segments. Where a fault is found
// the path up to it is returned with an error, as §9.5.4 has it drawn.
func parsePath(d string, limit int) (path, error) {
	r := pathReader{scanner: scanner{s: d}, limit: limit}
	err := r.read()
	return r.path, err
}

func (r *pathReader) read() error {
	r.space()
	for first := true; !r.end(); first = false {
		cmd := r.peek()
		if !isLetter(cmd) || first && cmd|0x20 != 'm' {
			return errPathData
		}
		r.i++
		r.space()
		if cmd|0x20 == 'z' {
			r.closeSubpath()
			r.space()
			continue
		}
		for again := true; again; {
			if len(r.path.ops) >= r.limit {
				return errSegments
			}
			if !r.segment(cmd) {
				return errPathData
			}
			switch cmd { // what follows a move without a command are lines
			case 'M':
				cmd = 'L'
			case 'm':
				cmd = 'l'
			}
			r.comma()
			again = !r.end() && !isLetter(r.peek())
		}
	}
	return nil
}

func (r *pathReader) closeSubpath() {
	if r.last != 'Z' {
		r.path.close()
	}
	r.cur, r.last = r.start, 'Z'
}

// segment reads the numbers of one command and draws it.
func (r *pathReader) segment(cmd byte) bool {
	relative := cmd >= 'a'
	var base raster.Point
	if relative {
		base = r.cur
	}
	kind := cmd &^ 0x20
	if kind == 'A' {
		return r.arc(base)
	}
	n, known := arguments[kind]
	if !known {
		return false
	}
	var v [6]float64
	for i := range n {
		if i > 0 {
			r.comma()
		}
		var ok bool
		if v[i], ok = r.number(); !ok {
			return false
		}
	}
	at := func(i int) raster.Point { return raster.Point{X: base.X + v[i], Y: base.Y + v[i+1]} }
	switch kind {
	case 'M':
		r.start, r.cur, r.last = at(0), at(0), 'M'
		r.path.move(r.cur.X, r.cur.Y)
	case 'L':
		r.lineTo(at(0))
	case 'H':
		r.lineTo(raster.Point{X: base.X + v[0], Y: r.cur.Y})
	case 'V':
		r.lineTo(raster.Point{X: r.cur.X, Y: base.Y + v[0]})
	case 'C':
		r.cubicTo(at(0), at(2), at(4))
	case 'S':
		r.cubicTo(r.reflected('C'), at(0), at(2))
	case 'Q':
		r.quadTo(at(0), at(2))
	case 'T':
		r.quadTo(r.reflected('Q'), at(0))
	}
	return true
}

// arguments are how many numbers a command takes.
var arguments = map[byte]int{'M': 2, 'L': 2, 'H': 1, 'V': 1, 'C': 6, 'S': 4, 'Q': 4, 'T': 2}

// reflected is the last control point mirrored at the pen, where the last
// command was of that kind; the pen otherwise (§9.3.6).
func (r *pathReader) reflected(kind byte) raster.Point {
	if r.last != kind {
		return r.cur
	}
	return raster.Point{X: 2*r.cur.X - r.control.X, Y: 2*r.cur.Y - r.control.Y}
}

// begin starts a subpath where the last was closed and no move followed.
func (r *pathReader) begin() {
	if r.last == 'Z' {
		r.path.move(r.cur.X, r.cur.Y)
	}
}

func (r *pathReader) lineTo(p raster.Point) {
	r.begin()
	r.path.line(p.X, p.Y)
	r.cur, r.last = p, 'L'
}

func (r *pathReader) cubicTo(a, b, p raster.Point) {
	r.begin()
	r.path.cubic(a, b, p)
	r.cur, r.control, r.last = p, b, 'C'
}

// quadTo raises the degree of a quadratic curve.
func (r *pathReader) quadTo(c, p raster.Point) {
	r.begin()
	r.path.cubic(r.cur.Interpolate(c, 2.0/3), p.Interpolate(c, 2.0/3), p)
	r.cur, r.control, r.last = p, c, 'Q'
}

func (r *pathReader) arc(base raster.Point) bool {
	var v [7]float64
	for i := range v {
		if i > 0 {
			r.comma()
		}
		var ok bool
		if i == 3 || i == 4 {
			var set bool
			if set, ok = r.flag(); set {
				v[i] = 1
			}
		} else {
			v[i], ok = r.number()
		}
		if !ok {
			return false
		}
	}
	r.begin()
	to := raster.Point{X: base.X + v[5], Y: base.Y + v[6]}
	r.path.arc(r.cur, to, math.Abs(v[0]), math.Abs(v[1]), radians(v[2]), v[3] == 1, v[4] == 1)
	r.cur, r.last = to, 'A'
	return true
}
