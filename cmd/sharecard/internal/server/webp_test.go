package server_test

import (
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/auth/signed"
)

// Every address of a card may end in .webp: the article's own, a permanent one, which is
// another than that of the JPEG, and a signed one.
func TestWebPAddresses(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	permanent := k.path(strings.Replace(ordered, "{", `{"format":"webp",`, 1))
	if twin := k.path(ordered); strings.TrimSuffix(twin, "poster.jpg") == strings.TrimSuffix(permanent, "poster.webp") {
		t.Errorf("%s and %s share a hash", twin, permanent)
	}
	for _, path := range []string{
		"/v1/articles/a/cards/poster.webp",
		permanent,
		sign(t, "site", "poster.webp", signed.Payload{Article: &article.Article{Title: "来稿"}}),
	} {
		got := k.do("GET", path, "")
		if got.StatusCode != 200 || got.Header.Get("Content-Type") != "image/webp" || !strings.HasSuffix(path, ".webp") {
			t.Errorf("%s: %d %s", path, got.StatusCode, got.Header.Get("Content-Type"))
		}
	}
}
