package server_test

import (
	"encoding/json"
	"testing"
)

const (
	libraryFeed = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>江城晚报</title><link>https://news.example/</link>
<item><title>城市书房夜间开放</title><link>https://news.example/1</link><description>五月的晚风里，书房亮起了灯，将开放至晚上十点。</description></item>
<item><title></title><link>https://news.example/2</link></item>
<item><title>夜班公交延长至凌晨一点</title><link>https://news.example/3</link></item></channel></rss>`
	jsonFeed = `{"version":"https://jsonfeed.org/version/1.1","title":"江城晚报",` +
		`"items":[{"id":"1","url":"https://news.example/4","title":"老街改为步行街","content_text":"明日起禁行。"}]}`
)

// told is the answer to a feed.
type told struct {
	Articles []struct {
		ID, Title, URL string
		Created        bool
		Error          *struct {
			Status      int
			Code, Field string
		}
	}
	Stored, Failed int
}

func (a answer) feed(t *testing.T) (f told) {
	t.Helper()
	if err := json.Unmarshal([]byte(a.body), &f); err != nil || a.StatusCode != 200 {
		t.Fatalf("%d %s", a.StatusCode, a.body)
	}
	return f
}

func TestImportFeed(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	first := k.ask("POST", "/v1/articles/import", libraryFeed, "Content-Type: application/rss+xml").feed(t)
	if first.Stored != 2 || first.Failed != 1 || len(first.Articles) != 3 {
		t.Fatalf("%+v", first)
	}
	for _, i := range []int{0, 2} {
		item := first.Articles[i]
		if item.ID == "" || !item.Created || item.Error != nil {
			t.Errorf("%+v", item)
		}
		if card := k.do("GET", "/v1/articles/"+item.ID+"/cards/poster.jpg", ""); card.StatusCode != 200 {
			t.Errorf("%s: %d", item.Title, card.StatusCode)
		}
	}
	if e := first.Articles[1].Error; e == nil || e.Status != 422 || e.Code != "invalid_document" || e.Field != "title" {
		t.Errorf("without a title: %+v", e)
	}
	// Sent again, one of them withdrawn meanwhile.
	gone := first.Articles[2].ID
	k.ask("DELETE", "/v1/articles/"+gone, "")
	again := k.ask("POST", "/v1/articles/import", libraryFeed, "Content-Type: text/xml").feed(t)
	if e := again.Articles[2].Error; again.Stored != 1 || e == nil || e.Status != 410 || e.Code != "withdrawn" || again.Articles[0].Created {
		t.Errorf("%+v", again)
	}
	if back := k.ask("POST", "/v1/articles/import?reinstate=1", libraryFeed, "Content-Type: application/xml").feed(t); back.Stored != 2 {
		t.Errorf("%+v", back)
	}
	for _, contentType := range []string{"application/feed+json", "application/json", "text/plain"} {
		f := k.ask("POST", "/v1/articles/import", jsonFeed, "Content-Type: "+contentType).feed(t)
		if f.Stored != 1 || f.Articles[0].Title != "老街改为步行街" {
			t.Errorf("%s: %+v", contentType, f)
		}
	}
	form := "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"feed.xml\"\r\n" +
		"Content-Type: application/octet-stream\r\n\r\n" + libraryFeed + "\r\n--b--\r\n"
	if f := k.ask("POST", "/v1/articles/import", form, "Content-Type: multipart/form-data; boundary=b").feed(t); f.Stored != 2 {
		t.Errorf("a form: %+v", f)
	}
	for _, broken := range []string{"<rss", "<opml/>", "", `<rss version="2.0"><channel/></rss>`} {
		a := k.ask("POST", "/v1/articles/import", broken, "Content-Type: application/rss+xml")
		if p := a.problem(t); p.Status != 422 || p.Code != "unreadable_feed" {
			t.Errorf("%q: %+v", broken, p)
		}
	}
}
