package templates

import (
	"slices"
	"time"
)

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
	Time     string // "11月21日 15:11", "" where unknown
}

// Digest returns the article's items sorted by time, the newest first and those
// without a time last, or as they stand where they are Ordered; at most ten of them.
// The day is the article's, or that of its newest item.
func (d *Data) Digest() *Digest {
	items := slices.Clone(d.Items)
	items = slices.DeleteFunc(items, func(it Item) bool { return it.Title == "" && it.Summary == "" })
	if !d.Ordered {
		slices.SortStableFunc(items, func(a, b Item) int { return b.PublishedAt.Compare(a.PublishedAt) })
	}
	items = items[:min(len(items), maxEntries)]

	day := Data{Lang: d.Lang, PublishedAt: d.PublishedAt}
	if day.PublishedAt.IsZero() && len(items) > 0 {
		day.PublishedAt = items[0].PublishedAt
	}
	g := &Digest{Day: day.Day(), YearMonth: day.YearMonth(), Weekday: day.Weekday()}
	for i, it := range items {
		e := Entry{Number: i + 1, Title: it.Title, Summary: it.Summary, Time: d.itemTime(it.PublishedAt)}
		if e.Title == "" {
			e.Title, e.Summary, e.Untitled = it.Summary, "", true
		}
		g.Entries = append(g.Entries, e)
	}
	return g
}

func (d *Data) itemTime(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.Format(d.Words().ItemTime)
}
