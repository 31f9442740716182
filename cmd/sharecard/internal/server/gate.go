package server

import (
	"net/http"
	"net/netip"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/auth"
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
		s.logger(c).Error("handler panicked", "panic", p, "stack", string(debug.Stack()))
		if c.Writer.Written() {
			panic(http.ErrAbortHandler) // better cut off than wrong
		}
		s.fail(c, card.ErrPanic)
	}()
	c.Next()
}

// policy is for whatever is opened in a browser without being a page of ours:
// it loads nothing and runs nothing. Pages have policies of their own.
const policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"

// newHeaders returns what every response carries, and what every picture does
// besides: pages of others may show it, draw it on a canvas and share it as a
// file.
func newHeaders() (all, pictures fields) {
	all = newFields(
		"Content-Security-Policy", policy,
		"X-Content-Type-Options", "nosniff",
		"Referrer-Policy", "same-origin",
		"X-Frame-Options", "SAMEORIGIN",
	)
	pictures = newFields(
		"Access-Control-Allow-Origin", "*",
		"Cross-Origin-Resource-Policy", "cross-origin",
	)
	return all, pictures
}

// headers sets what every response carries.
func (s *Server) headers(c *gin.Context) {
	h := c.Writer.Header()
	s.all.set(h)
	if s.stopping() {
		h.Set("Connection", "close")
	}
}

// checkHost refuses a Host that is not one of ours.
func (s *Server) checkHost(c *gin.Context) {
	host := hostName(c.Request)
	if loopback(host) || slices.Contains(s.names, host) {
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
	if s.PublicURL != "" {
		if err := protection.AddTrustedOrigin(s.PublicURL); err != nil {
			panic(err) // checked by ParsePublicURL
		}
	}
	return func(c *gin.Context) {
		if protection.Check(c.Request) != nil {
			s.fail(c, errOrigin)
		}
	}
}

// publicRoutes are the routes that need no token, by method and pattern. Where
// GET is public, so is HEAD. Every other route needs a caller.
var publicRoutes = map[string]bool{
	"GET /healthz":                     true,
	"GET /readyz":                      true,
	"GET /v1/articles/:id/cards/:file": true,
	"GET /c/:hash/:file":               true,
	"GET /i/:seal/:payload/:file":      true,
	"GET /s/:id":                       true,
	"GET /v1/wechat/signature":         true,

	// The studio asks for a token itself. Its code and its faces are no secret;
	// the key of a page is.
	"GET /assets/:file":            true,
	"GET /studio":                  true,
	"POST /studio/session":         true,
	"GET /studio/assets/:file":     true,
	"GET /studio/fonts/:file":      true,
	"GET /studio/pages/:key/*file": true,
	"GET /share.js":                true,
}

// callerKey is where a request's caller is kept.
const callerKey = "caller"

// anyone is the caller of every request while the server is open.
var anyone = &auth.Caller{Name: "local"}

// open reports whether everybody may do everything: on a newcomer's own
// machine, before anything says that others are to reach the server.
func (s *Server) open() bool { return s.Tokens == nil && s.PublicURL == "" }

// identify finds the caller. A wrong token makes nobody of its sender.
func (s *Server) identify(c *gin.Context) {
	if s.open() {
		return
	}
	if caller := s.Tokens.Caller(bearer(c.Request)); caller != nil {
		c.Set(callerKey, caller)
	}
}

// needCaller refuses requests of the public for what is not public. What has no
// route is for the router to tell.
func (s *Server) needCaller(c *gin.Context) {
	route, method := c.FullPath(), c.Request.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	if s.caller(c) == nil && route != "" && !publicRoutes[method+" "+route] {
		s.fail(c, errToken)
	}
}

// bearer returns the token of a request (RFC 6750, section 2.1), or that of the
// studio's cookie, or "".
func bearer(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return sessionToken(r)
	}
	return strings.TrimLeft(token, " ")
}

// caller returns who makes the request, or nil for the public.
func (s *Server) caller(c *gin.Context) *auth.Caller {
	if s.open() {
		return anyone
	}
	caller, _ := c.Get(callerKey)
	known, _ := caller.(*auth.Caller)
	return known
}
