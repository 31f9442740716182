package style

import (
	"strings"
	"testing"
)

// TestZoomIsBounded: zooms in one another multiply, up to a limit either way.
func TestZoomIsBounded(t *testing.T) {
	const depth = 20
	for zoom, want := range map[string]float64{"100": mostZoom, "1%": 1.0 / mostZoom} {
		n, _ := computed(t, "p, b { zoom: "+zoom+" }", strings.Repeat("<b>", depth)+"x")
		for len(n.Children) > 0 && !n.Children[len(n.Children)-1].IsText {
			n = n.Children[len(n.Children)-1]
		}
		if n.Style.Zoom != want || n.Style.FontSize != 16*want {
			t.Errorf("%s: zoom is %g, the font size %g; want %g times the initial one", zoom, n.Style.Zoom, n.Style.FontSize, want)
		}
	}
}
