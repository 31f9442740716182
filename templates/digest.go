package templates

import "slices"

// maxEntries is how many items one digest shows.
const maxEntries = 10

// Digest is what a digest card shows of an article that has items: the day it
// is of, and its entries, the newest first.
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
	Time     string // "11月21日 15:11", or the day only; "" where unknown
}

// Digest returns the article's items sorted by time, the newest first and those
// without a time last, at most ten of them. The day is the article's, or that
// of its newest item.
func (d *Data) Digest() *Digest {
	items := slices.Clone(d.Items)
	items = slices.DeleteFunc(items, func(it Item) bool { return it.Title == "" && it.Summary == "" })
	slices.SortStableFunc(items, func(a, b Item) int { return -a.compare(&b) })
	items = items[:min(len(items), maxEntries)]

	day := Data{Lang: d.Lang, PublishedAt: d.PublishedAt}
	if day.PublishedAt.IsZero() && len(items) > 0 {
		day.PublishedAt = items[0].PublishedAt
	}
	g := &Digest{Day: day.Day(), YearMonth: day.YearMonth(), Weekday: day.Weekday()}
	for i, it := range items {
		e := Entry{Number: i + 1, Title: it.Title, Summary: it.Summary, Time: d.itemTime(&it)}
		if e.Title == "" {
			e.Title, e.Summary, e.Untitled = it.Summary, "", true
		}
		g.Entries = append(g.Entries, e)
	}
	return g
}

// compare orders items by their time; one that has a day only comes before those
// of that day that have an hour.
func (it *Item) compare(other *Item) int {
	switch {
	case it.DayOnly == other.DayOnly || !it.PublishedAt.Equal(other.PublishedAt):
		return it.PublishedAt.Compare(other.PublishedAt)
	case it.DayOnly:
		return -1
	}
	return 1
}

func (d *Data) itemTime(it *Item) string {
	switch {
	case it.PublishedAt.IsZero():
		return ""
	case it.DayOnly:
		return it.PublishedAt.Format(d.Words().ItemDay)
	}
	return it.PublishedAt.Format(d.Words().ItemTime)
}
