package fonts

import (
	"os"
	"testing"
)

// flexFace is a part of Roboto Flex with the axes wght, wdth, opsz and slnt, in TrueType outlines.
func flexFace(t *testing.T) *Face {
	return openFace(t, "../render/testdata/oracle", "roboto-flex.woff2")
}

func openFace(t *testing.T, dir, name string) *Face {
	t.Helper()
	faces, err := Open(os.DirFS(dir), name)
	if err != nil {
		t.Fatal(err)
	}
	return faces[0]
}

// The outlines and advances of a variable face in CFF2 follow its axis: a box that is 100 units
// wide at weight 100 and 500 at 900.
func TestVariableCFF2(t *testing.T) {
	c := Builtin().With(openFace(t, "testdata", "boxes-cff2.otf").As(Rule{Family: "Boxes"}))
	for _, tt := range []struct {
		weight         int
		advance, right float64
	}{{100, 300, 100}, {500, 500, 300}, {900, 700, 500}, {1000, 700, 500}} {
		m := c.Chain(Query{Families: []string{"Boxes"}, Weight: tt.weight}).Primary()
		gid, _ := m.Face.Glyph('A')
		advance := m.Face.Advance(gid)
		_, right := m.Face.Ink(gid)
		var edge float32
		for _, s := range m.Face.AppendOutline(nil, gid) {
			edge = max(edge, s.Args[0].X)
		}
		if advance != tt.advance || right != tt.right || float64(edge) != tt.right || m.SyntheticBold {
			t.Errorf("%d: advance %g, ink to %g, outline to %g, want %g and %g", tt.weight, advance, right, edge, tt.advance, tt.right)
		}
	}
}

// A face of a variable file is the same for the same place of its axes, so that what is kept
// of it is found again.
func TestInstancesAreShared(t *testing.T) {
	c := Builtin().With(flexFace(t).As(Rule{Family: "Flex", Weight: &Span{300, 700}}))
	at := func(q Query) *Face {
		q.Families = []string{"Flex"}
		return c.Chain(q).Primary().Face
	}
	heaviest := at(Query{Weight: 700})
	if at(Query{Weight: 900}) != heaviest || at(Query{Weight: 650}) == heaviest {
		t.Error("weights beyond the descriptor's are not those of its ends")
	}
	if at(Query{Weight: 700, Variations: []Variation{{"wght", 1000}}}) == heaviest {
		t.Error("font-variation-settings ends at the descriptor's weights")
	}
	if at(Query{Weight: 700, Variations: []Variation{{"XXXX", 1}}}) != heaviest {
		t.Error("an axis that the face does not have changes it")
	}
	if !c.Optical() || at(Query{Size: 10}) == at(Query{Size: 60}) || at(Query{Size: 200}) != at(Query{Size: 300}) {
		t.Error("the optical size does not follow the size of the text")
	}
}

// However many places styles ask for, few instances are kept.
func TestInstancesAreBounded(t *testing.T) {
	f := flexFace(t)
	for size := range 3 * maxInstances {
		f.at(&Query{Size: 8 + float64(size)/4})
		if n := len(f.instances.byPlace); n > maxInstances {
			t.Fatalf("%d instances are kept", n)
		}
	}
}

// Width chooses before slant, and slant before weight, among ranges too.
func TestMatchingRanges(t *testing.T) {
	f := flexFace(t)
	narrow := f.As(Rule{Family: "x", Width: &Span{50, 75}, Slant: &Span{}})
	upright := f.As(Rule{Family: "x", Width: &Span{100, 100}, Slant: &Span{}, Weight: &Span{100, 400}})
	heavy := f.As(Rule{Family: "x", Width: &Span{100, 100}, Slant: &Span{}, Weight: &Span{600, 900}})
	slanted := f.As(Rule{Family: "x", Width: &Span{100, 100}, Slant: &Span{5, 10}})
	family := []*Face{narrow, upright, heavy, slanted}
	for _, tt := range []struct {
		q    Query
		want *Face
	}{
		{Query{}, upright},
		{Query{Weight: 450}, upright},
		{Query{Weight: 550}, heavy},
		{Query{Weight: 900, Slant: Italic}, slanted},
		{Query{Width: 60, Slant: Italic}, narrow},
		{Query{Width: 80}, narrow},
		{Query{Width: 150}, upright},
	} {
		if got := match(family, &tt.q); got != tt.want {
			t.Errorf("%+v: weights %v, widths %v, slants %v", tt.q, got.weights, got.widths, got.slants)
		}
	}
}
