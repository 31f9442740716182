package css

import (
	"fmt"

	"github.com/tdewolff/parse/v2/css"
)

// Bounds of a style sheet.
const (
	maxDiagnostics = 200    // kept; what follows is counted
	maxSelectors   = 20_000 // of one sheet
	maxNesting     = 16     // of rules in rules
	maxValue       = 8192   // tokens of one declaration
)

// Parse reads a style sheet. Faults are recovered from as CSS Syntax 3 says:
// what is not understood is left out, the rest stands. file is named in the
// diagnostics. A sheet over 1 MB or 20,000 selectors is cut there, with an error.
func Parse(file, src string, opts Options) (*Sheet, []Diagnostic) {
	p := &parser{
		src:   source{file: file, text: src, line: max(opts.Line, 1), column: max(opts.Column, 1)},
		opts:  opts,
		sheet: &Sheet{File: file},
	}
	if len(src) > maxSource {
		p.report(0, Error, "the style sheet is larger than 1 MB")
		return p.sheet, p.diags
	}
	p.toks = tokenize(src)
	p.rules(0, len(p.toks), conditions{})
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
	var decls []Declaration
	p.statements(0, len(p.toks), func(from, to int) { decls = p.declarationAt(decls, from, to) }, nil)
	return decls, p.finish()
}

// parser holds the state of one style sheet.
type parser struct {
	src       source
	opts      Options
	importing importing
	imports   int // files imported so far
	toks      []token
	sheet     *Sheet
	diags     []Diagnostic
	dropped   int                 // diagnostics over the limit
	nesting   int                 // of rules in rules
	selectors int                 // read so far, those inside :is() and the like too
	vector    []VectorDeclaration // of the rule at hand

	namespaces map[string]string // of @namespace, by prefix
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
func (p *parser) rules(i, end int, c conditions) {
	for i < end {
		switch t := p.toks[i]; t.kind {
		case css.CDOToken, css.CDCToken:
			i++
		case css.SemicolonToken, css.RightBraceToken:
			p.report(t.pos, Error, "%q is not expected here", t.text)
			i++
		case css.AtKeywordToken:
			i = p.atRule(i, end, c, nil)
		default:
			i = p.styleRule(i, end, c, nil)
		}
	}
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
