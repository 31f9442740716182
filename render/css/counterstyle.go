package css

import (
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// CounterStyle is an @counter-style rule (CSS Counter Styles 3 §3). What the rule does
// not say is nil or empty.
type CounterStyle struct {
	Name     string
	Media    []*Media // all must hold
	System   Keyword  // cyclic, numeric, alphabetic, symbolic, additive, fixed or extends
	First    int      // of a fixed system: the number of its first symbol
	Extends  string   // the style that it is like
	Negative *[2]string
	Prefix   *string
	Suffix   *string
	Ranges   []CounterRange // empty for auto
	Pad      *CounterPad
	Fallback string
	Symbols  []string
	Additive []AdditiveSymbol // in falling order of their weights
}

// CounterRange are the numbers that a style is for, both ends included.
type CounterRange struct{ From, To int }

// CounterPad is the least length of a representation and what it is filled up with.
type CounterPad struct {
	Length int
	Symbol string
}

// AdditiveSymbol is a symbol and the number that it stands for.
type AdditiveSymbol struct {
	Weight int
	Symbol string
}

// The ends of a range that is open.
const (
	leastCount = -1 << 31
	mostCount  = 1<<31 - 1
)

// fixedStyles are the predefined styles that no rule can define anew.
var fixedStyles = []string{"decimal", "disc", "square", "circle", "disclosure-open", "disclosure-closed"}

var counterDescriptors = []string{
	"system", "symbols", "additive-symbols", "negative", "prefix", "suffix", "range", "pad", "fallback", "speak-as",
}

// counterStyle reads an @counter-style rule. A descriptor that is not understood is
// reported and left out.
func (p *parser) counterStyle(prelude []token, from, to, pos int, media []*Media) {
	s := CounterStyle{Media: media, System: "symbolic"}
	if len(prelude) == 1 {
		s.Name = prelude[0].counterStyleName()
	}
	if s.Name == "" || slices.Contains(fixedStyles, s.Name) {
		p.report(pos, Error, "@counter-style: expected a name of its own")
		return
	}
	p.statements(from, to, func(from, to int) {
		name, r := p.toks[from], &reader{toks: p.toks[from+2 : to]}
		switch d := name.ident(); {
		case !slices.Contains(counterDescriptors, d):
			p.report(name.pos, Error, "unknown descriptor %q%s", clip(name.text), DidYouMean(d, counterDescriptors))
		case !s.descriptor(d, r) || !r.end():
			p.report(name.pos, Error, "@counter-style: the value of %s is not understood", d)
		}
	}, nil)
	if missing := s.missing(); missing != "" {
		p.report(pos, Error, "@counter-style %s: %s %s", clip(s.Name), s.System, missing)
		return
	}
	p.sheet.CounterStyles = append(p.sheet.CounterStyles, s)
}

// anonymousStyle reads symbols() (CSS Counter Styles 3 §7), nil where none stands there.
func anonymousStyle(r *reader) *CounterStyle {
	if r.peek().function() != "symbols" {
		return nil
	}
	space := " "
	s := &CounterStyle{System: "symbolic", First: 1, Suffix: &space}
	if !r.call(func(r *reader) bool {
		if system, ok := r.oneOf("cyclic", "numeric", "alphabetic", "symbolic", "fixed"); ok {
			s.System = system
		}
		for r.peek().kind == css.StringToken && len(s.Symbols) < maxList {
			s.Symbols = append(s.Symbols, r.peek().str())
			r.advance()
		}
		return s.missing() == ""
	}) {
		return nil
	}
	return s
}

// counterStyleName is the name of a counter style: predefined ones are not case-sensitive.
func (t token) counterStyleName() string {
	if lower := t.ident(); slices.Contains(keywordsOf(CounterStyles), lower) {
		return lower
	}
	return t.counterName()
}

// missing tells what the system of the style lacks (§3.1).
func (s *CounterStyle) missing() string {
	switch s.System {
	case "extends":
		if len(s.Symbols)+len(s.Additive) > 0 {
			return "takes no symbols"
		}
	case "additive":
		if len(s.Additive) == 0 {
			return "needs additive-symbols"
		}
	case "numeric", "alphabetic":
		if len(s.Symbols) < 2 {
			return "needs two symbols"
		}
	default:
		if len(s.Symbols) == 0 {
			return "needs symbols"
		}
	}
	return ""
}

// descriptor sets one descriptor, where its value is understood.
func (s *CounterStyle) descriptor(name string, r *reader) bool {
	switch name {
	case "system":
		return s.readSystem(r)
	case "symbols":
		list := readSymbols(r)
		if len(list) > 0 {
			s.Symbols = list
		}
		return len(list) > 0
	case "additive-symbols":
		return s.readAdditive(r)
	case "negative":
		list := readSymbols(r)
		if len(list) == 0 || len(list) > 2 {
			return false
		}
		s.Negative = &[2]string{list[0], ""}
		if len(list) == 2 {
			s.Negative[1] = list[1]
		}
		return true
	case "prefix", "suffix":
		symbol, ok := readSymbol(r)
		if ok && name == "prefix" {
			s.Prefix = &symbol
		} else if ok {
			s.Suffix = &symbol
		}
		return ok
	case "range":
		return s.readRange(r)
	case "pad":
		n, symbol, ok := weighted(r)
		if ok {
			s.Pad = &CounterPad{n, symbol}
		}
		return ok
	case "fallback":
		s.Fallback = r.peek().counterStyleName()
		r.advance()
		return s.Fallback != ""
	}
	r.i = len(r.toks) // speak-as is not for the eye
	return true
}

func (s *CounterStyle) readSystem(r *reader) bool {
	system, ok := r.oneOf("cyclic", "numeric", "alphabetic", "symbolic", "additive", "fixed", "extends")
	if !ok {
		return false
	}
	first, extends := 1, ""
	switch system {
	case "fixed":
		if !r.end() {
			if first, ok = r.integer(); !ok {
				return false
			}
		}
	case "extends":
		if extends = r.peek().counterStyleName(); extends == "" {
			return false
		}
		r.advance()
	}
	s.System, s.First, s.Extends = system, first, extends
	return r.end()
}

// readSymbol reads a string or an identifier.
func readSymbol(r *reader) (string, bool) {
	t := r.peek()
	switch {
	case t.kind == css.StringToken:
		r.advance()
		return t.str(), true
	case t.ident() != "":
		r.advance()
		return unescape(t.text), true
	}
	return "", false
}

func readSymbols(r *reader) []string {
	var list []string
	for !r.end() && len(list) < maxList {
		s, ok := readSymbol(r)
		if !ok {
			return nil
		}
		list = append(list, s)
	}
	return list
}

// weighted reads a number that is not negative and a symbol, in any order.
func weighted(r *reader) (n int, symbol string, ok bool) {
	n, ok = r.integer()
	symbol, named := readSymbol(r)
	if !ok {
		n, ok = r.integer()
	}
	return n, symbol, ok && named && n >= 0
}

func (s *CounterStyle) readAdditive(r *reader) bool {
	var list []AdditiveSymbol
	for len(list) < maxList {
		n, symbol, ok := weighted(r)
		if !ok || len(list) > 0 && n >= list[len(list)-1].Weight {
			return false
		}
		list = append(list, AdditiveSymbol{n, symbol})
		if !r.accept(",") {
			break
		}
	}
	s.Additive = list
	return true
}

func (s *CounterStyle) readRange(r *reader) bool {
	if r.word("auto") {
		s.Ranges = nil
		return true
	}
	bound := func(open int) (int, bool) {
		if strings.EqualFold(r.peek().text, "infinite") {
			r.advance()
			return open, true
		}
		return r.integer()
	}
	var list []CounterRange
	for len(list) < maxList {
		from, ok := bound(leastCount)
		to, ok2 := bound(mostCount)
		if !ok || !ok2 || from > to {
			return false
		}
		list = append(list, CounterRange{from, to})
		if !r.accept(",") {
			break
		}
	}
	s.Ranges = list
	return true
}
