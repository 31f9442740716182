// Package purge tells a shared cache (a CDN, or a proxy such as Varnish) that
// what it keeps under certain surrogate keys must go.
//
// One call is a POST without parameters:
//
//	POST {Config.URL}
//	Surrogate-Key: a-4711 a-0b8c
//	Content-Type: application/json
//
//	{"surrogate_keys":["a-4711","a-0b8c"]}
//
// Any 2xx answer will do. 408, 429, 5xx and no answer at all are tried again,
// five times in all; then the failure is logged and what the cache holds
// expires by itself.
package purge

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"
)

const (
	// attempts is how often one call is tried.
	attempts = 5
	// firstPause is before the second attempt; each next one is twice as long.
	firstPause = 500 * time.Millisecond
	// callTimeout ends one attempt.
	callTimeout = 10 * time.Second
	// maxWaiting bounds the calls that wait.
	maxWaiting = 1000
	// maxKeys bounds the keys of one call, and so its header.
	maxKeys = 100
	// lastCalls is how long a caller that is told to stop still calls.
	lastCalls = 5 * time.Second
)

// Config is what a [Caller] is made of.
type Config struct {
	URL string
	// Header are fields of each call, such as Authorization.
	Header http.Header
	// Pause is before the second attempt; 0: 500 ms.
	Pause time.Duration
	Log   *slog.Logger
}

// Caller calls a shared cache. It is safe for concurrent use.
type Caller struct {
	config  Config
	http    http.Client
	waiting chan []string
}

// New returns a Caller, which calls once it runs.
func New(c Config) *Caller {
	if c.Pause == 0 {
		c.Pause = firstPause
	}
	return &Caller{
		config: c,
		http: http.Client{
			Transport: &http.Transport{Proxy: http.ProxyFromEnvironment, MaxIdleConns: 2, IdleConnTimeout: 30 * time.Second},
			Timeout:   callTimeout,
			// A POST that is led elsewhere becomes a GET, which purges nothing.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		waiting: make(chan []string, maxWaiting),
	}
}

// Purge has the keys purged, soon. It does not wait.
func (c *Caller) Purge(keys ...string) {
	for part := range slices.Chunk(keys, maxKeys) {
		select {
		case c.waiting <- slices.Clone(part):
		default:
			c.config.Log.Error("too many purges are waiting: shared caches keep these until they expire", "keys", part)
		}
	}
}

// Run calls until ctx ends, and then for 5 seconds at most what still waits.
func (c *Caller) Run(ctx context.Context) {
	defer c.http.CloseIdleConnections()
	calls, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(lastCalls, cancel) })()
	for {
		select {
		case keys := <-c.waiting:
			c.call(calls, keys)
			continue
		default:
		}
		select {
		case keys := <-c.waiting:
			c.call(calls, keys)
		case <-ctx.Done():
			return
		}
	}
}

// call makes one call, in several attempts.
func (c *Caller) call(ctx context.Context, keys []string) {
	pause := c.config.Pause
	for attempt := 1; ; attempt++ {
		err := c.try(ctx, keys)
		if err == nil {
			c.config.Log.Info("purged", "keys", keys)
			return
		}
		if attempt == attempts || errors.Is(err, errRefused) || ctx.Err() != nil {
			c.config.Log.Error("purging failed: shared caches keep these until they expire", "keys", keys, "attempts", attempt, "err", err)
			return
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
		}
		pause *= 2
	}
}

// errRefused is an answer that asking again does not change.
var errRefused = errors.New("refused")

func (c *Caller) try(ctx context.Context, keys []string) error {
	body, err := json.Marshal(map[string][]string{"surrogate_keys": keys})
	if err != nil {
		return fmt.Errorf("%w: %w", errRefused, err)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.config.URL, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("%w: %w", errRefused, err)
	}
	for name, values := range c.config.Header {
		r.Header[name] = values
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Surrogate-Key", strings.Join(keys, " "))
	answer, err := c.http.Do(r)
	if err != nil {
		return err
	}
	_, _ = io.CopyN(io.Discard, answer.Body, 64<<10) // so that the connection can be used again
	_ = answer.Body.Close()
	switch status := answer.StatusCode; {
	case status/100 == 2:
		return nil
	case status == http.StatusRequestTimeout, status == http.StatusTooManyRequests, status >= 500:
		return errors.New(answer.Status)
	default:
		return fmt.Errorf("%w: %s", errRefused, answer.Status)
	}
}
