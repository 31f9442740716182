package server_test

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/fetch"
	"sharecard/cmd/sharecard/internal/server"
	"sharecard/cmd/sharecard/internal/site"
)

// siteWeb is the web of a newspaper.
type siteWeb map[string]string

func (w siteWeb) PageChanged(_ context.Context, address string, _ int64, _ fetch.Validators) (*fetch.Response, error) {
	page, there := w[address]
	if !there {
		return nil, fetch.ErrNotFound
	}
	return &fetch.Response{Body: []byte(page), ContentType: "text/html; charset=utf-8", Address: address, Fresh: fetch.Unsaid}, nil
}

const (
	paper       = "https://www.example.com"
	busArticle  = paper + "/bus"
	busOnPhones = "https://m.example.com/bus"
)

var paperPages = siteWeb{
	busArticle: `<html lang="zh"><title>夜班公交延长至凌晨一点</title><meta property="og:site_name" content="江城晚报">` +
		`<meta name="description" content="自12月1日起，23条夜班线路末班车延后。"><p>记者从市交通局获悉，自12月1日起，23条夜班线路末班车延后。`,
	busOnPhones: `<html lang="zh"><title>夜班公交延长至凌晨一点</title><link rel="canonical" href="` + busArticle + `"><p>记者从市交通局获悉，23条夜班线路末班车延后。`,
	paper + "/later": `<html lang="zh"><title>明天的事</title><meta property="article:published_time" content="` +
		time.Now().Add(20*time.Hour).Format(time.RFC3339) + `">` +
		`<p>记者从市交通局获悉，23条夜班线路末班车延后。`,
	paper + "/empty": `<html><body></body></html>`,
}

// startSite runs a server that keeps cards and draws those of pages.
func startSite(t *testing.T) *keeping {
	t.Helper()
	return startKeeping(t, keepingConfig{}, func(sc *server.Config, _ *card.Config) {
		source, err := site.New(site.Config{Hosts: []string{"www.example.com", "m.example.com"}, Web: paperPages, Stored: sc.Articles.Get})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(source.Close)
		sc.Sites = source
	})
}

func pageCard(file, page string, words ...string) string {
	return "/v1/pages/cards/" + file + "?" + strings.Join(append(words, "url="+url.QueryEscape(page)), "&")
}

func TestPageCards(t *testing.T) {
	k := startSite(t)
	first := k.do("GET", pageCard("poster.jpg", busArticle), "")
	if first.StatusCode != 200 || first.Header.Get("Content-Type") != "image/jpeg" || !strings.HasPrefix(first.body, "poster 夜班公交延长至凌晨一点 ") {
		t.Fatalf("%d %s", first.StatusCode, first.body)
	}
	for name, want := range map[string]string{
		"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin",
		"Cache-Control": "public, max-age=60, s-maxage=300, stale-while-revalidate=86400, stale-if-error=3600",
	} {
		if got := first.Header.Get(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	if again := k.do("GET", pageCard("poster.jpg", busArticle), "", "If-None-Match: "+first.Header.Get("ETag")); again.StatusCode != 304 {
		t.Errorf("again: %d", again.StatusCode)
	}
	if a := k.do("GET", pageCard("poster.jpg", busArticle+"?utm_source=a#b"), ""); a.Header.Get("ETag") != first.Header.Get("ETag") {
		t.Errorf("what counts visitors makes another card: %d", a.StatusCode)
	}
	if a := k.do("GET", pageCard("link.png", busArticle, "theme=ink", "accent=c02020", "scale=2"),
		""); a.body != "link 夜班公交延长至凌晨一点 ink #c02020 2" {
		t.Errorf("with words: %s", a.body)
	}
	if a := k.do("HEAD", pageCard("poster.jpg", busArticle), ""); a.StatusCode != 200 || a.body != "" {
		t.Errorf("HEAD: %d", a.StatusCode)
	}
	a := k.do("GET", pageCard("poster.jpg", busArticle, "x=1"), "")
	if a.StatusCode != 308 || a.Header.Get("Location") != pageCard("poster.jpg", busArticle) {
		t.Errorf("a word that means nothing: %d to %s", a.StatusCode, a.Header.Get("Location"))
	}
	told := k.do("GET", "/v1/pages/share.json?url="+url.QueryEscape(busOnPhones), "")
	var shared struct{ Title, Summary, URL string }
	if err := json.Unmarshal([]byte(told.body), &shared); err != nil || shared.Title != "夜班公交延长至凌晨一点" || shared.URL != busArticle {
		t.Errorf("%d %s", told.StatusCode, told.body)
	}
	if key := told.Header.Get("Surrogate-Key"); strings.Count(key, "a-") != 4 {
		t.Errorf("shared caches drop it by %q", key)
	}
}

func TestPageCardFaults(t *testing.T) {
	k := startSite(t)
	for path, want := range map[string]struct {
		status      int
		code, field string
	}{
		"/v1/pages/cards/poster.jpg":                                  {400, "invalid_page", ""},
		pageCard("poster.jpg", "bus"):                                 {400, "invalid_page", ""},
		pageCard("poster.jpg", busArticle) + "&url=b":                 {400, "invalid_parameter", "url"},
		"/v1/pages/cards/poster.jpg?url=%zz":                          {400, "malformed_query", ""},
		pageCard("poster.jpg", "https://evil.example/"):               {403, "page_not_listed", ""},
		pageCard("poster.jpg", busArticle, "brand=nobody"):            {400, "invalid_parameter", "brand"},
		pageCard("poster.jpg", busArticle, "scale=9"):                 {400, "invalid_parameter", "scale"},
		pageCard("nothing.jpg", busArticle):                           {404, "template_not_found", ""},
		pageCard("poster.gif", busArticle):                            {404, "not_found", ""},
		pageCard("poster.jpg", paper+"/none"):                         {502, "page_not_found", ""},
		pageCard("poster.jpg", paper+"/empty"):                        {422, "unreadable_page", "title"},
		pageCard("poster.jpg", paper+"/later"):                        {404, "article_not_found", ""},
		"/v1/pages/share.json?url=" + url.QueryEscape(paper+"/later"): {404, "article_not_found", ""},
		"/v1/pages/share.json":                                        {400, "invalid_page", ""},
	} {
		a := k.do("GET", path, "")
		if p := a.problem(t); p.Status != want.status || p.Code != want.code || p.Field != want.field {
			t.Errorf("%s: %+v", path, p)
		}
		if a.Header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s: the button does not learn why", path)
		}
	}
	// What is to be published later is for callers, and kept by nobody.
	if a := k.ask("GET", pageCard("poster.jpg", paper+"/later"), ""); a.StatusCode != 200 ||
		a.Header.Get("Cache-Control") != "private, no-store" {
		t.Errorf("to a caller: %d %s", a.StatusCode, a.Header.Get("Cache-Control"))
	}
	a := start(t).do("GET", pageCard("poster.jpg", busArticle), "")
	if p := a.problem(t); p.Status != 404 || p.Code != "pages_not_configured" {
		t.Errorf("without hosts: %s", a.body)
	}
}

// A page that was withdrawn in any way stays gone under all of its addresses, until
// that is lifted.
func TestPagesWithdrawn(t *testing.T) {
	id := func(k *keeping) string {
		a := k.ask("POST", "/v1/withdrawals", `{"url":"`+busArticle+`"}`)
		var got struct{ Articles []string }
		if err := json.Unmarshal([]byte(a.body), &got); err != nil || len(got.Articles) == 0 {
			t.Fatal(a.body)
		}
		k.ask("POST", "/v1/withdrawals", `{"url":"`+busArticle+`","reinstate":true}`)
		return got.Articles[0]
	}
	for name, withdraw := range map[string]func(*keeping) answer{
		"its address": func(k *keeping) answer {
			return k.ask("POST", "/v1/withdrawals", `{"url":"`+busArticle+`?utm_medium=x"}`)
		},
		"the other one": func(k *keeping) answer { return k.ask("POST", "/v1/withdrawals", `{"url":"`+busOnPhones+`"}`) },
		"a card's address": func(k *keeping) answer {
			return k.ask("POST", "/v1/withdrawals", `{"addresses":["https://cards.example`+pageCard("og.jpg", busArticle, "theme=ink")+`"]}`)
		},
		"its ID": func(k *keeping) answer { return k.ask("DELETE", "/v1/articles/"+id(k), "") },
	} {
		t.Run(name, func(t *testing.T) {
			k := startSite(t)
			for _, page := range []string{busArticle, busOnPhones} {
				if a := k.do("GET", pageCard("poster.jpg", page), ""); a.StatusCode != 200 {
					t.Fatalf("%d %s", a.StatusCode, a.body)
				}
			}
			if a := withdraw(k); a.StatusCode/100 != 2 {
				t.Fatalf("%d %s", a.StatusCode, a.body)
			}
			for _, path := range []string{
				pageCard("poster.jpg", busArticle), pageCard("poster.jpg", busOnPhones), pageCard("og.jpg", busArticle+"?from=x"),
				"/v1/pages/share.json?url=" + url.QueryEscape(busOnPhones),
			} {
				if a := k.do("GET", path, ""); a.StatusCode != 410 {
					t.Errorf("%s: %d", path, a.StatusCode)
				}
			}
		})
	}
	k := startSite(t)
	k.ask("POST", "/v1/withdrawals", `{"url":"`+busArticle+`"}`)
	k.ask("POST", "/v1/withdrawals", `{"url":"`+busArticle+`","reinstate":true}`)
	if a := k.do("GET", pageCard("poster.jpg", busArticle), ""); a.StatusCode != 200 {
		t.Errorf("lifted: %d %s", a.StatusCode, a.body)
	}
	// What an editor stores under the page's address goes before the page.
	a := k.ask("POST", "/v1/articles/import?url="+url.QueryEscape(busArticle), paperPages[busArticle], "Content-Type: text/html")
	if a.StatusCode != 201 {
		t.Fatalf("%d %s", a.StatusCode, a.body)
	}
	stored := a.Header.Get("Location")
	if a := k.ask("PUT", stored, `{"title":"夜班公交延长至凌晨两点","url":"`+busArticle+`"}`); a.StatusCode != 200 {
		t.Fatalf("%d %s", a.StatusCode, a.body)
	}
	for _, page := range []string{busArticle, busOnPhones} {
		if a := k.do("GET", pageCard("poster.jpg", page), ""); !strings.Contains(a.body, "凌晨两点") {
			t.Errorf("%s: %s", page, a.body)
		}
	}
}
