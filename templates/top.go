package templates

import (
	"fmt"
	"image"
	"math"
	"slices"
)

// What a masthead that stands on a picture is set in; see [Tone].
const (
	topDark   = "top-dark"   // white on the picture, under a shade where it needs one
	topBright = "top-bright" // black on the picture, under a light where it needs one
	topBusy   = "top-busy"   // words on a band of the ground: the picture has both white and black there, or too many things
)

const (
	// topShare is the part of a picture, from above, that a masthead may stand on,
	// however a card crops it; topShareUpright is that of an upright one.
	topShare        = .18
	topShareUpright = .24
	// topContrast is what a masthead is to stand out by: more than the 4.5 of WCAG
	// 2.2, as a card is compressed when it is sent on.
	topContrast = 5.2
	// maxShade and maxLight are how strong a shade and a light may be before they
	// are seen as dirt; a shade on what is mostly bright, with a luminance of more
	// than brightSky, is seen sooner.
	maxShade       = .5
	maxShadeBright = .25
	brightSky      = .4
	maxLight       = .2
	// restless is how much neighbours of the grid differ, in sRGB from 0 to 1, from which
	// black words on a picture lie among its things; under a shade things are fainter.
	restless       = .05
	restlessShaded = .08
	// outliers is the share of pixels that may be brighter or darker than what a
	// veil is made for.
	outliers = .05
)

// topOf measures the upper part of a picture: what a masthead is set in there, and
// the veil that it needs, "#rrggbbaa".
func topOf(img image.Image) (top, veil string) {
	box, share := img.Bounds(), topShare
	if box.Dy() > box.Dx() {
		share = topShareUpright
	}
	var lights []float64
	unrest := 0.0
	for j := range toneGrid {
		for i := range toneGrid {
			r, g, b, _ := img.At(box.Min.X+(2*i+1)*box.Dx()/(2*toneGrid),
				box.Min.Y+int(float64((2*j+1)*box.Dy())*share/(2*toneGrid))).RGBA()
			light := .2126*linearLight(r) + .7152*linearLight(g) + .0722*linearLight(b)
			if i > 0 {
				unrest += math.Abs(gammaOf(light) - gammaOf(lights[len(lights)-1]))
			}
			lights = append(lights, light)
		}
	}
	slices.Sort(lights)
	darkest, brightest := lights[int(outliers*float64(len(lights)))], lights[int((1-outliers)*float64(len(lights)))]
	// A grey of that luminance under black or white of the least opacity with which
	// white or black stands out.
	shade := 1 - gammaOf(1.05/topContrast-.05)/gammaOf(brightest)
	light := (gammaOf(topContrast*.058-.05) - gammaOf(darkest)) / (1 - gammaOf(darkest))
	shade, light = math.Max(0, shade), math.Max(0, light)
	most := maxShade
	if lights[len(lights)/2] > brightSky {
		most = maxShadeBright
	}
	bright := light <= maxLight && light < shade
	unrest /= toneGrid * (toneGrid - 1)
	switch {
	case bright && unrest < restless:
		return topBright, fmt.Sprintf("#ffffff%02x", byte(math.Ceil(255*light)))
	case !bright && shade <= most && unrest < restlessShaded:
		return topDark, fmt.Sprintf("#000000%02x", byte(math.Ceil(255*shade)))
	}
	return topBusy, fmt.Sprintf("#000000%02x", byte(math.Ceil(255*shade)))
}

// highSubject is the focus of a cover, in percent from above, up to which a masthead on
// the picture would lie on its subject.
const highSubject = 22

// Top is the class of the masthead on the picture: that of [Tone], or a band of its own
// where the subject stands high.
func (d *Data) Top() string {
	if d.CoverInfo.Tone.Top != "" && d.CoverInfo.FocusY < highSubject {
		return topBusy
	}
	return d.CoverInfo.Tone.Top
}

// linearLight undoes the transfer function of sRGB for a channel of 16 bits, and
// gammaOf applies it (CSS Color 4 §10.2).
func linearLight(v uint32) float64 {
	s := float64(v) / 0xffff
	if s <= .04045 {
		return s / 12.92
	}
	return math.Pow((s+.055)/1.055, 2.4)
}

func gammaOf(v float64) float64 {
	if v <= .0031308 {
		return 12.92 * v
	}
	return 1.055*math.Pow(v, 1/2.4) - .055
}
