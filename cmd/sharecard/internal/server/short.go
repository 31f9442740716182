package server

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
)

// shortPath is where short addresses begin: what follows is an article's ID.
const shortPath = "/s/"

// Shortener returns the function that gives a stored article's short address,
// for [card.Config]. It is nil where publicURL is not https: an address that is
// printed in a code must lead its readers over a line nobody else can redirect.
func Shortener(publicURL string) func(articleID string) string {
	if !strings.HasPrefix(publicURL, "https://") {
		return nil
	}
	return func(articleID string) string { return publicURL + shortPath + articleID }
}

// getShort leads from an article's short address to its own. It leads nowhere
// else: the address is the stored one, whatever the request says.
func (s *Server) getShort(c *gin.Context) {
	record, err := s.Articles.Get(c.Request.Context(), c.Param("id"))
	if err == nil {
		err = s.checkPublished(s.caller(c), record.Article)
	}
	if err == nil {
		err = s.checkStanding(c.Request.Context(), record.Names())
	}
	if err == nil && record.Article.URL == "" {
		err = article.ErrNotFound
	}
	if err != nil {
		s.fail(c, err)
		return
	}
	h := c.Writer.Header()
	h.Set("Location", record.Article.URL)
	h.Set("Cache-Control", "public, max-age=60")
	h.Set("X-Robots-Tag", "noindex") // the article's own address is what to find
	h.Set("Content-Length", "0")
	c.Writer.WriteHeader(http.StatusFound)
	c.Writer.WriteHeaderNow()
}
