package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
	"golang.org/x/sync/semaphore"
)

// Bounds of a request.
const (
	// MaxPicture is how large a fetched picture may be, in bytes.
	MaxPicture = 10 << 20

	DefaultTimeout = 5 * time.Second
	maxRedirects   = 5
	maxHeaderBytes = 64 << 10
	maxAddresses   = 8 // of one name that are tried in turn
	perHost        = 8 // connections to one host at once
)

const defaultAgent = "Sharecard (+fetches covers of shared articles)"

// Resolver looks up host names; *[net.Resolver] is one.
type Resolver interface {
	LookupNetIP(ctx context.Context, network, host string) ([]netip.Addr, error)
}

// Config is what a [Client] is made of. The zero value is what a server on the
// public Internet wants.
type Config struct {
	// Allow are networks that may be asked although they are not public, at any
	// port: a publisher's own picture host.
	Allow []netip.Prefix
	// Ports may be dialled in public networks besides 80 and 443.
	Ports []uint16
	// Resolver is by default the system's.
	Resolver Resolver
	// Timeout bounds a request with its redirects and its body; 0 means
	// DefaultTimeout.
	Timeout time.Duration
	// UserAgent is sent with each request.
	UserAgent string
}

// Client gets what is at public addresses. It is safe for concurrent use.
type Client struct {
	http     http.Client
	resolver Resolver
	dialer   net.Dialer
	guard    *ssrf.Guardian
	allow    []netip.Prefix
	timeout  time.Duration
	agent    string
	long     *semaphore.Weighted // bytes of long bodies that are being read
}

// New makes a client.
func New(config Config) *Client {
	c := &Client{
		resolver: config.Resolver,
		guard: ssrf.New(
			ssrf.WithPorts(append([]uint16{80, 443}, config.Ports...)...), ssrf.WithDeniedV4Prefixes(cloudPrefixes...)),
		allow:   slices.Clone(config.Allow),
		timeout: config.Timeout,
		agent:   config.UserAgent,
		long:    semaphore.NewWeighted(longBodies),
	}
	if c.resolver == nil {
		c.resolver = net.DefaultResolver
	}
	if c.timeout == 0 {
		c.timeout = DefaultTimeout
	}
	if c.agent == "" {
		c.agent = defaultAgent
	}
	c.dialer.Control = c.control
	c.http = http.Client{
		CheckRedirect: checkRedirect,
		Transport: &http.Transport{
			Proxy:                  nil, // a proxy would dial for us, unguarded
			DialContext:            c.dial,
			MaxIdleConns:           32,
			MaxIdleConnsPerHost:    2,
			MaxConnsPerHost:        perHost,
			IdleConnTimeout:        30 * time.Second,
			MaxResponseHeaderBytes: maxHeaderBytes,
		},
	}
	return c
}

// Close closes idle connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Response is what was got.
type Response struct {
	Body        []byte
	ContentType string // as the host gave it
	Address     string // after redirects

	// Unchanged tells that it still is what had the validators of the request; there
	// is no body then.
	Unchanged bool
	Validators
	// Fresh is for how long the host lets it be used without asking again, or Unsaid.
	Fresh time.Duration
}

// The media types of pages, and of feeds: RSS, Atom and JSON Feed.
var (
	PageTypes = []string{"text/html", "application/xhtml+xml"}
	FeedTypes = []string{
		"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "text/xml", "application/xml",
	}
)

// documentTypes are all of them, texts, and what hosts call a JSON Feed.
var documentTypes = slices.Concat(PageTypes, FeedTypes, []string{"text/plain", "application/json"})

// Get returns what is at address, if that is at most maxBytes long. It gives up
// when ctx ends or the client's timeout has passed. Errors wrap a [Fault].
func (c *Client) Get(ctx context.Context, address string, maxBytes int64) (*Response, error) {
	return c.fetch(ctx, address, maxBytes, Validators{})
}

// GetChanged is [Client.Get] for what was got before and had these validators: where
// it still has them, the response says so.
func (c *Client) GetChanged(ctx context.Context, address string, maxBytes int64, known Validators) (*Response, error) {
	return c.fetch(ctx, address, maxBytes, known)
}

// Page is [Client.Get] for an HTML page: what is of another media type is not
// read, and the fault is [ErrMediaType].
func (c *Client) Page(ctx context.Context, address string, maxBytes int64) (*Response, error) {
	return c.PageChanged(ctx, address, maxBytes, Validators{})
}

// PageChanged is [Client.GetChanged] for an HTML page, as [Client.Page] is Get.
func (c *Client) PageChanged(ctx context.Context, address string, maxBytes int64, known Validators) (*Response, error) {
	return c.fetch(ctx, address, maxBytes, known, PageTypes...)
}

// Document is [Client.Page] for a plain text or a feed, too.
func (c *Client) Document(ctx context.Context, address string, maxBytes int64) (*Response, error) {
	return c.fetch(ctx, address, maxBytes, Validators{}, documentTypes...)
}

// fetch gets what is of one of the media types, or of any where none is given.
func (c *Client) fetch(
	ctx context.Context, address string, maxBytes int64, known Validators, types ...string,
) (*Response, error) {
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	r, err := c.get(ctx, address, maxBytes, known, types)
	if err != nil {
		return nil, failed(address, err)
	}
	return r, nil
}

// failed wraps why an address could not be fetched in the fault that it is.
func failed(address string, err error) error {
	fault := faultOf(err)
	if u := (*url.Error)(nil); errors.As(err, &u) {
		err = u.Err // which does not repeat the address
	}
	if !errors.Is(err, fault) {
		err = fmt.Errorf("%w: %w", fault, err)
	}
	return fmt.Errorf("fetching %.200q: %w", withoutQuery(address), err)
}

// withoutQuery is an address as it may stand in a log: its query may have the
// secret that opens it.
func withoutQuery(address string) string {
	if place := strings.IndexAny(address, "?#"); place >= 0 {
		return address[:place] + "?…"
	}
	return address
}

// parse reads an address that may be asked.
func parse(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBlocked, err)
	}
	return u, checkURL(u)
}

// newRequest makes a request to an address, if that may be asked.
func (c *Client) newRequest(ctx context.Context, method, address string, body io.Reader) (*http.Request, error) {
	u, err := parse(address)
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, method, u.String(), body)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBlocked, err)
	}
	request.Header.Set("User-Agent", c.agent)
	return request, nil
}

func (c *Client) get(
	ctx context.Context, address string, maxBytes int64, known Validators, types []string,
) (*Response, error) {
	request, err := c.newRequest(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	if len(types) > 0 {
		request.Header.Set("Accept", strings.Join(types, ", "))
	}
	known.apply(request.Header)
	response, err := c.http.Do(request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	got := &Response{
		ContentType: response.Header.Get("Content-Type"),
		Address:     response.Request.URL.String(),
		Validators:  validatorsOf(response.Header),
		Fresh:       freshness(response.Header),
	}
	switch {
	case response.StatusCode == http.StatusNotModified && known != Validators{}:
		got.Unchanged, got.Validators = true, known
		return got, nil
	case response.StatusCode == http.StatusNotFound, response.StatusCode == http.StatusGone:
		return nil, ErrNotFound
	case response.StatusCode != http.StatusOK:
		return nil, StatusError(response.StatusCode)
	case !isOneOf(got.ContentType, types):
		return nil, fmt.Errorf("%w: %.100q", ErrMediaType, got.ContentType)
	case response.ContentLength > maxBytes:
		return nil, fmt.Errorf("%w: %d bytes", ErrTooLarge, response.ContentLength)
	}
	if got.Body, err = c.readBody(ctx, response, maxBytes); err != nil {
		return nil, err
	}
	return got, nil
}

// isOneOf reports whether a Content-Type is of one of the media types, if any
// are given. A host that names none is believed.
func isOneOf(contentType string, types []string) bool {
	if len(types) == 0 || contentType == "" {
		return true
	}
	name, _, _ := strings.Cut(contentType, ";")
	return slices.Contains(types, strings.ToLower(strings.TrimSpace(name)))
}

func checkRedirect(request *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects {
		return fmt.Errorf("%w: more than %d of them", ErrRedirect, maxRedirects)
	}
	// Hosts that guard their pictures by it refuse foreign ones and take none.
	request.Header.Del("Referer")
	if err := checkURL(request.URL); err != nil {
		return fmt.Errorf("%w: %s", ErrRedirect, err.Error()) //nolint:errorlint // the fault is the redirect's
	}
	if allowed, ok := request.Context().Value(redirectsKey{}).(func(*url.URL) error); ok {
		return allowed(request.URL)
	}
	return nil
}

// redirectsKey is where a context has what [WithRedirects] was given.
type redirectsKey struct{}

// WithRedirects returns a context in which requests follow redirects only where allowed
// returns no error: it is asked before a host is. Its error is wrapped.
func WithRedirects(ctx context.Context, allowed func(*url.URL) error) context.Context {
	return context.WithValue(ctx, redirectsKey{}, allowed)
}

// checkURL refuses what is no plain web address. Where the address leads is
// decided when it is dialled.
func checkURL(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("%w: scheme %.20q", ErrBlocked, u.Scheme)
	case u.Hostname() == "":
		return fmt.Errorf("%w: no host", ErrBlocked)
	case u.User != nil:
		return fmt.Errorf("%w: user name in the address", ErrBlocked)
	}
	return nil
}

// dial resolves the host and connects to the first of its addresses that
// answers. Each is dialled as a literal, so nobody resolves the name again.
func (c *Client) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	ips, err := c.lookup(ctx, host)
	if err != nil {
		return nil, err
	}
	var failed error
	for _, ip := range ips[:min(len(ips), maxAddresses)] {
		connection, err := c.dialer.DialContext(ctx, network, net.JoinHostPort(ip.String(), port))
		if err == nil {
			return connection, nil
		}
		// That an address is forbidden says more than that another one is dead.
		if failed == nil || faultOf(err) == ErrBlocked {
			failed = err
		}
	}
	if failed == nil {
		failed = fmt.Errorf("%w: %q has no address", ErrUnreachable, host)
	}
	return nil, failed
}

func (c *Client) lookup(ctx context.Context, host string) ([]netip.Addr, error) {
	if ip, err := netip.ParseAddr(host); err == nil {
		if ip.Zone() != "" {
			return nil, fmt.Errorf("%w: address with a zone", ErrBlocked)
		}
		return []netip.Addr{ip.Unmap()}, nil
	}
	ips, err := c.resolver.LookupNetIP(ctx, "ip", strings.TrimSuffix(host, "."))
	var dns *net.DNSError
	if errors.As(err, &dns) && dns.IsTimeout {
		return nil, fmt.Errorf("%w: %w", ErrTimeout, err)
	}
	for i := range ips {
		ips[i] = ips[i].Unmap()
	}
	return ips, err
}

// control is called with the address of each connection before it is made.
func (c *Client) control(network, address string, connection syscall.RawConn) error {
	if at, err := netip.ParseAddrPort(address); err == nil {
		for _, prefix := range c.allow {
			if prefix.Contains(at.Addr()) {
				return nil
			}
		}
	}
	return c.guard.Safe(network, address, connection)
}
