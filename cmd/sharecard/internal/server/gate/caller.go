package gate

import (
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/auth"
	"sharecard/cmd/sharecard/internal/server/problem"
)

// PublicRoutes are the routes that need no token, by method and pattern. Where
// GET is public, so is HEAD. Every other route needs a caller.
var PublicRoutes = map[string]bool{
	"GET /healthz":                     true,
	"GET /readyz":                      true,
	"GET /v1/articles/:id/cards/:file": true,
	"GET /v1/articles/:id/card":        true,
	"GET /v1/articles/:id/share.json":  true,
	"GET /v1/pages/cards/:file":        true,
	"GET /v1/pages/card":               true,
	"GET /v1/pages/share.json":         true,
	"GET /v1/platforms":                true,
	"GET /c/:hash/:file":               true,
	"GET /i/:seal/:payload/:file":      true,
	"GET /s/:id":                       true,
	"GET /v1/wechat/signature":         true,

	// What asks for a token, and the code and the faces of the studio, which are no
	// secret; the key of a page is.
	"GET /assets/:file":            true,
	"POST /session":                true,
	"GET /studio/assets/:file":     true,
	"GET /studio/fonts/:file":      true,
	"GET /studio/pages/:key/*file": true,
	"GET /share.js":                true,
	"GET /share/sheet.js":          true,
	"GET /share/more.js":           true,
	"GET /share/module.js":         true,
	"GET /share/module.d.ts":       true,
	"GET /share/version.json":      true,
	"GET /openapi.json":            true,
}

// anyone is the caller of every request while the server is open.
var anyone = &auth.Caller{Name: "local"}

// Open reports whether everybody may do everything: on a newcomer's own machine,
// before anything says that others are to reach the server.
func (g *Gate) Open() bool { return g.config.Tokens == nil && g.config.PublicURL == "" }

// callerKey is where a request's caller is kept.
const callerKey = "caller"

const (
	// guessBurst is how many wrong tokens a client may send, and guessRate how many a
	// second after that: enough for programs with an old token, and none to guess one.
	guessBurst = 60
	guessRate  = 1
)

// identify finds the caller. A wrong token makes nobody of its sender; who has sent too
// many is refused before his next is looked at.
func (g *Gate) identify(c *gin.Context) {
	if g.Open() {
		c.Set(callerKey, anyone)
		return
	}
	token := bearer(c.Request)
	if token == "" {
		return
	}
	client, now := g.client(c), time.Now()
	if wait := g.guesses.Wait(client, now); wait > 0 && !g.behindProxy(c.Request) {
		refuseRate(c, wait)
		return
	}
	if caller := g.config.Tokens.Caller(token); caller != nil {
		c.Set(callerKey, caller)
		return
	}
	if wait := g.guesses.Take(client, now); wait > 0 {
		refuseRate(c, wait)
	}
}

// behindProxy reports whether a request came over a proxy that nobody has named. All its
// clients seem to be one, so those who guess must not lock out the others.
func (g *Gate) behindProxy(r *http.Request) bool {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil || r.Header.Get("X-Forwarded-For") == "" {
		return false
	}
	address := peer.Addr().Unmap().WithZone("")
	return (address.IsLoopback() || address.IsPrivate()) && !g.Trusts(address)
}

// Caller returns who makes the request, or nil for the public.
func Caller(c *gin.Context) *auth.Caller {
	caller, _ := c.Get(callerKey)
	known, _ := caller.(*auth.Caller)
	return known
}

// Named returns the caller of that name, as [Caller] does of a request that he makes, or
// nil where there is none any more.
func (g *Gate) Named(name string) *auth.Caller {
	if g.Open() {
		return anyone
	}
	return g.config.Tokens.Named(name)
}

// needCaller refuses requests of the public for what is not public. What has no
// route is for the router to tell.
func (g *Gate) needCaller(c *gin.Context) {
	if Caller(c) != nil {
		return
	}
	route, method := c.FullPath(), c.Request.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	if route == "" || PublicRoutes[method+" "+route] {
		return
	}
	err := problem.ErrToken
	if bearer(c.Request) != "" {
		err = problem.ErrWrongToken
	}
	problem.Write(c, err)
}

// bearer returns the token of a request (RFC 6750, section 2.1), or that of the
// pages' cookie, or "".
func bearer(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if strings.EqualFold(scheme, "Bearer") {
		return strings.TrimLeft(token, " ")
	}
	cookie, err := r.Cookie(SessionCookie)
	if err != nil {
		return ""
	}
	return cookie.Value
}

// SessionCookie holds a token for the pages: browsers send no bearer tokens by
// themselves. It is sent with requests of our own pages only, and no script
// reads it.
const SessionCookie = "sharecard-session"
