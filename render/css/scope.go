package css

import (
	"slices"

	"github.com/tdewolff/parse/v2/css"
	"golang.org/x/net/html"
)

// Scope is what an @scope rule asks for (CSS Cascade 6 §3.5): elements in one that a root
// matches, and not in one between that a limit matches.
type Scope struct {
	roots  []Selector // none: the root of the document
	limits []Selector
}

// scopeRule reads the prelude of @scope: "(roots)", "to (limits)", or both.
func (p *parser) scopeRule(prelude []token, pos int) (*Scope, bool) {
	s := &Scope{}
	group := func(toks []token) (list []Selector, rest []token, ok bool) {
		if len(toks) == 0 || toks[0].kind != css.LeftParenthesisToken {
			return nil, toks, true
		}
		end := max(1, min(closing(toks, 0), len(toks)-1))
		list, ok = p.selectorList(toks[1:end], nil)
		return list, toks[min(end+1, len(toks)):], ok
	}
	var ok bool
	if s.roots, prelude, ok = group(prelude); !ok {
		return nil, false
	}
	if len(prelude) > 1 && prelude[0].ident() == "to" {
		if s.limits, prelude, ok = group(prelude[1:]); !ok {
			return nil, false
		}
	}
	if len(prelude) > 0 {
		p.report(pos, Error, `@scope: expected "(selectors) to (selectors)"`)
		return nil, false
	}
	return s, true
}

// MatchIn reports whether sel matches n within all scopes, and how many elements n is from the
// root of the innermost one. The nearest root from which it matches counts.
func MatchIn(scopes []*Scope, sel *Selector, n *html.Node, steps *int) (distance int, ok bool) {
	for i, s := range scopes {
		var inner *Selector
		if i == len(scopes)-1 {
			inner = sel
		}
		if distance, ok = s.match(inner, n, steps); !ok {
			return 0, false
		}
	}
	return distance, len(scopes) > 0
}

// match finds the nearest root that n is in scope of and that sel, where it is not nil,
// matches from.
func (s *Scope) match(sel *Selector, n *html.Node, steps *int) (distance int, ok bool) {
	for root := n; isElement(root) && *steps >= 0; root, distance = root.Parent, distance+1 {
		*steps--
		if s.isRoot(root, steps) && !s.limited(n, root, steps) && (sel == nil || sel.matchFrom(0, n, root, steps)) {
			return distance, true
		}
	}
	return 0, false
}

func (s *Scope) isRoot(n *html.Node, steps *int) bool {
	if s.roots == nil {
		return isScope(n, nil)
	}
	return slices.ContainsFunc(s.roots, func(r Selector) bool { return r.Match(n, steps) })
}

// limited reports whether an element from n up to the root, this one included, is a limit.
func (s *Scope) limited(n, root *html.Node, steps *int) bool {
	for ; isElement(n) && *steps >= 0; n = n.Parent {
		if slices.ContainsFunc(s.limits, func(l Selector) bool { return l.matchFrom(0, n, root, steps) }) {
			return true
		}
		if n == root {
			break
		}
	}
	return false
}
