package layout

import "sharecard/render/style"

// The lines of a grid are bounded in each direction from the first explicit one.
// §7.1: "Since memory is not infinite, UAs may clamp the possible size of the
// implicit grid." Every box may be a grid, or an item across all tracks of one, and
// track sizing takes time for each track of each: the more boxes a page has, the
// smaller are its grids, down to more tracks than a card has room for.
const (
	mostTracks    = 10_000
	leastTracks   = 1_000
	tracksOfBoxes = 2_000_000 // of all boxes together, above the least
	// The tracks of a subgrid are kept with each of its sizes.
	leastInherited   = 100
	inheritedOfBoxes = 200_000
)

// The columns of a multi-column container are bounded, as each may hold a part of each box in it: the more boxes a page
// has, the fewer columns. What remains stands in the last one.
const (
	mostColumns    = 1_000
	leastColumns   = 16
	columnsOfBoxes = 100_000 // of all boxes together, above the least
)

// prepare readies a tree for layout: its boxes have the styles that layout reads, and know
// what is decided by the page and by what stands around them. height is that of the page,
// 0 where the content decides.
func prepare(root *Box, height float64) {
	boxes := max(1, root.count())
	p := preparation{
		page:         height,
		maxTracks:    max(leastTracks, min(tracksOfBoxes/boxes, mostTracks)),
		maxInherited: max(leastInherited, min(inheritedOfBoxes/boxes, mostTracks)),
		maxColumns:   max(leastColumns, min(columnsOfBoxes/boxes, mostColumns)),
	}
	p.prepare(root, false)
	if root.annotated() {
		root.amidRubies()
	}
}

// count returns the number of boxes in the tree.
func (b *Box) count() int {
	n := 1
	for _, children := range [2][]*Box{b.Children, b.Atoms} {
		for _, c := range children {
			n += c.count()
		}
	}
	return n
}

// preparation is what all boxes of a page know.
type preparation struct {
	page                                float64
	maxTracks, maxInherited, maxColumns int
}

// prepare is prepare for b; inItem tells whether it stands in a cell or a flex item that has
// no width of its own.
func (p *preparation) prepare(b *Box, inItem bool) {
	b.turn(false)
	b.memo.maxTracks, b.memo.maxInherited, b.memo.maxColumns = p.maxTracks, p.maxInherited, p.maxColumns
	b.memo.page, b.memo.inItem = p.page, inItem
	if b.memo.content != nil { // Run has put columns in its place
		b.Children, b.memo.content = []*Box{b.memo.content}, nil
	}
	inItem = (inItem || b.Style.IsFlex() || b.Style.Display == style.TableCell) && !definite(resolve(b.Style.Width, indefinite))
	for _, children := range [2][]*Box{b.Children, b.Atoms} {
		for _, c := range children {
			p.prepare(c, inItem)
		}
	}
}
