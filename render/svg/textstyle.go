package svg

import (
	"strings"

	"golang.org/x/net/html"

	"sharecard/render/css"
	computed "sharecard/render/style"
)

// textStyle is what an element says of its text, computed when text or a length in
// em asks for it: most pictures have neither.
type textStyle struct {
	parent   *textStyle
	n        *html.Node
	decls    []declaration
	computed *computed.Style
}

// textual are the properties whose values are those of CSS, as package css reads
// them (SVG 2 §11.4).
var textual = set("font", "font-family", "font-size", "font-weight", "font-style", "font-stretch", "font-width", "font-kerning",
	"font-variant", "font-variant-caps", "font-variant-numeric", "font-variant-ligatures", "font-variant-east-asian",
	"font-variant-alternates", "font-variant-position", "font-feature-settings", "font-variation-settings", "font-size-adjust",
	"letter-spacing", "word-spacing", "text-transform", "white-space", "white-space-collapse", "direction",
	"text-decoration", "text-decoration-line", "text-decoration-thickness", "text-underline-offset",
	"text-spacing-trim", "text-autospace", "word-break", "line-break", "overflow-wrap", "text-wrap", "text-wrap-mode", "text-wrap-style")

// unitless are the properties that an attribute may give in px without the unit.
var unitless = set("font-size", "letter-spacing", "word-spacing")

// withUnit gives a number in an attribute the unit px, which only attributes may
// leave out (SVG 2 §6.6).
func withUnit(name, value string) string {
	value = strings.TrimSpace(value)
	if s := newScanner(value); unitless[name] {
		if _, ok := s.Number(); ok && s.End() {
			return value + "px"
		}
	}
	return value
}

// derive notes what n says of text; it is the parent's style where that is nothing.
func (t *textStyle) derive(n *html.Node, decls []declaration) *textStyle {
	if len(decls) == 0 && attr(n, "lang") == "" && !hasXML(n, "lang") {
		return t
	}
	return &textStyle{parent: t, n: n, decls: decls}
}

// textOf computes a style. nil stands for what surrounds the picture.
func (b *builder) textOf(t *textStyle) *computed.Style {
	if t == nil {
		if b.around == nil {
			b.around = computed.Derive(b.doc.around, &html.Node{Type: html.ElementNode}, nil, nil)
		}
		return b.around
	}
	if t.computed != nil {
		return t.computed
	}
	parent := b.textOf(t.parent)
	var decls []css.Declaration
	for _, d := range t.decls {
		list, faults := css.ParseInline("", d.name+":"+d.value, css.Options{})
		for _, f := range faults {
			b.tell(t.n, f.Severity, "%s", f.Message)
		}
		decls = append(decls, list...)
	}
	var metrics func(*computed.Style) computed.Metrics
	if set := b.typesetter; set != nil {
		metrics = func(s *computed.Style) computed.Metrics { return set.Metrics(s).Metrics }
	}
	t.computed = computed.Derive(parent, withLang(t.n), decls, metrics)
	return t.computed
}

// withLang is an element with the language of n, by whichever attribute.
func withLang(n *html.Node) *html.Node {
	out := &html.Node{Type: html.ElementNode, Data: n.Data}
	for _, a := range n.Attr {
		if a.Key == "lang" && (a.Namespace == "" || a.Namespace == "xml") {
			out.Attr = []html.Attribute{{Key: "lang", Val: a.Val}}
		}
	}
	return out
}

// xmlAttr returns an attribute of XML's own namespace, and whether it is set.
func xmlAttr(n *html.Node, name string) (string, bool) {
	for i := range n.Attr {
		if a := &n.Attr[i]; a.Key == name && a.Namespace == "xml" {
			return a.Val, true
		}
	}
	return "", false
}

func hasXML(n *html.Node, name string) bool {
	_, ok := xmlAttr(n, name)
	return ok
}

// em is the font size of a style in px.
func (b *builder) em(s *style) float64 {
	if s.text == nil && b.doc.around == nil {
		return fontSize
	}
	return b.textOf(s.text).FontSize
}
