// Package subject finds what a photograph is of, so that a crop can keep it.
//
// It recognises nothing. A subject stands out from what surrounds it: by a colour that
// the rest of the picture has little of and that keeps to one place, by sharpness
// before a soft ground, by the tones of skin, most of all in a patch of the shape of
// a face. [Find] measures these over the picture scaled down, and takes the rectangle
// that gathers most of them in least area.
//
//	sample.go   the picture as a small grid of Oklab colours
//	maps.go     how much each place of the grid stands out
//	faces.go    patches with the tones of skin that may be faces
//	box.go      the rectangle, and what of it a crop keeps
//
// Everything is a pure function of the pixels: the same picture gives the same box
// on every run.
package subject
