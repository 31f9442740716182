package server

import (
	"crypto/sha256"
	"crypto/subtle"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/card"
)

// recovery turns a panic into a 500 and a log line.
func (s *Server) recovery(c *gin.Context) {
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		if p == http.ErrAbortHandler {
			panic(p) // net/http's own way to drop a connection
		}
		s.Log.Error("handler panicked", "method", c.Request.Method, "path", c.Request.URL.Path,
			"panic", p, "stack", string(debug.Stack()))
		if c.Writer.Written() {
			panic(http.ErrAbortHandler) // better cut off than wrong
		}
		s.fail(c, card.ErrPanic)
	}()
	c.Next()
}

// headers sets what every response carries.
func (s *Server) headers(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Frame-Options", "SAMEORIGIN")
}

// checkHost refuses a Host that is not one of ours.
func (s *Server) checkHost(c *gin.Context) {
	host := c.Request.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
	if loopback(host) || slices.Contains(s.Hosts, host) {
		return
	}
	if _, err := netip.ParseAddr(host); err == nil && s.AnyIP {
		return
	}
	s.fail(c, errHost)
}

// checkOrigin refuses what another origin's page asks a browser to change here.
func (s *Server) checkOrigin() gin.HandlerFunc {
	protection := http.NewCrossOriginProtection()
	return func(c *gin.Context) {
		if protection.Check(c.Request) != nil {
			s.fail(c, errOrigin)
		}
	}
}

// checkToken asks writes for the token.
func (s *Server) checkToken(c *gin.Context) {
	if s.Token == "" || c.Request.Method == http.MethodGet || c.Request.Method == http.MethodHead {
		return
	}
	scheme, given, _ := strings.Cut(c.GetHeader("Authorization"), " ")
	// Of equal length, so that the time of comparing tells nothing.
	want, got := sha256.Sum256([]byte(s.Token)), sha256.Sum256([]byte(given))
	if !strings.EqualFold(scheme, "Bearer") || subtle.ConstantTimeCompare(want[:], got[:]) != 1 {
		s.fail(c, errToken)
	}
}
