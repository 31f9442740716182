package server

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

// Metrics counts answers and shows all that was counted; package metrics has
// one. It is called from many goroutines at once.
type Metrics interface {
	// Request counts an answered request. route is the pattern it matched, ""
	// for none.
	Request(method, route string, status int, took time.Duration)
	// Handler serves what was counted.
	Handler() http.Handler
}

// serveMetrics shows what was counted, in the form Prometheus reads.
func (s *Server) serveMetrics(c *gin.Context) {
	if s.Metrics == nil {
		s.fail(c, errNoRoute)
		return
	}
	c.Writer.Header().Set("Cache-Control", "no-store")
	s.Metrics.Handler().ServeHTTP(c.Writer, c.Request)
}
