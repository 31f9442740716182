// Package dom parses HTML into a small tree of elements and text. Scripts,
// comments and document types are dropped; styles and metadata are kept for
// the caller to find.
package dom

import "golang.org/x/net/html"

// Node is an element or a run of text. It wraps the parser's node, so that
// selectors of cascadia match on it directly.
type Node struct {
	HTML     *html.Node
	Parent   *Node
	Children []*Node
}
