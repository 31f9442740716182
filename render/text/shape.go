package text

import (
	"strings"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"

	"sharecard/fonts"
	"sharecard/render/style"
)

// Shaper turns inline content into paragraphs. It holds the state that one
// render needs (HarfBuzz buffers, faces with their caches) and belongs to one
// goroutine at a time; keep Shapers in a sync.Pool and make them with
// [Shaper.Fork], which shares the cache of shaped runs.
type Shaper struct {
	fonts  *fonts.Collection
	cache  *shapeCache
	buf    *harfbuzz.Buffer
	seg    segmenter.Segmenter
	bidi   bidi.Paragraph
	faces  map[*fonts.Face]*faceState
	chains map[chainKey]*chain
	keep   map[rune][][]rune // words of Keep by their first character, which is left out
}

// faceState is a face as one goroutine uses it.
type faceState struct {
	face    *fonts.Face
	hb      *harfbuzz.Font
	metrics faceMetrics
	central faceMetrics // of vertical lines
	ink     map[uint32]inkBox
}

// NewShaper returns a Shaper with a cache of its own.
func NewShaper(c *fonts.Collection) *Shaper {
	return newShaper(c, newShapeCache())
}

// Fork returns a Shaper over the same faces and the same cache of shaped runs,
// for another goroutine.
func (s *Shaper) Fork() *Shaper { return newShaper(s.fonts, s.cache) }

func newShaper(c *fonts.Collection, cache *shapeCache) *Shaper {
	return &Shaper{
		fonts: c, cache: cache, buf: harfbuzz.NewBuffer(),
		faces:  map[*fonts.Face]*faceState{},
		chains: map[chainKey]*chain{},
	}
}

// state returns the Shaper's own view of a face.
func (s *Shaper) state(f *fonts.Face) *faceState {
	if st, ok := s.faces[f]; ok {
		return st
	}
	if len(s.faces) >= maxFaces {
		clear(s.faces)
	}
	st := &faceState{face: f, hb: newFont(f.Font(), f.Coords()), ink: map[uint32]inkBox{}}
	st.metrics = measure(f)
	st.central = st.metrics
	st.central.centered = true
	s.faces[f] = st
	return st
}

// newFont makes a font whose units are those of its face, at a place of its axes. Made of a font without
// glyphs, it has no cache of extents, which would take 20 bytes for each: half a
// megabyte.
func newFont(ft *font.Font, coords []font.VarCoord) *harfbuzz.Font {
	face := font.NewFace(new(font.Font))
	face.Font = ft
	face.SetCoords(coords)
	hb := harfbuzz.NewFont(face)
	upem := int32(ft.Upem())
	hb.XScale, hb.YScale = upem, upem
	return hb
}

// maxShapeRun bounds the runes HarfBuzz sees at once, so that its buffers stay
// small and long text is cached in pieces.
const maxShapeRun = 2048

// shapeRun shapes one run in font units.
func (s *Shaper) shapeRun(text []rune, r *run, st *style.Style) *shaped {
	key := shapeKey{
		text: string(text[r.start:r.end]), face: r.match.Face, features: featureKey(st),
		lang: st.Lang, script: r.script, upright: r.upright,
		rtl: r.level&1 == 1 && !r.upright, // upright characters are shaped from top to bottom at any level
	}
	// Joining scripts look at the letters beyond the run.
	joins := joining(r.script)
	if !joins {
		if v := s.cache.get(key); v != nil {
			return v
		}
	}
	b := s.buf
	b.Clear()
	if joins {
		b.AddRunes(text, int(r.start), int(r.end-r.start))
	} else {
		b.AddRunes(text[r.start:r.end], 0, int(r.end-r.start))
	}
	b.Props.Script = r.script
	b.Props.Language = language.NewLanguage(st.Lang)
	b.Props.Direction = harfbuzz.LeftToRight
	switch {
	case key.upright:
		b.Props.Direction = harfbuzz.TopToBottom
	case key.rtl:
		b.Props.Direction = harfbuzz.RightToLeft
	}
	b.Shape(s.state(r.match.Face).hb, features(st))
	if joins {
		return collect(b, int(r.start), int(r.end), key.rtl)
	}
	v := collect(b, 0, int(r.end-r.start), key.rtl)
	s.cache.put(key, v)
	return v
}

func joining(s language.Script) bool {
	switch s {
	case language.Arabic, language.Syriac, language.Mongolian, language.Nko, language.Mandaic,
		language.Manichaean, language.Psalter_Pahlavi, language.Hanifi_Rohingya, language.Adlam, language.Phags_Pa:
		return true
	}
	return false
}

// features lists the OpenType features of a style. Letter spacing switches
// optional ligatures off (CSS Text 3 §8.2).
func features(st *style.Style) []harfbuzz.Feature {
	var out []harfbuzz.Feature
	add := func(tag string, v uint32) {
		if len(tag) == 4 {
			out = append(out, harfbuzz.Feature{
				Tag: ot.MustNewTag(tag), Value: v,
				Start: harfbuzz.FeatureGlobalStart, End: harfbuzz.FeatureGlobalEnd,
			})
		}
	}
	if st.LetterSpacing != 0 {
		add("liga", 0)
		add("clig", 0)
	}
	if proportional(st) {
		add("palt", 1)
	}
	for _, f := range st.FontFeatures {
		add(f.Tag, f.Value)
	}
	return out
}

// proportional reports whether marks that East Asian faces have in full width,
// “ ” among them, get the width of their ink: in other languages, where
// text-spacing-trim asks for composition by rule. Browsers leave them wide.
func proportional(st *style.Style) bool {
	return st.SpacingTrim == style.TrimBoth && !isEastAsian(st.Lang)
}

func featureKey(st *style.Style) string {
	if len(st.FontFeatures) == 0 && st.LetterSpacing == 0 && !proportional(st) {
		return ""
	}
	var b strings.Builder
	if st.LetterSpacing != 0 {
		b.WriteByte('-')
	}
	if proportional(st) {
		b.WriteByte('+')
	}
	for _, f := range st.FontFeatures {
		b.WriteString(f.Tag)
		b.WriteByte(byte(f.Value))
		b.WriteByte(byte(f.Value >> 8))
	}
	return b.String()
}
