package css

import "testing"

func TestBorderImageSyntax(t *testing.T) {
	for _, good := range []string{
		"border-image: none", "border-image: url(a.png) 30", "border-image: linear-gradient(red, blue) 1",
		"border-image: 27 fill url(a.png) round",
		"border-image: url(a.png) 30% 10 / 2px auto / 1 4px space stretch", "border-image: url(a.png) 30 / / 4px",
		"border-image: round", "border-image-source: conic-gradient(red, blue)", "border-image-slice: fill 1 2 3 4",
		"border-image-slice: calc(2 * 3) 10%", "border-image-width: auto 1 2px calc(1px + 5%)", "border-image-outset: 1 2px",
		"border-image-repeat: repeat space", "border-image-source: inherit",
	} {
		expectDiagnostics(t, "a { "+good+" }")
	}
	for _, bad := range []string{
		"border-image: url(a.png) / 2px", "border-image: url(a.png) 30 /", "border-image: url(a.png) 30 / 1px /", "border-image: round 30 round",
		"border-image: url(a.png) url(b.png)", "border-image:", "border-image-slice: fill", "border-image-slice: 3px", "border-image-slice: -1",
		"border-image-slice: 1 2 3 4 5", "border-image-slice: fill 1 fill", "border-image-width: -1px", "border-image-outset: auto",
		"border-image-outset: 10%", "border-image-repeat: no-repeat", "border-image-source: red",
	} {
		if _, diags := ParseInline("", bad, Options{}); len(diags) != 1 {
			t.Errorf("%s: %v", bad, diags)
		}
	}
	expectDiagnostics(t, "a { border-image-slice: 3px }",
		"1:25 error: border-image-slice: a slice is a number of pixels of the image, without a unit, or a percentage")
}
