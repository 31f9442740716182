package fonts

import (
	"bytes"
	"math"
	"slices"
	"sync"
	"testing"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

func TestMetrics(t *testing.T) {
	tests := []struct {
		file string
		want Metrics
	}{
		{"NotoSansSC-Regular.otf", Metrics{1.16, 0.288, 0, 0.125, 0.05, 0.325, 0.05, 0.543, 0.733, 0.12}},
		{"NotoSansSC-Bold.otf", Metrics{1.16, 0.288, 0, 0.125, 0.05, 0.325, 0.05, 0.543, 0.733, 0.12}},
		{"NotoSerifSC-Bold.otf", Metrics{1.151, 0.286, 0, 0.075, 0.05, 0.308, 0.05, 0.514, 0.729, 0.12}},
		{"NotoColorEmoji.ttf", Metrics{0.927734375, 0.244140625, 0, 0.607421875, 0.06396484375, 0.2587890625, 0.0498046875, 0, 0.927734375,
			0.20833333333333334}},
	}
	for _, tt := range tests {
		f := byFile(t, tt.file)
		if got := f.Metrics(); !near(got, tt.want) {
			t.Errorf("%s: %+v, want %+v", tt.file, got, tt.want)
		}
	}
}

func near(a, b Metrics) bool {
	x := [...]float64{a.Ascent, a.Descent, a.LineGap, a.UnderlineOffset, a.UnderlineThickness, a.StrikeoutOffset, a.StrikeoutThickness,
		a.XHeight, a.CapHeight, a.EmDescent}
	y := [...]float64{b.Ascent, b.Descent, b.LineGap, b.UnderlineOffset, b.UnderlineThickness, b.StrikeoutOffset, b.StrikeoutThickness,
		b.XHeight, b.CapHeight, b.EmDescent}
	for i := range x {
		if math.Abs(x[i]-y[i]) > 1e-6 {
			return false
		}
	}
	return true
}

func byFile(t *testing.T, file string) *Face {
	t.Helper()
	for _, f := range Builtin().Faces() {
		if f.File() == file {
			return f
		}
	}
	t.Fatalf("no face %s", file)
	return nil
}

// TestOutlinesAreThoseOfSfnt compares with an independent reader of fonts.
func TestOutlinesAreThoseOfSfnt(t *testing.T) {
	_, _, regular := goFaces(t)
	other, err := sfnt.Parse(goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	em := fixed.I(int(regular.UnitsPerEm()))
	var buf sfnt.Buffer
	for _, r := range "ABCabc@é&g8" {
		gid, ok := regular.Glyph(r)
		if !ok {
			t.Fatalf("no %q", r)
		}
		want, err := other.LoadGlyph(&buf, sfnt.GlyphIndex(gid), em, nil)
		if err != nil {
			t.Fatal(err)
		}
		compareOutlines(t, r, regular.AppendOutline(nil, gid), want)
	}
}

// TestBuiltinOutlinesAreThoseOfGoText compares what is read glyph by glyph with
// a reader of whole fonts. It looks at every eleventh glyph; all are equal.
func TestBuiltinOutlinesAreThoseOfGoText(t *testing.T) {
	for _, f := range Builtin().Faces()[:3] {
		p, err := f.source.parsed()
		if err != nil || p.glyphs == nil {
			t.Fatalf("%s: outlines are not read glyph by glyph: %v", f.File(), err)
		}
		file, err := embedded.ReadFile(f.File())
		if err != nil {
			t.Fatal(err)
		}
		whole, err := font.ParseTTF(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		n := uint32(p.glyphs.font.NumGlyphs())
		var got []Segment
		for gid := uint32(0); gid <= n; gid += 11 {
			want, _ := whole.GlyphDataOutline(opentype.GID(gid))
			if got = f.AppendOutline(got[:0], gid); !slices.Equal(got, want.Segments) {
				t.Fatalf("%s, glyph %d: %v, want %v", f.File(), gid, got, want.Segments)
			}
			extents, _ := whole.GlyphExtents(opentype.GID(gid))
			left, right := f.Ink(gid)
			if left != float64(extents.XBearing) || right != float64(extents.XBearing+extents.Width) {
				t.Fatalf("%s, glyph %d: ink from %g to %g, want %+v", f.File(), gid, left, right, extents)
			}
		}
		if got := f.AppendOutline(nil, n); got != nil {
			t.Errorf("%s: a glyph that is not there has the outline %v", f.File(), got)
		}
	}
}

func compareOutlines(t *testing.T, r rune, got []Segment, want sfnt.Segments) {
	t.Helper()
	var a, b []point
	for _, s := range got {
		for _, p := range s.ArgsSlice() {
			a = append(a, point{float64(p.X), float64(p.Y)})
		}
	}
	points := map[sfnt.SegmentOp]int{sfnt.SegmentOpMoveTo: 1, sfnt.SegmentOpLineTo: 1, sfnt.SegmentOpQuadTo: 2, sfnt.SegmentOpCubeTo: 3}
	for _, s := range want {
		for _, p := range s.Args[:points[s.Op]] {
			b = append(b, point{float64(p.X) / 64, -float64(p.Y) / 64})
		}
	}
	a, b = withoutRepeats(a), withoutRepeats(b)
	if len(a) != len(b) {
		t.Errorf("%q has %d points, sfnt has %d", r, len(a), len(b))
		return
	}
	for i := range a {
		if math.Abs(a[i].x-b[i].x) > 0.51 || math.Abs(a[i].y-b[i].y) > 0.51 {
			t.Errorf("%q: point %d is %v, sfnt has %v", r, i, a[i], b[i])
			return
		}
	}
}

type point struct{ x, y float64 }

// withoutRepeats drops lines of no length: the readers close contours
// differently.
func withoutRepeats(points []point) []point {
	var out []point
	for i, p := range points {
		if i == 0 || p != points[i-1] {
			out = append(out, p)
		}
	}
	return out
}

func TestEmojiBitmap(t *testing.T) {
	f := byFile(t, "NotoColorEmoji.ttf")
	gid, ok := f.Glyph('😀')
	if !ok {
		t.Fatal("no 😀")
	}
	b, ok := f.Bitmap(gid, 40)
	if !ok {
		t.Fatal("😀 has no bitmap")
	}
	if b.PPEM != 109 || b.Image.Rect.Dx() != 136 || b.Image.Rect.Dy() != 128 || b.Left != 0 || b.Top != 101 {
		t.Errorf("%v px at %g ppem, left %g, top %g", b.Image.Rect, b.PPEM, b.Left, b.Top)
	}
	if c := b.Image.RGBAAt(68, 40); c.A != 255 || c.R < 200 || c.B > 150 {
		t.Errorf("its middle is %v, want yellow", c)
	}
	if got := f.AppendOutline(nil, gid); len(got) != 0 {
		t.Errorf("and an outline of %d segments", len(got))
	}
	if _, ok := f.Bitmap(1<<20, 40); ok {
		t.Error("a glyph that is not there has a bitmap")
	}
	for gid := range uint32(200) { // more than the cache holds
		f.Bitmap(gid, 40)
	}
	p, _ := f.source.parsed()
	if n := len(p.images.byID); n > maxImages {
		t.Errorf("%d bitmaps are kept, at most %d should be", n, maxImages)
	}
}

// TestConcurrentFirstUse is of use under the race detector.
func TestConcurrentFirstUse(t *testing.T) {
	_, _, regular := goFaces(t)
	c := newCollection([]*Face{regular, weighing(regular, "B", 700)}, nil, nil)
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			m, ok := c.Chain(Query{Families: []string{"B"}}).Find([]rune("A"), false)
			if !ok {
				t.Error("no face for A")
				return
			}
			gid, _ := m.Face.Glyph('A')
			if len(m.Face.AppendOutline(nil, gid)) == 0 || m.Face.Metrics().Ascent == 0 {
				t.Error("A has no outline")
			}
			Builtin().Faces()[3].Bitmap(gid, 30)
		})
	}
	wg.Wait()
}

// BenchmarkParse measures the first use of each built-in face.
func BenchmarkParse(b *testing.B) {
	for _, e := range embeddedFaces {
		b.Run(e.file, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s := source{fsys: embedded, path: e.file, ours: true}
				if _, err := s.parsed(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
