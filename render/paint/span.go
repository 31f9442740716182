package paint

import "math"

// span maps the pixels of one axis of the result to those of the source.
type span struct {
	n, m     int     // source and target px
	ratio    float64 // of n to m
	lo, hi   int     // target px wanted
	block    int     // source px averaged into one before filtering
	from, to int     // source px needed

	// Each target px has a window of taps source px, counted after averaging from
	// the first one needed. All windows have one length, so that loops over them
	// need not guess where they end: a third of their time.
	taps    int
	first   []int
	weights []int32 // taps of them for each target px, their sum 1 << bits
}

func newSpan(n, m, lo, hi int) *span {
	return &span{n: n, m: m, ratio: float64(n) / float64(m), lo: lo, hi: hi, block: 1}
}

// window is the weights of a target px.
func (s *span) window(i int) []int32 { return s.weights[i*s.taps:][:s.taps] }

// filter weighs the source by the Catmull-Rom kernel, stretched where the
// picture shrinks so that it averages.
func (s *span) filter(bits int) {
	s.block = max(1, int(s.ratio/1.5))
	n := (s.n + s.block - 1) / s.block
	ratio := s.ratio / float64(s.block)
	stretch := math.Max(ratio, 1)
	reach := 2 * stretch
	s.makeWindows(n, int(math.Ceil(2*reach)))
	for i := range s.first {
		c := (float64(s.lo+i)+0.5)*ratio - 0.5
		first := min(max(int(math.Floor(c-reach))+1, 0), n-1)
		last := min(max(int(math.Ceil(c+reach))-1, first), n-1, first+s.taps-1)
		weigh(s.place(i, n, first, last), c-float64(first), stretch, bits)
	}
	s.trim()
}

// interpolate is filter, but linear where the picture grows: what chroma needs.
func (s *span) interpolate(bits int) {
	if s.ratio >= 1 {
		s.filter(bits)
		return
	}
	s.makeWindows(s.n, 2)
	for i := range s.first {
		c := math.Min(math.Max((float64(s.lo+i)+0.5)*s.ratio-0.5, 0), float64(s.n-1))
		first := min(int(c), max(s.n-2, 0))
		w := s.place(i, s.n, first, min(first+1, s.n-1))
		second := int32(math.Round((c - float64(first)) * float64(int(1)<<bits)))
		w[0] = 1<<bits - second
		if len(w) > 1 {
			w[1] = second
		}
	}
	s.trim()
}

func (s *span) makeWindows(n, taps int) {
	s.taps = min(taps, n)
	s.first = make([]int, s.hi-s.lo)
	s.weights = make([]int32, s.taps*(s.hi-s.lo))
}

// place lays a window over the source px first to last of n, and returns the
// weights of those.
func (s *span) place(i, n, first, last int) []int32 {
	s.first[i] = min(first, n-s.taps)
	return s.window(i)[first-s.first[i] : last-s.first[i]+1]
}

// trim leaves out the source px before and after all windows.
func (s *span) trim() {
	start := s.first[0]
	for i := range s.first {
		s.first[i] -= start
	}
	end := start + s.first[len(s.first)-1] + s.taps
	s.from, s.to = start*s.block, min(end*s.block, s.n)
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
