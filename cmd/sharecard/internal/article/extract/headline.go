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

// siteSuffix is what a <title> has after the headline: a separator and a word
// that sounds like a site or one of its channels.
var siteSuffix = regexp.MustCompile(`^(.{4,}?)\s*(?:[_|｜]|\s[-–—]|[-–—]{1,2})\s*([^_|｜]{0,20}(?:网|报|社|新闻|频道|客户端|在线|日报|晚报|周刊|杂志|门户|中国|\.com|\.cn|News|Times))$`)

// headline strips the names of site and channels from the end of a title.
func headline(title, site string) string {
	for range 4 { // channel, section, site
		before := title
		if rest, ok := strings.CutSuffix(title, site); ok && site != "" {
			if bare := strings.TrimRight(rest, " _-–—|｜"); bare != "" && bare != rest {
				title = bare
			}
		}
		if m := siteSuffix.FindStringSubmatch(title); m != nil {
			title = strings.TrimSpace(m[1])
		}
		if title == before {
			break
		}
	}
	return title
}
