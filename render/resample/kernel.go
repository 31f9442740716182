package resample

import "math"

// axis says, for one axis, which pixels of the source make up each pixel of the result.
type axis struct {
	n, m     int     // source and target px
	ratio    float64 // of n to m
	lo, hi   int     // target px wanted
	block    int     // source px averaged into one before filtering
	from, to int     // source px needed

	// A target px is the weighted sum of a window of source px: taps of them, counted after averaging from the first
	// one needed. All windows have the same length, which lets the compiler and the CPU foresee the loops over them.
	taps    int
	first   []int
	weights []int32 // taps of them for each target px, their sum 1 << bits
}

func newAxis(n, m, lo, hi int) *axis {
	return &axis{n: n, m: m, ratio: float64(n) / float64(m), lo: lo, hi: hi, block: 1}
}

// window is the weights of a target px.
func (a *axis) window(i int) []int32 { return a.weights[i*a.taps:][:a.taps] }

// filter weighs the source by the Catmull-Rom kernel, stretched where the
// picture shrinks so that it averages.
func (a *axis) filter(bits int) {
	a.block = max(1, int(a.ratio/1.5))
	n := (a.n + a.block - 1) / a.block
	ratio := a.ratio / float64(a.block)
	stretch := math.Max(ratio, 1)
	reach := 2 * stretch
	a.makeWindows(n, int(math.Ceil(2*reach)))
	for i := range a.first {
		c := (float64(a.lo+i)+0.5)*ratio - 0.5
		first := min(max(int(math.Floor(c-reach))+1, 0), n-1)
		last := min(max(int(math.Ceil(c+reach))-1, first), n-1, first+a.taps-1)
		weigh(a.place(i, n, first, last), c-float64(first), stretch, bits)
	}
	a.trim()
}

// interpolate is filter, but linear where the picture grows: what chroma needs.
func (a *axis) interpolate(bits int) {
	if a.ratio >= 1 {
		a.filter(bits)
		return
	}
	a.makeWindows(a.n, 2)
	for i := range a.first {
		c := math.Min(math.Max((float64(a.lo+i)+0.5)*a.ratio-0.5, 0), float64(a.n-1))
		first := min(int(c), max(a.n-2, 0))
		w := a.place(i, a.n, first, min(first+1, a.n-1))
		second := int32(math.Round((c - float64(first)) * float64(int(1)<<bits)))
		w[0] = 1<<bits - second
		if len(w) > 1 {
			w[1] = second
		}
	}
	a.trim()
}

func (a *axis) makeWindows(n, taps int) {
	a.taps = min(taps, n)
	a.first = make([]int, a.hi-a.lo)
	a.weights = make([]int32, a.taps*(a.hi-a.lo))
}

// place lays a window over the source px first to last of n, and returns the
// weights of those.
func (a *axis) place(i, n, first, last int) []int32 {
	a.first[i] = min(first, n-a.taps)
	return a.window(i)[first-a.first[i] : last-a.first[i]+1]
}

// trim leaves out the source px before and after all windows.
func (a *axis) trim() {
	start := a.first[0]
	for i := range a.first {
		a.first[i] -= start
	}
	end := start + a.first[len(a.first)-1] + a.taps
	a.from, a.to = start*a.block, min(end*a.block, a.n)
}

// weigh fills in the weights of source px for a centre c, in px from the first.
func weigh(w []int32, c, stretch float64, bits int) {
	sum := 0.0
	for i := range w {
		sum += catmullRom((float64(i) - c) / stretch)
	}
	one := float64(int(1) << bits)
	left := int32(1 << bits)
	large := 0
	for i := range w {
		w[i] = int32(math.Round(catmullRom((float64(i)-c)/stretch) / sum * one))
		left -= w[i]
		if w[i] > w[large] {
			large = i
		}
	}
	w[large] += left
}

// catmullRom is the cubic of Keys with a = -1/2.
func catmullRom(t float64) float64 {
	t = math.Abs(t)
	switch {
	case t < 1:
		return (1.5*t-2.5)*t*t + 1
	case t < 2:
		return ((-0.5*t+2.5)*t-4)*t + 2
	}
	return 0
}
