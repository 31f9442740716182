// Package paint draws a tree of placed boxes as pixels.
//
// [Draw] walks the tree once, in the painting order of CSS 2.2 Appendix E
// (order.go), and turns what each box shows into filled paths: backgrounds
// (background.go, gradient.go, picture.go), borders (border.go), shadows
// (boxshadow.go, blur.go), glyph outlines (text.go, outline.go), decorations.
// Overflow and clip-path narrow the clip (clip.go); opacity, filters and
// blurred text shadows draw on a layer first (group.go).
//
// # One way to define a pixel, shortcuts to get there
//
// Every shape becomes a [github.com/fogleman/gg] path and is filled by gg on
// one context over the image; with [Options.Plain] that is all there is.
// Curves are flattened here, to 0.05 px, and all points lie on gg's grid of
// 1/64 px (path.go), so that a shape cut into parts, or drawn at one place and
// copied to another, has the same edges.
//
// Beside it stand shortcuts, each in a file that tells what it saves: rows of
// whole pixels (rows.go), the inside of rounded boxes (roundbox.go), gradients
// by rows and tables (gradientrow.go), pictures copied (picture.go) and kept as
// they were scaled (picturecache.go), glyph masks (glyphmask.go, cells.go,
// blit.go). They stay within 2/255 of Plain, and 8/255 at the edges of glyphs.
//
// # Coordinates and colours
//
// User space is that of the boxes: px of CSS, as package layout placed them.
// The matrix maps it to device space, the pixels of the image; while it is
// upright (only scales and moves) the edges of boxes and the widths of borders
// snap to whole device pixels. Colours are 8-bit sRGB, premultiplied on the
// image, blended without gamma as browsers do.
//
// # Bounds
//
// Boxes may be as large and shadows as many as a hostile page likes: paths are
// cut to what is visible before they are drawn, layers and blurs are counted
// against a budget, and a page that exceeds it gets [ErrSimplified] with its
// picture.
//
// A card that must fit a limit on bytes is drawn again with coarser pictures
// (coarse.go); nothing else of it changes.
package paint
