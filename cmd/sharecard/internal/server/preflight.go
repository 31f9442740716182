package server

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/preflight"
	"sharecard/cmd/sharecard/internal/server/problem"
	"sharecard/cmd/sharecard/internal/server/words"
)

// maxPreflights is how many pages are looked at at once: each holds its picture.
const maxPreflights = 4

// postPreflight looks at a page as platforms do and tells what keeps its picture from
// showing; without an address, at this server. What is said is in the language that the
// request asks for.
func (s *Server) postPreflight(c *gin.Context) {
	var body struct {
		URL string `json:"url" check:"max=2048,url"`
	}
	err := readJSON(c, maxAddressBody, &body)
	switch {
	case s.config.Preflight == nil:
		err = problem.ErrNoRoute
	case err == nil && !s.preflights.take():
		err = problem.ErrPreflights
	}
	if err != nil {
		problem.Write(c, err)
		return
	}
	defer s.preflights.giveBack()
	ctx := c.Request.Context()
	var report *preflight.Report
	if body.URL != "" {
		report, err = s.config.Preflight.Page(ctx, body.URL)
	} else {
		report, err = s.config.Preflight.Server(ctx, preflight.Own{
			PublicURL: s.config.PublicURL, Tokens: s.config.Tokens != nil, WeChat: s.config.WeChat != nil,
		})
	}
	if err != nil {
		problem.Write(c, err)
		return
	}
	lang := "en"
	if c.Query("lang") != "" || c.GetHeader("Accept-Language") != "" {
		lang = words.Of(c.Request)
	}
	c.Writer.Header().Set("Cache-Control", "no-store")
	writeJSON(c, http.StatusOK, report.In(lang))
}
