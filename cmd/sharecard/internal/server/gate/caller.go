package gate

import (
	"net/http"
	"strings"

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
	"GET /v1/articles/:id/share.json":  true,
	"GET /v1/pages/cards/:file":        true,
	"GET /v1/pages/share.json":         true,
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
	"GET /openapi.json":            true,
}

// anyone is the caller of every request while the server is open.
var anyone = &auth.Caller{Name: "local"}

// Open reports whether everybody may do everything: on a newcomer's own machine,
// before anything says that others are to reach the server.
func (g *Gate) Open() bool { return g.config.Tokens == nil && g.config.PublicURL == "" }

// callerKey is where a request's caller is kept.
const callerKey = "caller"

// identify finds the caller. A wrong token makes nobody of its sender.
func (g *Gate) identify(c *gin.Context) {
	caller := anyone
	if !g.Open() {
		caller = g.config.Tokens.Caller(bearer(c.Request))
	}
	if caller != nil {
		c.Set(callerKey, caller)
	}
}

// Caller returns who makes the request, or nil for the public.
func Caller(c *gin.Context) *auth.Caller {
	caller, _ := c.Get(callerKey)
	known, _ := caller.(*auth.Caller)
	return known
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
