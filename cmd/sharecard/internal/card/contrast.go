package card

import (
	"fmt"
	"image/color"
	"math"

	"sharecard/render/colorspace"
	"sharecard/render/css"
)

// minContrast is what text must have against what it stands on (WCAG 2.2,
// success criterion 1.4.3).
const minContrast = 4.5

// What an accent stands on as text, and what stands on it, by their tokens.
var accentPartners = [...]string{"--ground", "--panel", "--on-accent"}

// readableAccent returns the colour nearest to accent in lightness that has
// enough contrast with everything that the theme sets it against, and whether
// that is another colour than accent. Hue is kept, and chroma as far as sRGB
// has it at that lightness. With accent "" the theme's own is meant. Where no
// lightness has enough contrast, it is the one that has most; where the tokens
// are no colours, nothing is moved.
func readableAccent(accent string, tokens map[string]string) (readable string, moved bool) {
	if accent == "" {
		accent = tokens["--theme-accent"]
	}
	from, ok := opaque(accent)
	if !ok {
		return accent, false
	}
	var partners []float64 // their luminance
	for _, name := range accentPartners {
		if c, ok := opaque(tokens[name]); ok {
			partners = append(partners, colorspace.Luminance(c))
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
	lab := colorspace.FromNRGBA(c).In(colorspace.Oklab)
	l := lab.C[0]
	best, most := c, contrastWith(c, partners)
	for i := 1; i <= lightnessSteps; i++ {
		d := float64(i) / lightnessSteps
		for _, at := range [2]float64{l - d, l + d} {
			if at < 0 || at > 1 {
				continue
			}
			lab.C[0] = at
			moved := lab.NRGBAOfHue()
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
	own, least := colorspace.Luminance(c), math.Inf(1)
	for _, other := range luminances {
		least = math.Min(least, contrastRatio(own, other))
	}
	return least
}

// contrastRatio is WCAG 2.2's of two relative luminances, 1 to 21.
func contrastRatio(a, b float64) float64 {
	return (math.Max(a, b) + .05) / (math.Min(a, b) + .05)
}
