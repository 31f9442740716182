package templates

import (
	"html/template"
	"time"
)

// Data is what a card's template sees: the contract of fields between the
// service and a designer's HTML. Strings are plain text; html/template escapes
// them. Empty fields are the zero value, so {{if .Summary}} works.
type Data struct {
	Lang   string // BCP 47: "zh-CN"
	Theme  string // "paper", "clean", "ink", "red"; for <html data-theme>
	Accent string // "#rrggbb" or ""

	Title   string
	Kicker  string
	Summary string

	Source Source
	// PublishedAt is in the article's own offset; the zero time where unknown.
	PublishedAt time.Time
	URL         string // the article's address, what the QR code holds

	Channel []string // breadcrumb, outermost first
	Authors []string
	Editor  string
	Credits []Credit

	Cover     template.URL // address of the cover, "" where there is none
	CoverInfo Cover

	Quote   string
	QuoteBy string

	Items     []Item
	Reactions []Reaction
}

// Source is the publication.
type Source struct {
	Name string
	Logo template.URL
}

// Credit is one line of the people behind an article.
type Credit struct{ Role, Name string }

// Cover is what is known of the cover picture besides its address.
type Cover struct {
	Credit  string
	Caption string
	// FocusX and FocusY are what must stay visible in a crop, in percent.
	FocusX, FocusY float64
	// Width and Height are the picture's natural size in px.
	Width, Height int
}

// Item is one article of a digest.
type Item struct {
	Title, Summary, URL string
	PublishedAt         time.Time
}

// Reaction is a count readers left.
type Reaction struct {
	Name  string
	Count int
}
