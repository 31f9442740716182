package layout_test

import (
	"strings"
	"testing"

	"sharecard/render/layout"
)

// TestFloatDump lays out floats and the boxes around them, a rule of CSS 2.2 §9.5 each.
func TestFloatDump(t *testing.T) {
	const sheet = `body { display: flow-root } i { float: left; width: 50px; height: 40px } .r { float: right } .w { width: 320px }
		p { height: 10px; margin: 20px 0 } `
	tests := []struct {
		name, sheet, body, want string
	}{
		{"floats stand beside each other, and below where there is no room", "", "<i></i><i class=r></i><i class=w></i><i></i>", `
html 0 0 400 80
  body 0 0 400 80
    i 0 0 50 40
    i.r 350 0 50 40
    i.w 0 40 320 40
    i 320 40 50 40
`},
		{"a box in the flow stands behind a float, and its parent holds none", "", "<div><i></i></div><div style=height:5px></div>", `
html 0 0 400 40
  body 0 0 400 40
    div 0 0 400 0
      i 0 0 50 40
    div 0 0 400 5
`},
		{"a float follows the margins that collapse through its parent", "", "<div><i></i><p></p></div>", `
html 0 0 400 60
  body 0 0 400 60
    div 0 20 400 10
      i 0 0 50 40
      p 0 0 400 10
`},
		{"clearance keeps a margin from its parent's", "", "<div><i></i><p style=clear:left></p></div>", `
html 0 0 400 70
  body 0 0 400 70
    div 0 0 400 50
      i 0 0 50 40
      p 0 40 400 10
`},
		{"a margin that reaches below the float needs no clearance", "p { margin-top: 45px }", "<i></i><p style=clear:both></p>", `
html 0 0 400 75
  body 0 0 400 75
    i 0 0 50 40
    p 0 45 400 10
`},
		{"an empty box that clears makes its parent hold the float", "", "<div><i></i><div style=clear:both></div></div>", `
html 0 0 400 40
  body 0 0 400 40
    div 0 0 400 40
      i 0 0 50 40
      div 0 40 400 0
`},
		{"a box with a formatting context of its own stands beside a float, or below", "p { overflow: hidden; margin: 0 }", "<i></i><p></p><p style=width:360px></p>", `
html 0 0 400 50
  body 0 0 400 50
    i 0 0 50 40
    p 50 0 350 10
    p 0 40 360 10
`},
		{"a float is as wide as its content, floats in it side by side", "div { float: right }", "<div><i></i><i class=r></i></div>", `
html 0 0 400 40
  body 0 0 400 40
    div 300 0 100 40
      i 0 0 50 40
      i.r 50 0 50 40
`},
		{"items do not float", "body { display: flex }", "<i></i><i class=r></i>", `
html 0 0 400 40
  body 0 0 400 40
    i 0 0 50 40
    i.r 50 0 50 40
`},
	}
	for _, tt := range tests {
		checkDump(t, tt.name, sheet+tt.sheet, tt.body, tt.want)
	}
}

// TestNestedFloatsAreLinear: boxes that are laid out again because a float stands elsewhere than foreseen do not multiply
// from level to level.
func TestNestedFloatsAreLinear(t *testing.T) {
	const depth = 150
	for _, tt := range []struct{ sheet, before string }{
		{"div { float: left }", ""},
		{"div { float: left } div div:nth-child(2n) { float: right; clear: both }", "a"},
		{"div { overflow: hidden; min-width: 90% } b { float: left; width: 20%; height: 2px } i { float: left; clear: left; width: 40%; height: 9px }",
			"<b></b><i></i>"},
		{"div { margin: 2px 0; padding-bottom: 1px } b { float: left; width: 9px; height: 3px } div > div { clear: left } p { margin: 9px 0 }",
			"<p></p><b></b>"},
		{"div { padding-top: 1px } b { float: left; width: 9px; height: 30px } div > div { clear: left; margin-top: 7px; height: 50% }", "<b></b>"},
	} {
		root, asked := build(t, tt.sheet, strings.Repeat("<div>"+tt.before, depth)+"x"+strings.Repeat("</div>", depth))
		layout.Run(root, page)
		if *asked > 50*depth {
			t.Errorf("%s: inline content was laid out %d times", tt.sheet, *asked)
		}
	}
}

// TestContainedSizes: a box under containment of sizes is as large as if it were empty.
func TestContainedSizes(t *testing.T) {
	for _, tt := range []struct {
		style string
		w, h  float64
	}{
		{"contain: size", 0, 0},
		{"contain: size; padding: 1px; contain-intrinsic-size: 30px auto 20px", 32, 22},
		{"contain: inline-size", 0, 20},
		{"contain: strict; contain-intrinsic-height: 20px; width: 9px", 9, 20},
		{"contain: size; min-width: fit-content; aspect-ratio: 2; height: 10px", 20, 10},
		{"contain: size; display: grid; grid-template: 30px auto / 40px 1fr", 40, 30},
		{"contain: size; display: flex; flex-direction: column; max-height: 10px; contain-intrinsic-size: 15px", 15, 10},
		{"content-visibility: hidden; contain-intrinsic-width: 15px", 15, 0},
	} {
		root, _ := build(t, "#x { float: left; "+tt.style+" }", "<div id=x>aa bb</div>")
		layout.Run(root, page)
		if b := find(t, root, "x"); b.W != tt.w || b.H != tt.h {
			t.Errorf("%s: %v × %v px, want %v × %v", tt.style, b.W, b.H, tt.w, tt.h)
		}
	}
}
