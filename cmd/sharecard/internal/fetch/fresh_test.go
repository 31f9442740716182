package fetch_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/fetch"
)

// For how long a host lets a picture be used, however it says so.
func TestFreshness(t *testing.T) {
	const date = "Wed, 01 May 2024 01:30:00 GMT"
	for said, want := range map[string]time.Duration{
		"":                                                     fetch.Unsaid,
		"Cache-Control: max-age=5":                             5 * time.Second,
		"Cache-Control: Public, MAX-AGE=60":                    time.Minute,
		"Cache-Control: max-age=5, s-maxage=60":                time.Minute,
		"Cache-Control: max-age=60|Age: 50":                    10 * time.Second,
		"Cache-Control: max-age=60|Age: 90":                    0,
		"Cache-Control: max-age=60, no-cache":                  0,
		"Cache-Control: no-store":                              0,
		"Cache-Control: max-age=x":                             0,
		"Cache-Control: max-age=-1":                            0,
		"Cache-Control: public":                                fetch.Unsaid,
		"Cache-Control: public|Cache-Control: max-age=7":       7 * time.Second,
		"Cache-Control: max-age=99999999999999":                365 * 24 * time.Hour,
		"Expires: 0|Date: " + date:                             0,
		"Expires: Wed, 01 May 2024 01:31:00 GMT|Date: " + date: time.Minute,
		"Expires: Wed, 01 May 2024 01:29:00 GMT|Date: " + date: 0,
		"Expires: 0|Cache-Control: max-age=5":                  5 * time.Second,
	} {
		port := host(t, outside, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			for line := range strings.SplitSeq(said, "|") {
				if name, value, found := strings.Cut(line, ": "); found {
					w.Header().Add(name, value)
				}
			}
		}))
		got, err := client(t, fetch.Config{}).Get(t.Context(), "http://"+outside+":"+port, 1)
		if err != nil || got.Fresh != want {
			t.Errorf("%s: %v %v, want %v", said, got.Fresh, err, want)
		}
	}
}

func TestGetChanged(t *testing.T) {
	const day = "Wed, 01 May 2024 01:30:00 GMT"
	tag := `"1"`
	port := host(t, outside, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", tag)
		w.Header().Set("Last-Modified", day)
		w.Header().Set("Cache-Control", "max-age=5")
		if r.URL.Path == "/lies" || r.Header.Get("If-None-Match") == tag && r.Header.Get("If-Modified-Since") == day {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write([]byte(tag))
	}))
	c, address := client(t, fetch.Config{}), "http://"+outside+":"+port+"/"
	first, err := c.GetChanged(t.Context(), address, 10, fetch.Validators{})
	if err != nil || string(first.Body) != tag || first.Unchanged || first.Validators != (fetch.Validators{ETag: tag, LastModified: day}) {
		t.Fatalf("%+v %v", first, err)
	}
	again, err := c.GetChanged(t.Context(), address, 10, first.Validators)
	if err != nil || !again.Unchanged || again.Body != nil || again.Validators != first.Validators || again.Fresh != 5*time.Second {
		t.Errorf("%+v %v", again, err)
	}
	tag = `"2"`
	if changed, err := c.GetChanged(t.Context(), address, 10, first.Validators); err != nil || changed.Unchanged || string(changed.Body) != tag {
		t.Errorf("%+v %v", changed, err)
	}
	// Nothing was asked conditionally.
	if _, err := c.Get(t.Context(), address+"lies", 10); err == nil {
		t.Error("304 without a condition passed for a picture")
	}
}
