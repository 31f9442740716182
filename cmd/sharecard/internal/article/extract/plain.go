package extract

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/charset"
)

// Text returns the article of a plain text: a page that was saved as text, or what
// people copy into a chat: a headline, the paper, the day, a paragraph or more.
// Errors are those of [Extract].
func Text(ctx context.Context, in Page) (*article.Article, error) {
	if len(in.HTML) > MaxBytes {
		return nil, fmt.Errorf("%w: a text has at most %d bytes", article.ErrTooLarge, MaxBytes)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	text := charset.Decode(in.HTML, in.ContentType)
	if strings.ContainsRune(text, 0) || 20*strings.Count(text, "\uFFFD") > runes(text) {
		return nil, fmt.Errorf("%w: it is no text", ErrPage)
	}
	p := &page{got: absolute(in.Address), text: true}
	p.meta, p.links = map[string][]string{}, map[string]string{}
	p.base = p.got
	d := new(draft)
	title := p.readText(text, d)
	p.fill(d, title)
	return finish(d)
}

var (
	// prompt is a line of the page rather than of the article, above its text.
	prompt = regexp.MustCompile(`^(?:点击|朋友圈$|微信好友|请使用浏览器|扫一扫|扫码|分享到?|打开|下载|登录|注册|返回|首页$|搜索|字号|关注|收藏|打印|Share\b|Sign in|Log in|Menu$|` +
		`Subscribe)`)
	// reading names the text that is shown.
	reading = regexp.MustCompile(`^正在阅读\s*[:：]\s*(.+)$`)
	// crumbs is the way from the front page to the text.
	crumbs     = regexp.MustCompile(`^(?:(?:您?当前)?(?:的)?位置\s*[:：]\s*|您(?:现在)?的位置\s*[:：]\s*)?(?:首页|主页|Home)\s*(?:>+|»|›|/|-)\s*(.+)$`)
	crumbJoint = regexp.MustCompile(`\s*(?:>+|»|›|/)\s*`)
	// titleLabel is before a headline.
	titleLabel = regexp.MustCompile(`^(?:#+\s+|(?:标题|题目|主题|Title|Headline)\s*[:：]\s*)`)
	// tail is the first line of what follows an article.
	tail = regexp.MustCompile(`^(?:阅读剩余|相关阅读|相关新闻|相关推荐|推荐阅读|延伸阅读|热门推荐|您此时的心情|新闻表情|视觉焦点|独家策划|加载更多|网友评论|最新评论|发表评论|猜你喜欢|` +
		`更多(?:新闻|精彩|内容)|Related\b|Read more|More from|Comments\b|Advertisement)`)
	// atAddress is a web address in a line.
	atAddress = regexp.MustCompile(`https?://[^\s<>"“”，。]+`)
	// listMark is what stands before an item of a list.
	listMark = regexp.MustCompile(`^[•●▪*·]\s*`)
)

// readText fills a page from the lines of a text and returns the headline: what
// 正在阅读 names or a label marks, else the first line that is none of the others.
func (p *page) readText(text string, d *draft) (title string) {
	named, after, short := "", false, shortTitle(text)
	for raw := range strings.Lines(text) {
		if len(p.lines) == mostLines {
			break
		}
		raw = listMark.ReplaceAllString(clean(raw), "")
		l := line{text: raw, parts: raw, index: len(p.lines)}
		if m := atAddress.FindString(raw); m != "" && !after {
			p.links["canonical"] = firstOf(p.links["canonical"], p.articleAddress(m))
			l.text = strings.TrimSpace(strings.Replace(raw, m, "", 1))
			l.parts = l.text
		}
		switch {
		case l.text == "":
			continue
		case after, len(p.lines) > 0 && tail.MatchString(l.text):
			after = true
			l.where |= saysAside
		case reading.MatchString(l.text):
			named = firstOf(named, reading.FindStringSubmatch(l.text)[1])
			l.where |= saysBanner
		case crumbs.MatchString(l.text):
			if d.Channel == nil {
				d.Channel = p.channels(crumbJoint.Split(crumbs.FindStringSubmatch(l.text)[1], -1), named)
			}
			l.where |= saysNav
		case title == "" && prompt.MatchString(l.text) && runes(l.text) < 40:
			l.where |= saysBanner
		case title == "" && (named != "" && same(l.text, named) || l.text == short || p.isHeadlineLine(l.text)):
			title = titleLabel.ReplaceAllString(l.text, "")
			p.headline = l.index
		}
		p.lines = append(p.lines, l)
	}
	if title == "" {
		p.headline = -1
	}
	if letters(named) != "" && (title == "" || letters(named) != letters(title)) {
		title = named
	}
	if isCJKText(title) && !isKana(title) {
		p.lang = "zh-CN"
	}
	for _, l := range p.lines {
		if l.where == 0 && l.index > p.headline && !same(l.text, title) {
			p.prose.lines = append(p.prose.lines, l)
			p.prose.paragraphs = append(p.prose.paragraphs, l.text)
			p.prose.end = l.index
		}
	}
	return title
}

// shortTitle is a first line of two or three Chinese characters that an empty line sets
// apart, unless it is where pages lead: such lines are headlines of texts that people type.
func shortTitle(text string) string {
	first, rest, _ := strings.Cut(strings.TrimSpace(text), "\n")
	next, _, _ := strings.Cut(rest, "\n")
	first = clean(first)
	if n := runes(first); n < 2 || n > 3 || strings.TrimSpace(next) != "" || !isCJKText(first) || isPaper(first) || isPlaceWord(first) {
		return ""
	}
	return first
}

// isHeadlineLine reports lines that may be a headline: none that names a source,
// a day or people, and no paragraph.
func (p *page) isHeadlineLine(s string) bool {
	if titleLabel.MatchString(s) {
		return true
	}
	n := runes(s)
	switch {
	case n < 4 || n > 120, isMetaLine(s), editorsNote.MatchString(s), sourceOf(s) != "", editorOf(s) != "", isPaper(s),
		tail.MatchString(s):
		return false
	case chineseByline.MatchString(s), latinByline.MatchString(s) && len(p.namesIn(s, true)) > 0:
		return false
	case n > 60 && endsSentence(s):
		return false
	}
	role, name := credit(s)
	return role == "" || runes(name) > 5 && strings.ContainsAny(s, "丨｜|") // a kicker
}

// paper is how the names of papers end.
var paper = regexp.MustCompile(`(?:网|報|报|社|新闻|周刊|杂志|客户端|电视台|广播|通讯|日报|晚报|快报)$|(?i:\b(?:daily|news|times|post|herald|journal|tribune|` +
	`gazette|magazine|mail|observer|review|weekly|zeitung|tageblatt|anzeiger)$)`)

// isPaper reports lines that are the name of a paper and nothing else.
func isPaper(s string) bool {
	s = strings.Trim(s, "()（）[]【】—–-· ")
	if strings.ContainsAny(s, "，。！？；：,.!?;:0123456789") || !paper.MatchString(s) {
		return false
	}
	return isCJKText(s) && runes(s) <= 10 || !isCJKText(s) && len(strings.Fields(s)) <= 4
}
