package server_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server"
	problems "sharecard/cmd/sharecard/internal/server/problem"
	"sharecard/cmd/sharecard/internal/server/words"
)

// Every error says its status, a code that stays, and the field at fault.
func TestProblems(t *testing.T) {
	s := start(t)
	s.put(t, "panic", "恐慌")
	s.put(t, "cut", "不全")
	s.put(t, "broken", "坏了")
	const cards, json = "/v1/cards", "Content-Type: application/json"
	long := strings.Repeat("长", 100_000)
	tests := []struct {
		name               string
		method, path, body string
		header             string
		status             int
		code, field        string
	}{
		{"unknown address", "GET", "/nothing", "", "", 404, "not_found", ""},
		{"unknown article", "GET", "/v1/articles/b/cards/poster.jpg", "", "", 404, "article_not_found", ""},
		{"unknown template", "GET", "/v1/articles/a/cards/nothing.jpg", "", "", 404, "template_not_found", ""},
		{"unknown ending", "GET", "/v1/articles/a/cards/poster.gif", "", "", 404, "not_found", ""},
		{"no ending", "GET", "/v1/articles/a/cards/poster", "", "", 404, "not_found", ""},
		{"wrong theme", "GET", poster + "?theme=blue", "", "", 400, "invalid_parameter", "theme"},
		{"wrong accent", "GET", poster + "?accent=red", "", "", 400, "invalid_parameter", "accent"},
		{"wrong brand", "GET", poster + "?brand=x", "", "", 400, "invalid_parameter", "brand"},
		{"wrong ratio", "GET", poster + "?ratio=5:4", "", "", 400, "invalid_parameter", "ratio"},
		{"no ratios", "GET", "/v1/articles/a/cards/link.png?ratio=4:5", "", "", 400, "invalid_parameter", "ratio"},
		{"empty ratio", "GET", poster + "?ratio=", "", "", 400, "invalid_parameter", "ratio"},
		{"wrong credits", "GET", poster + "?credits=none", "", "", 400, "invalid_parameter", "credits"},
		{"ratio in body", "POST", cards, `{"template":"poster","article_id":"a","ratio":"1:9"}`, json, 400, "invalid_parameter", "ratio"},
		{"scale is no number", "GET", poster + "?scale=big", "", "", 400, "invalid_parameter", "scale"},
		{"scale 0", "GET", poster + "?scale=0", "", "", 400, "invalid_parameter", "scale"},
		{"scale 4", "GET", poster + "?scale=4", "", "", 400, "invalid_parameter", "scale"},
		{"scale NaN", "GET", poster + "?scale=NaN", "", "", 400, "invalid_parameter", "scale"},
		{"empty theme", "GET", poster + "?theme=", "", "", 400, "invalid_parameter", "theme"},
		{"empty scale", "GET", poster + "?scale", "", "", 400, "invalid_parameter", "scale"},
		{"empty strict", "GET", poster + "?strict=", "", "", 400, "invalid_parameter", "strict"},
		{"empty brand", "GET", poster + "?brand=", "", "", 400, "invalid_parameter", "brand"},
		{"empty limit", "GET", "/v1/articles?limit=", "", "", 400, "invalid_parameter", "limit"},
		{"wrong strict", "GET", poster + "?strict=maybe", "", "", 400, "invalid_parameter", "strict"},
		{"theme twice", "GET", poster + "?theme=ink&theme=red", "", "", 400, "invalid_parameter", "theme"},
		{"malformed query", "GET", poster + "?theme=%zz", "", "", 400, "malformed_query", ""},
		{"not the whole text", "GET", "/v1/articles/cut/cards/poster.jpg?strict=1", "", "", 422, "text_not_whole", ""},
		{"a fault of ours", "GET", "/v1/articles/broken/cards/poster.jpg", "", "", 500, "internal", ""},
		{"a panic of ours", "GET", "/v1/articles/panic/cards/poster.jpg", "", "", 500, "internal", ""},

		{"method", "DELETE", poster, "", "", 405, "method_not_allowed", ""},
		{"other method", "PATCH", cards, "", "", 405, "method_not_allowed", ""},
		{"limit", "GET", "/v1/articles?limit=0", "", "", 400, "invalid_parameter", "limit"},
		{"cursor", "GET", "/v1/articles?cursor=nonsense", "", "", 400, "invalid_cursor", ""},
		{"read unknown", "GET", "/v1/articles/b", "", "", 404, "article_not_found", ""},
		{"withdraw what can have no article", "DELETE", "/v1/articles/%E5%AD%97", "", "", 400, "invalid_parameter", "id"},

		{"no title", "PUT", "/v1/articles/b", `{"summary":"x"}`, json, 422, "invalid_document", "title"},
		{"unknown field", "PUT", "/v1/articles/b", `{"title":"x","titel":"y"}`, json, 422, "invalid_document", "titel"},
		{"field twice", "PUT", "/v1/articles/b", `{"title":"x","title":"y"}`, json, 422, "invalid_document", "title"},
		{"text after the end", "PUT", "/v1/articles/b", `{"title":"x"}{}`, json, 422, "invalid_document", ""},
		{"control character", "PUT", "/v1/articles/b", `{"title":"x\u0007"}`, json, 422, "invalid_document", "title"},
		{"not UTF-8", "PUT", "/v1/articles/b", "{\"title\":\"x\xff\"}", json, 422, "invalid_document", "title"},
		{"lone surrogate", "PUT", "/v1/articles/b", `{"title":"\ud800"}`, json, 422, "invalid_document", "title"},
		{"too long", "PUT", "/v1/articles/b", `{"title":"` + long + `"}`, json, 413, "too_large", ""},
		{"another ID", "PUT", "/v1/articles/b", `{"id":"c","title":"x"}`, json, 422, "invalid_document", "id"},
		{"bad ID", "PUT", "/v1/articles/%E5%AD%97", `{"title":"x"}`, json, 400, "invalid_parameter", "id"},
		{"reserved ID", "PUT", "/v1/articles/import", `{"title":"x"}`, json, 400, "invalid_parameter", "id"},
		{"not JSON", "PUT", "/v1/articles/b", `title=x`, "Content-Type: application/x-www-form-urlencoded", 415, "unsupported_media_type", ""},

		{"no template", "POST", cards, `{"article_id":"a"}`, json, 422, "invalid_document", "template"},
		{"no article", "POST", cards, `{"template":"poster"}`, json, 422, "invalid_document", "article"},
		{"two articles", "POST", cards, `{"template":"poster","article_id":"a","article":{"title":"x"}}`, json, 422, "invalid_document", "article"},
		{"inner field", "POST", cards, `{"template":"poster","article":{"title":"x","source":{"nam":"y"}}}`, json, 422, "invalid_document", "article.source.nam"},
		{"format", "POST", cards, `{"template":"poster","article_id":"a","format":"gif"}`, json, 400, "invalid_parameter", "format"},
		{"scale in body", "POST", cards, `{"template":"poster","article_id":"a","scale":0}`, json, 400, "invalid_parameter", "scale"},
		{"unknown template in body", "POST", cards, `{"template":"x","article_id":"a"}`, json, 404, "template_not_found", ""},
		{"a panic in POST", "POST", cards, `{"template":"poster","article":{"title":"恐慌"}}`, json, 500, "internal", ""},

		{"foreign host", "GET", poster, "", "Host: evil.example", 421, "wrong_host", ""},
		{"rebound host", "POST", cards, `{"template":"poster","article_id":"a"}`, "Host: evil.example:8080", 421, "wrong_host", ""},
		{"foreign page", "DELETE", "/v1/articles/a", "", "Sec-Fetch-Site: cross-site", 403, "cross_origin", ""},
		{"foreign page, old browser", "DELETE", "/v1/articles/a", "", "Origin: https://evil.example", 403, "cross_origin", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			sent := time.Now()
			got := s.do(test.method, test.path, test.body, test.header)
			if took := time.Since(sent); took > 500*time.Millisecond {
				t.Logf("took %v", took)
			}
			if got.StatusCode != test.status {
				t.Fatalf("status %d, want %d: %s", got.StatusCode, test.status, got.body)
			}
			p := got.problem(t)
			if p.Code != test.code || p.Field != test.field {
				t.Errorf("code %s field %q, want %s %q (%s)", p.Code, p.Field, test.code, test.field, p.Detail)
			}
			if test.status == 405 && got.Header.Get("Allow") == "" {
				t.Error("no Allow")
			}
			if strings.Contains(got.body, "secret") {
				t.Error("detail of the inside got out")
			}
		})
	}
	if !strings.Contains(s.log.String(), "a bug in drawing") {
		t.Error("the panic is not in the log")
	}
	if got := s.do("GET", poster, ""); got.StatusCode != 200 {
		t.Errorf("after all that, a good request gets %d", got.StatusCode)
	}
}

func TestStoreGone(t *testing.T) {
	s := start(t)
	if err := s.data.Close(); err != nil {
		t.Fatal(err)
	}
	got := s.do("GET", "/readyz", "")
	if p := got.problem(t); got.StatusCode != 503 || p.Code != "not_ready" || got.Header.Get("Retry-After") == "" {
		t.Errorf("%d %+v", got.StatusCode, p)
	}
	if got := s.do("GET", "/healthz", ""); got.StatusCode != 200 {
		t.Errorf("/healthz: %d", got.StatusCode)
	}
}

// failing is a store some of whose articles cannot be had.
type failing struct{ article.Store }

func (f failing) Get(ctx context.Context, id string) (*article.Record, error) {
	switch id {
	case "locked":
		return nil, fmt.Errorf("reading article: %w", article.ErrBusy)
	case "bug":
		panic("a bug in a handler")
	}
	return f.Store.Get(ctx, id)
}

func TestStoreBusy(t *testing.T) {
	s := start(t, func(c *server.Config, _ *card.Config) { c.Articles = failing{c.Articles} })
	got := s.do("GET", "/v1/articles/locked", "")
	if p := got.problem(t); got.StatusCode != 503 || p.Code != "store_busy" || got.Header.Get("Retry-After") != "1" {
		t.Errorf("%d %+v", got.StatusCode, p)
	}
}

func TestHandlerPanics(t *testing.T) {
	s := start(t, func(c *server.Config, _ *card.Config) { c.Articles = failing{c.Articles} })
	got := s.do("GET", "/v1/articles/bug", "")
	if p := got.problem(t); got.StatusCode != 500 || p.Code != "internal" || strings.Contains(got.body, "bug") {
		t.Errorf("%d %+v", got.StatusCode, p)
	}
	if log := s.log.String(); !strings.Contains(log, "a bug in a handler") || !strings.Contains(log, "errors_test.go") {
		t.Errorf("the log does not say what and where: %s", log)
	}
	if got := s.do("GET", "/v1/articles/a", ""); got.StatusCode != 200 {
		t.Errorf("afterwards: %d", got.StatusCode)
	}
}

// Who asks for Chinese is told in Chinese what is wrong, whatever it is; codes, fields
// and the answers to all others stay as they are.
func TestProblemsInChinese(t *testing.T) {
	for _, code := range server.Codes() {
		if words.Detail(code) == "" {
			t.Errorf("there is no Chinese for %s", code)
		}
	}
	s := start(t)
	for _, tt := range []struct{ path, language, want string }{
		{"/v1/articles/b/cards/poster.jpg", "zh-CN,zh;q=0.9,en;q=0.8", `"code":"article_not_found","detail":"没有这篇稿件，或者还没到发布时间"`},
		{"/v1/articles/a/cards/poster.jpg?theme=blue", "zh-TW", `"field":"theme","detail":"参数有误：theme`},
		{"/v1/articles/a/cards/poster.jpg?theme=blue", "en-GB,zh;q=0.5", `"field":"theme","detail":"theme`},
		{"/v1/articles/a/cards/poster.jpg?theme=blue", "", `"field":"theme","detail":"theme`},
	} {
		got := s.do("GET", tt.path, "", "Accept-Language: "+tt.language)
		if !strings.Contains(got.body, tt.want) {
			t.Errorf("%s in %q: %s", tt.path, tt.language, got.body)
		}
	}
	got := s.do("POST", "/v1/cards", `{"template":"nothing","article_id":"a"}`, "Content-Type: application/x-ndjson", "Accept-Language: zh-CN")
	if !strings.Contains(got.body, `"code":"template_not_found","detail":"没有这个模板：`) {
		t.Errorf("a line of a batch: %s", got.body)
	}
	for language, want := range map[string]string{"zh-CN": "正在生成的图片太多，请稍后再试", "en, zh;q=0.5": card.ErrBusy.Error()} {
		w, r := httptest.NewRecorder(), httptest.NewRequest("POST", "/v1/cards", nil)
		r.Header.Set("Accept-Language", language)
		if status := problems.Busy(w, r); status != 429 || !strings.Contains(w.Body.String(), `"detail":"`+want) {
			t.Errorf("a full queue in %s: %d %s", language, status, w.Body)
		}
	}
}
