package fetch_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strconv"
	"sync"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/fetch"
)

// Long bodies that are read at one time take a bounded amount of memory: one more waits.
// Short ones never do.
func TestLongBodies(t *testing.T) {
	const length = 10 << 20
	begun, goOn := make(chan struct{}), make(chan struct{})
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/short" {
			_, _ = w.Write([]byte("short"))
			return
		}
		if r.URL.Path == "/long" {
			w.Header().Set("Content-Length", strconv.Itoa(length))
		}
		_, _ = w.Write(make([]byte, length/2))
		if r.URL.Query().Has("held") {
			begun <- struct{}{}
			<-goOn
		}
		_, _ = w.Write(make([]byte, length/2))
	}))
	defer host.Close()
	c := fetch.New(fetch.Config{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Timeout: 20 * time.Second})
	defer c.Close()
	var held sync.WaitGroup
	for _, path := range []string{"/long?held", "/unsaid?held"} {
		held.Go(func() {
			if r, err := c.Get(t.Context(), host.URL+path, length); err != nil || len(r.Body) != length {
				t.Errorf("%s: %v", path, err)
			}
		})
	}
	for range 2 {
		<-begun
	}
	if r, err := c.Get(t.Context(), host.URL+"/short", length); err != nil || !bytes.Equal(r.Body, []byte("short")) {
		t.Errorf("a short body beside long ones: %v", err)
	}
	impatient, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if _, err := c.Get(impatient, host.URL+"/long", length); !errors.Is(err, fetch.ErrTimeout) {
		t.Errorf("one long body too many: %v", err)
	}
	close(goOn)
	held.Wait()
	if r, err := c.Get(t.Context(), host.URL+"/long", length); err != nil || len(r.Body) != length {
		t.Errorf("after the others: %v", err)
	}
	if _, err := c.Get(t.Context(), host.URL+"/unsaid", length-1); !errors.Is(err, fetch.ErrTooLarge) {
		t.Errorf("a byte too long: %v", err)
	}
}
