package card

import (
	"fmt"
	"image/color"
	"math"

	"sharecard/render/css"
)

// minContrast is what text must have against what it stands on (WCAG 2.2,
// success criterion 1.4.3).
const minContrast = 4.5

// What an accent stands on as text, and what stands on it, by their tokens.
var accentPartners = [...]string{"--ground", "--panel", "--on-accent"}

// readableAccent returns the colour nearest to accent in lightness that has
// enough contrast with everything that the look sets it against, and whether
// that is another colour than accent. Hue is kept, and chroma as far as sRGB
// has it at that lightness. With accent "" the look's own is meant. Where no
// lightness has enough contrast, it is the one that has most; where the tokens
// are no colours, nothing is moved.
func readableAccent(accent string, tokens map[string]string) (readable string, moved bool) {
	if accent == "" {
		accent = tokens["--look-accent"]
	}
	from, ok := opaque(accent)
	if !ok {
		return accent, false
	}
	var partners []float64 // their luminance
	for _, name := range accentPartners {
		if c, ok := opaque(tokens[name]); ok {
			partners = append(partners, luminance(c))
		}
	}
	if contrastWith(from, partners) >= minContrast {
		return accent, false
	}
	to := moveLightness(from, partners)
	return fmt.Sprintf("#%02x%02x%02x", to.R, to.G, to.B), to != from
}

// opaque reads a colour of CSS without transparency.
func opaque(text string) (color.NRGBA, bool) {
	c, ok := css.ParseColor(text)
	return c.RGBA, ok && !c.Current && c.RGBA.A == 255
}

// lightnessSteps is how finely lightness is searched: a step moves an 8-bit
// channel by about one.
const lightnessSteps = 512

// moveLightness goes from c to both sides, so that the first colour with enough
// contrast is the nearest.
func moveLightness(c color.NRGBA, partners []float64) color.NRGBA {
	l, a, b := toOKLab(c)
	best, most := c, contrastWith(c, partners)
	for i := 1; i <= lightnessSteps; i++ {
		d := float64(i) / lightnessSteps
		for _, at := range [2]float64{l - d, l + d} {
			if at < 0 || at > 1 {
				continue
			}
			moved := inGamut(at, a, b)
			contrast := contrastWith(moved, partners)
			if contrast >= minContrast {
				return moved
			}
			if contrast > most {
				best, most = moved, contrast
			}
		}
	}
	return best
}

// contrastWith is the least contrast of c with any of the luminances; infinite
// with none.
func contrastWith(c color.NRGBA, luminances []float64) float64 {
	own, least := luminance(c), math.Inf(1)
	for _, other := range luminances {
		least = math.Min(least, contrastRatio(own, other))
	}
	return least
}

// contrastRatio is WCAG 2.2's of two relative luminances, 1 to 21.
func contrastRatio(a, b float64) float64 {
	return (math.Max(a, b) + .05) / (math.Min(a, b) + .05)
}

// luminance is WCAG 2.2's relative luminance, 0 to 1.
func luminance(c color.NRGBA) float64 {
	return .2126*linear(c.R) + .7152*linear(c.G) + .0722*linear(c.B)
}

// linear is a channel of sRGB as light, 0 to 1 (CSS Color 4 §10.2).
func linear(v uint8) float64 {
	x := float64(v) / 255
	if x <= .04045 {
		return x / 12.92
	}
	return math.Pow((x+.055)/1.055, 2.4)
}

// encoded is light as a channel of sRGB, 0 to 1.
func encoded(x float64) float64 {
	if x <= .0031308 {
		return 12.92 * x
	}
	return 1.055*math.Pow(x, 1/2.4) - .055
}

// toOKLab converts a colour to OKLab (CSS Color 4 §9.3): lightness from 0 to 1,
// and the two axes whose direction is the hue and whose length is the chroma.
func toOKLab(c color.NRGBA) (l, a, b float64) {
	red, green, blue := linear(c.R), linear(c.G), linear(c.B)
	x := math.Cbrt(.4122214708*red + .5363325363*green + .0514459929*blue)
	y := math.Cbrt(.2119034982*red + .6806995451*green + .1073969566*blue)
	z := math.Cbrt(.0883024619*red + .2817188376*green + .6299787005*blue)
	return .2104542553*x + .7936177850*y - .0040720468*z,
		1.9779984951*x - 2.4285922050*y + .4505937099*z,
		.0259040371*x + .7827717662*y - .8086757660*z
}

// fromOKLab converts back to light in sRGB's primaries; what lies outside of
// 0 to 1 is a colour that sRGB has not.
func fromOKLab(l, a, b float64) (red, green, blue float64) {
	x := l + .3963377774*a + .2158037573*b
	y := l - .1055613458*a - .0638541728*b
	z := l - .0894841775*a - 1.2914855480*b
	x, y, z = x*x*x, y*y*y, z*z*z
	return 4.0767416621*x - 3.3077115913*y + .2309699292*z,
		-1.2684380046*x + 2.6097574011*y - .3413193965*z,
		-.0041960863*x - .7034186147*y + 1.7076147010*z
}

// inGamut is the colour of that lightness and hue with as much of the chroma as
// sRGB has.
func inGamut(l, a, b float64) color.NRGBA {
	const halvings = 12 // to less than an 8-bit channel shows
	most := 1.0
	if !fits(fromOKLab(l, a, b)) {
		low, high := 0.0, 1.0
		for range halvings {
			if k := (low + high) / 2; fits(fromOKLab(l, a*k, b*k)) {
				low = k
			} else {
				high = k
			}
		}
		most = low
	}
	red, green, blue := fromOKLab(l, a*most, b*most)
	return color.NRGBA{channel(red), channel(green), channel(blue), 255}
}

// fits reports whether light lies in sRGB, but for what rounding hides.
func fits(red, green, blue float64) bool {
	const low, high = -1e-4, 1 + 1e-4
	return red >= low && red <= high && green >= low && green <= high && blue >= low && blue <= high
}

// channel is light as an 8-bit channel.
func channel(x float64) uint8 {
	return uint8(math.Round(encoded(math.Max(0, math.Min(1, x))) * 255))
}
