package style

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"sharecard/render/css"
	"sharecard/render/dom"
)

// Options are what computed values depend on besides the document.
type Options struct {
	Width, Height float64 // of the card in px, for vw, vh and media queries
	Scale         float64 // device pixels per px, to which borders snap; 0 means 1
	Dark          bool    // prefers-color-scheme: dark
	File          string  // named in diagnostics about style attributes

	// StyleAt returns the line and column in File of the text of a style
	// attribute, 0 where it is not known. It may be nil.
	StyleAt func(text string) (line, column int)

	// Metrics returns sizes of a font in px for the units ex, ch, ic and cap.
	// Nil takes CSS's own guess: half an em for ex and ch, an em for ic.
	Metrics func(s *Style) Metrics

	// ContainerSize returns the size in px of the content box of a query container, as
	// far as a layout before has told it. Nil knows none.
	ContainerSize func(n *dom.Node) (width, height float64, known bool)
}

// Metrics are font-relative lengths in px (CSS Values 4 §6.1.1).
type Metrics struct{ Ex, Ch, Ic, Cap float64 }

func (o Options) environment() css.Environment {
	return css.Environment{Width: o.Width, Height: o.Height, Dark: o.Dark}
}

// Bounds of one computation.
const (
	maxSteps  = 5_000_000 // matches of compound selectors, declarations, custom properties
	maxVars   = 8 << 20   // bytes written by var()
	maxFaults = 200       // diagnostics
)

// Compute computes the style of every element of doc. The tree's root is the
// html element. Diagnostics are about what is known only now: style
// attributes, and values that hold var().
func (r *Rules) Compute(doc *dom.Document, opts Options) (*Node, []css.Diagnostic) {
	env := opts.environment()
	c := &computer{
		rules: r, opts: opts, steps: maxSteps, vars: css.Substituter{Budget: maxVars, Environment: env}, rootFontSize: initial.FontSize,
	}
	c.active = make([]bool, len(r.rules))
	for i, rule := range r.rules {
		c.active[i] = matchesAll(rule.Media, env)
	}
	for _, tag := range doc.Dropped {
		c.report(css.Diagnostic{File: opts.File, Severity: css.Warning, Message: "<" + tag + "> is left out"})
	}
	root := c.element(doc.Root, &initial, false)
	if c.steps < 0 {
		const message = "the style sheets are too complex for this document; some rules were not applied"
		c.report(css.Diagnostic{File: opts.File, Severity: css.Error, Message: message})
	}
	return root, c.diags
}

// computer holds the state of one computation.
type computer struct {
	rules        *Rules
	opts         Options
	active       []bool // by rule: its media queries hold
	steps        int
	vars         css.Substituter
	rootFontSize float64
	rootLine     float64 // px, of the root's line-height
	diags        []css.Diagnostic
	pending      map[pendingKey]pendingResult
	inline       map[string][]css.Declaration // parsed style attributes
	colors       map[deferredKey]css.Color
	counters     counters
	styles       counterStyles // nil until one is asked for
	around       []ancestor    // the elements around the one at hand, the root first

	// Scratch of the element at hand.
	matched      []match
	decls        []*css.Declaration // in rising order of the cascade
	browserDecls int                // how many of them are the browser's own
	important    bool               // some declaration is
	winners      [css.Count]int32   // index into decls, from 1; 0 for none
	key          []byte
}

func (c *computer) report(d css.Diagnostic) {
	if len(c.diags) < maxFaults && !slices.Contains(c.diags, d) {
		c.diags = append(c.diags, d)
	}
}

// element computes n and all below it. parent is the parent's style, asItem
// is set where the parent box is a flex or grid container.
func (c *computer) element(n *dom.Node, parent *Style, asItem bool) *Node {
	c.collect(n)
	node := &Node{Elem: n}
	var pseudos map[string][]match
	own := c.matched[:0:len(c.matched)]
	for _, m := range c.matched {
		name := m.selector.Pseudo
		if name == "" {
			own = append(own, m)
			continue
		}
		if pseudos == nil {
			pseudos = map[string][]match{}
		}
		pseudos[name] = append(pseudos[name], m)
	}
	c.cascade(own, c.hints(n), c.styleAttribute(n))
	s := c.compute(n, parent, asItem)
	node.Style = s
	if s.Display == DisplayNone {
		if n.Tag() == "svg" {
			node.Vector = c.vector(n, s, slices.Clone(own)) // others use what is in it
		}
		return node
	}
	c.counters.element(n, s)
	c.counters.open()
	defer c.counters.close()
	c.elementFaults(n, s)
	c.around = append(c.around, ancestor{n, s})
	defer func() { c.around = c.around[:len(c.around)-1] }()
	for name, list := range pseudos {
		pseudos[name] = c.queried(list, n)
	}
	switch n.Tag() {
	case "svg":
		node.Vector = c.vector(n, s, slices.Clone(own))
		return node
	case "img":
		node.Density = c.selectSource(n)
	case "br":
		return node
	}
	if Replaced(n) {
		return node // neither children nor pseudo-elements have boxes
	}
	if boxes, shown := c.control(n, s); shown {
		node.Children = boxes
		return node
	}
	items := s.LaysOutItems() || s.Display == Contents && asItem
	if len(n.Children) > 0 {
		node.Children = make([]*Node, 0, len(n.Children)+2)
	}
	node.addPseudo(c.marker(n, s, pseudos["marker"]))
	node.addPseudo(c.pseudo("before", n, s, items, pseudos["before"]))
	summary := shownOfDetails(n)
	for _, child := range n.Children {
		if summary != nil && child != summary {
			continue
		}
		if !child.IsText() {
			node.Children = append(node.Children, c.element(child, s, items))
			continue
		}
		text := &Node{Elem: n, IsText: true, Text: child.HTML.Data, Style: s}
		node.Children = append(node.Children, text)
	}
	node.addPseudo(c.pseudo("after", n, s, items, pseudos["after"]))
	c.firstLine(node, pseudos["first-line"])
	c.firstLetter(node, pseudos["first-letter"])
	return node
}

// shownOfDetails is the one child that a closed details element shows (HTML Standard
// §4.11.1): its first summary, or an element that holds nothing where it has none. It
// is nil for all other elements.
func shownOfDetails(n *dom.Node) *dom.Node {
	if n.Tag() != "details" {
		return nil
	}
	if _, open := n.Lookup("open"); open {
		return nil
	}
	for _, child := range n.Children {
		if child.Tag() == "summary" {
			return child
		}
	}
	return n
}

func (n *Node) addPseudo(p *Node) {
	if p != nil {
		n.Children = append(n.Children, p)
	}
}

// pseudo computes a pseudo-element; nil where it has no box.
func (c *computer) pseudo(name string, n *dom.Node, parent *Style, asItem bool, matches []match) *Node {
	if len(matches) == 0 {
		return nil
	}
	c.cascade(matches, nil, nil)
	s := c.compute(n, parent, asItem)
	if s.parts.content == nil || s.Display == DisplayNone {
		return nil
	}
	c.counters.count(s)
	return c.contents(name, n, s)
}

// generated is a pseudo-element that shows a text.
func generated(name string, n *dom.Node, s *Style, content string) *Node {
	s.Content = &content
	node := &Node{Elem: n, Pseudo: name, Style: s}
	if content != "" {
		text := &Node{Elem: n, IsText: true, Text: content, Style: s}
		node.Children = []*Node{text}
	}
	return node
}

// styleAttribute parses the style attribute of n.
func (c *computer) styleAttribute(n *dom.Node) []css.Declaration {
	src := n.Attr("style")
	if src == "" {
		return nil
	}
	if decls, ok := c.inline[src]; ok {
		return decls
	}
	decls, diags := css.ParseInline(c.opts.File, src, css.Options{})
	if len(diags) > 0 && len(c.diags) < maxFaults && c.opts.StyleAt != nil {
		line, column := c.opts.StyleAt(src)
		_, diags = css.ParseInline(c.opts.File, src, css.Options{Line: line, Column: column})
	}
	for _, d := range diags {
		d.Message = fmt.Sprintf("style of <%s>: %s", n.Tag(), d.Message)
		c.report(d)
	}
	if c.inline == nil {
		c.inline = map[string][]css.Declaration{}
	}
	c.inline[src] = decls
	return decls
}

// cascade lists the declarations of one element in c.decls, the strongest
// last (CSS Cascade 4 §6): browser, hints, author, style attribute, and then
// the important ones.
func (c *computer) cascade(matches []match, hints, inline []css.Declaration) {
	author := 0
	for author < len(matches) && !matches[author].author {
		author++
	}
	c.decls = c.decls[:0]
	c.important = false
	for _, m := range matches[:author] {
		c.addNormal(c.rules.rules[m.rule].Declarations)
	}
	c.browserDecls = len(c.decls)
	c.addNormal(hints)
	for _, m := range matches[author:] {
		c.addNormal(c.rules.rules[m.rule].Declarations)
	}
	c.addNormal(inline)
	if !c.important {
		return
	}
	if c.rules.layered {
		// Of important declarations those in the weaker layer win (CSS Cascade 5 §6.4.4).
		matches = slices.Clone(matches)
		slices.SortStableFunc(matches, func(a, b match) int { return cmp.Compare(b.layer, a.layer) })
	}
	for _, m := range matches {
		c.addImportant(c.rules.rules[m.rule].Declarations)
	}
	c.addImportant(inline)
}

func (c *computer) addNormal(decls []css.Declaration) {
	if c.steps -= len(decls); c.steps < 0 {
		return
	}
	for i := range decls {
		if decls[i].Important {
			c.important = true
			continue
		}
		c.decls = append(c.decls, &decls[i])
	}
}

func (c *computer) addImportant(decls []css.Declaration) {
	if c.steps -= len(decls); c.steps < 0 {
		return
	}
	for i := range decls {
		if decls[i].Important {
			c.decls = append(c.decls, &decls[i])
		}
	}
}

type pendingKey struct {
	pending *css.Pending
	scope   *scope
}

type pendingResult struct {
	decls []css.Declaration
	err   error
}

// resolve parses a declaration that holds var(), once for each set of custom
// properties. Nil where it is invalid at computed-value time.
func (c *computer) resolve(p *css.Pending, s *scope, id css.ID) css.Value {
	key := pendingKey{p, s}
	res, ok := c.pending[key]
	if !ok {
		res.decls, res.err = p.Resolve(s.lookup, &c.vars)
		if c.pending == nil {
			c.pending = map[pendingKey]pendingResult{}
		}
		if !c.vars.OfElement {
			c.pending[key] = res
		}
		if res.err != nil {
			msg := res.err.Error()
			if errors.Is(res.err, css.ErrInvalid) {
				msg = strings.TrimSuffix(msg, ": "+css.ErrInvalid.Error())
			}
			c.report(p.Diagnostic(css.Error, msg))
		}
	}
	for i := range res.decls {
		if res.decls[i].ID == id {
			return res.decls[i].Value
		}
	}
	return nil
}
