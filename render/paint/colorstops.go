package paint

import (
	"math"

	"sharecard/render/raster"
	"sharecard/render/style"
)

// maxStops bounds the stops of one gradient.
const maxStops = 256

// newColorLine resolves the stops of a gradient whose line is length px long (CSS Images 3 §3.4). It returns nil for a
// gradient that shows nothing.
func newColorLine(stops []style.Stop, length float64, repeat bool) *raster.ColorLine {
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
		if i+2 < len(stops) && stops[i+1].Hint && pos[i+2] > pos[i] {
			stop.Exponent = hintExponent((pos[i+1] - pos[i]) / (pos[i+2] - pos[i]))
		}
		line = append(line, stop)
	}
	if len(line) == 0 {
		return nil
	}
	spread := raster.Pad
	if repeat {
		spread = raster.Repeat
	}
	return raster.NewColorLine(line, raster.Premultiplied, spread, 1)
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
// at H between its stops. H is kept off its ends, where the transition would be a hard edge.
func hintExponent(h float64) float64 {
	return math.Log(0.5) / math.Log(math.Min(math.Max(h, 1e-3), 1-1e-3))
}
