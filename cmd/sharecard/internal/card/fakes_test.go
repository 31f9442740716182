package card_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"image"
	"image/color"
	imagedraw "image/draw"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"go.uber.org/goleak"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/picture"
	"sharecard/render"
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
	hold   chan struct{}               // where not nil, drawing waits until it is closed
	cover  atomic.Pointer[image.Image] // the last one handed in
	report render.Report
	err    error
	panics bool
}

type shown struct {
	Data                  *templates.Data
	Dark                  bool
	Ratio                 string
	Scale                 float64
	Format                render.Format
	Cover, Logo, Portrait string // sizes of the pictures handed in
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
	s := shown{Data: job.Data.(*templates.Data), Dark: job.Dark, Ratio: job.Ratio, Scale: job.Scale, Format: job.Format}
	for _, p := range []struct {
		source template.URL
		size   *string
	}{{s.Data.Cover, &s.Cover}, {s.Data.Source.Logo, &s.Logo}, {s.Data.Portrait, &s.Portrait}} {
		if p.source == "" {
			continue
		}
		img, err := job.Images(ctx, string(p.source))
		if err != nil {
			return nil, err
		}
		*p.size = img.Bounds().Size().String()
		if p.size == &s.Cover {
			r.cover.Store(&img)
		}
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
	decodes atomic.Int64
	long    int // what files have at their ends, in bytes
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

func (w *web) Picture(ctx context.Context, address string, last *picture.Fetched) (*picture.Fetched, error) {
	w.fetches.Add(1)
	switch address {
	case "https://example.com/ok.jpg", "https://example.com/huge.jpg", "https://example.com/boat.jpg", "https://example.com/torn.jpg",
		"https://example.com/panic.jpg":
		return w.got(address), nil
	case "https://example.com/refused.jpg":
		return nil, fault("refused")
	case "https://example.com/broken.jpg":
		return nil, errors.New("something with an address in it")
	}
	if strings.HasPrefix(address, "https://example.com/ok.jpg?") {
		return w.got(address), nil
	}
	select {
	case <-w.gate(address):
		return w.got(address), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// got is a file that holds its address.
func (w *web) got(address string) *picture.Fetched {
	return &picture.Fetched{File: append([]byte(address), make([]byte, w.long)...), Sum: sha256.Sum256([]byte(address)), Fresh: -1}
}

func (w *web) Decode(_ context.Context, f *picture.Fetched, _ image.Point) (image.Image, error) {
	w.decodes.Add(1)
	switch address := string(bytes.TrimRight(f.File, "\x00")); address {
	case "https://example.com/ok.jpg":
		return image.NewRGBA(image.Rect(0, 0, 16, 9)), nil
	case "https://example.com/huge.jpg":
		return image.NewRGBA(image.Rect(0, 0, 100, 100)), nil
	case "https://example.com/boat.jpg":
		canvas := image.NewRGBA(image.Rect(0, 0, 320, 200))
		imagedraw.Draw(canvas, canvas.Bounds(), image.NewUniform(color.RGBA{150, 160, 170, 255}), image.Point{}, imagedraw.Src)
		imagedraw.Draw(canvas, image.Rect(230, 90, 290, 130), image.NewUniform(color.RGBA{200, 40, 30, 255}), image.Point{}, imagedraw.Src)
		return canvas, nil
	case "https://example.com/torn.jpg":
		return nil, fault("decode")
	case "https://example.com/panic.jpg":
		panic("a decoder's bug")
	}
	return image.NewRGBA(image.Rect(0, 0, 4, 3)), nil
}

type fault string

func (f fault) Error() string { return string(f) }
func (f fault) Fault() string { return string(f) }

// page is a template with that title, of that height, which reads what a card
// shows.
func page(title, height string) *fstest.MapFile {
	return file(`<!doctype html><html lang="{{.Lang}}" data-theme="{{or .Theme "paper"}}"><head><title>` + title + `</title>
<meta name="card:size" content="1080x` + height + `"><meta name="card:ratios" content="4:5 9:16"><meta name="card:format" content="jpeg">
<link rel="stylesheet" href="base.css"><link rel="stylesheet" href="brand.css"></head>
<body>{{with .Cover}}<img src="{{.}}">{{end}}{{with .Logo}}<img src="{{.}}">{{end}}{{with .Portrait}}<img src="{{.}}">{{end}}
<h1>{{.Title}}</h1><img src="{{qr .URL}}"></body></html>`)
}

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

// sources are what a library of two cards is made of. The third shows text only.
var sources = fstest.MapFS{
	"poster.html": page("Poster", "1440"),
	"long.html":   page("Long", "auto(1440-2400)"),
	"plain.html":  file(`<title>Plain</title><meta name="card:size" content="600x400"><p>{{.Title}}</p>`),
	"base.css": file(`:root { --ground: #f7f2e8; --panel: #efe8da; --on-accent: #ffffff; --theme-accent: #a8201a }
[data-theme="ink"] { --ground: #141518; --panel: #1e2024; --on-accent: #141518; --theme-accent: #d9a95b }`),
	"brand.css": file(""),
}

// newService returns a service over fakes, which t closes.
func newService(t *testing.T, c card.Config) *card.Service {
	t.Helper()
	if c.Templates == nil {
		library, err := card.NewLibrary(sources, nil, render.Load)
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
