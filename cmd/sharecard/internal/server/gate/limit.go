package gate

import (
	"fmt"
	"math"
	"net/netip"
	"strconv"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/server/listen"
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

// crowd counts the requests under way of clients behind proxies, whose connections
// the listener cannot tell apart. It is safe for concurrent use.
type crowd struct {
	mu      sync.Mutex
	clients map[netip.Prefix]int
}

// enter counts one more of a client, unless there are most already.
func (c *crowd) enter(client netip.Prefix, most int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.clients[client] >= most {
		return false
	}
	if c.clients == nil {
		c.clients = map[netip.Prefix]int{}
	}
	c.clients[client]++
	return true
}

func (c *crowd) leave(client netip.Prefix) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.clients[client]--; c.clients[client] == 0 {
		delete(c.clients, client)
	}
}

// limitCrowd refuses a client behind a proxy that has too many requests under way.
func (g *Gate) limitCrowd(c *gin.Context) {
	if g.config.PerClient <= 0 {
		return
	}
	peer, err := netip.ParseAddrPort(c.Request.RemoteAddr)
	if err != nil || !g.Trusts(peer.Addr().Unmap().WithZone("")) {
		return
	}
	client := g.client(c)
	if !g.crowd.enter(client, g.config.PerClient) {
		c.Writer.Header().Set("Retry-After", "1")
		problem.Write(c, fmt.Errorf("%w: %d are under way", problem.ErrRate, g.config.PerClient))
		return
	}
	defer g.crowd.leave(client)
	c.Next()
}

// checkReserved keeps the connections beyond the bound for health checks.
func (g *Gate) checkReserved(c *gin.Context) {
	if !listen.Reserved(c.Request.Context()) {
		return
	}
	c.Writer.Header().Set("Connection", "close")
	if !isProbe(c.FullPath()) {
		problem.Write(c, fmt.Errorf("%w: all connections are taken", problem.ErrNotReady))
	}
}

// isProbe reports whether a route tells how the server is.
func isProbe(route string) bool { return route == "/healthz" || route == "/readyz" }

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
	if isProbe(c.FullPath()) {
		return
	}
	if wait := g.config.Rate.Take(client, time.Now()); wait > 0 {
		refuseRate(c, wait)
	}
}

// refuseRate tells a client to come again after that time.
func refuseRate(c *gin.Context, wait time.Duration) {
	seconds := int(math.Ceil(wait.Seconds()))
	c.Writer.Header().Set("Retry-After", strconv.Itoa(seconds))
	problem.Write(c, fmt.Errorf("%w: the next is taken in %d s", problem.ErrRate, seconds))
}
