package svg

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"strings"
	"testing"
	"time"

	"sharecard/render/raster"
)

// doubled is a chain of elements each of which shows the one before twice.
func doubled(n int, one func(i int, before string) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(one(i, fmt.Sprint("e", i-1)))
	}
	return b.String()
}

// Pictures that refer to themselves, or grow with each level, end in time: with an error,
// or as far as the bound on the work lets them.
func TestHostilePictures(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds on one goroutine")
	}
	const field = `<rect width="100" height="100" fill="#8888"/>`
	for name, body := range map[string]string{
		"uses of uses": `<g id="e-1">` + field + `</g>` + doubled(60, func(i int, before string) string {
			return fmt.Sprintf(`<g id="e%d"><use href="#%s"/><use href="#%[2]s"/></g>`, i, before)
		}),
		"masks in masks": doubled(60, func(i int, before string) string {
			return fmt.Sprintf(`<mask id="e%d"><g mask="url(#%s)">%s</g><g mask="url(#%[2]s)">%[3]s</g></mask>`, i, before, field)
		}) + `<g mask="url(#e59)">` + field + `</g>`,
		"patterns in patterns": doubled(60, func(i int, before string) string {
			return fmt.Sprintf(`<pattern id="e%d" width="3" height="3" patternUnits="userSpaceOnUse"><rect width="2" height="2" fill="url(#%s)"/>`+
				`<rect width="1" height="3" fill="url(#%[2]s)"/></pattern>`, i, before)
		}) + `<rect width="100" height="100" fill="url(#e59)"/>`,
		"clips in clips": doubled(60, func(i int, before string) string {
			return fmt.Sprintf(`<clipPath id="e%d"><g clip-path="url(#%s)">%s</g><rect clip-path="url(#%[2]s)" width="9" height="9"/></clipPath>`,
				i, before, field)
		}) + `<g clip-path="url(#e59)">` + field + `</g>`,
		"a mask of itself":    `<mask id="m"><g mask="url(#m)">` + field + `</g></mask><g mask="url(#m)">` + field + `</g>`,
		"a pattern of itself": `<pattern id="p" width="1" height="1"><rect width="9" height="9" fill="url(#p)"/></pattern><rect width="99" height="99" fill="url(#p)"/>`,
		"tiny patterns": `<pattern id="p" width=".0001" height=".0001" patternUnits="userSpaceOnUse">` + field + `</pattern>` +
			strings.Repeat(`<rect width="100" height="100" fill="url(#p)"/>`, 1000),
		"huge patterns": `<pattern id="p" width="1e6" height="1e6" patternUnits="userSpaceOnUse" patternTransform="scale(1e6)">` + field +
			`</pattern>` +
			strings.Repeat(`<rect width="100" height="100" fill="url(#p)"/>`, 1000),
		"many filters": `<filter id="f">` + strings.Repeat(`<feTurbulence numOctaves="1000"/>`, 100) + `</filter>` +
			strings.Repeat(`<g filter="url(#f)">`+field+`</g>`, 2000),
		"filters in filters": `<filter id="f"><feMorphology radius="1e9"/><feGaussianBlur stdDeviation="1e9"/><feOffset dx="1e300"/></filter>` +
			strings.Repeat(`<g filter="url(#f)">`, 50) + field + strings.Repeat(`</g>`, 50),
		"a filter without end": `<filter id="f" width="1e9" height="1e9" primitiveUnits="objectBoundingBox">` +
			`<feTurbulence baseFrequency="1e300" stitchTiles="stitch"/><feTile width="1e-9"/><feDisplacementMap in2="SourceAlpha" scale="1e300"/>` +
			`<feDiffuseLighting surfaceScale="1e300"><fePointLight x="1e300"/></feDiffuseLighting></filter>` +
			`<g transform="rotate(9)" filter="url(#f)">` + field + `</g>`,
		"many masks": `<mask id="m">` + field + `</mask>` + strings.Repeat(`<g mask="url(#m)">`+field+`</g>`, 2000),
	} {
		t.Run(name, func(t *testing.T) {
			began := time.Now()
			img, _, err := Parse([]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">`+body+`</svg>`), "a.svg")
			if err == nil {
				err = img.Draw(image.NewRGBA(image.Rect(0, 0, 1000, 1000)), 1000, 1000, raster.Identity(), color.NRGBA{A: 255})
			}
			took := time.Since(began)
			t.Logf("%v: %v", took, err)
			if err != nil && !errors.Is(err, ErrTooComplex) && !errors.Is(err, ErrTooLarge) {
				t.Error(err)
			}
			if took > 30*time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
}
