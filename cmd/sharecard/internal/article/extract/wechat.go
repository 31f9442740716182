package extract

import (
	"html"
	"regexp"
	"strconv"
	"strings"
)

// wechatVariable is a variable that a page of an official account sets in its
// scripts, in one of the two forms it has had, in either quotes:
//
//	var msg_cdn_url = "https:…";      var nickname = htmlDecode("…");
//	cdn_url: JsDecode('https:…'),     nick_name: JsDecode('…'),
var wechatVariable = regexp.MustCompile(`(?:\bvar\s+(msg_title|msg_desc|msg_link|msg_cdn_url|nickname|ct|` +
	`createTime)\s*=\s*(?:htmlDecode\()?|` +
	`\b(nick_name|title|desc|link|cdn_url|create_time)\s*:\s*JsDecode\()(?:"([^"\n]*)"|'([^'\n]*)')`)

// wechatNames gives the keys of the second form the names of the first.
var wechatNames = map[string]string{
	"nick_name": "nickname", "title": "msg_title", "desc": "msg_desc", "link": "msg_link", "cdn_url": "msg_cdn_url",
	"create_time": "createTime",
}

// jsEscape is how those values write what HTML or the script would misread.
var jsEscape = regexp.MustCompile(`\\x[0-9A-Fa-f]{2}`)

// wechatSite is what official accounts' pages call their site; it is nobody's
// name.
const wechatSite = "微信公众平台"

// wechatFits recognises an article of an official account (mp.weixin.qq.com);
// one that consists of pictures has no body.
func wechatFits(p *page) bool {
	return p.doc.Find("#js_content").Length() > 0 && p.doc.Find("#activity-name, #js_name").Length() > 0 ||
		clean(p.doc.Find(`meta[property="og:site_name"]`).AttrOr("content", "")) == wechatSite
}

// wechatNotice returns what an official account's page says instead of its
// article: that it was deleted, or that the reader must prove to be human; ""
// where there is an article.
func wechatNotice(p *page) string {
	if p.doc.Find("#js_content").Length() > 0 {
		return ""
	}
	return firstText(p.doc.Find(".weui-msg__title"))
}

func wechatRead(p *page, d *draft) {
	variables := wechatVariables(p)
	set(&d.Title, firstText(p.doc.Find("#activity-name")))
	set(&d.Title, variables["msg_title"])
	set(&d.Source.Name, firstText(p.doc.Find("#js_name")))
	set(&d.Source.Name, variables["nickname"])
	authors := p.doc.Find("#js_author_name, .rich_media_meta_text").Not("#publish_time, #copyright_logo, #js_name")
	if author := firstText(authors); author != "" && readTime(author, "zh").isZero() && author != "原创" {
		d.Authors = []string{author}
	}
	set(&d.URL, p.address(variables["msg_link"]))
	set(&d.Summary, variables["msg_desc"])
	// Seconds since 1970; the page's own text says 今天 or 昨天.
	for _, text := range []string{variables["ct"], variables["createTime"], firstText(p.doc.Find("#publish_time"))} {
		if d.published.isZero() {
			d.published = readTime(text, "zh-CN")
		}
	}
	if body := p.doc.Find("#js_content"); body.Length() > 0 {
		p.prose = p.textOfElement(body.Get(0))
		d.paragraphs = takeCredits(p.prose.paragraphs, &d.Article)
	}
	p.meta["thumbnail"] = append(p.meta["thumbnail"], variables["msg_cdn_url"])
}

func wechatVariables(p *page) map[string]string {
	values := map[string]string{}
	for _, s := range p.doc.Find("script").EachIter() {
		for _, m := range wechatVariable.FindAllStringSubmatch(s.Text(), -1) {
			value := jsEscape.ReplaceAllStringFunc(m[3]+m[4], func(e string) string {
				n, _ := strconv.ParseUint(e[2:], 16, 8) // two hexadecimal digits
				return string(rune(n))
			})
			name := m[1]
			if name == "" {
				name = wechatNames[m[2]]
			}
			if values[name] == "" {
				values[name] = clean(html.UnescapeString(strings.ReplaceAll(value, `\/`, `/`)))
			}
		}
	}
	return values
}
