package extract

import (
	"regexp"
	"strings"
)

// The weights of places that name the publication. In Chinese pages 来源 names the
// paper that an article is from, which is what a card says; the site that shows it
// comes after.
const (
	siteLabelled  = 10
	siteMarked    = 8
	siteName      = 7 // og:site_name
	sitePublisher = 6 // JSON-LD
	siteApp       = 4 // application-name
	siteTitle     = 3 // the end of <title>
	siteLogo      = 2 // of a platform where many publish
	siteOwner     = 1
)

// sourceLabel is the label before a source, in a line of its own or among others.
var sourceLabel = regexp.MustCompile(`(?:文章来源|本文来源|消息来源|信息来源|稿件来源|新闻来源|来\s?源于|来\s?源|來源|稿源|转载自|转自|出处)\s*(?:[:：]|\x1f)[\s\x1f]*([^|` +
	`｜/<>\[\]【】()（）\x1f\n]{2,40})`)

// sourceEnd is where a source ends in a line that goes on.
var sourceEnd = regexp.MustCompile(`\s{2,}|\s*(?:作者|记者|编辑|责编|责任编辑|发布|时间|日期|点击|浏览|阅读|字号|字体|\d{4}[-年/.]|\d{2}:\d{2}|分享|评论|打印|我要|审核|关键词|` +
	`原标题|撰稿|摄影|【|原文).*$|[\s,，;；。].*$`)

// sourceOf is the source that a line names, or "".
func sourceOf(s string) string {
	if !hasAny(s, "源", "转自", "出处", "转载") {
		return ""
	}
	m := sourceLabel.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	return cleanSource(m[1])
}

func cleanSource(s string) string {
	s = strings.TrimLeft(oneLine(s), " :：")
	return strings.Trim(sourceEnd.ReplaceAllString(s, ""), " :：-—《》“”\"|.")
}

// isSource reports whether a text may name a publication.
func isSource(s string) bool {
	n := runes(s)
	switch {
	case n < 2 || n > 40, hasAny(s, "://", "版权", "©", "Copyright", "copyright", "@"):
		return false
	case strings.ContainsAny(s, "{}<>=?？！。"):
		return false
	}
	switch strings.ToLower(s) {
	case wechatSite, "本站", "原创", "本站原创", "未知", "网络", "互联网", "转载", "综合", "作者", "自媒体", "index", "home", "website", "blog", "wordpress",
		"blogger", "my site",
		"title", "site name", "untitled", "null", "undefined", "投稿", "本网", "本站整理", "网友投稿", "官网", "首页":
		return false
	}
	return true
}

// findSite names the publication.
func (p *page) findSite() string {
	best, most := "", 0
	add := func(name string, weight int) {
		name = tidySite(name)
		if weight > most && isSource(name) {
			best, most = name, weight
		}
	}
	for _, l := range p.lines {
		if l.where&(saysComments|saysNav) != 0 || runes(l.text) > longestSourceLine {
			continue
		}
		weight := siteLabelled
		if !p.nearHeadline(l.index) {
			weight--
		}
		for _, text := range []string{l.parts, l.text} {
			if s := sourceOf(text); s != "" {
				add(s, weight)
				break
			}
		}
		if !p.nearHeadline(l.index) || l.where&elsewhere != 0 {
			continue
		}
		if l.index != p.headline && l.heading == 0 && isPaper(l.text) && p.text {
			add(strings.Trim(l.text, "()（）[]【】—–-· "), siteMarked)
		}
		if !hasDigits(l.text) {
			continue
		}
		if rest := p.withoutTimes(l.text); rest != l.text && (isCJKText(rest) && siteWord.MatchString(rest) && runes(rest) < 12 ||
			p.text && isPaper(rest)) {
			add(rest, siteMarked) // 2024-05-01 09:30 江城晚报
		}
	}
	for _, m := range p.marks {
		if m.says&saysSource != 0 && m.where&elsewhere == 0 && p.nearHeadline(m.line) && isCJKText(m.text) && runes(m.text) < 20 &&
			readTime(m.text, p.lang).isZero() {
			add(cleanSource(sourceLabelStart.ReplaceAllString(m.text, "")), siteMarked)
		}
	}
	if p.isChinese() {
		for _, name := range []string{"source", "mediaid", "contentsource", "laiyuan", "origin"} {
			add(sourceLabelStart.ReplaceAllString(p.first(name), ""), siteMarked)
		}
	}
	for _, v := range p.meta["og:site_name"] {
		switch {
		case isPlatform(v):
			add(v, siteLogo)
		case isDomain(v):
			add(v, sitePublisher-1)
		default:
			add(v, siteName)
		}
	}
	if o := p.articleObject(); o != nil {
		add(textLD(o["publisher"]), sitePublisher)
	}
	for _, o := range p.ld {
		if o.is("WebSite") {
			add(textLD(o["name"]), sitePublisher-1)
		}
	}
	for _, o := range p.ld {
		if o.is("Organization", "NewsMediaOrganization") && p.first("og:site_name") != "" && isPlatform(p.first("og:site_name")) {
			add(textLD(o["name"]), siteApp)
		}
	}
	for _, name := range []string{"application-name", "publisher", "twitter:app:name:iphone", "al:ios:app_name",
		"al:android:app_name", "apple-mobile-web-app-title", "citation_publisher", "dc.publisher", "cre"} {
		add(p.first(name), siteApp)
	}
	add(p.siteInTitle(), siteTitle)
	for _, l := range p.lines {
		if !strings.Contains(l.text, "版权所有") {
			continue
		}
		if m := owner.FindStringSubmatch(l.text); m != nil {
			add(firstOf(m[1], m[2]), siteOwner)
		}
	}
	return best
}

// isPlatform reports the names of hosts where many publish.
func isPlatform(name string) bool {
	switch letters(name) {
	case "medium", "blogger", "wordpresscom", "tumblr", "substack", "livejournal", "csdn博客", "知乎专栏", "知乎", "今日头条", "百家号", "搜狐号",
		"网易号", "企鹅号":
		return true
	}
	return false
}

// owner is the line at the foot of a Chinese page that says whose it is.
var owner = regexp.MustCompile(`^版权所有\s*[:：]?\s*(?:©\s*)?(\p{Han}{4,25})(?:\s|$)|^(\p{Han}{4,20}?)版权所有`)

const longestSourceLine = 120

var sourceLabelStart = regexp.MustCompile(`^(?:文章来源|本文来源|信息来源|来源于|来源|來源|稿源)\s*[:：]?\s*`)

// tidySite takes slogans off a name: Port Daily | All the news.
func tidySite(s string) string {
	if m := separators.FindStringIndex(s); m != nil && m[0] > 3 {
		s = s[:m[0]]
	}
	return strings.TrimSpace(s)
}

// siteInTitle is the end, or the start, of <title> if it names the site.
func (p *page) siteInTitle() string {
	start, end := lastSeparator(p.title)
	if start > 0 && end < len(p.title) {
		if tail := strings.TrimSpace(p.title[end:]); isCJKText(p.title) && !isCJKText(tail) {
			// 江城新闻-The River: the name that readers of the page know
			if from, to := lastSeparator(p.title[:start]); from > 0 {
				if name := strings.TrimSpace(p.title[to:start]); siteWord.MatchString(name) {
					return name
				}
			}
			if p.sites.holdsName(tail) {
				return tail
			}
		} else if p.sites.holdsName(tail) || isCJKText(tail) && siteWord.MatchString(tail) {
			return tail
		}
	}
	if m := separators.FindStringIndex(p.title); m != nil && m[0] > 0 {
		if head := strings.TrimSpace(p.title[:m[0]]); p.sites.holdsName(head) {
			return head
		}
	}
	return ""
}

func (p *page) isChinese() bool {
	return primary(p.lang) == "zh" || isCJKText(p.title)
}
