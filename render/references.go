package render

import (
	"golang.org/x/net/html"

	"sharecard/render/css"
	"sharecard/render/dom"
	"sharecard/render/style"
	"sharecard/render/svg"
)

// pageElements are the elements in the svg elements of a page, which any of them and the style sheets refer to by #id.
type pageElements struct {
	byID   map[string]*html.Node
	svgs   map[*html.Node]*style.Style // of svg elements
	styles map[*html.Node][]style.VectorDeclaration
	refs   *svg.References // nil where the page has no svg element
	told   map[string]bool // references that were looked at
}

// collect finds the elements and what the page says of them.
func (e *pageElements) collect(root *dom.Node, styled *style.Node) {
	e.byID, e.svgs = map[string]*html.Node{}, map[*html.Node]*style.Style{}
	e.styles, e.told = map[*html.Node][]style.VectorDeclaration{}, map[string]bool{}
	root.All(func(n *dom.Node) bool {
		if n.HTML.Namespace == "svg" && !n.IsText() {
			if id := n.ID(); id != "" && e.byID[id] == nil {
				e.byID[id] = n.HTML
			}
		}
		return true
	})
	e.collectStyles(styled)
}

func (e *pageElements) collectStyles(n *style.Node) {
	if n.IsText || n.Pseudo != "" {
		return
	}
	if n.Elem.Tag() == "svg" {
		e.svgs[n.Elem.HTML] = n.Style
		for el, decls := range n.Vector {
			e.styles[el] = decls
		}
	}
	for _, c := range n.Children {
		e.collectStyles(c)
	}
}

// page hands what the page says to package svg, which knows nothing of pages.
func (e *pageElements) page() svg.Page {
	return svg.Page{Declarations: e.declarations, Element: e.element}
}

func (e *pageElements) declarations(n *html.Node) []svg.Declaration {
	if e.svgs[outermost(n)] == nil {
		// An ancestor has display: none, and no style was computed.
		var decls []svg.Declaration
		for _, d := range css.ParseVector(attribute(n, "style")) {
			decls = append(decls, svg.Declaration{Name: d.Name, Value: d.Value.String(), Important: d.Important})
		}
		return decls
	}
	decls := make([]svg.Declaration, len(e.styles[n]))
	for i, d := range e.styles[n] {
		decls[i] = svg.Declaration(d)
	}
	return decls
}

// element returns the element with an id, and whether the svg element that it stands in has a box.
func (e *pageElements) element(id string) (n *html.Node, shown bool) {
	n = e.byID[id]
	s := e.svgs[outermost(n)]
	return n, s != nil && s.Display != style.DisplayNone
}

// outermost is the svg element of the page that n stands in.
func outermost(n *html.Node) *html.Node {
	for n != nil && n.Parent != nil && n.Parent.Namespace == "svg" {
		n = n.Parent
	}
	return n
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

// references readies the elements for what refers to them from HTML.
func (e *pageElements) references(file string, set svg.Typesetter) {
	e.refs = svg.NewReferences(e.page(), file, set, func(n *html.Node) *style.Style { return e.svgs[n] })
}

// checkReferences tells what is wrong with the elements that the style of n refers to, of each once.
func (p *pictures) checkReferences(n *style.Node) {
	s := n.Style
	check := func(property, address string) {
		key := property + address
		if p.elements.told[key] || len(p.elements.told) > maxReferences {
			return
		}
		p.elements.told[key] = true
		p.diags = append(p.diags, p.elements.refs.Check(n.Elem.HTML, property, address)...)
	}
	if s.ClipPath != nil && s.ClipPath.Shape == style.ClipReference {
		check("clip-path", s.ClipPath.Element)
	}
	for _, list := range [...][]style.Filter{s.Filter, s.BackdropFilter} {
		for _, f := range list {
			if f.Kind == style.FilterReference {
				check("filter", f.Element)
			}
		}
	}
	for _, l := range s.Mask {
		if address := style.ElementOf(l.Image); address != "" {
			check("mask", address)
		}
	}
	for _, l := range s.Background {
		if address := style.ElementOf(l.Image); address != "" {
			p.diags = append(p.diags, css.Diagnostic{Severity: css.Error, Message: "background-image: " + address + " is no picture"})
		}
	}
}

// maxReferences bounds the references of a page that are looked at for faults.
const maxReferences = 256
