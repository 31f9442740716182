package style

import (
	_ "embed" // of the file
	"strings"

	"sharecard/render/css"
)

// predefinedSource are the predefined counter styles as rules (CSS Counter Styles 3 §6 and
// §7). disc, circle and square stand under names of their own, since no rule may define
// those.
//
//go:embed counterstyles.css
var predefinedSource string

// predefinedStyles is never written once parsed.
var predefinedStyles = parsePredefinedStyles()

func parsePredefinedStyles() counterStyles {
	sheet, diags := css.Parse("counterstyles.css", predefinedSource, css.Options{})
	if len(diags) > 0 {
		panic(diags[0].String())
	}
	list := counterStyles{}
	for i := range sheet.CounterStyles {
		s := &sheet.CounterStyles[i]
		list[strings.TrimPrefix(s.Name, "-x-")] = s
	}
	return list
}
