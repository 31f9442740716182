package upstream

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/charset"
)

// ErrUnavailable means that the upstream does not answer, and that there is no
// copy of what was asked for. Trying again later may succeed.
var ErrUnavailable = errors.New("the upstream does not answer")

// ErrURL is wrapped by the error about an address that cannot be asked.
var ErrURL = errors.New("upstream address")

// Bounds of a request.
const (
	maxBody        = 1 << 20
	maxHeaderBytes = 64 << 10
	attempts       = 3
	firstPause     = 100 * time.Millisecond
	maxIdle        = 16
)

// placeholder stands in the address for the article's ID.
const placeholder = "{id}"

// refused is a fault that trying again does not mend: the upstream is there.
type refused struct{ error }

func (e refused) Unwrap() error { return e.error }

// delayed is a fault whose upstream said when to try again.
type delayed struct {
	error
	after time.Duration
}

func (e delayed) Unwrap() error { return e.error }

// answer is what the upstream says of an article.
type answer struct {
	gone      bool // there is none
	unchanged bool // it is the one that was named in the question
	article   *article.Article
	etag      string
	modified  string
}

// client asks an upstream. It is safe for concurrent use.
type client struct {
	http    http.Client
	before  string // the address, before and after the ID
	after   string
	header  http.Header
	mapping *Mapping
}

// CheckURL returns an error, which wraps [ErrURL], where address is none that
// has {id} once, in its path or query.
func CheckURL(address string) error {
	u, err := url.Parse(strings.Replace(address, placeholder, "id", 1))
	switch {
	case strings.Count(address, placeholder) != 1:
		return fmt.Errorf("%w: it must have %s once, where the article's ID goes", ErrURL, placeholder)
	case err != nil:
		return fmt.Errorf("%w: it is malformed", ErrURL)
	case u.Scheme != "http" && u.Scheme != "https", u.Host == "":
		return fmt.Errorf("%w: it must begin with https:// or http:// and a host", ErrURL)
	case u.User != nil:
		return fmt.Errorf("%w: a user and password belong into a header", ErrURL)
	case u.Fragment != "":
		return fmt.Errorf("%w: it has a fragment", ErrURL)
	}
	host := strings.Index(address, u.Host) + len(u.Host)
	if strings.Index(address, placeholder) < host {
		return fmt.Errorf("%w: %s must stand in its path or query", ErrURL, placeholder)
	}
	return nil
}

func newClient(c *Config) *client {
	before, after, _ := strings.Cut(c.URL, placeholder)
	return &client{
		before: before, after: after, header: c.Header, mapping: c.Mapping,
		http: http.Client{
			// A redirect is a fault: it would take the header with the secret along.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
			Transport: &http.Transport{
				Proxy:                  http.ProxyFromEnvironment, // the address is the operator's own
				DialContext:            (&net.Dialer{Timeout: c.Timeout}).DialContext,
				ForceAttemptHTTP2:      true,
				MaxIdleConns:           maxIdle,
				MaxIdleConnsPerHost:    maxIdle,
				MaxConnsPerHost:        fetchesAtOnce,
				IdleConnTimeout:        90 * time.Second,
				MaxResponseHeaderBytes: maxHeaderBytes,
			},
		},
	}
}

// ask asks for an article until it is answered, a fault is final, or ctx ends.
// last is the copy at hand, or nil.
func (c *client) ask(ctx context.Context, id string, last *Copy) (*answer, error) {
	pause := firstPause
	for attempt := 1; ; attempt++ {
		got, err := c.once(ctx, id, last)
		final, wait := refused{}, delayed{}
		if err == nil || errors.As(err, &final) || attempt == attempts {
			return got, err
		}
		// A random pause keeps those who failed together from coming back together.
		sleep := rand.N(pause) + pause/2
		if errors.As(err, &wait) {
			sleep = max(sleep, wait.after)
		}
		pause *= 2
		if end, bounded := ctx.Deadline(); bounded && time.Until(end) < sleep {
			return nil, err
		}
		timer := time.NewTimer(sleep)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return nil, err
		}
	}
}

func (c *client) once(ctx context.Context, id string, last *Copy) (*answer, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, c.before+id+c.after, nil)
	if err != nil {
		return nil, refused{fmt.Errorf("%w: %w", ErrURL, err)}
	}
	request.Header = c.header.Clone()
	if request.Header == nil {
		request.Header = http.Header{}
	}
	if request.Header.Get("Accept") == "" {
		request.Header.Set("Accept", "application/json")
	}
	if request.Header.Get("User-Agent") == "" {
		request.Header.Set("User-Agent", "Sharecard")
	}
	if last != nil && last.ETag != "" {
		request.Header.Set("If-None-Match", last.ETag)
	}
	if last != nil && last.LastModified != "" {
		request.Header.Set("If-Modified-Since", last.LastModified)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, inner(err))
	}
	defer func() { _ = response.Body.Close() }()
	switch status := response.StatusCode; {
	case status == http.StatusOK:
		return c.read(id, response)
	case status == http.StatusNotModified && last != nil:
		return &answer{unchanged: true}, nil
	case status == http.StatusNotFound, status == http.StatusGone:
		return &answer{gone: true}, nil
	case status == http.StatusTooManyRequests, status >= http.StatusInternalServerError:
		err := fmt.Errorf("%w: it answers %s", ErrUnavailable, response.Status)
		if seconds, wrong := strconv.Atoi(response.Header.Get("Retry-After")); wrong == nil && seconds > 0 {
			return nil, delayed{err, time.Duration(seconds) * time.Second}
		}
		return nil, err
	default:
		return nil, refused{fmt.Errorf("%w: it answers %s", ErrUnavailable, response.Status)}
	}
}

func (c *client) read(id string, response *http.Response) (*answer, error) {
	body, err := io.ReadAll(io.LimitReader(response.Body, maxBody+1))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	if len(body) > maxBody {
		return nil, refused{fmt.Errorf("%w: it has more than %d bytes", ErrDocument, maxBody)}
	}
	a, err := c.mapping.Article(id, []byte(charset.Decode(body, response.Header.Get("Content-Type"))))
	if err != nil {
		return nil, refused{err}
	}
	return &answer{
		article:  a,
		etag:     bounded(response.Header.Get("ETag")),
		modified: bounded(response.Header.Get("Last-Modified")),
	}, nil
}

// maxValidator is how long a validator is kept, in bytes.
const maxValidator = 256

func bounded(validator string) string {
	if len(validator) > maxValidator {
		return ""
	}
	return validator
}

// inner is an error of net/http without the address, whose query may have a
// secret.
func inner(err error) error {
	if u := (*url.Error)(nil); errors.As(err, &u) {
		return u.Err
	}
	return err
}

// Ask asks an upstream for one article and keeps nothing: for trying out a
// mapping. Copies may be nil. The error wraps [ErrURL], [ErrUnavailable],
// [ErrDocument] or article.ErrNotFound.
func Ask(ctx context.Context, c Config, id string) (*article.Article, error) {
	if err := CheckURL(c.URL); err != nil {
		return nil, err
	}
	if !article.ValidID(id) {
		return nil, fmt.Errorf("article %.140q: %w", id, article.ErrNotFound)
	}
	if c.Timeout == 0 {
		c.Timeout = DefaultTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, c.Timeout)
	defer cancel()
	asking := newClient(&c)
	defer asking.http.CloseIdleConnections()
	got, err := asking.ask(ctx, id, nil)
	switch {
	case err != nil:
		return nil, err
	case got.gone:
		return nil, fmt.Errorf("the upstream has no article %q: %w", id, article.ErrNotFound)
	}
	return got.article, nil
}
