package raster

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"
)

// distance is how far p lies from a polyline.
func distance(p Point, line []Point) float64 {
	least := math.Inf(1)
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		t := ((p.X-a.X)*(b.X-a.X) + (p.Y-a.Y)*(b.Y-a.Y)) / (math.Pow(b.X-a.X, 2) + math.Pow(b.Y-a.Y, 2))
		least = min(least, p.Distance(a.Interpolate(b, min(max(t, 0), 1))))
	}
	return least
}

// Curves of all sizes stay within Flatness of their polylines, which have few points.
func TestCurvesAreFlattened(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 200 {
		size := math.Pow(10, float64(n%4))
		at := func() Point { return Point{X: r.Float64() * size, Y: r.Float64() * size} }
		a, b, c, d := at(), at(), at(), at()
		line := AppendCubic([]Point{a}, a, b, c, d, 1)
		for i := range 101 {
			if far := distance(OnCubic(a, b, c, d, float64(i)/100), line); far > Flatness {
				t.Fatalf("a curve of %v px is %.3f px away", size, far)
			}
		}
		if most := int(10 + 8*math.Sqrt(size)); len(line) > most {
			t.Errorf("%d points for %v px", len(line), size)
		}
		// A quadratic curve is a cubic one with its control point pulled from both ends.
		quad := AppendQuad([]Point{a}, a, b, d, 1)
		for i := range 101 {
			p := OnCubic(a, a.Interpolate(b, 2.0/3), d.Interpolate(b, 2.0/3), d, float64(i)/100)
			if far := distance(p, quad); far > Flatness {
				t.Fatalf("a quadratic curve of %v px is %.3f px away", size, far)
			}
		}
	}
	if line := AppendCubic(nil, Point{}, Point{X: math.NaN()}, Point{X: 1e300}, Point{Y: 1}, 1e300); len(line) > 500 {
		t.Errorf("%d points for a curve that is none", len(line))
	}
}

func area(pts []Point) float64 {
	sum := 0.0
	for i, p := range pts {
		q := pts[(i+1)%len(pts)]
		sum += p.X*q.Y - q.X*p.Y
	}
	return sum / 2
}

// What is cut off and what is left have the area of the whole, and all that is left lies inside.
func TestPolygonsAreCut(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		var p []Point
		for range 3 + r.IntN(6) {
			p = append(p, Point{X: r.Float64()*300 - 100, Y: r.Float64()*300 - 100})
		}
		sum := 0.0
		for _, cell := range Outside(image.Rect(-100, -100, 200, 200), []image.Rectangle{image.Rect(0, 10, 90, 70)}) {
			part := ClipPolygon(p, cell)
			for _, q := range part {
				if in := FromPixels(cell).Grow(1e-9); q.X < in.X0 || q.X > in.X1 || q.Y < in.Y0 || q.Y > in.Y1 {
					t.Fatalf("%v is outside of %v", q, cell)
				}
			}
			sum += area(part)
		}
		sum += area(ClipPolygon(p, image.Rect(0, 10, 90, 70)))
		if want := area(p); math.Abs(sum-want) > 1e-6 {
			t.Fatalf("parts of %v px² make %v", want, sum)
		}
	}
	if p := ClipPolygon([]Point{{X: math.NaN()}, {X: 1}, {Y: 1}}, image.Rect(0, 0, 9, 9)); p != nil {
		t.Errorf("got %v of what is no polygon", p)
	}
}

func TestColorLine(t *testing.T) {
	red, blue := color.NRGBA{R: 200, A: 255}, color.NRGBA{B: 200, A: 255}
	clear := color.NRGBA{B: 200}
	two := func(a, b color.NRGBA) []Stop {
		return []Stop{{At: 0.25, Color: a, Opacity: 1}, {At: 0.75, Color: b, Opacity: 1}}
	}
	hint := two(red, blue)
	hint[0].Exponent = 2
	for _, tt := range []struct {
		name   string
		stops  []Stop
		mix    Interpolation
		spread Spread
		at     float64
		want   color.RGBA
	}{
		{"before the first stop", two(red, blue), Premultiplied, Pad, -1, color.RGBA{R: 200, A: 255}},
		{"between", two(red, blue), Premultiplied, Pad, 0.5, color.RGBA{R: 100, B: 100, A: 255}},
		{"after the last stop", two(red, blue), Premultiplied, Pad, 0.75, color.RGBA{B: 200, A: 255}},
		{"repeated", two(red, blue), Premultiplied, Repeat, 1.375, color.RGBA{R: 150, B: 50, A: 255}},
		{"repeated before", two(red, blue), Premultiplied, Repeat, -0.125, color.RGBA{R: 150, B: 50, A: 255}},
		{"reflected", two(red, blue), Premultiplied, Reflect, 0.875, color.RGBA{R: 50, B: 150, A: 255}},
		{"reflected before", two(red, blue), Premultiplied, Reflect, 0.125, color.RGBA{R: 150, B: 50, A: 255}},
		{"hint", hint, Premultiplied, Pad, 0.5, color.RGBA{R: 150, B: 50, A: 255}},
		{"to transparent", two(red, clear), Premultiplied, Pad, 0.5, color.RGBA{R: 100, A: 128}},
		{"to transparent, straight", two(red, clear), Straight, Pad, 0.5, color.RGBA{R: 50, B: 50, A: 128}},
		{"hard edge", []Stop{{Color: red, Opacity: 1}, {At: 0.5, Color: red, Opacity: 1}, {At: 0.5, Color: blue, Opacity: 1}},
			Premultiplied, Pad, 0.5, color.RGBA{B: 200, A: 255}},
		{"no length", []Stop{{Color: red, Opacity: 1}, {Color: blue, Opacity: 1}}, Premultiplied, Repeat, 0.5,
			color.RGBA{B: 200, A: 255}},
	} {
		if got := NewColorLine(tt.stops, tt.mix, tt.spread, 1).At(tt.at); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
	if got, want := NewColorLine(two(red, red), Straight, Pad, 0.5).At(0), (color.RGBA{R: 100, A: 128}); got != want {
		t.Errorf("at half opacity: %v, want %v", got, want)
	}
}

// Rows are within 1/255 of At, for all kinds of gradients.
func TestGradientRows(t *testing.T) {
	stops := []Stop{{Color: color.NRGBA{R: 255, A: 255}, Opacity: 1}, {At: 0.3, Color: color.NRGBA{G: 200, A: 90}, Opacity: 1},
		{At: 1, Color: color.NRGBA{R: 20, B: 255, A: 255}, Opacity: 0.7}}
	turned := Matrix{XX: 0.02, XY: 0.005, YX: -0.004, YY: 0.016, X0: -0.8, Y0: -0.6}
	for name, s := range map[string]func(*ColorLine) Shader{
		"down":    func(l *ColorLine) Shader { return NewLinear(l, Point{}, Point{Y: 80}, Identity()) },
		"across":  func(l *ColorLine) Shader { return NewLinear(l, Point{X: 10}, Point{X: 90}, Identity()) },
		"slanted": func(l *ColorLine) Shader { return NewLinear(l, Point{X: 0.1}, Point{X: 0.7, Y: 0.5}, turned) },
		"round":   func(l *ColorLine) Shader { return NewRadial(l, Circle{}, Circle{R: 1}, turned) },
		"cone": func(l *ColorLine) Shader {
			return NewRadial(l, Circle{Point{X: -0.5}, 0.1}, Circle{Point{X: 0.7}, 0.3}, turned)
		},
	} {
		for _, spread := range []Spread{Pad, Repeat, Reflect} {
			sh := s(NewColorLine(stops, Premultiplied, spread, 1))
			row := make([]uint8, 4*100)
			for y := range 80 {
				sh.Row(row, 3, y)
				for x := range 100 {
					c := sh.At(x+3, y)
					for k, want := range [4]uint8{c.R, c.G, c.B, c.A} {
						if got := row[4*x+k]; max(got, want)-min(got, want) > 1 {
							t.Fatalf("%s, spread %d: %v at %d,%d, want %v", name, spread, row[4*x:4*x+4], x+3, y, c)
						}
					}
				}
			}
		}
	}
}

// A gradient from the origin to the unit circle is the general one, whichever way it is computed.
func TestUnitCircleIsACone(t *testing.T) {
	line := NewColorLine([]Stop{{Opacity: 1}, {At: 1, Opacity: 1}}, Premultiplied, Pad, 1)
	unit, cone := NewRadial(line, Circle{}, Circle{R: 1}, Identity()), NewRadial(line, Circle{}, Circle{R: 1}, Identity())
	cone.unit = false
	for i := range 1000 {
		x, y := math.Sin(float64(i))*2, math.Cos(float64(3*i))*2
		a, _ := unit.position(x, y)
		if b, ok := cone.position(x, y); !ok || a != b {
			t.Fatalf("(%v,%v): %v and %v", x, y, a, b)
		}
	}
}
