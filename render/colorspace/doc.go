// Package colorspace converts, mixes and maps colours by CSS Color 4.
//
// A [Color] stands in one of the spaces that CSS names, with components that may be missing (the keyword none) and that may
// lie outside of what sRGB shows. [Color.In] converts it, [Mix] interpolates between two, and [Color.NRGBA] maps it to the
// 8-bit sRGB of a picture.
//
// Everything here is a pure function of its arguments and safe for concurrent use.
package colorspace
