package paint

import (
	"image/color"
	"math"

	"sharecard/render/colorspace"
	"sharecard/render/style"
)

// sideLook is how a side of a border is drawn.
type sideLook struct {
	style  style.BorderStyle
	color  color.NRGBA
	within color.NRGBA // of the inner half of a groove or ridge
}

// sideLooks gives the sides their shades: inset and outset are solid lines, darker at two of
// the sides; a groove is an inset around an outset, and a ridge the reverse (CSS Backgrounds 3 §3.2,
// which leaves the shades open; they are those of Chromium). A line of one px has no halves and is solid.
func sideLooks(sides [4]style.BorderSide, widths [4]float64) [4]sideLook {
	var looks [4]sideLook
	for i, b := range sides {
		looks[i] = sideLook{style: b.Style, color: b.Color}
		upper := i == style.Top || i == style.Left
		sunken, raised := shade(b.Color, upper), shade(b.Color, !upper)
		grooved := b.Style == style.BorderGroove || b.Style == style.BorderRidge
		if grooved && widths[i] < 2 {
			looks[i].style = style.BorderSolid
			continue
		}
		switch b.Style {
		case style.BorderInset:
			looks[i] = sideLook{style: style.BorderSolid, color: sunken}
		case style.BorderOutset:
			looks[i] = sideLook{style: style.BorderSolid, color: raised}
		case style.BorderGroove:
			looks[i].color, looks[i].within = sunken, raised
		case style.BorderRidge:
			looks[i].color, looks[i].within = raised, sunken
		}
	}
	return looks
}

// shadeStep is by how much of the full range the strongest component of a colour falls or
// rises in a shade.
const shadeStep = 0.33

// shade is the colour of a shaded side, dark or light. A colour that has no darker shade to
// tell from it is made lighter first; one that is nearly white has no lighter one.
func shade(c color.NRGBA, dark bool) color.NRGBA {
	const least = 1.3 // contrast
	darker := brightened(c, -shadeStep)
	if contrast(c, darker) < least {
		darker = brightened(c, shadeStep)
		c = darker
	}
	if dark {
		return darker
	}
	if fromWhite := [3]int{255 - int(c.R), 255 - int(c.G), 255 - int(c.B)}; max(fromWhite[0], fromWhite[1], fromWhite[2]) <= 20 {
		return c
	}
	return brightened(c, shadeStep)
}

// brightened moves the strongest component by a part of the full range, and the others in proportion.
func brightened(c color.NRGBA, by float64) color.NRGBA {
	strongest := float64(max(c.R, c.G, c.B)) / 255
	to := min(max(0, strongest+by), 1)
	if strongest == 0 {
		v := uint8(math.Round(to * 255))
		return color.NRGBA{v, v, v, c.A}
	}
	part := func(v uint8) uint8 { return uint8(math.Round(float64(v) * to / strongest)) }
	return color.NRGBA{part(c.R), part(c.G), part(c.B), c.A}
}

// contrast is the ratio of the luminances of two colours, a the lighter (WCAG 2.2).
func contrast(a, b color.NRGBA) float64 {
	luminance := func(c color.NRGBA) float64 { return colorspace.FromNRGBA(c).In(colorspace.XYZD65).C[1] }
	return (luminance(a) + 0.05) / (luminance(b) + 0.05)
}
