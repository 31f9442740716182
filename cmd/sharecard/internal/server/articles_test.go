package server_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"strings"
	"testing"
)

func TestArticleLife(t *testing.T) {
	s := start(t)
	const path, body = "/v1/articles/b", `{"title":"新 <b>","published_at":"2024-05-01T09:30:00+08:00"}`
	created := s.do("PUT", path, body, "Content-Type: application/json")
	if created.StatusCode != 201 || created.Header.Get("Location") != path {
		t.Fatalf("PUT: %d, Location %q: %s", created.StatusCode, created.Header.Get("Location"), created.body)
	}
	want := `{"id":"b","title":"新 <b>","published_at":"2024-05-01T09:30:00+08:00"}` + "\n"
	if created.body != want {
		t.Errorf("PUT: %s", created.body)
	}
	if again := s.do("PUT", path, body, "Content-Type: application/json"); again.StatusCode != 200 {
		t.Errorf("PUT again: %d", again.StatusCode)
	}
	if got := s.do("GET", path, ""); got.StatusCode != 200 || got.body != want || got.Header.Get("Content-Type") != "application/json" {
		t.Errorf("GET: %d %s", got.StatusCode, got.body)
	}
	if got := s.do("HEAD", path, ""); got.StatusCode != 200 || got.ContentLength != int64(len(want)) {
		t.Errorf("HEAD: %d, %d bytes", got.StatusCode, got.ContentLength)
	}
	if got := s.do("DELETE", path, ""); got.StatusCode != 204 || got.body != "" {
		t.Errorf("DELETE: %d %q", got.StatusCode, got.body)
	}
}

// A withdrawn article is gone for readers and for whoever sends it again, until
// it is reinstated by name.
func TestWithdrawal(t *testing.T) {
	s := start(t)
	const json, page = "Content-Type: application/json", "Content-Type: text/html; charset=gb18030"
	const importing = "/v1/articles/import?url=https://news.example.com/a"
	imported := s.do("POST", importing, newsPage, page)
	for _, path := range []string{"/v1/articles/a", imported.Header.Get("Location"), "/v1/articles/of-an-upstream"} {
		for range 2 {
			if got := s.do("DELETE", path, ""); got.StatusCode != 204 {
				t.Fatalf("DELETE %s: %d %s", path, got.StatusCode, got.body)
			}
		}
		for what, got := range map[string]answer{
			"GET":  s.do("GET", path, ""),
			"card": s.do("GET", path+"/cards/poster.jpg", ""),
			"PUT":  s.do("PUT", path, `{"title":"新"}`, json),
		} {
			if p := got.problem(t); got.StatusCode != 410 || p.Code != "withdrawn" {
				t.Errorf("%s %s: %d %s", what, path, got.StatusCode, p.Code)
			}
		}
	}
	if got := s.do("GET", "/v1/articles", ""); got.body != `{"articles":[]}`+"\n" {
		t.Errorf("listed: %s", got.body)
	}
	if got := s.do("POST", importing, newsPage, page); got.StatusCode != 410 {
		t.Errorf("imported again: %d", got.StatusCode)
	}
	if got := s.do("POST", importing+"&reinstate=true", newsPage, page); got.StatusCode != 201 {
		t.Errorf("imported again to be reinstated: %d %s", got.StatusCode, got.body)
	}
	got := s.do("PUT", "/v1/articles/a", `{"title":"更正","reinstate":true}`, json)
	if want := `{"id":"a","title":"更正"}` + "\n"; got.StatusCode != 201 || got.body != want {
		t.Errorf("PUT to reinstate: %d %s", got.StatusCode, got.body)
	}
	if got := s.do("GET", poster, ""); got.StatusCode != 200 || got.body != "poster 更正   1" {
		t.Errorf("its card: %d %s", got.StatusCode, got.body)
	}
}

// An upstream's article is given back without being stored here; one that was
// stored stays withdrawn until it is sent again.
func TestWithdrawalIsLifted(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	for path, want := range map[string]int{"/v1/articles/of-an-upstream": 404, "/v1/articles/a": 410} {
		if got := k.ask("DELETE", path, ""); got.StatusCode != 204 {
			t.Fatalf("DELETE %s: %d", path, got.StatusCode)
		}
		k.withdraw(`{"reinstate":true,"article_id":"` + path[len("/v1/articles/"):] + `"}`)
		if got := k.ask("GET", path, ""); got.StatusCode != want {
			t.Errorf("%s: %d, want %d", path, got.StatusCode, want)
		}
	}
}

// A cover that cannot be had is told at once to who sends the article.
func TestPutTellsOfTheCover(t *testing.T) {
	s := start(t)
	got := s.do("PUT", "/v1/articles/b", `{"title":"题","cover":{"url":"https://example.com/c.jpg"}}`, "Content-Type: application/json")
	if got.StatusCode != 201 || got.Header.Get("Sharecard-Report") != "cover=unavailable" {
		t.Errorf("%d, report %q", got.StatusCode, got.Header.Get("Sharecard-Report"))
	}
}

func TestListArticles(t *testing.T) {
	s := start(t)
	for i := range 4 {
		s.put(t, fmt.Sprint("n", i), "题")
	}
	var ids []string
	cursor := ""
	for range 10 { // far more pages than there are
		got := s.do("GET", "/v1/articles?limit=2&cursor="+cursor, "")
		var page struct {
			Articles []struct {
				ID, Title string
				Revision  int
			}
			Next string
		}
		if err := json.Unmarshal([]byte(got.body), &page); err != nil {
			t.Fatalf("%d %s", got.StatusCode, got.body)
		}
		for _, a := range page.Articles {
			ids = append(ids, a.ID)
			if a.Title != "题" || a.Revision != 1 {
				t.Errorf("listed as %+v", a)
			}
		}
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	if got := strings.Join(ids, " "); got != "n3 n2 n1 n0 a" {
		t.Errorf("got %s", got)
	}
}

// newsPage has its title in GB 18030, and does not say so itself.
const newsPage = "<html><head><title>\xd0\xc2\xce\xc5\xb1\xea\xcc\xe2</title></head><body><p>x</p></body></html>"

func TestImportWithAddress(t *testing.T) {
	s := start(t)
	const html = "Content-Type: text/html; charset=gb18030"
	got := s.do("POST", "/v1/articles/import?url=https://news.example.com/a%3Fid=1", newsPage, html)
	if got.StatusCode != 201 || !strings.Contains(got.body, `"url":"https://news.example.com/a?id=1"`) {
		t.Errorf("%d %s", got.StatusCode, got.body)
	}
	got = s.do("POST", "/v1/articles/import?url=javascript:1", newsPage, html)
	if got.StatusCode != 400 || !strings.Contains(got.body, `"field":"url"`) {
		t.Errorf("%d %s", got.StatusCode, got.body)
	}
}

func TestImport(t *testing.T) {
	s := start(t)
	form, formType := formWith(t, "file", "text/html; charset=gb18030", newsPage)
	tests := []struct{ name, contentType, body string }{
		{"body", "text/html; charset=gb18030", newsPage},
		{"form", formType, form},
		{"plain text", "text/plain; charset=utf-8", "新闻标题\n江城晚报 2024-05-01 09:30\n第一段，讲的是新闻。"},
	}
	for _, test := range tests {
		got := s.do("POST", "/v1/articles/import", test.body, "Content-Type: "+test.contentType)
		if got.StatusCode != 201 {
			t.Fatalf("%s: %d %s", test.name, got.StatusCode, got.body)
		}
		var a struct{ ID, Title string }
		if err := json.Unmarshal([]byte(got.body), &a); err != nil {
			t.Fatal(err)
		}
		if a.Title != "新闻标题" || got.Header.Get("Location") != "/v1/articles/"+a.ID {
			t.Errorf("%s: %+v at %s", test.name, a, got.Header.Get("Location"))
		}
		if got := s.do("GET", "/v1/articles/"+a.ID+"/cards/poster.jpg", ""); got.body != "poster 新闻标题   1" {
			t.Errorf("%s: its card: %d %s", test.name, got.StatusCode, got.body)
		}
	}
}

func TestImportRefuses(t *testing.T) {
	s := start(t)
	form, formType := formWith(t, "file", "text/html", newsPage)
	other, otherType := formWith(t, "page", "text/html", newsPage)
	large := "<title>" + strings.Repeat("x", 4<<20)
	largeForm, largeFormType := formWith(t, "file", "text/html", large)
	tests := []struct {
		name, contentType, body string
		status                  int
		code, field             string
	}{
		{"no article in it", "text/html", "<p>", 422, "invalid_document", "title"},
		{"nested too deeply", "text/html", strings.Repeat("<div>", 5000), 422, "unreadable_page", ""},
		{"not a page", "application/pdf", "%PDF", 415, "unsupported_media_type", ""},
		{"no type", "", "<title>", 415, "unsupported_media_type", ""},
		{"another field", otherType, other, 422, "invalid_document", "file"},
		{"half a form", formType, form[:len(form)-80], 400, "incomplete_body", ""},
		{"too large", "text/html", large, 413, "too_large", ""},
		{"too large in a form", largeFormType, largeForm, 413, "too_large", ""},
	}
	for _, test := range tests {
		got := s.do("POST", "/v1/articles/import", test.body, "Content-Type: "+test.contentType)
		if p := got.problem(t); got.StatusCode != test.status || p.Code != test.code || p.Field != test.field {
			t.Errorf("%s: %d %+v", test.name, got.StatusCode, p)
		}
	}
}

func formWith(t *testing.T, field, partType, content string) (body, contentType string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	part, err := w.CreatePart(map[string][]string{
		"Content-Disposition": {fmt.Sprintf(`form-data; name=%q; filename="page.html"`, field)},
		"Content-Type":        {partType},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String(), w.FormDataContentType()
}
