package server_test

import (
	"encoding/json"
	"image"
	_ "image/jpeg"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/sample"
)

// demoPage reads the page as those do who make a preview of it.
func (s *service) demoPage(t *testing.T, path string) *goquery.Document {
	t.Helper()
	got := s.do("GET", path, "")
	if got.StatusCode != 200 || got.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Fatalf("%s: %d %s", path, got.StatusCode, got.body)
	}
	policy := got.Header.Get("Content-Security-Policy")
	if !strings.HasPrefix(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "data:") {
		t.Errorf("policy %q", policy)
	}
	page, err := goquery.NewDocumentFromReader(strings.NewReader(got.body))
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func TestDemoPage(t *testing.T) {
	s := start(t)
	a := &article.Article{
		ID: "q", Title: `引 "号" </script><i>`, Summary: "摘要 & 要点", URL: "https://news.example.com/q?a=1&b=2", Lang: "zh-CN",
		Source: article.Source{Name: "南岭新闻"}, Authors: []string{"江一禾", "乔远山"},
		PublishedAt: article.At(time.Date(2026, 11, 20, 7, 5, 0, 0, time.FixedZone("", 8*3600))),
	}
	if _, err := s.store.Put(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	page := s.demoPage(t, "/demo?article=q")
	const og = "http://127.0.0.1:8080/v1/articles/q/cards/og.jpg"
	for selector, want := range map[string]string{
		`meta[property="og:type"]`:        "article",
		`meta[property="og:title"]`:       a.Title,
		`meta[property="og:description"]`: a.Summary,
		`meta[property="og:url"]`:         a.URL,
		`meta[property="og:image"]`:       og,
		`meta[property="og:site_name"]`:   "南岭新闻",
		`meta[name="twitter:card"]`:       "summary_large_image",
		`meta[name="twitter:title"]`:      a.Title,
		`meta[name="twitter:image"]`:      og,
		`meta[itemprop="name"]`:           a.Title,
		`meta[itemprop="description"]`:    a.Summary,
		`meta[itemprop="image"]`:          og,
		`meta[name="description"]`:        a.Summary,
	} {
		if got := page.Find(selector).AttrOr("content", "missing"); got != want {
			t.Errorf("%s is %q, want %q", selector, got, want)
		}
	}
	if got := page.Find(`link[rel="canonical"]`).AttrOr("href", ""); got != a.URL {
		t.Errorf("canonical %q", got)
	}
	if got := page.Find("h1").Text(); got != a.Title {
		t.Errorf("h1 %q", got)
	}
	if n := page.Find(`a[data-sharecard="q"][href="/v1/articles/q/cards/poster.jpg"]`).Length(); n != 2 {
		t.Errorf("%d share buttons", n)
	}
	if page.Find(`script[src="/share.js"]`).Length() != 1 {
		t.Error("the script is not loaded")
	}

	var ld struct {
		Context     string `json:"@context"`
		Type        string `json:"@type"`
		Headline    string
		Description string
		Published   string `json:"datePublished"`
		Image       []string
		Page        string `json:"mainEntityOfPage"`
		Author      []struct{ Name string }
		Publisher   struct{ Name string }
	}
	if err := json.Unmarshal([]byte(page.Find(`script[type="application/ld+json"]`).Text()), &ld); err != nil {
		t.Fatal(err)
	}
	if ld.Context != "https://schema.org" || ld.Type != "NewsArticle" || ld.Headline != a.Title || ld.Description != a.Summary ||
		ld.Published != "2026-11-20T07:05:00+08:00" || len(ld.Image) != 2 || ld.Page != a.URL ||
		len(ld.Author) != 2 || ld.Publisher.Name != "南岭新闻" {
		t.Errorf("JSON-LD %+v", ld)
	}
}

func TestDemoArticles(t *testing.T) {
	s := start(t)
	if got := s.demoPage(t, "/demo"); got.Find("h1").Text() != "题" || got.Find("figure, .facts time, h2").Length() != 0 {
		t.Error("without the sample any article is shown, with what it has")
	}
	if link := s.demoPage(t, "/demo").Find(`link[rel="canonical"]`).AttrOr("href", ""); link != "http://127.0.0.1:8080/demo?article=a" {
		t.Errorf("an article without an address links to %q", link)
	}
	samples, err := sample.Articles()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range samples {
		if _, err := s.store.Put(t.Context(), a); err != nil {
			t.Fatal(err)
		}
		s.demoPage(t, "/demo?article="+a.ID)
	}
	page := s.demoPage(t, "/demo")
	if page.Find("h1").Text() != "天亮之前，他们在高黎贡山数鸟" || page.Find(".story p").Length() < 6 {
		t.Error("the sample with its story is not what is shown first")
	}
	cover := s.do("GET", page.Find("figure img").AttrOr("src", ""), "")
	if img, _, err := image.DecodeConfig(strings.NewReader(cover.body)); err != nil || img.Width != 1600 {
		t.Errorf("its picture: %d %v", cover.StatusCode, err)
	}
	if css := s.do("GET", "/demo/demo.css", ""); css.Header.Get("Content-Type") != "text/css; charset=utf-8" {
		t.Errorf("its style: %d", css.StatusCode)
	}
	if err := s.store.Withdraw(t.Context(), "dawn-birds"); err != nil {
		t.Fatal(err)
	}
	if s.demoPage(t, "/demo").Find("h1").Text() == "" {
		t.Error("where the sample is withdrawn there is no page")
	}
	for _, path := range []string{"/demo?article=nobody", "/demo/story.html", "/demo/cover.jpg?of=https://a.example/b.jpg"} {
		if got := s.do("GET", path, ""); got.StatusCode != 404 {
			t.Errorf("%s: %d", path, got.StatusCode)
		}
	}
}

func TestDemoWithoutArticles(t *testing.T) {
	s := start(t)
	if err := s.store.Withdraw(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	if got := s.do("GET", "/demo", ""); got.StatusCode != 404 || got.problem(t).Code != "article_not_found" {
		t.Errorf("%d %s", got.StatusCode, got.body)
	}
}
