package server_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/extract"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/fetch"
	"sharecard/cmd/sharecard/internal/server"
)

// newsWeb is a web of one page.
type newsWeb struct{}

const busPage = `<html><head><title>夜班公交延长至凌晨一点</title><meta property="og:image" content="/bus.jpg"></head>
<body><p>记者从市交通局获悉，自12月1日起，23条夜班线路末班车延后至凌晨1:00。</p></body></html>`

func (newsWeb) Document(_ context.Context, address string, maxBytes int64) (*fetch.Response, error) {
	if maxBytes != extract.MaxBytes {
		return nil, fmt.Errorf("asked for %d bytes", maxBytes)
	}
	name := address[strings.LastIndexByte(address, '/')+1:]
	if name == "bus" || name == "moved" {
		return &fetch.Response{Body: []byte(busPage), ContentType: "text/html; charset=utf-8", Address: "https://news.example.com/bus"}, nil
	}
	return nil, fmt.Errorf("fetching %q: %w: dial tcp 10.1.2.3:80", address, fetch.Fault(name))
}

func withPages(sc *server.Config, _ *card.Config) { sc.Pages = newsWeb{} }

func TestImportByAddress(t *testing.T) {
	s := start(t, withPages)
	const form, jsonType = "Content-Type: application/x-www-form-urlencoded", "Content-Type: application/json"
	for name, a := range map[string]answer{
		"JSON":       s.do("POST", "/v1/articles/import", `{"url":"https://news.example.com/bus"}`, jsonType),
		"a form":     s.do("POST", "/v1/articles/import", `url=https%3A%2F%2Fnews.example.com%2Fbus`, form),
		"redirected": s.do("POST", "/v1/articles/import", `{"url":"https://m.example.com/moved"}`, jsonType),
	} {
		var got article.Article
		if err := json.Unmarshal([]byte(a.body), &got); err != nil || a.StatusCode != 201 {
			t.Fatalf("%s: %d %s", name, a.StatusCode, a.body)
		}
		if got.Title != "夜班公交延长至凌晨一点" || got.URL != "https://news.example.com/bus" || got.Cover == nil || got.Cover.URL != "https://news.example.com/bus.jpg" {
			t.Errorf("%s: %s", name, a.body)
		}
		if stored := s.do("GET", a.Header.Get("Location"), ""); stored.StatusCode != 200 {
			t.Errorf("%s: it is not stored: %d", name, stored.StatusCode)
		}
	}
}

func TestImportByAddressFaults(t *testing.T) {
	s := start(t, withPages)
	for _, c := range []struct {
		body, contentType string
		status            int
		code, field       string
	}{
		{`{}`, "application/json", 422, "invalid_document", "url"},
		{`{"url":"ftp://news.example.com/bus"}`, "application/json", 422, "invalid_document", "url"},
		{`{"url":"https://news.example.com/bus","x":1}`, "application/json", 422, "invalid_document", "x"},
		{`{"url":"https://news.example.com/` + strings.Repeat("a", 9<<10) + `"}`, "application/json", 413, "too_large", ""},
		{``, "application/x-www-form-urlencoded", 422, "invalid_document", "url"},
		{`url=bus`, "application/x-www-form-urlencoded", 422, "invalid_document", "url"},
		{`url=%zz`, "application/x-www-form-urlencoded", 422, "invalid_document", ""},
		{`url=https://news.example.com/bus&reinstate=maybe`, "application/x-www-form-urlencoded", 400, "invalid_parameter", "reinstate"},
		{`url=` + strings.Repeat("a", 9<<10), "application/x-www-form-urlencoded", 413, "too_large", ""},
		{`x`, "image/png", 415, "unsupported_media_type", ""},
	} {
		a := s.do("POST", "/v1/articles/import", c.body, "Content-Type: "+c.contentType)
		if p := a.problem(t); p.Status != c.status || p.Code != c.code || p.Field != c.field {
			t.Errorf("%.60s: %+v", c.body, p)
		}
	}
	// What the web answers is told by its code only: nothing of our network.
	for fault, want := range map[fetch.Fault]struct {
		status int
		code   string
	}{
		fetch.ErrBlocked:     {422, "page_blocked"},
		fetch.ErrMediaType:   {422, "page_not_html"},
		fetch.ErrTooLarge:    {422, "page_too_large"},
		fetch.ErrTimeout:     {504, "page_timeout"},
		fetch.ErrNotFound:    {502, "page_not_found"},
		fetch.ErrStatus:      {502, "page_unavailable"},
		fetch.ErrUnreachable: {502, "page_unavailable"},
	} {
		a := s.do("POST", "/v1/articles/import", `{"url":"https://news.example.com/`+string(fault)+`"}`, "Content-Type: application/json")
		if p := a.problem(t); p.Status != want.status || p.Code != want.code || strings.Contains(a.body, "10.1.2.3") {
			t.Errorf("%s: %s", fault, a.body)
		}
	}
	if a := start(t).do("POST", "/v1/articles/import", `{"url":"https://news.example.com/bus"}`, "Content-Type: application/json"); a.StatusCode != 415 {
		t.Errorf("a server that fetches no pages: %d", a.StatusCode)
	}
}
