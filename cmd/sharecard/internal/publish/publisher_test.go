package publish_test

import (
	"context"
	"encoding/json"
	"errors"
	"image"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/auth"
	cards "sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/picture"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/render"
)

// pictures counts what is fetched.
type pictures struct{ fetched atomic.Int64 }

func (p *pictures) Picture(context.Context, string, *picture.Fetched) (*picture.Fetched, error) {
	p.fetched.Add(1)
	return &picture.Fetched{File: []byte("a picture"), Fresh: -1}, nil
}

func (*pictures) Decode(context.Context, *picture.Fetched, image.Point) (image.Image, error) {
	return image.NewRGBA(image.Rect(0, 0, 16, 9)), nil
}

// drawing is a renderer that does something while it draws.
type drawing struct{ meanwhile func() }

func (d *drawing) Render(_ context.Context, job render.Job) (*render.Image, error) {
	if d.meanwhile != nil {
		d.meanwhile()
	}
	return &render.Image{Bytes: []byte("a card"), Format: job.Format, Width: 600, Height: 400}, nil
}

// house is a publisher with all it stands on. The articles "a" and "later", which is
// embargoed, have covers; "a" is of the brand "evening".
type house struct {
	*publish.Publisher
	pictures *pictures
	drawing  *drawing
	keeper   *keeper
	purged   []string
}

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{pictures: new(pictures), drawing: new(drawing), keeper: open(t, config{})}
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	library, err := cards.NewLibrary(fstest.MapFS{
		"poster.html":              file(`<title>P</title><meta name="card:size" content="600x400">{{with .Cover}}<img src="{{.}}">{{end}}<p>{{.Title}}`),
		"brands/evening/brand.css": file(`:root { --card-sources: "江城晚报" }`),
		"brands/morning/brand.css": file(""),
	}, nil, render.Load)
	if err != nil {
		t.Fatal(err)
	}
	articles := h.keeper.data.DB.Articles()
	for _, a := range []*article.Article{
		{ID: "a", Title: "题", Source: article.Source{Name: "江城晚报"}},
		{ID: "later", Title: "题", PublishedAt: article.At(time.Now().Add(time.Hour))},
	} {
		a.Cover = &article.Cover{URL: "https://example.com/" + a.ID + ".jpg"}
		if _, err := articles.Put(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	service := cards.New(cards.Config{Articles: articles, Templates: library, Renderer: h.drawing, Pictures: h.pictures})
	t.Cleanup(service.Close)
	h.Publisher = publish.NewPublisher(publish.Parts{
		Cards: service, Articles: articles, Keeper: h.keeper.Keeper, PublicURL: "https://cards.example",
		Purge: func(keys ...string) { h.purged = append(h.purged, keys...) },
	})
	return h
}

var (
	desk    = &auth.Caller{Name: "desk"}
	morning = &auth.Caller{Name: "morning", Brands: []string{"morning"}}
)

// Nothing is fetched for somebody who may not have the card.
func TestNothingIsFetchedBeforeItIsAllowed(t *testing.T) {
	withdrawnPage := &article.Article{Title: "题", URL: "https://news.example/gone", Cover: &article.Cover{URL: "https://example.com/b.jpg"}}
	payload := func(a article.Article) cards.Request {
		a.Cover = &article.Cover{URL: "https://example.com/c.jpg"}
		return cards.Request{Template: "poster", Article: &a}
	}
	stored := func(id, brand string) cards.Request {
		return cards.Request{Template: "poster", ArticleID: id, Brand: brand}
	}
	show := func(viewer *auth.Caller, r cards.Request) func(*house) error {
		return func(h *house) error { _, err := h.Show(t.Context(), viewer, r); return err }
	}
	draw := func(viewer, speaker *auth.Caller, r cards.Request) func(*house) error {
		return func(h *house) error { _, err := h.Draw(t.Context(), viewer, speaker, r); return err }
	}
	keep := func(caller *auth.Caller, r cards.Request) func(*house) error {
		return func(h *house) error { _, err := h.Keep(t.Context(), caller, &publish.Order{Request: r}); return err }
	}
	tests := []struct {
		name string
		do   func(*house) error
		want error
	}{
		{"withdrawn, shown", show(nil, stored("gone", "")), article.ErrWithdrawn},
		{"withdrawn, sent", draw(desk, desk, cards.Request{Template: "poster", Article: withdrawnPage}), publish.ErrWithdrawn},
		{"withdrawn, kept", keep(desk, cards.Request{Template: "poster", Article: withdrawnPage}), publish.ErrWithdrawn},
		{"embargoed, shown", show(nil, stored("later", "")), article.ErrNotFound},
		{"embargoed, signed", draw(nil, desk, payload(article.Article{Title: "题", PublishedAt: article.At(time.Now().Add(time.Hour))})), article.ErrNotFound},
		{"foreign brand, shown", show(nil, stored("a", "morning")), publish.ErrBrand},
		{"foreign brand, sent", draw(morning, morning, payload(article.Article{Title: "题", Brand: "evening"})), publish.ErrBrand},
		{"foreign brand by its source, kept", keep(morning, stored("a", "")), publish.ErrBrand},
		{"foreign brand, signed", draw(nil, morning, cards.Request{
			Template: "poster", Brand: "evening",
			Article: &article.Article{Title: "题", Cover: &article.Cover{URL: "https://example.com/d.jpg"}},
		}), publish.ErrBrand},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h := newHouse(t)
			gone := publish.Recall{Articles: []*article.Article{{ID: "gone"}, withdrawnPage}}
			if _, _, err := h.Withdraw(t.Context(), desk, gone); err != nil {
				t.Fatal(err)
			}
			if err := test.do(h); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
			if n := h.pictures.fetched.Load(); n != 0 {
				t.Errorf("%d pictures were fetched", n)
			}
		})
	}
	// The same, where it is allowed.
	h := newHouse(t)
	if d, err := h.Show(t.Context(), nil, stored("a", "")); err != nil || d.Hidden || d.Brand != "evening" {
		t.Errorf("got %+v, %v", d, err)
	}
	if d, err := h.Show(t.Context(), morning, stored("a", "morning")); err != nil || !d.Hidden || d.Brand != "morning" {
		t.Errorf("got %+v, %v", d, err)
	}
	if d, err := h.Show(t.Context(), desk, stored("later", "")); err != nil || !d.Hidden {
		t.Errorf("got %+v, %v", d, err)
	}
	if n := h.pictures.fetched.Load(); n != 2 {
		t.Errorf("%d pictures were fetched, want 2", n)
	}
}

// A card whose article is withdrawn while it is drawn reaches nobody: neither who
// waits for it, nor memory, nor the store.
func TestWithdrawnWhileDrawn(t *testing.T) {
	for name, do := range map[string]func(*house) error{
		"shown": func(h *house) error {
			_, err := h.Show(t.Context(), nil, cards.Request{Template: "poster", ArticleID: "a"})
			return err
		},
		"kept": func(h *house) error {
			_, err := h.Keep(t.Context(), desk, &publish.Order{Request: cards.Request{Template: "poster", ArticleID: "a"}})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.drawing.meanwhile = func() {
				if err := h.Delete(t.Context(), desk, "a"); err != nil {
					t.Error(err)
				}
			}
			if err := do(h); !errors.Is(err, publish.ErrWithdrawn) {
				t.Errorf("got %v", err)
			}
			if used, _, err := h.keeper.Usage(t.Context()); used != 0 || err != nil {
				t.Errorf("%d bytes are kept, %v", used, err)
			}
			if len(h.purged) == 0 || h.purged[0] != "a-a" {
				t.Errorf("purged %q", h.purged)
			}
		})
	}
}

// The JSON of entries is read by schedulers; an order that comes again gets the
// same one.
func TestKeptEntry(t *testing.T) {
	h := newHouse(t)
	order := &publish.Order{Request: cards.Request{Template: "poster", ArticleID: "a"}, Key: "k", Body: []byte("body")}
	e, err := h.Keep(t.Context(), desk, order)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"template":"poster","width":600,"height":400,"bytes":6,"sha256":"` + e.SHA256 + `","mime":"image/png",` +
		`"alt":"题 · 江城晚报","report":{},"hash":"` + e.Hash + `","url":"https://cards.example/c/` + e.Hash + `/poster.png"}`
	if string(text) != want || !e.New || !publish.ValidHash(e.Hash) {
		t.Errorf("got %s, want %s", text, want)
	}
	again, err := h.Keep(t.Context(), desk, order)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := json.Marshal(again); string(text) != want || again.New || err != nil {
		t.Errorf("again: %s, %v", text, err)
	}
	order.Body = []byte("another body")
	if _, err := h.Keep(t.Context(), desk, order); !errors.Is(err, publish.ErrKeyReused) {
		t.Errorf("the key of another order: %v", err)
	}
}
