package css

import "github.com/tdewolff/parse/v2/css"

// The custom properties by which a brand's style sheet states facts about the
// brand, and a theme's about the theme.
const (
	CardTheme   = "--card-theme"   // name of its theme: an identifier
	CardSources = "--card-sources" // names of publications: strings with commas
	CardQRHint  = "--card-qr-hint" // what stands beside the code: a string
	// CardProducer is who answers for what was made by machine: a string.
	CardProducer = "--card-producer"
	CardSuits    = "--card-suits" // names of the cards that a theme suits: strings with commas
)

// maxStrings bounds a list of strings, and maxStringsText its text in bytes.
const (
	maxStrings     = 200
	maxStringsText = 16 << 10
)

// maxProducer bounds the producer, in bytes.
const maxProducer = 64

// ParseStrings reads strings with commas between them, as the value of a custom
// property holds them: at least 1 and at most 200, in 16 KB.
func ParseStrings(s string) ([]string, bool) {
	if len(s) > maxStringsText {
		return nil, false
	}
	return (&CustomValue{toks: tokenize(s)}).strings()
}

func (v *CustomValue) strings() ([]string, bool) {
	r := reader{toks: v.toks}
	var all []string
	for {
		t := r.peek()
		if t.kind != css.StringToken || len(all) == maxStrings {
			return nil, false
		}
		r.advance()
		all = append(all, t.str())
		if r.end() {
			return all, true
		}
		if !r.accept(",") {
			return nil, false
		}
	}
}

// brandFault returns what is wrong with the value of one of them, "" for nothing.
func (v *CustomValue) brandFault(name string) string {
	all, isStrings := v.strings()
	switch name {
	case CardTheme:
		if len(v.toks) != 1 || v.toks[0].ident() == "" {
			return "expected the name of a theme, as in ink"
		}
	case CardSources:
		if !isStrings {
			return `expected names in quotes with commas between them, as in "江城晚报", "江城日报"`
		}
	case CardSuits:
		if !isStrings {
			return `expected names of cards in quotes with commas between them, as in "cover", "poster"`
		}
	case CardQRHint:
		if len(all) != 1 {
			return `expected text in quotes, as in "长按识别，阅读全文"`
		}
	case CardProducer:
		if len(all) != 1 || len(all[0]) > maxProducer {
			return `expected a code or a name in quotes, of at most 64 bytes`
		}
	}
	return ""
}
