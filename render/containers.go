package render

import (
	"context"
	"fmt"
	"math"

	"sharecard/render/css"
	"sharecard/render/dom"
	"sharecard/render/layout"
)

// maxPasses bounds how often a card is styled and laid out anew for its containers. A
// container's size does not depend on its content (CSS Conditional 5 §4.1), so each pass
// settles one more level of containers inside each other.
const maxPasses = 6

// containers are the query containers of a card, by their elements.
type containers struct {
	known map[*dom.Node]containerSize // as the last layout has them
	asked map[*dom.Node]bool          // those that styles depend on
}

// containerSize is the size of a content box in px; there is none where the element has
// no box.
type containerSize struct {
	w, h  float64
	boxed bool
}

// size answers package style.
func (c *containers) size(n *dom.Node) (w, h float64, known bool) {
	if c.asked == nil {
		c.asked = map[*dom.Node]bool{}
	}
	c.asked[n] = true
	size := c.known[n]
	return size.w, size.h, size.boxed
}

// settleContainers styles and lays out a card anew until the sizes of containers that its styles
// depend on are those of its layout. A card whose styles ask for none is done at once.
func settleContainers(ctx context.Context, s *state) error {
	c := &s.containers
	for pass := 0; len(c.asked) > 0; pass++ {
		sizes := map[*dom.Node]containerSize{}
		c.measure(s.root, sizes)
		if c.settled(sizes) {
			return nil
		}
		if pass == maxPasses {
			s.report.Diagnostics = append(s.report.Diagnostics, css.Diagnostic{
				File: s.job.Template.File(), Severity: css.Error,
				Message: fmt.Sprintf("containers that are queried stand more than %d deep inside each other; the innermost are not asked", maxPasses),
			})
			return nil
		}
		c.known, c.asked = sizes, nil
		for _, step := range [...]func(context.Context, *state) error{computeStyles, loadPictures, buildBoxes, placeBoxes} {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := step(ctx, s); err != nil {
				return err
			}
		}
	}
	return nil
}

// measure collects the sizes of the containers in b that were asked for.
func (c *containers) measure(b *layout.Box, sizes map[*dom.Node]containerSize) {
	if !b.Anonymous && b.Node != nil && b.Node.Pseudo == "" && c.asked[b.Node.Elem] {
		sizes[b.Node.Elem] = containerSize{
			w:     math.Max(0, b.Exact.W-b.Border.Width()-b.Padding.Width()),
			h:     math.Max(0, b.Exact.H-b.Border.Height()-b.Padding.Height()),
			boxed: true,
		}
	}
	for _, children := range [...][]*layout.Box{b.Children, b.Atoms} {
		for _, child := range children {
			c.measure(child, sizes)
		}
	}
}

// settled reports whether what was answered is what the layout has.
func (c *containers) settled(sizes map[*dom.Node]containerSize) bool {
	const within = 1.0 / 64 // px, the unit of a browser's layout
	for n := range c.asked {
		a, b := c.known[n], sizes[n]
		if a.boxed != b.boxed || math.Abs(a.w-b.w) > within || math.Abs(a.h-b.h) > within {
			return false
		}
	}
	return true
}
