package filter

import (
	"bytes"
	"image"
	"image/color"
	"testing"

	"sharecard/render/raster"
)

func whole(w, h float64) raster.Rect { return raster.Rect{X1: w, Y1: h} }

func red(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := 0; i < len(img.Pix); i += 4 {
		img.Pix[i], img.Pix[i+3] = 200, 200
	}
	return img
}

func apply(g *Graph, img *image.RGBA, budget int) bool {
	var f raster.Filler
	f.Begin(false, budget)
	defer f.End()
	return g.Apply(&f, img, raster.Identity())
}

// A step takes a result that is not the last one, and draws in its region only.
func TestGraph(t *testing.T) {
	img := red(8, 8)
	g := &Graph{Region: whole(8, 8), Steps: []Step{
		{Primitive: Flood{Color: color.NRGBA{G: 255, A: 255}}, Region: raster.Rect{X0: 2, Y0: 2, X1: 6, Y1: 6}},
		{Primitive: Offset{DX: 2}, In: []Input{Source}, Region: whole(8, 8), Linear: true},
		{Primitive: Composite{Operator: Over}, In: []Input{0, 1}, Region: whole(8, 7)},
	}}
	if !apply(g, img, 1e6) {
		t.Fatal("the graph was refused")
	}
	for at, want := range map[image.Point]color.RGBA{
		{X: 3, Y: 3}: {0, 255, 0, 255}, {X: 7, Y: 0}: {200, 0, 0, 200}, {X: 1, Y: 0}: {}, {X: 7, Y: 7}: {},
	} {
		if got := img.RGBAAt(at.X, at.Y); got != want {
			t.Errorf("%v: %v, want %v", at, got, want)
		}
	}
}

// What exceeds a bound changes nothing.
func TestBounds(t *testing.T) {
	step := Step{Primitive: Flood{}, Region: whole(2000, 2000)}
	keeps := &Graph{Region: whole(2000, 2000)}
	merge := Step{Primitive: Merge{}, Region: whole(2000, 2000)}
	for i := range MaxSteps - 1 {
		keeps.Steps = append(keeps.Steps, step)
		merge.In = append(merge.In, Input(i))
	}
	keeps.Steps = append(keeps.Steps, merge)
	long := &Graph{Region: whole(9, 9), Steps: make([]Step, MaxSteps+1)}
	for i := range long.Steps {
		long.Steps[i] = step
	}
	dear := &Graph{Region: whole(9, 9), Steps: []Step{{Primitive: Morphology{X: 1e9, Y: 1e9}, In: []Input{Source}, Region: whole(9, 9)}}}
	for name, tt := range map[string]struct {
		g      *Graph
		side   int
		budget int
	}{"images": {keeps, 2000, 1e9}, "steps": {long, 9, 1e9}, "work": {dear, 300, 1e6}} {
		img := red(tt.side, tt.side)
		was := bytes.Clone(img.Pix)
		if apply(tt.g, img, tt.budget) {
			t.Errorf("%s: the graph was not refused", name)
		}
		if !bytes.Equal(img.Pix, was) {
			t.Errorf("%s: the layer has changed", name)
		}
	}
}

// A generator with a seed out of range makes noise too.
func TestSeeds(t *testing.T) {
	for _, seed := range []float64{-1e300, -2147483647, -1, 0, 0.9, 2147483646, 1e300} {
		img := red(16, 16)
		turbulence := &Turbulence{Seed: seed, FX: 0.3, FY: 0.3, Octaves: 1, Fractal: true}
		g := &Graph{Region: whole(16, 16), Steps: []Step{{Primitive: turbulence, Region: whole(16, 16)}}}
		if !apply(g, img, 1e6) || img.RGBAAt(3, 3) == img.RGBAAt(4, 3) {
			t.Errorf("%v: %v beside %v", seed, img.RGBAAt(3, 3), img.RGBAAt(4, 3))
		}
	}
}

// Grey stays grey through linear RGB.
func TestConvert(t *testing.T) {
	for v := range 256 {
		img := &image.RGBA{Pix: []uint8{uint8(v), uint8(v), uint8(v), 255}, Stride: 4, Rect: image.Rect(0, 0, 1, 1)}
		convert(img, &toLinear)
		convert(img, &toSRGB)
		if d := int(img.Pix[0]) - v; d < -7 || d > 7 || v > 100 && (d < -1 || d > 1) {
			t.Errorf("%d becomes %d", v, img.Pix[0])
		}
	}
}
