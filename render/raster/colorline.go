package raster

import (
	"cmp"
	"image/color"
	"math"
	"slices"
)

// Stop is a colour at a position of a gradient line.
type Stop struct {
	At       float64 // 0 at the start of the line, 1 at its end; no less than that of the stop before
	Color    color.NRGBA
	Opacity  float64 // 0 to 1, times that of Color
	Exponent float64 // of the transition to the next stop, see [ColorLine]; 0 means 1, which is linear
	Smooth   bool    // the next stop continues a curve: a table of the colours needs no room between the two
}

// Interpolation says how the colours of two stops are mixed.
type Interpolation uint8

const (
	Premultiplied Interpolation = iota // CSS Images 3 §3.4.2
	Straight                           // SVG 2 §14.2.4: colour and opacity apart
)

// Spread says what a gradient shows before its first and after its last stop.
type Spread uint8

const (
	Pad     Spread = iota // the colours of these
	Repeat                // all from the first to the last stop, again and again
	Reflect               // the same, every other time backwards
)

// ColorLine gives the colours along a gradient line, for all kinds of gradients of CSS and SVG. Two stops at the same
// position make a hard edge. At a fraction f of the way between two stops, their colours are mixed by f to the power of
// the first stop's Exponent.
type ColorLine struct {
	pos      []float64
	rgba     [][4]float64 // 0 to 255; premultiplied if mix says so
	exponent []float64
	smooth   []bool
	mix      Interpolation
	spread   Spread
	opacity  float64

	tabulated bool
	table     []uint32 // see colors
}

// NewColorLine returns a line of at least one stop, with an opacity, 0 to 1, for the whole.
func NewColorLine(stops []Stop, mix Interpolation, spread Spread, opacity float64) *ColorLine {
	l := &ColorLine{mix: mix, spread: spread, opacity: opacity}
	for _, s := range stops {
		a := float64(s.Color.A) * s.Opacity
		k := 1.0
		if mix == Premultiplied {
			k = a / 255
		}
		l.pos = append(l.pos, s.At)
		l.exponent = append(l.exponent, cmp.Or(s.Exponent, 1))
		l.smooth = append(l.smooth, s.Smooth)
		l.rgba = append(l.rgba, [4]float64{float64(s.Color.R) * k, float64(s.Color.G) * k, float64(s.Color.B) * k, a})
	}
	if spread != Pad && l.length() < 1e-9 {
		// A line without length would have its average colour (CSS Images 3 §3.4.3); it gets the last one.
		l.spread = Pad
		l.rgba[0] = l.rgba[len(l.rgba)-1]
		l.pos, l.rgba, l.exponent = l.pos[:1], l.rgba[:1], l.exponent[:1]
	}
	return l
}

// length is the distance from the first to the last stop.
func (l *ColorLine) length() float64 { return l.pos[len(l.pos)-1] - l.pos[0] }

// At is the colour at a position of the gradient line.
func (l *ColorLine) At(t float64) color.RGBA {
	n := len(l.pos)
	t = l.within(t)
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
		return l.color(l.rgba[0])
	case lo == n-1:
		return l.color(l.rgba[n-1])
	}
	f := (t - l.pos[lo]) / (l.pos[lo+1] - l.pos[lo])
	if e := l.exponent[lo]; e != 1 {
		f = math.Pow(f, e)
	}
	a, b := &l.rgba[lo], &l.rgba[lo+1]
	return l.color([4]float64{
		a[0] + (b[0]-a[0])*f, a[1] + (b[1]-a[1])*f, a[2] + (b[2]-a[2])*f, a[3] + (b[3]-a[3])*f,
	})
}

// within maps a position to one between the first and the last stop by the spread.
func (l *ColorLine) within(t float64) float64 {
	if l.spread == Pad {
		return t
	}
	first, length := l.pos[0], l.length()
	if l.spread == Reflect {
		u := (t - first) / length
		return first + length*math.Abs(u-2*math.Floor(u/2+0.5))
	}
	t = first + math.Mod(t-first, length)
	if t < first {
		t += length
	}
	return t
}

// color rounds a mixed colour to a premultiplied one.
func (l *ColorLine) color(c [4]float64) color.RGBA {
	k, a := l.opacity, c[3]*l.opacity
	if l.mix == Straight {
		k = c[3] / 255 * l.opacity
		a = k * 255
	}
	return color.RGBA{R: uint8(c[0]*k + 0.5), G: uint8(c[1]*k + 0.5), B: uint8(c[2]*k + 0.5), A: uint8(a + 0.5)}
}

func (l *ColorLine) opaque() bool {
	return l.opacity == 1 && !slices.ContainsFunc(l.rgba, func(c [4]float64) bool { return c[3] != 255 })
}

// tableSize is the number of entries of a colour table, less one.
const tableSize = 4096

// colors is a table of the colours from the first to the last stop, exact to 1/255. It is nil for a line that repeats
// and for one with stops so near to each other that a table would move the edge between them.
func (l *ColorLine) colors() []uint32 {
	if !l.tabulated {
		l.tabulated = true
		l.table = l.tabulate()
	}
	return l.table
}

func (l *ColorLine) tabulate() []uint32 {
	n := len(l.pos)
	if n < 2 || l.spread != Pad || l.length() <= 0 {
		return nil
	}
	for i := 1; i < n; i++ {
		if !l.smooth[i-1] && l.pos[i]-l.pos[i-1] < l.length()/16 || l.exponent[i-1] != 1 {
			return nil
		}
	}
	table := make([]uint32, tableSize+1)
	for i := range table {
		table[i] = Pack(l.At(l.pos[0] + l.length()*float64(i)/tableSize))
	}
	return table
}

// tableScale maps positions to indices of the table: that of t is (t − first)·scale, not rounded.
func (l *ColorLine) tableScale() (first, scale float64) { return l.pos[0], tableSize / l.length() }

// nearest is the entry of a table at an index, rounded and clamped.
func nearest(table []uint32, u float64) uint32 {
	switch {
	case u >= tableSize:
		return table[tableSize]
	case u > 0:
		return table[int(u+0.5)]
	}
	return table[0]
}
