// Package filter draws what filter elements describe (Filter Effects 1 §9).
//
// Package svg reads an element into a [Graph], in px of the user space of what is filtered; [Graph.Apply] runs it on a
// layer of device pixels. Every step makes an image of the size of the layer out of those of the steps before it:
//
//   - graph.go: the order of the steps, their regions, and how long an image is kept
//   - colour.go: sRGB and linear RGB, [Matrix], [Transfer], [Flood]
//   - function.go: the functions of the property filter that map colours
//   - combine.go: [Blend], [Composite], [Merge]
//   - move.go: [Offset], [Blur], [DropShadow], [Tile]
//   - neighbours.go: [Morphology], [Convolve]
//   - turbulence.go: [Turbulence]; displace.go: [Displace]
//   - light.go: [Lighting]
//
// # Bounds
//
// The steps of a graph, the images that are kept at one time and the work are bounded; a graph that exceeds a bound
// changes nothing and says so.
package filter
