package svg

import (
	"image/color"
	"strings"

	"golang.org/x/net/html"

	"sharecard/render/css"
)

// styleOf computes the style of n: presentation attributes, then rules of style
// elements, then those of the page around it and the style attribute (SVG 2 §6.4).
func (b *builder) styleOf(n *html.Node, parent *style) (style, own) {
	s := *parent
	o := own{opacity: 1, stopColor: colour{rgba: black}, stopOpacity: 1, floodColor: colour{rgba: black}, floodAlpha: 1,
		lighting: colour{rgba: color.NRGBA{R: 255, G: 255, B: 255, A: 255}}}
	var decls []declaration
	for i := range n.Attr {
		a := &n.Attr[i]
		if a.Namespace != "" {
			continue
		}
		if properties[a.Key] != nil || undrawn[a.Key] || textual[a.Key] {
			decls = append(decls, declaration{name: a.Key, value: withUnit(a.Key, a.Val)})
		}
	}
	decls = append(decls, b.matching(n)...)
	if b.doc.page != nil {
		for _, d := range b.doc.page(n) {
			decls = append(decls, declaration{d.Name, d.Value, d.Important})
		}
	} else if text := attr(n, "style"); text != "" {
		decls = append(decls, declarations(text)...)
	}
	for _, important := range []bool{false, true} {
		for _, d := range decls {
			if d.important == important {
				b.apply(n, d, &s, parent, &o)
			}
		}
	}
	if n == b.doc.root && b.doc.around != nil {
		o.text = nil // the page has computed it
	}
	s.text = parent.text.derive(n, o.text)
	if space, ok := xmlAttr(n, "space"); ok {
		s.preserve = space == "preserve"
	}
	return s, o
}

func (b *builder) apply(n *html.Node, d declaration, s, parent *style, o *own) {
	switch d.apply(s, parent, o) {
	case invalid:
		b.tell(n, css.Error, "%s: %q is not understood", d.name, short(d.value))
	case unsupported:
		b.tell(n, css.Error, "%s is not supported in SVG", d.name)
	case unknown:
		if !strings.HasPrefix(d.name, "-") {
			b.tell(n, css.Warning, "unknown property %q in SVG", short(d.name))
		}
	}
}

// inherited is the style that children of n inherit, whatever draws them.
func (b *builder) inherited(n *html.Node) style {
	var chain []*html.Node
	for m := n; m != nil && m.Type == html.ElementNode; m = m.Parent {
		chain = append(chain, m)
		if m == b.doc.root || m.Parent != nil && m.Parent.Namespace != "svg" {
			break
		}
	}
	s := initial()
	for i := len(chain) - 1; i >= 0; i-- {
		s, _ = b.styleOf(chain[i], &s)
	}
	return s
}

// declarations splits the text of a style attribute. Strings and parentheses
// may hold semicolons.
func declarations(text string) []declaration {
	var list []declaration
	for _, part := range split(text, ';') {
		name, value, ok := strings.Cut(part, ":")
		if !ok {
			continue
		}
		d := declaration{name: strings.ToLower(strings.TrimSpace(name)), value: strings.TrimSpace(value)}
		if v, mark, ok := strings.Cut(d.value, "!"); ok && strings.EqualFold(strings.TrimSpace(mark), "important") {
			d.value, d.important = strings.TrimSpace(v), true
		}
		list = append(list, d)
	}
	return list
}

// split cuts text at a byte that stands outside of strings and parentheses.
func split(text string, at byte) []string {
	var parts []string
	var quote byte
	depth, from := 0, 0
	for i := range len(text) {
		c := text[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == at && depth <= 0:
			parts = append(parts, text[from:i])
			from = i + 1
		}
	}
	return append(parts, text[from:])
}
