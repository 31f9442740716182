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
	c := &computer{rules: r, opts: opts, steps: maxSteps, vars: css.Substituter{Budget: maxVars}, rootFontSize: initial.FontSize}
	c.active = make([]bool, len(r.rules))
	env := opts.environment()
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
	var before, after, marker []match
	own := c.matched[:0:len(c.matched)]
	for _, m := range c.matched {
		switch m.selector.Pseudo {
		case "before":
			before = append(before, m)
		case "after":
			after = append(after, m)
		case "marker":
			marker = append(marker, m)
		default:
			own = append(own, m)
		}
	}
	c.cascade(own, c.hints(n), c.styleAttribute(n))
	s := c.compute(n, parent, asItem)
	node.Style = s
	s.Content = nil // it is for pseudo-elements
	if s.Display == DisplayNone {
		return node
	}
	c.elementFaults(n, s)
	switch n.Tag() {
	case "svg":
		node.Vector = c.vector(n, s, slices.Clone(own))
		return node
	case "img", "br":
		return node // replaced: neither children nor pseudo-elements have boxes
	}
	items := s.LaysOutItems() || s.Display == Contents && asItem
	if len(n.Children) > 0 {
		node.Children = make([]*Node, 0, len(n.Children)+2)
	}
	node.addPseudo(c.pseudo("before", n, s, items, before))
	for _, child := range n.Children {
		if !child.IsText() {
			node.Children = append(node.Children, c.element(child, s, items))
			continue
		}
		text := &Node{Elem: n, IsText: true, Text: child.HTML.Data, Style: s}
		node.Children = append(node.Children, text)
	}
	node.addPseudo(c.pseudo("after", n, s, items, after))
	return node
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
	if s.Content == nil || s.Display == DisplayNone {
		return nil
	}
	node := &Node{Elem: n, Pseudo: name, Style: s}
	if *s.Content != "" {
		text := &Node{Elem: n, IsText: true, Text: *s.Content, Style: s}
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

// hints are the presentational hints of n (HTML Standard, Rendering 15.3):
// width and height of a picture, and the direction that its text gives it.
func (c *computer) hints(n *dom.Node) []css.Declaration {
	switch n.Tag() {
	case "img", "svg":
	default:
		return c.autoDirection(n)
	}
	var src strings.Builder
	for _, name := range []string{"width", "height"} {
		v := strings.TrimSpace(n.Attr(name))
		if v == "" {
			continue
		}
		if strings.Trim(v, "0123456789.") == "" {
			v += "px"
		}
		src.WriteString(name + ":" + v + ";")
	}
	if src.Len() == 0 {
		return nil
	}
	if w, h := strings.TrimSpace(n.Attr("width")), strings.TrimSpace(n.Attr("height")); n.Tag() == "img" && w != "" && h != "" {
		src.WriteString("aspect-ratio: auto " + w + "/" + h)
	}
	decls, _ := css.ParseInline(c.opts.File, src.String(), css.Options{})
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
		c.pending[key] = res
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
