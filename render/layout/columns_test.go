package layout_test

import (
	"bytes"
	"strings"
	"testing"

	"sharecard/render/layout"
)

// partsOf counts the boxes of the tree, parts among them.
func partsOf(b *layout.Box) (boxes, parts int) {
	boxes = 1
	if b.Part != nil {
		parts = 1
	}
	for _, list := range [2][]*layout.Box{b.Children, b.Atoms} {
		for _, c := range list {
			n, p := partsOf(c)
			boxes, parts = boxes+n, parts+p
		}
	}
	return boxes, parts
}

// TestColumnsHostile: no content makes more columns than are bounded, and each page ends.
func TestColumnsHostile(t *testing.T) {
	for _, tt := range []struct {
		name, sheet, body string
		most              int // parts
	}{
		{"columns of a pixel", "div { columns: 2; height: 1px } p { height: 33554432px }", "<div><p></p></div>", 3000},
		{"columns of no width", "div { columns: 0px 1000000000; column-gap: 0 } p { height: 9999px }", "<div><p></p></div>", 3000},
		{"nested boxes", "div { columns: 3; height: 1px } p, b { display: block; padding: 3px }",
			"<div>" + strings.Repeat("<b>", 300) + strings.Repeat("<p>a</p>", 300) + strings.Repeat("</b>", 300) + "</div>", 120_000},
		{"many containers", "div { columns: 2; height: 1px } p { height: 5000px; margin: 0 }", strings.Repeat("<div><p></p></div>", 3000), 150_000},
		{"columns in columns", "div { columns: 2; height: 5px }", strings.Repeat("<div>", 40) + "<p>a a a a a a a a a</p>" +
			strings.Repeat("</div>", 40), 3000},
		{"lines that balance badly", "div { columns: 7 } p { orphans: 3; widows: 3 } p:nth-child(odd) { break-inside: avoid }",
			"<div>" + strings.Repeat("<p>aaaaa aaaaa aaaaa aaaaa aaaaa aaaaa aaaaa</p>", 2000) + "</div>", 3000},
		{"forced breaks", "div { columns: 9 } p { break-before: column; break-after: column; margin: 3px 0 }",
			"<div>" + strings.Repeat("<p>a</p>", 5000) + "</div>", 5000},
		{"spanners", "p { column-span: all } div { columns: 2 }", "<div>" + strings.Repeat("<p>a</p><b>b</b>", 2000) + "</div>", 9000},
	} {
		root, _ := build(t, tt.sheet, tt.body)
		layout.Run(root, page)
		if _, parts := partsOf(root); parts > tt.most || parts == 0 {
			t.Errorf("%s: %d parts, at most %d", tt.name, parts, tt.most)
		}
	}
}

// TestColumnsAgain: a tree that is laid out again has the same columns.
func TestColumnsAgain(t *testing.T) {
	root, _ := build(t, "div { columns: 3; column-gap: 10px } h1 { column-span: all; margin: 5px 0 } p { padding: 4px }",
		"<div><p>aaaaa aaaaa aaaaa aaaaa aaaaa</p><h1>bb</h1><section><p>cccc cccc cccc cccc</p></section></div>")
	var first, second bytes.Buffer
	for _, out := range []*bytes.Buffer{&first, &second} {
		layout.Run(root, page)
		if err := layout.Dump(out, root); err != nil {
			t.Fatal(err)
		}
	}
	if first.String() != second.String() {
		t.Errorf("first\n%s\nthen\n%s", &first, &second)
	}
	if boxes, parts := partsOf(root); parts < 4 || boxes < 8 {
		t.Errorf("%d boxes, %d of them parts", boxes, parts)
	}
}
