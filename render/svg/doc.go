// Package svg draws logos and other small vector pictures.
//
// [Parse] reads a file and [FromNode] an svg element of a page into an [Image],
// once; [Image.Draw] draws it at any size, through gg. On the way,
//
//   - document.go makes a tree of the elements, whatever they came from;
//   - build.go walks it, with styles (cascade.go, style.go, sheet.go), and turns
//     it into groups and shapes (scene.go): paths (shape.go, package pathdata), gradients
//     (gradient.go), clips (clip.go), masks (mask.go), patterns (pattern.go) and filters
//     (filter.go, primitive.go), which package filter draws on layers of filtered.go;
//   - text.go and its neighbours collect and place the characters of text elements,
//     which a [Typesetter] that the caller brings sets in faces;
//   - draw.go flattens the shapes to polygons in pixels (polyline.go, package raster)
//     and fills these.
//
// Curves, the cutting of polygons, gradients and fills are those of package raster, which package paint uses as well: a
// logo as a picture and the same shape as a clip-path have the same edges.
//
// # What is drawn
//
// The elements svg, g, a, switch, defs, symbol, use, path, rect, circle,
// ellipse, line, polyline, polygon, text, tspan, linearGradient, radialGradient, pattern,
// clipPath, mask, filter and style, with transform, viewBox, preserveAspectRatio, fill, stroke and all that
// belongs to them, opacity, clip-path, display, visibility, and shape-rendering
// for upright edges. Everything else that a browser would show, such as
// pictures and markers, is left out and told in a diagnostic, an error.
//
// Text is one line without breaks, placed by x, y, dx, dy, rotate, textLength,
// text-anchor, dominant-baseline, alignment-baseline and baseline-shift, in the
// fonts of CSS with letter-spacing, word-spacing, text-transform, white-space,
// direction and solid text-decoration. Text on a path, vertical text and
// text-shadow are told as errors. It is drawn in the faces of the card: those
// built in, those of the font folder, and those of the template's @font-face
// rules, in files and data: addresses too. There a browser shows installed faces
// only; an inline svg looks the same in both.
//
// An svg element of a page also takes what the style sheets of the page say of it
// and of what is in it, and refers to elements of the other svg elements of the page.
// [References] (references.go) are those that the style sheets refer to for other boxes.
//
// Nothing outside of the picture is ever looked at and nothing in it is run: an
// address is "#id" or is refused.
//
// # Bounds
//
// Bytes, elements, nesting, path segments, characters, stops and rules are counted when a
// picture is read, elements used again and again each time; when it is drawn,
// pixels and edges are. A picture that is over a bound is cut there and says so.
package svg
