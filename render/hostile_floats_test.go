package render

import (
	"fmt"
	"strings"
)

// hostileFloats are hostile pages of floats.
func hostileFloats(page func(style, body string) string, nest func(open, shut string, n int) string) map[string]string {
	var stair strings.Builder
	for i := range 3_000 {
		fmt.Fprintf(&stair, "<b style='height:%dpx'></b>", 9000-i)
	}
	corners := strings.TrimSuffix(strings.Repeat("1px 2px, 90% 99%,", 100), ",")
	return map[string]string{
		"9,000 floats": page("b { float: left; width: 33.3%; min-height: 1px } b:nth-child(2n) { float: right; margin: 1px -9px }",
			strings.Repeat("<b>字</b>", 9_000)),
		"floats between all characters": page("b { float: left; height: 1e6px } b:nth-child(3n) { clear: both }",
			"<p>"+strings.Repeat("字<b></b>", 5_000)+"</p>"),
		"a stair of floats": page("b { float: left; width: 1% } b:nth-child(2n) { float: right } p { margin-top: -9000px }"+
			" i { display: block; overflow: hidden; width: 99% }", stair.String()+strings.Repeat("<p>word</p><i></i>", 2_000)),
		"floats of 200 corners": page("b { float: left; width: 2px; height: 900px; shape-margin: 9px; shape-outside: polygon("+corners+") }",
			strings.Repeat("<b></b>", 1_000)+strings.Repeat("字", 10_000)),
		"400 nested floats": page("div { float: left; padding-left: 1px } b { float: right }", nest("<div>字<b>a</b>", "</div>", 400)),
		"400 nested contexts beside floats": page("div { overflow: hidden; margin: 1px; min-width: 90% } b { float: left; width: 20%; height: 2px }"+
			" i { float: left; clear: left; width: 40%; height: 9px }", nest("<b></b><i></i><div>字", "</div>", 400)),
		"400 nested margins beside floats": page("div { margin: 2px 0 } b { float: left; width: 9px; height: 3px } div > div { clear: left }"+
			" p { margin: 9px 0 }", nest("<div><p></p><b></b>", "</div>", 400)),
	}
}
