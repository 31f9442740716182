package style

import (
	"image/color"
	"slices"
	"strings"

	"sharecard/render/css"
)

// longhand is the row of a property: how it enters a Style and how it is
// printed. What its values are and whether it is inherited stand in the table
// of package css.
type longhand struct {
	id      css.ID
	set     func(*context, css.Value)  // computes a specified value
	copy    func(dst, src *Style)      // for inherit and initial
	initial func(*context)             // where the initial value depends on the element
	word    func(*Style) string        // of a keyword property: its keyword
	print   func(p *printer, s *Style) // nil where Style.Properties leaves it out
}

// longhands is never written once built.
var longhands = buildLonghands()

// longhandTable holds the rows by ID; those of properties that have no part in
// the picture are empty.
type longhandTable struct {
	rows      [css.Count]longhand
	inherited []func(dst, src *Style)
}

func buildLonghands() *longhandTable {
	t := &longhandTable{}
	for _, family := range [][]longhand{
		boxLonghands(), borderImageLonghands(), flexLonghands(), gridLonghands(), fontLonghands(), textLonghands(), listLonghands(),
		backgroundLonghands(), effectLonghands(),
		compositingLonghands(), tableLonghands(), visibleLonghands(), rubyLonghands(), columnLonghands(),
	} {
		for _, l := range family {
			t.rows[l.id] = l
			if l.id.Inherited() {
				t.inherited = append(t.inherited, l.copy)
			}
		}
	}
	return t
}

// field builds a row from where the value stands and how it is computed.
func field[T any](id css.ID, at func(*Style) *T, compute func(*context, css.Value) (T, bool)) longhand {
	return longhand{
		id: id,
		set: func(c *context, v css.Value) {
			if x, ok := compute(c, v); ok {
				*at(c.style) = x
			}
		},
		copy: func(dst, src *Style) { *at(dst) = *at(src) },
	}
}

// prints returns the row with another way to be printed, nil for not at all.
func (l longhand) prints(print func(*printer, *Style)) longhand {
	l.print = print
	return l
}

// keyword builds the row of a keyword property. The constants of T stand in the
// order of the property's keywords in package css, but for those in same, which
// compute to another: "auto=scroll".
func keyword[T ~uint8](id css.ID, at func(*Style) *T, same ...string) longhand {
	another := map[css.Keyword]css.Keyword{}
	for _, s := range same {
		from, to, _ := strings.Cut(s, "=")
		another[css.Keyword(from)] = css.Keyword(to)
	}
	words := id.Keywords()
	own := slices.DeleteFunc(slices.Clone(words), func(w css.Keyword) bool { return another[w] != "" })
	values := make([]T, len(words))
	for i, w := range words {
		if to, ok := another[w]; ok {
			w = to
		}
		values[i] = T(slices.Index(own, w))
	}
	row := enumerated(id, at, words, values)
	row.word = func(s *Style) string { return string(own[*at(s)]) }
	return row.prints(func(p *printer, s *Style) { p.add(id.String(), row.word(s), *at(s) == *at(p.initial)) })
}

// flag builds the row of a keyword property of which Style keeps only whether
// the keyword is one of those that are named.
func flag(id css.ID, at func(*Style) *bool, set ...css.Keyword) longhand {
	words := id.Keywords()
	values := make([]bool, len(words))
	for i, w := range words {
		values[i] = slices.Contains(set, w)
	}
	row := enumerated(id, at, words, values)
	row.word = func(s *Style) string { return string(words[slices.Index(values, *at(s))]) }
	return row.prints(func(p *printer, s *Style) { p.add(id.String(), row.word(s), *at(s) == *at(p.initial)) })
}

// enumerated builds the row of a property with a value for each keyword.
func enumerated[T any](id css.ID, at func(*Style) *T, words []css.Keyword, values []T) longhand {
	return field(id, at, func(_ *context, v css.Value) (x T, ok bool) {
		k, _ := v.(css.Keyword)
		if i := slices.Index(words, k); i >= 0 {
			return values[i], true
		}
		return x, false
	})
}

// lengths builds the row of a length property with its keywords.
func lengths(id css.ID, at func(*Style) *Length) longhand {
	row := field(id, at, func(c *context, v css.Value) (Length, bool) {
		switch v := v.(type) {
		case css.Length:
			return c.length(v), true
		case css.Keyword:
			kind, ok := lengthKind(v)
			return Length{Kind: kind}, ok
		}
		return Length{}, false
	})
	return row.prints(func(p *printer, s *Style) { p.add(id.String(), at(s).text(), *at(s) == *at(p.initial)) })
}

// sizes builds the row of a length that cannot be negative: a math function
// is clamped (CSS Values 4 §10.5). Where there are percentages, layout does it.
func sizes(id css.ID, at func(*Style) *Length) longhand {
	row := lengths(id, at)
	set := row.set
	row.set = func(c *context, v css.Value) {
		set(c, v)
		if v := at(c.style); v.Px < 0 && !v.HasPercent() {
			v.Px = 0
		}
	}
	return row
}

func lengthKind(k css.Keyword) (LengthKind, bool) {
	switch k {
	case "auto", "from-font":
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

// colors builds the row of a colour. Where currentcolor is the initial value it
// depends on the element.
func colors(id css.ID, at func(*Style) *color.NRGBA) longhand {
	row := field(id, at, func(c *context, v css.Value) (color.NRGBA, bool) {
		x, ok := v.(css.Color)
		return c.color(x), ok
	})
	if id.Initial() == "currentcolor" {
		row.initial = func(c *context) { *at(c.style) = c.style.Color }
	}
	return row
}

func (c *context) color(v css.Color) color.NRGBA { return c.colorOn(v).RGBA }

// colorOn is a colour on the element at hand.
func (c *context) colorOn(v css.Color) css.Color { return c.deferred(v, c.style.Color) }

// deferredKey names a colour that depends on an element, with all that it depends on.
type deferredKey struct {
	color   *css.DeferredColor
	current color.NRGBA
	dark    bool
}

// deferred is a colour where currentcolor is known. One that takes reading is read once for all elements alike.
func (c *context) deferred(v css.Color, current color.NRGBA) css.Color {
	if v.Deferred == nil {
		return v.On(current, c.style.Dark)
	}
	key := deferredKey{v.Deferred, current, c.style.Dark}
	out, ok := c.colors[key]
	if !ok {
		out = v.On(current, c.style.Dark)
		if c.colors == nil {
			c.colors = map[deferredKey]css.Color{}
		}
		c.colors[key] = out
	}
	return out
}

// numbers builds the row of a number.
func numbers(id css.ID, at func(*Style) *float64) longhand {
	row := field(id, at, func(_ *context, v css.Value) (float64, bool) {
		n, ok := v.(css.Number)
		return float64(n), ok
	})
	return row.prints(func(p *printer, s *Style) { p.add(id.String(), number(*at(s)), *at(s) == *at(p.initial)) })
}

func (c *context) point(p css.Position) Point { return Point{c.length(p.X), c.length(p.Y)} }

// points builds the row of a position.
func points(id css.ID, at func(*Style) *Point) longhand {
	return field(id, at, func(c *context, v css.Value) (Point, bool) {
		p, ok := v.(css.Position)
		if !ok {
			return Point{}, false
		}
		return c.point(p), true
	})
}
