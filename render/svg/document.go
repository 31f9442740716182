package svg

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"sharecard/render/css"
	computed "sharecard/render/style"
)

// document is a tree of elements, those of a file or of a page. Both are nodes
// of the HTML parser, so that selectors match on them.
type document struct {
	file    string
	src     []byte // of a file, for places
	root    *html.Node
	offsets map[*html.Node]int // of a file's elements in src
	ids     map[string]*html.Node
	count   int
	page    func(*html.Node) []Declaration // nil for a file
	around  *computed.Style                // of text around an element of a page

	elements func(id string) (*html.Node, bool) // of the page; nil for a file
}

// Declaration is what a page says of an element of an inline svg: a property, its
// value as text.
type Declaration struct {
	Name, Value string
	Important   bool
}

// Page is what the page around an inline svg says of it.
type Page struct {
	// Declarations returns what style sheets and the style attribute say of an element in it, in rising order of the cascade.
	Declarations func(*html.Node) []Declaration
	// Element returns the first element of the page with an id in any of its svg elements, and whether the layout has that svg
	// element: clips, masks, filters and paints of one with display: none do not exist.
	Element func(id string) (n *html.Node, shown bool)
	// Text is the computed style of the svg element: its text inherits from it.
	Text *computed.Style
}

const (
	namespace = "http://www.w3.org/2000/svg"
	xlink     = "http://www.w3.org/1999/xlink"
	xmlOwn    = "http://www.w3.org/XML/1998/namespace"
)

// readFile parses a picture file. Nothing that it refers to is fetched; of a
// document type only plain entities are read, which some drawing programs write.
func readFile(src []byte, file string) (*document, error) {
	d := &document{file: file, src: src, offsets: map[*html.Node]int{}, ids: map[string]*html.Node{}}
	x := xml.NewDecoder(bytes.NewReader(src))
	x.CharsetReader = charset.NewReaderLabel
	var open *html.Node
	depth := 0
	for {
		offset := int(x.InputOffset())
		token, err := x.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrNotSVG, err)
		}
		switch t := token.(type) {
		case xml.Directive:
			x.Entity = entities(t)
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return nil, fmt.Errorf("%w: more than %d levels", ErrTooLarge, maxDepth)
			}
			n := fromXML(t)
			if err := d.add(n); err != nil {
				return nil, err
			}
			d.offsets[n] = offset
			if open != nil {
				open.AppendChild(n)
			} else if d.root == nil {
				d.root = n
			}
			open = n
		case xml.EndElement:
			depth--
			open = open.Parent
		case xml.CharData:
			if open != nil && textContent[open.Data] {
				open.AppendChild(&html.Node{Type: html.TextNode, Data: string(t)})
			}
		}
	}
	if d.root == nil || d.root.Data != "svg" {
		return nil, fmt.Errorf("%w: the root is not an svg element", ErrNotSVG)
	}
	return d, nil
}

// textContent are the elements whose text is kept.
var textContent = set("style", "title", "text", "tspan", "a", "textPath")

// fromXML makes a node as the HTML parser would have in a page. Elements of
// other namespaces, such as a drawing program's own, keep a name with a colon.
func fromXML(t xml.StartElement) *html.Node {
	n := &html.Node{Type: html.ElementNode, Data: t.Name.Local, Namespace: "svg"}
	if t.Name.Space != "" && t.Name.Space != namespace {
		n.Data = "x:" + t.Name.Local
	}
	for _, a := range t.Attr {
		attr := html.Attribute{Key: a.Name.Local, Val: a.Value}
		switch a.Name.Space {
		case "":
		case "xlink", xlink:
			attr.Namespace = "xlink"
		case "xml", xmlOwn:
			attr.Namespace = "xml"
		default:
			attr.Namespace = "x"
		}
		n.Attr = append(n.Attr, attr)
	}
	return n
}

var entity = regexp.MustCompile(`<!ENTITY\s+([\w.-]+)\s+(?:"([^"&<]{0,256})"|'([^'&<]{0,256})')\s*>`)

// entities are those of a document type whose text is plain.
func entities(doctype []byte) map[string]string {
	m := map[string]string{}
	for _, e := range entity.FindAllSubmatch(doctype, 256) {
		m[string(e[1])] = string(e[2]) + string(e[3])
	}
	return m
}

// fromPage takes an svg element of a page.
func fromPage(root *html.Node, file string, page Page) (*document, error) {
	d := &document{file: file, root: root, ids: map[string]*html.Node{}, page: page.Declarations, around: page.Text,
		elements: page.Element}
	return d, d.walk(root, 1)
}

func (d *document) walk(n *html.Node, depth int) error {
	if depth > maxDepth {
		return fmt.Errorf("%w: more than %d levels", ErrTooLarge, maxDepth)
	}
	if err := d.add(n); err != nil {
		return err
	}
	for c := range elements(n) {
		if err := d.walk(c, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// add counts an element and notes its id; the first of an id holds.
func (d *document) add(n *html.Node) error {
	if d.count++; d.count > maxElements {
		return fmt.Errorf("%w: more than %d elements", ErrTooLarge, maxElements)
	}
	if id := attr(n, "id"); id != "" && d.ids[id] == nil {
		d.ids[id] = n
	}
	return nil
}

// target is the element that an address names: "#id" of the same document, or of the page. shown is false for one of an svg
// element that has no box.
func (d *document) target(address string) (n *html.Node, shown bool) {
	id, ok := strings.CutPrefix(strings.TrimSpace(address), "#")
	if !ok {
		return nil, false
	}
	if d.elements != nil {
		if n, shown := d.elements(id); n != nil {
			return n, shown
		}
	}
	return d.ids[id], true
}

// place names where the elements of d are.
func (d *document) place() string {
	if d.elements != nil {
		return "page"
	}
	return "picture"
}

// at makes a diagnostic about n.
func (d *document) at(n *html.Node, sev css.Severity, message string) css.Diagnostic {
	diag := css.Diagnostic{File: d.file, Severity: sev, Message: message}
	if offset, ok := d.offsets[n]; ok && offset <= len(d.src) {
		before := d.src[:offset]
		diag.Line = bytes.Count(before, []byte("\n")) + 1
		diag.Column = utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
	}
	return diag
}

// elements yields the child elements of n.
func elements(n *html.Node) func(func(*html.Node) bool) {
	return func(yield func(*html.Node) bool) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && !yield(c) {
				return
			}
		}
	}
}

// attr returns an attribute without a namespace, "" where it is not set.
func attr(n *html.Node, name string) string {
	for i := range n.Attr {
		if a := &n.Attr[i]; a.Key == name && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

// href returns the reference of an element, in its new or old spelling.
func href(n *html.Node) string {
	if v := attr(n, "href"); v != "" {
		return v
	}
	for i := range n.Attr {
		if a := &n.Attr[i]; a.Key == "href" && a.Namespace == "xlink" {
			return a.Val
		}
	}
	return ""
}
