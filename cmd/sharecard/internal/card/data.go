package card

import (
	"html/template"
	"math"
	"slices"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/templates"
)

// The addresses under which a template asks for the article's pictures; the
// pictures themselves are handed in beside the data.
const (
	coverSource    = "cover"
	logoSource     = "logo"
	portraitSource = "portrait"
)

// defaultLang is the language of an article that names none.
const defaultLang = "zh-CN"

// data fills the contract of fields that templates see.
func (p *Plan) data() *templates.Data {
	a, r := p.article, &p.request
	d := textsOf(a)
	d.Theme, d.Accent, d.AllCredits = r.Theme, r.Accent, r.Credits == allCredits
	d.Source = source(a, &p.pictures.logo)
	if cover := &p.pictures.cover; a.Cover != nil && cover.image != nil {
		d.Cover = coverSource
		d.CoverInfo = coverInfo(a.Cover, cover)
	}
	theme := r.Theme
	if theme == "" && slices.Contains(p.template.Template.Fields(), "Tint") {
		theme = d.Tint()
	}
	if r.Accent == autoAccent {
		d.Accent = d.CoverInfo.Tone.Accent
	}
	if accent, moved := readableAccent(d.Accent, p.template.Template.Tokens(theme, theme == darkTheme)); moved {
		d.Accent = accent
	}
	if p.pictures.portrait.image != nil {
		d.Portrait = portraitSource
	}
	if b := p.brand; b != nil {
		d.Brand = templates.Brand{
			Name: b.Name, Logo: template.URL(b.Logo), LogoDark: template.URL(b.LogoDark), QRHint: b.QRHint,
		}
	}
	return d
}

// source is the article's publication, with its logo where that is at hand.
func source(a *article.Article, logo *picture) templates.Source {
	s := templates.Source{Name: a.Source.Name}
	if img := logo.image; img != nil {
		size := img.Bounds().Size()
		s.Logo, s.LogoWidth, s.LogoHeight = logoSource, size.X, size.Y
	}
	return s
}

// coverInfo turns the focus from fractions into the percentages of CSS
// object-position. Without one it is that of the picture's subject.
func coverInfo(c *article.Cover, pic *picture) templates.Cover {
	seen, size := pic.decoded.look(), pic.image.Bounds().Size()
	info := templates.Cover{
		Credit: c.Credit, Caption: c.Caption, FocusX: seen.focusX, FocusY: seen.focusY,
		Width: size.X, Height: size.Y, Tone: seen.tone,
	}
	if c.Focus != nil {
		info.FocusX, info.FocusY = percent(c.Focus[0]), percent(c.Focus[1])
	}
	return info
}

// percent rounds to hundredths, so that 0.29 becomes 29 and not 28.999999999999996.
func percent(fraction float64) float64 { return math.Round(fraction*1e4) / 100 }

// textsOf is what templates see of an article's texts. Times keep the article's own
// offset.
func textsOf(a *article.Article) *templates.Data {
	zone := a.Offset(time.UTC) // of days, which a card shows without an hour
	d := &templates.Data{
		Lang:        a.Lang,
		Title:       a.Title,
		ShortTitle:  a.ShortTitle,
		Kicker:      a.Kicker,
		Summary:     a.Summary,
		Source:      templates.Source{Name: a.Source.Name},
		PublishedAt: a.PublishedAt.In(zone),
		DayOnly:     a.PublishedAt.IsDay(),
		URL:         a.URL,
		Channel:     a.Channel,
		Authors:     a.Authors,
		Editor:      a.Editor,
		Quote:       a.Quote,
		QuoteBy:     a.QuoteBy,
	}
	if d.Lang == "" {
		d.Lang = defaultLang
	}
	ownParts(d, a)
	for _, c := range a.Credits {
		d.Credits = append(d.Credits, templates.Credit{Role: c.Role, Name: c.Name})
	}
	for _, it := range a.Items {
		d.Items = append(d.Items, templates.Item{
			Title: it.Title, Summary: it.Summary, URL: it.URL, PublishedAt: it.PublishedAt.In(zone),
		})
	}
	for _, re := range a.Reactions {
		d.Reactions = append(d.Reactions, templates.Reaction{Name: re.Name, Count: re.Count})
	}
	return d
}

// ownParts fills in what one card alone shows.
func ownParts(d *templates.Data, a *article.Article) {
	if n := a.Number; n != nil {
		d.Number = templates.Number{Value: n.Value, Unit: n.Unit, Label: n.Label, Delta: n.Delta, Facts: n.Facts}
		for _, p := range n.Series {
			point := templates.Point{Label: p.Label, Unknown: p.Value == nil}
			if !point.Unknown {
				point.Value = *p.Value
			}
			d.Number.Series = append(d.Number.Series, point)
		}
	}
	if w := a.Alert; w != nil {
		d.Alert = templates.Alert{Slogan: w.Slogan, Level: w.Level, Advice: w.Advice}
	}
	if b := a.Debunk; b != nil {
		d.Debunk = templates.Debunk{Claim: b.Claim, Verdict: b.Verdict, Fact: b.Fact, By: b.By}
	}
	if t := a.Timeline; t != nil {
		for _, e := range t.Events {
			d.Timeline = append(d.Timeline, templates.Event{Time: e.Time, Text: e.Text})
		}
	}
	if l := a.Daily; l != nil {
		d.Daily = templates.Daily{Text: l.Text, By: l.By, Note: l.Note, Date: l.Date.In(time.UTC)}
	}
}
