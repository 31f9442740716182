package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// wording is one place's version of the headline.
type wording struct {
	text   string // without the names of sites and sections
	raw    string // as the place has it
	key    string // letters of text
	weight int
	node   *html.Node // of a heading
	score  int        // the weight, and what others add
}

// The weights of the places that hold a headline. What counts most is that two
// places agree: see support.
const (
	weighsStructured = 5 // og:title, the headline of JSON-LD
	weighsHeading    = 5 // an h1 of the article
	weighsMeta       = 3 // other meta elements
	weighsTitle      = 3 // <title>
	weighsName       = 2 // the name of a JSON-LD object
	weighsLowHeading = 1 // an h2 or h3, only believed where others agree
)

// findTitle chooses the headline, and the element that shows it, from all the
// places where pages have one. Each is cleaned of the names of sites and
// sections; the wording that most other places share wins. So a logo in the first
// h1, a portal's name in og:title or an attribute that ends at an unescaped
// quote does not become the headline.
func (p *page) findTitle() (title string, node *html.Node) {
	all := p.wordings()
	agreed := false // on one of the main headings
	for i := range all {
		all[i].score = all[i].weight + support(all, i)
		agreed = agreed || all[i].isMain() && all[i].score > all[i].weight
	}
	best := -1
	for i := range all {
		w := &all[i]
		switch {
		case w.node == nil && isCutAtQuote(w.text, all):
			continue
		case w.isMain() && w.score == w.weight && p.title != "":
			w.score = weighsName // nobody agrees: the heading of a list, a slogan
			if !agreed && isRelated(all, i) {
				w.score = w.weight + weighsRelated
			}
		case w.node != nil && !w.isMain() && p.isLongerPart(all, i):
			w.score += weighsHeading
		}
		if best < 0 || w.score > all[best].score {
			best = i
		}
	}
	if best < 0 {
		return firstOf(p.first("og:title"), p.title), nil
	}
	title = all[best].text
	for _, w := range all { // the fuller spelling of the same letters: with its quotes and dashes
		if w.key == all[best].key && w.node != nil {
			return w.text, w.node
		}
	}
	return title, nodeOf(all, all[best].key)
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// isMain reports an h1 of the article.
func (w *wording) isMain() bool { return w.node != nil && w.weight >= weighsHeading-1 }

// wordings collects the candidates, the surest places first.
func (p *page) wordings() []wording {
	var all []wording
	add := func(raw string, weight int, node *html.Node) {
		if raw == "" || len(raw) > 4*longestTitle {
			return
		}
		text := p.sites.strip(raw)
		key := letters(text)
		if key == "" || p.sites.are(text) || isPlaceholderTitle(text) {
			return
		}
		all = append(all, wording{text: text, raw: raw, key: key, weight: weight, node: node})
	}
	for _, n := range p.headings {
		weight := weighsLowHeading
		if n.DataAtom == atom.H1 {
			weight = weighsHeading
		}
		if isHiddenInside(n) {
			continue
		}
		place := p.placeOfHeading(n)
		if place&elsewhere != 0 || p.linksHome(n) {
			weight = min(weight, weighsLowHeading)
		}
		if place&saysTitle != 0 {
			weight++
		}
		if len(all) < mostHeadings/4 {
			text := markText(n)
			add(joinParts(text), weight, n)
			add(withoutDay(joinParts(text)), weight-1, n)
			if parts := splitParts(text); len(parts) > 1 && len(parts) < 5 { // a kicker, a date, and the headline
				for _, part := range parts {
					if runes(part) >= 2*leastHeadline {
						add(part, weight-1, n)
					}
				}
			}
		}
	}
	for _, name := range []string{"og:title"} {
		for _, v := range p.meta[name] {
			add(v, weighsStructured, nil)
		}
	}
	if o := p.articleObject(); o != nil {
		_, good := o.isArticle()
		weight := weighsStructured
		if !good {
			weight = weighsName
		}
		add(textLD(o["headline"]), weight, nil)
		add(textLD(o["name"]), weighsName, nil)
	}
	for _, name := range []string{"twitter:title", "articletitle", "parsely-title", "sailthru.title", "dc.title", "dcterms.title",
		"citation_title", "headline", "title"} {
		add(p.first(name), weighsMeta, nil)
	}
	add(p.title, weighsTitle, nil)
	return all
}

// withoutDay is a heading without the day before or behind it, or "" if it has
// none.
func withoutDay(s string) string {
	for _, w := range findTimes(s, "") {
		if w.start == 0 && w.end < len(s) {
			return strings.TrimSpace(s[w.end:])
		}
		if w.end == len(s) && w.start > 0 {
			return strings.TrimSpace(s[:w.start])
		}
	}
	return ""
}

// longestTitle is how many characters a headline may have.
const longestTitle = 500

// support is how much the other places agree with one: they have the same letters,
// or more behind or before a separator.
func support(all []wording, i int) int {
	n := 0
	for j, o := range all {
		if j != i && (o.key == all[i].key || holdsPart(o.raw, all[i].text)) {
			n += o.weight
		}
	}
	return n
}

// isRelated reports a heading that other places word differently: it is what
// readers see.
func isRelated(all []wording, i int) bool {
	for _, o := range all {
		if o.node == nil && sharedShare(o.text, all[i].text) >= leastShared {
			return true
		}
	}
	return false
}

// isLongerPart reports a lower heading that is one part of <title> while an h1 is
// another, shorter one: the name of the site.
func (p *page) isLongerPart(all []wording, i int) bool {
	if !holdsPart(p.title, all[i].text) {
		return false
	}
	for _, o := range all {
		if o.isMain() && holdsPart(p.title, o.text) && len(o.text) < len(all[i].text) {
			return true
		}
	}
	return false
}

const (
	leastShared   = 0.25 // of the words of two wordings of one headline
	weighsRelated = 7
)

// holdsPart reports whether a text begins or ends with a part and a separator
// stands between that and the rest.
func holdsPart(text, part string) bool {
	if rest, ok := strings.CutPrefix(text, part); ok {
		rest = strings.TrimLeft(rest, ".!? ")
		return rest != "" && (separators.MatchString(rest[:min(len(rest), 8)]+" ") && startsSeparated(rest))
	}
	if before, ok := strings.CutSuffix(text, part); ok && runes(part) >= leastHeadline {
		return endsSeparated(before)
	}
	return false
}

const separatorSigns = "-–—|｜丨»›«•·:_/~"

func startsSeparated(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return strings.ContainsRune(separatorSigns, r) }) == 0
}

func endsSeparated(s string) bool {
	s = strings.TrimRight(s, " ")
	return s != "" && strings.ContainsRune(separatorSigns+"：", []rune(s)[runes(s)-1])
}

// isCutAtQuote reports attributes that end where a quotation mark inside them was
// not escaped: another place has the same text, and goes on with the mark.
func isCutAtQuote(text string, all []wording) bool {
	for _, o := range all {
		if rest, ok := strings.CutPrefix(o.raw, text); ok && (strings.HasPrefix(rest, `"`) || strings.HasPrefix(rest, "'")) {
			return true
		}
	}
	return false
}

// nodeOf is the heading that shows a headline in other words or with more around
// it, or nil.
func nodeOf(all []wording, key string) *html.Node {
	for _, w := range all {
		if w.node != nil && len(w.key) > 9 && (strings.Contains(w.key, key) || strings.Contains(key, w.key)) {
			return w.node
		}
	}
	for _, w := range all {
		if w.node != nil && w.weight >= weighsHeading {
			return w.node
		}
	}
	return nil
}

// linksHome reports whether a heading is a link to the front page, as logos are.
func (p *page) linksHome(n *html.Node) bool {
	for e := n; e != nil && !isPageRoot(e.DataAtom); e = e.Parent {
		if e.DataAtom == atom.A {
			return p.isHomeLink(e)
		}
	}
	for d := range n.Descendants() {
		if d.DataAtom == atom.A && p.isHomeLink(d) {
			return true
		}
	}
	return false
}

func (p *page) isHomeLink(a *html.Node) bool {
	href := strings.TrimSpace(attribute(a, "href"))
	if href == "" || href[0] == '#' || attribute(a, "rel") == "bookmark" {
		return false
	}
	if href == "/" {
		return true
	}
	u := absolute(href)
	return u != nil && isHome(href) && (p.got == nil || strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.") == p.host())
}

// placeOfHeading is what the elements around a heading say of it.
func (p *page) placeOfHeading(n *html.Node) sign {
	var place sign
	for e, depth := n, 0; e != nil && depth < 5 && !isPageRoot(e.DataAtom); e, depth = e.Parent, depth+1 {
		s := signsOf(attribute(e, "class")) | signsOf(attribute(e, "id"))
		if depth == 0 {
			place |= s & saysTitle
		}
		place |= s&(elsewhere|saysLogo) | placeOf(e)
	}
	if place&saysLogo != 0 {
		place |= saysBanner
	}
	return place
}

func isHiddenInside(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.Type == html.ElementNode && isHidden(n) {
			return true
		}
	}
	return false
}

// isPlaceholderTitle reports titles of pages that have none.
func isPlaceholderTitle(s string) bool {
	switch strings.ToLower(strings.Trim(s, " .:")) {
	case "", "x", "untitled", "untitled document", "home", "index", "menu", "menü", "navigation", "search", "suche", "无标题文档", "正文",
		"新闻", "详情", "首页", "news":
		return true
	}
	return false
}

// findHeadline looks for the line of a headline that is no heading element. A line
// that is one of the parts of <title> is the headline, whatever else stands there.
func (p *page) findHeadline(title string) string {
	if p.headline >= 0 {
		return title
	}
	raw, key := letters(p.title), letters(title)
	for _, l := range p.lines {
		if l.where&elsewhere != 0 || l.linked > 0 || len(l.text) > 3*len(p.title)+20 {
			continue
		}
		k := letters(l.text)
		if k == "" {
			continue
		}
		if k == key || len(key) > 20 && strings.HasPrefix(k, key) {
			p.headline = l.index
			return title
		}
		if runes(l.text) > leastHeadline && 2*len(k) > len(raw) && len(k) < len(raw) && (holdsPart(p.title, l.text) ||
			strings.HasPrefix(p.title, l.text+" ")) {
			p.headline = l.index
			return l.text
		}
	}
	return title
}
