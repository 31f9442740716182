package templates

import (
	"cmp"
	"strings"
)

// Alert is a warning; the zero value is none.
type Alert struct {
	Slogan string // 2 to 8 characters
	Level  string // "red", "orange", "yellow", "blue" or ""
	Advice string // what to do, a line each
}

// Debunk is a rebuttal; the zero value is none.
type Debunk struct {
	Claim   string
	Verdict string // on the stamp, "" for the language's word
	Fact    string
	By      string // who found that out
}

// Event is one entry of a timeline.
type Event struct{ Time, Text string }

// maxAdvice is how many lines of advice a card shows.
const maxAdvice = 4

// Warning is the slogan of the alert, or, of an article without, of the article, in the
// lines in which it is largest in a room of that width and height in px.
func (d *Data) Warning(width, height float64) []StackLine { return stack(d.Cry(), width, height) }

// Cry is the slogan of the alert, or, of an article without, that of the article.
func (d *Data) Cry() string { return cmp.Or(d.Alert.Slogan, d.Slogan()) }

// AlertLevel is the level of the alert or, without one, the level that the kicker, the
// slogan, the title or the summary names last, as in 橙色预警升级为红色预警: "red", "orange",
// "yellow" or "blue". It is "" where none of them names one, and where it is said to be
// over.
func (d *Data) AlertLevel() string {
	if d.Alert.Level != "" {
		return d.Alert.Level
	}
	words := d.Words()
	for _, text := range []string{d.Kicker, d.Alert.Slogan, d.Title, d.Summary} {
		text = strings.ToLower(text)
		if words.AlertOver != "" && strings.Contains(text, words.AlertOver) {
			return ""
		}
		level, last := "", -1
		for name, word := range words.Levels {
			if at := strings.LastIndex(text, strings.ToLower(word)); at > last {
				level, last = name, at
			}
		}
		if level != "" {
			return level
		}
	}
	return ""
}

// Level is the level of the alert in words, "红色预警"; "" where it has none.
func (d *Data) Level() string { return d.Words().Levels[d.AlertLevel()] }

// Advice is what the alert says to do, in at most four lines, of which the last one has
// the rest; of an article without, its summary.
func (d *Data) Advice() []string {
	var lines []string
	for _, line := range strings.Split(d.Alert.Advice, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
		case len(lines) == maxAdvice:
			lines[maxAdvice-1] += " " + line
		default:
			lines = append(lines, line)
		}
	}
	if lines == nil && d.Summary != "" {
		lines = []string{d.Summary}
	}
	return lines
}

// Rebuttal is the debunk, with the language's word for a verdict where it has none. Of an
// article without it is empty: nobody said that its headline is a rumour.
func (d *Data) Rebuttal() Debunk {
	b := d.Debunk
	if b.Claim != "" && b.Verdict == "" {
		b.Verdict = d.Words().Untrue
	}
	return b
}

// Course is the timeline, or, of an article without, its items by their hours.
func (d *Data) Course() []Event {
	if d.Timeline != nil {
		return d.Timeline
	}
	var events []Event
	for _, e := range d.Digest().Entries {
		if len(events) < maxEvents {
			events = append(events, Event{Text: e.Title})
		}
	}
	return events
}

// longTime is the longest time that stands beside its event, in em of figures.
const longTime = 5.5

// LongTimes reports whether a time of the course is too wide to stand beside its event, as
// 2026年12月28日 is: then all stand above theirs.
func (d *Data) LongTimes() bool {
	for _, e := range d.Course() {
		if emsOf(e.Time) > longTime {
			return true
		}
	}
	return false
}

// maxEvents is how many events a card shows.
const maxEvents = 8
