package css

import (
	"strings"

	"github.com/tdewolff/parse/v2/css"
	"golang.org/x/net/html"
)

// has reads the list of :has(): selectors relative to the element (Selectors 4 §4.5).
func (p *selectorParser) has(s *Selector, c *compound, colon token, depth int) bool {
	if depth >= maxNesting || p.inHas {
		return p.fail(colon, Error, ":has() may not stand inside :has()")
	}
	p.i++
	p.inHas = true
	defer func() { p.inHas = false }()
	var list []Selector
	for {
		if p.selectors++; p.selectors > maxSelectors {
			return false
		}
		combinator := byte(' ')
		if t := p.peek(); t.is(">") || t.is("+") || t.is("~") {
			combinator = t.text[0]
			p.i++
		}
		r, ok := p.complex(depth + 1)
		if !ok {
			return false
		}
		r.compounds[len(r.compounds)-1].combinator = combinator
		r.compounds = append(r.compounds, compound{cost: plainCost, scope: true})
		list = append(list, r)
		if !p.peek().is(",") {
			break
		}
		p.i++
	}
	if !p.closeArgument() {
		return false
	}
	addMost(&s.Specificity, list)
	c.has = append(c.has, list)
	return true
}

// matchRelative reports whether s, relative to n, matches any element: one below n,
// or after it and below those after it.
func (s *Selector) matchRelative(n *html.Node, steps *int) bool {
	if c := s.compounds[len(s.compounds)-2].combinator; c == ' ' || c == '>' {
		return s.matchBelow(n, n, steps)
	}
	for m := n.NextSibling; m != nil && *steps >= 0; m = m.NextSibling {
		if isElement(m) && (s.matchFrom(0, m, n, steps) || s.matchBelow(m, n, steps)) {
			return true
		}
	}
	return false
}

func (s *Selector) matchBelow(n, anchor *html.Node, steps *int) bool {
	for m := n.FirstChild; m != nil && *steps >= 0; m = m.NextSibling {
		if isElement(m) && (s.matchFrom(0, m, anchor, steps) || s.matchBelow(m, anchor, steps)) {
			return true
		}
	}
	return false
}

// isScope reports whether n is where a relative selector starts; without one it is
// the root.
func isScope(n, anchor *html.Node) bool {
	if anchor != nil {
		return n == anchor
	}
	return n.Parent == nil || n.Parent.Type == html.DocumentNode
}

// langs reads the languages of :lang(), lower case.
func (r *reader) langs() (list []string, ok bool) {
	for {
		t := r.peek()
		switch t.kind {
		case css.StringToken:
			list = append(list, strings.ToLower(t.str()))
		case css.IdentToken:
			list = append(list, t.ident())
		default:
			return nil, false
		}
		r.advance()
		if !r.accept(",") {
			return list, true
		}
	}
}

// matchesLang reports whether the language of n is one of langs or a kind of it
// (Selectors 4 §7.2: extended filtering, of which "*-" at the start is all we read
// besides prefixes).
func matchesLang(n *html.Node, langs []string) bool {
	lang := ""
	for m := n; isElement(m) && lang == ""; m = m.Parent {
		for _, a := range m.Attr {
			if a.Key == "lang" && a.Namespace == "" {
				lang = strings.ToLower(a.Val)
			}
		}
	}
	for _, l := range langs {
		if rest, any := strings.CutPrefix(l, "*-"); any {
			if strings.Contains(lang+"-", "-"+rest+"-") {
				return true
			}
		} else if lang != "" && (l == "*" || lang == l || strings.HasPrefix(lang, l+"-")) {
			return true
		}
	}
	return false
}
