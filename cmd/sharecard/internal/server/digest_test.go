package server_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/sample"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server"
	"sharecard/render"
	"sharecard/templates"
)

// digests is a server with stored articles of two papers.
func digests(t *testing.T, options ...option) *keeping {
	t.Helper()
	k := startKeeping(t, keepingConfig{}, options...)
	now := k.clock.now()
	for id, a := range map[string]article.Article{
		"old":   {Title: "旧", PublishedAt: article.At(now.Add(-48 * time.Hour)), Channel: []string{"要闻"}, Source: article.Source{Name: "江岸日报"}},
		"first": {Title: "一", PublishedAt: article.At(now.Add(-3 * time.Hour)), Channel: []string{"首页", "要闻"}, Source: article.Source{Name: "江岸日报"}},
		"next":  {Title: "二", PublishedAt: article.At(now.Add(-2 * time.Hour)), Channel: []string{"要闻"}, Source: article.Source{Name: "江岸日报"}},
		"sport": {Title: "球", PublishedAt: article.At(now.Add(-time.Hour)), Channel: []string{"体育"}, Source: article.Source{Name: "江岸日报"}},
		"other": {Title: "别", PublishedAt: article.At(now.Add(-time.Hour)), Channel: []string{"要闻"}, Source: article.Source{Name: "青禾周刊"}},
		"later": {Title: "后", PublishedAt: article.At(now.Add(time.Hour)), Channel: []string{"要闻"}, Source: article.Source{Name: "江岸日报"}},
	} {
		a.ID = id
		if _, err := k.store.Put(t.Context(), &a); err != nil {
			t.Fatal(err)
		}
	}
	return k
}

// listing draws the items of an article as text, in the order of a digest.
func listing(_ *server.Config, c *card.Config) { c.Renderer = lister{} }

type lister struct{}

func (lister) Render(_ context.Context, job render.Job) (*render.Image, error) {
	d := job.Data.(*templates.Data)
	text := d.Title + " " + d.Source.Name + ":"
	for _, e := range d.Digest().Entries {
		text += " " + e.Title
	}
	return &render.Image{Bytes: []byte(text), Format: job.Format, Width: 1080, Height: 1440}, nil
}

// A digest is of stored articles, in the order in which they are named.
func TestDigestOfArticles(t *testing.T) {
	k := digests(t, listing)
	for body, want := range map[string]string{
		`{"template":"poster","article_ids":["next","first","sport"]}`:                               "早报 江岸日报: 二 一 球",
		`{"template":"poster","article_ids":["first","other"]}`:                                      "早报 : 一 别",
		`{"template":"poster","article_ids":["sport"],"article":{"title":"体坛"}}`:                     "体坛 江岸日报: 球",
		`{"template":"poster","since":"24h","channel":"要闻"}`:                                         "早报 : 别 二 一",
		`{"template":"poster","since":"24h","source":"江岸日报"}`:                                        "早报 江岸日报: 球 二 一",
		`{"template":"poster","since":"24h","channel":"要闻","source":"江岸日报"}`:                         "早报 江岸日报: 二 一",
		`{"template":"poster","since":"2000-01-01T00:00:00Z","channel":"要闻","source":"江岸日报"}`:        "早报 江岸日报: 二 一 旧",
		`{"template":"poster","since":"150m","source":"江岸日报","article":{"title":"午报","kicker":"x"}}`: "午报 江岸日报: 球 二",
	} {
		if got := k.ask("POST", "/v1/cards", body); got.StatusCode != 200 || got.body != want {
			t.Errorf("%s: %d %s, want %s", body, got.StatusCode, got.body, want)
		}
	}
	for body, want := range map[string]string{
		`{"template":"poster","article_ids":["first","none"]}`:                                      "article_not_found",
		`{"template":"poster","article_ids":["first","first"]}`:                                     "article_ids[1] is given twice",
		`{"template":"poster","article_ids":[]}`:                                                    "article or article_id is required",
		`{"template":"poster","article_ids":["a"],"article_id":"a"}`:                                "article or article_id is required",
		`{"template":"poster","article_ids":["a"],"since":"24h","channel":"要闻"}`:                    "article or article_id is required",
		`{"template":"poster","article_ids":["a"],"article":{"title":"x","items":[{"title":"y"}]}}`: "article.items cannot be given",
		`{"template":"poster","article_ids":["` + strings.Repeat(`x","`, 100) + `x"]}`:              "article_ids has 101 entries",
		`{"template":"poster","since":"24h"}`:                                                       "channel or source is required",
		`{"template":"poster","channel":"要闻"}`:                                                      "since is required",
		`{"template":"poster","since":"yesterday","channel":"要闻"}`:                                  "since must be a time",
		`{"template":"poster","since":"-1h","channel":"要闻"}`:                                        "since must reach back",
		`{"template":"poster","since":"1m","channel":"要闻"}`:                                         "no_articles",
	} {
		if got := k.ask("POST", "/v1/cards", body); got.StatusCode < 400 || !strings.Contains(got.body, want) {
			t.Errorf("%.80s: %d %s, want %s", body, got.StatusCode, got.body, want)
		}
	}
}

// A digest that is kept is gone once one of its articles is withdrawn.
func TestDigestIsWithdrawnWithAnArticle(t *testing.T) {
	k := digests(t)
	path := k.path(`{"template":"poster","article_ids":["first","next"]}`)
	if got := k.do("GET", path, ""); got.StatusCode != 200 || !strings.Contains(got.Header.Get("Surrogate-Key"), "a-next") {
		t.Fatalf("%d %v", got.StatusCode, got.Header)
	}
	if got := k.ask("DELETE", "/v1/articles/next", ""); got.StatusCode != 204 {
		t.Fatal(got.body)
	}
	k.gone(path)
	if got := k.ask("POST", "/v1/cards", `{"template":"poster","article_ids":["first","next"]}`); got.StatusCode != 410 {
		t.Errorf("%d %s", got.StatusCode, got.body)
	}
}

// Articles with the same words are other articles: a digest of one, or of the words
// alone, does not stand for that of the other, which goes with its own article.
func TestDigestsOfEqualWordsAreOtherCards(t *testing.T) {
	k := digests(t)
	for _, id := range []string{"x1", "x2"} {
		if _, err := k.store.Put(t.Context(), &article.Article{ID: id, Title: "同"}); err != nil {
			t.Fatal(err)
		}
	}
	first := k.path(`{"template":"poster","article_ids":["x1"],"article":{"title":"早报"}}`)
	second := k.path(`{"template":"poster","article_ids":["x2"],"article":{"title":"早报"}}`)
	if first == second {
		t.Error("both digests have one address")
	}
	if got := k.ask("DELETE", "/v1/articles/x2", ""); got.StatusCode != 204 {
		t.Fatal(got.body)
	}
	k.gone(second)
}

// The samples that came with the program are for callers only where there are
// tokens, until somebody makes them his own.
func TestSamplesAreNotPublic(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	samples, err := sample.Articles()
	if err != nil {
		t.Fatal(err)
	}
	a := samples[0]
	if _, err := k.store.Put(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	path := "/v1/articles/" + a.ID + "/cards/poster.jpg"
	if got := k.do("GET", path, ""); got.StatusCode != 404 {
		t.Errorf("the public: %d", got.StatusCode)
	}
	if got := k.ask("GET", path, ""); got.StatusCode != 200 || !strings.Contains(got.Header.Get("Cache-Control"), "private") {
		t.Errorf("a caller: %d %s", got.StatusCode, got.Header.Get("Cache-Control"))
	}
	a.Title = "自己的标题"
	if _, err := k.store.Put(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	if got := k.do("GET", path, ""); got.StatusCode != 200 {
		t.Errorf("changed: %d", got.StatusCode)
	}
}
