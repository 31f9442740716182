package woff

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"os"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

func read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func face(t testing.TB, data []byte) *font.Face {
	t.Helper()
	sfnt, err := Unpack(data)
	if err != nil {
		t.Fatal(err)
	}
	f, err := font.ParseTTF(bytes.NewReader(sfnt))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// area is twice the area inside an outline, by its end points.
func area(o font.GlyphOutline) (sum float64) {
	var start, at opentype.SegmentPoint
	line := func(to opentype.SegmentPoint) {
		sum += float64(at.X)*float64(to.Y) - float64(to.X)*float64(at.Y)
		at = to
	}
	for _, s := range o.Segments {
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			line(start)
			start, at = s.Args[0], s.Args[0]
		case opentype.SegmentOpLineTo:
			line(s.Args[0])
		case opentype.SegmentOpQuadTo:
			line(s.Args[0])
			line(s.Args[1])
		}
	}
	line(start)
	return sum
}

// A face in both versions has the same glyphs: WOFF 1.0 stores them as they were,
// WOFF 2.0 takes them apart. The makers of these two files set some points
// differently along the same curves and let contours overlap.
func TestBothVersionsHoldOneFace(t *testing.T) {
	one, two := face(t, read(t, "lora.woff")), face(t, read(t, "lora.woff2"))
	inked := 0
	for r := rune(0x1EA0); r <= 0x1EF9; r++ {
		in1, _ := one.NominalGlyph(r)
		in2, _ := two.NominalGlyph(r)
		if a, b := one.HorizontalAdvance(in1), two.HorizontalAdvance(in2); a != b {
			t.Errorf("%c: advances %g and %g", r, a, b)
		}
		a, _ := one.GlyphDataOutline(in1)
		b, _ := two.GlyphDataOutline(in2)
		if x, y := area(a), area(b); math.Abs(x-y) > 0.04*math.Abs(x) {
			t.Errorf("%c: areas %g and %g", r, x, y)
		}
		ea, _ := one.GlyphExtents(in1)
		eb, _ := two.GlyphExtents(in2)
		if ea != eb {
			t.Errorf("%c: extents %v and %v", r, ea, eb)
		}
		if len(b.Segments) > 0 {
			inked++
		}
	}
	if inked < 80 {
		t.Errorf("only %d glyphs have ink", inked)
	}
}

// A file that is cut or says what is not so is refused, whatever it says.
func TestBrokenFiles(t *testing.T) {
	for _, name := range []string{"lora.woff", "lora.woff2"} {
		data := read(t, name)
		for n := 0; n < len(data); n += 1 + len(data)/40 {
			if _, err := Unpack(data[:n]); !errors.Is(err, ErrBroken) {
				t.Errorf("%s cut to %d bytes: %v", name, n, err)
			}
		}
	}
	collection := bytes.Clone(read(t, "lora.woff2"))
	copy(collection[4:], "ttcf")
	huge := bytes.Clone(read(t, "lora.woff"))
	binary.BigEndian.PutUint32(huge[44+12:], 1<<31)
	for name, data := range map[string][]byte{"collection": collection, "huge": huge, "other": []byte("OTTO............"), "empty": nil} {
		if _, err := Unpack(data); !errors.Is(err, ErrBroken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A directory may name a table as often as it likes, and each time it would be put
// together anew.
func TestTableTwice(t *testing.T) {
	const glyf, glyphs = 10, 60_000
	outlines := make([]byte, 36, 36+glyphs)
	binary.BigEndian.PutUint16(outlines[4:], glyphs)
	sizes := []int{2 * glyphs, 0, 0, 0, 0, 4 * ((glyphs + 31) / 32), 0} // of the streams; no glyph has contours
	for i, size := range sizes {
		binary.BigEndian.PutUint32(outlines[8+4*i:], uint32(size))
		outlines = append(outlines, make([]byte, size)...)
	}
	var packed bytes.Buffer
	w := brotli.NewWriter(&packed)
	_, _ = w.Write(outlines) // neither fails
	_ = w.Close()
	file := func(tables int) []byte {
		head := make([]byte, 48)
		copy(head, "wOF2\x00\x01\x00\x00")
		binary.BigEndian.PutUint16(head[12:], uint16(tables))
		binary.BigEndian.PutUint32(head[20:], uint32(packed.Len()))
		for range tables - 1 {
			head = append(head, glyf, 0, 0) // of no bytes
		}
		length := len(outlines)
		head = append(head, glyf, 0, byte(length>>14)|0x80, byte(length>>7)|0x80, byte(length&0x7F))
		return append(head, packed.Bytes()...)
	}
	if _, err := Unpack(file(1)); err != nil {
		t.Fatalf("one table: %v", err)
	}
	if _, err := Unpack(file(30_000)); !errors.Is(err, ErrBroken) {
		t.Errorf("30,000 tables of one name: %v", err)
	}
}

func FuzzUnpack(f *testing.F) {
	f.Add(read(f, "lora.woff"))
	f.Add(read(f, "lora.woff2"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if out, err := Unpack(data); err == nil && len(out) > 2*MaxSize {
			t.Errorf("%d bytes", len(out))
		}
	})
}
