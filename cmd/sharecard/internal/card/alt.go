package card

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"sharecard/cmd/sharecard/internal/article"
)

const (
	// MaxAlt is how many characters an alternative text has at most: what a screen
	// reader says without a pause to think.
	MaxAlt = 250
	// minAltPart is the least that is worth saying of a longer text.
	minAltPart = 16
	altDot     = " · "
)

// Alt describes the card of an article to a reader who cannot see it, by what the
// template shows: its quotation, the items of a digest, the figure of a thumbnail,
// or headline and summary, with the publication and the day. It is at most
// [MaxAlt] characters long.
func Alt(t *LoadedTemplate, a *article.Article) string {
	d := textsOf(a)
	shows := func(field string) bool {
		return slices.ContainsFunc(t.Template.Fields(), func(path string) bool {
			first, _, _ := strings.Cut(path, ".")
			return first == field
		})
	}
	var first []string // what is said in full
	var long string    // what is said as far as there is room
	switch e := d.Excerpt(); {
	case shows("Excerpt") && e.Said:
		w := d.Words()
		first = []string{strings.TrimSpace(w.QuoteOpen + e.Text + w.QuoteClose + " " + e.By)}
		long = e.From
	case shows("Stat") && d.Stat().Value != "":
		n := d.Stat()
		first = []string{strings.TrimSpace(n.Value + n.Unit + " " + n.Label), n.Delta}
		long = strings.Join(n.Facts, " ")
	case shows("Warning"):
		first = []string{d.Level(), d.Cry(), d.Clock()}
		long = strings.Join(d.Advice(), " ")
	case shows("Rebuttal") && d.Debunk.Claim != "":
		b, w := d.Rebuttal(), d.Words()
		first = []string{w.Rebuttal[0] + " " + b.Claim, b.Verdict}
		long = b.Fact
	case shows("Saying"):
		day, saying := d.Leaf(), d.Saying()
		first = []string{strings.TrimSpace(d.Words().QuoteOpen + saying.Text + d.Words().QuoteClose + " " + saying.By)}
		long = strings.TrimSpace(day.YearMonth + " " + day.Day + " " + day.Weekday + " " + day.Lunar + " " + day.Term)
	case shows("Course") && len(d.Course()) > 0:
		first = []string{d.Slogan()}
		var events []string
		for _, e := range d.Course() {
			events = append(events, strings.TrimSpace(e.Time+" "+e.Text))
		}
		long = strings.Join(events, " ")
	case shows("Digest") && len(d.Digest().Entries) > 0:
		first = []string{d.Headline()}
		var items []string
		for _, entry := range d.Digest().Entries {
			items = append(items, fmt.Sprintf("%d. %s", entry.Number, entry.Title))
		}
		long = strings.Join(items, " ")
	case shows("Catchword"):
		if a.Cover == nil {
			first = []string{strings.Join(d.Catchword(), "")}
		}
		long = d.Title
	default:
		first = []string{d.Label(), d.Headline()}
		if shows("Slogan") {
			first[1] = d.Slogan()
		}
		if d.Breaking() {
			first[0] = d.Kicker
		}
		switch {
		case shows("Lead") && d.Lead() != "":
			long = d.Lead()
		case shows("Summary") && d.Summary != "":
			long = d.Summary
		case first[1] != d.Title:
			long = d.Title
		}
	}
	last := []string{d.Source.Name, d.Date()}
	if a.Cover != nil && slices.Contains(t.Fields, "cover.caption") {
		last = append([]string{a.Cover.Caption}, last...)
	}
	return joinAlt(first, long, last)
}

// joinAlt joins what is there with dots. The long part gives way to the others, then
// what stands last.
func joinAlt(first []string, long string, last []string) string {
	given := func(parts []string) []string {
		return slices.DeleteFunc(slices.Clone(parts), func(s string) bool { return s == "" })
	}
	first, last = given(first), given(last)
	parts := slices.Concat(first, last)
	room := MaxAlt - utf8.RuneCountInString(strings.Join(parts, altDot)) - len(altDot)
	if long = cutAlt(long, room); long != "" {
		parts = slices.Concat(first, []string{long}, last)
	}
	return cutAlt(strings.Join(parts, altDot), MaxAlt)
}

// cutAlt cuts a text to a number of characters, after a sentence where one ends in its
// second half.
func cutAlt(text string, room int) string {
	runes := []rune(text)
	if len(runes) <= room {
		return text
	}
	if room < minAltPart {
		return ""
	}
	for i := room - 1; i >= room/2; i-- {
		if strings.ContainsRune("。！？!?", runes[i]) {
			return string(runes[:i+1])
		}
	}
	return string(runes[:room-1]) + "…"
}
