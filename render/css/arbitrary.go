package css

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/tdewolff/parse/v2/css"
	"golang.org/x/net/html"
)

// Arbitrary substitution functions (CSS Values 5 §8): what stands in a value in place of
// tokens that are known with the element only.

// substitution adds the tokens that a function stands for; args are those between its
// parentheses.
type substitution func(s *Substituter, args []token, lookup Lookup, depth int) error

// substitutionOf returns the substitution of a function, nil for a function that is none.
func substitutionOf(name string) substitution {
	switch name {
	case "var":
		return (*Substituter).variable
	case "env":
		return (*Substituter).environment
	case "attr":
		return (*Substituter).attribute
	case "if":
		return (*Substituter).conditional
	case "sibling-index", "sibling-count":
		return func(s *Substituter, args []token, _ Lookup, _ int) error {
			if len(args) > 0 || s.Element == nil {
				return fmt.Errorf("%s() has no arguments: %w", name, ErrInvalid)
			}
			index, count := s.siblings()
			if name == "sibling-count" {
				index = count
			}
			return s.add(tokenize(strconv.Itoa(index))[0])
		}
	}
	return nil
}

// countsSiblings reports whether a token begins sibling-index() or sibling-count(). They are
// replaced where the value of a property is computed: a custom property passes them on.
func countsSiblings(t token) bool {
	name := t.function()
	return name == "sibling-index" || name == "sibling-count"
}

// siblings returns the number of the element among the element children of its parent, from
// 1, and how many these are (CSS Values 5 §9). Counting takes from the budget.
func (s *Substituter) siblings() (index, count int) {
	s.OfElement = true
	if s.counted == nil || s.counted.parent != s.Element.Parent || s.Element.Parent == nil {
		s.counted = &siblingCount{parent: s.Element.Parent, index: map[*html.Node]int{}}
		first := s.Element
		for previousElement(first) != nil {
			first = previousElement(first)
		}
		for n := first; n != nil; n = n.NextSibling {
			if n.Type == html.ElementNode {
				s.counted.index[n] = len(s.counted.index) + 1
				s.Budget--
			}
		}
	}
	return s.counted.index[s.Element], len(s.counted.index)
}

// siblingCount holds the numbers of the children of one parent.
type siblingCount struct {
	parent *html.Node
	index  map[*html.Node]int
}

// cutComma parts arguments at the first comma that is not in parentheses.
func cutComma(args []token) (before, after []token, found bool) {
	return cutAt(args, css.CommaToken)
}

// cutAt parts arguments at the first token of a kind that is not in parentheses.
func cutAt(args []token, kind css.TokenType) (before, after []token, found bool) {
	for i := 0; i < len(args); i++ {
		if args[i].kind == kind {
			return args[:i], args[i+1:], true
		}
		if args[i].opens() {
			i = closing(args, i)
		}
	}
	return args, nil, false
}

// attribute adds what attr() stands for (CSS Values 5 §7.7): an attribute as a string, a
// number with a unit, or a value of a type.
func (s *Substituter) attribute(args []token, lookup Lookup, depth int) error {
	args, fallback, hasFallback := cutComma(args)
	if len(args) == 0 || args[0].kind != css.IdentToken {
		return fmt.Errorf("attr() needs the name of an attribute: %w", ErrInvalid)
	}
	s.OfElement = true
	name := strings.ToLower(unescape(args[0].text))
	value, set := "", s.Element != nil && has(s.Element, name)
	if set {
		value = attribute(s.Element, name)
	}
	toks, ok := attributeValue(value, args[1:])
	switch {
	case set && ok:
		for _, t := range toks {
			if err := s.add(t); err != nil {
				return err
			}
		}
		return nil
	case hasFallback:
		return s.append(fallback, lookup, depth+1)
	case len(args) == 1 || args[1].ident() == "raw-string":
		return s.add(quoted(""))
	}
	return fmt.Errorf("the attribute %s is not set, or not of the type: %w", clip(name), ErrInvalid)
}

// quoted is a string token.
func quoted(text string) token {
	escape := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\a `, "\r", `\d `, "\f", `\c `)
	return token{kind: css.StringToken, text: `"` + escape.Replace(text) + `"`}
}

// attributeValue reads an attribute as kind says: nothing or raw-string, a unit, or type().
func attributeValue(value string, kind []token) ([]token, bool) {
	switch {
	case len(value) > maxExpansion:
		return nil, false
	case len(kind) == 0 || len(kind) == 1 && kind[0].ident() == "raw-string":
		return []token{quoted(value)}, true
	case len(kind) == 1: // a unit, "%", or "number"
		toks := tokenize(value)
		if len(toks) != 1 || toks[0].kind != css.NumberToken || toks[0].text != value {
			return nil, false
		}
		unit := strings.ToLower(kind[0].text)
		if kind[0].ident() == "number" {
			unit = ""
		}
		toks = tokenize(toks[0].text + unit)
		return toks, len(toks) == 1 && toks[0].kind != css.ErrorToken
	case kind[0].function() == "type":
		toks := tokenize(value)
		syntax := kind[1:min(closing(kind, 0), len(kind))]
		return toks, !hasVar(toks) && matchesSyntax(toks, syntax)
	}
	return nil, false
}

// conditional adds what if() stands for (CSS Values 5 §8.2): the value behind the first
// condition that holds, nothing where none does.
func (s *Substituter) conditional(args []token, lookup Lookup, depth int) error {
	for len(args) > 0 {
		var branch []token
		branch, args, _ = cutAt(args, css.SemicolonToken)
		if len(branch) == 0 {
			continue
		}
		condition, value, found := cutAt(branch, css.ColonToken)
		if !found {
			return fmt.Errorf("if() needs a colon behind each condition: %w", ErrInvalid)
		}
		if len(condition) == 1 && condition[0].ident() == "else" {
			return s.append(value, lookup, depth+1)
		}
		r := &reader{toks: condition}
		c, ok := r.condition((*reader).ifTest)
		env := s.Environment
		env.Custom = lookup
		// A condition that is not understood does not hold (§8.2).
		if ok && r.end() && c.eval(env) {
			return s.append(value, lookup, depth+1)
		}
	}
	return nil
}

// ifTest reads one test of if(): style(), media() or supports().
func (r *reader) ifTest() (c condition, ok bool) {
	switch r.peek().function() {
	case "style":
		return r.styleQuery()
	case "media":
		ok = r.call(func(r *reader) bool {
			if t := r.peek(); t.kind == css.LeftParenthesisToken || t.ident() == "not" {
				c, ok = r.condition((*reader).mediaFeature)
			} else {
				c, ok = r.mediaFeature()
			}
			return ok
		})
		return c, ok
	case "supports":
		end := min(closing(r.toks, r.i), len(r.toks))
		inside := r.toks[r.i+1 : end]
		r.i = min(end+1, len(r.toks))
		if len(inside) > 1 && inside[1].kind == css.ColonToken {
			return constantCondition(supportsDeclaration(inside[0], inside[2:])), true
		}
		holds, ok := (&parser{}).supports(inside)
		return constantCondition(holds), ok
	}
	return nil, false
}
