// Package demo makes the page that shows the share button: a news page of a stored
// article with all that shared pages tell of themselves.
package demo

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"html/template"
	"image"
	"image/jpeg"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/sample"
)

//go:embed *.html *.css
var files embed.FS

var page = template.Must(template.New("demo.html").Option("missingkey=error").
	ParseFS(files, "demo.html", "story.html"))

// Sample is the sample that the page has a whole story for. Others show
// their summary.
const Sample = "dawn-birds"

// Policy is as strict as a policy can be with the share button on the page:
// nothing inline, and WeChat's SDK beside our own files.
const Policy = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self' https://res.wx.qq.com; " +
	"connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

// data is what the page shows.
type data struct {
	Article   *article.Article
	Cover     bool   // the page has a picture of it
	Story     bool   // and a whole story
	Image     string // address of the picture of the shared page
	Link      string // the article's own address, else the page's
	LD        map[string]any
	Published string // as readers see it
}

// Page makes the page of an article, on the server at that address. It tells of
// itself to WeChat and QQ (itemprop), to Weibo and others (og:, twitter:), and to
// search engines (JSON-LD).
func Page(a *article.Article, address string) ([]byte, error) {
	card := func(file string) string { return address + "/v1/articles/" + a.ID + "/cards/" + file }
	d := data{
		Article: a, Cover: a.Cover != nil && article.IsSampleCover(a.Cover.URL), Story: a.ID == Sample,
		Image: card("og.jpg"), Link: a.URL,
	}
	if d.Link == "" {
		d.Link = address + "/demo?article=" + a.ID
	}
	d.LD = map[string]any{
		"@context": "https://schema.org", "@type": "NewsArticle",
		"headline": a.Title, "description": a.Summary, "mainEntityOfPage": d.Link,
		"image": []string{card("square.jpg"), d.Image},
	}
	if !a.PublishedAt.IsZero() {
		d.LD["datePublished"] = a.PublishedAt
		d.Published = a.PublishedAt.String()
		if !a.PublishedAt.IsDay() {
			d.Published = a.PublishedAt.In(time.UTC).Format("2006-01-02 15:04")
		}
	}
	if a.Source.Name != "" {
		d.LD["publisher"] = map[string]any{"@type": "NewsMediaOrganization", "name": a.Source.Name}
	}
	var authors []any
	for _, name := range a.Authors {
		authors = append(authors, map[string]any{"@type": "Person", "name": name})
	}
	if authors != nil {
		d.LD["author"] = authors
	}

	var body bytes.Buffer
	if err := page.Execute(&body, &d); err != nil {
		return nil, fmt.Errorf("the demo page: %w", err)
	}
	return body.Bytes(), nil
}

// StyleSheet is that of the page.
func StyleSheet() ([]byte, error) { return files.ReadFile("demo.css") }

// Cover draws the picture of a sample as a JPEG.
func Cover(ctx context.Context, samples *sample.Drawer, address string) ([]byte, error) {
	var encoded bytes.Buffer
	err := samples.Draw(ctx, address, func(m image.Image) error {
		return jpeg.Encode(&encoded, m, &jpeg.Options{Quality: 85})
	})
	if err != nil {
		return nil, fmt.Errorf("a sample's JPEG: %w", err)
	}
	return encoded.Bytes(), nil
}
