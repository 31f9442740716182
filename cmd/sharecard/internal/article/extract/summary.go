package extract

import (
	"regexp"
	"strings"
)

// leastProse is how many characters a paragraph needs to be one, in Chinese and
// in other scripts.
const (
	leastProse      = 12
	leastLatinProse = 40
)

// furniture is text that stands among paragraphs and is none.
var furniture = regexp.MustCompile(`^[（(\[【]?\s*(?:点击(?:右上角|上方|下方|蓝字|查看|进入|下载)|请使用浏览器|正在阅读|阅读剩余|阅读全文|展开全文|扫一扫|扫码|长按|关注.{0,12}公众号|` +
	`(?:本文)?原标题|标题[:：]|来\s?源(?:于)?\s?[:：]|來源|稿源[:：]|文章来源|作\s?者\s?[:：]|记\s?者[:：]|文[/／丨｜]|图[/／丨｜]|图为|图片来源|资料图|视频[:：]|` +
	`责任编辑|责编|编辑[:：]|监制|策划[:：]|校对|审核|声明[:：]|版权|未经.{0,6}授权|本文(?:系|为|来自|转载)|转载|字体[:：]|字号|分享到|发布时间|日期[:：]|时间[:：]|` +
	`相关阅读|推荐阅读|更多.{0,8}(?:内容|资讯)|您的浏览器|打开APP|下载.{0,6}客户端|\[?免责|新酷产品第一时间|相关新闻|相关链接|当前位置|您现在的位置|` +
	`(?i:from wikipedia|jump to|skip to|cookies?\b|we use cookies|javascript|please enable|sign up|subscribe|advertisement|anzeige\b|` +
	`share (?:this|on)|follow us|photo:|foto:|image:|bild:|credit:|copyright|©|` +
	`read more|lesen sie auch|mehr zum thema|this article|dieser artikel|lesezeit|reading time|updated?[:\s]|published|posted|` +
	`veröffentlicht|written by|by [A-Z]\S+ [A-Z]\S+$|von [A-Z]\S+ [A-Z]\S+$|par [A-Z]\S+ [A-Z]))`)

// editorsNote opens a paragraph that speaks of the article rather than being
// part of it; alone on its line it announces the next one as such.
var editorsNote = regexp.MustCompile(`^[【\[（(]?\s*(编者按|编者的话|编辑按|按语|导语|编者注|开栏的话)\s*[】\]）)]?\s*[:：]?\s*`)

var sentenceMark = regexp.MustCompile(`[。！？；，：…、।।؟]|[,.;!?]`)

// firstParagraph is the first paragraph that is prose and longer than a caption,
// or the first that is prose at all.
func firstParagraph(paragraphs []string, title string) string {
	skip := false
	short := ""
	for _, p := range paragraphs {
		if note := editorsNote.FindString(p); note != "" {
			skip = len(note) == len(p)
			continue
		}
		if skip {
			skip = false
			continue
		}
		if !isProse(p, title) {
			continue
		}
		if n := runes(p); n >= 2*leastLatinProse || isCJKText(p) && (n >= 2*leastProse && strings.ContainsAny(p, "。，") ||
			strings.HasSuffix(p, "。")) {
			return p
		}
		if short == "" {
			short = p
		}
	}
	return short
}

// isProse reports whether a paragraph belongs to the text of an article with the
// given headline.
func isProse(p, title string) bool {
	if runes(p) < leastProse || furniture.MatchString(p) || editorsNote.MatchString(p) {
		return false
	}
	if same(p, title) || !sentenceMark.MatchString(p) || isMetaLine(p) || isAdvert(p) || isKeywords(p) || isCaption(p) {
		return false
	}
	role, _ := credit(p)
	return role == ""
}

// same reports whether a text is the headline again, whole or with the name of a
// site or column around it.
func same(p, title string) bool {
	p, title = letters(p), letters(title)
	if title == "" {
		return false
	}
	return p == title || 2*len(p) < 3*len(title) && strings.Contains(p, title) || len(p) > 12 && strings.Contains(title, p)
}

// isMetaLine reports lines that hold a date, a source, sizes of type and the
// like, and little else.
func isMetaLine(s string) bool {
	n := runes(s)
	if n > 120 {
		return false
	}
	found := findTimes(s, "")
	if len(found) == 0 {
		return hasAny(s, "字号", "字体：", "阅读量", "浏览次数", "点击数") && n < 60
	}
	rest := n - runes(s[found[0].start:found[0].end])
	return rest < 25 || sourceLabel.MatchString(s) && n < 80 || hasAny(s, "字号", "浏览", "点击")
}

// isCaption reports the line under a picture: it ends with whose it is.
func isCaption(s string) bool { return runes(s) < 60 && captionEnd.MatchString(s) }

var captionEnd = regexp.MustCompile(`(?:供图|摄影|[\s　（(/]摄|图片来源|视频截图|网络截图|资料图)[\s　）)]*\p{Han}{0,6}$|(?i:(?:photo|foto|bild|image|` +
	`credit)s?:?\s?.{0,30}$)`)

// advert is in lines that sell something or ask for something.
var advert = regexp.MustCompile(`点击投票|【点击|下载客户端|扫描二维码|立即购买|专享福利|广告热线|联系电话|投稿邮箱|@[\w.-]+\.\w{2,}`)

func isAdvert(s string) bool { return advert.MatchString(s) && runes(s) < 160 }

// isKeywords reports lists of words: three commas and more, no sentence.
func isKeywords(s string) bool {
	commas := strings.Count(s, ",") + strings.Count(s, "，") + strings.Count(s, "、") + strings.Count(s, ";") + strings.Count(s, "；")
	return commas >= 2 && !strings.ContainsAny(s, "。.！？!?…：:\"“”") && runes(s) < 12*(commas+1) && (isCJKText(s) ||
		runes(s)/(commas+1) < 25)
}

// aboutSites are words of sites that describe themselves.
var aboutSites = regexp.MustCompile(`(?i)门户|综合平台|服务平台|网站是|官方网站|官网|打造|提供.{0,20}(?:资讯|信息|服务|新闻)|推荐引擎|欢迎|最新最全|及时准确|成立于|主办|weblog|` +
	`blog (?:about|from|über)|the place to|official (?:web)?site|` +
	`offizielle (?:web)?(?:seite|site)|das (?:unabhängige )?(?:online-?)?(?:portal|magazin)|online-?magazin|portal für|` +
	`nachrichten (?:aus|und)|news,|latest news|breaking news|your source|leading|is a (?:blog|website|magazine|platform)|` +
	`informationen rund um|alles über|homepage`)

// findSummary chooses the text under the headline: what the page says of the
// article for sharing, if it is text of it, else what stands under the headline,
// else the first paragraph.
func (p *page) findSummary(title string, authors []string) string {
	first := firstParagraph(p.prose.paragraphs, title)
	for _, description := range p.descriptions() {
		if p.isSummary(description, title, authors) {
			return p.whole(description)
		}
	}
	if lead := p.markedLead(title); lead != "" && first == "" {
		return lead
	}
	if first != "" {
		return first
	}
	for _, l := range p.lines { // no text found: any sentence under the headline
		if l.index > p.headline && l.heading == 0 && l.where&elsewhere == 0 && isParagraph(l) && isProse(l.text, title) {
			return l.text
		}
	}
	return ""
}

// descriptions are the page's own, the surest first.
func (p *page) descriptions() []string {
	var all []string
	add := func(s string) {
		if s != "" {
			all = append(all, s)
		}
	}
	for _, name := range []string{"og:description", "description", "twitter:description"} {
		for _, v := range p.meta[name] {
			add(v)
		}
	}
	if o := p.articleObject(); o != nil {
		add(textLD(o["description"]))
	}
	for _, name := range []string{"dc.description", "dcterms.description", "sailthru.description", "parsely-description", "abstract",
		"dcterms.abstract"} {
		add(p.first(name))
	}
	return all
}

// isSummary reports whether a description is text about the article.
func (p *page) isSummary(s, title string, authors []string) bool {
	s = strings.TrimSpace(s)
	switch {
	case s == "", furniture.MatchString(s) && isCJKText(s), same(s, title), isTitleWithWords(s, title), isMetaLine(s), isKeywords(s),
		p.sites.are(s), isAdvert(s):
		return false
	case strings.HasPrefix(s, "http"), hasAny(s, "{{", "<%"), len(authors) > 0 && letters(s) == letters(authors[0]):
		return false
	case isCJKText(s):
		if runes(s) < leastProse || isCrumbs(s) {
			return false
		}
	case runes(s) < 20 || len(strings.Fields(s)) < 3 || runes(s) < 60 && (latinByline.MatchString(s) || len(strings.Fields(s)) < 5 &&
		!endsSentence(s)) || signedStart.MatchString(s):
		return false
	}
	return !p.isAboutSite(s, title)
}

// signedStart is the byline that some descriptions begin with.
var signedStart = regexp.MustCompile(`^(?:By|Von|Par|Por) \p{Lu}[\pL.-]+ \p{Lu}[\pL.-]+ ?[(|·•–-]`)

// isTitleWithWords reports the headline with a list of keywords behind it.
func isTitleWithWords(s, title string) bool {
	rest, ok := strings.CutPrefix(letters(s), letters(title))
	return ok && title != "" && !strings.ContainsAny(s[len(s)-min(len(s), len(rest)+len(rest)/2):], "。.！!？?") && runes(rest) < 60
}

// isCrumbs reports a title with the names of sections behind it.
func isCrumbs(s string) bool {
	return strings.Count(s, "-")+strings.Count(s, "_") >= 2 && !strings.ContainsAny(s, "，。")
}

// isAboutSite reports descriptions of the site: they have no words of the article
// and speak as sites do of themselves.
func (p *page) isAboutSite(s, title string) bool {
	text := strings.Join(p.prose.paragraphs, " ")
	shared := sharedShare(s, title+" "+text)
	speaks, names := aboutSites.MatchString(s), p.sites.holdsName(s)
	switch n := runes(text); {
	case n < 100:
		return shared < 0.1 && speaks && (names || isCJKText(s))
	case isCJKText(s):
		return shared < 0.35 && (speaks || names) || shared < 0.12
	case n < 800: // one page of several, perhaps
		return shared < 0.15 && speaks && names
	}
	return shared < 0.35 && speaks || shared < 0.15 && names || shared < 0.08
}

// sharedShare is the part of a text's words that another text has too: words of
// five letters and more, in Chinese pairs of characters.
func sharedShare(s, other string) float64 {
	var all, shared int
	if isCJKText(s) {
		key, in := []rune(letters(s)), letters(other)
		for i := 0; i+2 <= len(key); i += 2 {
			all++
			if strings.Contains(in, string(key[i:i+2])) {
				shared++
			}
		}
	} else {
		in := strings.ToLower(other)
		for w := range strings.FieldsSeq(strings.ToLower(s)) {
			if w = strings.Trim(w, ".,;:!?\"'()“”„"); len(w) >= 5 {
				all++
				if strings.Contains(in, w[:min(len(w), 7)]) {
					shared++
				}
			}
		}
	}
	if all == 0 {
		return 1
	}
	return float64(shared) / float64(all)
}

// markedLead is a lead that is marked as such and stands near the headline.
func (p *page) markedLead(title string) string {
	for _, m := range p.marks {
		if m.says&saysLead != 0 && m.where&(elsewhere) == 0 && p.headline >= 0 && m.line >= p.headline &&
			m.line <= p.headline+linesAfter && isProse(m.text, title) {
			return m.text
		}
	}
	return ""
}

// whole replaces a description that was cut by the paragraph it was cut from, or
// ends it at its last full sentence.
func (p *page) whole(description string) string {
	stem := strings.TrimRight(description, ".…· \uFFFD")
	cut := stem != description && !strings.HasSuffix(description, ".") || strings.HasSuffix(description, "...") ||
		strings.HasSuffix(description, "..")
	if !cut && endsSentence(description) {
		return description
	}
	key := letters(stem)
	for _, paragraph := range p.prose.paragraphs {
		if l := letters(paragraph); len(key) >= 20 && strings.HasPrefix(l, key) {
			return paragraph
		}
	}
	if cut || !isCJKText(description) {
		return strings.TrimRight(description, "\uFFFD")
	}
	if i := strings.LastIndexAny(stem, "。！？"); i > len(stem)/2 {
		return stem[:i+len("。")]
	}
	return stem
}

func endsSentence(s string) bool {
	return strings.HasSuffix(strings.TrimRight(s, "\"”’»)）』」] "), ".") || hasAny(s[max(0, len(s)-6):], "。", "！", "？", "!", "?", "”。", "；")
}
