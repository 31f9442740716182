package fetch_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/fetch"
)

// names resolves every name to one of its addresses in turn, and to the last
// from then on.
type names struct {
	mu  sync.Mutex
	ips map[string][]string
}

func (n *names) LookupNetIP(_ context.Context, _, host string) ([]netip.Addr, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	ips := n.ips[host]
	if len(ips) == 0 {
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	if len(ips) > 1 {
		n.ips[host] = ips[1:]
	}
	return []netip.Addr{netip.MustParseAddr(ips[0])}, nil
}

func (n *names) set(host string, ips ...string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.ips[host] = ips
}

func (n *names) left(host string) []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.ips[host]
}

// host serves at an address of the loopback network, at a port of its own.
func host(t *testing.T, ip string, h http.Handler) (port string) {
	t.Helper()
	listener, err := net.Listen("tcp", net.JoinHostPort(ip, "0"))
	if err != nil {
		t.Skipf("%s is not an address of this machine: %v", ip, err)
	}
	s := &httptest.Server{Listener: listener, Config: &http.Server{Handler: h}}
	s.Start()
	t.Cleanup(s.Close)
	_, port, err = net.SplitHostPort(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

const outside = "127.0.0.77" // stands for the public Internet

func client(t *testing.T, config fetch.Config) *fetch.Client {
	t.Helper()
	config.Allow = append(config.Allow, netip.MustParsePrefix(outside+"/32"))
	c := fetch.New(config)
	t.Cleanup(c.Close)
	return c
}

func TestGet(t *testing.T) {
	big := bytes.Repeat([]byte("x"), 5000)
	var squeezed bytes.Buffer
	z := gzip.NewWriter(&squeezed)
	if _, err := z.Write(big); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/ok", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "image/png")
		_, _ = fmt.Fprintf(w, "%s|%s|%s", r.UserAgent(), r.Referer(), r.Header.Get("Cookie"))
	})
	mux.HandleFunc("/big", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(big) })
	mux.HandleFunc("/endless", func(w http.ResponseWriter, _ *http.Request) {
		for {
			if _, err := w.Write(big); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/gzip", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(squeezed.Bytes())
	})
	mux.HandleFunc("/hop/{n}", func(w http.ResponseWriter, r *http.Request) {
		n := len(r.PathValue("n"))
		http.SetCookie(w, &http.Cookie{Name: "a", Value: "b"})
		to := "/ok"
		if n > 1 {
			to = "/hop/" + strings.Repeat("x", n-1)
		}
		http.Redirect(w, r, to, http.StatusFound)
	})
	mux.HandleFunc("/loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) })
	mux.HandleFunc("/file", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
	})
	mux.HandleFunc("/gone", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) })
	mux.HandleFunc("/error", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
	mux.HandleFunc("/empty", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("/cut", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		_, _ = w.Write([]byte("short"))
		panic(http.ErrAbortHandler)
	})
	mux.HandleFunc("/silent", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/drip", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			_, _ = w.Write([]byte("x"))
			_ = http.NewResponseController(w).Flush()
			time.Sleep(20 * time.Millisecond)
		}
	})
	port := host(t, outside, mux)
	resolver := &names{ips: map[string][]string{"news.example": {outside}}}
	c := client(t, fetch.Config{Resolver: resolver, Timeout: 300 * time.Millisecond, UserAgent: "agent"})
	site := "http://news.example:" + port
	for _, test := range []struct {
		address, body string
		fault         fetch.Fault
	}{
		{site + "/ok", "agent||", ""},
		{site + "/ok?" + strings.Repeat("q", 3000), "agent||", ""},
		{site + "/hop/xxxxx", "agent||", ""},
		{site + "/hop/xxxxxx", "", fetch.ErrRedirect},
		{site + "/loop", "", fetch.ErrRedirect},
		{site + "/file", "", fetch.ErrRedirect},
		{site + "/big", "", fetch.ErrTooLarge},
		{site + "/endless", "", fetch.ErrTooLarge},
		{site + "/gzip", "", fetch.ErrTooLarge},
		{site + "/missing", "", fetch.ErrNotFound},
		{site + "/gone", "", fetch.ErrNotFound},
		{site + "/error", "", fetch.ErrStatus},
		{site + "/empty", "", fetch.ErrStatus},
		{site + "/cut", "", fetch.ErrUnreachable},
		{site + "/silent", "", fetch.ErrTimeout},
		{site + "/drip", "", fetch.ErrTimeout},
		{"https://news.example:" + port + "/ok", "", fetch.ErrUnreachable}, // speaks no TLS
		{"http://nowhere.example/", "", fetch.ErrUnreachable},
		{"", "", fetch.ErrBlocked},
		{"/ok", "", fetch.ErrBlocked},
		{"http://", "", fetch.ErrBlocked},
		{"http://a\x00b/", "", fetch.ErrBlocked},
		{"data:image/png;base64,AA", "", fetch.ErrBlocked},
	} {
		start := time.Now()
		r, err := c.Get(t.Context(), test.address, 4999)
		if took := time.Since(start); took > 3*time.Second {
			t.Logf("%.60s took %v", test.address, took)
		}
		var fault fetch.Fault
		if errors.As(err, &fault); fault != test.fault {
			t.Errorf("%.60s: %v, want %q", test.address, err, test.fault)
		}
		if err == nil && string(r.Body) != test.body {
			t.Errorf("%.60s: got %q", test.address, r.Body)
		}
	}
	r, err := c.Get(t.Context(), site+"/hop/x", 100)
	if err != nil || r.Address != site+"/ok" || r.ContentType != "image/png" {
		t.Errorf("%+v, %v", r, err)
	}
}

// Errors are logged, and the address of a preview has its secret in the query.
func TestErrorsTellNoQuery(t *testing.T) {
	port := host(t, outside, http.RedirectHandler("http://127.0.0.1/?key=s3cr3t", http.StatusFound))
	c := client(t, fetch.Config{})
	for _, address := range []string{
		"http://" + outside + ":" + port + "/preview?key=s3cr3t",
		"http://127.0.0.1/?key=s3cr3t", "ftp://news.example/?key=s3cr3t", "http://news.example/%zz?key=s3cr3t", "http://" + outside + ":1/#s3cr3t",
	} {
		if _, err := c.Get(t.Context(), address, 1); err == nil || strings.Contains(err.Error(), "s3cr3t") {
			t.Errorf("%v", err)
		}
	}
}

func TestGetEndsWithItsContext(t *testing.T) {
	port := host(t, outside, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err := client(t, fetch.Config{}).Get(ctx, "http://"+outside+":"+port, 100)
	if !errors.Is(err, fetch.ErrTimeout) || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

// inward are addresses that lead, or might be taken to lead, to this machine or
// its neighbours. PORT is that of a server which must not hear of them.
var inward = strings.Fields(`
	http://127.0.0.1:PORT/ http://127.0.0.2:PORT/ http://127.255.255.254:PORT/ http://localhost:PORT/ http://LOCALHOST:PORT/
	http://localhost.:PORT/ http://localtest.example:PORT/ http://127.0.0.1.wild.example:PORT/ http://0.0.0.0:PORT/ http://0:PORT/
	http://127.1:PORT/ http://127.0.1:PORT/ http://2130706433:PORT/ http://0x7f000001:PORT/ http://0x7f.0.0.1:PORT/
	http://0177.0.0.1:PORT/ http://017700000001:PORT/ http://%31%32%37.0.0.1:PORT/ http://１２７.０.０.１:PORT/ http://①②⑦.⓪.⓪.①:PORT/
	http://127。0。0。1:PORT/ http://[::1]:PORT/ http://[0:0:0:0:0:0:0:1]:PORT/ http://[::]:PORT/ http://[::127.0.0.1]:PORT/
	http://[::ffff:127.0.0.1]:PORT/ http://[::ffff:7f00:1]:PORT/ http://[64:ff9b::7f00:1]:PORT/ http://[64:ff9b:1::7f00:1]:PORT/
	http://[2002:7f00:1::1]:PORT/ http://[2001:0:7f00:1::1]:PORT/ http://[fe80::1]:PORT/ http://[fe80::1%25lo]:PORT/ http://[::1%25lo]:PORT/
	http://[fc00::1]:PORT/ http://[fd00:ec2::254]:PORT/ http://[fec0::1]:PORT/ http://[ff02::1]:PORT/ http://[2001:db8::1]:PORT/ http://[100::1]:PORT/
	http://10.0.0.1:PORT/ http://172.16.0.1:PORT/ http://172.31.255.255:PORT/ http://192.168.1.1:PORT/ http://169.254.169.254:PORT/
	http://169.254.169.254/latest/meta-data/ http://100.64.0.1:PORT/ http://192.0.0.192:PORT/ http://198.18.0.1:PORT/ http://224.0.0.1:PORT/
	http://240.0.0.1:PORT/ http://255.255.255.255:PORT/ http://user:pass@127.0.0.1:PORT/ http://news.example@127.0.0.1:PORT/
	http://127.0.0.1:PORT#@news.example/ http://127.0.0.1:PORT\@news.example/ ftp://127.0.0.1:PORT/ gopher://127.0.0.1:PORT/_x file:///etc/passwd
	http://8.8.8.8:22/`)

// looseNames answers as a resolver would that takes any spelling of an address.
func looseNames() map[string][]string {
	ips := map[string][]string{"news.example": {outside}}
	for _, name := range []string{"localhost", "LOCALHOST", "localtest.example", "127.0.0.1.wild.example", "0", "127.1", "127.0.1", "2130706433",
		"0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "127.0.0.1", "１２７.０.０.１", "①②⑦.⓪.⓪.①", "127。0。0。1",
		"xn--127001-v73cc5b"} {
		ips[name] = []string{"127.0.0.1"}
	}
	return ips
}

// target returns where an inward address leads a client that resolves any
// spelling, or "" for one that is no plain web address.
func target(t *testing.T, address string) (ip string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" {
		return ""
	}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil {
		return ip.WithZone("").String()
	}
	if ips := looseNames()[u.Hostname()]; len(ips) > 0 && ips[0] != outside {
		return ips[0]
	}
	return ""
}

// Each address is asked for itself, as the target of a redirect, and as what a
// name turns into once it has passed for a public one.
func TestNothingLeadsInside(t *testing.T) {
	if len(inward) < 40 {
		t.Fatalf("only %d addresses", len(inward))
	}
	var heard atomic.Int64
	inside := host(t, "127.0.0.1", http.HandlerFunc(func(http.ResponseWriter, *http.Request) { heard.Add(1) }))
	var port uint16
	if _, err := fmt.Sscan(inside, &port); err != nil {
		t.Fatal(err)
	}
	var location atomic.Value
	front := host(t, outside, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Connection", "close") // the next request looks the name up again
		w.Header().Set("Location", location.Load().(string))
		w.WriteHeader(http.StatusFound)
	}))
	resolver := &names{ips: looseNames()}
	// The port itself is allowed: what must stop the request is where it goes.
	c := client(t, fetch.Config{Resolver: resolver, Ports: []uint16{port}, Timeout: 2 * time.Second})
	check := func(how, address string, err error) {
		t.Helper()
		if !errors.Is(err, fetch.ErrBlocked) && !errors.Is(err, fetch.ErrUnreachable) && !errors.Is(err, fetch.ErrRedirect) {
			t.Errorf("%s %s: %v", how, address, err)
		}
	}
	rebound := 0
	for _, address := range inward {
		address = strings.ReplaceAll(address, "PORT", inside)
		_, err := c.Get(t.Context(), address, 100)
		check("direct", address, err)
		_, err = c.Page(t.Context(), address, 100)
		check("page", address, err)

		location.Store(address)
		_, err = c.Get(t.Context(), "http://news.example:"+front+"/", 100)
		check("redirect", address, err)

		ip := target(t, address)
		if ip == "" {
			continue
		}
		rebound++
		// The first look-up is for the page that redirects, the second for where
		// the redirect leads: the same name.
		resolver.set("rebinding.example", outside, ip)
		location.Store("http://rebinding.example:" + inside + "/")
		_, err = c.Get(t.Context(), "http://rebinding.example:"+front+"/", 100)
		check("rebinding to", ip, err)
		if left := resolver.left("rebinding.example"); len(left) != 1 || left[0] != ip {
			t.Errorf("the name was not looked up again: %q", left)
		}
	}
	if rebound < 40 {
		t.Errorf("only %d addresses were rebound to", rebound)
	}
	if n := heard.Load(); n > 0 {
		t.Errorf("the server inside heard %d requests", n)
	}
	// The same client does reach what it may, so the above means something.
	location.Store("http://news.example:" + host(t, outside, http.NotFoundHandler()) + "/")
	if _, err := c.Get(t.Context(), "http://news.example:"+front+"/", 100); !errors.Is(err, fetch.ErrNotFound) {
		t.Errorf("outside: %v", err)
	}
}

// An allowed network is reached at any port, and nothing beside it.
func TestAllow(t *testing.T) {
	own := host(t, "127.0.0.80", http.NotFoundHandler())
	beside := host(t, "127.0.0.81", http.NotFoundHandler())
	c := fetch.New(fetch.Config{
		Allow:    []netip.Prefix{netip.MustParsePrefix("127.0.0.80/32"), netip.MustParsePrefix("10.1.0.0/16")},
		Resolver: &names{ips: map[string][]string{"pictures.example": {"127.0.0.80"}, "mapped.example": {"::ffff:127.0.0.80"}}},
	})
	t.Cleanup(c.Close)
	for address, want := range map[string]fetch.Fault{
		"http://pictures.example:" + own + "/a.jpg": fetch.ErrNotFound,
		"http://mapped.example:" + own + "/a.jpg":   fetch.ErrNotFound,
		"http://127.0.0.80:" + own + "/a.jpg":       fetch.ErrNotFound,
		"http://127.0.0.81:" + beside + "/a.jpg":    fetch.ErrBlocked,
		"http://10.2.0.1:" + own + "/a.jpg":         fetch.ErrBlocked,
	} {
		if _, err := c.Get(t.Context(), address, 100); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", address, err, want)
		}
	}
}

// What WeChat's picture hosts refuse by: no request carries a Referer, not even
// one that a redirect led to.
func TestNoReferer(t *testing.T) {
	var heard []string
	mux := http.NewServeMux()
	mux.HandleFunc("/mmbiz_jpg/first", func(w http.ResponseWriter, r *http.Request) {
		heard = append(heard, r.Header.Get("Referer")+r.Header.Get("Origin"))
		http.Redirect(w, r, "/mmbiz_jpg/cover", http.StatusFound)
	})
	mux.HandleFunc("/mmbiz_jpg/cover", func(w http.ResponseWriter, r *http.Request) {
		heard = append(heard, r.Header.Get("Referer")+r.Header.Get("Origin"))
		_, _ = w.Write([]byte("x"))
	})
	port := host(t, outside, mux)
	resolver := &names{ips: map[string][]string{"mmbiz.qpic.cn": {outside}}}
	if _, err := client(t, fetch.Config{Resolver: resolver}).Get(t.Context(), "http://mmbiz.qpic.cn:"+port+"/mmbiz_jpg/first", 100); err != nil {
		t.Fatal(err)
	}
	if len(heard) != 2 || heard[0] != "" || heard[1] != "" {
		t.Errorf("heard %q", heard)
	}
}

func TestPage(t *testing.T) {
	mux := http.NewServeMux()
	serve := func(path, contentType string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			w.Header()["Content-Type"] = nil // none is sniffed
			if contentType != "" {
				w.Header().Set("Content-Type", contentType)
			}
			_, _ = w.Write([]byte(r.Header.Get("Accept")))
		})
	}
	serve("/html", "text/html")
	serve("/gbk", "Text/HTML; charset=gbk")
	serve("/xhtml", "application/xhtml+xml")
	serve("/silent", "")
	serve("/jpeg", "image/jpeg")
	serve("/json", "application/json")
	serve("/hidden", "application/octet-stream; x=text/html")
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/gbk", http.StatusMovedPermanently) })
	site := "http://" + outside + ":" + host(t, outside, mux)
	c := client(t, fetch.Config{})
	for path, want := range map[string]error{
		"/html": nil, "/gbk": nil, "/xhtml": nil, "/silent": nil, "/moved": nil,
		"/jpeg": fetch.ErrMediaType, "/json": fetch.ErrMediaType, "/hidden": fetch.ErrMediaType,
	} {
		got, err := c.Page(t.Context(), site+path, 100)
		if !errors.Is(err, want) {
			t.Errorf("%s: %v", path, err)
		}
		if err == nil && string(got.Body) != "text/html, application/xhtml+xml" {
			t.Errorf("%s: asked for %q", path, got.Body)
		}
	}
	if got, err := c.Page(t.Context(), site+"/moved", 100); err != nil || got.Address != site+"/gbk" || got.ContentType != "Text/HTML; charset=gbk" {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := c.Page(t.Context(), site+"/html", 3); !errors.Is(err, fetch.ErrTooLarge) {
		t.Errorf("too large: %v", err)
	}
}

func TestNoProxy(t *testing.T) {
	var heard atomic.Int64
	proxy := host(t, "127.0.0.1", http.HandlerFunc(func(http.ResponseWriter, *http.Request) { heard.Add(1) }))
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:"+proxy)
	t.Setenv("http_proxy", "http://127.0.0.1:"+proxy)
	port := host(t, outside, http.NotFoundHandler())
	if _, err := client(t, fetch.Config{}).Get(t.Context(), "http://"+outside+":"+port, 100); !errors.Is(err, fetch.ErrNotFound) {
		t.Errorf("got %v", err)
	}
	if heard.Load() > 0 {
		t.Error("the proxy was asked")
	}
}

func TestOneSlowHostHindersNoOther(t *testing.T) {
	slow := host(t, outside, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	quick := host(t, outside, http.NotFoundHandler())
	c := client(t, fetch.Config{Timeout: 400 * time.Millisecond})
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if _, err := c.Get(t.Context(), "http://"+outside+":"+slow, 100); !errors.Is(err, fetch.ErrTimeout) {
				t.Errorf("slow: %v", err)
			}
		})
	}
	time.Sleep(50 * time.Millisecond)
	start := time.Now()
	if _, err := c.Get(t.Context(), "http://"+outside+":"+quick, 100); !errors.Is(err, fetch.ErrNotFound) {
		t.Errorf("quick: %v", err)
	}
	if took := time.Since(start); took > 200*time.Millisecond {
		t.Logf("quick took %v", took)
	}
	all.Wait()
}

// A redirect that the caller does not allow is not asked for at all.
func TestRedirectsStayWithin(t *testing.T) {
	var asked atomic.Int64
	port := host(t, outside, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1); r.URL.Path == "/redirect" {
			http.Redirect(w, r, "/elsewhere", http.StatusFound)
		}
	}))
	refused := errors.New("not there")
	ctx := fetch.WithRedirects(t.Context(), func(to *url.URL) error {
		if to.Path == "/elsewhere" {
			return refused
		}
		return nil
	})
	_, err := client(t, fetch.Config{}).Get(ctx, "http://"+outside+":"+port+"/redirect", 100)
	if !errors.Is(err, refused) || asked.Load() != 1 {
		t.Errorf("%v, asked %d times", err, asked.Load())
	}
}
