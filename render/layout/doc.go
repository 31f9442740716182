// Package layout places boxes: block layout (CSS 2.2 §8–10), flex layout (CSS
// Flexbox 1 §9), absolute and relative position (CSS Position 3), replaced
// elements, and the one rounding to whole pixels at the end. Inline content is
// behind the [Content] interface.
package layout
