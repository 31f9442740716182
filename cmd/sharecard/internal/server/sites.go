package server

import (
	"context"
	"net/http"
	"net/netip"
	"net/url"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/server/gate"
	"sharecard/cmd/sharecard/internal/server/problem"
)

// Sites reads articles from pages of listed hosts; *site.Source is one.
type Sites interface {
	// Check returns an error where an address is none of a page on a listed host.
	Check(address string) error
	// Canonical returns the address under which the page's article stands, "" where
	// that is not known.
	Canonical(address string) string
	// Article returns the page's article. client is who asks; the zero value has as
	// many pages read as he likes.
	Article(ctx context.Context, client netip.Prefix, address string) (*article.Record, error)
}

// pageWord is the query parameter with the address of a page.
const pageWord = "url"

// getPageCard serves the card of a page of a listed host, by the page's address.
func (s *Server) getPageCard(c *gin.Context) {
	showAnywhere(c.Writer.Header()) // so that the share button learns why there is none
	var r card.Request
	if !readQuery(c, &r, s.failCard, pageWord, platformWord) {
		return
	}
	if err := readCard(c, &r); err != nil {
		s.failCard(c, err)
		return
	}
	var err error
	if r.Record, err = s.readSite(c); err != nil {
		s.failCard(c, err)
		return
	}
	drawn, err := s.publisher.Show(c.Request.Context(), gate.Caller(c), r)
	if err != nil {
		s.failCard(c, err)
		return
	}
	s.writeCard(c, drawn.Result, s.caching(drawn.Hidden), drawn.Record.UpdatedAt, drawn.Names...)
}

// getPageShared tells the share button what stands on a page of a listed host.
func (s *Server) getPageShared(c *gin.Context) {
	showAnywhere(c.Writer.Header())
	record, err := s.readSite(c)
	if err == nil {
		err = s.publisher.AllowLook(c.Request.Context(), gate.Caller(c), record)
	}
	if err != nil {
		problem.Write(c, err)
		return
	}
	s.writeShared(c, record, record.Names()...)
}

// readSite reads the article of the page that the query names. One that was withdrawn
// is not read.
func (s *Server) readSite(c *gin.Context) (*article.Record, error) {
	if s.config.Sites == nil {
		return nil, problem.ErrNoSites
	}
	query, err := url.ParseQuery(c.Request.URL.RawQuery)
	if err != nil {
		return nil, problem.ErrQuery
	}
	if len(query[pageWord]) > 1 {
		return nil, &card.FieldError{Field: pageWord, Reason: "is given twice: escape the & in the page's address as %26"}
	}
	ctx, address := c.Request.Context(), query.Get(pageWord)
	if err = s.config.Sites.Check(address); err == nil {
		err = s.publisher.AllowRead(ctx, address)
	}
	if err != nil {
		return nil, err
	}
	return s.config.Sites.Article(ctx, s.gate.Limited(c), address)
}

// caching is for how long a card or what is told of one may be kept that follows its
// article; hidden tells that it is for callers only.
func (s *Server) caching(hidden bool) string {
	switch {
	case hidden:
		return cachePrivate
	case s.config.Dev:
		return cacheAskAgain
	}
	return cacheStable
}

// sharedCard is what the share button shows, as its script names it. Of an article
// without a picture it is laid out as the poster is.
const sharedCard = "cover"

// shared is what a share button needs of an article that the page around it is
// not about: on a list of articles.
type shared struct {
	Title   string `json:"title"`
	Summary string `json:"summary,omitempty"`
	URL     string `json:"url,omitempty"`
	// Alt is the alternative text of the card that the button shows.
	Alt string `json:"alt,omitempty"`
}

// getShared tells the share button of a stored article, to whom its cards are
// shown and for as long as they are kept.
func (s *Server) getShared(c *gin.Context) {
	showAnywhere(c.Writer.Header())
	record, err := s.publisher.Find(c.Request.Context(), gate.Caller(c), c.Param("id"))
	if err != nil {
		problem.Write(c, err)
		return
	}
	s.writeShared(c, record, record.Article.ID)
}

// writeShared tells of an article; names are those that shared caches drop it by.
func (s *Server) writeShared(c *gin.Context, record *article.Record, names ...string) {
	h, a := c.Writer.Header(), record.Article
	h.Set("Cache-Control", s.caching(s.publisher.Hidden(record)))
	h.Set("Surrogate-Key", publish.SurrogateKeys(names))
	writeJSON(c, http.StatusOK, shared{a.Title, a.Summary, a.URL, s.config.Cards.Templates().Alt(sharedCard, a)})
}
