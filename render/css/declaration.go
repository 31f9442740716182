package css

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// declaration appends what one declaration sets, longhand by longhand. Of a value whose
// tokens are kept it keeps a copy: the tokens of a whole style sheet take ten times its
// bytes, and most are done with once it is read.
func (p *parser) declaration(decls []Declaration, name token, value []token) []Declaration {
	value, important := cutImportant(value)
	if name.kind == css.CustomPropertyNameToken {
		return p.customProperty(decls, name, value, important)
	}
	prop := strings.ToLower(unescape(name.text))
	row := table.byName[prop]
	only, vector := vectorProperties[prop]
	if vector && len(value) <= maxValue && len(value) > 0 {
		p.vector = append(p.vector, VectorDeclaration{prop, important, &CustomValue{toks: slices.Clone(value), hasVar: hasVar(value)}})
		if only && row == nil {
			return decls
		}
	}
	switch {
	case len(value) > maxValue:
		p.report(name.pos, Error, "the value of %s is too long", prop)
		return decls
	case row == nil:
		p.unknownProperty(name, prop, value)
		return decls
	case len(value) == 0:
		p.report(name.pos, Error, "%s has no value", prop)
		return decls
	}
	if hasVar(value) && !(row.id == ContentList && onlyAttributes(value)) {
		pending := &Pending{row: row, name: prop, toks: slices.Clone(value), file: p.src.file}
		pending.line, pending.column = p.src.at(name.pos)
		return row.spread(decls, important, func(int) Value { return pending })
	}
	out, bad := row.parseInto(decls, value, important)
	if bad != nil {
		pos := name.pos
		if bad.at < len(value) {
			pos = value[bad.at].pos
		}
		sev := Error
		if strings.HasPrefix(prop, "-webkit-") {
			sev = Warning
		}
		p.report(pos, sev, "%s", bad.message(prop))
	}
	return out
}

// onlyAttributes reports whether no function of a value is replaced but attr() with a name
// alone, which content reads itself.
func onlyAttributes(value []token) bool {
	for i, t := range value {
		if substitutionOf(t.function()) != nil && (t.function() != "attr" || closing(value, i) != i+2) {
			return false
		}
	}
	return true
}

// cutImportant removes a trailing !important.
func cutImportant(value []token) ([]token, bool) {
	n := len(value)
	if n >= 2 && value[n-1].ident() == "important" && value[n-2].is("!") {
		return value[:n-2], true
	}
	return value, false
}

// spread appends one declaration for each longhand that p stands for.
func (p *property) spread(decls []Declaration, important bool, value func(i int) Value) []Declaration {
	if p.longhands == nil {
		return append(decls, Declaration{ID: p.id, Important: important, Value: value(0)})
	}
	for i, id := range p.longhands {
		decls = append(decls, Declaration{ID: id, Important: important, Value: value(i)})
	}
	return decls
}

// badValue tells which token of a value was not understood.
type badValue struct {
	row  *property
	at   int // index of the token; the number of tokens where the value ends early
	text string
	why  string
}

func (b *badValue) message(name string) string {
	if b.why != "" {
		return name + ": " + b.why
	}
	syntax := ""
	if b.row.values != "" {
		syntax = "; expected " + clipSyntax(b.row.values)
	}
	if b.text == "" {
		return fmt.Sprintf("the value of %s is not complete%s", name, syntax)
	}
	if hint := DidYouMean(strings.ToLower(b.text), b.row.words); hint != "" {
		syntax = hint
	}
	return fmt.Sprintf("%q is not a value of %s%s", clip(b.text), name, syntax)
}

func clipSyntax(s string) string {
	const most = 110
	if len(s) <= most {
		return s
	}
	cut := strings.LastIndex(s[:most], " | ")
	if cut < 0 {
		cut = strings.LastIndexByte(s[:most], ' ')
	}
	return s[:cut] + " …"
}

// parseInto parses value and appends the longhands it sets.
func (p *property) parseInto(decls []Declaration, value []token, important bool) ([]Declaration, *badValue) {
	if len(value) == 1 {
		if w, ok := wideKeyword(value[0].ident()); ok {
			return p.spread(decls, important, func(int) Value { return w }), nil
		}
	}
	r := reader{toks: value}
	if p.longhands != nil {
		if values := p.expand(p, &r); values != nil && r.end() {
			return p.spread(decls, important, func(i int) Value { return values[i] }), nil
		}
	} else if v := p.read(&r); v != nil && r.end() {
		return append(decls, Declaration{ID: p.id, Important: important, Value: v}), nil
	}
	bad := &badValue{row: p, at: r.far, why: r.why}
	if r.why != "" {
		bad.at = r.whyAt
	}
	if r.far < len(value) {
		t := value[r.far]
		if bad.text = t.text; t.kind == css.FunctionToken {
			bad.text += ")"
		}
		// A property name after a line's end tells of a forgotten semicolon.
		if r.far > 0 && r.far+1 < len(value) && value[r.far+1].kind == css.ColonToken && table.byName[t.ident()] != nil {
			bad.why = fmt.Sprintf("a semicolon is missing before %q", t.text)
		}
	}
	return decls, bad
}

func wideKeyword(name string) (Wide, bool) {
	switch name {
	case "inherit":
		return Inherit, true
	case "initial":
		return Initial, true
	case "unset":
		return Unset, true
	case "revert", "revert-layer":
		return Revert, true
	}
	return 0, false
}

// unknownProperty reports a declaration of a property that is not in the table.
func (p *parser) unknownProperty(name token, prop string, value []token) {
	if u, ok := unsupported[prop]; ok {
		if len(value) == 1 && u.harmless(value[0]) {
			return
		}
		if !u.noEffect {
			p.report(name.pos, Error, "%s is not supported", prop)
		}
		return
	}
	// -moz-, -ms- and -o- are for other browsers than the one that we draw like.
	for _, prefix := range []string{"-moz-", "-ms-", "-o-"} {
		if strings.HasPrefix(prop, prefix) {
			return
		}
	}
	if strings.HasPrefix(prop, "-webkit-") {
		p.report(name.pos, Warning, "%s is not known; it is for one browser only", prop)
		return
	}
	p.report(name.pos, Error, "unknown property %q%s", clip(prop), DidYouMean(prop, table.names))
}

// customProperty appends a custom property and checks those that are ours.
func (p *parser) customProperty(decls []Declaration, name token, value []token, important bool) []Declaration {
	prop := unescape(name.text)
	v := &CustomValue{toks: slices.Clone(value), hasVar: hasVar(value)}
	if strings.HasPrefix(prop, "--card-") {
		known := []string{CardFit, CardClamp, CardTheme, CardSources, CardQRHint, CardProducer, CardSuits}
		switch {
		case !slices.Contains(known, prop):
			p.report(name.pos, Error, "unknown property %q%s", clip(prop), DidYouMean(prop, known))
		case v.hasVar || wide(value):
		case prop == CardFit:
			if _, ok := v.Fit(); !ok {
				p.report(name.pos, Error, `--card-fit: expected the smallest size, the largest and a number of lines, as in "56px 92px 3"`)
			}
		case prop == CardClamp:
			if _, ok := v.Clamp(); !ok {
				p.report(name.pos, Error, "--card-clamp: expected sentence or line")
			}
		default:
			if fault := v.brandFault(prop); fault != "" {
				p.report(name.pos, Error, "%s: %s", prop, fault)
			}
		}
	}
	d := Declaration{ID: Custom, Name: prop, Important: important, Value: v}
	if len(value) == 1 {
		if w, ok := wideKeyword(value[0].ident()); ok {
			d.Value = w
		}
	}
	return append(decls, d)
}

func wide(value []token) bool {
	if len(value) != 1 {
		return false
	}
	_, ok := wideKeyword(value[0].ident())
	return ok
}
