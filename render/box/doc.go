// Package box builds the box tree of CSS Display 3 and CSS 2.2 §9.2 from styled
// nodes: which element makes which box, anonymous boxes, generated content, and
// inline content gathered into the items that package text sets in lines.
//
// [Build] walks the styled tree once. An element is one of
//
//   - nothing (display: none), or its children in its place (contents);
//   - a block-level box: a block, flex or grid container, a table or a replaced
//     element, which becomes a child of its container's box;
//   - an inline box, which becomes an Open and a Close item of the inline
//     content around it;
//   - an atom, an inline-block, inline-flex or inline replaced element, which
//     becomes one item and an entry of Box.Atoms;
//   - a part of a table, which belongs to a table around it: where the table, the
//     row or the cell between them is missing, an anonymous box takes its place
//     (table.go);
//   - a ruby, whose bases are inline boxes that have their annotations with them (ruby.go);
//   - a float or out of flow: a child of the box, or where text stands beside it an
//     item, of one out of flow only to ask for its static position.
//
// A block container holds either block-level boxes or inline content; where an
// element mixes them, runs of inline content go into anonymous block boxes.
package box
