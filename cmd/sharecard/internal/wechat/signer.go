package wechat

import (
	"context"
	"crypto/rand"
	"crypto/sha1" // WeChat's choice
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
)

// DefaultAPI is the address of WeChat's API.
const DefaultAPI = "https://api.weixin.qq.com"

// Bounds of a request to sign, and of the configuration.
const (
	maxPage  = 2048 // bytes of a page's address
	maxHosts = 100
)

var (
	// ErrAddress is an address that is no page's.
	ErrAddress = errors.New("url must be the address of a web page")
	// ErrPage is a page on a host that is not listed.
	ErrPage = errors.New("pages of this host are not signed here")
	// ErrUnavailable means that WeChat gave no ticket.
	ErrUnavailable = errors.New("WeChat gives no ticket")
)

// Config is what a [Signer] is made of.
type Config struct {
	// AppID and AppSecret are the official account's. Required.
	AppID, AppSecret string
	// Pages are the names of the hosts whose pages are signed, without port:
	// those registered with the account (JS 接口安全域名). At least one.
	Pages []string
	// API is where WeChat's API is; "" is DefaultAPI. It is https, except on this
	// machine, since the secret is sent there.
	API string
	// Transport carries the requests; nil: a default one, which keeps to the
	// proxy of the environment (an account's secret is often good from listed
	// addresses only).
	Transport http.RoundTripper
	// Now tells the time; nil: time.Now.
	Now func() time.Time
}

// Signer signs pages. It is safe for concurrent use and runs no goroutine.
type Signer struct {
	appID   string
	hosts   []string
	now     func() time.Time
	tickets tickets
}

var errMissing = errors.New("is missing")

// ConfigError is a wrong field of a [Config].
type ConfigError struct {
	Field string
	err   error
}

func (e *ConfigError) Error() string { return e.err.Error() }

func (e *ConfigError) Unwrap() error { return e.err }

// New makes a Signer. It asks WeChat nothing yet. Its errors are of type
// *[ConfigError] and do not hold the secret.
func New(c Config) (*Signer, error) {
	switch {
	case c.AppID == "":
		return nil, &ConfigError{"AppID", errMissing}
	case c.AppSecret == "":
		return nil, &ConfigError{"AppSecret", errMissing}
	}
	hosts, err := readHosts(c.Pages)
	if err != nil {
		return nil, &ConfigError{"Pages", err}
	}
	base, err := readAPI(c.API)
	if err != nil {
		return nil, &ConfigError{"API", err}
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Transport == nil {
		c.Transport = defaultTransport()
	}
	return &Signer{
		appID: c.AppID,
		hosts: hosts,
		now:   c.Now,
		tickets: tickets{
			api: api{
				base: base, appID: c.AppID, secret: c.AppSecret,
				http: http.Client{Transport: c.Transport, CheckRedirect: refuseRedirect},
			},
			now:  c.Now,
			turn: make(chan struct{}, 1),
		},
	}, nil
}

// Close closes idle connections.
func (s *Signer) Close() { s.tickets.api.http.CloseIdleConnections() }

var hostName = regexp.MustCompile(`^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$`)

func readHosts(pages []string) ([]string, error) {
	if len(pages) == 0 {
		return nil, errMissing
	}
	if len(pages) > maxHosts {
		return nil, fmt.Errorf("more than %d hosts of pages", maxHosts)
	}
	var hosts []string
	for _, page := range pages {
		host := strings.ToLower(page)
		if !hostName.MatchString(host) {
			return nil, fmt.Errorf("%.100q is no host name: write www.example.com (an international name in its xn-- form)", page)
		}
		hosts = append(hosts, host)
	}
	return hosts, nil
}

func readAPI(address string) (string, error) {
	if address == "" {
		return DefaultAPI, nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", fmt.Errorf("%.100q is no address of an API: write %s", address, DefaultAPI)
	}
	ip := net.ParseIP(u.Hostname())
	local := u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
	if u.Scheme != "https" && (u.Scheme != "http" || !local) {
		return "", fmt.Errorf("%.100q must be https: the secret is sent there", address)
	}
	return strings.TrimSuffix(address, "/"), nil
}

// Signature is what wx.config of the JS-SDK is given.
type Signature struct {
	AppID     string `json:"appId"`
	Timestamp int64  `json:"timestamp"` // seconds since 1970
	NonceStr  string `json:"nonceStr"`
	Signature string `json:"signature"` // 40 hexadecimal digits
}

// Sign signs the page at the address, as its location.href has it: WeChat
// compares the bytes, so nothing but a fragment is changed. Errors wrap
// ErrAddress, ErrPage or ErrUnavailable, or are ctx's.
func (s *Signer) Sign(ctx context.Context, page string) (Signature, error) {
	page, _, _ = strings.Cut(page, "#")
	if page == "" || len(page) > maxPage {
		return Signature{}, fmt.Errorf("%w, of at most %d bytes", ErrAddress, maxPage)
	}
	u, err := url.Parse(page)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.Host == "" {
		return Signature{}, ErrAddress
	}
	if !s.listed(u) {
		return Signature{}, ErrPage
	}
	ticket, err := s.tickets.current(ctx)
	if err != nil {
		return Signature{}, err
	}
	nonce, at := rand.Text(), s.now().Unix()
	return Signature{
		AppID:     s.appID,
		Timestamp: at,
		NonceStr:  nonce,
		Signature: Sign(ticket, nonce, at, page),
	}, nil
}

// AllowsOrigin reports whether a page of that origin, as the header Origin gives
// it, is one that is signed here.
func (s *Signer) AllowsOrigin(origin string) bool {
	u, err := url.Parse(origin)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && s.listed(u)
}

func (s *Signer) listed(u *url.URL) bool {
	return slices.Contains(s.hosts, strings.ToLower(u.Hostname()))
}

// Sign is WeChat's signature (JS-SDK documentation, appendix 1) of a page
// address without fragment.
func Sign(ticket, nonce string, timestamp int64, page string) string {
	sum := sha1.Sum(fmt.Appendf(nil, "jsapi_ticket=%s&noncestr=%s&timestamp=%d&url=%s", ticket, nonce, timestamp, page))
	return hex.EncodeToString(sum[:])
}
