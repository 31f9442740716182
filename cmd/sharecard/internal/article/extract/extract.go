// Package extract makes an article of a news page.
//
// A page is asked in this order, and what an earlier source has said is not
// overruled by a later one:
//
//  1. the structures of known sites ([structures]; one file each),
//  2. JSON-LD, where it describes a NewsArticle or its like (jsonld.go),
//  3. og: and other meta elements (meta.go),
//  4. what Chinese news pages have in common: a headline, 来源, 责任编辑, a time,
//     a breadcrumb, paragraphs with credits at their end (common.go),
//  5. readability, as the last resort (readable.go).
//
// Then the text is made fit to print: full-width punctuation where the page has
// ASCII between Chinese characters (punctuation.go), the kicker split from the
// headline (headline.go), a summary that is a real sentence (summary.go).
//
// A page is data and nothing else: no script runs, nothing is fetched, and what
// comes out satisfies [article.Article.Validate].
package extract

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/strictjson"
)

// Bounds of a page.
const (
	MaxBytes = 4 << 20
	maxNodes = 200_000
)

// ErrPage is wrapped by errors about a page as a whole: it is too large, nested
// too deeply (beyond 512 elements), has too many nodes, or shows a notice where
// its article was.
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
	d := new(draft)
	for _, read := range []func(*page, *draft){readStructure, readJSONLD, readMeta, readCommon, readReadable} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		read(p, d)
	}
	a := finish(p, d)
	strictjson.Fit(a)
	if a.Title == "" {
		return nil, &article.FieldError{Field: "title", Reason: "was not found in the page"}
	}
	a.ID = article.HashID(a)
	if err := a.Validate(); err != nil {
		return nil, fmt.Errorf("extracted article: %w", err)
	}
	return a, nil
}

// draft is an article in the making, with what is not part of the result.
type draft struct {
	article.Article
	published  string   // time as written
	paragraphs []string // of the body, clean, in order
	images     []string // candidates for the cover, best first
	ownBody    bool     // paragraphs come from a known structure
}

// page is a parsed document.
type page struct {
	doc  *goquery.Document
	got  *url.URL // where the page was got; nil if unknown
	base *url.URL // what addresses are relative to; nil if unknown
	lang string
}

// baseOf is what the page's addresses are relative to: <base> (HTML, section
// 2.4.3), else where it was got, else where it says it stands.
func baseOf(p *page) *url.URL {
	base := p.got
	for _, address := range []string{
		p.doc.Find(`link[rel="canonical"]`).AttrOr("href", ""),
		p.doc.Find(`meta[property="og:url"]`).AttrOr("content", ""),
	} {
		if base == nil {
			base = absolute(address)
		}
	}
	href := strings.TrimSpace(p.doc.Find("base[href]").AttrOr("href", ""))
	u, err := url.Parse(href)
	switch {
	case href == "" || err != nil:
		return base
	case base != nil:
		return base.ResolveReference(u)
	}
	return absolute(href)
}

// absolute is an address that has a host, else nil.
func absolute(address string) *url.URL {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme == "" || u.Host == "" {
		return nil
	}
	return u
}

func parse(in Page) (*page, error) {
	if len(in.HTML) > MaxBytes {
		return nil, fmt.Errorf("%w: a page has at most %d bytes", article.ErrTooLarge, MaxBytes)
	}
	root, err := html.Parse(strings.NewReader(decode(in.HTML, in.ContentType)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPage, err)
	}
	n := 0
	for range root.Descendants() {
		if n++; n > maxNodes {
			return nil, fmt.Errorf("%w: it has more than %d nodes", ErrPage, maxNodes)
		}
	}
	p := &page{doc: goquery.NewDocumentFromNode(root)}
	p.got = absolute(in.Address)
	p.base = baseOf(p)
	p.lang = language(p.doc)
	return p, nil
}

// address makes an address in the page absolute; "" where that cannot be.
func (p *page) address(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || s == "" {
		return ""
	}
	if p.base != nil {
		u = p.base.ResolveReference(u)
	} else if u.Scheme == "" && u.Host != "" {
		u.Scheme = "https" // //host/path
	}
	if strictjson.CheckURL(u.String()) != "" || neverResolves(u.Hostname()) {
		return ""
	}
	return u.String()
}

// neverResolves reports names that stand for no host, so that a placeholder is
// not taken for an address (RFC 6761, section 6.4).
func neverResolves(host string) bool {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	return host == "invalid" || strings.HasSuffix(host, ".invalid")
}

// finish turns what was read into an article.
func finish(p *page, d *draft) *article.Article {
	a := &d.Article
	a.Lang = p.lang
	if !isEastAsian(a.Lang) && isCJKText(a.Title) {
		a.Lang = "zh-CN" // many Chinese pages say lang="en", as their editor's template does
	}
	if d.published != "" {
		a.PublishedAt = parseTime(d.published, defaultZone(a.Lang))
	}
	a.Title = headline(a.Title, a.Source.Name)
	if a.Summary == "" || !isProse(a.Summary, a.Title) {
		a.Summary = summary(d.paragraphs, a.Title)
	} else {
		a.Summary = untruncated(a.Summary, d.paragraphs)
	}
	if a.Kicker == "" {
		a.Kicker, a.Title = splitKicker(a.Title)
	}
	a.Authors = without(a.Authors, a.Editor, a.Source.Name)
	if a.Cover == nil {
		for _, image := range d.images {
			if address := p.address(image); address != "" {
				a.Cover = &article.Cover{URL: address}
				break
			}
		}
	}
	if strings.HasPrefix(a.Lang, "zh") {
		for _, s := range []*string{&a.Title, &a.Kicker, &a.Summary} {
			*s = fullWidth(*s)
		}
	}
	return a
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

// longestField is how many bytes of a text are looked at; what may be stored is
// shorter.
const longestField = 32 << 10

// set fills *s unless an earlier source has.
func set(s *string, value string) {
	if *s == "" {
		*s = clean(value[:min(len(value), longestField)])
	}
}
