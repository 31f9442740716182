package css

import (
	"image/color"
	"slices"

	"github.com/tdewolff/parse/v2/css"

	"sharecard/render/colorspace"
)

// colorMix reads color-mix() (CSS Color 5 §3).
func (r *reader) colorMix() (Color, bool) {
	method := colorspace.Method{Space: colorspace.Oklab}
	var colors [2]colorspace.Color
	var shares [2]float64
	ok := r.call(func(r *reader) bool {
		if r.peek().ident() == "in" {
			m, ok := r.interpolation()
			if !ok || !r.accept(",") {
				return false
			}
			method = m
		}
		for i := range colors {
			if i > 0 && !r.accept(",") {
				return false
			}
			share, has := r.share()
			c, ok := r.color()
			if !ok {
				return false
			}
			if !has {
				share, has = r.share()
			}
			if shares[i] = share; !has {
				shares[i] = -1
			}
			colors[i] = r.absolute(c)
		}
		return shares[0] != 0 || shares[1] != 0
	})
	if !ok {
		return Color{}, false
	}
	first, second, alpha := mixShares(shares)
	out := colorspace.Mix(colors[0], colors[1], second/(first+second), method)
	out.Alpha *= alpha
	if out.Space == colorspace.HSL || out.Space == colorspace.HWB {
		out = out.In(colorspace.SRGB)
	}
	return modernColor(out), true
}

// share reads a percentage from 0 to 100, as a fraction.
func (r *reader) share() (float64, bool) {
	start := r.i
	if r.peek().kind != css.PercentageToken && !isMath(r.peek().function()) {
		return 0, false
	}
	v, ok := r.factor()
	if !ok || v < 0 || v > 1 {
		r.i = start
		return 0, false
	}
	return v, true
}

// mixShares completes the two shares, of which one that is not given is -1. What
// is missing to a whole makes the mixture more transparent.
func mixShares(p [2]float64) (first, second, alpha float64) {
	first, second = p[0], p[1]
	switch {
	case first < 0 && second < 0:
		return 0.5, 0.5, 1
	case first < 0:
		return 1 - second, second, 1
	case second < 0:
		return first, 1 - first, 1
	}
	return first, second, min(first+second, 1)
}

// interpolation reads "in" and a space, with the path of hues where it has one
// (CSS Color 4 §12.1).
func (r *reader) interpolation() (m colorspace.Method, ok bool) {
	start := r.i
	if !r.word("in") {
		return m, false
	}
	if m.Space, ok = colorspace.Names[r.peek().ident()]; !ok {
		r.i = start
		return m, false
	}
	r.advance()
	if m.Space.Hue() < 0 {
		return m, true
	}
	path, ok := r.oneOf("shorter", "longer", "increasing", "decreasing")
	if !ok {
		return m, true
	}
	m.Hue = map[Keyword]colorspace.HuePath{"longer": colorspace.Longer, "increasing": colorspace.Increasing, "decreasing": colorspace.Decreasing}[path]
	return m, r.word("hue")
}

// lightDark reads light-dark() (CSS Color 5 §7).
func (r *reader) lightDark() (Color, bool) {
	var pair [2]Color
	r.needs = true
	ok := r.call(func(r *reader) (ok bool) {
		if pair[0], ok = r.color(); !ok || !r.accept(",") {
			return false
		}
		pair[1], ok = r.color()
		return ok
	})
	if r.around != nil && r.around.dark {
		return pair[1], ok
	}
	return pair[0], ok
}

// DeferredColor is a colour function that names currentcolor or depends on the
// colour scheme. Its text is read again for each element.
type DeferredColor struct{ toks []token }

// surroundings are what a deferred colour depends on.
type surroundings struct {
	current color.NRGBA
	dark    bool
}

// maxDeferred bounds the text of a deferred colour, in tokens, for it is read
// once for each colour that elements give it.
const maxDeferred = 256

// deferring reads a colour function. One that turns out to depend on an element
// is kept as its text.
func (r *reader) deferring(read func() (Color, bool)) (Color, bool) {
	start, outer := r.i, r.needs
	r.needs = false
	r.inColor++
	c, ok := read()
	r.inColor--
	needs := r.needs
	r.needs = outer || needs
	if !ok || !needs || r.around != nil || r.inColor > 0 {
		return c, ok
	}
	if r.i-start > maxDeferred {
		r.fault("a colour that depends on the element is too long")
		return Color{}, false
	}
	return Color{Deferred: &DeferredColor{slices.Clone(r.toks[start:r.i])}}, true
}

// absolute is the exact colour of one that was read inside of another.
func (r *reader) absolute(c Color) colorspace.Color {
	switch {
	case c.Current && r.around == nil:
		r.needs = true
		return colorspace.Color{Alpha: 1}
	case c.Current:
		return colorspace.FromNRGBA(r.around.current)
	case c.Exact != nil:
		return *c.Exact
	}
	return colorspace.FromNRGBA(c.RGBA)
}

// On returns the colour on an element whose currentcolor and used colour scheme
// are known. Its Current and Deferred are not set.
func (c Color) On(current color.NRGBA, dark bool) Color {
	if c.Current {
		return Color{RGBA: current}
	}
	if c.Deferred == nil {
		return c
	}
	r := &reader{toks: c.Deferred.toks, around: &surroundings{current, dark}}
	out, ok := r.color()
	if !ok {
		return Color{}
	}
	return out.On(current, dark)
}
