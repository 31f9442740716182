package server_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"testing/fstest"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server"
)

// BenchmarkCachedCard is a request for a card that has been drawn: what the
// service costs around the drawing.
func BenchmarkCachedCard(b *testing.B) {
	store, err := article.OpenSQLite(b.Context(), filepath.Join(b.TempDir(), "articles.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	if _, err := store.Put(b.Context(), &article.Article{ID: "a", Title: "题"}); err != nil {
		b.Fatal(err)
	}
	library, err := card.NewLibrary(fstest.MapFS{"poster.html": {}}, nil, loadFake)
	if err != nil {
		b.Fatal(err)
	}
	cards := card.New(card.Config{Articles: store, Templates: library, Renderer: renderer{}})
	defer cards.Close()
	s := server.New(server.Config{Cards: cards, Articles: store, Log: slog.New(slog.DiscardHandler)})
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			w := httptest.NewRecorder()
			r := httptest.NewRequest("GET", "http://localhost"+poster, nil)
			if s.ServeHTTP(w, r); w.Code != http.StatusOK {
				b.Errorf("status %d", w.Code)
			}
		}
	})
}
