package extract

import (
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// bodies are where the text of an article stands, the surest place first.
const bodies = `[itemprop="articleBody"]|#article_inbox|.u-mainText|#js_content|#p-detail|.rm_txt_con|.TRS_Editor|#ozoom|` +
	`.article-content|.article_content|.article-body|.article__body|.post_body|.entry-content|.post-content|.main-content|` +
	`#articleContent|#article-content|#artibody|#Content|article|#content|.content|main`

// leastBody is how many characters of prose a place needs to be the body.
const leastBody = 30

var (
	sourceWords = regexp.MustCompile(`(?:来源|稿源|文章来源)\s*[:：]\s*([^\s|｜/<>\[\]]{2,30})`)
	editorWords = regexp.MustCompile(`(?:责任编辑|责编|编辑|責任編輯)\s*[:：]\s*([^\s\]】）)|｜，,]{2,30})`)
	authorWords = regexp.MustCompile(`(?:作者|记者|^文)\s*[:：/／]\s*([^\s|｜:：<>\[\]]{2,30})`)
)

func sourceOf(s string) string { return group(sourceWords, s) }
func editorOf(s string) string { return group(editorWords, s) }

func group(re *regexp.Regexp, s string) string {
	if m := re.FindStringSubmatch(s); m != nil {
		return strings.TrimSpace(m[1])
	}
	return ""
}

// readCommon takes what Chinese news pages have in common.
func readCommon(p *page, d *draft) {
	set(&d.Title, textOf(visible(p.doc.Find("h1"))))
	set(&d.Title, textOf(p.doc.Find("head title")))
	if d.Channel == nil {
		d.Channel = breadcrumb(visible(p.doc.Find(`[class*="crumb"] a, nav[aria-label="breadcrumb"] a, [class*="position"] a, #path a`)), d.Title)
	}
	body := findBody(p)
	if !d.ownBody && body != nil {
		d.paragraphs = takeCredits(blocks(body), &d.Article)
	}
	if body != nil {
		d.images = append(d.images, pictures(body)...)
	}
	for _, line := range shortLines(p) {
		set(&d.Source.Name, sourceOf(line))
		set(&d.Editor, editorOf(line))
		if author := group(authorWords, line); author != "" && d.Authors == nil {
			d.Authors = strings.FieldsFunc(author, func(r rune) bool { return strings.ContainsRune("、，,", r) })
		}
		if t := findTime(line); t != "" && (d.published == "" || !hasClock(d.published) && hasClock(t) && sameDay(t, d.published)) {
			d.published = t
		}
	}
}

func sameDay(a, b string) bool {
	zone := defaultZone("")
	return parseTime(a, zone).Format("2006-01-02") == parseTime(b, zone).Format("2006-01-02")
}

// shortLines are the lines above and below a text that name its source, time and
// editor. Long ones are prose, which mentions other times.
func shortLines(p *page) []string {
	const longest, most = 120, 400
	var lines []string
	for _, m := range visible(p.doc.Find("time[datetime]")).EachIter() {
		lines = append(lines, m.AttrOr("datetime", ""))
	}
	for _, line := range blocks(p.doc.Find("body")) {
		if len([]rune(line)) <= longest {
			lines = append(lines, line)
		}
		if len(lines) == most {
			break
		}
	}
	return lines
}

// findBody returns the element that holds the article's text, or nil.
func findBody(p *page) *goquery.Selection {
	for selector := range strings.SplitSeq(bodies, "|") {
		s := visible(p.doc.Find(selector)).First()
		if s.Length() == 0 {
			continue
		}
		n := 0
		for _, b := range blocks(s) {
			if isProse(b, "") {
				n += len([]rune(b))
			}
		}
		if n >= leastBody {
			return s
		}
	}
	return nil
}

// breadcrumb reads the channels that a page stands in, outermost first.
func breadcrumb(links *goquery.Selection, title string) []string {
	return channels(links.Map(func(_ int, a *goquery.Selection) string { return clean(a.Text()) }), title)
}

// channels drops the steps of a breadcrumb that are no channels: the front page,
// the text itself.
func channels(names []string, title string) []string {
	var kept []string
	for _, name := range names {
		name = strings.Trim(name, " >»›/")
		switch {
		case name == "", name == title, strings.HasSuffix(name, "首页"), strings.HasSuffix(name, "首頁"):
		case name == "正文", name == "内容", name == "详情", name == "文章", strings.EqualFold(name, "home"):
		default:
			kept = append(kept, name)
		}
	}
	return kept
}
