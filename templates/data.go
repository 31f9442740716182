package templates

import (
	"html/template"
	"time"
	"unicode"
)

// Data is what a card's template sees: the contract of fields between the
// service and a designer's HTML. Strings are plain text; html/template escapes
// them. Empty fields are the zero value, so {{if .Summary}} works.
type Data struct {
	Lang   string // BCP 47: "zh-CN"
	Theme  string // a name such as "paper"; for <html data-theme>
	Accent string // "#rrggbb" or ""

	Title string
	// ShortTitle says the same in 4 to 14 characters, "" where nobody wrote it:
	// for where the long one would be small.
	ShortTitle string
	Kicker     string
	Summary    string

	Source Source
	// PublishedAt is in the article's own offset; the zero time where unknown.
	PublishedAt time.Time
	// DayOnly tells that PublishedAt is a day of which nobody told the hour.
	DayOnly bool
	URL     string // the article's address, what the QR code holds

	Channel []string // breadcrumb, outermost first
	Authors []string
	Editor  string
	Credits []Credit
	// AllCredits asks cards to name all of Credits, not only whoever made the
	// picture.
	AllCredits bool

	Cover     template.URL // address of the cover, "" where there is none
	CoverInfo Cover

	Quote   string
	QuoteBy string
	// Portrait is the address of a picture of who is quoted, "" where there is
	// none.
	Portrait template.URL

	Items     []Item
	Reactions []Reaction

	// What one card alone shows; see the cards of these names.
	Number   Number
	Alert    Alert
	Debunk   Debunk
	Timeline []Event
	Daily    Daily

	Brand Brand
}

// Source is the publication.
type Source struct {
	Name string
	// Logo is the address of a picture fetched from the publication, "" where
	// there is none; LogoWidth and LogoHeight are its natural size in px, 0 where
	// unknown.
	Logo                  template.URL
	LogoWidth, LogoHeight int
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
	// Tone is what the picture's colours suggest; see [ToneOf].
	Tone Tone
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

// Words returns the fixed words in the article's language.
func (d *Data) Words() *Words { return WordsFor(d.Lang) }

// Section is the innermost channel, "" where there is none.
func (d *Data) Section() string {
	if len(d.Channel) == 0 {
		return ""
	}
	return d.Channel[len(d.Channel)-1]
}

// Date is the day of publication in words, "2024年5月1日"; "" where unknown.
func (d *Data) Date() string { return d.format(d.Words().Date) }

// ShortDate is the day of publication in figures, "2024.05.01"; "" where unknown.
func (d *Data) ShortDate() string { return d.format(d.Words().ShortDate) }

// YearMonth is the month of publication, "2024年5月".
func (d *Data) YearMonth() string { return d.format(d.Words().YearMonth) }

// Day is the day of the month of publication in two digits, "01".
func (d *Data) Day() string { return d.format(d.Words().Day) }

// Clock is the time of publication, "09:30"; "" where the hour is unknown.
func (d *Data) Clock() string {
	if d.DayOnly {
		return ""
	}
	return d.format(d.Words().Clock)
}

// Weekday is the day of the week of publication, "星期三".
func (d *Data) Weekday() string {
	if d.PublishedAt.IsZero() {
		return ""
	}
	return d.Words().Weekdays[d.PublishedAt.Weekday()]
}

func (d *Data) format(layout string) string {
	if d.PublishedAt.IsZero() {
		return ""
	}
	return d.PublishedAt.Format(layout)
}

// Initial is the first letter or Han character of the source's name, or of the
// title where there is none: what stands for a missing picture.
func (d *Data) Initial() string {
	for _, s := range []string{d.Source.Name, d.Title} {
		for _, r := range s {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return string(unicode.ToUpper(r))
			}
		}
	}
	return "·"
}
