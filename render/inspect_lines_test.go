package render

import (
	"context"
	"testing"
	"testing/fstest"
)

// A line begins and ends with its text: pictures and the padding of spans at
// its ends are no text.
func TestInspectLineExtent(t *testing.T) {
	const head = `<!doctype html><style>body{margin:0;font:16px/24px "Noto Sans SC"}</style>`
	for _, tc := range []struct {
		name, body string
		x, w       float64
	}{
		{"plain", `<p>新闻</p>`, 0, 32},
		{"padded span", `<p><span style="padding:0 20px">新闻</span></p>`, 20, 32},
		{"border of a span", `<p><i style="border-left:4px solid">新</i>闻</p>`, 4, 32},
		{"picture before", `<p><svg width="30" height="9"></svg>新闻</p>`, 30, 32},
		{"space at the end", "<p>新闻 </p>", 0, 32},
	} {
		t.Run(tc.name, func(t *testing.T) {
			fsys := fstest.MapFS{"a.html": {Data: []byte(head + tc.body)}}
			got, err := newTestRenderer().Inspect(context.Background(), fsys, "a.html", PageOptions{Width: 400, Height: 300})
			if err != nil {
				t.Fatal(err)
			}
			p := got.Root.Children[len(got.Root.Children)-1].Children[0]
			if len(p.Lines) != 1 {
				t.Fatalf("%d lines", len(p.Lines))
			}
			if l := p.Lines[0]; l.X != tc.x || l.W != tc.w {
				t.Errorf("x %g, w %g; want %g and %g", l.X, l.W, tc.x, tc.w)
			}
		})
	}
}
