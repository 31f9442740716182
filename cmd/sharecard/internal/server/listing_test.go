package server_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

// list is the answer to GET /v1/cards.
type list struct {
	Cards []struct {
		Template, Hash, Created string
		URL                     *string
	}
	More bool
}

func (k *keeping) list(id string) (l list) {
	k.t.Helper()
	a := k.ask("GET", "/v1/cards?article="+id, "")
	if err := json.Unmarshal([]byte(a.body), &l); err != nil || a.StatusCode != 200 {
		k.t.Fatalf("%d %s", a.StatusCode, a.body)
	}
	return l
}

func TestListCards(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	if l := k.list("a"); l.Cards == nil || len(l.Cards) != 0 {
		t.Errorf("before there are any: %+v", l)
	}
	var hashes []string
	for _, body := range []string{
		`{"template":"poster","article_id":"a"}`, `{"template":"link","article_id":"a"}`,
		`{"template":"link","article":{"id":"payload","title":"题"}}`,
	} {
		a := k.ask("POST", "/v1/cards", body, "Accept: application/json")
		var e struct{ Hash string }
		if err := json.Unmarshal([]byte(a.body), &e); err != nil || a.StatusCode != 200 {
			t.Fatalf("%d %s", a.StatusCode, a.body)
		}
		hashes = append(hashes, e.Hash)
		k.clock.pass(time.Second)
	}
	l := k.list("a")
	if len(l.Cards) != 2 || l.More || l.Cards[0].Hash != hashes[1] || l.Cards[1].Hash != hashes[0] || l.Cards[0].Template != "link" {
		t.Fatalf("%+v", l)
	}
	if address := publicURL + "/c/" + hashes[1] + "/link.png"; l.Cards[0].URL == nil || *l.Cards[0].URL != address {
		t.Errorf("%v is not %s", l.Cards[0].URL, address)
	}
	if l := k.list("payload"); len(l.Cards) != 1 || l.Cards[0].Hash != hashes[2] {
		t.Errorf("of an article that is not stored: %+v", l)
	}
	k.ask("DELETE", "/v1/articles/a", "")
	for path, want := range map[string]int{"/v1/cards?article=a": 410, "/v1/cards": 400, "/v1/cards?article=%20": 400} {
		if a := k.ask("GET", path, ""); a.StatusCode != want {
			t.Errorf("%s: %d %s", path, a.StatusCode, a.body)
		}
	}
	if a := k.do("GET", "/v1/cards?article=payload", ""); a.StatusCode != 401 {
		t.Errorf("to the public: %d", a.StatusCode)
	}
}

func TestBatchNamesArticles(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	lines := `{"template":"link","article_id":"a"}` + "\n" + `{"template":"link","article":{"id":"b","title":"题"}}` + "\n" +
		`{"template":"link","article":{"title":"题"}}` + "\n" + `{"template":"link","article_id":"nowhere"}`
	a := k.ask("POST", "/v1/cards", lines, "Content-Type: application/x-ndjson")
	got := map[int]string{}
	for line := range strings.Lines(a.body) {
		var answer struct {
			Line      int
			ArticleID string `json:"article_id"`
		}
		if err := json.Unmarshal([]byte(line), &answer); err != nil {
			t.Fatal(err)
		}
		got[answer.Line] = answer.ArticleID
	}
	if want := map[int]string{1: "a", 2: "b", 3: "", 4: "nowhere"}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// An order that comes again with its key is answered with what was promised, though the
// article was corrected since; the picture alone is drawn of what it is now.
func TestCorrectedUnderOneKey(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	order := func(accept, key string) answer {
		return k.ask("POST", "/v1/cards", `{"template":"link","article_id":"b"}`, "Accept: "+accept, "Idempotency-Key: "+key)
	}
	k.ask("PUT", "/v1/articles/b", `{"title":"初稿"}`)
	first, picture := order("application/json", "k1"), order("image/*", "k2")
	k.ask("PUT", "/v1/articles/b", `{"title":"更正"}`)
	if again := order("application/json", "k1"); again.body != first.body {
		t.Errorf("the entry: %s, before %s", again.body, first.body)
	}
	if other := order("application/json", "k3"); other.body == first.body || other.StatusCode != 200 {
		t.Errorf("under another key: %d %s", other.StatusCode, other.body)
	}
	if again := order("image/*", "k2"); !strings.Contains(picture.body, "初稿") || !strings.Contains(again.body, "更正") {
		t.Errorf("the picture: %s, before %s", again.body, picture.body)
	}
}
