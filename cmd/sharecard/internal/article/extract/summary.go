package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// leastProse is how many characters a paragraph needs to be one.
const leastProse = 12

// furniture is text that stands among paragraphs and is none.
var furniture = regexp.MustCompile(`^(点击(右上角|上方|下方|蓝字)|请使用浏览器|正在阅读|阅读剩余|阅读全文|展开全文|扫一扫|扫码|长按|关注.{0,12}公众号|` +
	`原标题|来源[:：]|稿源[:：]|文章来源|作者[:：]|记者[:：]|文[/／丨｜]|图[/／丨｜]|图为|图片来源|资料图|视频[:：]|` +
	`责任编辑|责编|编辑[:：]|监制|策划[:：]|校对|审核|声明[:：]|版权|未经.{0,6}授权|本文(系|为|来自|转载)|转载|字体[:：]|分享到|` +
	`相关阅读|推荐阅读|更多.{0,8}(内容|资讯)|您的浏览器|打开APP|下载.{0,6}客户端|\[?免责)`)

// editorsNote opens a paragraph that speaks of the article rather than being
// part of it; alone on its line it announces the next one as such.
var editorsNote = regexp.MustCompile(`^[【\[（(]?\s*(编者按|编者的话|编辑按|按语|导语|编者注|开栏的话)\s*[】\]）)]?\s*[:：]?\s*`)

var sentenceMark = regexp.MustCompile(`[。！？；，：…]|[,.;!?]`)

// summary is the first paragraph that is prose, or the first that has some text
// where none is.
func summary(paragraphs []string, title string) string {
	skip := false
	for _, p := range paragraphs {
		if note := editorsNote.FindString(p); note != "" {
			skip = len(note) == len(p)
			continue
		}
		if skip {
			skip = false
			continue
		}
		if isProse(p, title) {
			return p
		}
	}
	return ""
}

// isProse reports whether a paragraph belongs to the text of an article with the
// given headline.
func isProse(p, title string) bool {
	if utf8.RuneCountInString(p) < leastProse || furniture.MatchString(p) || editorsNote.MatchString(p) {
		return false
	}
	if same(p, title) || !sentenceMark.MatchString(p) {
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
	return p == title || len(p) < 2*len(title) && strings.Contains(p, title) || len(p) > 12 && strings.Contains(title, p)
}

// letters drops what differs between two printings of one headline.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" 　,.;:?!，。；：？！“”\"'‘’丨｜|_-—…·《》【】[]()（）", r) {
			return -1
		}
		return r
	}, s)
}

// untruncated replaces a description that ends in dots by the paragraph it was
// cut from.
func untruncated(description string, paragraphs []string) string {
	stem := strings.TrimRight(description, ".…· ")
	if stem == description || utf8.RuneCountInString(stem) < leastProse {
		return description
	}
	for _, p := range paragraphs {
		if strings.HasPrefix(letters(p), letters(stem)) {
			return p
		}
	}
	return description
}
