// Package gate is what every request passes before its handler:
//
//	log.go     an ID, and a line in the log once it is answered
//	gate.go    a panic becomes a 500; what every answer carries; the bound of every body
//	host.go    the Host must be one of ours, so that no web page can reach a loopback
//	           server under its own name (DNS rebinding); a request of another origin
//	           that changes something is refused (CSRF)
//	caller.go  the caller is known by his token; what is not public needs one
//	refuse.go  an order for a card that would find no place in the queue passes none of
//	           the others
//	limit.go   a client that asks too often, or too much at once, waits; client.go
//	           tells who the client is
package gate

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"slices"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/auth"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server/problem"
	"sharecard/cmd/sharecard/internal/throttle"
)

// Config is what a [Gate] goes by. Log is required; a field that is zero turns off
// what it is for.
type Config struct {
	// Hosts are the names the server answers to besides those of loopback.
	Hosts []string
	// AnyIP answers to every IP address too.
	AnyIP bool
	// PublicURL is where the world reaches the server, as [ParsePublicURL] returns it.
	PublicURL string
	// Tokens are who may use what is not public. Without tokens and without a
	// PublicURL everybody may.
	Tokens *auth.Tokens
	// TrustedProxies are networks whose X-Forwarded-For tells the client.
	TrustedProxies []netip.Prefix
	// Rate limits clients without a token; nil: they ask as often as they like.
	Rate *throttle.Limiter
	// PerClient is how many requests a client behind one of TrustedProxies has under
	// way; 0: any number.
	PerClient int
	// Counter counts answers; nil: nobody does.
	Counter Counter
	// Parameters are those of a query that may stand in the log.
	Parameters []string
	// Stopping is closed when the server is told to stop.
	Stopping <-chan struct{}
	Log      *slog.Logger
}

// Counter counts an answered request. route is the pattern it matched, "" for none.
type Counter interface {
	Request(method, route string, status int, took time.Duration)
}

// Gate is the chain that every request passes. It is safe for concurrent use.
type Gate struct {
	config Config
	hosts  []string // answered to, besides loopback's

	guesses  *throttle.Limiter // of tokens, by client
	refusals refusals
	crowd    crowd
}

// New returns a Gate.
func New(c Config) *Gate {
	g := &Gate{config: c, hosts: c.Hosts, guesses: throttle.New(guessRate, guessBurst, throttle.MaxClients)}
	if c.PublicURL != "" {
		g.hosts = append(slices.Clone(c.Hosts), hostOf(c.PublicURL))
	}
	return g
}

// Chain returns the handlers that every request passes, in their order.
func (g *Gate) Chain() gin.HandlersChain {
	return gin.HandlersChain{
		g.record, g.recovery, g.headers, g.checkReserved, g.checkHost, g.checkOrigin(), limitBody, g.limitCrowd, g.identify, g.limitRate,
		g.needCaller,
	}
}

// recovery turns a panic into a 500 and a log line.
func (g *Gate) recovery(c *gin.Context) {
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		if p == http.ErrAbortHandler {
			panic(p) // net/http's own way to drop a connection
		}
		Logger(g.config.Log, c).Error("handler panicked", "panic", p, "stack", string(debug.Stack()))
		if c.Writer.Written() {
			panic(http.ErrAbortHandler) // better cut off than wrong
		}
		problem.Write(c, card.ErrPanic)
	}()
	c.Next()
}

// policy is for whatever is opened in a browser without being a page of ours:
// it loads nothing and runs nothing. Pages have policies of their own.
const policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"

// headers sets what every response carries.
func (g *Gate) headers(c *gin.Context) { g.setHeaders(c.Writer.Header(), c.Request) }

// setHeaders is headers for a request that passes no others.
//
// A body in chunks is the last of its connection. It may have come with a Content-Length
// besides, which net/http drops before anybody sees it; a proxy that went by that would
// take what follows the last chunk for a part of the body, and we for the next request
// (RFC 9112, section 6.1).
func (g *Gate) setHeaders(h http.Header, r *http.Request) {
	if g.stopping() || len(r.TransferEncoding) > 0 {
		h.Set("Connection", "close")
	}
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Frame-Options", "SAMEORIGIN")
}

// stopping reports whether the server was told to stop.
func (g *Gate) stopping() bool {
	select {
	case <-g.config.Stopping:
		return true
	default:
		return false
	}
}

// maxBody bounds every body, whatever its handler takes: a job is the largest.
const maxBody = 40 << 20

// limitBody ends the reading of a body that nobody takes.
func limitBody(c *gin.Context) {
	if c.Request.Body != http.NoBody {
		c.Request.Body = http.MaxBytesReader(c.Writer, body{c.Request.Body}, maxBody)
	}
}

// body tells errors in the form of a request's body, such as a malformed chunk, from
// those of its connection.
type body struct{ io.ReadCloser }

// Read implements [io.Reader].
func (b body) Read(p []byte) (n int, err error) {
	n, err = b.ReadCloser.Read(p)
	network := net.Error(nil)
	if err == nil || err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.As(err, &network) { //nolint:errorlint // readers return io.EOF itself
		return n, err
	}
	return n, fmt.Errorf("%w: %w", problem.ErrBody, err)
}
