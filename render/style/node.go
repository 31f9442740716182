package style

import (
	"golang.org/x/net/html"

	"sharecard/render/dom"
)

// Node is an element or a run of text with its computed style. Pseudo-elements
// stand among the children where their box would: ::marker and ::before first, ::after
// last.
type Node struct {
	Elem     *dom.Node // the element; for text and pseudo-elements the element they belong to
	Pseudo   string    // "before", "after", "marker", "first-letter" or ""
	Text     string    // of a text node; Style is then the parent's
	IsText   bool
	Style    *Style
	Children []*Node

	// Density is, for an img element, how many pixels of its picture make a px: 1 but for one that srcset chose.
	Density float64

	// Vector is, for an svg element and all below it, what the page says of how
	// they are drawn.
	Vector map[*html.Node][]VectorDeclaration
}
