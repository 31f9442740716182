package box_test

import (
	"testing"

	"sharecard/render/style"
	"sharecard/render/text"
)

// The parts of an inline box around a block have its edges at the outer ends
// only; in right-to-left text those are the other ones.
func TestBrokenInlineEdges(t *testing.T) {
	for _, tc := range []struct {
		dir         string
		first, last int // the side that each part keeps
	}{{"ltr", style.Left, style.Right}, {"rtl", style.Right, style.Left}} {
		root := build(t, "span { border: 2px solid; padding: 0 5px; border-radius: 4px }",
			`<section dir="`+tc.dir+`"><span>a<div>b</div>c</span></section>`)
		parts := root.Children[0].Children[0].Children
		if len(parts) != 3 {
			t.Fatalf("%s: %d boxes", tc.dir, len(parts))
		}
		for i, keeps := range map[int]int{0: tc.first, 2: tc.last} {
			for _, it := range parts[i].Content.(items) {
				if it.Kind != text.Open {
					continue
				}
				other := style.Left + style.Right - keeps
				if s := it.Style; s.Border[keeps].Width != 2 || s.Padding[keeps].Px != 5 || s.Border[other].Width != 0 || s.Padding[other].Px != 0 {
					t.Errorf("%s part %d: borders %v", tc.dir, i, s.Border)
				}
			}
		}
	}
}
