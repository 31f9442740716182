package paint

import (
	"image/color"
	"math"

	"sharecard/render/style"
)

// colorLine is the colour line of a gradient (CSS Images 3 §3.4): premultiplied
// colours at rising positions, 1 being the end of the gradient line. Equal
// positions make a hard stop.
type colorLine struct {
	pos    []float64
	rgba   [][4]float64 // 0 to 255, premultiplied
	hint   []float64    // exponent of the transition after each stop, 1 without a hint
	repeat bool

	table []uint32 // of [colorLine.tabulate]; nil where it would be too coarse
}

// maxStops bounds the stops of one gradient.
const maxStops = 256

// newColorLine resolves the stops of a gradient whose line is length px long.
// It returns nil for a gradient that shows nothing.
func newColorLine(stops []style.Stop, length float64, repeat bool) *colorLine {
	if len(stops) > maxStops {
		stops = stops[:maxStops]
	}
	pos := stopPositions(stops, length)
	l := &colorLine{repeat: repeat}
	for i, s := range stops {
		if s.Hint {
			continue
		}
		h := 1.0
		if i+2 < len(stops) && stops[i+1].Hint && pos[i+2] > pos[i] {
			h = hintExponent((pos[i+1] - pos[i]) / (pos[i+2] - pos[i]))
		}
		a := float64(s.Color.A) / 255
		l.pos = append(l.pos, pos[i])
		l.hint = append(l.hint, h)
		l.rgba = append(l.rgba, [4]float64{
			float64(s.Color.R) * a, float64(s.Color.G) * a, float64(s.Color.B) * a, float64(s.Color.A)})
	}
	if len(l.pos) == 0 {
		return nil
	}
	first, last := l.pos[0], l.pos[len(l.pos)-1]
	if repeat && last-first < 1e-9 {
		// A repeating gradient of no length is its average colour (§3.4.3); so
		// is, to the eye, one far below a pixel.
		l.repeat = false
		l.rgba[0] = l.rgba[len(l.rgba)-1]
		l.pos, l.rgba, l.hint = l.pos[:1], l.rgba[:1], l.hint[:1]
	}
	return l
}

// stopPositions gives every stop its place by the three rules of CSS Images 3
// §3.4.2: the ends default to 0 and 1, no stop lies before an earlier one, and
// stops without a position are spread evenly.
func stopPositions(stops []style.Stop, length float64) []float64 {
	pos := make([]float64, len(stops))
	at := func(l style.Length) float64 {
		if length <= 0 {
			return l.Resolve(1)
		}
		return l.Resolve(length) / length
	}
	set := func(i int) bool { return stops[i].Pos.IsFixed() }
	n := len(stops)
	for i := range stops {
		switch {
		case set(i):
			pos[i] = at(stops[i].Pos)
		case i == 0:
			pos[i] = 0
		case i == n-1:
			pos[i] = 1
		default:
			pos[i] = math.NaN()
		}
	}
	high := math.Inf(-1)
	for i := range pos {
		if !math.IsNaN(pos[i]) {
			pos[i] = math.Max(pos[i], high)
			high = pos[i]
		}
	}
	for i := 0; i < n; i++ {
		if !math.IsNaN(pos[i]) {
			continue
		}
		j := i
		for math.IsNaN(pos[j]) {
			j++
		}
		step := (pos[j] - pos[i-1]) / float64(j-i+1)
		for k := i; k < j; k++ {
			pos[k] = pos[k-1] + step
		}
		i = j
	}
	return pos
}

// hintExponent is log(0.5)/log(H) of CSS Images 3 §3.4.2 for a transition hint
// at H between its stops; at the ends the change is as good as a hard stop.
func hintExponent(h float64) float64 {
	return math.Log(0.5) / math.Log(math.Min(math.Max(h, 1e-3), 1-1e-3))
}

// at is the colour at a position of the gradient line.
func (l *colorLine) at(t float64) color.RGBA {
	n := len(l.pos)
	if l.repeat {
		first := l.pos[0]
		span := l.pos[n-1] - first
		t = first + math.Mod(t-first, span)
		if t < first {
			t += span
		}
	}
	// The last stop at or before t.
	lo, hi := -1, n
	for hi-lo > 1 {
		mid := (lo + hi) / 2
		if l.pos[mid] <= t {
			lo = mid
		} else {
			hi = mid
		}
	}
	switch {
	case lo < 0:
		return round(l.rgba[0])
	case lo == n-1:
		return round(l.rgba[n-1])
	}
	f := (t - l.pos[lo]) / (l.pos[lo+1] - l.pos[lo])
	if l.hint[lo] != 1 {
		f = math.Pow(f, l.hint[lo])
	}
	a, b := &l.rgba[lo], &l.rgba[lo+1]
	return round([4]float64{
		a[0] + (b[0]-a[0])*f, a[1] + (b[1]-a[1])*f, a[2] + (b[2]-a[2])*f, a[3] + (b[3]-a[3])*f})
}

// packed is the colour as the four bytes of a pixel, read little-endian.
func packed(c color.RGBA) uint32 {
	return uint32(c.R) | uint32(c.G)<<8 | uint32(c.B)<<16 | uint32(c.A)<<24
}

func (l *colorLine) opaque() bool {
	for _, c := range l.rgba {
		if c[3] != 255 {
			return false
		}
	}
	return true
}

func round(c [4]float64) color.RGBA {
	return color.RGBA{R: uint8(c[0] + 0.5), G: uint8(c[1] + 0.5), B: uint8(c[2] + 0.5), A: uint8(c[3] + 0.5)}
}

// tableSize is the number of entries of a colour table.
const tableSize = 4096

// tabulate prepares a table of colours over the line for the shortcut of
// gradientrow.go, exact to 1/255. Lines with hard or near-hard stops have none, as a
// table would move their edges.
func (l *colorLine) tabulate() {
	n := len(l.pos)
	if n < 2 || l.repeat {
		return
	}
	span := l.pos[n-1] - l.pos[0]
	if span <= 0 {
		return
	}
	for i := 1; i < n; i++ {
		if l.pos[i]-l.pos[i-1] < span/16 || l.hint[i-1] != 1 {
			return
		}
	}
	l.table = make([]uint32, tableSize+1)
	for i := 0; i <= tableSize; i++ {
		c := l.at(l.pos[0] + span*float64(i)/tableSize)
		l.table[i] = packed(c)
	}
}
