package card_test

import (
	"encoding/json"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
)

// What a card's code holds: a long address gives way to a short one that leads
// to it, and only where it does.
func TestShorten(t *testing.T) {
	long := "https://news.example.com/2026/11/20/" + strings.Repeat("a", 60)
	articles := store{
		"long":    {ID: "long", Title: "题", URL: long},
		"longest": {ID: "longest", Title: "题", URL: long + strings.Repeat("b", 300)},
		"just":    {ID: "just", Title: "题", URL: long[:62]},
		"private": {ID: "private", Title: "题", URL: "https://192.168.1.1/" + strings.Repeat("a", 60)},
		"local":   {ID: "local", Title: "题", URL: "https://localhost/" + strings.Repeat("a", 60)},
		"none":    {ID: "none", Title: "题"},

		strings.Repeat("i", 128): {ID: strings.Repeat("i", 128), Title: "题", URL: long},
	}
	shorten := func(base string) func(string) string {
		return func(id string) string { return base + "/s/" + id }
	}
	shown := func(s *card.Service, r card.Request) string {
		t.Helper()
		r.Template = "poster"
		result, err := s.Card(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		var got shown
		if err := json.Unmarshal(result.Bytes, &got); err != nil {
			t.Fatal(err)
		}
		return got.Data.URL
	}
	s := newService(t, card.Config{Articles: articles, Renderer: &renderer{}, Shorten: shorten("https://cards.example.com")})
	for id, want := range map[string]string{
		"long":    "https://cards.example.com/s/long",
		"longest": "https://cards.example.com/s/longest",
		"just":    long[:62],
		"private": articles["private"].URL,
		"local":   articles["local"].URL,
		"none":    "",

		strings.Repeat("i", 128): long, // the short one is longer
	} {
		if got := shown(s, card.Request{ArticleID: id}); got != want {
			t.Errorf("%s: the code holds %q, want %q", id, got, want)
		}
	}
	// Nothing leads to an article that is not stored.
	if got := shown(s, card.Request{Article: &article.Article{ID: "long", Title: "题", URL: long}}); got != long {
		t.Errorf("an article of the request: %q", got)
	}
	for name, f := range map[string]func(string) string{"no short addresses": nil, "ones nobody can open": shorten("https://127.0.0.1")} {
		s := newService(t, card.Config{Articles: articles, Renderer: &renderer{}, Shorten: f})
		if got := shown(s, card.Request{ArticleID: "long"}); got != long {
			t.Errorf("%s: %q", name, got)
		}
	}
}
