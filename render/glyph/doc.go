// Package glyph draws glyphs: outlines, masks of them, and ink through the masks.
//
// A text repeats few glyphs at few sizes, so each is drawn once for its size and the position of its pen within a pixel,
// and kept as a mask:
//
//   - outline.go adds the outline of a glyph to a path, with synthetic bold and italic styles;
//   - mask.go names masks ([Key]), snaps pens ([Pen]) and draws masks ([Drawer]), whose coverage cells.go computes just
//     as gg would;
//   - cache.go keeps masks for all renders of a process ([Cache]);
//   - contrast.go adjusts coverage to the colour of the text, as browsers on Linux do;
//   - ink.go blends a colour through a mask ([Ink]).
//
// Sizes are device px per em. Letters of more than [MaxSize] have no masks: package paint fills their outlines as shapes.
package glyph
