package server

import (
	"fmt"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
)

// maxBody bounds every body, whatever its handler takes: a batch is the largest.
const maxBody = 16 << 20

// limitBody ends the reading of a body that nobody takes.
func (s *Server) limitBody(c *gin.Context) {
	if c.Request.Body == http.NoBody {
		return
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxBody)
}

// limitRate refuses a client that asks too often. Holders of a token ask as
// often as they like, and so do probes, which would otherwise take a busy server
// for a dead one.
func (s *Server) limitRate(c *gin.Context) {
	if s.Rate == nil {
		return
	}
	if caller := s.caller(c); caller != nil && caller != anyone {
		return
	}
	if route := c.FullPath(); route == "/healthz" || route == "/readyz" {
		return
	}
	client := s.client(c)
	wait := s.Rate.Take(client, time.Now())
	if wait <= 0 {
		return
	}
	seconds := int(math.Ceil(wait.Seconds()))
	c.Writer.Header().Set("Retry-After", strconv.Itoa(seconds))
	s.fail(c, fmt.Errorf("%w: the next is taken in %d s", errRate, seconds))
}
