// Package box builds the box tree of CSS Display 3 and CSS 2.2 §9.2 from styled
// nodes: which element makes which box, anonymous boxes, generated content, and
// inline content gathered into the items that package text sets in lines.
//
// [Build] walks the styled tree once. An element is one of
//
//   - nothing (display: none), or its children in its place (contents);
//   - a block-level box: a block, flex or grid container or a replaced
//     element, which becomes a child of its container's box;
//   - an inline box, which becomes an Open and a Close item of the inline
//     content around it;
//   - an atom, an inline-block, inline-flex or inline replaced element, which
//     becomes one item and an entry of Box.Atoms;
//   - out of flow: a child of the box, or where text stands before it an item
//     that only asks for its static position.
//
// A block container holds either block-level boxes or inline content; where an
// element mixes them, runs of inline content go into anonymous block boxes.
package box
