package preflight_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/fetch"
	"sharecard/cmd/sharecard/internal/preflight"
)

func encoded(t *testing.T, format string, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	img, err := image.NewGray(image.Rect(0, 0, width, height)), error(nil)
	switch format {
	case "jpg":
		err = jpeg.Encode(&b, img, nil)
	case "png":
		err = png.Encode(&b, img)
	case "gif":
		err = gif.Encode(&b, img, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// site is a web site with one page and one picture, whole unless a test breaks it.
type site struct {
	*httptest.Server
	status  int // of the page
	header  http.Header
	head    string // in place of the tags
	body    string
	robots  string
	picture http.HandlerFunc
}

const tags = `<title>夜班公交延长</title><meta property="og:title" content="夜班公交延长至凌晨一点">
<meta property="og:description" content="六条线路的末班车推迟到一点。"><meta name="twitter:card" content="summary_large_image">
<meta property="og:image" content="ORIGIN/a.jpg">`

func newSite(t *testing.T, change func(*site)) *site {
	t.Helper()
	s := &site{status: 200, header: http.Header{"Content-Type": {"text/html; charset=utf-8"}}, head: tags}
	s.picture = serve("image/jpeg", encoded(t, "jpg", 1200, 630))
	if change != nil {
		change(s)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, r *http.Request) {
		if s.robots == "" {
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write([]byte(s.robots))
	})
	mux.HandleFunc("/a.html", func(w http.ResponseWriter, r *http.Request) {
		for name, values := range s.header {
			w.Header()[name] = values
		}
		w.WriteHeader(s.status)
		fmt.Fprint(w, strings.ReplaceAll("<!doctype html><html><head>"+s.head+"</head><body>"+s.body+"</body></html>", "ORIGIN", s.URL))
	})
	mux.HandleFunc("/a.jpg", func(w http.ResponseWriter, r *http.Request) { s.picture(w, r) })
	mux.HandleFunc("/hop/", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
	})
	mux.HandleFunc("/hops/", func(w http.ResponseWriter, r *http.Request) { // leads to /a.jpg in as many hops as it has x
		left := strings.TrimPrefix(r.URL.Path, "/hops/")
		if left == "x" {
			http.Redirect(w, r, "/a.jpg", http.StatusFound)
			return
		}
		http.Redirect(w, r, "/hops/"+left[1:], http.StatusFound)
	})
	s.Server = httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func serve(mime string, file []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", mime)
		_, _ = w.Write(file)
	}
}

func checker(t *testing.T) *preflight.Checker {
	t.Helper()
	web := fetch.New(fetch.Config{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Timeout: time.Second})
	t.Cleanup(web.Close)
	return &preflight.Checker{Web: web, Signed: func(string) bool { return true }}
}

// codes are those of a report's findings, with the platforms where those are not all.
func codes(r *preflight.Report) (list []string) {
	for _, f := range r.Findings {
		list = append(list, strings.TrimSuffix(f.Code+" "+strings.Join(f.Platforms, ","), " "))
	}
	return list
}

// A page that is whole gives rise to nothing but the square that one platform crops.
func TestWholePage(t *testing.T) {
	s := newSite(t, nil)
	r, err := checker(t).Page(t.Context(), s.URL+"/a.html")
	if err != nil {
		t.Fatal(err)
	}
	if got := codes(r); !slices.Equal(got, []string{"picture_shape whatsapp"}) || r.Failed() {
		t.Errorf("%v", got)
	}
	if r.Title != "夜班公交延长至凌晨一点" || r.Picture.Width != 1200 || r.Picture.Format != "jpg" {
		t.Errorf("%+v %+v", r, r.Picture)
	}
}

// Each known failure is told by its code.
func TestBrokenPages(t *testing.T) {
	replace := func(old, new string) func(*site) {
		return func(s *site) { s.head = strings.ReplaceAll(s.head, old, new) }
	}
	picture := func(mime string, file []byte) func(*site) { return func(s *site) { s.picture = serve(mime, file) } }
	answer := func(status int) func(*site) {
		return func(s *site) {
			s.picture = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }
		}
	}
	img := `<meta property="og:image" content="ORIGIN/a.jpg">`
	for _, c := range []struct {
		want   string
		change func(*site)
	}{
		{"page_gone", func(s *site) { s.status = 404 }},
		{"page_forbidden", func(s *site) { s.status = 403 }},
		{"page_status", func(s *site) { s.status = 502 }},
		{"page_type", func(s *site) { s.header = http.Header{"Content-Type": {"application/pdf"}} }},
		{"page_leads_on", replace("<title>", `<meta http-equiv="refresh" content="0; url=/b.html"><title>`)},
		{"title_missing", replace("og:title", "og:titel")},
		{"summary_missing", replace("og:description", "og:desc")},
		{"title_long xhs", replace("夜班公交延长至凌晨一点", strings.Repeat("长", 21))},
		{"tags_named", replace(`property="og:title"`, `name="og:title"`)},
		{"tags_in_body", func(s *site) { s.head, s.body = "", s.head }},
		{"url_elsewhere", replace("<title>", `<meta property="og:url" content="https://news.example.com/a"><title>`)},
		{"x_small x", replace("summary_large_image", "summary")},
		{"robots_meta", replace("<title>", `<meta name="robots" content="index, max-image-preview: none"><title>`)},
		{"robots_page facebook", func(s *site) { s.robots = "User-agent: facebookexternalhit\nDisallow: /a.html\n" }},
		{"robots_picture x,facebook,linkedin,mastodon,telegram,discord,whatsapp",
			func(s *site) { s.robots = "User-agent: *\nDisallow: /*.jpg$\n" }},
		{"picture_missing", replace(img, "")},
		{"picture_x_only", replace(img, strings.ReplaceAll(img, `property="og:image"`, `name="twitter:image"`))},
		{"picture_several", replace(img, img+img)},
		{"picture_relative", replace("ORIGIN/a.jpg", "/a.jpg")},
		{"picture_scheme", replace("ORIGIN/a.jpg", "data:image/png;base64,AAAA")},
		{"picture_escaped", replace("ORIGIN/a.jpg", "ORIGIN/a.jpg?a=1&amp;amp;b=2")},
		{"picture_blocked", replace("ORIGIN/a.jpg", "http://10.0.0.1/a.jpg")},
		{"picture_unreachable", replace("ORIGIN/a.jpg", "http://127.0.0.1:1/a.jpg")},
		{"picture_redirects", replace("ORIGIN/a.jpg", "ORIGIN/hop/x")},
		{"picture_detour", replace("ORIGIN/a.jpg", "ORIGIN/hops/xxx")},
		{"picture_gone", answer(404)},
		{"picture_forbidden", answer(403)},
		{"picture_status", answer(500)},
		{"picture_timeout", func(s *site) {
			s.picture = func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
		}},
		{"picture_none", picture("text/html", []byte("<!doctype html><html><body><svg></svg>login</body></html>"))},
		{"picture_type", picture("text/plain", encoded(t, "png", 1200, 630))},
		{"picture_format", picture("image/svg+xml", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630"/>`))},
		{"picture_format", picture("image/avif", []byte("\x00\x00\x00\x20ftypavif\x00\x00\x00\x00avifmif1miaf"))},
		{"picture_broken", picture("image/png", []byte("\x89PNG\r\n\x1a\nbut no more"))},
		{"picture_heavy whatsapp", picture("image/jpeg", append(encoded(t, "jpg", 1200, 630), make([]byte, 400_000)...))},
		{"picture_small x", picture("image/jpeg", encoded(t, "jpg", 250, 210))},
		{"picture_large x,bluesky", picture("image/jpeg", encoded(t, "jpg", 4100, 2100))},
		{"picture_thin telegram", picture("image/png", encoded(t, "png", 2200, 100))},
		{"picture_declared", replace("<title>", `<meta property="og:image:width" content="1080"><title>`)},
		{"picture_uncacheable", func(s *site) {
			whole := s.picture
			s.picture = func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Cache-Control", "private, no-store")
				whole(w, r)
			}
		}},
	} {
		t.Run(c.want, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, c.change)
			r, err := checker(t).Page(t.Context(), s.URL+"/a.html")
			if err != nil {
				t.Fatal(err)
			}
			if got := codes(r); !slices.Contains(got, c.want) {
				t.Errorf("%v", got)
			}
		})
	}
}

// Formats that a platform refuses, a page that is not there at all, and one that WeChat
// shows no picture of.
func TestOthers(t *testing.T) {
	s := newSite(t, func(s *site) { s.picture = serve("image/webp", webp) })
	c := checker(t)
	r, err := c.Page(t.Context(), s.URL+"/a.html")
	if err != nil || !slices.Contains(codes(r), "picture_refused linkedin") {
		t.Errorf("%v %v", codes(r), err)
	}
	c.Signed = nil
	if r, err = c.Page(t.Context(), s.URL+"/a.html"); err != nil || !slices.Contains(codes(r), "wechat_unsigned wechat") {
		t.Errorf("%v %v", codes(r), err)
	}
	if r, err = c.Page(t.Context(), "http://169.254.169.254/a"); err != nil || !slices.Equal(codes(r), []string{"page_blocked"}) {
		t.Errorf("%v %v", codes(r), err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := c.Page(stopped, s.URL+"/a.html"); err == nil {
		t.Error("it goes on without a caller")
	}
}

// webp is a lossless picture of 1 × 1 px.
var webp = []byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00")

// A saved page is read without its address; its picture is fetched all the same.
func TestSource(t *testing.T) {
	s := newSite(t, nil)
	page := strings.ReplaceAll(tags, "ORIGIN", s.URL)
	r, err := checker(t).Source(t.Context(), []byte(page), "")
	if err != nil || r.Picture == nil || r.Picture.Width != 1200 || r.Failed() {
		t.Errorf("%v %v", codes(r), err)
	}
}

// A picture is held against every platform.
func TestFile(t *testing.T) {
	r := preflight.File(encoded(t, "png", 300, 300))
	if got := codes(r); !slices.Contains(got, "picture_refused instagram,instagram-34") || !slices.Contains(got, "picture_small threads") {
		t.Errorf("%v", got)
	}
}

func TestServer(t *testing.T) {
	c := checker(t)
	for _, o := range []struct {
		own  preflight.Own
		want []string
	}{
		{preflight.Own{}, []string{"server_private", "server_wechat wechat"}},
		{preflight.Own{PublicURL: newSite(t, nil).URL, Tokens: true, WeChat: true}, []string{"server_other", "server_insecure"}},
		{preflight.Own{PublicURL: "http://127.0.0.1:1", WeChat: true}, []string{"server_unreachable", "server_tokens", "server_insecure"}},
	} {
		r, err := c.Server(t.Context(), o.own)
		if err != nil || !slices.Equal(codes(r), o.want) {
			t.Errorf("%+v: %v %v", o.own, codes(r), err)
		}
	}
}

// Both languages say what is wrong and what to do of everything that can be found.
func TestEverythingIsSaidTwice(t *testing.T) {
	han := regexp.MustCompile(`\p{Han}`)
	for _, code := range preflight.Codes() {
		f := preflight.Finding{Code: code}
		r := preflight.Report{Findings: []preflight.Finding{f}}
		said := r.In("zh").Findings[0]
		if !han.MatchString(said.Says) || !han.MatchString(said.Do) {
			t.Errorf("%s: %q %q", code, said.Says, said.Do)
		}
	}
}
