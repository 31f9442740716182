package templates

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// Headline is what a card sets largest: the title, or the short one where the
// title is of more than 18 em.
func (d *Data) Headline() string {
	if n := lengthOf(d.Title); d.ShortTitle != "" && (n == "full" || n == "long") {
		return d.ShortTitle
	}
	return d.Title
}

// HeadlineLength is "short", "brief", "medium", "full" or "long", for a headline of
// up to 8 em, up to 12, 18, 28 and beyond, where all but ideographs and fullwidth
// forms count half an em: a layout gives each its own sizes and number of lines.
func (d *Data) HeadlineLength() string { return lengthOf(d.Headline()) }

// Deck is what the title says besides the headline, to stand under it; "" where
// the headline is the title.
func (d *Data) Deck() string { return d.besides(d.Headline()) }

// besides is the title without a headline that it begins with.
func (d *Data) besides(headline string) string {
	rest, cut := strings.CutPrefix(d.Title, headline)
	said := strings.TrimLeft(rest, "：:，,；;。！!？?—-｜|丨 ")
	if cut && (said == "" || said != rest) {
		return said
	}
	return d.Title
}

// Slogan is the headline of a small card: the short title wherever there is
// one and the title is not short itself.
func (d *Data) Slogan() string {
	if n := lengthOf(d.Title); d.ShortTitle != "" && n != "short" && n != "brief" {
		return d.ShortTitle
	}
	return d.Title
}

// Standfirst is what stands under the slogan of a small card where that alone
// would not tell the story: what the title says besides it, or else the
// lead under one of up to 12 em; "" where the slogan needs none.
func (d *Data) Standfirst() string {
	if d.Slogan() != d.Title {
		return d.besides(d.Slogan())
	}
	if n := d.SloganLength(); n == "short" || n == "brief" {
		return d.Lead()
	}
	return ""
}

// SloganLength is the [Data.HeadlineLength] of the slogan.
func (d *Data) SloganLength() string { return lengthOf(d.Slogan()) }

// TitleLength is "short", "medium" or "long", for a title of up to 8 em, up to 28
// and beyond, counted as for [Data.HeadlineLength].
func (d *Data) TitleLength() string {
	switch n := lengthOf(d.Title); n {
	case "brief", "full":
		return "medium"
	default:
		return n
	}
}

// twoLines is how much a lead has in two lines, in halves of an em.
const twoLines = 2 * 46

// SummaryFlows reports whether the summary, without what [Data.Lead] leaves out, has more
// than two lines, to be set as text is: of two, each says something by itself.
func (d *Data) SummaryFlows() bool { return halvesOf(d.Lead()) > twoLines }

// halvesOf is how wide a text is about, in halves of an em.
func halvesOf(text string) int {
	halves := 0
	for _, r := range text {
		halves++
		if r >= 0x2E80 || unicode.In(r, unicode.Han) {
			halves++
		}
	}
	return halves
}

func lengthOf(title string) string {
	halves := halvesOf(title)
	switch {
	case halves <= 2*8:
		return "short"
	case halves <= 2*12:
		return "brief"
	case halves <= 2*18:
		return "medium"
	case halves <= 2*28:
		return "full"
	}
	return "long"
}

// Label tells what kind of story it is: the kicker, or else the section; ""
// where the headline or the publication's name says it already.
func (d *Data) Label() string {
	for _, label := range []string{d.Kicker, d.Section()} {
		if label != "" && !strings.Contains(d.Title, label) && !strings.Contains(d.Source.Name, label) {
			return label
		}
	}
	return ""
}

// Breaking reports whether the kicker says that the news has just come in.
func (d *Data) Breaking() bool { return slices.Contains(d.Words().Breaking, d.Kicker) }

// Stamp is the day and the hour of publication, "2024年5月1日 09:30"; the hour
// alone is left out where [Data.Breaking] news shows it with its tag.
func (d *Data) Stamp() string {
	if clock := d.Clock(); clock != "" && !d.Breaking() {
		return d.Date() + " " + clock
	}
	return d.Date()
}

// StrongMasthead reports whether the masthead stands on the accent: in red, and in
// clean without a picture.
func (d *Data) StrongMasthead() bool {
	return d.Theme == "red" || d.Theme == "clean" && d.Picture() == ""
}

// Ground names the classes of a card's body: "filled" where a picture fills it,
// "bare" where there is none, and how they meet the theme. A filled card is
// "upright" where the picture is, and "edged" where the picture ends with an edge
// instead of fading into the ground: unless both are dark or both light, and where its
// subject stands so low that it would fade too. In red, breaking news is "on-accent",
// and so is a story without a picture, on a deeper red, "lacquer": a bright red all over
// is an alarm, which a story is not.
func (d *Data) Ground() string {
	classes, theme := "bare", d.Theme
	if theme == "" {
		theme = d.Tint()
	}
	if d.Picture() != "" {
		classes = "filled"
		info := &d.CoverInfo
		fades := theme == "ink" && !info.Tone.Bright || theme == "paper" && info.Tone.Bright
		if info.FocusY > lowSubject || !fades {
			classes += " edged"
		}
		if info.Height > info.Width {
			classes += " upright"
		}
	}
	switch {
	case theme != "red":
	case d.Breaking():
		classes += " on-accent"
	case d.Picture() == "":
		classes += " on-accent lacquer"
	}
	return classes
}

// lowSubject is the focus of a cover, in percent from above, from which what
// fades at its foot would be its subject.
const lowSubject = 70

// StrongGround reports whether the words of a card that takes [Data.Tint] stand on
// a dark ground or on the accent.
func (d *Data) StrongGround() bool {
	switch cmp.Or(d.Theme, d.Tint()) {
	case "ink":
		return true
	case "red":
		return d.Breaking() || d.Picture() == ""
	case "clean":
		return d.Picture() == ""
	}
	return false
}
