package layout_test

import (
	"math"
	"strings"
	"testing"

	"sharecard/render/box"
	"sharecard/render/css"
	"sharecard/render/dom"
	"sharecard/render/layout"
	"sharecard/render/style"
	"sharecard/render/text"
)

// squares is inline content of square letters of 10 px that breaks at spaces,
// with atoms as words, below its floats. It counts how often it is asked for lines.
type squares struct {
	words  []word
	floats []int // indices of Box.Atoms
	asked  *int
}

type word struct {
	width float64
	atom  text.Atom
	index int
}

func (s *squares) Intrinsic() (lo, hi float64) {
	for _, w := range s.words {
		a, b := w.width, w.width
		if w.atom != nil {
			a, b = w.atom.Intrinsic()
		}
		lo, hi = math.Max(lo, a), hi+b
	}
	return lo, hi
}

func (s *squares) Layout(width float64, b layout.Bounds) *layout.Inline {
	*s.asked++
	in := &layout.Inline{}
	var x, y, high float64
	if b.Floats != nil {
		for _, i := range s.floats {
			at := layout.Placement{Atom: i}
			at.X, at.Y = b.Floats.Place(i, 0)
			in.Atoms = append(in.Atoms, at)
		}
		y = math.Max(0, b.Floats.Below(style.ClearBoth))
	}
	flush := func() {
		in.Lines = append(in.Lines, layout.Line{Rect: layout.Rect{Y: y, W: x, H: high}, Baseline: y + 8})
		in.Width = math.Max(in.Width, x)
		y, x, high = y+high, 0, 10
	}
	high = 10
	for _, w := range s.words {
		wide, tall := w.width, 10.0
		if w.atom != nil {
			wide, tall, _ = w.atom.Measure(width)
		}
		if x > 0 && x+wide > width {
			flush()
		}
		if w.atom != nil {
			in.Atoms = append(in.Atoms, layout.Placement{Atom: w.index, X: x, Y: y})
		}
		x, high = x+wide, math.Max(high, tall)
	}
	if len(s.words) > 0 {
		flush()
	}
	in.Height = y
	in.FirstBaseline, in.LastBaseline = 8, y-2
	return in
}

// build makes the box tree of a body with the given style sheet, its text in
// squares. asked counts the layouts of inline content.
func build(t testing.TB, sheet, body string) (root *layout.Box, asked *int) {
	t.Helper()
	s, diags := css.Parse("test.css", "body { margin: 0 }\n"+sheet, css.Options{})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	doc, err := dom.Parse("<!doctype html><html><body>" + body + "</body></html>")
	if err != nil {
		t.Fatal(err)
	}
	styled, diags := style.Compile(s).Compute(doc, style.Options{Width: 400, Height: 300})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	asked = new(int)
	return box.Build(styled, box.Options{
		Content: func(_ *style.Style, items []text.Item) layout.Content {
			c := &squares{asked: asked}
			for _, it := range items {
				switch it.Kind {
				case text.Run:
					for w := range strings.FieldsSeq(it.Text) {
						c.words = append(c.words, word{width: 10 * float64(len([]rune(w)))})
					}
				case text.FloatItem:
					c.floats = append(c.floats, it.Index)
				case text.AtomItem:
					c.words = append(c.words, word{atom: it.Atom, index: it.Index})
				}
			}
			return c
		},
		Natural: func(string) (w, h float64) { return 100, 50 },
	}), asked
}

// find returns the box of the element with that id.
func find(t testing.TB, b *layout.Box, id string) *layout.Box {
	t.Helper()
	if f := search(b, "#"+id); f != nil {
		return f
	}
	t.Fatalf("no box #%s", id)
	return nil
}

func search(b *layout.Box, suffix string) *layout.Box {
	if strings.HasSuffix(b.Name(), suffix) {
		return b
	}
	for _, c := range append(b.Children[:len(b.Children):len(b.Children)], b.Atoms...) {
		if f := search(c, suffix); f != nil {
			return f
		}
	}
	return nil
}

// walk calls f for every box of a tree.
func walk(b *layout.Box, f func(*layout.Box)) {
	f(b)
	for _, c := range b.Children {
		walk(c, f)
	}
	for _, c := range b.Atoms {
		walk(c, f)
	}
}
