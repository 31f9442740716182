package style

import (
	"image/color"

	"sharecard/render/css"
)

// longhand tells how a property enters a Style: how a specified value is
// computed, and how the computed one is copied for inherit and initial.
// Rows without set have no part in the picture.
type longhand struct {
	set     func(*context, css.Value)
	copy    func(dst, src *Style)
	initial func(*context) // where the initial value depends on the element
}

// longhands is never written once built.
var longhands = buildLonghands()

func buildLonghands() [css.Count]longhand {
	var t [css.Count]longhand
	boxLonghands(&t)
	borderLonghands(&t)
	flexLonghands(&t)
	fontLonghands(&t)
	textLonghands(&t)
	backgroundLonghands(&t)
	effectLonghands(&t)
	return t
}

// field builds a row from where the value stands and how it is computed.
func field[T any](at func(*Style) *T, compute func(*context, css.Value) (T, bool)) longhand {
	return longhand{
		set: func(c *context, v css.Value) {
			if x, ok := compute(c, v); ok {
				*at(c.style) = x
			}
		},
		copy: func(dst, src *Style) { *at(dst) = *at(src) },
	}
}

// keyword builds a row of a keyword property: the words in the order of the
// constants, an alias as "word=constant's word".
func keyword[T ~uint8](at func(*Style) *T, words ...css.Keyword) longhand {
	return field(at, func(_ *context, v css.Value) (T, bool) {
		k, _ := v.(css.Keyword)
		i := indexOf(k, words)
		return T(max(i, 0)), i >= 0
	})
}

func indexOf(k css.Keyword, words []css.Keyword) int {
	for i, w := range words {
		if w == k {
			return i
		}
	}
	return -1
}

// mapped builds a row whose keywords map to the values freely.
func mapped[T any](at func(*Style) *T, values map[css.Keyword]T) longhand {
	return field(at, func(_ *context, v css.Value) (T, bool) {
		k, _ := v.(css.Keyword)
		x, ok := values[k]
		return x, ok
	})
}

// lengths builds a row of a length property, with its keywords.
func lengths(at func(*Style) *Length) longhand {
	return field(at, func(c *context, v css.Value) (Length, bool) {
		switch v := v.(type) {
		case css.Length:
			return c.length(v), true
		case css.Keyword:
			kind, ok := lengthKind(v)
			return Length{Kind: kind}, ok
		}
		return Length{}, false
	})
}

// sizes builds the row of a length that cannot be negative: a math function
// is clamped (CSS Values 4 §10.5). Where there are percentages, layout does it.
func sizes(at func(*Style) *Length) longhand {
	l := lengths(at)
	set := l.set
	l.set = func(c *context, v css.Value) {
		set(c, v)
		if v := at(c.style); v.Px < 0 && !v.HasPercent() {
			v.Px = 0
		}
	}
	return l
}

func lengthKind(k css.Keyword) (LengthKind, bool) {
	switch k {
	case "auto":
		return Auto, true
	case "none":
		return None, true
	case "min-content":
		return MinContent, true
	case "max-content":
		return MaxContent, true
	case "fit-content":
		return FitContent, true
	case "stretch":
		return Stretch, true
	case "content":
		return Content, true
	case "normal":
		return Normal, true
	}
	return Auto, false
}

// colors builds a row of a colour property. Where currentcolor is the initial
// value it depends on the element.
func colors(at func(*Style) *color.NRGBA, current bool) longhand {
	l := field(at, func(c *context, v css.Value) (color.NRGBA, bool) {
		x, ok := v.(css.Color)
		return c.color(x), ok
	})
	if current {
		l.initial = func(c *context) { *at(c.style) = c.style.Color }
	}
	return l
}

func (c *context) color(v css.Color) color.NRGBA {
	if v.Current {
		return c.style.Color
	}
	return v.RGBA
}

func numbers(at func(*Style) *float64) longhand {
	return field(at, func(_ *context, v css.Value) (float64, bool) {
		n, ok := v.(css.Number)
		return float64(n), ok
	})
}

func (c *context) point(p css.Position) Point { return Point{c.length(p.X), c.length(p.Y)} }

func points(at func(*Style) *Point) longhand {
	return field(at, func(c *context, v css.Value) (Point, bool) {
		p, ok := v.(css.Position)
		if !ok {
			return Point{}, false
		}
		return c.point(p), true
	})
}
