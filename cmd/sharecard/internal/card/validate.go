package card

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"sharecard/render"
	"sharecard/render/encode"
)

// Themes are the values of Request.Theme: what <html data-theme> may say. Those after the
// first four have layouts of their own, and suit the cards that their style sheet names.
var themes = []string{"paper", "clean", "ink", "red", "cinema", "extra", "swiss", "magazine", "letter", "sticker"}

// Themes returns the names of the themes, the default one first.
func Themes() []string { return slices.Clone(themes) }

// darkTheme is drawn under @media (prefers-color-scheme: dark) too.
const darkTheme = "ink"

func (r *Request) dark() bool { return r.Theme == darkTheme }

// autoAccent is the value of Request.Accent that stands for the cover's leading
// colour. Without a cover, or where that is grey, it means the theme's own.
const autoAccent = "auto"

// allCredits is the one value of Request.Credits.
const allCredits = "all"

const (
	minScale = 1
	maxScale = 3
)

var accentForm = regexp.MustCompile(`^#?[0-9a-fA-F]{6}$`)

// validate checks the words of a request that mean the same for every card,
// and writes those that can be written in several ways in one.
func (r *Request) validate(set *set) error {
	if r.Theme != "" && !slices.Contains(themes, r.Theme) {
		return &FieldError{"theme", "must be one of " + strings.Join(themes, ", ")}
	}
	if r.Accent != "" && r.Accent != autoAccent {
		if !accentForm.MatchString(r.Accent) {
			return &FieldError{"accent", "must be a colour such as c02020, or " + autoAccent}
		}
		r.Accent = "#" + strings.ToLower(strings.TrimPrefix(r.Accent, "#"))
	}
	if r.Brand != "" && set.brands[r.Brand] == nil {
		return set.noBrand()
	}
	if r.Format != "" && r.Format.MIME() == "" {
		return &FieldError{"format", "must be " + encode.FormatWords("")}
	}
	if r.Credits != "" && r.Credits != allCredits {
		return &FieldError{"credits", "must be " + allCredits}
	}
	if r.Scale == 0 {
		r.Scale = minScale
	}
	if !(r.Scale >= minScale && r.Scale <= maxScale) { // also refuses NaN
		return &FieldError{"scale", fmt.Sprintf("must be from %d to %d", minScale, maxScale)}
	}
	return nil
}

// fill fills in the template's defaults, so that requests that mean the same
// get the same key, and checks the ratio and the scale against its size.
func (r *Request) fill(t *render.Template) error {
	if r.Format == "" {
		r.Format = t.Format
	}
	r.Small = r.Small && r.Format != render.JPEG
	height := cmp.Or(t.Height, t.MinHeight)
	if r.Ratio != "" {
		if height = t.HeightAt(r.Ratio); height == 0 {
			return noRatio(t)
		}
	}
	if r.Scale > t.MaxScale(height) {
		return tooLarge(t, r.Ratio)
	}
	return nil
}

// noRatio names the ratios that there are.
func noRatio(t *render.Template) error {
	if len(t.Ratios) == 0 {
		return &FieldError{"ratio", "is none of this template, which has its own size only"}
	}
	return &FieldError{"ratio", "must be one of " + strings.Join(t.Ratios, ", ") + " for this template"}
}

// tooLarge names the largest scale that is sure to fit at a ratio, however tall
// the content makes a card of its own size.
func tooLarge(t *render.Template, ratio string) error {
	height := max(t.Height, t.MaxHeight)
	if ratio != "" {
		height = t.HeightAt(ratio)
	}
	largest := math.Floor(min(maxScale, t.MaxScale(height))*100) / 100
	return &FieldError{"scale", fmt.Sprintf("is too large for this template: at most %g", max(largest, minScale))}
}
