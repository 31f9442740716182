package css

import (
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// supports evaluates the condition of @supports (CSS Conditional 3 §6): a
// declaration is supported where we understand it and draw it. Not ok where
// the condition itself is not understood.
func (p *parser) supports(toks []token) (holds, ok bool) {
	r := &supportsReader{reader{toks: toks}}
	holds, ok = r.condition()
	return holds, ok && r.end()
}

// supportedRules are the rules that have an effect, for which at-rule() is true (CSS Conditional 5 §2).
var supportedRules = []string{"media", "container", "font-face", "layer", "import", "property", "supports", "counter-style", "scope"}

type supportsReader struct{ reader }

// condition reads "not X", or operands joined by and, or by or.
func (r *supportsReader) condition() (holds, ok bool) {
	if r.word("not") {
		holds, ok = r.operand()
		return !holds, ok
	}
	if holds, ok = r.operand(); !ok {
		return false, false
	}
	joint := ""
	for {
		switch {
		case joint != "or" && r.word("and"):
			joint = "and"
		case joint != "and" && r.word("or"):
			joint = "or"
		default:
			return holds, true
		}
		next, ok := r.operand()
		if !ok {
			return false, false
		}
		if joint == "and" {
			holds = holds && next
		} else {
			holds = holds || next
		}
	}
}

// operand reads "(condition)", "(property: value)" or "selector(…)".
func (r *supportsReader) operand() (holds, ok bool) {
	t := r.peek()
	if t.kind != css.LeftParenthesisToken && t.kind != css.FunctionToken || r.depth >= maxDepth {
		return false, false
	}
	end := closing(r.toks, r.i)
	inside := r.toks[r.i+1 : end]
	defer func() { r.i = min(end+1, len(r.toks)) }()
	switch {
	case t.function() == "selector":
		quiet := &parser{}
		_, ok := quiet.selectorList(inside, nil)
		return ok && len(quiet.diags) == 0, true
	case t.function() == "font-format" && len(inside) == 1:
		return slices.Contains([]string{"opentype", "truetype", "woff", "woff2"}, inside[0].ident()), true
	case t.function() == "font-tech" && len(inside) == 1:
		return slices.Contains([]string{"features-opentype", "variations"}, inside[0].ident()), true
	case t.function() == "at-rule" && len(inside) > 0:
		return slices.Contains(supportedRules, strings.TrimPrefix(strings.ToLower(inside[0].text), "@")), true
	case t.kind == css.FunctionToken:
		return false, true // a function of a later level: unknown is false
	case len(inside) > 1 && inside[1].kind == css.ColonToken:
		return supportsDeclaration(inside[0], inside[2:]), true
	}
	sub := &supportsReader{reader{toks: inside, depth: r.depth + 1}}
	if holds, ok = sub.condition(); ok && sub.end() {
		return holds, true
	}
	// <general-enclosed> is false (CSS Conditional 3 §6.1).
	return false, len(inside) > 0 && !r.tooDeep(inside)
}

// tooDeep reports parentheses in toks that are nested beyond what is read.
func (r *supportsReader) tooDeep(toks []token) bool {
	depth, most := r.depth, r.depth
	for _, t := range toks {
		switch {
		case t.opens():
			depth++
			most = max(most, depth)
		case t.closes():
			depth--
		}
	}
	return most >= maxDepth
}

func supportsDeclaration(name token, value []token) bool {
	if name.kind == css.CustomPropertyNameToken {
		return true
	}
	row := table.byName[strings.ToLower(unescape(name.text))]
	value, important := cutImportant(value)
	if row == nil || len(value) == 0 || len(value) > maxValue {
		return false
	}
	if hasVar(value) {
		return true
	}
	_, bad := row.parseInto(nil, value, important)
	return bad == nil
}
