package extract

import (
	"regexp"
	"strings"
)

// siteNames are the names that a page gives its site, and its host, by which the
// ends of a title are told from the headline.
type siteNames struct {
	keys []string // letters
	host string   // letters of the host's own label: of news.example.co.uk, example
}

func (p *page) siteNames() siteNames {
	var s siteNames
	title := letters(p.title)
	add := func(name string) {
		if key := letters(name); len(key) >= 2 && len(key) <= 60 && !(len(key) > 24 && strings.HasPrefix(title, key)) {
			s.keys = append(s.keys, key)
		}
	}
	for _, name := range []string{"og:site_name", "application-name", "apple-mobile-web-app-title", "al:ios:app_name",
		"al:android:app_name", "twitter:site",
		"dc.publisher", "publisher", "copyright", "site_name", "source", "mediaid"} {
		for _, v := range p.meta[name] {
			add(v)
		}
	}
	for _, o := range p.ld {
		if o.is("WebSite", "Organization", "NewsMediaOrganization") {
			add(textLD(o["name"]))
			add(textLD(o["alternateName"]))
		}
		add(textLD(o["publisher"]))
	}
	for _, n := range p.headings {
		if p.linksHome(n) {
			add(joinParts(markText(n)))
		}
	}
	s.host = ownLabel(p.host())
	if first, _, _ := strings.Cut(p.host(), "."); len(first) > 5 { // portdaily.host.example
		add(first)
	}
	return s
}

// ownLabel is the part of a host's name that its owner chose, as letters.
func ownLabel(host string) string {
	labels := strings.Split(host, ".")
	for len(labels) > 1 {
		last := labels[len(labels)-1]
		if len(labels) > 2 || last != labels[0] {
			labels = labels[:len(labels)-1]
		}
		own := labels[len(labels)-1]
		if len(own) > 3 || len(labels) == 1 { // com.cn, co.uk, org.at
			return letters(own)
		}
		switch own {
		case "com", "co", "net", "org", "gov", "edu", "ac", "or", "ne", "go":
			continue
		}
		return letters(own)
	}
	return letters(host)
}

// are reports whether a text is the name of the site and nothing else.
func (s siteNames) are(text string) bool {
	key := letters(text)
	if key == "" {
		return false
	}
	for _, k := range s.keys {
		if key == k {
			return true
		}
	}
	return len(key) >= 3 && (key == s.host || strings.TrimPrefix(key, "www") == s.host)
}

// separators stand between a headline and the names of site and section. Those
// with spaces around them separate in all languages; the others do in Chinese.
// A dash (——) never separates: it leads to a headline's second half.
var separators = regexp.MustCompile(`\s+[-–—|｜»›«•·:/\\~]+\s+|\s*(?:::|»|›|_|--|\|)\s*|[｜丨]|\s[-–—]|[-–—]\s`)

// chineseSeparators are read too where a title has Chinese characters.
var chineseSeparators = regexp.MustCompile(`\s*[-–]\s*`)

// strip takes the names of site and sections off both ends of a title:
// 夜班公交延长_民生频道_江岸日报, Ferry adds a night run | Port Politics.
func (s siteNames) strip(title string) string {
	const mostNames = 5
	for range mostNames {
		rest, ok := s.stripEnd(title)
		if !ok {
			rest, ok = s.stripStart(title)
		}
		if !ok {
			break
		}
		title = rest
	}
	return title
}

// lastSeparator finds where the last separator of a title begins and ends.
func lastSeparator(title string) (start, end int) {
	start, end = -1, -1
	for _, m := range separators.FindAllStringIndex(title, -1) {
		if isQuote(title, m[0], m[1]) {
			continue
		}
		start, end = m[0], m[1]
	}
	if isCJKText(title) {
		for _, m := range chineseSeparators.FindAllStringIndex(title, -1) {
			if m[0] >= end && !touchesWord(title, m[0], m[1]) {
				start, end = m[0], m[1]
			}
		}
	}
	return start, end
}

// isQuote reports « and » that quote.
func isQuote(title string, start, end int) bool {
	return strings.ContainsAny(title[start:end], "«»") && strings.Contains(title, "«") && strings.Contains(title, "»")
}

// touchesWord reports a hyphen inside a word or a number: COVID-19, 5-3.
func touchesWord(s string, start, end int) bool {
	ascii := func(i int) bool {
		return i >= 0 && i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z')
	}
	return ascii(start-1) && ascii(end)
}

// stripEnd takes what follows the last separator off, if it is a name.
func (s siteNames) stripEnd(title string) (string, bool) {
	start, end := lastSeparator(title)
	if start <= 0 || end >= len(title) {
		if start > 0 && end == len(title) { // "Headline - "
			return title[:start], true
		}
		return title, false
	}
	head, tail, separator := strings.TrimSpace(title[:start]), strings.TrimSpace(title[end:]), strings.TrimSpace(title[start:end])
	if head == "" || tail == "" || s.are(head) || isDomain(head) {
		return title, false
	}
	if s.isName(tail) {
		return head, true
	}
	length, left := runes(tail), runes(head)
	switch {
	case strings.ContainsAny(tail, "，。！？：；、“”《》!?"), left < leastHeadline:
		return title, false
	case isCJKText(title):
		switch separator {
		case "_", "--":
			return head, length <= 20
		case "|", "｜", "丨": // what stands before a bar may be a kicker, what follows the headline
			return head, length <= 20 && length < left && siteWord.MatchString(tail) || left > longestKicker && length <= 6 ||
				strings.Contains(letters(head), letters(tail))
		}
		return head, siteWord.MatchString(tail) && length <= 20
	case separator == "|" || separator == "»" || separator == "::" || separator == "›" || separator == "•" || separator == "«":
		return head, length <= 40 && length < left || s.holdsName(tail)
	}
	return head, length <= 40 && (siteWord.MatchString(tail) || s.holdsName(tail) && length < 2*left)
}

// stripStart takes what stands before the first separator off, if it is the
// site's name.
func (s siteNames) stripStart(title string) (string, bool) {
	m := separators.FindStringIndex(title)
	if m == nil || m[0] == 0 || m[1] == len(title) || isQuote(title, m[0], m[1]) {
		return title, false
	}
	head, tail := strings.TrimSpace(title[:m[0]]), strings.TrimSpace(title[m[1]:])
	if runes(tail) >= leastHeadline && (s.isName(head) || isDomain(head) || head == "首页") {
		return tail, true
	}
	return title, false
}

// leastHeadline is how many characters must be left of a title.
const leastHeadline = 5

// siteWord is how the names of sites and channels end.
var siteWord = regexp.MustCompile(`(?:网|網|报|報|社|新闻|频道|客户端|在线|周刊|杂志|门户|门户网站|官网|电视台|传媒|论坛|客户端|广播|(?i:\.com|\.cn|\.net|\.org|\.de|\.at|` +
	`\.ch|\.fr|\.co|\.uk|news|times|magazin|magazine|blog|online|zeitung|tagblatt|post))(?:-The Paper)?$`)

// isName reports whether a part of a title is a name of the site.
func (s siteNames) isName(part string) bool {
	if s.are(part) || isDomain(part) && s.host != "" && strings.Contains(letters(part), s.host) {
		return true
	}
	key := letters(part)
	for _, k := range s.keys {
		if len(key) >= 4 && (strings.Contains(k, key) && 2*len(key) >= len(k) || strings.HasPrefix(key, k) && len(k) >= 3 &&
			len(key) <= 3*len(k)) {
			return true
		}
	}
	return len(s.host) >= 4 && (strings.HasPrefix(key, s.host) || strings.HasSuffix(key, s.host)) && len(key) <= 2*len(s.host)+10
}

// holdsName reports whether the site's name or host is in a part of a title.
func (s siteNames) holdsName(part string) bool {
	key := letters(part)
	if len(s.host) >= 4 && strings.Contains(key, s.host) {
		return true
	}
	for _, k := range s.keys {
		if len(k) >= 4 && strings.Contains(key, k) {
			return true
		}
	}
	return false
}

var domain = regexp.MustCompile(`^(?i:www\.)?[\pL\pN-]+(?:\.[\pL\pN-]+)*\.[a-z]{2,10}$`)

// isDomain reports whether a text is the name of a host.
func isDomain(s string) bool { return domain.MatchString(strings.ToLower(s)) }

// longestKicker is how many characters may stand before the bar of a headline
// that is split there.
const longestKicker = 10

// splitKicker splits a headline such as 推动高质量发展丨发展新质生产力 at its first
// bar, where what stands before it is short and what follows is no name.
func (s siteNames) splitKicker(title string) (kicker, rest string) {
	i := strings.IndexAny(title, "丨｜|")
	if i < 0 {
		return "", title
	}
	width := len("丨")
	if title[i] == '|' {
		width = 1
	}
	kicker, rest = strings.TrimSpace(title[:i]), strings.TrimSpace(title[i+width:])
	switch n := runes(kicker); {
	case rest == "" || s.isName(rest):
		return "", strings.TrimSpace(title[:i])
	case n < 2 || n > longestKicker || runes(rest) < n && siteWord.MatchString(rest):
		return "", title
	}
	return kicker, rest
}
