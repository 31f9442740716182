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
)

// prepare readies a tree for layout: its boxes have the styles that layout reads, and know
// what is decided by the page and by what stands around them. height is that of the page,
// 0 where the content decides.
func prepare(root *Box, height float64) {
	tracks := tracksOfBoxes / max(1, root.count())
	root.prepare(max(leastTracks, min(tracks, mostTracks)), height, false)
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

// prepare is prepare for b; inItem tells whether it stands in a cell or a flex item that has
// no width of its own.
func (b *Box) prepare(maxTracks int, page float64, inItem bool) {
	b.turn(false)
	b.memo.maxTracks, b.memo.page, b.memo.inItem = maxTracks, page, inItem
	inItem = (inItem || b.Style.IsFlex() || b.Style.Display == style.TableCell) && !definite(resolve(b.Style.Width, indefinite))
	for _, children := range [2][]*Box{b.Children, b.Atoms} {
		for _, c := range children {
			c.prepare(maxTracks, page, inItem)
		}
	}
}
