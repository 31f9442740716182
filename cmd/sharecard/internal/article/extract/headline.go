package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// longestKicker is how many characters may stand before the bar of a headline
// that is split there.
const longestKicker = 10

// splitKicker splits a headline such as 推动高质量发展丨发展新质生产力 at its first
// bar, where what stands before it is short.
func splitKicker(title string) (kicker, rest string) {
	i := strings.IndexAny(title, "丨｜|")
	if i < 0 {
		return "", title
	}
	_, width := utf8.DecodeRuneInString(title[i:])
	kicker, rest = strings.TrimSpace(title[:i]), strings.TrimSpace(title[i+width:])
	if n := utf8.RuneCountInString(kicker); n < 2 || n > longestKicker || rest == "" {
		return "", title
	}
	return kicker, rest
}

// headline strips the names of channels and site from the end of a title:
// 夜班公交延长_民生频道_江岸日报.
func headline(title, site string) string {
	const mostNames = 4
	for range mostNames {
		head, ok := withoutSite(title, site)
		if !ok {
			break
		}
		title = head
	}
	return title
}

// siteWord is how the names of sites and channels end.
var siteWord = regexp.MustCompile(`(网|报|社|新闻|频道|客户端|在线|周刊|杂志|门户|\.com|\.cn|News|Times)$`)

// leastHeadline is how many characters must be left of a title.
const leastHeadline = 6

// withoutSite takes a title apart at its last separator, if what follows is a
// name rather than part of the headline. A dash (——) is never a separator: it
// leads to a headline's second half.
func withoutSite(title, site string) (string, bool) {
	i := strings.LastIndexAny(title, "_|｜-–")
	if i < 0 {
		return title, false
	}
	separator, width := utf8.DecodeRuneInString(title[i:])
	head, tail := strings.TrimRight(title[:i], " _|｜-–"), strings.TrimSpace(title[i+width:])
	length, left := utf8.RuneCountInString(tail), utf8.RuneCountInString(head)
	switch {
	case head == "" || length == 0 || length > 20:
		return title, false
	case tail == site:
		return head, true
	case left < leastHeadline || strings.ContainsAny(tail, "，。！？：；、“”《》,!?:;"):
		return title, false
	}
	switch separator {
	case '_':
		return head, true
	case '|', '｜': // what stands before a bar may be a kicker, what follows the headline
		return head, left > longestKicker && siteWord.MatchString(tail)
	}
	return head, siteWord.MatchString(tail)
}
