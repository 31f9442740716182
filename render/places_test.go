package render

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"
)

// A fault has the line and column of the file that it stands in, counted in
// characters, wherever the CSS came from.
func TestPlacesOfFaults(t *testing.T) {
	for _, tc := range []struct{ name, page, want string }{
		{"style after Chinese and a tab", "<style>\n\t/* 标题 */ p { widht: 1px }</style>", "a.html:2:15"},
		{"line ends of Windows", "<p>一</p>\r\n<style>\r\np { color: red }\r\np { widht: 1px }\r\n</style>", "a.html:4:5"},
		{"second style element", "<style>p { color: red }</style>\n<style>p { widht: 1px }</style>", "a.html:2:12"},
		{"linked sheet", `<link rel="stylesheet" href="b.css">`, "b.css:2:1"},
		{"style attribute", "<p>新闻</p>\n<p class='a' style=\"color: red; widht: 2px\">", "a.html:2:33"},
		{"style attribute over lines", "<p>\n<p style='color: red;\n  widht: 2px'>", "a.html:3:3"},
		{"style attribute without quotes", "<p><b style=widht:1px>", "a.html:1:13"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			fsys := fstest.MapFS{
				"a.html": {Data: []byte(tc.page)},
				"b.css":  {Data: []byte("/* 样式 */ p {\nwidht: 1px }")},
			}
			got, err := newTestRenderer().Inspect(context.Background(), fsys, "a.html", PageOptions{Width: 400, Height: 300})
			if err != nil {
				t.Fatal(err)
			}
			if len(got.Diagnostics) != 1 || !strings.HasPrefix(got.Diagnostics[0].String(), tc.want+":") {
				t.Errorf("got %v, want one at %s", got.Diagnostics, tc.want)
			}
		})
	}
}

// What an svg says in a style sheet of its own is SVG's, not the page's.
func TestSheetInsideSVG(t *testing.T) {
	page := `<svg width=10 height=10><style>.k { fill: #0a7; stroke-width: 2 }</style><rect class=k width=9 height=9 /></svg><style>p { widht: 0 }</style>`
	fsys := fstest.MapFS{"a.html": {Data: []byte(page)}}
	got, err := newTestRenderer().Inspect(context.Background(), fsys, "a.html", PageOptions{Width: 400, Height: 300})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Diagnostics) != 1 || !strings.Contains(got.Diagnostics[0].Message, "widht") {
		t.Errorf("got %v, want the page's own fault alone", got.Diagnostics)
	}
}
