package studio

import (
	"fmt"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/templates"
)

// Example is an article to try a card with.
type Example struct {
	Name    string           `json:"name"`
	Label   string           `json:"label"` // what makes it hard; "" where its title says enough
	Article *article.Article `json:"article"`
}

// Cases returns the articles that break layouts, as templates has them, in the
// form that requests take. What is longer than any request is left out.
func Cases() []Example {
	var cases []Example
	for _, c := range templates.StressCases() {
		a := articleOf(&c)
		if text, err := article.Encode(a); err != nil || len(text) > article.MaxBytes {
			continue
		}
		cases = append(cases, Example{Name: c.Name, Label: c.Name, Article: a})
	}
	return cases
}

// dateOf is a time that a card shows, or its day only.
func dateOf(at time.Time, dayOnly bool) article.Date {
	if dayOnly {
		return article.DayOf(at.Date())
	}
	return article.At(at)
}

// articleOf is the article that gives the card the data of a case.
func articleOf(c *templates.Case) *article.Article {
	d := &c.Data
	a := &article.Article{
		Title: d.Title, Kicker: d.Kicker, Summary: d.Summary, Source: article.Source{Name: d.Source.Name},
		PublishedAt: dateOf(d.PublishedAt, d.DayOnly), URL: d.URL, Channel: d.Channel, Authors: d.Authors, Editor: d.Editor,
		Quote: d.Quote, QuoteBy: d.QuoteBy, Lang: d.Lang,
	}
	ownParts(a, d)
	for _, credit := range d.Credits {
		a.Credits = append(a.Credits, article.Credit{Role: credit.Role, Name: credit.Name})
	}
	for _, it := range d.Items {
		a.Items = append(a.Items, article.Item{Title: it.Title, Summary: it.Summary, PublishedAt: dateOf(it.PublishedAt, false), URL: it.URL})
	}
	for _, r := range d.Reactions {
		a.Reactions = append(a.Reactions, article.Reaction{Name: r.Name, Count: r.Count})
	}
	if c.CoverWidth > 0 {
		a.Cover = &article.Cover{
			URL:    fmt.Sprintf("sample:%dx%d", c.CoverWidth, c.CoverHeight),
			Credit: d.CoverInfo.Credit, Caption: d.CoverInfo.Caption,
		}
	}
	if d.Portrait != "" {
		a.Portrait = "sample:400x400"
	}
	return a
}

// ownParts fills in what one card alone shows.
func ownParts(a *article.Article, d *templates.Data) {
	if n := d.Number; n.Value != "" {
		a.Number = &article.Number{Value: n.Value, Unit: n.Unit, Label: n.Label, Delta: n.Delta, Facts: n.Facts}
		for _, p := range n.Series {
			point := article.Point{Label: p.Label}
			if !p.Unknown {
				point.Value = &p.Value
			}
			a.Number.Series = append(a.Number.Series, point)
		}
	}
	if w := d.Alert; w.Slogan != "" {
		a.Alert = &article.Alert{Slogan: w.Slogan, Level: w.Level, Advice: w.Advice}
	}
	if b := d.Debunk; b.Claim != "" {
		a.Debunk = &article.Debunk{Claim: b.Claim, Verdict: b.Verdict, Fact: b.Fact, By: b.By}
	}
	if len(d.Timeline) > 0 {
		a.Timeline = &article.Timeline{}
		for _, e := range d.Timeline {
			a.Timeline.Events = append(a.Timeline.Events, article.Event{Time: e.Time, Text: e.Text})
		}
	}
	if l := d.Daily; l.Text != "" {
		a.Daily = &article.Daily{Text: l.Text, By: l.By, Note: l.Note, Date: article.At(l.Date)}
	}
}
