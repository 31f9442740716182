package style

import (
	"golang.org/x/net/html"

	"sharecard/render/css"
	"sharecard/render/dom"
)

// VectorDeclaration is what a style sheet of the page, or a style attribute, says
// of an element of an inline svg.
type VectorDeclaration struct {
	Name, Value string
	Important   bool
}

// inheritedVector are the properties of vector pictures that an svg element
// inherits from the page around it (SVG 2, Appendix F: property index).
var inheritedVector = map[string]bool{
	"clip-rule": true, "fill": true, "fill-opacity": true, "fill-rule": true, "shape-rendering": true, "stroke": true,
	"stroke-dasharray": true, "stroke-dashoffset": true, "stroke-linecap": true, "stroke-linejoin": true,
	"stroke-miterlimit": true, "stroke-opacity": true, "stroke-width": true, "text-anchor": true,
}

// vector returns the declarations of the elements of an inline svg, in rising
// order of the cascade. Nil where there is none. matches are those of the svg
// element itself, whose box the page lays out: it keeps what only pictures read.
func (c *computer) vector(svg *dom.Node, s *Style, matches []match) map[*html.Node][]VectorDeclaration {
	v := vectorStyles{c: c, of: map[*html.Node][]VectorDeclaration{}}
	if c.rules.vector {
		v.inherit(svg.Parent, s.parts.scope)
	}
	v.inherited = append(v.inherited, v.declarations(svg, matches, s.parts.scope, (*css.VectorDeclaration).VectorOnly)...)
	if len(v.inherited) > 0 {
		v.of[svg.HTML] = v.inherited
	}
	v.children(svg, s.parts.scope)
	return v.of
}

type vectorStyles struct {
	c         *computer
	of        map[*html.Node][]VectorDeclaration
	inherited []VectorDeclaration
}

// inherit collects what the elements around an svg element hand down, the
// outermost first.
func (v *vectorStyles) inherit(n *dom.Node, s *scope) {
	if n == nil {
		return
	}
	v.inherit(n.Parent, s)
	v.c.collect(n)
	v.inherited = append(v.inherited, v.declarations(n, v.c.matched, s, func(d *css.VectorDeclaration) bool {
		return inheritedVector[d.Name]
	})...)
}

func (v *vectorStyles) children(n *dom.Node, s *scope) {
	for _, child := range n.Children {
		if child.IsText() {
			continue
		}
		own := s
		if v.c.rules.vector {
			v.c.collect(child)
			v.c.cascade(v.c.matched, nil, nil)
			own = v.c.scopeOf(s)
		} else {
			v.c.matched = v.c.matched[:0]
		}
		if decls := v.declarations(child, v.c.matched, own, func(*css.VectorDeclaration) bool { return true }); len(decls) > 0 {
			v.of[child.HTML] = decls
		}
		v.children(child, own)
	}
}

// declarations lists what the matching rules of the page and the style attribute
// of n say, var() replaced. What is invalid then is left out.
func (v *vectorStyles) declarations(
	n *dom.Node, matches []match, s *scope, wanted func(*css.VectorDeclaration) bool,
) (out []VectorDeclaration) {
	add := func(list []css.VectorDeclaration) {
		if v.c.steps -= len(list); v.c.steps < 0 {
			return
		}
		for i := range list {
			d := &list[i]
			if !wanted(d) {
				continue
			}
			value := d.Value
			if value.HasVar() {
				var err error
				if value, err = value.Substitute(s.lookup, &v.c.vars); err != nil {
					continue
				}
			}
			out = append(out, VectorDeclaration{d.Name, value.String(), d.Important})
		}
	}
	for _, m := range matches {
		if m.author {
			add(v.c.rules.rules[m.rule].Vector)
		}
	}
	if src := n.Attr("style"); src != "" {
		add(css.ParseVector(src))
	}
	return out
}
