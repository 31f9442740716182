package lenient

// Kind is what a field of an article takes.
type Kind int

const (
	Line     Kind = iota + 1 // a text of one line
	Lines                    // a text that is cut where it is too long
	Moment                   // a time
	List                     // of texts
	Numbers                  // a list of numbers
	Count                    // a whole number
	Address                  // of a page
	Picture                  // the address of a picture
	Language                 // a language tag
)

// Text reports whether a value of this kind is written as a string, or a list of
// them, that is not a time.
func (k Kind) Text() bool { return k != Moment && k != Numbers && k != Count }

// Kinds are the fields of an article. Those of a list of objects have its name and
// [] before theirs.
func Kinds() map[string]Kind {
	return map[string]Kind{
		"title": Line, "short_title": Line, "kicker": Line, "summary": Lines, "url": Address, "published_at": Moment,
		"source.name": Line, "source.logo": Picture, "channel": List, "authors": List, "editor": Line,
		"credits[].role": Line, "credits[].name": Line,
		"cover.url": Picture, "cover.credit": Line, "cover.caption": Line, "cover.focus": Numbers,
		"items[].title": Line, "items[].summary": Lines, "items[].published_at": Moment, "items[].url": Address,
		"reactions[].name": Line, "reactions[].count": Count,
		"quote": Lines, "quote_by": Line, "portrait": Picture, "keep": List, "brand": Line, "lang": Language, "ai": Line,
	}
}

// whole are the objects of an article that are right as they are or left out: what one
// card alone shows.
var whole = []string{"number", "alert", "debunk", "timeline", "daily"}

// longest is how many characters a field of kind Lines may have. A test holds it to
// the rules of an article.
func longest(field string) int {
	if field == "quote" {
		return 1000
	}
	return 5000
}
