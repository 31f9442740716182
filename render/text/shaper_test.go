package text

import (
	"bytes"
	"fmt"
	"io/fs"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"

	"sharecard/fonts"
	"sharecard/render/layout"
	"sharecard/render/style"
)

// Shapers of one family share a cache; what they set does not depend on who
// filled it.
func TestForksAgree(t *testing.T) {
	first := NewShaper(fonts.Builtin())
	st := chinese(20)
	set := func(s *Shaper) string {
		var b strings.Builder
		for i := range 40 {
			p := s.NewParagraph(st, items(st, fmt.Sprintf("国家统计局：第%d季度GDP<b>增长</b>5.3%%😀", i%7)))
			b.WriteString(dump(p.Layout(200, layout.Bounds{})))
		}
		return b.String()
	}
	want := set(NewShaper(fonts.Builtin()))
	var wg sync.WaitGroup
	for range 8 {
		s := first.Fork()
		wg.Go(func() {
			if set(s) != want {
				t.Error("a fork set the text in another way")
			}
		})
	}
	wg.Wait()
}

func TestShapeCacheIsBounded(t *testing.T) {
	c := newShapeCache()
	const each = 10000
	for i := range 400 {
		c.put(shapeKey{text: fmt.Sprint(i)}, &shaped{glyphs: make([]shapedGlyph, each)})
	}
	if c.bytes > maxCacheBytes || len(c.byKey) != c.lru.Len() || len(c.byKey) == 0 {
		t.Errorf("%d bytes in %d entries, list of %d", c.bytes, len(c.byKey), c.lru.Len())
	}
	if c.get(shapeKey{text: "0"}) != nil || c.get(shapeKey{text: "399"}) == nil {
		t.Error("the oldest went last")
	}
	c.put(shapeKey{text: "huge"}, &shaped{glyphs: make([]shapedGlyph, maxCacheBytes/16)})
	if c.get(shapeKey{text: "huge"}) != nil {
		t.Error("one run took the whole cache")
	}
}

// The size is not part of a shape: 13.25 px is not set like 14 px.
func TestFractionalSizes(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	for _, size := range []float64{13.25, 14, 0.5} {
		st := chinese(size)
		if w := s.NewParagraph(st, items(st, "一二三四")).Layout(900, layout.Bounds{}).Width; round2(w) != 4*size {
			t.Errorf("four characters of %g px take %g", size, w)
		}
	}
}

func TestLetterSpacingAndFeatures(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	st := chinese(20)
	width := func(change func(*style.Style), text string) float64 {
		c := with(st, change)
		return round2(s.NewParagraph(c, items(c, text)).Layout(900, layout.Bounds{}).Width)
	}
	if w := width(func(c *style.Style) { c.LetterSpacing = 3 }, "一二三"); w != 69 {
		t.Errorf("letter-spacing: 3px makes three characters %g px wide", w)
	}
	plain := width(func(*style.Style) {}, "a b")
	if w := width(func(c *style.Style) { c.WordSpacing = 5 }, "a b"); w != plain+5 {
		t.Errorf("word-spacing: 5px adds %g px", w-plain)
	}
	kerned := width(func(*style.Style) {}, "AVAVAV")
	if w := width(func(c *style.Style) { c.FontFeatures = []style.Feature{{Tag: "kern", Value: 0}} }, "AVAVAV"); w <= kerned {
		t.Errorf("without kerning AVAVAV is %g px wide, with it %g", w, kerned)
	}
}

// TestBuiltinFacesNeedNoOutlines shapes as if with the outlines of faces, which
// the shaper does not get: HarfBuzz uses them to place marks where a font has no
// GPOS table.
func TestBuiltinFacesNeedNoOutlines(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	st := chinese(20)
	texts := []string{
		"国家统计局：GDP增长5.3%", "Hāi résumé", "x\u0304 e\u0301\u0323 n\u0303", "ẁǘ\u1e9d", "か\u3099は\u309a", "한국 \u1112\u1161\u11ab", "①\u20dd〇\ufe00",
	}
	for letter := rune(0xC0); letter < 0x250; letter++ {
		texts = append(texts, string(letter))
	}
	for letter := rune(0x1E00); letter < 0x1F00; letter++ {
		texts = append(texts, string(letter))
	}
	for _, f := range fonts.Builtin().Faces()[:3] {
		file, err := fs.ReadFile(fonts.Files(), f.File())
		if err != nil {
			t.Fatal(err)
		}
		face, err := font.ParseTTF(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		whole := newFont(face.Font, nil)
		for _, text := range texts {
			runes := []rune(text)
			got := s.shapeRun(runes, &run{end: int32(len(runes)), script: language.Latin, match: fonts.Match{Face: f}}, st)
			b := harfbuzz.NewBuffer()
			b.AddRunes(runes, 0, len(runes))
			b.Props.Script = language.Latin
			b.Props.Language, b.Props.Direction = language.NewLanguage(st.Lang), harfbuzz.LeftToRight
			b.Shape(whole, features(st))
			if want := collect(b, 0, len(runes), false); !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %q is %v, want %v", f.File(), text, got.glyphs, want.glyphs)
			}
		}
	}
}
