package card

import (
	"encoding/json"
	"strconv"
	"strings"

	"sharecard/render"
)

// Code is one member of the Sharecard-Report dictionary: a name, and a token or
// an integer as its value; a bare name, which means true, where Value is empty.
type Code struct{ Name, Value string }

// Codes say in short what a card became. The names are
//
//	degraded     it lacks something it asked for
//	cover=WHY    the cover is missing: a fault of package fetch or picture, such
//	             as timeout, blocked or decode; or unavailable
//	images=N     N pictures of the template could not be drawn
//	cut=N        N texts were cut
//	missing=N    N code points have no glyph
//	qr=omitted   the article's address is one that no reader could open: loopback,
//	             private, not http, or longer than a code of use holds
//	over_limit   the file is larger than the template allows
type Codes []Code

// String formats c as a Dictionary of RFC 9651, section 3.2:
// "degraded, cover=timeout". It is empty where there is nothing to say.
func (c Codes) String() string {
	var b strings.Builder
	for i, code := range c {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(code.Name)
		if code.Value != "" {
			b.WriteByte('=')
			b.WriteString(code.Value)
		}
	}
	return b.String()
}

// MarshalJSON writes c as an object: {"degraded":true,"cover":"timeout","cut":2}.
func (c Codes) MarshalJSON() ([]byte, error) {
	members := make(map[string]any, len(c))
	for _, code := range c {
		n, err := strconv.Atoi(code.Value)
		switch {
		case code.Value == "":
			members[code.Name] = true
		case err == nil:
			members[code.Name] = n
		default:
			members[code.Name] = code.Value
		}
	}
	return json.Marshal(members)
}

// summarise makes the codes of a card from its report and from what became of
// its cover, and tells whether the card lacks something it asked for.
func summarise(report *render.Report, coverFault string) (codes Codes, degraded bool) {
	count := func(name string, n int) {
		if n > 0 {
			codes = append(codes, Code{name, strconv.Itoa(n)})
		}
	}
	missing := len(report.Missing())
	images := len(report.Images)
	if degraded = coverFault != "" || images > 0 || missing > 0; degraded {
		codes = append(codes, Code{Name: "degraded"})
	}
	if coverFault != "" {
		codes = append(codes, Code{"cover", coverFault})
	}
	count("images", images)
	cut := 0
	for _, text := range report.Texts {
		if text.Cut {
			cut++
		}
	}
	count("cut", cut)
	count("missing", missing)
	if report.Encoding.OverLimit {
		codes = append(codes, Code{Name: "over_limit"})
	}
	return codes, degraded
}
