package purge_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"sharecard/cmd/sharecard/internal/purge"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// cache is a shared cache that writes down what it is told, and answers with
// statuses in turn, the last one from then on.
type cache struct {
	*httptest.Server
	mu       sync.Mutex
	statuses []int
	calls    []string
	called   chan bool
}

func newCache(t *testing.T, statuses ...int) *cache {
	c := &cache{statuses: statuses, called: make(chan bool, 10_000)}
	c.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		var told struct {
			Keys []string `json:"surrogate_keys"`
		}
		if err := json.Unmarshal(body, &told); err != nil {
			t.Errorf("%v in %s", err, body)
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		if header := strings.Join(told.Keys, " "); header != r.Header.Get("Surrogate-Key") {
			t.Errorf("the body says %s, the header %s", header, r.Header.Get("Surrogate-Key"))
		}
		c.calls = append(c.calls, fmt.Sprint(r.Method, " ", r.URL, " ", r.Header.Get("Authorization"), " ", r.Header.Get("Surrogate-Key")))
		w.WriteHeader(c.statuses[0])
		if len(c.statuses) > 1 {
			c.statuses = c.statuses[1:]
		}
		c.called <- true
	}))
	t.Cleanup(c.Close)
	return c
}

func (c *cache) told() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.calls
}

// run lets a caller for the cache at address call until stop is called, which
// returns its log.
func run(t *testing.T, address string) (caller *purge.Caller, stop func() string) {
	t.Helper()
	log := new(bytes.Buffer)
	caller = purge.New(purge.Config{
		URL: address + "/purge", Header: http.Header{"Authorization": {"Bearer secret"}},
		Pause: time.Millisecond, Log: slog.New(slog.NewTextHandler(log, nil)),
	})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan bool)
	go func() {
		defer close(done)
		caller.Run(ctx)
	}()
	stop = sync.OnceValue(func() string {
		cancel()
		<-done
		return log.String()
	})
	t.Cleanup(func() { stop() })
	return caller, stop
}

func TestPurge(t *testing.T) {
	for _, test := range []struct {
		name     string
		statuses []int
		calls    int
		logged   string
	}{
		{"at once", []int{204}, 1, "msg=purged"},
		{"after faults", []int{500, 429, 503, 200}, 4, "msg=purged"},
		{"never", []int{500}, 5, "purging failed"},
		{"refused", []int{403}, 1, "purging failed"},
		{"led elsewhere", []int{302}, 1, "purging failed"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := newCache(t, test.statuses...)
			caller, stop := run(t, c.URL)
			caller.Purge("a-1", "a-2")
			for range test.calls {
				<-c.called
			}
			log := stop()
			if !strings.Contains(log, test.logged) || strings.Contains(log, "secret") {
				t.Errorf("log: %s", log)
			}
			told := c.told()
			if len(told) != test.calls || told[0] != "POST /purge Bearer secret a-1 a-2" {
				t.Errorf("told %q", told)
			}
		})
	}
}

func TestPurgeManyInParts(t *testing.T) {
	c := newCache(t, 200)
	caller, _ := run(t, c.URL)
	keys := make([]string, 250)
	for i := range keys {
		keys[i] = fmt.Sprint("a-", i)
	}
	caller.Purge(keys...)
	for range 3 {
		<-c.called
	}
}

// What waits when the server stops is still told.
func TestPurgeBeforeStopping(t *testing.T) {
	c := newCache(t, 200)
	caller, stop := run(t, c.URL)
	for i := range 20 {
		caller.Purge(fmt.Sprint("a-", i))
	}
	stop()
	if n := len(c.told()); n != 20 {
		t.Errorf("told %d of 20", n)
	}
}

// A cache that cannot be reached holds nobody up, and what is lost is logged.
func TestTooManyPurgesWait(t *testing.T) {
	log := new(bytes.Buffer)
	caller := purge.New(purge.Config{URL: "http://127.0.0.1:1/", Log: slog.New(slog.NewTextHandler(log, nil))})
	for i := range 1001 {
		caller.Purge(fmt.Sprint("a-", i))
	}
	if n := strings.Count(log.String(), "too many purges"); n != 1 || !strings.Contains(log.String(), "a-1000") {
		t.Errorf("logged %d times: %s", n, log)
	}
}
