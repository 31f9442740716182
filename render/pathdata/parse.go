package pathdata

import (
	"errors"
	"math"
)

// reader reads path data (SVG 2 §9.3).
type reader struct {
	Scanner
	path  Path
	limit int // segments

	start, cur Point // of the subpath; where the pen is
	control    Point // last control point, for the smooth commands
	last       byte  // command that set control, upper case
}

var (
	// ErrSyntax is the error of a text that breaks the grammar.
	ErrSyntax = errors.New("not path data")
	// ErrSegments is the error of a path that is too long.
	ErrSegments = errors.New("too many path segments")
)

// Parse reads path data of at most limit segments. Where a fault is found, the path up to it is returned with
// [ErrSyntax] or [ErrSegments]: SVG draws what stands before a fault (§9.5.4), CSS refuses it.
func Parse(d string, limit int) (Path, error) {
	r := reader{Scanner: NewScanner(d), limit: limit}
	err := r.read()
	return r.path, err
}

func (r *reader) read() error {
	r.Space()
	for first := true; !r.End(); first = false {
		cmd := r.Peek()
		if !IsLetter(cmd) || first && cmd|0x20 != 'm' {
			return ErrSyntax
		}
		r.i++
		r.Space()
		if cmd|0x20 == 'z' {
			r.closeSubpath()
			r.Space()
			continue
		}
		for again := true; again; {
			if len(r.path.Ops) >= r.limit {
				return ErrSegments
			}
			if !r.segment(cmd) {
				return ErrSyntax
			}
			switch cmd { // what follows a move without a command are lines
			case 'M':
				cmd = 'L'
			case 'm':
				cmd = 'l'
			}
			r.Comma()
			again = !r.End() && !IsLetter(r.Peek())
		}
	}
	return nil
}

func (r *reader) closeSubpath() {
	if r.last != 'Z' {
		r.path.Close()
	}
	r.cur, r.last = r.start, 'Z'
}

// segment reads the numbers of one command and draws it.
func (r *reader) segment(cmd byte) bool {
	relative := cmd >= 'a'
	var base Point
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
			r.Comma()
		}
		var ok bool
		if v[i], ok = r.Number(); !ok {
			return false
		}
	}
	at := func(i int) Point { return Point{X: base.X + v[i], Y: base.Y + v[i+1]} }
	switch kind {
	case 'M':
		r.start, r.cur, r.last = at(0), at(0), 'M'
		r.path.Move(r.cur.X, r.cur.Y)
	case 'L':
		r.lineTo(at(0))
	case 'H':
		r.lineTo(Point{X: base.X + v[0], Y: r.cur.Y})
	case 'V':
		r.lineTo(Point{X: r.cur.X, Y: base.Y + v[0]})
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
func (r *reader) reflected(kind byte) Point {
	if r.last != kind {
		return r.cur
	}
	return Point{X: 2*r.cur.X - r.control.X, Y: 2*r.cur.Y - r.control.Y}
}

// begin starts a subpath where the last was closed and no move followed.
func (r *reader) begin() {
	if r.last == 'Z' {
		r.path.Move(r.cur.X, r.cur.Y)
	}
}

func (r *reader) lineTo(p Point) {
	r.begin()
	r.path.Line(p.X, p.Y)
	r.cur, r.last = p, 'L'
}

func (r *reader) cubicTo(a, b, p Point) {
	r.begin()
	r.path.Cubic(a, b, p)
	r.cur, r.control, r.last = p, b, 'C'
}

func (r *reader) quadTo(c, p Point) {
	r.begin()
	r.path.Quad(r.cur, c, p)
	r.cur, r.control, r.last = p, c, 'Q'
}

func (r *reader) arc(base Point) bool {
	var v [7]float64
	for i := range v {
		if i > 0 {
			r.Comma()
		}
		var ok bool
		if i == 3 || i == 4 {
			var set bool
			if set, ok = r.Flag(); set {
				v[i] = 1
			}
		} else {
			v[i], ok = r.Number()
		}
		if !ok {
			return false
		}
	}
	r.begin()
	to := Point{X: base.X + v[5], Y: base.Y + v[6]}
	r.path.Arc(r.cur, to, math.Abs(v[0]), math.Abs(v[1]), v[2]*math.Pi/180, v[3] == 1, v[4] == 1)
	r.cur, r.last = to, 'A'
	return true
}
