// Package paint draws a tree of placed boxes as pixels.
//
// [Draw] walks the tree once, in the painting order of CSS 2.2 Appendix E (order.go). For each box it paints what CSS
// asks for, one file for each thing:
//
//   - box.go: the areas of a box, and its decorations in their order: shadows, background, border; canvas.go does the same
//     for the page as a whole
//   - background.go: layers of pictures and gradients (gradient.go, colorstops.go), repeated (backgroundtiles.go) or seen
//     through text (backgroundtext.go)
//   - border.go: solid and double lines, sides that differ (bordersides.go), dashes and dots (borderdash.go, dash.go)
//   - columns.go: the rules between columns, and boxes that are broken over them
//   - table.go: the backgrounds of rows and columns, which show in cells, and the borders that cells share
//   - boxshadow.go, shadowmask.go: outer and inset shadows
//   - picture.go: img, svg and background pictures, placed by objectfit.go; vector.go for those that have no pixels
//   - inline.go: the fragments on lines; text.go, textshadow.go and decoration.go paint their text
//   - clip.go, shape.go: overflow and clip-path; transform.go, perspective.go, space.go; filter.go
//   - group.go: opacity, filters, blend modes and blurred text-shadows, which are painted on a layer first; ink.go says how
//     large; references.go has what url(#id) names in the page; mask.go masks such a layer, backdrop.go filters what is behind a box
//
// The pixels come from below: package raster fills shapes, package glyph draws text, package resample scales pictures.
//
// # One way to define a pixel, shortcuts to get there
//
// With [Options.Plain] every shape is filled by github.com/fogleman/gg, text outlines and pictures too. That defines the
// right pixels. Without it, rows of whole pixels are written directly, glyphs are drawn through masks and scaled pictures
// are kept. Tests hold the shortcuts within 2/255 of Plain, and within 8/255 at the edges of glyphs; benchmarks show both.
//
// # Coordinates
//
// User space is that of the boxes: px of CSS, as package layout placed them. The matrix maps it to device space, the
// pixels of the image. While the matrix is upright (it only scales and moves), the edges of boxes and the widths of
// borders snap to whole device pixels.
//
// # Bounds
//
// Boxes may be as large and shadows as many as a hostile page likes. Paths are cut to what is visible before they are
// drawn, and layers, blurs and fills are counted against a budget; a page that exceeds it gets [ErrSimplified] with its
// picture.
//
// # Where to add what
//
// A property that changes a whole box (as mix-blend-mode and mask do) makes a stacking context (createsStackingContext in
// order.go) and is part of the finish of its layer (group.go). A new kind of gradient is a shader of package raster,
// resolved in gradient.go.
package paint
