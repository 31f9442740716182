package extract_test

import (
	"errors"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/extract"
)

// A text or a feed becomes articles that can be stored, or is refused.
func FuzzTextAndFeed(f *testing.F) {
	f.Add([]byte("城市书房夜间开放\n来源：江城晚报 2024-05-01 09:30\n记者 余小一\n\n今天起，全市书房开放到夜里十点。\n"))
	f.Add([]byte(`<?xml version="1.0"?><rss><channel><title>江城晚报</title><item><title>晨报</title><link>https://news.example/a</link></` +
		`item></channel></rss>`))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","title":"江城晚报",` +
		`"items":[{"id":"1","title":"晨报","url":"https://news.example/a"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		extract.Sniff(data)
		page := extract.Page{HTML: data, Address: "https://news.example/feed"}
		var all []*article.Article
		items, err := extract.Feed(t.Context(), page)
		if err != nil && !errors.Is(err, article.ErrInvalid) && !errors.Is(err, extract.ErrFeed) {
			t.Error(err)
		}
		for _, item := range items {
			if item.Article != nil {
				all = append(all, item.Article)
			}
		}
		if a, err := extract.Text(t.Context(), page); err == nil {
			all = append(all, a)
		} else if !errors.Is(err, article.ErrInvalid) && !errors.Is(err, extract.ErrPage) {
			t.Error(err)
		}
		for _, a := range all {
			if err := a.Validate(); err != nil {
				t.Errorf("what was extracted cannot be stored: %v", err)
			}
		}
	})
}
