package render

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"sharecard/fonts"
	"sharecard/render/box"
	"sharecard/render/css"
	"sharecard/render/dom"
	"sharecard/render/layout"
	"sharecard/render/style"
	"sharecard/render/text"
)

// layoutCase is one case of layout.jsonl or grid.jsonl: a document and the boxes that
// Chromium gives it.
type layoutCase struct {
	Name   string      `json:"name"`
	Style  string      `json:"style"`
	HTML   string      `json:"html"`
	Expect expectedBox `json:"expect"`
}

// expectedBox is a border box relative to its parent's, in px, with one child
// for each child element.
type expectedBox struct {
	X        float64       `json:"x"`
	Y        float64       `json:"y"`
	W        float64       `json:"w"`
	H        float64       `json:"h"`
	Children []expectedBox `json:"c"`
}

// conformanceSheet stands around the cases. They were measured with direction
// set on every div: two of them tell.
const conformanceSheet = `
body { margin: 0 }
div, span, img { box-sizing: border-box; position: relative; border: 0 solid; margin: 0; padding: 0 }
div { display: flex; direction: ltr }
body > * { position: absolute }
#test-root { font: 10px/1 Ahem }
`

// conformanceDir returns the folder of the shared data, or skips the test.
func conformanceDir(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("SHARECARD_CONFORMANCE")
	if dir == "" {
		t.Skip("SHARECARD_CONFORMANCE does not name the folder of conformance data")
	}
	return dir
}

// TestLayoutConformance lays out every case of the shared suite through the
// whole pipeline up to layout.
func TestLayoutConformance(t *testing.T) {
	dir := conformanceDir(t)
	cases := readLayoutCases(t, filepath.Join(dir, "layout.jsonl"))
	if len(cases) < 822 {
		t.Errorf("%d cases, want 822", len(cases))
	}
	runLayoutCases(t, ahem(t, dir), cases)
}

// TestGridConformance does the same for grid containers, around which direction
// was set on every element.
func TestGridConformance(t *testing.T) {
	dir := conformanceDir(t)
	cases := readLayoutCases(t, filepath.Join(dir, "grid.jsonl"))
	if len(cases) < 271 {
		t.Errorf("%d cases, want 271", len(cases))
	}
	for i := range cases {
		cases[i].Style = "body * { direction: ltr }\n" + cases[i].Style
	}
	runLayoutCases(t, ahem(t, dir), cases)
}

// TestLayoutVariants does the same for our own cases: what the shared suite
// leaves out.
func TestLayoutVariants(t *testing.T) {
	dir := conformanceDir(t) // for Ahem
	files, err := filepath.Glob("testdata/layout/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in testdata/layout: %v", err)
	}
	for _, f := range files {
		runLayoutCases(t, ahem(t, dir), readLayoutCases(t, f))
	}
}

func readLayoutCases(t *testing.T, name string) []layoutCase {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var cases []layoutCase
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var c layoutCase
		if err := json.Unmarshal(sc.Bytes(), &c); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		cases = append(cases, c)
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	return cases
}

// ahem returns a shaper whose every glyph is a square of 1 em.
func ahem(t *testing.T, dir string) *text.Shaper {
	t.Helper()
	faces, err := fonts.Open(os.DirFS(dir), "Ahem.ttf")
	if err != nil {
		t.Fatal(err)
	}
	return text.NewShaper(new(fonts.Collection).WithFallback(faces...))
}

func runLayoutCases(t *testing.T, shaper *text.Shaper, cases []layoutCase) {
	t.Helper()
	pass := 0
	for _, c := range cases {
		faults := checkLayout(t, shaper, c)
		if len(faults) == 0 {
			pass++
			continue
		}
		t.Errorf("%s\n%s\n%s", c.Name, c.HTML, faults)
	}
	t.Logf("%d of %d cases within 1 px", pass, len(cases))
}

// checkLayout returns the boxes of a case that are more than 1 px off.
func checkLayout(t *testing.T, shaper *text.Shaper, c layoutCase) []string {
	t.Helper()
	sheet, _ := css.Parse("case.css", conformanceSheet+c.Style, css.Options{})
	doc, err := dom.Parse("<!doctype html><html><body>" + c.HTML + "</body></html>")
	if err != nil {
		t.Fatalf("%s: %v", c.Name, err)
	}
	root, _ := style.Compile(sheet).Compute(doc, style.Options{Width: 800, Height: 600})
	tree := box.Build(root, box.Options{
		Content: func(block *style.Style, items []text.Item) layout.Content {
			return shaper.NewParagraph(block, items)
		},
		Natural: naturalOfCase,
	})
	layout.Run(tree, layout.Viewport{Width: 800, Height: 600})

	boxes := map[*style.Node]layout.Rect{}
	collectBoxes(tree, 0, 0, boxes)
	test := findID(root, "test-root")
	if test == nil {
		t.Fatalf("%s: no #test-root", c.Name)
	}
	var faults []string
	compareBoxes(boxes, test, layout.Rect{}, c.Expect, "#test-root", &faults)
	return faults
}

// naturalOfCase reads the size of a picture from its address: "40x20.png".
func naturalOfCase(src string) (w, h float64) {
	if _, err := fmt.Sscanf(src, "%gx%g", &w, &h); err != nil {
		return 0, 0
	}
	return w, h
}

// collectBoxes gathers the border box of each element that has a box, on the
// page.
func collectBoxes(b *layout.Box, x, y float64, into map[*style.Node]layout.Rect) {
	x, y = x+b.X, y+b.Y
	if !b.Anonymous {
		into[b.Node] = layout.Rect{X: x, Y: y, W: b.W, H: b.H}
	}
	if b.Inline != nil {
		for _, f := range b.Inline.Fragments {
			if s, ok := f.(layout.Span); ok {
				joinBox(into, s, x+b.Border.Left+b.Padding.Left, y+b.Border.Top+b.Padding.Top)
			}
		}
	}
	for _, c := range b.Children {
		collectBoxes(c, x, y, into)
	}
	for _, c := range b.Atoms {
		collectBoxes(c, x, y, into)
	}
}

// joinBox adds a part of an inline box to what is known of it.
func joinBox(into map[*style.Node]layout.Rect, s layout.Span, x, y float64) {
	r := s.Bounds()
	r.X, r.Y = r.X+x, r.Y+y
	if old, ok := into[s.Element()]; ok {
		right, bottom := math.Max(r.X+r.W, old.X+old.W), math.Max(r.Y+r.H, old.Y+old.H)
		r.X, r.Y = math.Min(r.X, old.X), math.Min(r.Y, old.Y)
		r.W, r.H = right-r.X, bottom-r.Y
	}
	into[s.Element()] = r
}

func findID(n *style.Node, id string) *style.Node {
	if n.Elem != nil && !n.IsText && n.Elem.HTML != nil {
		for _, a := range n.Elem.HTML.Attr {
			if a.Key == "id" && a.Val == id {
				return n
			}
		}
	}
	for _, c := range n.Children {
		if f := findID(c, id); f != nil {
			return f
		}
	}
	return nil
}

// compareBoxes checks n and its descendants. An element without a box, such as
// one with display: none, stands at the page's origin with no size. The forced
// break and inline boxes that are empty or broken by a block are not compared.
func compareBoxes(boxes map[*style.Node]layout.Rect, n *style.Node, parent layout.Rect, want expectedBox, path string, faults *[]string) {
	got := boxes[n]
	_, has := boxes[n]
	inline := !has && n.Style.Display == style.Inline
	rel := layout.Rect{X: got.X - parent.X, Y: got.Y - parent.Y, W: got.W, H: got.H}
	off := func(a, b float64) bool { return !(math.Abs(a-b) <= 1) }
	if !inline && (off(rel.X, want.X) || off(rel.Y, want.Y) || off(rel.W, want.W) || off(rel.H, want.H)) {
		*faults = append(*faults, fmt.Sprintf("\n  %s: got %g %g %g %g, want %g %g %g %g", path,
			rel.X, rel.Y, rel.W, rel.H, want.X, want.Y, want.W, want.H))
	}
	if inline {
		return
	}
	i := 0
	for _, c := range n.Children {
		if c.IsText || c.Pseudo != "" {
			continue
		}
		if i < len(want.Children) {
			compareBoxes(boxes, c, got, want.Children[i], fmt.Sprintf("%s.%d", path, i), faults)
		}
		i++
	}
}
