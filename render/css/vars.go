package css

import (
	"errors"
	"fmt"
	"strings"

	"github.com/tdewolff/parse/v2/css"
	"golang.org/x/net/html"
)

// The custom properties that are ours: CSS has no property for them.
const (
	CardFit   = "--card-fit"
	CardClamp = "--card-clamp"
)

// maxExpansion bounds the text of a value after substitution, in bytes.
const maxExpansion = 64 << 10

// ErrInvalid is a value that is invalid at computed-value time (CSS Variables
// 1 §3.1): a custom property that is not set, is part of a cycle, or too long.
var ErrInvalid = errors.New("invalid at computed-value time")

// CustomValue is the value of a custom property.
type CustomValue struct {
	toks   []token
	hasVar bool
}

// HasVar reports whether var() or the like is still to be replaced.
func (v *CustomValue) HasVar() bool { return v.hasVar }

// String returns the source text, white space and comments folded.
func (v *CustomValue) String() string { return text(v.toks) }

// text writes tokens so that they would be read as the same tokens again.
func text(toks []token) string {
	var b strings.Builder
	for i, t := range toks {
		if i > 0 {
			switch {
			case t.space:
				b.WriteByte(' ')
			case pastes(toks[i-1], t):
				b.WriteString("/**/")
			}
		}
		b.WriteString(t.text)
	}
	return b.String()
}

// pastes reports whether two tokens might read as one where they touch.
func pastes(a, b token) bool {
	return !a.opens() && !a.closes() && !b.closes() && a.kind != css.CommaToken && b.kind != css.CommaToken && a.pos+len(a.text) != b.pos
}

// Lookup returns the computed value of a custom property of one element; nil
// where it is not set or invalid.
type Lookup func(name string) *CustomValue

// Substituter replaces var() and the like. It is for one goroutine.
type Substituter struct {
	Budget      int         // how many bytes it may still write
	Element     *html.Node  // whose attributes and siblings are asked for; nil for none
	Environment Environment // of media() in if()
	OfElement   bool        // something was asked of the element

	used    bool    // the value is that of a property, not of a custom one
	out     []token // scratch
	size    int     // bytes of the value at hand
	counted *siblingCount
}

// Substitute replaces the var() in v. The error wraps [ErrInvalid].
func (v *CustomValue) Substitute(lookup Lookup, s *Substituter) (*CustomValue, error) {
	// lookup may itself substitute, so the scratch is not shared.
	before := s.Budget
	own := Substituter{Budget: before, Element: s.Element, Environment: s.Environment, counted: s.counted}
	err := own.append(v.toks, lookup, 0)
	s.Budget, s.counted = s.Budget-(before-own.Budget), own.counted
	if err != nil {
		return nil, err
	}
	return &CustomValue{toks: own.out}, nil
}

// Fit reads v as --card-fit: smallest and largest size and number of lines.
func (v *CustomValue) Fit() (Fit, bool) {
	r := reader{toks: v.toks}
	low, ok1 := r.length(nonNegative)
	high, ok2 := r.length(nonNegative)
	lines, ok3 := r.integer()
	return Fit{low, high, lines}, ok1 && ok2 && ok3 && lines > 0 && r.end()
}

// Clamp reads v as --card-clamp: sentence or line.
func (v *CustomValue) Clamp() (Keyword, bool) {
	r := reader{toks: v.toks}
	k, ok := r.oneOf("sentence", "line")
	return k, ok && r.end()
}

// Pending is the value of a declaration that holds var(): it is parsed once
// the custom properties are known. The declarations a shorthand sets share one.
type Pending struct {
	row          *property
	name         string
	toks         []token
	file         string
	line, column int
}

// Resolve replaces the var() and parses the whole. The declarations are those
// of all longhands that the property stands for. Where the custom property is
// not set there is an error that wraps [ErrInvalid]; where the value is then
// not understood, the error is of type *[ValueError].
//
// The result is that of other elements with the same custom properties too, unless
// s.OfElement is set afterwards.
func (p *Pending) Resolve(lookup Lookup, s *Substituter) ([]Declaration, error) {
	s.out, s.size, s.OfElement = s.out[:0], 0, false
	s.used = true
	defer func() { s.used = false }()
	if err := s.append(p.toks, lookup, 0); err != nil {
		return nil, fmt.Errorf("%s: %w", p.name, err)
	}
	toks := append([]token(nil), s.out...)
	decls, bad := p.row.parseInto(nil, toks, false)
	if bad != nil {
		return nil, &ValueError{bad.message(p.name) + " (after replacing var())"}
	}
	return decls, nil
}

// Diagnostic places message where the declaration stands.
func (p *Pending) Diagnostic(sev Severity, message string) Diagnostic {
	return Diagnostic{p.file, p.line, p.column, sev, message}
}

// ValueError is a value that was not understood.
type ValueError struct{ message string }

func (e *ValueError) Error() string { return e.message }

// hasVar reports whether a function that is replaced stands anywhere in toks.
func hasVar(toks []token) bool {
	for _, t := range toks {
		if t.kind == css.FunctionToken && substitutionOf(t.function()) != nil {
			return true
		}
	}
	return false
}

// append adds toks to s.out, each var() and the like replaced.
func (s *Substituter) append(toks []token, lookup Lookup, depth int) error {
	if depth > maxDepth {
		return fmt.Errorf("var() is nested too deeply: %w", ErrInvalid)
	}
	for i := 0; i < len(toks); i++ {
		t := toks[i]
		substitute := substitutionOf(t.function())
		if substitute == nil || !s.used && countsSiblings(t) {
			if err := s.add(t); err != nil {
				return err
			}
			continue
		}
		end := closing(toks, i)
		before := len(s.out)
		if err := substitute(s, toks[i+1:end], lookup, depth); err != nil {
			return err
		}
		if before < len(s.out) {
			s.out[before].space = t.space
		}
		i = end
	}
	return nil
}

// variable adds the value of a custom property, or the fallback of var().
func (s *Substituter) variable(args []token, lookup Lookup, depth int) error {
	if len(args) == 0 || args[0].kind != css.CustomPropertyNameToken || len(args) > 1 && args[1].kind != css.CommaToken {
		return fmt.Errorf("var() needs the name of a custom property: %w", ErrInvalid)
	}
	name := unescape(args[0].text)
	if value := lookup(name); value != nil {
		for i := 0; i < len(value.toks); i++ {
			if t := value.toks[i]; !s.used || !countsSiblings(t) {
				if err := s.add(t); err != nil {
					return err
				}
				continue
			}
			end := closing(value.toks, i)
			if err := s.append(value.toks[i:min(end+1, len(value.toks))], lookup, depth+1); err != nil {
				return err
			}
			i = end
		}
		return nil
	}
	if len(args) > 1 {
		return s.append(args[2:], lookup, depth+1)
	}
	return fmt.Errorf("%s is not set: %w", name, ErrInvalid)
}

func (s *Substituter) add(t token) error {
	n := len(t.text) + 1
	s.size += n
	if s.Budget -= n; s.size > maxExpansion || s.Budget < 0 {
		return fmt.Errorf("the value grows too long: %w", ErrInvalid)
	}
	s.out = append(s.out, t)
	return nil
}

// closing returns the index of the parenthesis that closes the function at i,
// or len(toks).
func closing(toks []token, i int) int {
	depth := 0
	for ; i < len(toks); i++ {
		switch {
		case toks[i].opens():
			depth++
		case toks[i].closes():
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(toks)
}
