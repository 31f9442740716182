package server

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/server/share"
)

const (
	cacheScript        = "public, max-age=3600, stale-while-revalidate=86400"
	cacheScriptVersion = "public, max-age=31536000, immutable"
)

// share serves the script of the share button. Pages of all origins load it. Under the
// version that shareVersions tells it is kept for good.
func (s *Server) share(c *gin.Context) {
	caching := cacheScript
	if c.Query("v") == s.scripts.Button.Version {
		caching = cacheScriptVersion
	}
	s.serveScript(c, s.scripts.Button, caching)
}

// shareMore serves the module that the sheet loads for buttons that offer more.
func (s *Server) shareMore(c *gin.Context) { s.serveScript(c, s.scripts.More, cacheScriptVersion) }

// shareModule serves what programs import, and shareTypes its types.
func (s *Server) shareModule(c *gin.Context) { s.serveScript(c, s.scripts.Module, cacheScript) }

func (s *Server) shareTypes(c *gin.Context) { s.serveScript(c, s.scripts.Types, cacheScript) }

// shareVersions tells the address of this version of the script, for pages that pin it
// by its integrity. Another program serves another version: who pins asks again after an
// upgrade.
func (s *Server) shareVersions(c *gin.Context) {
	showAnywhere(c.Writer.Header())
	c.Writer.Header().Set("Cache-Control", "no-cache")
	writeJSON(c, http.StatusOK, struct {
		URL       string `json:"url"`
		Integrity string `json:"integrity"`
	}{s.config.Address + "/share.js?v=" + s.scripts.Button.Version, s.scripts.Button.Integrity})
}

// shareSheet serves the module that the button's script loads. Each version has
// an address of its own.
func (s *Server) shareSheet(c *gin.Context) {
	s.serveScript(c, s.scripts.Sheet, cacheScriptVersion)
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
