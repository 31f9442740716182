package css

import (
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"
	"github.com/tdewolff/parse/v2/css"
	"golang.org/x/net/html"
)

// Selector is a complex selector (Selectors 4 §3.1). The simple selectors are
// matched by cascadia; the combinators, :is(), :where() and :not() with a list
// of complex selectors are ours, as cascadia has no such thing.
type Selector struct {
	Specificity [3]int
	Pseudo      string // "before", "after", "marker", "first-line", "first-letter", or ""

	// Key is what the subject must have for the selector to match, so that
	// rules can be indexed: "#id", ".class", "tag", or "" for any element.
	Key string

	compounds []compound // the subject first, then leftwards
}

// compound is a compound selector and the combinator at its left.
type compound struct {
	simple     cascadia.Sel // nil: the universal selector
	lists      []selectorList
	cost       int
	has        [][]Selector  // of each :has(), relative to the element
	tests      []elementTest // of the pseudo-classes in pseudo.go
	scope      bool          // is where a relative selector starts, elsewhere the root
	never      bool          // holds :hover and the like
	combinator byte          // ' ', '>', '+', '~'; 0 for the leftmost
}

// selectorList is an :is(), :where() or :not().
type selectorList struct {
	not bool
	any []Selector
}

// The cost of one match of a compound, in steps: those that count siblings
// walk over all of them.
const (
	plainCost   = 1
	siblingCost = 500
)

// Match reports whether s matches n. It takes its cost from steps and matches
// nothing once that is used up, which bounds hostile style sheets.
func (s *Selector) Match(n *html.Node, steps *int) bool {
	return s.matchFrom(0, n, nil, steps)
}

// matchFrom matches the compounds from i leftwards; anchor is the element that the
// selector is relative to, nil for none.
func (s *Selector) matchFrom(i int, n, anchor *html.Node, steps *int) bool {
	c := &s.compounds[i]
	if !c.match(n, anchor, steps) {
		return false
	}
	switch c.combinator {
	case 0:
		return true
	case '>':
		p := n.Parent
		return isElement(p) && s.matchFrom(i+1, p, anchor, steps)
	case ' ':
		for p := n.Parent; isElement(p) && *steps >= 0; p = p.Parent {
			if s.matchFrom(i+1, p, anchor, steps) {
				return true
			}
		}
	case '+':
		p := previousElement(n)
		return p != nil && s.matchFrom(i+1, p, anchor, steps)
	case '~':
		for p := previousElement(n); p != nil && *steps >= 0; p = previousElement(p) {
			if s.matchFrom(i+1, p, anchor, steps) {
				return true
			}
		}
	}
	return false
}

func isElement(n *html.Node) bool { return n != nil && n.Type == html.ElementNode }

func previousElement(n *html.Node) *html.Node {
	for n = n.PrevSibling; n != nil && n.Type != html.ElementNode; n = n.PrevSibling {
	}
	return n
}

func (c *compound) match(n, anchor *html.Node, steps *int) bool {
	if *steps -= c.cost; *steps < 0 || c.never {
		return false
	}
	if c.scope && !isScope(n, anchor) {
		return false
	}
	if c.simple != nil && !c.simple.Match(n) {
		return false
	}
	for _, l := range c.lists {
		if l.match(n, anchor, steps) == l.not {
			return false
		}
	}
	for _, has := range c.has {
		if !slices.ContainsFunc(has, func(s Selector) bool { return s.matchRelative(n, steps) }) {
			return false
		}
	}
	for _, test := range c.tests {
		if !test(n, steps) {
			return false
		}
	}
	return true
}

func (l *selectorList) match(n, anchor *html.Node, steps *int) bool {
	for i := range l.any {
		if l.any[i].matchFrom(0, n, anchor, steps) {
			return true
		}
	}
	return false
}

// selectorList reads a list of selectors; around is the rule that it is nested in,
// nil for none. A selector that is not understood makes the whole list invalid
// (Selectors 4 §3.9).
func (p *parser) selectorList(toks []token, around *nest) ([]Selector, bool) {
	if len(toks) == 0 {
		return nil, false
	}
	sp := selectorParser{parser: p, toks: toks, around: around}
	list, ok := sp.list(0)
	if ok && sp.i < len(toks) {
		p.report(toks[sp.i].pos, Error, "%q is not expected in a selector", clip(toks[sp.i].text))
		return nil, false
	}
	return list, ok
}

// selectorParser reads selectors out of toks.
type selectorParser struct {
	*parser
	toks []token
	i    int

	around *nest // what & means; nil outside of nested rules
	inHas  bool  // inside of :has()
	nested bool  // & stands in the selector at hand
}

func (p *selectorParser) peek() token {
	if p.i < len(p.toks) {
		return p.toks[p.i]
	}
	return token{}
}

func (p *selectorParser) fail(t token, sev Severity, format string, args ...any) bool {
	pos := t.pos
	if t.text == "" && len(p.toks) > 0 {
		pos = p.toks[len(p.toks)-1].pos
	}
	p.report(pos, sev, format, args...)
	return false
}

func (p *selectorParser) list(depth int) ([]Selector, bool) {
	var list []Selector
	for {
		if p.selectors++; p.selectors > maxSelectors {
			if p.selectors == maxSelectors+1 {
				p.fail(p.peek(), Error, "the style sheet has more than %d selectors", maxSelectors)
			}
			return nil, false
		}
		s, ok := p.complex(depth)
		if !ok {
			return nil, false
		}
		list = append(list, s)
		if !p.peek().is(",") {
			return list, true
		}
		p.i++
	}
}

// closeArgument reads the parenthesis behind the argument of a pseudo-class.
func (p *selectorParser) closeArgument() bool {
	if t := p.peek(); !t.is(")") && p.i < len(p.toks) {
		return p.fail(t, Error, "%q is not expected in a selector", clip(t.text))
	}
	p.i++
	return true
}

// complex reads compounds joined by combinators.
func (p *selectorParser) complex(depth int) (Selector, bool) {
	var s Selector
	var compounds []compound // in source order
	combinator := byte(0)
	if depth == 0 {
		p.nested = false
	}
	if t := p.peek(); depth == 0 && p.around != nil && (t.is(">") || t.is("+") || t.is("~")) {
		combinator = t.text[0]
		p.i++
		compounds = append(compounds, p.parent(&s))
	}
	for {
		key, c, ok := p.compound(&s, depth)
		if !ok {
			return s, false
		}
		c.combinator = combinator
		compounds = append(compounds, c)
		s.Key = key
		if len(compounds) > maxDepth {
			return s, p.fail(p.peek(), Error, "the selector is too long")
		}
		t := p.peek()
		if p.i >= len(p.toks) || t.is(",") || t.is(")") {
			break
		}
		if s.Pseudo != "" {
			return s, p.fail(t, Error, "nothing may follow ::%s", s.Pseudo)
		}
		switch {
		case t.is(">"), t.is("+"), t.is("~"):
			combinator = t.text[0]
			p.i++
		case t.space:
			combinator = ' '
		default:
			return s, p.fail(t, Error, "%q is not expected in a selector", clip(t.text))
		}
	}
	if depth == 0 && p.around != nil && !p.nested {
		compounds[0].combinator = ' '
		compounds = append([]compound{p.parent(&s)}, compounds...)
	}
	s.compounds = make([]compound, len(compounds))
	for i, c := range compounds {
		s.compounds[len(compounds)-1-i] = c
	}
	return s, true
}

// compound reads simple selectors up to white space or a combinator and adds
// to the specificity of s. Key is the most selective of id, class and tag.
func (p *selectorParser) compound(s *Selector, depth int) (key string, c compound, ok bool) {
	c.cost = plainCost
	var simple []token // what cascadia matches
	start := p.i
	for p.i < len(p.toks) && (p.i == start || !p.toks[p.i].space) {
		t := p.toks[p.i]
		if s.Pseudo != "" {
			if t.is(",") {
				break
			}
			return "", c, p.fail(t, Error, "nothing may follow ::%s", s.Pseudo)
		}
		first := p.i == start || p.i == start+1 && p.toks[start].is("&")
		var taken []token
		prefixed := false
		if first {
			if prefixed, ok = p.namespacePrefix(&c); !ok {
				return "", c, false
			}
			t = p.toks[p.i]
			if !prefixed && !t.is("&") {
				p.defaultNamespace(&c, t.kind == css.IdentToken || t.is("*"), depth)
			}
		}
		switch {
		case first && t.kind == css.IdentToken:
			taken = p.take(1)
			s.Specificity[2]++
			key = t.ident()
		case first && t.is("*"):
			p.i++
		case t.is("&"):
			p.i++
			parent := p.parent(s)
			c.lists, c.scope = append(c.lists, parent.lists...), c.scope || parent.scope
			if key == "" && p.around != nil && len(p.around.selectors) == 1 {
				key = p.around.selectors[0].Key
			}
		case t.kind == css.HashToken:
			taken = p.take(1)
			s.Specificity[0]++
			key = "#" + unescape(t.text[1:])
		case t.is(".") && p.i+1 < len(p.toks) && p.toks[p.i+1].kind == css.IdentToken && !p.toks[p.i+1].space:
			taken = p.take(2)
			s.Specificity[1]++
			if !strings.HasPrefix(key, "#") {
				key = "." + unescape(taken[1].text)
			}
		case t.kind == css.LeftBracketToken:
			taken = p.take(closing(p.toks, p.i) + 1 - p.i)
			s.Specificity[1]++
			if i := slices.IndexFunc(taken, func(t token) bool { return t.is("#") || t.is("!") }); i >= 0 {
				return "", c, p.fail(taken[i], Error, "%q is not expected in an attribute selector", taken[i].text)
			}
			taken = attributeNamespace(taken, &c)
		case t.kind == css.ColonToken:
			if taken, ok = p.pseudo(s, &c, depth); !ok {
				return "", c, false
			}
		case first:
			return "", c, p.fail(t, Error, "%q is not a selector", clip(t.text))
		default:
			c.simple, ok = p.compile(simple)
			return key, c, ok
		}
		simple = append(simple, taken...)
	}
	if p.i == start {
		return "", c, p.fail(token{}, Error, "a selector is missing")
	}
	c.simple, ok = p.compile(simple)
	return key, c, ok
}

// parent is the compound that & stands for: one of the selectors of the rule around,
// at the top the root (CSS Nesting 1 §3.2). Pseudo-elements are none of them.
func (p *selectorParser) parent(s *Selector) compound {
	p.nested = true
	c := compound{cost: plainCost}
	if p.around == nil {
		c.scope = true
		return c
	}
	l := selectorList{any: slices.DeleteFunc(slices.Clone(p.around.selectors), func(s Selector) bool { return s.Pseudo != "" })}
	addMost(&s.Specificity, p.around.selectors)
	c.lists = append(c.lists, l)
	return c
}

// take returns the next n tokens.
func (p *selectorParser) take(n int) []token {
	start := p.i
	p.i = min(p.i+n, len(p.toks))
	return p.toks[start:p.i]
}

// compile hands simple selectors to cascadia; none is the universal selector.
func (p *selectorParser) compile(simple []token) (cascadia.Sel, bool) {
	if len(simple) == 0 {
		return nil, true
	}
	sel, err := cascadia.Parse(text(simple))
	if err != nil {
		return nil, p.fail(simple[0], Error, "selector %q: %v", clip(text(simple)), err)
	}
	return sel, true
}

// addMost adds the specificity of the most specific selector of list.
func addMost(s *[3]int, list []Selector) {
	most := [3]int{}
	for _, l := range list {
		if cascadia.Specificity(most).Less(l.Specificity) {
			most = l.Specificity
		}
	}
	for i := range s {
		s[i] += most[i]
	}
}
