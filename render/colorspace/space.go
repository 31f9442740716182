package colorspace

// Space is a colour space of CSS Color 4.
type Space uint8

// The spaces, with the ranges of their components. Hues are degrees. XYZ is relative to a white of Y 1.
const (
	SRGB        Space = iota // red, green, blue from 0 to 1
	SRGBLinear               // the same, linear in light
	DisplayP3                // the same in the gamut of P3
	P3Linear                 // the same, linear in light
	A98RGB                   // Adobe RGB (1998)
	ProPhotoRGB              // of a white of D50
	Rec2020                  // ITU-R BT.2020
	XYZD50                   // CIE XYZ, of a white of D50
	XYZD65                   // CIE XYZ, of a white of D65
	Lab                      // CIE lightness from 0 to 100, a, b
	LCH                      // lightness from 0 to 100, chroma, hue
	Oklab                    // lightness from 0 to 1, a, b
	Oklch                    // lightness from 0 to 1, chroma, hue
	HSL                      // hue, saturation and lightness from 0 to 1
	HWB                      // hue, whiteness and blackness from 0 to 1
	spaces
)

// Names are the spaces by their names in CSS. It is never written.
var Names = map[string]Space{
	"srgb": SRGB, "srgb-linear": SRGBLinear, "display-p3": DisplayP3, "display-p3-linear": P3Linear, "a98-rgb": A98RGB,
	"prophoto-rgb": ProPhotoRGB, "rec2020": Rec2020, "xyz": XYZD65, "xyz-d50": XYZD50, "xyz-d65": XYZD65,
	"lab": Lab, "lch": LCH, "oklab": Oklab, "oklch": Oklch, "hsl": HSL, "hwb": HWB,
}

// String returns the name in CSS.
func (s Space) String() string {
	for name, space := range Names {
		if space == s && name != "xyz" {
			return name
		}
	}
	return ""
}

// Hue is the index of the component that is an angle, -1 for none.
func (s Space) Hue() int {
	switch s {
	case LCH, Oklch:
		return 2
	case HSL, HWB:
		return 0
	}
	return -1
}

// kind says what a component means. Components of one kind are analogous: one that is missing stays so when the colour is
// converted for interpolation (CSS Color 4 §12.2).
type kind uint8

const (
	unlike kind = iota // to every other
	redness
	greenness
	blueness
	lightness
	colorfulness
	hue
	opponentA
	opponentB
)

// kinds are those of the components of a space.
func (s Space) kinds() [3]kind {
	switch s {
	case Lab, Oklab:
		return [3]kind{lightness, opponentA, opponentB}
	case LCH, Oklch:
		return [3]kind{lightness, colorfulness, hue}
	case HSL:
		return [3]kind{hue, colorfulness, lightness}
	case HWB:
		return [3]kind{hue, unlike, unlike}
	}
	return [3]kind{redness, greenness, blueness}
}
