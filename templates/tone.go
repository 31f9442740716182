package templates

import (
	"fmt"
	"image"
	"math"
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
	lower := 0
	colours, transparent := map[[3]uint32]int{}, false
	for j := range toneGrid {
		for i := range toneGrid {
			r, g, bl, alpha := img.At(box.Min.X+(2*i+1)*box.Dx()/(2*toneGrid), box.Min.Y+(2*j+1)*box.Dy()/(2*toneGrid)).RGBA()
			transparent = transparent || alpha < 0x8000
			colours[[3]uint32{r >> 11, g >> 11, bl >> 11}]++
			p := toOklab(float64(r)/0xffff, float64(g)/0xffff, float64(bl)/0xffff)
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
		return fromOklab([3]float64{lightness, a * k, b * k})
	}
	commonest := 0
	for _, n := range colours {
		commonest = max(commonest, n)
	}
	top, veil := topOf(img)
	return Tone{
		Flat: transparent || float64(commonest) >= flatFrom*toneGrid*toneGrid,
		Dark: ground(.2, .8, .045), Light: ground(.968, .3, .01),
		Bright: bottom/float64(lower) > brightFrom, Top: top, Veil: veil,
	}
}

// toOklab converts sRGB, 0 to 1, to lightness, a and b (CSS Color 4 §9.2).
func toOklab(r, g, b float64) [3]float64 {
	linear := func(v float64) float64 {
		if v <= .04045 {
			return v / 12.92
		}
		return math.Pow((v+.055)/1.055, 2.4)
	}
	r, g, b = linear(r), linear(g), linear(b)
	l := math.Cbrt(.4122214708*r + .5363325363*g + .0514459929*b)
	m := math.Cbrt(.2119034982*r + .6806995451*g + .1073969566*b)
	s := math.Cbrt(.0883024619*r + .2817188376*g + .6299787005*b)
	return [3]float64{
		.2104542553*l + .7936177850*m - .0040720468*s,
		1.9779984951*l - 2.4285922050*m + .4505937099*s,
		.0259040371*l + .7827717662*m - .8086757660*s,
	}
}

// Tint is the look that suits the cover, for a card that a picture fills: "paper"
// where it is bright, "ink" otherwise; "" without a picture.
func (d *Data) Tint() string {
	switch {
	case d.Picture() == "":
		return ""
	case d.CoverInfo.Tone.Bright:
		return "paper"
	}
	return "ink"
}

// fromOklab converts back and writes "#rrggbb".
func fromOklab(c [3]float64) string {
	cube := func(v float64) float64 { return v * v * v }
	l := cube(c[0] + .3963377774*c[1] + .2158037573*c[2])
	m := cube(c[0] - .1055613458*c[1] - .0638541728*c[2])
	s := cube(c[0] - .0894841775*c[1] - 1.2914855480*c[2])
	byteOf := func(v float64) int {
		if v <= .0031308 {
			v *= 12.92
		} else {
			v = 1.055*math.Pow(v, 1/2.4) - .055
		}
		return int(math.Round(255 * math.Max(0, math.Min(1, v))))
	}
	return fmt.Sprintf("#%02x%02x%02x",
		byteOf(4.0767416621*l-3.3077115913*m+.2309699292*s),
		byteOf(-1.2684380046*l+2.6097574011*m-.3413193965*s),
		byteOf(-.0041960863*l-.7034186147*m+1.7076147010*s))
}
