package server_test

import (
	"strings"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/auth/signed"
)

// sign returns the path of a signed address.
func sign(t *testing.T, kid, file string, p signed.Payload) string {
	t.Helper()
	keys, err := signed.ParseKeys(signingKeys)
	if err != nil {
		t.Fatal(err)
	}
	path, err := keys.Key(kid).Sign(&p, file)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func TestSignedCard(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	scale := 2.0
	path := sign(t, "site", "poster.png", signed.Payload{
		Article: &article.Article{Title: "来稿"}, Theme: "ink", Accent: "#c02020", Ratio: "4:5", Credits: "all", Scale: &scale,
	})
	for _, query := range []string{"", "?from=singlemessage"} {
		got := k.do("GET", path+query, "")
		if got.StatusCode != 200 || got.body != "poster 来稿 ink #c02020 2 4:5 true" {
			t.Fatalf("%d %q", got.StatusCode, got.body)
		}
		for name, want := range map[string]string{
			"Content-Type":                "image/png",
			"Cache-Control":               "public, max-age=60, s-maxage=300, stale-while-revalidate=86400, stale-if-error=3600",
			"Access-Control-Allow-Origin": "*",
			"Surrogate-Key":               "a-" + article.HashID(&article.Article{Title: "来稿"}),
		} {
			if got := got.Header.Get(name); got != want {
				t.Errorf("%s is %q, want %q", name, got, want)
			}
		}
		if again := k.do("GET", path, "", "If-None-Match: "+got.Header.Get("ETag")); again.StatusCode != 304 {
			t.Errorf("again: %d", again.StatusCode)
		}
	}
	if got := k.do("HEAD", path, ""); got.StatusCode != 200 || got.body != "" {
		t.Errorf("HEAD: %d", got.StatusCode)
	}
}

// A platform in the payload stands in place of the card, its format, ratio and limit.
func TestSignedPlatform(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	title := &article.Article{Title: "来稿"}
	for name, want := range map[string]string{"wechat": "poster 来稿 ink  1 in 500000", "story": "poster 来稿 ink  1 9:16 false"} {
		path := sign(t, "site", "card", signed.Payload{Article: title, Theme: "ink", Platform: name})
		if got := k.do("GET", path, ""); got.StatusCode != 200 || got.body != want {
			t.Errorf("%s: %d %q", name, got.StatusCode, got.body)
		}
	}
	for file, p := range map[string]signed.Payload{
		"card":       {Article: title},
		"poster.png": {Article: title, Platform: "weibo"},
		"card?x=1":   {Article: title, Platform: "wiebo"},
		"card?x=2":   {Article: title, Platform: "weibo", Ratio: "4:5"},
	} {
		file, query, _ := strings.Cut(file, "?")
		got := k.do("GET", sign(t, "site", file, p)+"?"+query, "")
		if got.StatusCode != 400 || got.problem(t).Field != "platform" {
			t.Errorf("%+v: %d %s", p, got.StatusCode, got.body)
		}
	}
}

func TestSignedCardRefused(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	title := &article.Article{Title: "来稿"}
	good := sign(t, "site", "poster.png", signed.Payload{Article: title})
	tests := []struct {
		name, path string
		status     int
		code       string
	}{
		{"another card", strings.Replace(good, "poster", "link", 1), 403, "signature_invalid"},
		{"another format", strings.Replace(good, ".png", ".jpg", 1), 403, "signature_invalid"},
		{"another key", strings.Replace(good, "/i/site", "/i/old", 1), 403, "signature_invalid"},
		{"an unknown key", strings.Replace(good, "/i/site", "/i/none", 1), 403, "signature_invalid"},
		{"a platform's", strings.Replace(good, "poster.png", "card", 1), 403, "signature_invalid"},
		{"no picture", strings.Replace(good, ".png", ".gif", 1), 404, "not_found"},
		{"too long", "/i/site.x/" + strings.Repeat("A", signed.MaxPayload+1) + "/poster.png", 414, "payload_too_long"},
		{"unknown template", sign(t, "site", "nothing.png", signed.Payload{Article: title}), 404, "template_not_found"},
		{"unknown theme", sign(t, "site", "poster.png", signed.Payload{Article: title, Theme: "blue"}), 400, "invalid_parameter"},
	}
	for _, test := range tests {
		got := k.do("GET", test.path, "")
		if p := got.problem(t); p.Status != test.status || p.Code != test.code {
			t.Errorf("%s: %+v, want %d %s", test.name, p, test.status, test.code)
		}
		if got.Header.Get("ETag")+got.Header.Get("Surrogate-Key") != "" {
			t.Errorf("%s: an error with the headers of a picture", test.name)
		}
	}
	if strings.Contains(k.log.String(), good[10:40]) {
		t.Error("the log has the payload")
	}
}

// Nobody keeps the picture longer than the address is good.
func TestSignedCardExpires(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	exp := k.clock.now().Add(100 * time.Second).Unix()
	path := sign(t, "site", "poster.png", signed.Payload{Article: &article.Article{Title: "来稿"}, Exp: &exp})
	k.clock.at = time.Unix(exp-100, 0)
	for _, step := range []struct {
		pass  time.Duration
		cache string
	}{
		{0, "public, max-age=60, s-maxage=100"},
		{70 * time.Second, "public, max-age=30, s-maxage=30"},
		{60 * time.Second, "public, max-age=0, s-maxage=0"},
		{30 * time.Second, "public, max-age=0, s-maxage=0"},
	} {
		k.clock.pass(step.pass)
		if got := k.do("GET", path, ""); got.StatusCode != 200 || got.Header.Get("Cache-Control") != step.cache {
			t.Errorf("after %v: %d %s", step.pass, got.StatusCode, got.Header.Get("Cache-Control"))
		}
	}
	k.clock.pass(time.Second)
	if got := k.do("GET", path, ""); got.StatusCode != 403 || got.problem(t).Code != "signature_expired" {
		t.Errorf("over: %d", got.StatusCode)
	}
}

// A caller sees the card of an article to come, and no shared cache may keep it for
// others.
func TestSignedCardOfAnArticleToComeIsPrivate(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	later := article.At(k.clock.now().Add(time.Hour))
	path := sign(t, "site", "poster.png", signed.Payload{Article: &article.Article{Title: "来稿", PublishedAt: later}})
	if got := k.do("GET", path, ""); got.StatusCode != 404 {
		t.Errorf("the public: %d", got.StatusCode)
	}
	if got := k.ask("GET", path, ""); got.StatusCode != 200 || got.Header.Get("Cache-Control") != "private, no-store" {
		t.Errorf("a caller: %d, Cache-Control %q", got.StatusCode, got.Header.Get("Cache-Control"))
	}
	k.clock.pass(time.Hour)
	if got := k.do("GET", path, ""); got.StatusCode != 200 || !strings.HasPrefix(got.Header.Get("Cache-Control"), "public") {
		t.Errorf("at its time: %d, Cache-Control %q", got.StatusCode, got.Header.Get("Cache-Control"))
	}
}
