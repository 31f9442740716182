package fetch_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"testing"

	"sharecard/cmd/sharecard/internal/fetch"
)

// What is posted arrives as it was given; a redirect is an answer, and a network that is
// not allowed is not called.
func TestPost(t *testing.T) {
	calls := 0
	port := host(t, "127.0.0.1", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls++
		body, err := io.ReadAll(r.Body)
		if err != nil || r.Method != "POST" || string(body) != "{}" || r.Header.Get("Webhook-Id") != "msg_1" {
			t.Errorf("%s %q %v %v", r.Method, body, r.Header, err)
		}
		if r.URL.Path == "/led" {
			http.Redirect(w, r, "/hook", http.StatusTemporaryRedirect)
			return
		}
		w.WriteHeader(http.StatusAccepted)
	}))
	own := fetch.New(fetch.Config{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	defer own.Close()
	header := http.Header{"Webhook-Id": {"msg_1"}}
	for path, want := range map[string]int{"/hook": 202, "/led": 307} {
		status, err := own.Post(t.Context(), fmt.Sprintf("http://127.0.0.1:%s%s", port, path), header, []byte("{}"))
		if err != nil || status != want {
			t.Errorf("%s: %d, %v", path, status, err)
		}
	}
	public := fetch.New(fetch.Config{})
	defer public.Close()
	for _, address := range []string{"http://127.0.0.1:" + port + "/hook", "ftp://127.0.0.1/", "http://user@cms.example/"} {
		if _, err := public.Post(t.Context(), address, header, []byte("{}")); !errors.Is(err, fetch.ErrBlocked) {
			t.Errorf("%s: %v", address, err)
		}
	}
	if calls != 2 {
		t.Errorf("%d calls", calls)
	}
}

// An address that would never be posted to is known beforehand where it tells its IP
// address. Nothing is looked up for that.
func TestForbids(t *testing.T) {
	c := fetch.New(fetch.Config{Allow: []netip.Prefix{netip.MustParsePrefix("10.1.0.0/16")}, Ports: []uint16{8443}})
	defer c.Close()
	for address, forbidden := range map[string]bool{
		"https://cms.example/hook":         false,
		"http://localhost/hook":            false, // a name, decided when it is asked
		"https://8.8.8.8/":                 false,
		"https://8.8.8.8:8443/":            false,
		"https://8.8.8.8:22/":              true,
		"http://10.1.2.3:9000/":            false,
		"http://10.2.0.1/":                 true,
		"http://127.0.0.1/":                true,
		"http://127.0.0.1./":               true,
		"http://[::1]/":                    true,
		"http://[::ffff:127.0.0.1]/":       true,
		"http://[fe80::1%25eth0]/":         true,
		"http://169.254.169.254/latest":    true,
		"http://168.63.129.16/":            true,
		"https://[2606:4700:4700::1111]/x": false,
		"ftp://cms.example/":               true,
	} {
		if err := c.Forbids(address); (err != nil) != forbidden || forbidden && !errors.Is(err, fetch.ErrBlocked) {
			t.Errorf("%s: %v", address, err)
		}
	}
}
