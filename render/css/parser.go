package css

import (
	"fmt"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// Bounds of a style sheet.
const (
	maxDiagnostics = 200    // kept; what follows is counted
	maxSelectors   = 20_000 // of one sheet
	maxNesting     = 16     // of @media and @supports
	maxValue       = 8192   // tokens of one declaration
)

// Parse reads a style sheet. Faults are recovered from as CSS Syntax 3 says:
// what is not understood is left out, the rest stands. file is named in the
// diagnostics. A sheet over 1 MB or 20,000 selectors is cut there, with an error.
func Parse(file, src string, opts Options) (*Sheet, []Diagnostic) {
	p := &parser{
		src:   source{file: file, text: src, line: max(opts.Line, 1), column: max(opts.Column, 1)},
		sheet: &Sheet{File: file},
	}
	if len(src) > maxSource {
		p.report(0, Error, "the style sheet is larger than 1 MB")
		return p.sheet, p.diags
	}
	p.toks = tokenize(src)
	p.rules(0, len(p.toks), nil)
	return p.sheet, p.finish()
}

// ParseInline reads the declarations of a style attribute. Diagnostics name
// file, and have a place where opts has one.
func ParseInline(file, src string, opts Options) ([]Declaration, []Diagnostic) {
	p := &parser{src: source{file: file, text: src, line: opts.Line, column: opts.Column}}
	if len(src) > maxSource {
		p.report(0, Error, "the style attribute is larger than 1 MB")
		return nil, p.diags
	}
	p.toks = tokenize(src)
	decls := p.declarations(0, len(p.toks))
	return decls, p.finish()
}

// parser holds the state of one style sheet.
type parser struct {
	src       source
	toks      []token
	sheet     *Sheet
	diags     []Diagnostic
	dropped   int                 // diagnostics over the limit
	nesting   int                 // of @media and @supports
	selectors int                 // read so far, those inside :is() and the like too
	vector    []VectorDeclaration // of the rule at hand
}

func (p *parser) report(pos int, sev Severity, format string, args ...any) {
	if len(p.diags) >= maxDiagnostics {
		p.dropped++
		return
	}
	line, column := p.src.at(pos)
	p.diags = append(p.diags, Diagnostic{p.src.file, line, column, sev, fmt.Sprintf(format, args...)})
}

func (p *parser) finish() []Diagnostic {
	if p.dropped > 0 {
		p.diags = append(p.diags, Diagnostic{File: p.src.file, Severity: Error, Message: fmt.Sprintf("and %d more", p.dropped)})
	}
	return p.diags
}

// skip returns the index after the component value at i: a token, or a block
// or function with all it holds (CSS Syntax 3 §5.4.7).
func (p *parser) skip(i, end int) int {
	next, _ := p.skipBlock(i, end)
	return next
}

// skipBlock also reports whether the block was closed.
func (p *parser) skipBlock(i, end int) (next int, closed bool) {
	if !p.toks[i].opens() {
		return i + 1, true
	}
	var stack []byte
	for ; i < end; i++ {
		switch t := p.toks[i]; {
		case t.opens():
			stack = append(stack, closer(t))
		case t.closes() && t.text[0] == stack[len(stack)-1]:
			if stack = stack[:len(stack)-1]; len(stack) == 0 {
				return i + 1, true
			}
		}
	}
	return end, false
}

func closer(t token) byte {
	switch t.kind {
	case css.LeftBraceToken:
		return '}'
	case css.LeftBracketToken:
		return ']'
	}
	return ')'
}

// inner returns the range of tokens inside the block that begins at i.
func (p *parser) inner(i, end int) (from, to, next int) {
	next, closed := p.skipBlock(i, end)
	if to = next; closed {
		to--
	} else {
		p.report(p.toks[i].pos, Warning, `"{" is not closed`)
	}
	return i + 1, to, next
}

// rules reads a list of rules (CSS Syntax 3 §5.4.1).
func (p *parser) rules(i, end int, media []*Media) {
	for i < end {
		switch t := p.toks[i]; t.kind {
		case css.CDOToken, css.CDCToken:
			i++
		case css.SemicolonToken, css.RightBraceToken:
			p.report(t.pos, Error, "%q is not expected here", t.text)
			i++
		case css.AtKeywordToken:
			i = p.atRule(i, end, media)
		default:
			i = p.styleRule(i, end, media)
		}
	}
}

// styleRule reads a selector list and a block of declarations.
func (p *parser) styleRule(start, end int, media []*Media) int {
	i := start
	for i < end && p.toks[i].kind != css.LeftBraceToken {
		i = p.skip(i, end)
	}
	if i >= end {
		p.report(p.toks[start].pos, Error, `"{" is missing after the selector`)
		return end
	}
	from, to, next := p.inner(i, end)
	rule := Rule{Media: media}
	rule.Line, rule.Column = p.src.at(p.toks[start].pos)
	selectors, ok := p.selectorList(p.toks[start:i])
	if p.selectors > maxSelectors {
		return next
	}
	// Declarations are read even where the selector is not understood, so that
	// one pass shows all faults.
	p.vector = nil
	rule.Declarations = p.declarations(from, to)
	rule.Vector = p.vector
	if rule.Selectors = selectors; ok && len(selectors) > 0 {
		p.sheet.Rules = append(p.sheet.Rules, rule)
	}
	return next
}

// atRule reads an at-rule; media are the conditions around it.
func (p *parser) atRule(start, end int, media []*Media) int {
	name := strings.ToLower(unescape(p.toks[start].text[1:]))
	i := start + 1
	for i < end && p.toks[i].kind != css.LeftBraceToken && p.toks[i].kind != css.SemicolonToken {
		i = p.skip(i, end)
	}
	prelude := p.toks[start+1 : i]
	pos := p.toks[start].pos
	if i >= end || p.toks[i].kind == css.SemicolonToken {
		switch name {
		case "charset":
		case "import":
			p.report(pos, Error, "@import is not supported; link the style sheet with <link>")
		default:
			p.unknownAtRule(pos, name)
		}
		return min(i+1, end)
	}
	from, to, next := p.inner(i, end)
	switch name {
	case "media":
		if p.nesting >= maxNesting {
			p.report(pos, Error, "@media is nested too deeply")
			break
		}
		p.nesting++
		p.rules(from, to, append(media[:len(media):len(media)], p.media(prelude, pos)))
		p.nesting--
	case "supports":
		if p.nesting >= maxNesting {
			p.report(pos, Error, "@supports is nested too deeply")
			break
		}
		holds, ok := p.supports(prelude)
		if !ok {
			p.report(pos, Error, "the condition of @supports is not understood")
		} else if holds {
			p.nesting++
			p.rules(from, to, media)
			p.nesting--
		}
	case "font-face":
		p.fontFace(from, to, pos, media)
	case "keyframes", "-webkit-keyframes":
		p.report(pos, Warning, "@%s has no effect on a picture", name)
	default:
		p.unknownAtRule(pos, name)
	}
	return next
}

func (p *parser) unknownAtRule(pos int, name string) {
	switch name {
	case "layer", "container", "property", "page", "namespace", "counter-style",
		"font-feature-values", "font-palette-values", "scope", "starting-style", "view-transition", "media", "font-face":
		p.report(pos, Error, "@%s is not supported here", name)
	default:
		p.report(pos, Error, "unknown rule \"@%s\"%s", name, DidYouMean(name, []string{"media", "font-face"}))
	}
}

// declarations reads the inside of a style rule's block (CSS Syntax 3 §5.4.4).
func (p *parser) declarations(i, end int) []Declaration {
	var decls []Declaration
	for i < end {
		t := p.toks[i]
		switch {
		case t.kind == css.SemicolonToken:
			i++
		case t.kind == css.AtKeywordToken:
			p.report(t.pos, Error, "%s inside a rule is not supported", t.text)
			i = p.skipStatement(i, end)
		case (t.kind == css.IdentToken || t.kind == css.CustomPropertyNameToken) &&
			i+1 < end && p.toks[i+1].kind == css.ColonToken && !p.nested(i, end):
			next := i + 2
			for next < end && p.toks[next].kind != css.SemicolonToken {
				next = p.skip(next, end)
			}
			decls = p.declaration(decls, t, p.toks[i+2:next])
			i = next
		default:
			if p.nested(i, end) {
				p.report(t.pos, Error, "nested rules are not supported")
			} else {
				p.report(t.pos, Error, "%q is not a declaration; expected \"property: value\"", clip(t.text))
			}
			i = p.skipStatement(i, end)
		}
	}
	return decls
}

// nested reports whether a block begins before the statement at i ends. The
// value of a custom property may hold one.
func (p *parser) nested(i, end int) bool {
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

// clip shortens a piece of source for a message.
func clip(s string) string {
	const most = 40
	for i := range s {
		if i >= most {
			return s[:i] + "…"
		}
	}
	return s
}
