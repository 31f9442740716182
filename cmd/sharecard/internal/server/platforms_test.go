package server_test

import (
	"encoding/json"
	"strings"
	"testing"
)

// A platform stands in the address in place of template, ratio, format and limit.
func TestPlatformInAddress(t *testing.T) {
	s := start(t)
	for platform, want := range map[string]string{"wechat": "poster 题 ink  1 in 500000", "story": "poster 题 ink  1 9:16 false"} {
		a := s.do("GET", "/v1/articles/a/card?platform="+platform+"&theme=ink", "")
		if a.StatusCode != 200 || a.Header.Get("Content-Type") != "image/jpeg" || a.body != want {
			t.Errorf("%s: %d %s", platform, a.StatusCode, a.body)
		}
	}
	for path, want := range map[string]string{
		"/v1/articles/a/card":                                   "platform is required",
		"/v1/articles/a/card?platform=wiebo":                    "platform must be one of wechat",
		"/v1/articles/a/card?platform=x&platform=weibo":         "platform is required, once",
		"/v1/articles/a/card?platform=weibo&ratio=4:5":          "platform stands in place of template, ratio and format",
		"/v1/articles/a/cards/poster.jpg?platform=weibo":        "…/card?platform=NAME",
		"/v1/articles/a/kit.zip?platforms=weibo,wiebo":          "platforms must each be one of",
		"/v1/articles/a/kit.zip?platforms=weibo&platforms=x":    "put commas between",
		"/v1/articles/a/cards/poster.jpg?platforms=weibo&x=123": "platforms is no word of this address",
	} {
		if a := s.do("GET", path, ""); a.StatusCode != 400 || !strings.Contains(a.body, want) {
			t.Errorf("%s: %d %s", path, a.StatusCode, a.body)
		}
	}
}

func TestKitForPlatforms(t *testing.T) {
	s := start(t)
	a := s.do("GET", "/v1/articles/a/kit.zip?platforms=wechat,story,feishu", "")
	files, m := unzip(t, a.body)
	if len(m.Cards) != 3 || m.Cards[0].Name != "wechat" || files["wechat.jpg"] == "" || files["feishu.jpg"] == "" {
		t.Errorf("%+v", m)
	}
	a = s.do("POST", "/v1/kit.zip", `{"platforms":["story"],"article":{"title":"夜班公交延长"}}`, "Content-Type: application/json")
	if files, _ := unzip(t, a.body); len(files) != 2 || files["story.jpg"] == "" {
		t.Errorf("%d files", len(files))
	}
}

// A line for platforms is answered with a line for each; the same key is good for all.
func TestBatchForPlatforms(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	line := `{"name":"n","platforms":["wechat","story"],"article_id":"a","idempotency_key":"k1"}`
	urls := map[string]string{}
	for round := range 2 {
		resp := k.send(t.Context(), k.URL, line)
		decoder, answers := json.NewDecoder(resp.Body), 0
		for decoder.More() {
			var a struct {
				lineAnswer
				Platform string
			}
			if err := decoder.Decode(&a); err != nil {
				t.Fatal(err)
			}
			answers++
			if a.Status != 200 || a.Name != "n" || a.IdempotencyKey != "k1" || a.Line != 1 || a.URL == nil {
				t.Fatalf("round %d: %+v", round, a)
			}
			if before := urls[a.Platform]; before != "" && before != *a.URL {
				t.Errorf("%s has moved", a.Platform)
			}
			urls[a.Platform] = *a.URL
		}
		if answers != 2 {
			t.Errorf("%d answers", answers)
		}
	}
	if urls["wechat"] == urls["story"] {
		t.Error("both platforms have one card")
	}
}

// Everybody may read the table.
func TestListPlatforms(t *testing.T) {
	s := start(t, guarded(t))
	a := s.do("GET", "/v1/platforms", "")
	if a.StatusCode != 200 || !strings.Contains(a.body, `"name":"bluesky"`) || !strings.Contains(a.body, `"primary":true`) {
		t.Errorf("%d %.300s", a.StatusCode, a.body)
	}
}

// A spreadsheet is a batch: each row is answered, by its cell where it is wrong.
func TestSpreadsheet(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	a := k.ask("POST", "/v1/cards", "\uFEFF标题,时间\n城市书房夜间开放,2026-11-20\n夜班公交延长,昨天\n", "Content-Type: text/csv")
	if a.StatusCode != 200 || strings.Count(a.body, "\n") != 2 || !strings.Contains(a.body, `"line":2,"status":200`) ||
		!strings.Contains(a.body, `B3 (时间)`) || !strings.Contains(a.body, `"line":3,"status":422`) {
		t.Errorf("%d %s", a.StatusCode, a.body)
	}
	a = k.ask("POST", "/v1/cards", "题目\n一\n", "Content-Type: text/csv")
	if a.StatusCode != 422 || !strings.Contains(a.body, "A1 (题目)") {
		t.Errorf("%d %s", a.StatusCode, a.body)
	}
}
