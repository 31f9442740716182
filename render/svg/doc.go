// Package svg draws logos and other small vector pictures.
//
// [Parse] reads a file and [FromNode] an svg element of a page into an [Image],
// once; [Image.Draw] draws it at any size, through gg. On the way,
//
//   - document.go makes a tree of the elements, whatever they came from;
//   - build.go walks it, with styles (cascade.go, style.go, sheet.go), and turns
//     it into groups and shapes (scene.go): paths (path.go, arc.go), gradients
//     (gradient.go), clips (clip.go),
//     masks (mask.go) and patterns (pattern.go);
//   - draw.go flattens the shapes to polygons in pixels (polyline.go, stroke.go)
//     and fills these.
//
// Curves, the cutting of polygons, gradients and fills are those of package raster, which package paint uses as well: a
// logo as a picture and the same shape as a clip-path have the same edges.
//
// # What is drawn
//
// The elements svg, g, a, switch, defs, symbol, use, path, rect, circle,
// ellipse, line, polyline, polygon, linearGradient, radialGradient, pattern,
// clipPath, mask and style, with transform, viewBox, preserveAspectRatio, fill, stroke and all that
// belongs to them, opacity, clip-path, display, visibility, and shape-rendering
// for upright edges. Everything else that a browser would show, such as text,
// pictures, filters and markers, is left out and told in a diagnostic, an error.
//
// An svg element of a page also takes what the style sheets of the page say of it
// and of what is in it.
//
// Nothing outside of the picture is ever looked at and nothing in it is run: an
// address is "#id" or is refused.
//
// # Bounds
//
// Bytes, elements, nesting, path segments, stops and rules are counted when a
// picture is read, elements used again and again each time; when it is drawn,
// pixels and edges are. A picture that is over a bound is cut there and says so.
package svg
