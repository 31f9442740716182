// Package platform knows where cards are posted: what each place shows, what it takes,
// and who says so.
//
// platforms.json is the one table. A platform names the card that suits it, and with
// [Platform.Apply] stands in a request in place of template, ratio, format and limit.
// Its limits are what its makers or its users tell; [Fact] has the source and the date
// of each, and whether the platform itself says so.
//
// A new platform is an entry in platforms.json. Its test holds that each limit has its
// fact and that the card keeps the limits.
package platform

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/render/encode"
)

// Platform is one use of one place. It is shared and must not be changed.
type Platform struct {
	Name  string `json:"name"`  // "weibo"
	Title string `json:"title"` // as its users call it
	Use   string `json:"use"`   // "a link preview"
	Card  Card   `json:"card"`
	// Preview tells that the platform reads the tags of a linked page.
	Preview bool `json:"preview"`
	// Crawler is the product token of who reads them, as robots.txt names it (RFC 9309,
	// section 2.2.1); "" where that is not known.
	Crawler string `json:"crawler,omitempty"`
	Limits  Limits `json:"limits"`
	// Crops are what its API is told of the card: names of parameters and their values.
	Crops map[string]string `json:"crops,omitempty"`
	Facts []Fact            `json:"facts"`
}

// Card is what is drawn for a platform.
type Card struct {
	Template string  `json:"template"`
	Ratio    string  `json:"ratio,omitempty"`  // "": the template's own size
	Format   string  `json:"format,omitempty"` // "png", "jpg" or "webp"; "": the template's own
	Scale    float64 `json:"scale,omitempty"`  // 1 to 3; 0: 1
}

// Limits are what a platform takes; a field that is zero is not known.
type Limits struct {
	Ratio     string   `json:"ratio,omitempty"`      // width to height that it shows, "2.35:1"
	Width     int      `json:"width,omitempty"`      // px, the best one
	Height    int      `json:"height,omitempty"`     //
	MinWidth  int      `json:"min_width,omitempty"`  // px
	MinHeight int      `json:"min_height,omitempty"` //
	MaxWidth  int      `json:"max_width,omitempty"`  //
	MaxHeight int      `json:"max_height,omitempty"` //
	MaxSum    int      `json:"max_sum,omitempty"`    // px, width and height together
	MaxRatio  float64  `json:"max_ratio,omitempty"`  // the longer side by the shorter
	Formats   []string `json:"formats,omitempty"`    // endings: "jpg", "png", "webp", "gif"
	MaxBytes  int      `json:"max_bytes,omitempty"`
	// MaxRedirects is how many are followed.
	MaxRedirects int `json:"max_redirects,omitempty"`
	// MaxTitle and MaxSummary are in characters.
	MaxTitle   int `json:"max_title,omitempty"`
	MaxSummary int `json:"max_summary,omitempty"`
}

// Fact is where something about a platform is known from.
type Fact struct {
	// About are names of fields of [Limits], or crawler or crops.
	About  []string `json:"about"`
	Source string   `json:"source"`
	Date   string   `json:"date"` // when it was read, a month or a year
	// Primary tells that the platform says so itself, in its documentation, its code or
	// its own list of issues.
	Primary bool `json:"primary"`
}

//go:embed platforms.json
var table []byte

var platforms = sync.OnceValue(func() []*Platform {
	var all []*Platform
	if err := json.Unmarshal(table, &all); err != nil {
		panic(fmt.Sprintf("platforms.json: %v", err)) // it is embedded
	}
	return all
})

// All returns the platforms in the order of the table.
func All() []*Platform { return slices.Clone(platforms()) }

// Names returns their names in that order.
func Names() []string {
	var names []string
	for _, p := range platforms() {
		names = append(names, p.Name)
	}
	return names
}

// Find returns the platform of that name. The error is a *[card.FieldError].
func Find(name string) (*Platform, error) {
	for _, p := range platforms() {
		if p.Name == name {
			return p, nil
		}
	}
	return nil, &card.FieldError{Field: "platform", Reason: "must be one of " + strings.Join(Names(), ", ")}
}

// FindAll returns the platforms of those names, each once. The error is a
// *[card.FieldError] about the field platforms.
func FindAll(names []string) ([]*Platform, error) {
	var found []*Platform
	for _, name := range names {
		p, err := Find(name)
		switch {
		case err != nil:
			return nil, &card.FieldError{Field: "platforms", Reason: "must each be one of " + strings.Join(Names(), ", ")}
		case slices.Contains(found, p):
			return nil, &card.FieldError{Field: "platforms", Reason: "names " + name + " twice"}
		}
		found = append(found, p)
	}
	return found, nil
}

// Apply has r ask for the platform's card, within its limit on bytes where one is known.
// The error is a *[card.FieldError] where r asks for another card already.
func (p *Platform) Apply(r *card.Request) error {
	if r.Template != "" || r.Ratio != "" || r.Format != "" {
		return &card.FieldError{Field: "platform", Reason: "stands in place of template, ratio and format: leave those out"}
	}
	r.Template, r.Ratio, r.MaxBytes = p.Card.Template, p.Card.Ratio, p.Limits.MaxBytes
	if p.Card.Format != "" {
		format, err := encode.ParseFormat(p.Card.Format)
		if err != nil {
			return fmt.Errorf("platforms.json: %s: %w", p.Name, err)
		}
		r.Format = format
	}
	if r.Scale <= 1 && p.Card.Scale > 0 {
		r.Scale = p.Card.Scale
	}
	return nil
}
