package extract

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// wechatVariable is a variable that a page of an official account sets in its
// scripts: var msg_cdn_url = "https:…"; the value may be in either quotes.
var wechatVariable = regexp.MustCompile(`var\s+(msg_title|msg_desc|msg_link|msg_cdn_url|nickname|ct)\s*=\s*(?:htmlDecode\()?(?:"([^"\n]*)"|'([^'\n]*)')`)

// jsEscape is how those values write what HTML or the script would misread.
var jsEscape = regexp.MustCompile(`\\x[0-9A-Fa-f]{2}`)

// wechatFits recognises an article of an official account (mp.weixin.qq.com).
func wechatFits(p *page) bool {
	return p.doc.Find("#activity-name").Length() > 0 && p.doc.Find("#js_content").Length() > 0
}

func wechatRead(p *page, d *draft) {
	variables := wechatVariables(p)
	set(&d.Title, textOf(p.doc.Find("#activity-name")))
	set(&d.Title, variables["msg_title"])
	set(&d.Source.Name, textOf(p.doc.Find("#js_name")))
	set(&d.Source.Name, variables["nickname"])
	if author := textOf(p.doc.Find("#js_author_name, .rich_media_meta_text").First()); author != "" && findTime(author) == "" {
		d.Authors = []string{author}
	}
	set(&d.URL, p.address(variables["msg_link"]))
	set(&d.Summary, variables["msg_desc"])
	// Seconds since 1970; the page's own text says 今天 or 昨天.
	if seconds, err := strconv.ParseInt(variables["ct"], 10, 64); err == nil && seconds > 0 {
		set(&d.published, time.Unix(seconds, 0).In(defaultZone("zh-CN")).Format(time.RFC3339))
	}
	set(&d.published, findTime(textOf(p.doc.Find("#publish_time"))))

	body := p.doc.Find("#js_content").First()
	d.paragraphs = takeCredits(blocks(body), &d.Article)
	d.ownBody = true
	d.images = append(d.images, variables["msg_cdn_url"])
}

func wechatVariables(p *page) map[string]string {
	values := map[string]string{}
	for _, s := range p.doc.Find("script").EachIter() {
		for _, m := range wechatVariable.FindAllStringSubmatch(s.Text(), -1) {
			value := jsEscape.ReplaceAllStringFunc(m[2]+m[3], func(e string) string {
				n, _ := strconv.ParseUint(e[2:], 16, 8) // two hexadecimal digits
				return string(rune(n))
			})
			if name := m[1]; values[name] == "" {
				values[name] = clean(html.UnescapeString(strings.ReplaceAll(value, `\/`, `/`)))
			}
		}
	}
	return values
}
