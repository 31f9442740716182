package layout

import (
	"strings"

	"sharecard/render/style"
)

// Box is a box of the box tree with its place. The tree is built by package
// box, placed by [Run], drawn by package paint. A box holds either block-level
// children, or inline content, or a replaced element.
type Box struct {
	Node  *style.Node // element or pseudo-element; the parent's for an anonymous box
	Style *style.Style
	// Anonymous boxes have no element of their own (CSS 2.2 §9.2.1.1).
	Anonymous bool

	Children []*Box    // in source order; block-level boxes or flex items
	Content  Content   // inline formatting context; Children is then empty
	Atoms    []*Box    // inline-level boxes and out-of-flow boxes inside Content
	Replaced *Replaced // img, svg
	Ruby     bool      // there are annotations in Content
	// Span is the positioned inline box around an absolutely positioned one
	// that Atoms holds: its containing block (CSS 2.2 §10.1).
	Span *style.Node
	// Orthogonal is set where the only child has lines that run across those of the
	// container of the box. It has the frame, the child the content.
	Orthogonal bool
	// Mirrored is set of an Orthogonal box whose lines run down as those of its container
	// do, but follow one another in the other direction.
	Mirrored bool
	// Multicol is set where the only child has the content, to be broken into columns. [Run] puts the columns and what
	// spans them in the place of the child (CSS Multi-column 1 §2).
	Multicol bool
	// Drawn is the style of a box in vertical writing as it is drawn; Style is then turned
	// (see [style.Style.Turned]) until [Run] has placed the box. It is nil elsewhere.
	Drawn *style.Style

	// Results, in px. X and Y are of the border box, relative to the parent's
	// border box; for an atom, relative to the box that holds the Content.
	// They lie on whole device pixels; Exact is the border box before rounding,
	// from the top left of the page.
	X, Y, W, H float64
	Exact      Rect
	Margin     Edges // used values
	Border     Edges
	Padding    Edges
	Inline     *Inline // of Content
	Hidden     bool    // left out by line-clamp: it has no place
	Table      *Table  // of a table
	Part       *Part   // of a box that is broken over columns: which part this is
	Rules      []Rect  // between columns, from the border box
	// Behind are, of a table cell, the column group, column, row group and row whose
	// backgrounds show in it, the first one behind the others.
	Behind []*Box

	turned bool // Style is the one to draw with
	memo   memo
}

// Replaced is the intrinsic size of a replaced element in px. A side of 0 is
// unknown; Ratio is width over height, 0 for none.
type Replaced struct {
	W, H, Ratio float64
	Src         string // address of the picture, as it stands in the source
	Missing     bool   // the picture could not be loaded
	Empty       bool   // sides that are unknown are 0: containment of sizes
}

// Part is one of the parts of a box that is broken over columns. Exact and H are of the part; X and Y, and the places in
// the box, count from where the box would begin if all of it stood in this column. Borders and backgrounds are those of
// all parts one below the other, as box-decoration-break: slice has it (CSS Fragmentation 3 §5.4).
type Part struct {
	From  float64 // where the part begins, from Y
	Above float64 // height of the parts before it
	Total float64 // height of all parts
}

// First and Last report whether the box begins or ends with the part, which is h px high.
func (p *Part) First() bool { return p.Above <= 0 }

// Last is described at First.
func (p *Part) Last(h float64) bool { return p.Above+h >= p.Total-partSlack }

// partSlack is more than rounding to device pixels changes a height, px.
const partSlack = 1

// Edges are used widths in px on the four sides of a box.
type Edges struct{ Top, Right, Bottom, Left float64 }

// Rect is a rectangle in px.
type Rect struct{ X, Y, W, H float64 }

// Name is a short name of the box: tag, id and classes of its element as in a
// selector, the pseudo-element, or "anonymous".
func (b *Box) Name() string {
	if b.Anonymous || b.Node == nil {
		return "anonymous"
	}
	var sb strings.Builder
	if e := b.Node.Elem; e != nil && e.HTML != nil {
		sb.WriteString(e.HTML.Data)
		for _, a := range e.HTML.Attr {
			switch a.Key {
			case "id":
				sb.WriteString("#" + a.Val)
			case "class":
				for _, c := range strings.Fields(a.Val) {
					sb.WriteString("." + c)
				}
			}
		}
	}
	if b.Node.Pseudo != "" {
		sb.WriteString("::" + b.Node.Pseudo)
	}
	return sb.String()
}
