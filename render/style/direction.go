package style

import (
	"strings"

	"golang.org/x/text/unicode/bidi"

	"sharecard/render/css"
	"sharecard/render/dom"
)

// autoDirection is the direction of an element with dir=auto, and of <bdi>
// without dir: that of the first strong character in it (HTML Standard, The dir
// attribute); nil for all others.
func (c *computer) autoDirection(n *dom.Node) []css.Declaration {
	dir := n.Attr("dir")
	if !strings.EqualFold(dir, "auto") && (n.Tag() != "bdi" || dir != "") {
		return nil
	}
	src := "direction: ltr"
	if firstStrong(n) == bidi.R {
		src = "direction: rtl"
	}
	decls, _ := css.ParseInline(c.opts.File, src, css.Options{}) // without faults
	return decls
}

// firstStrong returns the class, L or R, of the first strong character below
// n, those of isolated elements left out; ON if there is none.
func firstStrong(n *dom.Node) bidi.Class {
	for _, child := range n.Children {
		if !child.IsText() {
			if _, isolated := child.Lookup("dir"); isolated || child.Tag() == "bdi" {
				continue
			}
			if class := firstStrong(child); class != bidi.ON {
				return class
			}
			continue
		}
		for _, r := range child.HTML.Data {
			p, _ := bidi.LookupRune(r)
			switch p.Class() {
			case bidi.L:
				return bidi.L
			case bidi.R, bidi.AL:
				return bidi.R
			}
		}
	}
	return bidi.ON
}
