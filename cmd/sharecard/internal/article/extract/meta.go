package extract

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// readMeta takes what <meta>, <link rel=canonical> and <title> say.
func readMeta(p *page, d *draft) {
	values := metaValues(p)
	first := func(names ...string) string {
		for _, n := range names {
			if v := values[n]; v != "" {
				return v
			}
		}
		return ""
	}
	set(&d.URL, p.address(p.doc.Find(`link[rel="canonical"]`).AttrOr("href", "")))
	set(&d.URL, p.address(first("og:url", "twitter:url")))
	if p.got != nil {
		set(&d.URL, p.address(p.got.String()))
	}
	set(&d.Title, first("og:title", "twitter:title", "articletitle", "title"))
	set(&d.Summary, first("og:description", "description", "twitter:description"))
	if values["og:site_name"] == wechatSite {
		delete(values, "og:site_name")
	}
	set(&d.Source.Name, first("source", "og:site_name", "application-name", "mediaid", "copyright"))
	set(&d.published, first("article:published_time", "og:published_time", "og:release_date", "publishdate", "pubdate",
		"datepublished", "date", "dc.date", "publish-date", "weibo:article:create_at"))
	if d.Authors == nil {
		if author := first("author", "article:author", "og:article:author"); author != "" && !strings.Contains(author, "://") {
			d.Authors = []string{author}
		}
	}
	set(&d.Editor, first("editor", "责任编辑"))
	if section := first("article:section"); section != "" && d.Channel == nil {
		d.Channel = []string{section}
	}
	// A page's own choice for sharing comes before what else was found.
	if image := first("og:image", "og:image:url", "twitter:image", "weibo:article:image"); image != "" && !isFurniturePicture(image) {
		d.images = append([]string{image}, d.images...)
	}
}

// metaValues maps lower-case names and properties to their first content.
func metaValues(p *page) map[string]string {
	values := map[string]string{}
	p.doc.Find("meta[content]").Each(func(_ int, m *goquery.Selection) {
		for _, key := range []string{"property", "name", "itemprop"} {
			name := strings.ToLower(strings.TrimSpace(m.AttrOr(key, "")))
			if _, known := values[name]; name != "" && !known {
				values[name] = clean(m.AttrOr("content", ""))
			}
		}
	})
	return values
}
