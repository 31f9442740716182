package server

import (
	"context"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server/problem"
	"sharecard/cmd/sharecard/internal/server/words"
)

// Fallback is a picture in place of an error, for pages that show a card in an <img>.
// The zero value is none: errors are problems.
type Fallback struct {
	// Template draws it, of an article that has a title only; "" is none.
	Template string
	// Status is that of its answer; 0 is the error's own.
	Status int
}

// fallbackTimeout ends the drawing of a fallback: the reader has waited before.
const fallbackTimeout = 2 * time.Second

// fallbackTitles are the titles of a fallback by language, one of words.Languages.
var fallbackTitles = map[string]struct{ lang, title string }{
	"zh": {"zh-CN", "内容暂时无法显示"},
	"en": {"en", "This is not available"},
}

// failCard answers that there is no picture: with the fallback card, or with a problem
// where there is none, it cannot be drawn, or the client asks for JSON.
func (s *Server) failCard(c *gin.Context, err error) {
	picture := s.fallback(c)
	if picture == nil {
		problem.Write(c, err)
		return
	}
	p := problem.Begin(c, err)
	h, status := c.Writer.Header(), p.Status
	if s.config.Fallback.Status != 0 {
		status = s.config.Fallback.Status
	}
	h.Set("Content-Type", picture.MIME)
	h.Set("Sharecard-Report", card.Codes{{Name: "error", Value: p.Code}}.String())
	showAnywhere(h)
	write(c, status, picture.Bytes)
}

// fallback draws the fallback card, or finds it drawn; nil where it is not to be had.
func (s *Server) fallback(c *gin.Context) *card.Result {
	template := s.config.Fallback.Template
	if template == "" || strings.Contains(c.GetHeader("Accept"), "json") || c.Request.Context().Err() != nil {
		return nil
	}
	titles := fallbackTitles[words.Of(c.Request)]
	ctx, cancel := context.WithTimeout(c.Request.Context(), fallbackTimeout)
	defer cancel()
	_, format, _ := cardFile(c.Param("file")) // one that is not known is the template's own
	picture, err := s.config.Cards.Card(ctx, card.Request{
		Template: template, Format: format, Article: &article.Article{Title: titles.title, Lang: titles.lang},
	})
	if err != nil {
		_ = c.Error(err) // for the log, beside what it stands for
		return nil
	}
	return picture
}
