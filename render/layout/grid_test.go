package layout_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"sharecard/render/layout"
)

// TestGridBounds: however many tracks a style sheet asks for, a grid has a limited
// number of them, and items beyond stand in the last one. A page of thousands of
// boxes has smaller grids.
func TestGridBounds(t *testing.T) {
	testGridBounds(t, 10_000, "")
	testGridBounds(t, 1_000, strings.Repeat("<p></p>", 2_000))
}

func testGridBounds(t *testing.T, limit float64, others string) {
	for _, tt := range []struct {
		name, grid, item string
		x, y             float64 // of #i
		w, h             float64 // of #g
	}{
		{"repeat()", "grid-template-columns: repeat(1000000, 1px)", "grid-column: -2", limit - 1, 0, limit, 10},
		{"nested lists", "grid-template-columns: repeat(9999, 1px 1px 1px) repeat(9999, 1px)", "grid-column: -2", limit - 1, 0, limit, 10},
		{"auto-fill", "width: 1000000px; grid-template-columns: repeat(auto-fill, 0px)", "grid-column: -2", 0, 0, 1000000, 10},
		{"a line", "grid-auto-rows: 1px", "grid-row: 1000000", 0, limit - 1, 20, limit},
		{"a line before", "grid-auto-rows: 1px; grid-template-rows: 1px", "grid-row: -1000000", 0, 0, 20, limit + 1},
		{"a span", "grid-auto-rows: 1px", "grid-row: span 1000000", 0, 0, 20, limit},
		{"spans with names", "grid-auto-rows: 1px", "grid-row: a 1000000 / span b 1000000", 0, limit - 1, 20, limit},
		{"from end to end", "grid-auto-rows: 1px", "grid-row: -2000000000 / 2000000000", 0, 0, 20, 2 * limit},
		{"a column flow", "grid-auto-flow: column dense; grid-auto-columns: 1px", "grid-column: 1000000 / span 5; grid-row: 2",
			limit - 1, 0, limit, 10},
	} {
		sheet := fmt.Sprintf("#g { display: grid; position: absolute; %s } #i { width: 20px; height: 10px; justify-self: start; %s }",
			tt.grid, tt.item)
		root, _ := build(t, sheet, "<div id=g><div id=i></div></div>"+others)
		layout.Run(root, page)
		g, i := find(t, root, "g"), find(t, root, "i")
		if i.X != tt.x || i.Y != tt.y || g.W != tt.w || g.H != tt.h {
			t.Errorf("%s: item at %g %g in %g × %g, want %g %g in %g × %g", tt.name, i.X, i.Y, g.W, g.H, tt.x, tt.y, tt.w, tt.h)
		}
	}
}

// TestGridPlacementIsBounded: the time of placement follows from the number of
// items, not from that of the cells they could stand in.
func TestGridPlacementIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds on one goroutine")
	}
	const items = 100
	for _, sheet := range []string{
		"i { grid-column: span 2 } i:nth-child(3n) { grid-row: 1000000 }",
		"body { grid-auto-flow: dense } i:nth-child(2n) { grid-area: 1 / 1 / 1000000 / 1000000 }",
		"body { grid-auto-flow: dense } i:nth-child(2n) { grid-row: span 1000000 } i:nth-child(3n) { grid-column: span 1000000 }",
		"body { grid-auto-flow: column dense } i { grid-column: 1 }",
		"i { grid-row: 1 / span 1000000 }",
		"body { grid-template-columns: repeat(10000, minmax(auto, 1fr)) } i { grid-column: span 5000 }",
		"body { grid-template-columns: repeat(auto-fit, minmax(1px, 1fr)); width: 100000px }",
		"body { grid-template: repeat(10000, auto) / repeat(10000, auto) } i { grid-area: 1 / 1 / -1 / -1 }",
		"body { grid: repeat(10000, [a] auto) / repeat(10000, [a] auto) } i { display: grid; grid: subgrid / subgrid; grid-area: 1 / 1 / -1 / -1 }",
	} {
		root, _ := build(t, "body { display: grid } "+sheet, strings.Repeat("<i>a</i>", items))
		start := time.Now()
		layout.Run(root, page)
		if d := time.Since(start); d > 10*time.Second {
			t.Errorf("%s: %v", sheet, d)
		} else {
			t.Logf("%v: %s", d.Round(time.Millisecond), sheet)
		}
		checkFinite(t, root, 0, sheet)
	}
}

// TestNestedGridIsLinear: each level of a grid measures its items several times,
// which must not multiply.
func TestNestedGridIsLinear(t *testing.T) {
	const depth = 100
	for _, sheet := range []string{
		"div { display: grid }",
		"div { display: grid; grid-template: auto 1fr / auto 1fr }",
		"div { display: grid; grid-template: 1fr / 1fr; height: 100%; width: fit-content }",
		"div { display: grid; place-items: center; padding: 5% }",
		"div { display: grid; align-items: baseline; grid-auto-flow: column }",
		"div { display: grid; aspect-ratio: 2 }",
		"div { display: grid; grid-template-rows: 50% }",
		"div { display: inline-grid; grid-template-columns: minmax(min-content, 1fr) }",
		"div { display: grid } div div:nth-child(n) { display: flex } div div div { flex: 1 }",
		"div { display: grid; grid-template: subgrid / subgrid } :root > body > div { grid-template: auto auto / auto auto }",
		"div { display: grid; grid-template-columns: subgrid } div > div { grid-column: span 2; grid-row: span 2 }",
		"div { display: grid; grid-template: subgrid / subgrid; place-items: baseline; aspect-ratio: 2 }",
		"div { display: grid; aspect-ratio: 2 } div > div { display: flex; flex-direction: column } div > div > div { display: grid }",
	} {
		root, asked := build(t, sheet, strings.Repeat("<div>", depth)+"x"+strings.Repeat("</div>", depth))
		layout.Run(root, page)
		if *asked > 50*depth {
			t.Errorf("%s: inline content was laid out %d times", sheet, *asked)
		}
	}
}

// TestNestedSubgridsAreBounded: subgrids that take over columns and rows in turns are sized
// a limited number of times.
func TestNestedSubgridsAreBounded(t *testing.T) {
	const depth = 60
	const sheet = `div { display: grid; grid-template: auto auto / subgrid } i { display: grid; grid-template: subgrid / auto auto }
		div, i { grid-area: span 2 / span 2; padding: 1px }`
	root, asked := build(t, sheet, strings.Repeat("<div>a<i>b", depth)+strings.Repeat("</i></div>", depth))
	start := time.Now()
	layout.Run(root, page)
	if d := time.Since(start); d > 10*time.Second || *asked > 400*depth {
		t.Errorf("inline content was laid out %d times in %v", *asked, d)
	} else {
		t.Logf("%d in %v", *asked, d)
	}
}

// TestGridAbsolute: a grid area is the containing block of an absolutely
// positioned child only where the grid contains it.
func TestGridAbsolute(t *testing.T) {
	const sheet = `#g { display: grid; grid-template: 20px 30px / 40px 50px; gap: 5px; padding: 10px; width: 100px }
		#i { position: absolute; inset: 0; grid-area: 2 / 2 / 3 / 3 }`
	for _, tt := range []struct {
		more string
		want layout.Rect
	}{
		{"#g { position: relative }", layout.Rect{X: 55, Y: 35, W: 50, H: 30}},
		{"#g { transform: scale(1) }", layout.Rect{X: 55, Y: 35, W: 50, H: 30}},
		{"", layout.Rect{W: 400, H: 300}},
		{"#g { position: relative } #i { position: fixed }", layout.Rect{W: 400, H: 300}},
		{"#g { position: relative; direction: rtl }", layout.Rect{X: 15, Y: 35, W: 50, H: 30}},
		{"#g { position: relative } #i { grid-area: auto / 2 / 2 }", layout.Rect{X: 55, Y: 0, W: 65, H: 30}},
	} {
		root, _ := build(t, sheet+tt.more, "<div id=g><div id=i></div></div>")
		layout.Run(root, page)
		if got := find(t, root, "i").Exact; got != tt.want {
			t.Errorf("%s: %v, want %v", tt.more, got, tt.want)
		}
	}
}

// TestGridIsFinite: no track list makes a place infinite.
func TestGridIsFinite(t *testing.T) {
	sizes := []string{"1e9fr", "0fr", "1e-9fr", "1e38px", "1e9%", "minmax(1e30px, 0)", "minmax(auto, 1e30fr)", "fit-content(1e30px)",
		"max-content"}
	for _, a := range sizes {
		for _, b := range sizes {
			sheet := fmt.Sprintf("div { display: grid; grid-template: %s %s / %s %s; gap: 1e9px 50%% } i { grid-area: span 2 / span 2 }",
				a, b, b, a)
			root, _ := build(t, sheet, "<div><i>aaa</i><img src=x></div>")
			h := layout.Run(root, layout.Viewport{Width: 400, Height: math.NaN(), MaxHeight: 500})
			checkFinite(t, root, h, sheet)
		}
	}
}
