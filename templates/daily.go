package templates

import (
	"fmt"
	"strings"
	"time"

	"sharecard/templates/almanac"
)

// Daily is the leaf of a day: a picture, the date and a few words; the zero value is none.
type Daily struct {
	Text string    // what the day says; lines are kept
	By   string    // who said it
	Note string    // beside the day: "雾"
	Date time.Time // the zero time for the day of publication
}

// Saying is the daily, or, of an article without, its quotation or what stands for one.
func (d *Data) Saying() Daily {
	if d.Daily.Text != "" {
		return d.Daily
	}
	e := d.Excerpt()
	return Daily{Text: e.Text, By: e.By, Note: d.Daily.Note, Date: d.Daily.Date}
}

// Length is the [Excerpt.Length] of what the day says.
func (l Daily) Length() string { return Excerpt{Text: l.Text}.Length() }

// Leaf is a day as a tear-off calendar shows it; every field is "" where no day is known.
type Leaf struct {
	Day       string // without a zero: "5"
	YearMonth string
	Weekday   string
	Lunar     string // "农历十月初七"
	Festival  string // "中秋节", or two of one day: "中秋节 国庆节"
	// Term is the solar term, "小雪", or how long until then: "小雪前七日". That gives way to a
	// festival.
	Term string
}

// Leaf is the day of the daily, or else that of publication.
func (d *Data) Leaf() Leaf {
	day := Data{Lang: d.Lang, PublishedAt: d.Daily.Date}
	if day.PublishedAt.IsZero() {
		day.PublishedAt = d.PublishedAt
	}
	leaf := Leaf{Day: strings.TrimPrefix(day.Day(), "0"), YearMonth: day.YearMonth(), Weekday: day.Weekday()}
	words := d.Words().Lunar
	if words == nil || day.PublishedAt.IsZero() {
		return leaf
	}
	leaf.Lunar, leaf.Festival = words.date(day.PublishedAt), words.festival(day.PublishedAt)
	leaf.Term = words.term(day.PublishedAt, leaf.Festival == "")
	return leaf
}

// date is the lunar date of a day in words, "" where it is not known.
func (w *LunarWords) date(t time.Time) string {
	lunar, ok := almanac.Lunar(t)
	if !ok {
		return ""
	}
	month := w.Months[lunar.Month-1]
	if lunar.Leap {
		month = w.Leap + month
	}
	return w.Prefix + month + w.Days[lunar.Day-1]
}

// festival names the festivals of a day. A month that comes twice has them once.
func (w *LunarWords) festival(t time.Time) string {
	var names []string
	add := func(name string) {
		if name != "" {
			names = append(names, name)
		}
	}
	if lunar, ok := almanac.Lunar(t); ok && !lunar.Leap {
		add(w.Festivals[fmt.Sprintf("%02d-%02d", lunar.Month, lunar.Day)])
	}
	if next, ok := almanac.Lunar(t.AddDate(0, 0, 1)); ok && next.Month == 1 && next.Day == 1 && !next.Leap {
		add(w.Eve)
	}
	add(w.Holidays[t.Format("01-02")])
	return strings.Join(names, " ")
}

// term is the solar term that begins on a day, or, where that is wanted, when the next one
// does.
func (w *LunarWords) term(t time.Time, next bool) string {
	term, days, ok := almanac.NextTerm(t)
	switch {
	case !ok:
		return ""
	case days == 0:
		return w.Terms[term]
	case !next:
		return ""
	}
	// The days of a month are its numbers, of which those to ten are set with 初.
	return fmt.Sprintf(w.Before, w.Terms[term], strings.TrimPrefix(w.Days[days-1], "初"))
}
