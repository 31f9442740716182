package server

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"image"
	"image/jpeg"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
)

//go:embed demo
var demoFiles embed.FS

var demoPage = template.Must(template.New("demo.html").Option("missingkey=error").
	ParseFS(demoFiles, "demo/demo.html", "demo/story.html"))

// demoSample is the sample that the page has a whole story for. Others show
// their summary.
const demoSample = "dawn-birds"

// demoCSP is as strict as a policy can be with the share button on the page:
// nothing inline, and WeChat's SDK beside our own files.
const demoCSP = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self' https://res.wx.qq.com; " +
	"connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

// demoData is what the page shows.
type demoData struct {
	Article   *article.Article
	Cover     bool   // the page has a picture of it
	Story     bool   // and a whole story
	Image     string // address of the picture of the shared page
	Link      string // the article's own address, else the page's
	LD        map[string]any
	Published string // as readers see it
}

// demo is a news page of a stored article with a share button and all that
// shared pages tell of themselves: to WeChat and QQ (itemprop), to Weibo and
// others (og:, twitter:), and to search engines (JSON-LD).
func (s *Server) demo(c *gin.Context) {
	a, err := s.demoArticle(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	card := func(file string) string { return s.Address + "/v1/articles/" + a.ID + "/cards/" + file }
	d := demoData{
		Article: a, Cover: a.Cover != nil && article.IsSampleCover(a.Cover.URL), Story: a.ID == demoSample,
		Image: card("og.jpg"), Link: a.URL,
	}
	if d.Link == "" {
		d.Link = s.Address + "/demo?article=" + a.ID
	}
	d.LD = map[string]any{
		"@context": "https://schema.org", "@type": "NewsArticle",
		"headline": a.Title, "description": a.Summary, "mainEntityOfPage": d.Link,
		"image": []string{card("square.jpg"), d.Image},
	}
	if !a.PublishedAt.IsZero() {
		d.LD["datePublished"] = a.PublishedAt
		d.Published = a.PublishedAt.In(time.UTC).Format("2006-01-02 15:04")
		if a.PublishedAt.IsDay() {
			d.Published = a.PublishedAt.String()
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
	if err := demoPage.Execute(&body, &d); err != nil {
		s.fail(c, fmt.Errorf("the demo page: %w", err))
		return
	}
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", demoCSP)
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	http.ServeContent(c.Writer, c.Request, "", time.Time{}, bytes.NewReader(body.Bytes()))
}

// demoArticle returns the article that the address names, else the sample, else
// any.
func (s *Server) demoArticle(c *gin.Context) (*article.Article, error) {
	ctx, id := c.Request.Context(), c.Query("article")
	named := id != ""
	if !named {
		id = demoSample
	}
	record, err := s.Articles.Get(ctx, id)
	switch {
	case err == nil:
		return record.Article, nil
	case named || !errors.Is(err, article.ErrNotFound) && !errors.Is(err, article.ErrWithdrawn):
		return nil, err
	}
	page, listErr := s.Articles.List(ctx, "", 1)
	if listErr != nil {
		return nil, listErr
	}
	if len(page.Records) == 0 {
		return nil, err
	}
	return page.Records[0].Article, nil
}

// demoFile serves the page's style sheet and the picture of a sample.
func (s *Server) demoFile(c *gin.Context) {
	var content []byte
	contentType, caching := "image/jpeg", "private, max-age=86400" // it is drawn anew, and always the same
	switch c.Param("file") {
	case "demo.css":
		var err error
		if content, err = demoFiles.ReadFile("demo/demo.css"); err != nil {
			s.fail(c, err)
			return
		}
		contentType, caching = "text/css; charset=utf-8", "no-cache"
	case "cover.jpg":
		var err error
		if content, err = s.demoCover(c.Request.Context(), c.Query("of")); err != nil {
			s.fail(c, err)
			return
		}
	default:
		s.fail(c, errNoRoute)
		return
	}
	serveContent(c, content, contentType, caching)
}

// demoCover draws the picture of a sample as a JPEG.
func (s *Server) demoCover(ctx context.Context, address string) ([]byte, error) {
	if !article.IsSampleCover(address) {
		return nil, errNoRoute
	}
	var encoded bytes.Buffer
	err := s.Samples.Draw(ctx, address, func(m image.Image) error {
		return jpeg.Encode(&encoded, m, &jpeg.Options{Quality: 85})
	})
	if err != nil {
		return nil, fmt.Errorf("a sample's JPEG: %w", err)
	}
	return encoded.Bytes(), nil
}
