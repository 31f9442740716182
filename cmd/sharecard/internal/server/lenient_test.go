package server_test

import (
	"strings"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server"
)

func inBeijing(c *server.Config, _ *card.Config) { c.Zone = time.FixedZone("", 8*3600) }

// An article with odd optional fields is refused, and the refusal says what would be
// right; asked to, the server takes it and names what it left out.
func TestLenientPut(t *testing.T) {
	s := start(t, inBeijing)
	const odd = `{"title":"城市<em>书房</em>","published_at":"2024年5月1日 9:30","editor":12,"cover":{"url":"ftp://x.example/1.jpg"}}`
	p := s.do("PUT", "/v1/articles/o", odd, "Content-Type: application/json").problem(t)
	if p.Status != 422 || p.Field != "published_at" || !strings.Contains(p.Detail, "RFC 3339 time such as 2024-05-01T09:30:00+08:00") {
		t.Errorf("%+v", p)
	}
	got := s.do("PUT", "/v1/articles/o?lenient=1", odd, "Content-Type: application/json")
	if got.StatusCode != 201 || got.Header.Get("Sharecard-Report") != "dropped=(cover editor)" ||
		!strings.Contains(got.body, `"title":"城市书房"`) || !strings.Contains(got.body, `"published_at":"2024-05-01T09:30:00+08:00"`) {
		t.Errorf("%d %s %s", got.StatusCode, got.Header.Get("Sharecard-Report"), got.body)
	}
	s.log.wait(t, `field=cover.url held=ftp://x.example/1.jpg`)
	if got := s.do("GET", "/v1/articles/o", ""); got.Header.Get("Sharecard-Report") != "dropped=(cover editor)" || strings.Contains(got.body, "dropped") {
		t.Errorf("%s %s", got.Header.Get("Sharecard-Report"), got.body)
	}
	if got := s.do("GET", "/v1/articles/o/cards/poster.jpg", ""); got.StatusCode != 200 || !strings.Contains(got.Header.Get("Sharecard-Report"), "dropped=(cover editor)") {
		t.Errorf("%d %s", got.StatusCode, got.Header.Get("Sharecard-Report"))
	}
	// Mended, nothing is left of it.
	if got := s.do("PUT", "/v1/articles/o", `{"title":"城市书房"}`, "Content-Type: application/json"); got.StatusCode != 200 || got.Header.Get("Sharecard-Report") != "" {
		t.Errorf("%d %s", got.StatusCode, got.Header.Get("Sharecard-Report"))
	}
	for query, want := range map[string]struct {
		body   string
		status int
	}{
		"?lenient=2":    {`{"title":"x"}`, 400},
		"?lenient=1":    {`{"title":7}`, 422},
		"?lenient=true": {`{"title":"x","reinstate":"yes"}`, 422},
		"?lenient=0":    {`{"title":"x","editor":7}`, 422},
	} {
		if got := s.do("PUT", "/v1/articles/p"+query, want.body, "Content-Type: application/json"); got.StatusCode != want.status {
			t.Errorf("%s: %d %s", query, got.StatusCode, got.body)
		}
	}
}

// A repaired payload gives the same card as the right one; lines of a batch are read
// so too.
func TestLenientPost(t *testing.T) {
	s := start(t, inBeijing)
	const right = `{"template":"poster","article":{"title":"题","published_at":"2024-05-01T09:30:00+08:00"}}`
	const odd = `{"template":"poster","article":{"title":" 题","published_at":"1714527000","kicker":null}}`
	if p := s.do("POST", "/v1/cards", odd, "Content-Type: application/json").problem(t); p.Field != "article.published_at" {
		t.Errorf("%+v", p)
	}
	strict, repaired := s.do("POST", "/v1/cards", right, "Content-Type: application/json"), s.do("POST", "/v1/cards?lenient=1", odd, "Content-Type: application/json")
	if repaired.StatusCode != 200 || repaired.Header.Get("ETag") != strict.Header.Get("ETag") || repaired.body != strict.body {
		t.Errorf("%d %s", repaired.StatusCode, repaired.body)
	}
	if p := s.do("POST", "/v1/cards?lenient=1", `{"template":"poster","article":{"title":7}}`, "Content-Type: application/json").problem(t); p.Field != "article.title" {
		t.Errorf("%+v", p)
	}
	batch := s.do("POST", "/v1/cards?lenient=1", odd+"\n"+`{"template":"poster","article":{"title":"题","editor":7}}`, "Content-Type: application/x-ndjson")
	if strings.Count(batch.body, `"status":200`) != 2 || !strings.Contains(batch.body, `"dropped":["editor"]`) {
		t.Errorf("%s", batch.body)
	}
}

// A card that lacks a field is kept only where that is allowed, and the refusal names
// the field, what it held and what would be right.
func TestDroppedFieldAndPermanentCards(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	const body = `{"template":"poster","article":{"title":"题","brand":"江城"}`
	asked := "Accept: application/json"
	if p := k.ask("POST", "/v1/cards?lenient=1", body+`}`, asked).problem(t); p.Status != 424 ||
		!strings.Contains(p.Detail, `brand held "江城", and must be 1 to 64 of a–z`) {
		t.Errorf("%+v", p)
	}
	got := k.ask("POST", "/v1/cards?lenient=1", body+`,"allow_degraded":true}`, asked)
	if got.StatusCode != 200 || !strings.Contains(got.body, `"dropped":["brand"]`) || !strings.Contains(got.body, `"degraded":true`) {
		t.Errorf("%d %s", got.StatusCode, got.body)
	}
	// Now that it is kept, whoever does not allow it is refused all the same.
	if p := k.ask("POST", "/v1/cards?lenient=1", body+`}`, asked).problem(t); p.Status != 424 || !strings.Contains(p.Detail, "brand held") {
		t.Errorf("%+v", p)
	}
}
