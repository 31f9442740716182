package style

import (
	"testing"

	"sharecard/render/css"
	"sharecard/render/dom"
)

// Text in monospace is smaller only where its size is one of the keywords.
func TestFixedPitchSize(t *testing.T) {
	for _, tc := range []struct {
		sheet, body string
		want        float64
	}{
		{"", "<pre>", 13},
		{"body { font-size: 16px }", "<pre>", 16},
		{"body { font: 20px serif }", "<code>", 20},
		{"", `<p style="font-family: monospace">`, 13},
		{"", `<p style="font-family: monospace, monospace">`, 16},
		{"", `<p style="font: large monospace">`, 18 * 13.0 / 16},
		{"", `<pre style="font-family: serif">`, 16},
	} {
		s, _ := css.Parse("a.css", tc.sheet, css.Options{})
		doc, err := dom.Parse("<!doctype html><body>" + tc.body + "x")
		if err != nil {
			t.Fatal(err)
		}
		root, _ := Compile(s).Compute(doc, Options{Width: 400, Height: 300})
		body := root.Children[len(root.Children)-1]
		if got := body.Children[0].Style.FontSize; got != tc.want {
			t.Errorf("%s %s: %g px, want %g", tc.sheet, tc.body, got, tc.want)
		}
	}
}
