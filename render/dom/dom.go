// Package dom parses HTML into a small tree of elements and text. Scripts,
// comments and document types are dropped; styles and metadata are kept for
// the caller to find.
//
//	doc, err := dom.Parse(source)
//	title := doc.Root.Find("title").Text()
//
// A tree is read-only once parsed and safe for concurrent use.
package dom

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Bounds of a document.
const (
	MaxDepth = 512    // nesting of elements
	MaxNodes = 20_000 // elements and texts
	maxBytes = 8 << 20
)

// ErrTooLarge is a document over the bounds.
var ErrTooLarge = errors.New("document is too large")

// Document is a parsed HTML document.
type Document struct {
	Root *Node // the html element
	// Dropped names the elements that were left out as nothing in them can be
	// drawn: script, applet, noscript.
	Dropped []string
}

// Node is an element or a run of text. It wraps the parser's node, so that
// selectors of cascadia match on it directly.
type Node struct {
	HTML     *html.Node
	Parent   *Node
	Children []*Node
}

// Parse parses a full document as a browser does, adding html, head and body
// where they are left out. The error wraps [ErrTooLarge] for a document of
// more than 8 MB, [MaxNodes] nodes or [MaxDepth] levels.
func Parse(src string) (*Document, error) {
	if len(src) > maxBytes {
		return nil, fmt.Errorf("more than %d MB: %w", maxBytes>>20, ErrTooLarge)
	}
	top, err := html.Parse(strings.NewReader(src))
	if err != nil {
		// The only error besides reading is nesting over the parser's own bound.
		return nil, fmt.Errorf("%w: %w", ErrTooLarge, err)
	}
	b := builder{doc: &Document{}}
	for n := top.FirstChild; n != nil; n = n.NextSibling {
		if n.Type == html.ElementNode {
			b.doc.Root, err = b.build(n, nil, 1)
		}
	}
	if err != nil {
		return nil, err
	}
	return b.doc, nil
}

// builder wraps parser nodes.
type builder struct {
	doc   *Document
	count int
}

func (b *builder) build(n *html.Node, parent *Node, depth int) (*Node, error) {
	if depth > MaxDepth {
		return nil, fmt.Errorf("more than %d levels of elements: %w", MaxDepth, ErrTooLarge)
	}
	if b.count++; b.count > MaxNodes {
		return nil, fmt.Errorf("more than %d elements and texts: %w", MaxNodes, ErrTooLarge)
	}
	node := &Node{HTML: n, Parent: parent}
	children := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		children++
	}
	if children == 0 {
		return node, nil
	}
	node.Children = make([]*Node, 0, children)
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.Type == html.ElementNode && dropped(c.Data):
			if !slices.Contains(b.doc.Dropped, c.Data) {
				b.doc.Dropped = append(b.doc.Dropped, c.Data)
			}
			n.RemoveChild(c)
		case c.Type == html.ElementNode || c.Type == html.TextNode:
			child, err := b.build(c, node, depth+1)
			if err != nil {
				return nil, err
			}
			node.Children = append(node.Children, child)
		default:
			n.RemoveChild(c)
		}
		c = next
	}
	return node, nil
}

func dropped(tag string) bool {
	switch tag {
	case "script", "applet", "noscript":
		return true
	}
	return false
}

// IsText reports whether n is a run of text.
func (n *Node) IsText() bool { return n.HTML.Type == html.TextNode }

// Tag is the element's name, lower case for HTML; "" for text.
func (n *Node) Tag() string {
	if n.HTML.Type != html.ElementNode {
		return ""
	}
	return n.HTML.Data
}

// Attr returns the value of an attribute, "" where it is not set.
func (n *Node) Attr(name string) string {
	v, _ := n.Lookup(name)
	return v
}

// Lookup returns the value of an attribute and whether it is set.
func (n *Node) Lookup(name string) (string, bool) {
	for i := range n.HTML.Attr {
		if a := &n.HTML.Attr[i]; a.Key == name && a.Namespace == "" {
			return a.Val, true
		}
	}
	return "", false
}

// ID is the id attribute.
func (n *Node) ID() string { return n.Attr("id") }

// Classes are the words of the class attribute.
func (n *Node) Classes() []string { return strings.Fields(n.Attr("class")) }

// Text is the text of n and all below it, as in the source.
func (n *Node) Text() string {
	if n == nil {
		return ""
	}
	if n.IsText() {
		return n.HTML.Data
	}
	var b strings.Builder
	for m := range n.All {
		if m.IsText() {
			b.WriteString(m.HTML.Data)
		}
	}
	return b.String()
}

// All yields n and every node below it in document order.
func (n *Node) All(yield func(*Node) bool) { n.all(yield) }

func (n *Node) all(yield func(*Node) bool) bool {
	if !yield(n) {
		return false
	}
	for _, c := range n.Children {
		if !c.all(yield) {
			return false
		}
	}
	return true
}

// Find returns the first element of that tag in document order, nil where
// there is none.
func (n *Node) Find(tag string) *Node {
	for m := range n.All {
		if m.Tag() == tag {
			return m
		}
	}
	return nil
}
