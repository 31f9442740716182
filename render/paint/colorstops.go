package paint

import (
	"math"

	"sharecard/render/colorspace"
	"sharecard/render/raster"
	"sharecard/render/style"
)

// maxStops bounds the stops of one gradient.
const maxStops = 256

// newColorLine resolves the stops of a gradient whose line is length px long (CSS Images 3 §3.4). It returns nil for a
// gradient that shows nothing.
func newColorLine(g style.Line, length float64) *raster.ColorLine {
	stops := g.Stops
	if len(stops) > maxStops {
		stops = stops[:maxStops]
	}
	pos := stopPositions(stops, length)
	var line []raster.Stop
	for i, s := range stops {
		if s.Hint {
			continue
		}
		stop := raster.Stop{At: pos[i], Color: s.Color, Opacity: 1}
		next := i + 1
		var hard *style.Stop
		if i+2 < len(stops) && stops[i+1].Hint {
			next = i + 2
			switch {
			case pos[i+2] <= pos[i]:
			case pos[i+1] <= pos[i]: // a hint on a stop makes a hard edge
				hard = &stops[i+2]
			case pos[i+1] >= pos[i+2]:
				hard = &s
			default:
				stop.Exponent = hintExponent((pos[i+1] - pos[i]) / (pos[i+2] - pos[i]))
			}
		}
		switch {
		case hard != nil:
			line = append(line, stop, raster.Stop{At: pos[i+1], Color: hard.Color, Opacity: 1})
		case g.In != nil && next < len(stops) && pos[next] > pos[i]:
			line = appendMixed(line, stop, s, stops[next], pos[next], *g.In, max(4, mixedSteps/len(stops)))
		default:
			line = append(line, stop)
		}
	}
	if len(line) == 0 {
		return nil
	}
	spread := raster.Pad
	if g.Repeating {
		spread = raster.Repeat
	}
	return raster.NewColorLine(line, raster.Premultiplied, spread, 1)
}

// mixedSteps bounds the stops that a gradient in a space other than sRGB is drawn with.
const mixedSteps = 512

// appendMixed appends the stops of sRGB that come near to the colours from one stop up to the next, mixed in another
// space. What is on the way is clipped to sRGB, as in browsers, rather than mapped: mapping would bend the gradient.
func appendMixed(line []raster.Stop, first raster.Stop, from, to style.Stop, end float64, m colorspace.Method, steps int) []raster.Stop {
	const most = 64
	steps = min(steps, most)
	pair := colorspace.NewPair(from.Exact, to.Exact, m)
	for k := range steps + 1 {
		f := float64(k) / float64(steps)
		at := first.At + (end-first.At)*f
		if first.Exponent != 0 {
			f = math.Pow(f, first.Exponent)
		}
		line = append(line, raster.Stop{At: at, Color: pair.At(f).Clipped(), Opacity: 1, Smooth: k < steps})
	}
	return line
}

// stopPositions gives every stop a position by the three rules of CSS Images 3 §3.4.2: the first and last stop default to
// 0 and 1, no stop lies before an earlier one, and stops without a position are spaced evenly.
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
// at H between its stops.
func hintExponent(h float64) float64 {
	return math.Log(0.5) / math.Log(h)
}
