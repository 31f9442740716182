package box

import (
	"sharecard/render/style"
	"sharecard/render/text"
)

// maxRubies bounds how deep rubies stand in one another. Those further in are inline boxes
// with their annotations beside the text.
const maxRubies = 8

// pairs adds the content of a ruby: what stands before each annotation is its base (CSS
// Ruby 1 §2.2). What no annotation follows is text as any other.
func (g *gather) pairs(n *style.Node) {
	if g.ruby == maxRubies {
		g.children(n)
		return
	}
	g.ruby++
	base, st := len(g.run.items), text.BaseStyle(g.bd.style(n.Style, true))
	g.eachPart(n, func(c *style.Node) {
		if c.Style.Display != style.RubyText || outOfFlow(c.Style) {
			g.element(c)
			return
		}
		g.endTable()
		if items := g.annotation(c); text.Shows(items) {
			g.annotate(base, st, c.Style, items)
		} else {
			g.run.items = append(g.run.items, items...)
		}
		base = len(g.run.items)
	})
	g.ruby--
}

// eachPart calls element for the elements of a ruby, those of boxes with display: contents
// too, and adds the text between.
func (g *gather) eachPart(n *style.Node, element func(*style.Node)) {
	for _, c := range n.Children {
		switch {
		case c.IsText:
			g.text(n, c.Text)
		case c.Style.Display == style.Contents && !isReplaced(c):
			g.eachPart(c, element)
		default:
			element(c)
		}
	}
}

// annotation returns the inline content of an annotation, its own box around it.
func (g *gather) annotation(n *style.Node) []text.Item {
	outer := g.run.items
	g.run.items = nil
	g.span(n)
	items := g.run.items
	g.run.items = outer
	return items
}

// annotate puts an inline box around the base, the items from base on, that carries the
// annotation. st is its style.
func (g *gather) annotate(base int, st, annotation *style.Style, items []text.Item) {
	pair := text.Pair(st, g.run.items[base:], g.bd.style(annotation, true), items)
	g.run.items = append(g.run.items[:base:base], pair...)
	g.run.ink, g.run.ruby = true, true
}
