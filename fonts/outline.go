package fonts

import (
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Segment is one step of an outline in font units, y up. Args holds the end
// point last, after the control points: 1 point for MoveTo and LineTo, 2 for
// QuadTo, 3 for CubeTo.
type Segment = opentype.Segment

// The values of [Segment].Op.
const (
	MoveTo = opentype.SegmentOpMoveTo
	LineTo = opentype.SegmentOpLineTo
	QuadTo = opentype.SegmentOpQuadTo
	CubeTo = opentype.SegmentOpCubeTo
)

// AppendOutline appends the contours of a glyph to dst, to be filled by the
// non-zero rule; each is closed, whether or not its last point is its first. A
// glyph without one (a space, a colour bitmap) and a glyph that the face does not
// have append nothing.
func (f *Face) AppendOutline(dst []Segment, gid uint32) []Segment {
	p, err := f.parsed()
	if err != nil {
		return dst
	}
	if p.glyphs != nil {
		return p.glyphs.append(dst, gid)
	}
	var out font.GlyphOutline
	err = guard(func() error {
		out, _ = p.face.GlyphDataOutline(opentype.GID(gid))
		return nil
	})
	if err != nil {
		return dst
	}
	return append(dst, out.Segments...)
}

// Ink is how far a glyph's ink reaches from its origin to the left and right,
// font units; control points count as ink. Both are 0 for a glyph without.
func (f *Face) Ink(gid uint32) (left, right float64) {
	p, err := f.parsed()
	if err != nil {
		return 0, 0
	}
	if p.glyphs != nil {
		return p.glyphs.ink(gid)
	}
	err = guard(func() error {
		if e, ok := p.face.GlyphExtents(opentype.GID(gid)); ok {
			left, right = float64(e.XBearing), float64(e.XBearing+e.Width)
		}
		return nil
	})
	if err != nil {
		return 0, 0
	}
	return left, right
}

// glyphs reads outlines of a CFF table that stays in its file. go-text would copy
// the table, 11 MB for our three faces, and allocate each outline. It is safe for
// concurrent use.
type glyphs struct {
	font    *sfnt.Font
	scratch sync.Pool // of *sfnt.Buffer
}

// openGlyphs is for embedded files: the file stays open.
func (s *source) openGlyphs() (*glyphs, error) {
	file, err := openFile(s.fsys, s.path)
	if err != nil {
		return nil, err
	}
	view, err := without(file, s.index, tagGPOS) // would be read for kerning
	if err != nil {
		return nil, err
	}
	ft, err := sfnt.ParseReaderAt(view)
	if err != nil {
		return nil, err
	}
	return &glyphs{font: ft, scratch: sync.Pool{New: func() any { return new(sfnt.Buffer) }}}, nil
}

// load calls use with the segments of a glyph in font units, y down, which are
// lost when it returns.
func (g *glyphs) load(gid uint32, use func(sfnt.Segments)) {
	b := g.scratch.Get().(*sfnt.Buffer)
	defer g.scratch.Put(b)
	em := fixed.Int26_6(g.font.UnitsPerEm()) // sfnt's way to ask for font units
	if segments, err := g.font.LoadGlyph(b, sfnt.GlyphIndex(gid), em, nil); err == nil {
		use(segments)
	}
}

func (g *glyphs) append(dst []Segment, gid uint32) []Segment {
	g.load(gid, func(segments sfnt.Segments) {
		for i := range segments {
			s := &segments[i]
			out := Segment{Op: opentype.SegmentOp(s.Op)}
			for k, p := range s.Args[:points(s.Op)] {
				out.Args[k] = opentype.SegmentPoint{X: float32(p.X), Y: float32(-p.Y)}
			}
			dst = append(dst, out)
		}
	})
	return dst
}

func (g *glyphs) ink(gid uint32) (left, right float64) {
	g.load(gid, func(segments sfnt.Segments) {
		for i, s := range segments {
			for _, p := range s.Args[:points(s.Op)] {
				if i == 0 || float64(p.X) < left {
					left = float64(p.X)
				}
				if i == 0 || float64(p.X) > right {
					right = float64(p.X)
				}
			}
		}
	})
	return left, right
}

// points is the number of points of a segment.
func points(op sfnt.SegmentOp) int {
	switch op {
	case sfnt.SegmentOpQuadTo:
		return 2
	case sfnt.SegmentOpCubeTo:
		return 3
	}
	return 1
}
