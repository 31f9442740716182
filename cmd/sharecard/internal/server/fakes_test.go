package server_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"go.uber.org/goleak"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/datadir"
	"sharecard/cmd/sharecard/internal/server"
	"sharecard/render"
	"sharecard/render/css"
	"sharecard/templates"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// renderer "draws" a card as text; its title steers what happens.
type renderer struct {
	hold chan struct{} // where not nil, drawing 慢 waits until it is closed
}

func (r renderer) Render(_ context.Context, job render.Job) (*render.Image, error) {
	d := job.Data.(*templates.Data)
	img := &render.Image{Format: job.Format, Width: 1080, Height: 1440}
	switch d.Title {
	case "慢":
		<-r.hold
	case "恐慌":
		panic("a bug in drawing")
	case "不全":
		return nil, fmt.Errorf("a word is cut: %w", render.ErrStrict)
	case "坏了":
		return nil, errors.New("secret detail of the inside")
	case "缺字":
		img.Report.Texts = []render.TextReport{{Missing: []string{"U+20BB7"}}}
	}
	img.Bytes = fmt.Appendf(nil, "%s %s %s %s %g", job.Template.Name, d.Title, d.Theme, d.Accent, job.Scale)
	if job.Ratio != "" || d.AllCredits {
		img.Bytes = fmt.Appendf(img.Bytes, " %s %t", job.Ratio, d.AllCredits)
	}
	if job.MaxBytes > 0 {
		img.Bytes = fmt.Appendf(img.Bytes, " in %d", job.MaxBytes)
	}
	return img, nil
}

func loadFake(fsys fs.FS, name string) (*render.Template, []css.Diagnostic, error) {
	if _, err := fs.Stat(fsys, name+".html"); err != nil {
		return nil, nil, err
	}
	t := &render.Template{Name: name, Title: name, Width: 1080, Height: 1440, Scale: 1, Format: render.JPEG, MaxBytes: 500_000}
	t.Ratios = []string{"4:5", "9:16"}
	if name == "link" {
		t.Height, t.MinHeight, t.MaxHeight, t.Format, t.Ratios = 0, 200, 600, render.PNG, nil
	}
	return t, nil, nil
}

// service is a running server with what it stands on.
type service struct {
	*httptest.Server
	t       *testing.T
	data    *datadir.Folder
	store   article.Store
	cards   *card.Service
	handler *server.Server
	routes  gin.RoutesInfo // read before the first request, with which Gin writes to them
	hold    chan struct{}
	log     *logBuffer
}

// logBuffer is a log that is read while the server still writes it.
type logBuffer struct {
	mu   sync.Mutex
	text strings.Builder
}

func (b *logBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *logBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// wait returns the log once it has text in it; a request's own line is written
// after the client has its answer.
func (b *logBuffer) wait(t *testing.T, text string) string {
	t.Helper()
	for end := time.Now().Add(5 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if log := b.String(); strings.Contains(log, text) {
			return log
		}
	}
	t.Fatalf("%q is not in the log: %s", text, b.String())
	return ""
}

type option func(*server.Config, *card.Config)

// start runs a server over a real store and a renderer of text, with one
// article stored under the ID "a".
func start(t *testing.T, options ...option) *service {
	t.Helper()
	return startOver(t, openData(t, t.TempDir(), nil), options...)
}

func openData(t testing.TB, folder string, now func() time.Time) *datadir.Folder {
	t.Helper()
	data, err := datadir.Open(t.Context(), folder, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { data.Close() })
	return data
}

// startOver is start over a data folder, in which "a" may have been withdrawn.
func startOver(t *testing.T, data *datadir.Folder, options ...option) *service {
	t.Helper()
	s := &service{t: t, data: data, store: data.DB.Articles(), hold: make(chan struct{}), log: new(logBuffer)}
	library, err := card.NewLibrary(fstest.MapFS{"poster.html": {}, "link.html": {}}, nil, loadFake)
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(s.log, nil))
	cc := card.Config{Articles: s.store, Templates: library, Renderer: renderer{s.hold}, Log: log}
	sc := server.Config{Articles: s.store, Address: "http://127.0.0.1:8080", Log: log}
	for _, o := range options {
		o(&sc, &cc)
	}
	s.cards = card.New(cc)
	sc.Cards = s.cards
	t.Cleanup(s.cards.Close)
	s.handler = server.New(sc)
	s.routes = s.handler.Routes()
	s.Server = httptest.NewServer(s.handler)
	s.Client().CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	t.Cleanup(s.Server.Close)
	t.Cleanup(s.handler.Close) // first, so that streams end
	if data.Fresh {
		s.put(t, "a", "题")
	}
	return s
}

func (s *service) put(t *testing.T, id, title string) {
	t.Helper()
	if _, err := s.store.Put(t.Context(), &article.Article{ID: id, Title: title}); err != nil {
		t.Fatal(err)
	}
}

// answer is a response with its body read.
type answer struct {
	*http.Response
	body string
}

// do sends a request; headers are given as "Name: value".
func (s *service) do(method, path, body string, headers ...string) answer {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), method, s.URL+path, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	for _, h := range headers {
		name, value, given := strings.Cut(h, ": ")
		if !given {
			continue
		}
		if name == "Host" {
			req.Host = value
		}
		req.Header.Add(name, value)
	}
	resp, err := s.Client().Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	s.holdToContract(method, path, resp, text)
	return answer{resp, string(text)}
}

// problem is what an error says of itself.
type problem struct {
	Title  string
	Status int
	Code   string
	Field  string
	Detail string
}

// problem reads the answer as a problem and checks what all problems share.
func (a answer) problem(t *testing.T) (p problem) {
	t.Helper()
	if got := a.Header.Get("Content-Type"); got != "application/problem+json" {
		t.Errorf("Content-Type is %q", got)
	}
	if got := a.Header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("an error with Cache-Control %q", got)
	}
	if err := json.Unmarshal([]byte(a.body), &p); err != nil {
		t.Fatalf("%v in %q", err, a.body)
	}
	if p.Status != a.StatusCode || p.Title != http.StatusText(p.Status) {
		t.Errorf("the problem says %d %s, the status is %d", p.Status, p.Title, a.StatusCode)
	}
	return p
}
