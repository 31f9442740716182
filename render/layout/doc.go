// Package layout places boxes: block layout with floats (CSS 2.2 §8–10), flex layout (CSS
// Flexbox 1 §9), grid layout (CSS Grid 2), tables (CSS 2.2 §17 and CSS Tables 3), columns
// (CSS Multi-column 1), vertical writing (CSS Writing Modes 4), absolute and relative
// position (CSS Position 3), replaced elements, and the one rounding to whole pixels at the
// end. Inline content is behind the [Content] interface. Where the standards leave room, or
// browsers agree on something else, it does what Chromium does.
//
// [Run] is the only entry. Inside, a parent decides on the width of each child
// (sizes.go, flex_base.go, absolute.go) and asks for its layout under
// [constraints]: that width, perhaps a height, and the containing block for
// percentages. The answer is a [fragment]: size, baselines, margins that still
// collapse, and children in their places. Fragments never change and are kept
// by box and constraints (memo.go), so a layout is computed once; constraints
// that ask for the size alone (constraints.measure) place nothing. Both together
// keep the time of nested containers linear.
//
// Where there are floats, constraints also say where a box stands among them
// (floatContext): the list of those before it and its place in the block
// formatting context. The list after the box is part of the fragment. The place
// is foreseen from the margins that will collapse (leading); where it was wrong
// the box is laid out again, a bounded number of times.
//
//	sizes.go ratio.go        what a style asks for, in px of the border box
//	intrinsic.go             min-content and max-content widths
//	block.go inline.go       block containers, margin collapsing, atoms on lines
//	float.go float_flow.go   floats, and the boxes and lines beside them
//	shape.go                 shape-outside
//	contain.go               containment of sizes
//	flex*.go                 flex containers, one function per step of §9
//	grid*.go                 grid containers, one function per step: the explicit
//	                         grid (§7), placement (§8), track sizing (§11),
//	                         alignment (§10), subgrids (CSS Grid 2 §9)
//	table*.go                tables: their structure, collapsed borders, widths of columns,
//	                         heights of rows, places
//	columns.go               multi-column containers: how many columns, their rows and what
//	                         spans them
//	columns_balance.go       where columns end, and how high balanced ones are
//	breaks.go parts.go       possible breaks in content, and the parts of boxes that are
//	                         broken
//	ruby.go                  room for annotations over the first line of a block
//	prepare.go               what a tree needs to know before it is laid out
//	orthogonal.go            content whose lines run across those around it
//	self_align.go            justify-self
//	absolute.go              out-of-flow boxes: they travel up as pending until
//	                         their containing block has its size
//	replaced.go              img and svg
//	run.go round.go          the page, its pixels
//
// Columns are pieces of content that is laid out in one piece before: no other layout knows
// of them. So floats, and content that overflows its box, are broken at the height at which
// the text beside them is. Tables, flex and grid containers, clipped boxes and nested columns
// are not broken: one that is higher than a column overflows it. In vertical writing the
// content stands in one column.
//
// Only [Run] writes to boxes. Lengths in px are bounded to ±2²⁵, as in
// browsers, so that no style makes a size infinite. A box tree belongs to one
// goroutine.
package layout
