package server

import (
	"errors"
	"io/fs"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/server/demo"
	"sharecard/cmd/sharecard/internal/server/home"
	"sharecard/cmd/sharecard/internal/server/problem"
	"sharecard/cmd/sharecard/internal/server/words"
)

// home shows a box for an article, and the cards of one with the lines to copy.
func (s *Server) home(c *gin.Context) {
	ctx := c.Request.Context()
	list, err := s.config.Articles.List(ctx, "", home.MaxArticles)
	if err != nil {
		problem.Write(c, err)
		return
	}
	page := home.Page{Address: s.config.Address, Lang: words.Of(c.Request), Theme: c.Query("theme"), Now: time.Now()}
	for _, r := range list.Records {
		page.Articles = append(page.Articles, r.Article)
	}
	page.Article = home.Choose(page.Articles)
	if id := c.Query("article"); id != "" {
		record, err := s.config.Articles.Get(ctx, id)
		if err != nil {
			problem.Write(c, err)
			return
		}
		page.Article = record.Article
	}
	if page.Article != nil {
		sum, err := article.Sum(page.Article)
		if err != nil {
			problem.Write(c, err)
			return
		}
		page.Sample = sampleSums()[sum]
	}
	html, err := page.Render(s.config.Cards.Templates().All())
	if err != nil {
		problem.Write(c, err)
		return
	}
	c.Writer.Header().Set("Vary", "Accept-Language")
	writePage(c, html, home.Policy)
}

// asset serves a file that the start page loads.
func (s *Server) asset(c *gin.Context) {
	content, mediaType, err := home.Asset(c.Param("file"))
	if errors.Is(err, fs.ErrNotExist) {
		err = problem.ErrNoRoute
	}
	if err != nil {
		problem.Write(c, err)
		return
	}
	serveContent(c, content, mediaType, "no-cache")
}

// demo is a news page of a stored article with a share button.
func (s *Server) demo(c *gin.Context) {
	a, err := s.demoArticle(c)
	if err != nil {
		problem.Write(c, err)
		return
	}
	html, err := demo.Page(a, s.config.Address)
	if err != nil {
		problem.Write(c, err)
		return
	}
	writePage(c, html, demo.Policy)
}

// demoArticle returns the article that the address names, else the sample, else
// any.
func (s *Server) demoArticle(c *gin.Context) (*article.Article, error) {
	ctx, id := c.Request.Context(), c.Query("article")
	named := id != ""
	if !named {
		id = demo.Sample
	}
	record, err := s.config.Articles.Get(ctx, id)
	switch {
	case err == nil:
		return record.Article, nil
	case named || !errors.Is(err, article.ErrNotFound) && !errors.Is(err, article.ErrWithdrawn):
		return nil, err
	}
	page, listErr := s.config.Articles.List(ctx, "", 1)
	if listErr != nil {
		return nil, listErr
	}
	if len(page.Records) == 0 {
		return nil, err
	}
	return page.Records[0].Article, nil
}

// demoFile serves the demo's style sheet and the picture of a sample.
func (s *Server) demoFile(c *gin.Context) {
	var content []byte
	var err error
	mediaType, caching := "text/css; charset=utf-8", "no-cache"
	switch of := c.Query("of"); {
	case c.Param("file") == "demo.css":
		content, err = demo.StyleSheet()
	case c.Param("file") == "cover.jpg" && article.IsSampleCover(of):
		mediaType, caching = "image/jpeg", "private, max-age=86400" // it is drawn anew, and always the same
		content, err = demo.Cover(c.Request.Context(), s.config.Samples, of)
	default:
		err = problem.ErrNoRoute
	}
	if err != nil {
		problem.Write(c, err)
		return
	}
	serveContent(c, content, mediaType, caching)
}
