// Package resample scales pictures to the size at which a card shows them.
//
// [Scale] is the one entry: a [Spec] names the size of the whole picture in device px, the part of it that is seen, and
// whether pixels may be mixed. [Cache] keeps results for the next card.
//
// # How a picture is scaled
//
//  1. A picture of the right size is converted or cut, no more (resample.go).
//  2. image-rendering: pixelated takes the nearest pixel (nearest.go).
//  3. All others are averaged over whole blocks until they are less than twice too large (average.go), then filtered
//     along x and along y by a Catmull-Rom kernel that is stretched by what is left (kernel.go). Pictures with alpha
//     are filtered in premultiplied colours (rgba.go). The planes of a JPEG are filtered each in its own resolution
//     (ycbcr.go, luma.go, chroma.go); several values share a machine word (lanes.go).
//  4. For a limit on bytes a picture is scaled down once more and back (coarse.go).
//
// Only the part of the source that the result needs is read. Results are exact to 1 or 2 of 255 against the same filter
// in floating point; tests say how much.
package resample
