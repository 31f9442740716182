package style

import (
	"math"
	"slices"

	"sharecard/render/css"
	"sharecard/render/dom"
)

// ContainerType is container-type.
type ContainerType uint8

const (
	NoContainer ContainerType = iota // of sizes
	SizeContainer
	InlineSizeContainer
)

func containerNames(_ *context, v css.Value) ([]string, bool) {
	names, ok := v.(css.Names)
	return names, ok
}

// ancestor is an element around the one at hand.
type ancestor struct {
	elem  *dom.Node
	style *Style
}

// outside returns the elements around n, which may itself be around the one at hand.
func (c *computer) outside(n *dom.Node) []ancestor {
	for i := len(c.around) - 1; i >= 0 && c.around[i].elem != n.Parent; i-- {
		if c.around[i].elem == n {
			return c.around[:i]
		}
	}
	return c.around
}

// queried drops the matches of pseudo-elements of n whose container queries do not hold:
// n is the first container that they ask (CSS Conditional 5 §5.1).
func (c *computer) queried(matches []match, n *dom.Node) []match {
	return slices.DeleteFunc(matches, func(m match) bool {
		queries := c.rules.rules[m.rule].Containers
		return queries != nil && !c.holds(queries, c.around)
	})
}

// holds reports whether all container queries hold for an element inside of others.
func (c *computer) holds(queries []*css.ContainerQuery, around []ancestor) bool {
	for _, q := range queries {
		if !c.query(q, around) {
			return false
		}
	}
	return true
}

// query asks the nearest container that suits the query (CSS Conditional 5 §5.1). A query about a
// size that is not known does not hold.
func (c *computer) query(q *css.ContainerQuery, around []ancestor) bool {
	i := c.nearest(around, func(s *Style) bool {
		return (q.Name == "" || slices.Contains(s.ContainerNames, q.Name)) &&
			(!q.Width || s.knows(true)) && (!q.Height || s.knows(false)) &&
			(!q.Inline || s.knows(!s.Vertical())) && (!q.Block || s.knows(s.Vertical()))
	})
	if i < 0 {
		return false
	}
	of := around[i]
	env := css.Environment{Turned: of.style.Vertical(), Custom: of.style.parts.scope.lookup}
	if q.Sized() {
		var known bool
		if env.Width, env.Height, known = c.containerSize(of.elem); !known || !of.style.Contain.sized() {
			return false
		}
	}
	outer := c.around
	c.around = around[:i]
	defer func() { c.around = outer }()
	on := context{computer: c, style: of.style, parent: of.style, elem: of.elem, em: of.style.FontSize, line: of.style.lineHeightPx()}
	env.Px = on.px
	return q.Matches(env)
}

// nearest returns the index of the innermost element that suits, -1 for none.
func (c *computer) nearest(around []ancestor, suits func(*Style) bool) int {
	for i := len(around) - 1; i >= 0 && c.steps >= 0; i-- {
		if c.steps--; suits(around[i].style) {
			return i
		}
	}
	return -1
}

// Isolates reports whether containment or container-type gives the content a formatting
// context of its own (CSS Contain 2 §3.3, CSS Conditional 5 §4.1).
func (s *Style) Isolates() bool { return s.Contain.Encloses() || s.Container != NoContainer }

// knows reports whether the element is a container of sizes along an axis of the page.
func (s *Style) knows(horizontal bool) bool {
	return s.Container == SizeContainer || s.Container == InlineSizeContainer && horizontal != s.Vertical()
}

func (c *computer) containerSize(n *dom.Node) (width, height float64, known bool) {
	if c.opts.ContainerSize == nil {
		return 0, 0, false
	}
	return c.opts.ContainerSize(n)
}

// containerUnit is the px that one of a unit relative to a container stands for (CSS Conditional 5
// §6): a hundredth of the nearest container that knows its size along the axis, or of the card.
func (c *context) containerUnit(u css.Unit) float64 {
	along := func(horizontal bool) float64 {
		if i := c.nearest(c.around, func(s *Style) bool { return s.Contain.sized() && s.knows(horizontal) }); i >= 0 {
			if w, h, known := c.containerSize(c.around[i].elem); known && horizontal {
				return w / 100
			} else if known {
				return h / 100
			}
		}
		if horizontal {
			return c.unit(css.UnitVw)
		}
		return c.unit(css.UnitVh)
	}
	vertical := c.style.Vertical()
	switch u {
	case css.UnitCqw:
		return along(true)
	case css.UnitCqh:
		return along(false)
	case css.UnitCqi:
		return along(!vertical)
	case css.UnitCqb:
		return along(vertical)
	case css.UnitCqmin:
		return math.Min(along(true), along(false))
	}
	return math.Max(along(true), along(false))
}
