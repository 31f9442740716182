package extract

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/strictjson"
)

// MaxBytes is how long a page, a text or a feed may be.
const MaxBytes = 4 << 20

// ErrPage is wrapped by errors about a page as a whole: it is nested too deeply
// (beyond 512 elements), has too many nodes, or shows a notice where its article
// was.
var ErrPage = errors.New("page cannot be read")

// Page is what there is to extract from.
type Page struct {
	HTML        []byte // at most MaxBytes
	ContentType string // as HTTP gave it, with the charset; may be empty
	Address     string // where the page was got; may be empty
}

// Extract returns the article of a page. A page without a headline gives a
// [article.FieldError] for title; see also [ErrPage] and [article.ErrTooLarge].
// ctx is looked at between the steps.
func Extract(ctx context.Context, in Page) (*article.Article, error) {
	p, err := parse(in)
	if err != nil {
		return nil, err
	}
	if notice := wechatNotice(p); notice != "" {
		return nil, fmt.Errorf("%w: it shows a notice, not an article: %.100q", ErrPage, notice)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p.sites = p.siteNames()
	title, headline := p.findTitle()
	p.body = walkBody(p.doc.Get(0), headline)
	title = p.findHeadline(title)
	p.prose = p.findText()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	d := new(draft)
	readStructure(p, d)
	p.fill(d, title)
	return finish(d)
}

// draft is an article in the making, with what is not part of the result.
type draft struct {
	article.Article
	published  written
	paragraphs []string // of the body where a known structure has it
	sites      siteNames
}

// fill fills what no known structure has said.
func (p *page) fill(d *draft, title string) {
	d.sites = p.sites
	set(&d.Title, title)
	d.Lang = p.lang
	if !isEastAsian(d.Lang) && isCJKText(d.Title) && !isKana(d.Title) {
		d.Lang = "zh-CN" // many Chinese pages say lang="en", as their editor's template does
	}
	p.lang = d.Lang
	if d.paragraphs != nil {
		p.prose.paragraphs = d.paragraphs
	} else {
		p.prose.paragraphs = takeCredits(p.prose.paragraphs, &d.Article)
	}
	set(&d.Editor, p.findEditor())
	set(&d.Source.Name, p.findSite())
	if o := p.articleObject(); o != nil && d.Source.Logo == "" {
		if publisher, ok := o["publisher"].(map[string]any); ok {
			d.Source.Logo = p.address(addressLD(publisher["logo"]))
		}
	}
	if d.published.isZero() {
		d.published = p.findPublished()
	}
	set(&d.URL, p.findURL())
	if d.Channel == nil {
		d.Channel = p.findChannel(d.Title)
	}
	if d.Authors == nil {
		d.Authors = p.findAuthors()
	}
	if !p.isSummary(d.Summary, d.Title, d.Authors) {
		d.Summary = p.findSummary(d.Title, d.Authors)
	} else {
		d.Summary = p.whole(d.Summary)
	}
	d.Debunk = p.findDebunk(d.Summary, d.Source.Name)
	if d.Cover == nil {
		if address := p.findCover(); address != "" {
			d.Cover = &article.Cover{URL: address}
		}
	}
}

// finish makes a draft fit to print and an article that satisfies the rules.
func finish(d *draft) (*article.Article, error) {
	a := &d.Article
	a.PublishedAt = d.published.date(defaultZone(a.Lang))
	if a.Kicker == "" {
		a.Kicker, a.Title = d.sites.splitKicker(a.Title)
	}
	a.Authors = without(a.Authors, a.Editor, a.Source.Name)
	if primary(a.Lang) == "zh" {
		for _, s := range []*string{&a.Title, &a.Kicker, &a.Summary} {
			*s = fullWidth(*s)
		}
	}
	strictjson.Fit(a)
	if a.Title == "" {
		return nil, &article.FieldError{Field: "title", Reason: "was not found"}
	}
	a.ID = article.HashID(a)
	if err := a.Validate(); err != nil {
		return nil, fmt.Errorf("extracted article: %w", err)
	}
	return a, nil
}

// isKana reports Japanese text.
func isKana(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 0x3041 && r <= 0x30FA })
}

// without returns the names that are not among the others, each once.
func without(names []string, others ...string) []string {
	var kept []string
	seen := map[string]bool{"": true}
	for _, o := range others {
		seen[o] = true
	}
	for _, n := range names {
		if !seen[n] {
			seen[n] = true
			kept = append(kept, n)
		}
	}
	return kept
}

// set fills *s unless an earlier source has.
func set(s *string, value string) {
	if *s == "" {
		*s = value
	}
}
