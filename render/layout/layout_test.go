package layout_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"sharecard/render/layout"
)

var page = layout.Viewport{Width: 400, Height: 300}

// TestDump lays out small documents, one rule of layout each.
func TestDump(t *testing.T) {
	tests := []struct {
		name, sheet, body, want string
	}{
		{"sibling margins collapse", "p { height: 10px; margin: 20px 0 30px }", "<p></p><p></p>", `
html 0 0 400 100
  body 0 20 400 50
    p 0 0 400 10
    p 0 40 400 10
`},
		{"a border keeps margins inside", "body { border: 1px solid } p { margin: 20px 0; height: 10px }", "<p></p>", `
html 0 0 400 52
  body 0 0 400 52
    p 1 21 398 10
`},
		{"margins collapse through an empty box", "p { margin: 10px 0 } #e { margin: 15px 0 -5px } #e + p { height: 5px }",
			"<p id=a style=height:5px></p><div id=e></div><p></p>", `
html 0 0 400 40
  body 0 10 400 20
    p#a 0 0 400 5
    div#e 0 20 400 0
    p 0 15 400 5
`},
		{"auto margins centre", "div { width: 100px; height: 10px; margin: 0 auto }", "<div></div>", `
html 0 0 400 10
  body 0 0 400 10
    div 150 0 100 10
`},
		{"lines and atoms", "span { display: inline-block; width: 30px; height: 20px }", "aaaa <span></span> bb", `
html 0 0 400 20
  body 0 0 400 20
    line 0 0 90 20 base 8 ""
    span 40 0 30 20
`},
		{"anonymous blocks stand around blocks", "", "aa<div>b</div>cc", `
html 0 0 400 30
  body 0 0 400 30
    anonymous 0 0 400 10
      line 0 0 20 10 base 8 ""
    div 0 10 400 10
      line 0 0 10 10 base 8 ""
    anonymous 0 20 400 10
      line 0 0 20 10 base 8 ""
`},
		{"flex grows and shrinks", "body { display: flex; width: 200px } i { flex: 1 } b { width: 300px; min-width: 20px }",
			"<i></i><b></b>", `
html 0 0 400 0
  body 0 0 200 0
    i 0 0 0 0
    b 0 0 200 0
`},
		{"a row from the right", "body { display: flex; direction: rtl; gap: 5px } i { width: 10px; height: 10px }", "<i></i><i></i>", `
html 0 0 400 10
  body 0 0 400 10
    i 390 0 10 10
    i 375 0 10 10
`},
		{"absolute and fixed", `#r { position: relative; margin: 10px; height: 50px; border: 5px solid; padding: 3px }
			#a { position: absolute; right: 0; bottom: 10%; width: 50%; height: 10px }
			#f { position: fixed; right: 0; bottom: 0; width: 10px; height: 10px }
			#s { position: absolute; width: 4px; height: 4px }`,
			"<div id=r><div id=a></div><div id=f></div><div id=s></div></div>", `
html 0 0 400 86
  body 0 10 400 66
    div#r 10 0 380 66
      div#a 190 45 185 10
      div#f 380 280 10 10
      div#s 8 8 4 4
`},
		{"stretch to opposite insets", "#a { position: absolute; inset: 10px 20px 30px 40px; margin: 5px }", "<div id=a></div>", `
html 0 0 400 0
  body 0 0 400 0
    div#a 45 15 330 250
`},
		{"a transform contains what is fixed", `#t { transform: scale(2); margin: 10px; width: 100px; height: 50px }
			#a { position: absolute; inset: 5px; } #f { position: fixed; right: 0; bottom: 0; width: 10px; height: 10px }
			#g { position: fixed; right: 0; bottom: 0; width: 20px; height: 10px }`,
			"<div id=t><div id=a><div id=f><div id=g></div></div></div></div>", `
html 0 0 400 70
  body 0 10 400 50
    div#t 10 0 100 50
      div#a 5 5 90 40
        div#f 85 35 10 10
          div#g -10 0 20 10
`},
		{"an image keeps its ratio within limits", "img { display: block; max-width: 60px; min-height: 20px }", "<img src=x>", `
html 0 0 400 30
  body 0 0 400 30
    img 0 0 60 30
`},
		{"percentages of an indefinite height are auto", "div { height: 50% }", "<div>a</div>", `
html 0 0 400 10
  body 0 0 400 10
    div 0 0 400 10
      line 0 0 10 10 base 8 ""
`},
	}
	for _, tt := range tests {
		checkDump(t, tt.name, tt.sheet, tt.body, tt.want)
	}
}

// checkDump lays a page out and compares where its boxes and lines stand; want begins with
// an empty line.
func checkDump(t *testing.T, name, sheet, body, want string) {
	t.Helper()
	root, _ := build(t, sheet, body)
	layout.Run(root, page)
	var sb strings.Builder
	if err := layout.Dump(&sb, root); err != nil {
		t.Fatal(err)
	}
	if got := sb.String(); got != want[1:] {
		t.Errorf("%s:\ngot\n%swant\n%s", name, got, want[1:])
	}
}

// TestNestedFlexIsLinear guards the cache: each level of a flex container asks
// its items for several layouts, which must not multiply.
func TestNestedFlexIsLinear(t *testing.T) {
	const depth = 200
	for _, sheet := range []string{
		"div { display: flex; flex-direction: column }",
		"div { display: flex }",
		"div { display: flex; flex-wrap: wrap; flex: 1 }",
		"div { display: flex; flex-direction: column; flex: 1 1 50%; height: 100% }",
		"div { display: flex } div div:nth-child(n) { flex-direction: column; align-items: center }",
		"div { display: inline-block }",
		"div { display: flex; aspect-ratio: 2; flex-direction: column }",
		"div { display: flex; height: 50%; min-height: 50%; flex: 1 1 50%; aspect-ratio: 2 }",
		"div { display: flex; align-items: baseline; padding: 5% } div div:nth-child(n) { aspect-ratio: 2; height: 100% }",
		"div { display: flex; max-height: 20px } div > div { padding: 5%; width: fit-content }",
	} {
		root, asked := build(t, sheet, strings.Repeat("<div>", depth)+"x"+strings.Repeat("</div>", depth))
		layout.Run(root, page)
		if *asked > 50*depth {
			t.Errorf("%s: inline content was laid out %d times", sheet, *asked)
		}
	}
}

// TestHostileSizes: whatever lengths a style sheet asks for, layout ends with
// finite places.
func TestHostileSizes(t *testing.T) {
	values := []string{"1e9px", "-1e9px", "1e38px", "1e300px", "1e9%", "-50%", "0", "0.000001px", "calc(1e30px * 1e30)"}
	properties := []string{
		"width", "height", "min-width", "max-width", "min-height", "max-height", "margin", "padding", "top", "right",
		"flex-basis", "gap", "flex-grow", "flex-shrink", "aspect-ratio", "border-width", "order",
	}
	shapes := []string{
		"i { display: block }",
		"i { display: flex; flex-wrap: wrap }",
		"i { display: flex; flex-direction: column; aspect-ratio: 2 }",
		"i { position: absolute; bottom: 0; left: 0 }",
		"i { display: inline-block; direction: rtl }",
		"i { float: left } i:nth-child(2n) { float: right; clear: both }",
		"i { display: flow-root } i i { float: left; margin: -1px } i i i { float: none; clear: left }",
		"i { display: block; contain: size; contain-intrinsic-size: 1e38px }",
	}
	for _, shape := range shapes {
		for _, p := range properties {
			for _, v := range values {
				sheet := fmt.Sprintf("%s i { border-style: solid }", shape)
				root, _ := build(t, sheet, hostileBody(p, v))
				h := layout.Run(root, layout.Viewport{Width: 400, Height: math.NaN(), MaxHeight: 500})
				checkFinite(t, root, h, shape+" "+p+": "+v)
			}
		}
	}
	for _, v := range []layout.Viewport{
		{Width: math.NaN(), Height: math.NaN()},
		{Width: math.Inf(1), Height: math.Inf(1), Scale: math.Inf(1)},
		{Width: -5, Height: -5, Scale: -1},
		{Width: 1e300, Height: math.NaN(), MinHeight: 1e300, MaxHeight: math.NaN(), Scale: math.NaN()},
	} {
		root, _ := build(t, "", hostileBody("width", "50%"))
		checkFinite(t, root, layout.Run(root, v), fmt.Sprint(v))
	}
}

func hostileBody(p, v string) string {
	i := fmt.Sprintf("<i style='%s: %s'>", p, v)
	if p == "flex-grow" || p == "flex-shrink" || p == "aspect-ratio" || p == "order" {
		i = fmt.Sprintf("<i style='%s: %s'>", p, strings.TrimRight(v, "px%"))
		if strings.HasPrefix(v, "-") || strings.HasPrefix(v, "calc") || p == "order" {
			i = fmt.Sprintf("<i style='%s: 1000000000'>", p)
		}
	} else if strings.HasPrefix(v, "-") && p != "margin" && p != "top" && p != "right" {
		i = "<i>" // not a legal value
	} else if p == "border-width" && strings.HasSuffix(v, "%") {
		i = "<i>"
	}
	return i + "a" + i + "b<img src=x></i>" + i + "</i></i>"
}

func checkFinite(t *testing.T, root *layout.Box, h float64, what string) {
	t.Helper()
	finite := func(v float64) bool { return !math.IsNaN(v) && math.Abs(v) < 1e12 }
	if !finite(h) || h < 0 {
		t.Errorf("%s: page is %g px high", what, h)
	}
	walk(root, func(b *layout.Box) {
		for _, v := range []float64{b.X, b.Y, b.W, b.H, b.Margin.Left, b.Margin.Top, b.Padding.Left, b.Border.Left} {
			if !finite(v) {
				t.Fatalf("%s: %s stands at %g %g %g %g", what, b.Name(), b.X, b.Y, b.W, b.H)
			}
		}
		if b.W < 0 || b.H < 0 {
			t.Errorf("%s: %s measures %g × %g", what, b.Name(), b.W, b.H)
		}
	})
}

// TestRounding: neighbours that share an edge share it on the pixel grid too.
func TestRounding(t *testing.T) {
	for _, scale := range []float64{0, 1, 1.5, 2, 3} {
		root, _ := build(t, "body { display: flex; width: 100px; padding-left: 0.3px } i { flex: 1; height: 10.4px }",
			strings.Repeat("<i></i>", 7))
		v := page
		v.Scale = scale
		layout.Run(root, v)
		body := root.Children[0]
		unit := math.Max(scale, 1)
		for n, c := range body.Children {
			for _, edge := range []float64{body.X + c.X, body.X + c.X + c.W, body.Y + c.Y + c.H} {
				if d := math.Abs(edge*unit - math.Round(edge*unit)); d > 1e-9 {
					t.Errorf("scale %g: edge of item %d at %g is off the grid", scale, n, edge)
				}
			}
			if n > 0 {
				prev := body.Children[n-1]
				if gap := c.X - prev.X - prev.W; math.Abs(gap) > 1e-9 {
					t.Errorf("scale %g: %g px between items %d and %d", scale, gap, n-1, n)
				}
			}
			if want := 0.3 + float64(n)*100/7; math.Abs(c.Exact.X-want) > 1e-9 {
				t.Errorf("item %d: exact box at %g, want %g", n, c.Exact.X, want)
			}
		}
	}
}

// TestPageHeight: the content decides on the height within bounds, and
// percentages then see what came out.
func TestPageHeight(t *testing.T) {
	auto := math.NaN()
	tests := []struct {
		sheet string
		v     layout.Viewport
		want  float64 // of the page
		low   float64 // top of #last, bottom: 0
	}{
		{"#c { height: 120px }", layout.Viewport{Width: 100, Height: auto}, 120, 110},
		{"#c { height: 120px }", layout.Viewport{Width: 100, Height: auto, MinHeight: 200}, 200, 190},
		{"#c { height: 120px }", layout.Viewport{Width: 100, Height: auto, MaxHeight: 80}, 80, 70},
		{"#c { height: 120px }", layout.Viewport{Width: 100, Height: 60}, 60, 50},
		{"#c { height: 20px } html { margin: 7px 0 } #c { margin: 3px 0 }", layout.Viewport{Width: 100, Height: auto}, 40, 30},
		{"html, body { height: 100% } #c { height: 50% }", layout.Viewport{Width: 100, Height: auto, MinHeight: 90}, 90, 80},
	}
	for _, tt := range tests {
		root, _ := build(t, tt.sheet+" #last { position: absolute; bottom: 0; height: 10px; width: 1px }", "<div id=c></div><i id=last></i>")
		if got := layout.Run(root, tt.v); got != tt.want {
			t.Errorf("%s %+v: page is %g px high, want %g", tt.sheet, tt.v, got, tt.want)
		}
		if got := find(t, root, "last").Exact.Y; got != tt.low {
			t.Errorf("%s %+v: bottom: 0 stands at %g, want %g", tt.sheet, tt.v, got, tt.low)
		}
	}
}

// TestReplaced is the table of CSS 2.2 §10.4 for a picture of 100 × 50 px.
func TestReplaced(t *testing.T) {
	tests := []struct {
		css  string
		w, h float64
	}{
		{"", 100, 50},
		{"width: 40px", 40, 20},
		{"height: 100px", 200, 100},
		{"width: 30px; height: 70px", 30, 70},
		{"max-width: 50px", 50, 25},
		{"min-width: 200px", 200, 100},
		{"max-height: 10px", 20, 10},
		{"min-height: 100px", 200, 100},
		{"max-width: 50px; max-height: 10px", 20, 10},
		{"max-width: 50px; max-height: 40px", 50, 25},
		{"min-width: 200px; min-height: 150px", 300, 150},
		{"min-width: 200px; max-height: 10px", 200, 10},
		{"max-width: 50px; min-height: 60px", 50, 60},
		{"width: 50%", 200, 100},
		{"aspect-ratio: 1; width: 30px", 30, 30},
		{"aspect-ratio: auto 1; width: 30px", 30, 15},
		{"padding: 10px; width: 60px; box-sizing: border-box", 60, 40},
		{"padding: 10px; width: 60px", 80, 50},
	}
	for _, tt := range tests {
		for _, display := range []string{"block", "inline"} {
			root, _ := build(t, "img { display: "+display+"; "+tt.css+" }", "<img id=i src=x>")
			layout.Run(root, page)
			if b := find(t, root, "i"); b.W != tt.w || b.H != tt.h {
				t.Errorf("%s, %s: %g × %g, want %g × %g", display, tt.css, b.W, b.H, tt.w, tt.h)
			}
		}
	}
}

// TestRunTwice: results do not depend on what a tree was laid out in before.
func TestRunTwice(t *testing.T) {
	const sheet = "body { display: flex } i { flex: 1; height: 50% } b { position: absolute; bottom: 0 }"
	const body = "<i>aa bb</i><i>c<b>d</b></i>"
	once, _ := build(t, sheet, body)
	layout.Run(once, page)
	twice, _ := build(t, sheet, body)
	layout.Run(twice, layout.Viewport{Width: 33, Height: math.NaN()})
	layout.Run(twice, page)
	var a, b strings.Builder
	if err := layout.Dump(&a, once); err != nil {
		t.Fatal(err)
	}
	if err := layout.Dump(&b, twice); err != nil {
		t.Fatal(err)
	}
	if a.String() != b.String() {
		t.Errorf("first\n%s\nagain\n%s", a.String(), b.String())
	}
}

func BenchmarkPoster(b *testing.B) {
	const sheet = `
html, body { height: 100% }
body { display: flex; flex-direction: column }
.cover { width: 100%; aspect-ratio: 16 / 9 }
main { flex: 1; display: flex; flex-direction: column; padding: 60px; gap: 24px }
h1 { margin: 0 } p { margin: 0; flex: 1 }
footer { display: flex; justify-content: space-between; align-items: center; padding: 40px 60px }
.qr { display: flex; align-items: center; gap: 20px } .qr img { width: 160px; height: 160px }
.badge { position: absolute; top: 40px; left: 60px; padding: 8px 16px }`
	body := `<img class=cover src=x><div class=badge>aaaa</div><main><div class=k>bb bb</div><h1>` + strings.Repeat("cc ", 20) +
		`</h1><div class=m><span>dd</span> <span>ee</span></div><p>` + strings.Repeat("ff ", 80) +
		`</p></main><footer><div class=s><b>gg</b><div>hh</div></div><div class=qr><div>ii jj</div><img src=y></div></footer>`
	b.ReportAllocs()
	for range b.N {
		b.StopTimer()
		root, _ := build(b, sheet, body)
		b.StartTimer()
		layout.Run(root, layout.Viewport{Width: 1080, Height: 1440})
	}
}
