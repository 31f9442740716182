package style

import (
	"golang.org/x/net/html"

	"sharecard/render/css"
	"sharecard/render/dom"
)

// Derive computes the style of an element outside of any page from that of its
// parent, nil for initial values, and its declarations in rising order of the
// cascade. It is for the text of vector pictures: no style sheet is looked at, and
// custom properties are not known. metrics are those of [Options]; it may be nil.
func Derive(parent *Style, n *html.Node, decls []css.Declaration, metrics func(*Style) Metrics) *Style {
	if parent == nil {
		parent = &initial
	}
	if parent.Zoom != 1 { // the picture is enlarged as a whole
		own := *parent
		own.Zoom = 1
		parent = &own
	}
	c := &computer{
		rules: &Rules{}, opts: Options{Metrics: metrics}, steps: maxSteps, rootFontSize: initial.FontSize,
		decls: make([]*css.Declaration, len(decls)),
	}
	for i := range decls {
		c.decls[i] = &decls[i]
	}
	return c.compute(&dom.Node{HTML: n}, parent, false)
}
