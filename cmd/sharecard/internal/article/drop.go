package article

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Drop is an optional field that was left out of an article because it held
// nothing that could be read as what it should be.
type Drop struct {
	Field  string `json:"field"`          // "cover.url", as errors name it
	Held   string `json:"held,omitempty"` // in short
	Reason string `json:"reason"`         // a phrase that follows the field's name, and says what would be right
	From   string `json:"from,omitempty"` // the field's place in an upstream's document, "data.pic"
}

// MaxDrops is how many drops of one article are kept.
const MaxDrops = 20

// maxHeld is how many characters of a dropped value, and of an unknown field's name,
// are kept.
const maxHeld = 40

// NewDrop makes a drop of a value as JSON has it.
func NewDrop(field string, value any, reason string) Drop {
	text, isText := value.(string)
	if !isText {
		if raw, err := json.Marshal(value); err == nil {
			text = string(raw)
		}
	}
	return Drop{Field: short(field), Held: short(text), Reason: reason}
}

func short(s string) string {
	if r := []rune(s); len(r) > maxHeld {
		return string(r[:maxHeld]) + "…"
	}
	return s
}

// String tells what was left out, what it held and why.
func (d Drop) String() string {
	where := d.Field
	if d.From != "" && d.From != d.Field {
		where += " (" + d.From + ")"
	}
	if d.Held == "" {
		return where + " " + d.Reason
	}
	return fmt.Sprintf("%s held %q, and %s", where, d.Held, d.Reason)
}

// Name is the field of a card's contract that the drop leaves empty: "cover" for
// cover.url, "items" for items[2].title, and otherwise the field itself.
func (d Drop) Name() string {
	name, _, _ := strings.Cut(d.Field, "[")
	if name == "cover.url" {
		return "cover"
	}
	return name
}
