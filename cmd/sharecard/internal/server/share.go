package server

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/server/gate"
	"sharecard/cmd/sharecard/internal/server/problem"
	"sharecard/cmd/sharecard/internal/server/share"
)

// share serves the script of the share button. Pages of all origins load it.
func (s *Server) share(c *gin.Context) {
	s.serveScript(c, s.scripts.Button, "public, max-age=3600, stale-while-revalidate=86400")
}

// shareSheet serves the module that the button's script loads. Each version has
// an address of its own.
func (s *Server) shareSheet(c *gin.Context) {
	s.serveScript(c, s.scripts.Sheet, "public, max-age=31536000, immutable")
}

func (s *Server) serveScript(c *gin.Context, script share.Script, caching string) {
	content := script.Plain
	h := c.Writer.Header()
	if acceptsGzip(c.GetHeader("Accept-Encoding")) {
		content = script.Gzipped
		h.Set("Content-Encoding", "gzip")
	}
	if s.config.Dev {
		caching = cacheAskAgain
	}
	h.Add("Vary", "Accept-Encoding")
	showAnywhere(h) // for modules, and for pages that pin it by integrity=
	serveContent(c, content, "text/javascript; charset=utf-8", caching)
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
	h := c.Writer.Header()
	showAnywhere(h)
	record, err := s.publisher.Find(c.Request.Context(), gate.Caller(c), c.Param("id"))
	if err != nil {
		problem.Write(c, err)
		return
	}
	a := record.Article
	caching := cacheStable
	switch {
	case s.publisher.Hidden(record):
		caching = cachePrivate
	case s.config.Dev:
		caching = cacheAskAgain
	}
	h.Set("Cache-Control", caching)
	h.Set("Surrogate-Key", publish.SurrogateKeys([]string{a.ID}))
	writeJSON(c, http.StatusOK, shared{a.Title, a.Summary, a.URL, s.config.Cards.Templates().Alt(sharedCard, a)})
}
