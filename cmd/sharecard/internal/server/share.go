package server

import (
	"github.com/gin-gonic/gin"

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
