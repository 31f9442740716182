package css

import (
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// conditions are what the rules around a rule ask for.
type conditions struct {
	media      []*Media          // all must hold
	containers []*ContainerQuery // all must hold
	scopes     []*Scope
	layer      string // full name of the cascade layer, "" for none
}

func (c conditions) with(m *Media) conditions {
	c.media = append(c.media[:len(c.media):len(c.media)], m)
	return c
}

// nest is the style rule around nested ones (CSS Nesting 1).
type nest struct {
	selectors []Selector // what & stands for
	line      int
	column    int
}

// styleRule reads a selector list and a block; around is nil for a rule that is not
// nested.
func (p *parser) styleRule(start, end int, c conditions, around *nest) int {
	i := start
	for i < end && p.toks[i].kind != css.LeftBraceToken {
		i = p.skip(i, end)
	}
	if i >= end {
		p.report(p.toks[start].pos, Error, `"{" is missing after the selector`)
		return end
	}
	from, to, next := p.inner(i, end)
	if p.nesting >= maxNesting {
		p.report(p.toks[start].pos, Error, "rules are nested too deeply")
		return next
	}
	var own nest
	own.line, own.column = p.src.at(p.toks[start].pos)
	var ok bool
	own.selectors, ok = p.selectorList(p.toks[start:i], around)
	if p.selectors > maxSelectors {
		return next
	}
	// The block is read even where the selector is not understood, so that one pass
	// shows all faults.
	if !ok {
		own.selectors = nil
	}
	p.nesting++
	p.block(from, to, c, &own)
	p.nesting--
	return next
}

// block reads the inside of a style rule: declarations, and rules nested in it.
// Declarations behind a nested rule come after it in the cascade (CSS Nesting 1 §2).
func (p *parser) block(from, to int, c conditions, n *nest) {
	rule := Rule{
		Selectors: n.selectors, Media: c.media, Containers: c.containers, Scopes: c.scopes, Layer: c.layer, Line: n.line, Column: n.column,
	}
	alone := true // no other rule stands in the block
	flush := func() {
		rule.Vector = p.vector
		if len(rule.Selectors) > 0 && (alone || len(rule.Declarations) > 0 || len(rule.Vector) > 0) {
			p.sheet.Rules = append(p.sheet.Rules, rule)
		}
		rule.Declarations, p.vector = nil, nil
	}
	outer := p.vector
	p.vector = nil
	ofFirstLine := slices.ContainsFunc(n.selectors, func(s Selector) bool { return s.Pseudo == "first-line" })
	p.statements(from, to, func(from, to int) {
		if ofFirstLine && !p.paintsLine(from) {
			return
		}
		rule.Declarations = p.declarationAt(rule.Declarations, from, to)
	}, func(i, end int) int {
		alone = false
		flush()
		if p.toks[i].kind == css.AtKeywordToken {
			return p.atRule(i, end, c, n)
		}
		return p.styleRule(i, end, c, n)
	})
	flush()
	p.vector = outer
}

// paintsLine reports whether the declaration at a token is one that a first line takes:
// what changes colours, and not where the line breaks. It reports another as a fault.
func (p *parser) paintsLine(at int) bool {
	name := strings.ToLower(unescape(p.toks[at].text))
	if p.toks[at].kind == css.CustomPropertyNameToken || name == "color" || name == "text-shadow" || name == "-webkit-text-fill-color" ||
		strings.HasPrefix(name, "text-decoration") {
		return true
	}
	p.report(p.toks[at].pos, Error, "%s is not supported in ::first-line; color, text-decoration and text-shadow are", clip(name))
	return false
}

// statements splits the inside of a style rule or attribute (CSS Syntax 3 §5.4.4):
// declaration is called with the tokens of each declaration, nested with the
// start of each nested rule, whose end it returns. nested is nil where there may
// be none.
func (p *parser) statements(i, end int, declaration func(from, to int), nested func(i, end int) int) {
	for i < end {
		t := p.toks[i]
		switch {
		case t.kind == css.SemicolonToken:
			i++
		case t.kind == css.AtKeywordToken && nested != nil:
			i = nested(i, end)
		case (t.kind == css.IdentToken || t.kind == css.CustomPropertyNameToken) &&
			i+1 < end && p.toks[i+1].kind == css.ColonToken && !p.beginsRule(i, end):
			next := i + 2
			for next < end && p.toks[next].kind != css.SemicolonToken {
				next = p.skip(next, end)
			}
			declaration(i, next)
			i = next
		case nested != nil && p.beginsRule(i, end):
			i = nested(i, end)
		default:
			if t.kind == css.AtKeywordToken || p.beginsRule(i, end) {
				p.report(t.pos, Error, "%s: a style attribute holds declarations only", clip(t.text))
			} else {
				p.report(t.pos, Error, "%q is not a declaration; expected \"property: value\"", clip(t.text))
			}
			i = p.skipStatement(i, end)
		}
	}
}

// declarationAt appends what the declaration in [from, to) sets.
func (p *parser) declarationAt(decls []Declaration, from, to int) []Declaration {
	return p.declaration(decls, p.toks[from], p.toks[from+2:to])
}

// beginsRule reports whether a block begins before the statement at i ends. The
// value of a custom property may hold one.
func (p *parser) beginsRule(i, end int) bool {
	if p.toks[i].kind == css.CustomPropertyNameToken {
		return false
	}
	for i < end && p.toks[i].kind != css.SemicolonToken {
		if p.toks[i].kind == css.LeftBraceToken {
			return true
		}
		i = p.skip(i, end)
	}
	return false
}

// skipStatement skips to after the next ; or {} block.
func (p *parser) skipStatement(i, end int) int {
	for i < end {
		switch p.toks[i].kind {
		case css.SemicolonToken:
			return i + 1
		case css.LeftBraceToken:
			return p.skip(i, end)
		}
		i = p.skip(i, end)
	}
	return end
}

// atRule reads an at-rule; around is the style rule that it is nested in, nil for
// none.
func (p *parser) atRule(start, end int, c conditions, around *nest) int {
	name := strings.ToLower(unescape(p.toks[start].text[1:]))
	i := start + 1
	for i < end && p.toks[i].kind != css.LeftBraceToken && p.toks[i].kind != css.SemicolonToken {
		i = p.skip(i, end)
	}
	prelude := p.toks[start+1 : i]
	pos := p.toks[start].pos
	if i >= end || p.toks[i].kind == css.SemicolonToken {
		switch {
		case name == "charset":
		case name == "layer" && around == nil:
			p.declareLayers(prelude, pos, c.layer)
		case name == "import" && around == nil:
			p.importRule(prelude, pos, c)
		case name == "namespace" && around == nil:
			p.namespaceRule(prelude, pos)
		default:
			p.unknownAtRule(pos, name)
		}
		return min(i+1, end)
	}
	from, to, next := p.inner(i, end)
	inside := func(c conditions) {
		if p.nesting >= maxNesting {
			p.report(pos, Error, "@%s is nested too deeply", name)
			return
		}
		p.nesting++
		if around != nil {
			p.block(from, to, c, around)
		} else {
			p.rules(from, to, c)
		}
		p.nesting--
	}
	switch name {
	case "media":
		inside(c.with(p.media(prelude, pos)))
	case "container":
		if q, ok := p.containerQuery(prelude, pos); ok {
			c.containers = append(c.containers[:len(c.containers):len(c.containers)], q)
			inside(c)
		}
	case "supports":
		if holds, ok := p.supports(prelude); !ok {
			p.report(pos, Error, "the condition of @supports is not understood")
		} else if holds {
			inside(c)
		}
	case "layer":
		if layer, ok := p.layerName(prelude, pos, c.layer); ok {
			c.layer = layer
			inside(c)
		}
	case "scope":
		if around != nil {
			p.unknownAtRule(pos, name)
		} else if s, ok := p.scopeRule(prelude, pos); ok {
			c.scopes = append(c.scopes[:len(c.scopes):len(c.scopes)], s)
			inside(c)
		}
	case "property":
		p.registerProperty(prelude, from, to, pos)
	case "font-face":
		p.fontFace(from, to, pos, c.media)
	case "keyframes", "-webkit-keyframes", "view-transition", "position-try", "page", "viewport":
		// Nothing in a still picture moves, and it has no pages.
	case "counter-style":
		p.counterStyle(prelude, from, to, pos, c.media)
	case "starting-style":
		// It says where a transition starts.
	default:
		p.unknownAtRule(pos, name)
	}
	return next
}

func (p *parser) unknownAtRule(pos int, name string) {
	switch name {
	case "container", "namespace", "import", "layer", "property", "counter-style",
		"font-feature-values", "font-palette-values", "scope", "media", "font-face":
		p.report(pos, Error, "@%s is not supported here", name)
	default:
		p.report(pos, Error, "unknown rule \"@%s\"%s", name, DidYouMean(name, supportedRules))
	}
}
