package templates

import (
	"fmt"
	"image"
	"math"

	"sharecard/render/colorspace"
)

// Tone is what a card takes from the colours of its cover. The zero value is of
// a cover of which nothing is known.
type Tone struct {
	// Dark and Light are grounds that the picture can fade into, "#rrggbb": of its
	// own hue, so dark or so light that white or black stands out from them.
	Dark, Light string
	// Bright tells that the lower part of the picture is bright, so that it fades
	// into a light ground better than into a dark one.
	Bright bool
	// Accent is its leading colour, "#rrggbb"; "" where it has hardly any.
	Accent string
	// Top is the class of a masthead that stands on the picture: "top-dark" for
	// white words, "top-bright" for black ones, "top-busy" for words that need a
	// ground of their own; "" where nothing is known. Veil is what lies between the
	// picture and the words, "#rrggbbaa": as little as the words need.
	Top, Veil string
	// Flat tells that the picture is transparent in parts or mostly of one
	// colour, as a logo is and a photograph is not.
	Flat bool
}

const (
	// toneGrid is how many pixels of each side are looked at.
	toneGrid = 48
	// brightFrom is the lightness in Oklab, 0 to 1, from which a part of a picture
	// is bright.
	brightFrom = .64
	// flatFrom is the share of pixels of one colour from which a picture is flat.
	flatFrom = .5
)

// ToneOf measures a picture in Oklab, whose lightness and hue are those that
// the eye sees.
func ToneOf(img image.Image) Tone {
	box := img.Bounds()
	if box.Empty() {
		return Tone{}
	}
	var a, b, bottom float64
	var hues hueCount
	lower := 0
	colours, transparent := map[[3]uint32]int{}, false
	for j := range toneGrid {
		for i := range toneGrid {
			r, g, bl, alpha := img.At(box.Min.X+(2*i+1)*box.Dx()/(2*toneGrid), box.Min.Y+(2*j+1)*box.Dy()/(2*toneGrid)).RGBA()
			transparent = transparent || alpha < 0x8000
			colours[[3]uint32{r >> 11, g >> 11, bl >> 11}]++
			rgb := colorspace.Color{C: [3]float64{float64(r) / 0xffff, float64(g) / 0xffff, float64(bl) / 0xffff}, Alpha: 1}
			p := rgb.In(colorspace.Oklab).C
			hues.add(p)
			if j >= toneGrid/2 {
				a, b, bottom, lower = a+p[1], b+p[2], bottom+p[0], lower+1
			}
		}
	}
	a, b = a/float64(lower), b/float64(lower)
	chroma := math.Hypot(a, b)
	ground := func(lightness, share, most float64) string {
		k := 0.0
		if chroma > 0 {
			k = math.Min(chroma*share, most) / chroma
		}
		return hexColour([3]float64{lightness, a * k, b * k})
	}
	commonest := 0
	for _, n := range colours {
		commonest = max(commonest, n)
	}
	top, veil := topOf(img)
	return Tone{
		Accent: hues.leading(),
		Flat:   transparent || float64(commonest) >= flatFrom*toneGrid*toneGrid,
		Dark:   ground(.2, .8, .045), Light: ground(.968, .3, .01),
		Bright: bottom/float64(lower) > brightFrom, Top: top, Veil: veil,
	}
}

// Tint is the theme that suits the cover, for a card that a picture fills: "paper"
// where it is bright, "ink" otherwise, "red" for breaking news; "" without a picture.
func (d *Data) Tint() string {
	switch {
	case d.Picture() == "":
		return ""
	case d.Breaking():
		return "red"
	case d.CoverInfo.Tone.Bright:
		return "paper"
	}
	return "ink"
}

// hexColour writes a colour of Oklab as sRGB shows it.
func hexColour(oklab [3]float64) string {
	c := colorspace.Color{Space: colorspace.Oklab, C: oklab, Alpha: 1}.NRGBA()
	return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
}

// hueCount adds up the colours of a picture by their hue.
type hueCount struct {
	n    int // pixels
	sums [hueSectors]struct{ weight, a, b, chroma float64 }
}

const (
	hueSectors = 24
	// greyish is the chroma in Oklab below which a pixel counts as grey.
	greyish = .04
	// leastColour is the mean chroma of a picture, grey pixels counted as none, below
	// which it has no leading colour.
	leastColour = .005
	// The chroma and lightness of an accent: enough to be a colour, and in the middle,
	// from where a theme moves it as far as it must.
	minAccentChroma, maxAccentChroma = .09, .17
	accentLightness                  = .55
)

// add counts a pixel, a strong colour for more than a weak one: the square of its
// chroma.
func (h *hueCount) add(lab [3]float64) {
	h.n++
	chroma := math.Hypot(lab[1], lab[2])
	if chroma < greyish {
		return
	}
	turn := math.Atan2(lab[2], lab[1])/(2*math.Pi) + 1
	s := &h.sums[int(turn*hueSectors)%hueSectors]
	s.weight += chroma * chroma
	s.a, s.b, s.chroma = s.a+lab[1]*chroma, s.b+lab[2]*chroma, s.chroma+chroma
}

// leading returns the mean of the three sectors side by side that weigh most.
func (h *hueCount) leading() string {
	var best [4]float64 // weight, a, b, chroma
	for i := range hueSectors {
		var sum [4]float64
		for _, at := range [3]int{i + hueSectors - 1, i, i + 1} {
			s := &h.sums[at%hueSectors]
			sum[0], sum[1], sum[2], sum[3] = sum[0]+s.weight, sum[1]+s.a, sum[2]+s.b, sum[3]+s.chroma
		}
		if sum[0] > best[0] {
			best = sum
		}
	}
	if best[3] < leastColour*float64(h.n) {
		return ""
	}
	// The mean of chromas, each counted by itself, is that of what shows the colour.
	chroma := math.Min(maxAccentChroma, math.Max(minAccentChroma, best[0]/best[3]))
	k := chroma / math.Hypot(best[1], best[2])
	return hexColour([3]float64{accentLightness, best[1] * k, best[2] * k})
}
