package raster

import "math"

// Pen is how a line is stroked (SVG 2 §13.5).
type Pen struct {
	Width      float64
	Cap        Cap
	Join       Join
	MiterLimit float64
	Dashes     []float64 // an even number, or none
	DashOffset float64
}

// Cap is the shape of a line's ends.
type Cap uint8

// The kinds of [Cap].
const (
	ButtCap Cap = iota
	RoundCap
	SquareCap
)

// Join is the shape of a line's corners.
type Join uint8

// The kinds of [Join].
const (
	MiterJoin Join = iota
	RoundJoin
	BevelJoin
)

// Polyline is a subpath with its curves flattened.
type Polyline struct {
	Points []Point
	Closed bool
}

// MaxStroke bounds the points of a stroke, and of each of its sides.
const MaxStroke = 250_000

// stroker turns polylines into the region that a pen covers (SVG 2 §13.7). It
// works in user space, so that a pen under a skewed matrix is skewed as well.
// Filled by the nonzero rule its polygons are the stroke.
type stroker struct {
	Pen
	half float64
	step float64 // angle between the points of round joins and caps
	out  [][]Point
	n    int // points so far
}

// Stroke returns the region that a pen covers along lines, for the nonzero rule; scale is device px to a unit of its
// space.
func Stroke(lines []Polyline, p Pen, scale float64) [][]Point {
	s := &stroker{Pen: p, half: p.Width / 2}
	// The sagitta of an arc of angle a and radius r is r(1 − cos a/2).
	r := s.half * scale
	s.step = math.Pi / 4
	if r > Flatness {
		s.step = min(s.step, 2*math.Acos(1-Flatness/r))
	}
	for _, l := range lines {
		if s.n > MaxStroke {
			break
		}
		l = l.distinct()
		if len(s.Dashes) == 0 {
			s.line(l)
			continue
		}
		for _, d := range s.dash(l) {
			s.line(d)
		}
	}
	return s.out
}

// distinct drops points that repeat the one before; a closed line does not
// repeat its first.
func (l Polyline) distinct() Polyline {
	pts := make([]Point, 0, len(l.Points))
	for _, p := range l.Points {
		if n := len(pts); n == 0 || pts[n-1] != p {
			pts = append(pts, p)
		}
	}
	if n := len(pts); l.Closed && n > 1 && pts[0] == pts[n-1] {
		pts = pts[:n-1]
	}
	return Polyline{pts, l.Closed}
}

func (s *stroker) emit(p []Point) {
	if len(p) > 2 {
		s.out = append(s.out, p)
		s.n += len(p)
	}
}

// line strokes one subpath.
func (s *stroker) line(l Polyline) {
	pts := l.Points
	switch n := len(pts); {
	case n == 0:
	case n == 1:
		s.dot(pts[0])
	case l.Closed && n > 2:
		var left, right []Point
		for i := range pts {
			s.corner(&left, pts[(i+n-1)%n], pts[i], pts[(i+1)%n])
		}
		for i := n - 1; i >= 0; i-- {
			s.corner(&right, pts[(i+1)%n], pts[i], pts[(i+n-1)%n])
		}
		s.emit(left)
		s.emit(right)
	default:
		if l.Closed { // there and back: both ends are corners
			pts = []Point{pts[0], pts[1]}
		}
		s.open(pts)
	}
}

// open strokes a line with two ends: along its left side, and back.
func (s *stroker) open(pts []Point) {
	var side []Point
	n := len(pts)
	s.end(&side, pts[1], pts[0])
	for i := 1; i < n-1; i++ {
		s.corner(&side, pts[i-1], pts[i], pts[i+1])
	}
	s.end(&side, pts[n-2], pts[n-1])
	for i := n - 2; i > 0; i-- {
		s.corner(&side, pts[i+1], pts[i], pts[i-1])
	}
	s.emit(side)
}

// normal is half the pen's width to the left of the way from a to b; left is
// where y decreases on the way to the right.
func (s *stroker) normal(a, b Point) Point {
	dx, dy := b.X-a.X, b.Y-a.Y
	k := s.half / math.Hypot(dx, dy)
	return Point{X: dy * k, Y: -dx * k}
}

func plus(p, v Point) Point { return Point{X: p.X + v.X, Y: p.Y + v.Y} }

func minus(p, v Point) Point { return Point{X: p.X - v.X, Y: p.Y - v.Y} }

// end goes round the end of a line at p, coming from q.
func (s *stroker) end(side *[]Point, q, p Point) {
	n := s.normal(q, p)
	switch s.Cap {
	case ButtCap:
		*side = append(*side, plus(p, n), minus(p, n))
	case SquareCap:
		forward := Point{X: -n.Y, Y: n.X}
		*side = append(*side, plus(plus(p, n), forward), plus(minus(p, n), forward))
	case RoundCap:
		s.fan(side, p, n, math.Pi)
	}
}

// dot is a line without length: caps have a shape all the same (§13.5.4).
func (s *stroker) dot(p Point) {
	var o []Point
	switch s.Cap {
	case ButtCap:
		return
	case SquareCap:
		h := s.half
		o = []Point{{X: p.X - h, Y: p.Y - h}, {X: p.X + h, Y: p.Y - h}, {X: p.X + h, Y: p.Y + h}, {X: p.X - h, Y: p.Y + h}}
	case RoundCap:
		s.fan(&o, p, Point{X: s.half}, 2*math.Pi)
	}
	s.emit(o)
}

// fan adds an arc about p from p+n on, turning by angle.
func (s *stroker) fan(side *[]Point, p, n Point, angle float64) {
	k := max(1, int(math.Ceil(math.Abs(angle)/s.step)))
	for i := 0; i <= k; i++ {
		sin, cos := math.Sincos(angle * float64(i) / float64(k))
		*side = append(*side, Point{X: p.X + n.X*cos - n.Y*sin, Y: p.Y + n.X*sin + n.Y*cos})
	}
}

// corner adds the left side of the way a → p → b.
func (s *stroker) corner(side *[]Point, a, p, b Point) {
	if len(*side) > MaxStroke {
		return
	}
	n0, n1 := s.normal(a, p), s.normal(p, b)
	cross := n0.X*n1.Y - n0.Y*n1.X
	dot := n0.X*n1.X + n0.Y*n1.Y
	angle := math.Atan2(cross, dot) // > 0 turns right, and left is outside
	// The sum of the normals points to where the two sides meet.
	k := s.half * s.half / (s.half*s.half + dot)
	meet := Point{X: p.X + (n0.X+n1.X)*k, Y: p.Y + (n0.Y+n1.Y)*k}
	if angle < 0 {
		// Inside: the sides meet if both are long enough, else they pass through
		// the corner.
		reach := s.half * math.Abs(math.Tan(angle/2))
		if reach <= math.Min(math.Hypot(p.X-a.X, p.Y-a.Y), math.Hypot(b.X-p.X, b.Y-p.Y)) {
			*side = append(*side, meet)
			return
		}
		*side = append(*side, plus(p, n0), p, plus(p, n1))
		return
	}
	switch {
	case s.Join == RoundJoin:
		s.fan(side, p, n0, angle)
		return
	case s.Join == MiterJoin && 1/math.Cos(angle/2) <= s.MiterLimit && angle < math.Pi-1e-9:
		*side = append(*side, meet)
		return
	}
	*side = append(*side, plus(p, n0), plus(p, n1))
}

// dash cuts a line into dashes (§13.5.6). Where a closed line starts and ends
// inside a dash, that dash is one.
func (s *stroker) dash(l Polyline) []Polyline {
	pts := l.Points
	if l.Closed && len(pts) > 1 {
		pts = append(pts[:len(pts):len(pts)], pts[0])
	}
	sum, length := 0.0, 0.0
	for _, d := range s.Dashes {
		sum += d
	}
	for i := 1; i < len(pts); i++ {
		length += math.Hypot(pts[i].X-pts[i-1].X, pts[i].Y-pts[i-1].Y)
	}
	if !(sum > 0) || !(length/sum*float64(len(s.Dashes)) < maxDashesDrawn) {
		return []Polyline{l}
	}
	index, left := s.dashAt(sum)
	started := index%2 == 0
	var out []Polyline
	var cur []Point
	if index%2 == 0 && len(pts) > 0 {
		cur = append(cur, pts[0])
	}
	for i := 1; i < len(pts); i++ {
		a, b := pts[i-1], pts[i]
		way := math.Hypot(b.X-a.X, b.Y-a.Y)
		done := 0.0
		for way-done > left {
			done += left
			p := a.Interpolate(b, done/way)
			if index%2 == 0 {
				out = append(out, Polyline{Points: append(cur, p)}.distinct())
				cur = nil
			} else {
				cur = []Point{p}
			}
			index = (index + 1) % len(s.Dashes)
			left = s.Dashes[index]
		}
		left -= way - done
		if index%2 == 0 {
			cur = append(cur, b)
		}
	}
	if len(cur) > 0 {
		if l.Closed && started && len(out) > 0 {
			out[0] = Polyline{Points: append(cur, out[0].Points...)}.distinct()
		} else {
			out = append(out, Polyline{Points: cur}.distinct())
		}
	}
	return out
}

// maxDashesDrawn bounds the dashes of one line; one with more is drawn solid.
const maxDashesDrawn = 20_000

// dashAt is the dash in which the pattern starts, and what is left of it.
func (s *stroker) dashAt(sum float64) (index int, left float64) {
	offset := math.Mod(s.DashOffset, sum)
	if offset < 0 {
		offset += sum
	}
	for i, d := range s.Dashes {
		if offset < d {
			return i, d - offset
		}
		offset -= d
	}
	return 0, s.Dashes[0]
}
