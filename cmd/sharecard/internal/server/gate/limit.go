package gate

import (
	"fmt"
	"math"
	"net/netip"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/server/problem"
)

// Limited returns the network of a client that may ask for so much only, or the zero
// value for the holder of a token.
func (g *Gate) Limited(c *gin.Context) netip.Prefix {
	if caller := Caller(c); caller != nil && caller != anyone {
		return netip.Prefix{}
	}
	return g.client(c)
}

// limitRate refuses a client that asks too often. Holders of a token ask as
// often as they like, and so do probes, which would otherwise take a busy server
// for a dead one.
func (g *Gate) limitRate(c *gin.Context) {
	if g.config.Rate == nil {
		return
	}
	client := g.Limited(c)
	if !client.IsValid() {
		return
	}
	if route := c.FullPath(); route == "/healthz" || route == "/readyz" {
		return
	}
	wait := g.config.Rate.Take(client, time.Now())
	if wait <= 0 {
		return
	}
	seconds := int(math.Ceil(wait.Seconds()))
	c.Writer.Header().Set("Retry-After", strconv.Itoa(seconds))
	problem.Write(c, fmt.Errorf("%w: the next is taken in %d s", problem.ErrRate, seconds))
}
