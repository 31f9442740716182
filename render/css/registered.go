package css

import (
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// RegisteredProperty is an @property rule (CSS Properties and Values 1 §2).
type RegisteredProperty struct {
	Name     string
	Inherits bool
	Initial  *CustomValue // nil where there is none
}

// registerProperty reads an @property rule. The syntax is not held against values:
// what uses a value says whether it can be understood.
func (p *parser) registerProperty(prelude []token, from, to, pos int) {
	if len(prelude) != 1 || prelude[0].kind != css.CustomPropertyNameToken {
		p.report(pos, Error, `@property: expected one name that begins with "--"`)
		return
	}
	r := RegisteredProperty{Name: unescape(prelude[0].text)}
	syntax, inherits := "", ""
	p.statements(from, to, func(from, to int) {
		name, value := p.toks[from], p.toks[from+2:to]
		switch d := name.ident(); d {
		case "syntax":
			if len(value) == 1 && value[0].kind == css.StringToken {
				syntax = value[0].str()
			}
		case "inherits":
			if len(value) == 1 {
				inherits = value[0].ident()
			}
		case "initial-value":
			if len(value) <= maxValue && !hasVar(value) {
				r.Initial = &CustomValue{toks: slices.Clone(value)}
			}
		default:
			p.report(name.pos, Error, "unknown descriptor %q%s", clip(name.text),
				DidYouMean(d, []string{"syntax", "inherits", "initial-value"}))
		}
	}, nil)
	r.Inherits = inherits == "true"
	switch {
	case syntax == "":
		p.report(pos, Error, "@property %s has no syntax", r.Name)
	case inherits != "true" && inherits != "false":
		p.report(pos, Error, "@property %s: inherits must be true or false", r.Name)
	case r.Initial == nil && strings.TrimSpace(syntax) != "*":
		p.report(pos, Error, "@property %s has no initial-value", r.Name)
	default:
		p.sheet.Properties = append(p.sheet.Properties, r)
	}
}
