package box

import (
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
	bd := &builder{o: o}
	return bd.box(root)
}

type builder struct{ o Options }

// box makes the principal box of n with all that is in it.
func (bd *builder) box(n *style.Node) *layout.Box {
	b := &layout.Box{Node: n, Style: n.Style}
	if r := bd.replaced(n); r != nil {
		b.Replaced = r
		return b
	}
	g := gather{bd: bd, parent: b, items: n.Style.LaysOutItems()}
	g.children(n)
	g.finish()
	return b
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
}

// run is inline content being collected.
type run struct {
	items []text.Item
	atoms []*layout.Box
	ink   bool // something in it makes a line box
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
	case s.Display == style.DisplayNone, n.Pseudo != "" && s.Content == nil && len(n.Children) == 0:
	case s.Display == style.Contents:
		if g.bd.replaced(n) == nil { // CSS Display 3 Appendix B
			g.children(n)
		}
	case isBreak(n):
		g.add(text.Item{Kind: text.Break, Style: s, Node: n}, true)
	case outOfFlow(s):
		g.addOutOfFlow(n)
	case g.items, blockLevel(s):
		g.block(g.bd.box(n))
	case s.Display != style.Inline || isReplaced(n):
		b := g.bd.box(n)
		g.add(text.Item{Kind: text.AtomItem, Style: s, Node: n, Atom: atom{b}, Index: len(g.run.atoms)}, true)
		g.run.atoms = append(g.run.atoms, b)
	default:
		g.span(n)
	}
}

// text adds a run of text of element n.
func (g *gather) text(n *style.Node, s string) {
	if s != "" {
		g.add(text.Item{Kind: text.Run, Text: s, Style: n.Style, Node: n}, !collapsible(s, n.Style))
	}
}

// span adds an inline box.
func (g *gather) span(n *style.Node) {
	g.add(text.Item{Kind: text.Open, Style: n.Style, Node: n}, hasEdges(n.Style))
	g.spans = append(g.spans, n)
	g.children(n)
	g.spans = g.spans[:len(g.spans)-1]
	g.add(text.Item{Kind: text.Close, Style: n.Style, Node: n}, false)
}

// addOutOfFlow adds an out-of-flow box to the run; flush decides whether it stays
// in the inline content.
func (g *gather) addOutOfFlow(n *style.Node) {
	b := g.bd.box(n)
	if g.items {
		g.flush()
		g.parent.Children = append(g.parent.Children, b)
		return
	}
	b.Span = g.positioned(n)
	g.add(text.Item{Kind: text.OutOfFlow, Style: n.Style, Node: n, Index: len(g.run.atoms)}, false)
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
	g.parent.Children = append(g.parent.Children, b)
	for _, n := range g.spans {
		g.add(text.Item{Kind: text.Open, Style: withoutEdge(n.Style, startSide(n.Style)), Node: n}, false)
	}
}

// flush ends a run that stands beside block-level boxes or items: it
// becomes an anonymous box, or where it makes no line box leaves only what is
// out of flow.
func (g *gather) flush() {
	r := g.run
	g.run = run{}
	if !r.ink {
		for _, it := range r.items {
			if it.Kind == text.OutOfFlow {
				g.parent.Children = append(g.parent.Children, r.atoms[it.Index])
			}
		}
		return
	}
	s := anonymous(g.parent.Style)
	g.parent.Children = append(g.parent.Children, &layout.Box{
		Node: g.parent.Node, Style: s, Anonymous: true,
		Content: g.bd.o.Content(s, r.items), Atoms: r.atoms,
	})
}

// finish ends the last run. Inline content that stands alone belongs to the
// container itself, unless align-content is to move it as one.
func (g *gather) finish() {
	alone := len(g.parent.Children) == 0 && !g.items && g.run.ink
	if a := g.parent.Style.AlignContent; !alone || a != style.AlignNormal && a != style.AlignAuto {
		g.flush()
		return
	}
	g.parent.Content = g.bd.o.Content(g.parent.Style, g.run.items)
	g.parent.Atoms = g.run.atoms
}
