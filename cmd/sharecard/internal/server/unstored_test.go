package server_test

import (
	"bytes"
	"encoding/json"
	"image/png"
	"net/http"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/picture"
	"sharecard/cmd/sharecard/internal/server"
)

// A page or a text becomes an article that is only looked at.
func TestImportWithoutStoring(t *testing.T) {
	s := start(t, withPages)
	for name, a := range map[string]answer{
		"an address": s.do("POST", "/v1/articles/import?store=0", `{"url":"https://news.example.com/bus"}`, "Content-Type: application/json"),
		"a page":     s.do("POST", "/v1/articles/import?store=0", busPage, "Content-Type: text/html; charset=utf-8"),
		"a text":     s.do("POST", "/v1/articles/import?store=false", "夜班公交延长至凌晨一点\n\n自12月1日起，末班车延后。", "Content-Type: text/plain; charset=utf-8"),
	} {
		var got article.Article
		if err := json.Unmarshal([]byte(a.body), &got); err != nil || a.StatusCode != 200 || got.Title != "夜班公交延长至凌晨一点" {
			t.Fatalf("%s: %d %s", name, a.StatusCode, a.body)
		}
		if stored := s.do("GET", "/v1/articles/"+got.ID, ""); stored.StatusCode != 404 {
			t.Errorf("%s: it is stored: %d", name, stored.StatusCode)
		}
	}
	a := s.do("POST", "/v1/articles/import?store=perhaps", busPage, "Content-Type: text/html")
	if p := a.problem(t); p.Status != 400 || p.Field != "store" {
		t.Errorf("%+v", p)
	}
}

// An article in the body has a kit of the same cards as a stored one.
func TestKitOfABody(t *testing.T) {
	s := start(t)
	a := s.do("POST", "/v1/kit.zip", `{"theme":"ink","article":{"title":"题"}}`, "Content-Type: application/json")
	files, m := unzip(t, a.body)
	stored, _ := unzip(t, s.do("GET", "/v1/articles/a/kit.zip?theme=ink", "").body)
	if a.StatusCode != 200 || len(m.Cards) != 2 || files["poster.jpg"] == "" || files["poster.jpg"] != stored["poster.jpg"] {
		t.Errorf("%d %v %+v", a.StatusCode, a.Header, m)
	}
	for body, field := range map[string]string{
		`{}`:             "article",
		`{"article":{}}`: "article.title",
		`{"article":{"title":"题"},"template":"x"}`: "template",
		`{"article":{"title":"题"},"scale":0}`:      "scale",
		`{"article":{"title":"题"},"theme":"mud"}`:  "theme",
	} {
		a := s.do("POST", "/v1/kit.zip", body, "Content-Type: application/json")
		if p := a.problem(t); p.Field != field || p.Status >= 500 {
			t.Errorf("%s: %+v", body, p)
		}
	}
	long := `{"article":{"title":"题","summary":"` + strings.Repeat("长", 30_000) + `"}}`
	if p := s.do("POST", "/v1/kit.zip", long, "Content-Type: application/json").problem(t); p.Status != http.StatusRequestEntityTooLarge {
		t.Errorf("a long one: %+v", p)
	}
}

// A picture that is uploaded beside an article in the body is drawn on its cards.
func TestCoverOfABody(t *testing.T) {
	u, tray := new(uploads), new(picture.Tray)
	s := start(t, withUploads(u), func(sc *server.Config, cc *card.Config) {
		sc.Tray = tray
		cc.Pictures = picture.NewSource(nil, tray)
	})
	var file bytes.Buffer
	if err := png.Encode(&file, photo()); err != nil {
		t.Fatal(err)
	}
	a := s.do("POST", "/v1/covers", file.String(), "Content-Type: image/png")
	var got struct{ URL string }
	if err := json.Unmarshal([]byte(a.body), &got); err != nil || a.StatusCode != 201 || !article.IsStoredCover(got.URL) {
		t.Fatalf("%d %s", a.StatusCode, a.body)
	}
	order := `{"template":"poster","article":{"title":"题","cover":{"url":"` + got.URL + `"}}}`
	drawn := s.do("POST", "/v1/cards", order, "Content-Type: application/json")
	if drawn.StatusCode != 200 || strings.Contains(drawn.Header.Get("Sharecard-Report"), "cover") {
		t.Errorf("%d, report %q", drawn.StatusCode, drawn.Header.Get("Sharecard-Report"))
	}
	if a := s.do("POST", "/v1/covers", "no picture", "Content-Type: image/png"); a.StatusCode != 415 {
		t.Errorf("no picture: %d %s", a.StatusCode, a.body)
	}
}
