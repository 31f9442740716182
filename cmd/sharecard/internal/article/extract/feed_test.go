package extract_test

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/extract"
)

const (
	rss = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>江城晚报</title><link>https://news.example.com/</link>
<atom:link href="https://news.example.com/feed.xml" rel="self"/><language>zh-cn</language>
<item><title><![CDATA[老街改为步行街，商户客流多三成_江城晚报]]></title><link>https://news.example.com/2024/05/01/street.html#top</link>
 <description>&lt;p&gt;市中心的两条老街昨晚起改为&lt;strong&gt;步行街&lt;/strong&gt;，商户说客流多了三成。&lt;/p&gt;</description><dc:creator>余小一</dc:creator>
 <pubDate>Wed, 01 May 2024 01:30:00 GMT</pubDate><media:content url="https://img.example.com/street.jpg" medium="image"/></item>
<item><title>夜班公交延长至凌晨一点</title><guid>https://news.example.com/2024/05/02/bus.html</guid><dc:date>2024-05-02T08:00:00+08:00</dc:date>
 <content:encoded><![CDATA[<figure><img src="/bus.jpg"></figure><p>记者从市交通局获悉，自下月起，二十三条夜班线路末班车延后。</p><p>第二段。</p>]]></content:encoded></item>
<item><description>没有标题</description></item></channel></rss>`
	atomFeed = `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Port Daily</title><author><name>Port Desk</name></author>
<entry><title type="html">Harbour ferry adds a &lt;em&gt;night&lt;/em&gt; run</title><link rel="replies" href="https://port.example/ferry#comments"/><link href="https://port.example/ferry"/>
<author><name>Ada Reed</name></author><published>2024-05-01T09:30:00Z</published><updated>2024-05-02T09:30:00Z</updated>
<summary>The ferry company said on Tuesday that a night run starts in June.</summary></entry></feed>`
	jsonFeed = `{"version":"https://jsonfeed.org/version/1.1","title":"Port Daily","language":"en","items":[
{"id":"1","url":"https://port.example/ferry","title":"Harbour ferry adds a night run","content_html":"<p>The ferry company said on Tuesday that a night run starts in June, after a trial of three weeks.</p>",
"image":"https://port.example/ferry.jpg","date_published":"2024-05-01T09:30:00-04:00","authors":[{"name":"Ada Reed"}]}]}`
)

func TestFeed(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(strings.Replace(rss, "UTF-8", "GBK", 1))
	if err != nil {
		t.Fatal(err)
	}
	street := `{"title":"老街改为步行街，商户客流多三成","source":{"name":"江城晚报"},"published_at":"2024-05-01T01:30:00Z","url":"https://news.example.com/2024/05/01/street.html",
		"authors":["余小一"],"summary":"市中心的两条老街昨晚起改为步行街，商户说客流多了三成。","cover":{"url":"https://img.example.com/street.jpg"},"lang":"zh-CN"}`
	bus := `{"title":"夜班公交延长至凌晨一点","source":{"name":"江城晚报"},"published_at":"2024-05-02T08:00:00+08:00","url":"https://news.example.com/2024/05/02/bus.html",
		"summary":"记者从市交通局获悉，自下月起，二十三条夜班线路末班车延后。","cover":{"url":"https://news.example.com/bus.jpg"},"lang":"zh-CN"}`
	for name, c := range map[string]struct {
		feed string
		want []string
	}{
		"RSS":        {rss, []string{street, bus}},
		"RSS in GBK": {gbk, []string{street, bus}},
		"RSS 1.0": {`<?xml version="1.0"?><rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel><title>江城晚报</title></channel>
<item><title>老街改为步行街</title><link>https://news.example.com/a</link></item></rdf:RDF>`,
			[]string{`{"title":"老街改为步行街","source":{"name":"江城晚报"},"url":"https://news.example.com/a","lang":"zh-CN"}`}},
		"Atom": {atomFeed, []string{`{"title":"Harbour ferry adds a night run","source":{"name":"Port Daily"},"published_at":"2024-05-01T09:30:00Z","url":"https://port.example/ferry",
			"authors":["Ada Reed"],"summary":"The ferry company said on Tuesday that a night run starts in June.","lang":"en"}`}},
		"JSON Feed": {jsonFeed, []string{`{"title":"Harbour ferry adds a night run","source":{"name":"Port Daily"},"published_at":"2024-05-01T09:30:00-04:00","url":"https://port.example/ferry",
			"authors":["Ada Reed"],"summary":"The ferry company said on Tuesday that a night run starts in June, after a trial of three weeks.","cover":{"url":"https://port.example/ferry.jpg"},"lang":"en"}`}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := extract.Articles(t.Context(), extract.Page{HTML: []byte(c.feed)})
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != len(c.want) {
				t.Fatalf("%d articles", len(got))
			}
			for i := range got {
				compare(t, got[i], c.want[i])
			}
		})
	}
	for name, feed := range map[string]string{
		"cut":            rss[:len(rss)/2],
		"empty":          `<rss version="2.0"><channel><title>江城晚报</title></channel></rss>`,
		"a flood":        `<rss>` + strings.Repeat("<item/>", 300_000),
		"a flood of {}":  `{"version":"https://jsonfeed.org/version/1","items":[` + strings.Repeat("{},", 500_000),
		"another format": `<opml/>`,
		"other JSON":     `{"items":[]}`,
	} {
		if a, err := extract.Feed(t.Context(), extract.Page{HTML: []byte(feed)}); !errors.Is(err, extract.ErrFeed) {
			t.Errorf("%s: %d articles, %v", name, len(a), err)
		}
	}
	if _, err := extract.Feed(t.Context(), extract.Page{HTML: make([]byte, extract.MaxBytes+1)}); !errors.Is(err, article.ErrTooLarge) {
		t.Error(err)
	}
}

func TestSniff(t *testing.T) {
	for document, want := range map[string]extract.Kind{
		rss: extract.FeedOfArticles, atomFeed: extract.FeedOfArticles, jsonFeed: extract.FeedOfArticles,
		"<!-- saved -->\n<!DOCTYPE html><html>": extract.HTML,
		"<p>一段":                                 extract.HTML,
		"老街改为步行街\n江城晚报":                         extract.PlainText,
		"x < y and a <b":                        extract.PlainText,
		`{"title":"老街改为步行街"}`:                   extract.PlainText,
		"":                                      extract.PlainText,
	} {
		if got := extract.Sniff([]byte(document)); got != want {
			t.Errorf("%.40q is of kind %d, want %d", document, got, want)
		}
	}
}
