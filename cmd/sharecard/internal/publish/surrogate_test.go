package publish_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
	cards "sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/publish"
)

// However many articles a card is of, its header stays short, and each of them still
// drops it from shared caches.
func TestSurrogateKeysAreBounded(t *testing.T) {
	h := newHouse(t)
	order := &publish.Order{Request: cards.Request{Template: "poster", Article: &article.Article{Title: "早报"}}}
	articles := h.keeper.data.DB.Articles()
	for i := range cards.MaxDigest {
		a := &article.Article{
			ID: fmt.Sprintf("%0128d", i), Title: fmt.Sprint("第", i, "条"), URL: fmt.Sprint("https://news.example/", i), Brand: "evening",
		}
		if _, err := articles.Put(t.Context(), a); err != nil {
			t.Fatal(err)
		}
		order.Request.Digest = append(order.Request.Digest, a.ID)
	}
	d, err := h.DrawOnce(t.Context(), desk, order)
	if err != nil {
		t.Fatal(err)
	}
	header := publish.SurrogateKeys(d.Names)
	if len(header) > 1280 {
		t.Errorf("%d bytes", len(header))
	}
	for _, id := range []string{order.Request.Digest[0], order.Request.Digest[99]} {
		h.purged = nil
		if err := h.Delete(t.Context(), desk, id); err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(strings.Fields(header), func(key string) bool { return slices.Contains(h.purged, key) }) {
			t.Errorf("purged %q, and none of these keys is in %s", h.purged, header)
		}
		if !slices.Contains(h.purged, "a-"+id) {
			t.Errorf("purged %q", h.purged)
		}
	}
	if _, err := h.DrawOnce(t.Context(), desk, order); err == nil {
		t.Error("the digest is still drawn")
	}
}
