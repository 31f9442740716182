package card

import (
	"regexp"
	"slices"
	"strings"

	"sharecard/cmd/sharecard/internal/article"
)

// droppedName is the code of fields that were left out of an article.
const droppedName = "dropped"

// tokenForm are the names of fields that are tokens of RFC 9651, section 3.3.4.
var tokenForm = regexp.MustCompile(`^[a-z][a-z0-9_.-]{0,40}$`)

// droppedNames are the fields that were left out of an article, each once, as a
// report may name them.
func droppedNames(drops []article.Drop) []string {
	names := make([]string, 0, len(drops))
	for _, d := range drops {
		name := d.Name()
		if !tokenForm.MatchString(name) {
			name = "other" // no field of an article has such a name
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// droppedCode tells of fields: one as a token, more as an inner list.
func droppedCode(fields []string) Code {
	value := strings.Join(fields, " ")
	if len(fields) > 1 {
		value = "(" + value + ")"
	}
	return Code{droppedName, value}
}

// DroppedCodes is the report on an article that was just read: what was left out.
func DroppedCodes(a *article.Article) Codes {
	if len(a.Dropped) == 0 {
		return nil
	}
	return Codes{droppedCode(droppedNames(a.Dropped))}
}

// Lacks are the fields that were left out of the article and that the card of a
// prepared plan would have shown or gone by.
func (p *Plan) Lacks() []article.Drop {
	var lacks []article.Drop
	for _, d := range p.record.Article.Dropped {
		name := d.Name()
		if name == "brand" || slices.Contains(p.template.Fields, name) {
			lacks = append(lacks, d)
		}
	}
	return lacks
}
