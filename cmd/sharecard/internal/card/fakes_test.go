package card_test

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"io/fs"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"go.uber.org/goleak"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/render"
	"sharecard/render/css"
	"sharecard/templates"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// store is a card.Articles in memory.
type store map[string]*article.Article

func (s store) Get(_ context.Context, id string) (*article.Record, error) {
	a, ok := s[id]
	if !ok {
		return nil, fmt.Errorf("article %s: %w", id, article.ErrNotFound)
	}
	return &article.Record{Article: a, Revision: 1}, nil
}

// renderer writes down what a card would show instead of drawing it.
type renderer struct {
	drawn  atomic.Int64
	hold   chan struct{} // where not nil, drawing waits until it is closed
	report render.Report
	err    error
	panics bool
}

type shown struct {
	Data   *templates.Data
	Dark   bool
	Scale  float64
	Format render.Format
	Cover  string // size of the cover handed in
}

func (r *renderer) Render(ctx context.Context, job render.Job) (*render.Image, error) {
	r.drawn.Add(1)
	if r.hold != nil {
		select {
		case <-r.hold:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	if r.panics {
		panic("a bug")
	}
	if r.err != nil {
		return nil, r.err
	}
	s := shown{Data: job.Data.(*templates.Data), Dark: job.Dark, Scale: job.Scale, Format: job.Format}
	if s.Data.Cover != "" {
		img, err := job.Images(ctx, string(s.Data.Cover))
		if err != nil {
			return nil, err
		}
		s.Cover = img.Bounds().Size().String()
	}
	text, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	return &render.Image{
		Bytes: text, Format: job.Format, Report: r.report,
		Width: job.Template.Width, Height: job.Template.Height,
	}, nil
}

// web is a card.Pictures that answers each address once its gate is open.
type web struct {
	mu      sync.Mutex
	gates   map[string]chan struct{}
	fetches atomic.Int64
}

func (w *web) gate(address string) chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.gates == nil {
		w.gates = map[string]chan struct{}{}
	}
	if w.gates[address] == nil {
		w.gates[address] = make(chan struct{})
	}
	return w.gates[address]
}

func (w *web) Picture(ctx context.Context, address string) (image.Image, [sha256.Size]byte, error) {
	w.fetches.Add(1)
	switch address {
	case "https://example.com/ok.jpg":
		return image.NewRGBA(image.Rect(0, 0, 16, 9)), sha256.Sum256([]byte(address)), nil
	case "https://example.com/refused.jpg":
		return nil, [32]byte{}, fault("refused")
	case "https://example.com/broken.jpg":
		return nil, [32]byte{}, errors.New("something with an address in it")
	case "https://example.com/panic.jpg":
		panic("a decoder's bug")
	}
	select {
	case <-w.gate(address):
		return image.NewRGBA(image.Rect(0, 0, 4, 3)), sha256.Sum256([]byte(address)), nil
	case <-ctx.Done():
		return nil, [32]byte{}, ctx.Err()
	}
}

type fault string

func (f fault) Error() string { return string(f) }
func (f fault) Fault() string { return string(f) }

// loadFake takes a template whose source is "ok" for usable.
func loadFake(fsys fs.FS, name string) (*render.Template, []css.Diagnostic, error) {
	source, err := fs.ReadFile(fsys, name+".html")
	if err != nil {
		return nil, nil, err
	}
	if string(source) == "broken" {
		return nil, []css.Diagnostic{{File: name + ".html", Line: 12, Column: 3, Severity: css.Error, Message: "broken"}},
			fmt.Errorf("%s: %w", name, render.ErrTemplate)
	}
	t := &render.Template{Name: name, Title: string(source), Width: 1080, Height: 1440, Scale: 1, Format: render.JPEG}
	if name == "long" {
		t.Height, t.MinHeight, t.MaxHeight = 0, 1440, 2400
	}
	return t, nil, nil
}

var sources = fstest.MapFS{
	"poster.html": {Data: []byte("Poster")},
	"long.html":   {Data: []byte("Long")},
	"base.css":    {Data: []byte("*{}")},
}

// newService returns a service over fakes, which t closes.
func newService(t *testing.T, c card.Config) *card.Service {
	t.Helper()
	if c.Templates == nil {
		library, err := card.NewLibrary(sources, nil, loadFake)
		if err != nil {
			t.Fatal(err)
		}
		c.Templates = library
	}
	s := card.New(c)
	t.Cleanup(s.Close)
	return s
}

func poster(a *article.Article) card.Request { return card.Request{Article: a, Template: "poster"} }
