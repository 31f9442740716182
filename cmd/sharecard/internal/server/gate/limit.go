package gate

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/server/problem"
)

// limitRate refuses a client that asks too often. Holders of a token ask as
// often as they like, and so do probes, which would otherwise take a busy server
// for a dead one.
func (g *Gate) limitRate(c *gin.Context) {
	if g.config.Rate == nil {
		return
	}
	if caller := Caller(c); caller != nil && caller != anyone {
		return
	}
	if route := c.FullPath(); route == "/healthz" || route == "/readyz" {
		return
	}
	client := g.client(c)
	wait := g.config.Rate.Take(client, time.Now())
	if wait <= 0 {
		return
	}
	seconds := int(math.Ceil(wait.Seconds()))
	c.Writer.Header().Set("Retry-After", strconv.Itoa(seconds))
	problem.Write(c, fmt.Errorf("%w: the next is taken in %d s", problem.ErrRate, seconds))
}
