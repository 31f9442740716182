package fonts

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Query is what a style asks of a [Collection].
type Query struct {
	Families []string // CSS font-family: names and generic names, best first
	Weight   int      // 1–1000; 0 means 400
	Width    float64  // percent of normal; 0 means 100
	Slant    float64  // degrees, clockwise; 0 is upright, [Italic] italic
	Lang     string   // BCP 47; chooses among the regional forms of Han

	// Size in px chooses the design of faces that have some for sizes (font-optical-sizing);
	// 0 is the design of the file.
	Size       float64
	Variations []Variation // font-variation-settings
}

func (q *Query) weight() float64 {
	if q.Weight == 0 {
		return 400
	}
	return float64(q.Weight)
}

func (q *Query) width() float64 {
	if q.Width == 0 {
		return 100
	}
	return q.Width
}

// Match is a face for a style, and what of the style it lacks.
type Match struct {
	Face *Face
	// SyntheticBold asks for an emboldened outline: the style wants 600 or
	// more and the face has less (CSS Fonts 4 §5.2, as browsers do it).
	SyntheticBold bool
	// SyntheticItalic asks for a slanted outline.
	SyntheticItalic bool
}

// Chain is the faces that may serve a style, in order: the style's families,
// then the fallback. It is immutable, safe for concurrent use and deterministic;
// to keep it saves its making.
type Chain struct {
	query   Query
	named   []Match   // of the style's families
	rest    [][]*Face // families of the fallback, matched when one is needed
	primary Match
}

// Chain returns the faces for a style. The fallback after the style's families
// is: built-in Chinese, serif or not as the style's own; emoji; then all other
// families, those of the language first, then of the same class (serif or
// sans), then by name.
func (c *Collection) Chain(q Query) *Chain {
	ch := &Chain{query: q}
	seen := map[*Face]bool{}
	serif := false
	for i, name := range q.Families {
		family := c.family(name, q.Lang)
		if best := match(family, &ch.query); best != nil {
			for _, f := range together(family, best) {
				if !seen[f] {
					seen[f] = true
					ch.named = append(ch.named, ch.styled(f))
				}
			}
		}
		serif = serif || i == 0 && isSerif(familyKey(name)) || familyKey(name) == "serif"
	}
	ch.rest = c.fallback(q.Lang, serif)
	if len(ch.named) > 0 {
		// CSS Fonts 4 §5.4: the first face that is used for a space.
		ch.primary = ch.named[0]
		for _, m := range ch.named {
			if m.Face.usedFor(' ') && m.Face.source.usable() {
				ch.primary = m
				break
			}
		}
	} else {
		ch.primary, _ = ch.fromRest(func(*Face) bool { return true })
	}
	return ch
}

// together are the faces that serve a style as one: best, and those of its family that
// have the same style and are used for some characters only (CSS Fonts 4 §4.5).
func together(family []*Face, best *Face) []*Face {
	if best.ranges == nil {
		return []*Face{best}
	}
	return slices.DeleteFunc(slices.Clone(family), func(f *Face) bool {
		return f.weights != best.weights || f.slants != best.slants || f.widths != best.widths
	})
}

// Primary is the match that a line's strut and the units ex and ch are measured
// with: the first of the style's families that exists, else the first of the
// fallback. Its Face is nil only in a collection without a readable face.
func (ch *Chain) Primary() Match { return ch.primary }

// Find returns the first face that has a glyph for every code point of a
// cluster. Joiners and variation selectors need none. With emoji set, for a
// cluster in emoji presentation (UTS #51), faces of colour bitmaps come first;
// without, they come last, where another has it too. ok is false where no face
// covers the whole cluster.
func (ch *Chain) Find(cluster []rune, emoji bool) (m Match, ok bool) {
	covers := func(f *Face) bool {
		for _, r := range cluster {
			if !isIgnorable(r) && !f.Has(r) {
				return false
			}
		}
		return true
	}
	colour := func(f *Face) bool { return covers(f) && f.source.hasBitmaps() }
	plain := func(f *Face) bool { return covers(f) && !f.source.hasBitmaps() }
	first, second := plain, colour
	if emoji {
		first, second = colour, plain
	}
	if m, ok := ch.find(first); ok {
		return m, true
	}
	return ch.find(second)
}

func (ch *Chain) find(fits func(*Face) bool) (Match, bool) {
	for _, m := range ch.named {
		if fits(m.Face) && m.Face.source.usable() {
			return m, true
		}
	}
	return ch.fromRest(fits)
}

func (ch *Chain) fromRest(fits func(*Face) bool) (Match, bool) {
	for _, family := range ch.rest {
		if !slices.ContainsFunc(family, fits) {
			continue
		}
		if f := match(slices.DeleteFunc(slices.Clone(family), func(f *Face) bool { return !fits(f) }), &ch.query); f != nil {
			return ch.styled(f), true
		}
	}
	return Match{}, false
}

// styled is a face as the style wants it, with what of the style it lacks.
func (ch *Chain) styled(f *Face) Match {
	bitmaps := f.source.hasBitmaps()
	return Match{
		Face:            f.at(&ch.query),
		SyntheticBold:   ch.query.Weight >= 600 && f.weights.Max < 600 && !bitmaps,
		SyntheticItalic: ch.query.Slant != 0 && !f.leans() && !bitmaps,
	}
}

// fallback returns all families in the order they are tried in.
func (c *Collection) fallback(lang string, serif bool) [][]*Face {
	families := map[string][]*Face{}
	for _, f := range c.faces {
		key := familyKey(f.Family)
		families[key] = append(families[key], f)
	}
	region := regionSuffix(lang)
	rank := func(key string) int {
		r := 2 * fallbackClass(families[key][0], key, region)
		if isSerif(key) != serif {
			r++
		}
		return r
	}
	keys := slices.SortedFunc(maps.Keys(families), func(a, b string) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b))
	})
	out := make([][]*Face, len(keys))
	for i, key := range keys {
		out[i] = families[key]
	}
	return out
}

// fallbackClass is the place of a family in the fallback, before its name and
// style are looked at: the forms of Han that the language asks for come before
// ours, then ours, emoji, all others.
func fallbackClass(first *Face, key, region string) int {
	switch {
	case region != "" && region != " sc" && strings.HasSuffix(key, region):
		return 0
	case !first.source.ours:
		return 3
	case first.source.hasBitmaps():
		return 2
	}
	return 1
}

// isSerif guesses a family's class by its name, as the names of fonts that
// serve fallback tell it: Noto Serif, Noto Naskh (the serif of Arabic).
func isSerif(key string) bool {
	return strings.Contains(key, "serif") && !strings.Contains(key, "sans") || strings.Contains(key, "naskh")
}

// regionSuffix returns the ending of the Noto family with a language's own
// forms of Han, empty for languages without.
func regionSuffix(lang string) string {
	parts := strings.Split(strings.ToLower(lang), "-")
	switch parts[0] {
	case "ja":
		return " jp"
	case "ko":
		return " kr"
	case "zh":
		switch {
		case slices.Contains(parts, "hans"):
			return " sc"
		case slices.Contains(parts, "hk"), slices.Contains(parts, "mo"):
			return " hk"
		case slices.Contains(parts, "tw"), slices.Contains(parts, "hant"):
			return " tc"
		}
		return " sc"
	}
	return ""
}

// isIgnorable reports whether r needs no glyph of its own: joiners, variation
// selectors, and the tags of emoji flags, which ligatures consume.
func isIgnorable(r rune) bool {
	return r == 0x200C || r == 0x200D || r >= 0xFE00 && r <= 0xFE0F ||
		r >= 0xE0020 && r <= 0xE007F || r >= 0xE0100 && r <= 0xE01EF
}
