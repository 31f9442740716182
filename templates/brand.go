package templates

import (
	"html/template"
	"strings"
	"unicode/utf8"
)

// Brand is what a brand's folder says besides its style sheet; the zero value
// is no brand.
type Brand struct {
	Name string // of the folder: "jiangcheng-evening"
	// Logo is the address of the nameplate for light grounds, LogoDark of that
	// for dark and for strong ones: files of the brand's folder, "" where it has
	// none.
	Logo, LogoDark template.URL
	QRHint         string // what stands beside the QR code instead of [Words].QRHint
}

// Dark reports whether the theme's ground is dark.
func (d *Data) Dark() bool { return d.Theme == "ink" }

// Logo is the address of the picture that stands for the publication on the
// theme's ground: the brand's in the form for it, else the source's; "" where the
// source's name has to be set instead.
func (d *Data) Logo() template.URL {
	if d.Dark() {
		return d.LogoOnStrong()
	}
	return d.LogoOnLight()
}

// LogoOnLight is [Data.Logo] for a ground that is light, whatever the theme.
func (d *Data) LogoOnLight() template.URL {
	if d.Brand.Logo != "" {
		return d.Brand.Logo
	}
	return d.Source.Logo
}

// LogoOnStrong is [Data.Logo] for a ground that is dark or of the accent,
// whatever the theme.
func (d *Data) LogoOnStrong() template.URL {
	switch {
	case d.Brand.LogoDark != "":
		return d.Brand.LogoDark
	case d.Brand.Logo != "":
		return d.Brand.Logo
	}
	return d.Source.Logo
}

// Lettered reports whether the logo says the publication's name itself: a
// brand's does, and a source's that is at least twice as wide as high. Beside
// any other the name is set.
func (d *Data) Lettered() bool {
	if d.Brand.Logo != "" || d.Brand.LogoDark != "" {
		return true
	}
	return d.Source.Logo != "" && d.Source.LogoHeight > 0 && d.Source.LogoWidth >= 2*d.Source.LogoHeight
}

// maxHintName is the longest name of a publication that the words beside the
// code say, in characters.
const maxHintName = 8

// QRHint is what stands beside the QR code: the brand's words, or those of the
// article's language, with the publication's name where it is short.
func (d *Data) QRHint() string {
	if d.Brand.QRHint != "" {
		return d.Brand.QRHint
	}
	name := d.Source.Name
	if n := utf8.RuneCountInString(name); n > 0 && n <= maxHintName*width(name) {
		return strings.Replace(d.Words().QRHintOf, "%s", name, 1)
	}
	return d.Words().QRHint
}

// width is how many characters of a script take the room of one ideograph.
func width(text string) int {
	if strings.IndexFunc(text, isHan) < 0 {
		return 2
	}
	return 1
}
