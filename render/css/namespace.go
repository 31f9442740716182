package css

import (
	"slices"

	"github.com/tdewolff/parse/v2/css"
	"golang.org/x/net/html"
)

// maxNamespaces bounds the prefixes of one style sheet.
const maxNamespaces = 64

// noNamespace stands for elements without a namespace, of which an HTML document has none.
const noNamespace = "none"

// namespaceNames are the namespaces that elements of an HTML document can be in, by the names
// that the HTML parser has for them.
var namespaceNames = map[string]string{
	"http://www.w3.org/1999/xhtml":       "",
	"http://www.w3.org/2000/svg":         "svg",
	"http://www.w3.org/1998/Math/MathML": "math",
	"":                                   noNamespace,
}

// namespaceRule reads @namespace (CSS Namespaces 3 §3): a prefix, left out for the default
// namespace, and an address.
func (p *parser) namespaceRule(toks []token, pos int) {
	prefix := ""
	if len(toks) > 0 && toks[0].kind == css.IdentToken {
		prefix = unescape(toks[0].text)
		toks = toks[1:]
	}
	name, ok := addressOf(toks)
	switch {
	case !ok:
		p.report(pos, Error, `@namespace: expected a prefix and an address, as in svg "http://www.w3.org/2000/svg"`)
		return
	case len(p.sheet.Rules) > p.importing.rules || len(p.sheet.FontFaces) > p.importing.faces || p.nesting > 0:
		p.report(pos, Error, "@namespace must come before other rules")
		return
	case len(p.namespaces) >= maxNamespaces:
		p.report(pos, Error, "more than %d namespaces", maxNamespaces)
		return
	}
	namespace, known := namespaceNames[name]
	if !known {
		namespace = name
	}
	if p.namespaces == nil {
		p.namespaces = map[string]string{}
	}
	p.namespaces[prefix] = namespace
}

// addressOf reads a string, url(address) or url("address") that stands alone.
func addressOf(toks []token) (string, bool) {
	switch {
	case len(toks) == 1 && toks[0].kind == css.StringToken:
		return toks[0].str(), true
	case len(toks) == 1 && toks[0].kind == css.URLToken:
		return toks[0].url(), true
	case len(toks) == 3 && toks[0].function() == "url" && toks[1].kind == css.StringToken && toks[2].is(")"):
		return toks[1].str(), true
	}
	return "", false
}

// namespacePrefix reads the prefix of a type or universal selector, as in svg|a, *|* or |a
// (Selectors 4 §5.1). found is false where none stands there.
func (p *selectorParser) namespacePrefix(c *compound) (found, ok bool) {
	i := p.i
	prefix := token{text: "|"}
	if t := p.toks[i]; t.kind == css.IdentToken || t.is("*") {
		prefix = t
		i++
	}
	if i+1 >= len(p.toks) || !p.toks[i].is("|") || i > p.i && p.toks[i].space || p.toks[i+1].space {
		return false, true
	}
	if t := p.toks[i+1]; t.kind != css.IdentToken && !t.is("*") {
		return false, true
	}
	p.i = i + 1
	switch {
	case prefix.is("*"):
		return true, true
	case prefix.is("|"):
		c.never = true
		return true, true
	}
	namespace, known := p.namespaces[unescape(prefix.text)]
	if !known {
		return true, p.fail(prefix, Error, "no @namespace has the prefix %q", clip(prefix.text))
	}
	c.tests = append(c.tests, inNamespace(namespace))
	return true, true
}

// defaultNamespace is that of a type or universal selector without a prefix. Inside :is() and
// the like it is that of a type selector only.
func (p *selectorParser) defaultNamespace(c *compound, typed bool, depth int) {
	if namespace, set := p.namespaces[""]; set && (typed || depth == 0) {
		c.tests = append(c.tests, inNamespace(namespace))
	}
}

func inNamespace(namespace string) elementTest {
	return func(n *html.Node, _ *int) bool { return n.Namespace == namespace }
}

// attributeNamespace takes the prefix out of an attribute selector. Attributes of HTML are in
// no namespace, so that one with a prefix of its own matches none.
func attributeNamespace(toks []token, c *compound) []token {
	bar := slices.IndexFunc(toks, func(t token) bool { return t.is("|") })
	if bar < 1 || bar > 2 || bar+1 >= len(toks) || toks[bar+1].kind != css.IdentToken {
		return toks
	}
	if prefix := toks[bar-1]; bar == 2 && !prefix.is("*") {
		c.never = true
	}
	return slices.Concat(toks[:1], toks[bar+1:])
}
