package article

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Number is a figure that says more than a sentence: what the card number shows.
type Number struct {
	Value  string   `json:"value" check:"required,max=12"` // as it is set, with digits: "186.5"
	Unit   string   `json:"unit,omitempty" check:"max=8"`
	Label  string   `json:"label" check:"required,max=60"`  // what it counts
	Delta  string   `json:"delta,omitempty" check:"max=20"` // with what it is compared: "同比+37.2%"
	Facts  []string `json:"facts,omitempty" check:"max=3,each=80"`
	Series []Point  `json:"series,omitempty" check:"max=12"` // drawn as bars from 0
}

// Point is one bar of a series.
type Point struct {
	Label string   `json:"label" check:"required,max=8"`
	Value *float64 `json:"value,omitempty" check:"range=0:1e12"` // without one, a gap
}

// Alert is a warning: what the card alert shows.
type Alert struct {
	Slogan string `json:"slogan" check:"required,max=8"` // 2 to 8 characters
	Level  string `json:"level,omitempty" check:"oneof=red|orange|yellow|blue"`
	Advice string `json:"advice,omitempty" check:"max=200,lines"` // what to do, a line each
}

// Debunk is a rebuttal: what the card debunk shows.
type Debunk struct {
	Claim   string `json:"claim" check:"required,max=120"`
	Verdict string `json:"verdict,omitempty" check:"max=12"` // on the stamp; without one, that it is untrue
	Fact    string `json:"fact" check:"required,max=300,lines"`
	By      string `json:"by,omitempty" check:"max=60"` // who found that out
}

// Timeline is a course of events: what the card timeline shows.
type Timeline struct {
	Events []Event `json:"events" check:"max=8"` // 2 to 8, in their order
}

// Event is one entry of a timeline.
type Event struct {
	Time string `json:"time" check:"required,max=16"` // as it is set: "9月18日", "07:45"
	Text string `json:"text" check:"required,max=80"`
}

// Daily is the leaf of a day: what the card daily shows.
type Daily struct {
	Text string `json:"text" check:"required,max=120,lines"` // what the day says
	By   string `json:"by,omitempty" check:"max=60"`         // who said it
	Note string `json:"note,omitempty" check:"max=12"`       // beside the day, such as its weather
	Date Date   `json:"date,omitzero"`                       // without one, the day of publication
}

// The longest texts of a rebuttal, in characters: those of the tags above.
const (
	MaxClaim   = 120
	MaxVerdict = 12
	MaxFact    = 300
)

const (
	minSlogan = 2
	minEvents = 2
)

// CheckFields implements [strictjson.Checker].
func (n *Number) CheckFields() *FieldError {
	if strings.IndexFunc(n.Value, unicode.IsDigit) < 0 {
		return &FieldError{Field: "value", Reason: "must have a digit, as in 186.5"}
	}
	return nil
}

// CheckFields implements [strictjson.Checker].
func (a *Alert) CheckFields() *FieldError {
	if n := utf8.RuneCountInString(a.Slogan); n < minSlogan {
		return &FieldError{Field: "slogan", Reason: fmt.Sprintf("must have 2 to 8 characters, not %d", n)}
	}
	return nil
}

// CheckFields implements [strictjson.Checker].
func (t *Timeline) CheckFields() *FieldError {
	if n := len(t.Events); n < minEvents {
		return &FieldError{Field: "events", Reason: fmt.Sprintf("must have 2 to 8 entries, not %d", n)}
	}
	return nil
}
