package gate

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/auth"
	"sharecard/cmd/sharecard/internal/server/problem"
)

// ErrOpen refuses to serve other machines while everybody may do everything.
var ErrOpen = errors.New("other machines can reach it: set tokens (SHARECARD_TOKENS), which writes then need")

// CheckListen returns an error where address is none to listen on, or where a
// server without tokens would be reached from other machines.
func CheckListen(address string, tokens *auth.Tokens) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	if tokens == nil && !Loopback(host) {
		return ErrOpen
	}
	return nil
}

// Loopback reports whether a host name or address means this machine only.
func Loopback(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// hostName returns the name in a request's Host header, in lower case and
// without the port.
func hostName(r *http.Request) string {
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
}

// checkHost refuses a Host that is not one of ours.
func (g *Gate) checkHost(c *gin.Context) {
	host := hostName(c.Request)
	if Loopback(host) || slices.Contains(g.hosts, host) {
		return
	}
	if _, err := netip.ParseAddr(host); err == nil && g.config.AnyIP {
		return
	}
	problem.Write(c, problem.ErrHost)
}

// checkOrigin refuses what another origin's page asks a browser to change here.
func (g *Gate) checkOrigin() gin.HandlerFunc {
	protection := http.NewCrossOriginProtection()
	if g.config.PublicURL != "" {
		if err := protection.AddTrustedOrigin(g.config.PublicURL); err != nil {
			panic(err) // checked by ParsePublicURL
		}
	}
	return func(c *gin.Context) {
		if protection.Check(c.Request) != nil {
			problem.Write(c, problem.ErrOrigin)
		}
	}
}

// LoopbackOnly wraps a handler for a listener of this machine: a page of the
// web that rebinds its own name to it is refused.
func LoopbackOnly(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !Loopback(hostName(r)) {
			http.Error(w, problem.ErrHost.Error(), http.StatusMisdirectedRequest)
			return
		}
		h.ServeHTTP(w, r)
	})
}

// hostForm is a host name in ASCII: letters of other scripts must be written in
// their xn-- form, as every client sends them.
var hostForm = regexp.MustCompile(`^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$`)

// ParseHost checks one of [Config.Hosts], a host name or an IP address without a
// port, and returns it in the form that Host headers are compared in.
func ParseHost(text string) (string, error) {
	host := strings.ToLower(strings.TrimSuffix(text, "."))
	if net.ParseIP(host) == nil && !hostForm.MatchString(host) {
		return "", fmt.Errorf("%.200q is no host name in ASCII, without a port", text)
	}
	return host, nil
}

// ParsePublicURL checks a [Config.PublicURL], an http or https address without
// a path, and returns it in its normal form: lower case, no slash at the end, no
// port where it is the scheme's own.
func ParsePublicURL(text string) (string, error) {
	u, err := url.Parse(text)
	if err != nil {
		return "", fmt.Errorf("%.200q is not an address", text)
	}
	host, port := strings.ToLower(u.Hostname()), u.Port()
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return "", fmt.Errorf("%.200q must begin with https:// or http://", text)
	case host == "" || net.ParseIP(host) == nil && !hostForm.MatchString(host):
		return "", fmt.Errorf("%.200q has no host name in ASCII", text)
	case u.User != nil:
		return "", errors.New("must not hold a user or a password")
	case u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.ForceQuery || strings.Contains(text, "#"):
		return "", fmt.Errorf("%.200q must end after the host: the service takes all of it", text)
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if port != "" {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return "", fmt.Errorf("%.200q has no port from 1 to 65535", text)
		}
		if port != map[string]string{"http": "80", "https": "443"}[u.Scheme] {
			host += ":" + port
		}
	}
	return u.Scheme + "://" + host, nil
}

// hostOf returns the host name of an address, without the port.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}
