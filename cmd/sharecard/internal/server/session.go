package server

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/server/gate"
	"sharecard/cmd/sharecard/internal/server/problem"
)

// maxSessionForm is the longest form with a token, in bytes.
const maxSessionForm = 8 << 10

// postSession takes a token from a form, keeps it in a cookie for the pages, and leads
// to the address in the form's next.
func (s *Server) postSession(c *gin.Context) {
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxSessionForm)
	if err := c.Request.ParseForm(); err != nil {
		problem.Write(c, err)
		return
	}
	form := c.Request.PostForm
	token, next := form.Get("token"), ownAddress(form.Get("next"))
	if s.config.Tokens.Caller(token) == nil {
		problem.WriteSignIn(c, next)
		return
	}
	http.SetCookie(c.Writer, &http.Cookie{
		Name: gate.SessionCookie, Value: token, Path: "/", HttpOnly: true,
		Secure: strings.HasPrefix(s.config.Address, "https:"), SameSite: http.SameSiteStrictMode,
	})
	c.Writer.Header().Set("Cache-Control", "no-store")
	c.Redirect(http.StatusSeeOther, next)
}

// ownAddress returns an address if it leads to this server, else that of the start
// page. Browsers read a backslash as a slash, so that /\ begins another host's.
func ownAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || !strings.HasPrefix(address, "/") ||
		strings.HasPrefix(address, "//") || strings.ContainsRune(address, '\\') {
		return "/"
	}
	return address
}
