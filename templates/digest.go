package templates

// maxEntries is how many items one digest shows.
const maxEntries = 10

// Digest is what a digest card shows of an article that has items: the day it
// is of, and its entries in the order that they were given.
type Digest struct {
	Day, YearMonth, Weekday string // "" where no time is known
	Entries                 []Entry
}

// Entry is one numbered item of a digest.
type Entry struct {
	Number int
	// Title is the item's title, or its summary where it has none; then Summary
	// is "".
	Title, Summary string
	// Untitled tells that Title is running text, to be set as such.
	Untitled bool
}

// Digest returns the article's items in their order, which is the editor's, at
// most ten of them. The day is the article's, or that of its newest item.
func (d *Data) Digest() *Digest {
	day := Data{Lang: d.Lang, PublishedAt: d.PublishedAt}
	g := &Digest{}
	for _, it := range d.Items {
		if it.Title == "" && it.Summary == "" {
			continue
		}
		if d.PublishedAt.IsZero() && it.PublishedAt.After(day.PublishedAt) {
			day.PublishedAt = it.PublishedAt
		}
		if len(g.Entries) == maxEntries {
			continue
		}
		e := Entry{Number: len(g.Entries) + 1, Title: it.Title, Summary: it.Summary}
		if e.Title == "" {
			e.Title, e.Summary, e.Untitled = it.Summary, "", true
		}
		g.Entries = append(g.Entries, e)
	}
	g.Day, g.YearMonth, g.Weekday = day.Day(), day.YearMonth(), day.Weekday()
	return g
}
