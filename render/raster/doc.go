// Package raster turns geometry into pixels. Packages paint (CSS boxes) and svg (pictures) both draw with it, so that a
// curve, an edge or a gradient looks the same wherever it comes from.
//
// # From a curve to a pixel
//
//  1. A [Path] takes lines and curves in user space and keeps polygons in device space. Curves become lines that stay
//     within [Flatness] of them (flatten.go), and every point is rounded to 1/64 px, the grid of gg's rasteriser. A shape
//     that is cut into parts, or drawn at one place and copied to another, therefore keeps its edges.
//  2. Polygons are cut to what is visible (polygon.go): a page may ask for boxes that are 1e9 px wide.
//  3. A [Surface] fills the path through [github.com/fogleman/gg] in one colour or by a [Shader], through a mask if there
//     is one.
//
// This package is the only one that calls gg. Colours are 8-bit sRGB, premultiplied on the image and blended without
// gamma, as browsers do.
//
// # Fills
//
// A [Filler] does the three steps for a [Shape] inside a [Clip]. With Plain set it sends everything through gg; that
// defines the right pixels. Otherwise it writes the rows of whole pixels that a shape covers itself (rows.go) and sends
// only the edges through gg. BenchmarkFill, BenchmarkRoundedCard and BenchmarkGradient of package paint show both ways.
// The Filler also draws coverage as masks, blurs, lends the memory of masks and layers, and counts work against a budget.
//
// # What fills are made of
//
// A [Source] is one colour or a [Shader]: [Linear] and [Radial] gradients over one [ColorLine], pixels that are [Placed],
// seen through a matrix ([Bilinear]) or [Faded]. A new kind of gradient is a new Shader over the same ColorLine, a new
// way to mix colours a new [Interpolation]; CSS and SVG get both at once.
package raster
