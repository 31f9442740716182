package server

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

// readyTimeout is how long the store may take to answer.
const readyTimeout = 2 * time.Second

// healthz says that the process answers.
func (s *Server) healthz(c *gin.Context) {
	c.Writer.Header().Set("Cache-Control", "no-store")
	s.writeJSON(c, http.StatusOK, map[string]string{"status": "ok"})
}

// readyz says that cards can be served: the store answers and there are
// templates to draw with.
func (s *Server) readyz(c *gin.Context) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), readyTimeout)
	defer cancel()
	if _, err := s.Articles.List(ctx, "", 1); err != nil {
		s.fail(c, fmt.Errorf("%w: the store of articles: %w", errNotReady, err))
		return
	}
	usable := 0
	for _, e := range s.Cards.Templates().Entries() {
		if e.Template != nil {
			usable++
		}
	}
	if usable == 0 {
		s.fail(c, fmt.Errorf("%w: no template can be used", errNotReady))
		return
	}
	c.Writer.Header().Set("Cache-Control", "no-store")
	s.writeJSON(c, http.StatusOK, map[string]any{"status": "ready", "templates": usable})
}
