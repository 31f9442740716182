package render

import (
	"context"
	"testing"
	"testing/fstest"
)

// TestIsolates sets a field of the other direction before a number: <bdi> and
// dir keep it from drawing the number over to its other side.
func TestIsolates(t *testing.T) {
	const hebrew = "אבג"
	for _, c := range []struct {
		name, html string
		numberLast bool // the number stands right of the field
	}{
		{"no isolate", "<p><span>" + hebrew + "</span>", false},
		{"bdi", "<p><bdi>" + hebrew + "</bdi>", true},
		{"dir=auto", "<p><span dir=auto>" + hebrew + "</span>", true},
		{"control in the field", "<p><bdi>" + hebrew + "\u2069\u202E</bdi>", true},
		{"block with dir=auto", "<p dir=auto><span>" + hebrew + "</span>", false},
		{"bdi in a block from right to left", "<p dir=rtl><bdi>abc</bdi>", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			html := `<!doctype html><head><style>p { font: 20px "Noto Sans SC" }</style></head><body>` + c.html + ` <i>12</i></p></body>`
			fsys := fstest.MapFS{"a.html": {Data: []byte(html)}}
			got, err := newTestRenderer().Inspect(context.Background(), fsys, "a.html", PageOptions{Width: 400, Height: 100})
			if err != nil {
				t.Fatal(err)
			}
			body := got.Root.Children[len(got.Root.Children)-1]
			field, number := body.Children[0].Children[0], body.Children[0].Children[1]
			if (number.X > field.X) != c.numberLast {
				t.Errorf("the field stands at %g, the number at %g", field.X, number.X)
			}
		})
	}
}
