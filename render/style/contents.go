package style

import (
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"sharecard/render/css"
	"sharecard/render/dom"
)

// contents is a pseudo-element that shows what its content lists: text, and pictures as inline
// replaced elements (CSS Content 3 §2).
func (c *computer) contents(name string, n *dom.Node, s *Style) *Node {
	node, all := &Node{Elem: n, Pseudo: name, Style: s}, ""
	for list := s.parts.content.Pieces; len(list) > 0 && len(all) <= maxContent; {
		end := slices.IndexFunc(list, func(p css.ContentPiece) bool { return p.Picture != "" })
		if end < 0 {
			end = len(list)
		}
		if text := c.text(n, s, list[:end]); text != "" {
			node.Children = append(node.Children, &Node{Elem: n, IsText: true, Text: text, Style: s})
			all += text
		}
		if list = list[end:]; len(list) > 0 {
			node.Children = append(node.Children, c.picture(n, s, list[0].Picture))
			list = list[1:]
		}
	}
	s.Content = &all
	return node
}

// picture is an anonymous img element in a pseudo-element of n.
func (c *computer) picture(n *dom.Node, parent *Style, src css.URL) *Node {
	img := &html.Node{
		Type: html.ElementNode, Data: "img", DataAtom: atom.Img, Attr: []html.Attribute{{Key: "src", Val: string(src)}},
	}
	elem := &dom.Node{HTML: img, Parent: n}
	c.cascade(nil, nil, nil)
	return &Node{Elem: elem, Style: c.compute(elem, parent, false)}
}

// markerGap is the room between a picture as a marker and the text of its item in browsers, px.
const markerGap = 7

// pictureMarker is the marker of an item with list-style-image.
func (c *computer) pictureMarker(n *dom.Node, marker *Style, src css.URL) *Node {
	drawn := c.picture(n, marker, src)
	end := Right
	switch {
	case marker.Vertical() && marker.Direction == RTL:
		end = Top
	case marker.Vertical():
		end = Bottom
	case marker.Direction == RTL:
		end = Left
	}
	drawn.Style.Margin[end] = Px(markerGap)
	return &Node{Elem: n, Pseudo: "marker", Style: marker, Children: []*Node{drawn}}
}
