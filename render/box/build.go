package box

import (
	"slices"

	"sharecard/render/layout"
	"sharecard/render/style"
	"sharecard/render/text"
)

// Options hand in what the box tree needs from other stages.
type Options struct {
	// Content makes inline content of the items of one block container, whose
	// style is block. Items nest properly.
	Content func(block *style.Style, items []text.Item) layout.Content
	// Natural returns the natural size in px of the picture at an address as it
	// stands in the source, 0 × 0 where it is unknown. It may be nil.
	Natural func(src string) (w, h float64)
	// Ratio returns width over height of a picture of which Natural leaves a
	// side open, 0 where it has none. It may be nil.
	Ratio func(src string) float64
}

// Build returns the box tree of a document. The root always makes a box, a
// block, flex or grid container.
func Build(root *style.Node, o Options) *layout.Box {
	bd := &builder{o: o, turned: map[turnedKey]*style.Style{}}
	return bd.box(withPrincipalMode(root))
}

type builder struct {
	o    Options
	mode style.WritingMode // of the container whose content is built
	// turned are the styles of elements in vertical writing as layout reads them.
	turned map[turnedKey]*style.Style
}

// box makes the principal box of n with all that is in it.
func (bd *builder) box(n *style.Node) *layout.Box {
	b := bd.principal(n)
	if r := bd.replaced(n); r != nil {
		b.Replaced = r
		if bd.mode != style.HorizontalTB {
			r.W, r.H = r.H, r.W
			if r.Ratio > 0 {
				r.Ratio = 1 / r.Ratio
			}
		}
		return b
	}
	switch {
	case n.Style.SkipsContent:
		return b
	case n.Style.WritingMode != bd.mode:
		bd.orthogonal(b, n)
		return b
	case n.Style.IsMulticol() && bd.mode == style.HorizontalTB:
		bd.columns(b)
		return b
	}
	bd.content(b)
	return b
}

// columns puts the content of a multi-column container into a box of its own, which layout breaks into columns.
func (bd *builder) columns(b *layout.Box) {
	inner := &layout.Box{Node: b.Node, Style: b.Style.Flow(), Anonymous: true}
	bd.content(inner)
	b.Children, b.Multicol = []*layout.Box{inner}, true
}

// content makes what is in the element of a box.
func (bd *builder) content(b *layout.Box) {
	if b.Style.IsTable() {
		bd.table(b)
		return
	}
	g := gather{bd: bd, parent: b, items: b.Style.LaysOutItems()}
	if b.Style.Ruby.Block {
		g.pairs(b.Node)
	} else {
		g.children(b.Node)
	}
	g.finish()
}

// gather collects the children of one container: block-level boxes go to the
// box, inline content into a run that becomes a box of its own, or the box's
// content where nothing else is in it.
type gather struct {
	bd     *builder
	parent *layout.Box
	items  bool // a flex or grid container: every child is an item
	run    run
	spans  []*style.Node // inline boxes open at this point
	table  *tablePart    // anonymous table around parts of a table that stand here
	ruby   int           // how many rubies are open
}

// run is inline content being collected.
type run struct {
	items []text.Item
	atoms []*layout.Box
	ink   bool // something in it makes a line box
	ruby  bool // there are annotations in it
}

// children adds what is inside n: its generated text or its child nodes.
func (g *gather) children(n *style.Node) {
	if n.Pseudo != "" && len(n.Children) == 0 {
		if n.Style.Content != nil {
			g.text(n, *n.Style.Content)
		}
		return
	}
	for _, c := range n.Children {
		if c.IsText {
			g.text(n, c.Text)
		} else {
			g.element(c)
		}
	}
}

// element adds a child element or pseudo-element.
func (g *gather) element(n *style.Node) {
	s := n.Style
	switch {
	case makesNothing(n):
		return
	case s.Display == style.Contents:
		if g.bd.replaced(n) == nil { // CSS Display 3 Appendix B
			g.children(n)
		}
		return
	case isTablePart(n):
		g.tableAround(n)
		return
	}
	g.endTable()
	switch {
	case isBreak(n) && g.ruby > 0: // a base and its annotation stay on one line
		g.add(text.Item{Kind: text.Run, Text: " ", Style: g.bd.style(s, true), Node: n}, true)
	case isBreak(n):
		g.add(text.Item{Kind: text.Break, Style: g.bd.style(s, true), Node: n}, true)
	case outOfFlow(s), floats(s) && !g.items:
		g.addOutOfFlow(n)
	case s.Display == style.Ruby && !isReplaced(n):
		g.span(n)
	case g.items, blockLevel(s) && g.ruby == 0:
		g.block(g.bd.box(n))
	case s.Display != style.Inline && s.Display != style.RubyText || isReplaced(n):
		g.atom(n)
	case g.bd.combined(n) != nil:
		g.atom(g.bd.combined(n))
	default:
		g.span(n)
	}
}

// atom adds a box that stands on the line.
func (g *gather) atom(n *style.Node) {
	b := g.bd.box(n)
	g.add(text.Item{Kind: text.AtomItem, Style: b.Style, Node: n, Atom: atom{b}, Index: len(g.run.atoms)}, true)
	g.run.atoms = append(g.run.atoms, b)
}

// text adds a run of text of element n.
func (g *gather) text(n *style.Node, s string) {
	if s != "" && !g.spaceInTable(n, s) {
		g.add(text.Item{Kind: text.Run, Text: s, Style: g.bd.style(n.Style, true), Node: n}, !collapsible(s, n.Style))
	}
}

// span adds an inline box.
func (g *gather) span(n *style.Node) {
	s := g.bd.style(n.Style, true)
	g.add(text.Item{Kind: text.Open, Style: s, Node: n}, hasEdges(s))
	g.spans = append(g.spans, n)
	if s.Display == style.Ruby {
		g.pairs(n)
	} else {
		g.children(n)
	}
	g.endTable()
	g.spans = g.spans[:len(g.spans)-1]
	g.add(text.Item{Kind: text.Close, Style: s, Node: n}, false)
}

// addOutOfFlow adds an out-of-flow box or a float to the run; flush decides whether it stays
// in the inline content.
func (g *gather) addOutOfFlow(n *style.Node) {
	b := g.bd.box(n)
	if g.items {
		g.flush()
		g.parent.Children = append(g.parent.Children, b)
		return
	}
	it := text.Item{Kind: text.OutOfFlow, Style: b.Style, Node: n, Index: len(g.run.atoms)}
	if floats(n.Style) {
		it.Kind, it.Atom = text.FloatItem, atom{b}
	} else {
		b.Span = g.positioned(n)
	}
	g.add(it, false)
	g.run.atoms = append(g.run.atoms, b)
}

// positioned returns the inline box that contains an absolutely positioned one.
func (g *gather) positioned(n *style.Node) *style.Node {
	if n.Style.Position == style.Absolute {
		for i := len(g.spans) - 1; i >= 0; i-- {
			if g.spans[i].Style.Position != style.Static {
				return g.spans[i]
			}
		}
	}
	return nil
}

func (g *gather) add(it text.Item, ink bool) {
	g.run.items = append(g.run.items, it)
	g.run.ink = g.run.ink || ink
}

// block adds a block-level box. Inline boxes around it are broken in two (CSS
// 2.2 §9.2.1.1).
func (g *gather) block(b *layout.Box) {
	g.closeSpans()
	g.flush()
	for i := len(g.spans) - 1; i >= 0; i-- {
		if s := g.spans[i].Style; s.RaisesInline() {
			b = &layout.Box{Node: g.parent.Node, Style: raised(g.parent.Style, s), Anonymous: true, Children: []*layout.Box{b}}
		}
	}
	g.parent.Children = append(g.parent.Children, b)
	for _, n := range g.spans {
		s := g.bd.style(n.Style, true)
		g.add(text.Item{Kind: text.Open, Style: withoutEdge(s, startSide(s)), Node: n}, false)
	}
}

// flush ends a run that stands beside block-level boxes or items: it
// becomes an anonymous box, or where it makes no line box leaves only floats and
// what is out of flow.
func (g *gather) flush() {
	r := g.run
	g.run = run{}
	if !r.ink {
		for _, it := range r.items {
			if it.Kind == text.OutOfFlow || it.Kind == text.FloatItem {
				g.parent.Children = append(g.parent.Children, r.atoms[it.Index])
			}
		}
		return
	}
	s := anonymous(g.parent.Style)
	if len(g.parent.Children) == 0 && !g.items {
		s.FirstLine = g.parent.Style.FirstLine
	}
	g.parent.Children = append(g.parent.Children, &layout.Box{
		Node: g.parent.Node, Style: s, Anonymous: true,
		Content: g.bd.o.Content(s, r.items), Atoms: r.atoms, Ruby: r.ruby,
	})
}

// markerLine makes a line in a list item that holds nothing but a marker outside of it: the item is as high as the marker's
// line (CSS Lists 3 §3.5).
func (g *gather) markerLine() {
	inked := func(it text.Item) bool { return it.Kind == text.FloatItem }
	if g.items || g.run.ink || len(g.parent.Children) > 0 || slices.ContainsFunc(g.run.items, inked) ||
		!slices.ContainsFunc(g.run.atoms, func(b *layout.Box) bool { return b.Node.Pseudo == "marker" }) {
		return
	}
	s := anonymous(g.parent.Style)
	s.Display = style.InlineBlock
	b := &layout.Box{Node: g.parent.Node, Style: s, Anonymous: true}
	g.add(text.Item{Kind: text.AtomItem, Style: s, Atom: atom{b}, Index: len(g.run.atoms)}, true)
	g.run.atoms = append(g.run.atoms, b)
}

// finish ends the last run. Inline content that stands alone belongs to the
// container itself, unless align-content is to move it as one.
func (g *gather) finish() {
	g.endTable()
	g.markerLine()
	alone := len(g.parent.Children) == 0 && !g.items && g.run.ink
	if a := g.parent.Style.AlignContent; !alone || a != style.AlignNormal && a != style.AlignAuto {
		g.flush()
		return
	}
	g.parent.Content = g.bd.o.Content(g.parent.Style, g.run.items)
	g.parent.Atoms, g.parent.Ruby = g.run.atoms, g.run.ruby
}
