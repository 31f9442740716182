package extract

import (
	"regexp"
	"slices"
	"strings"
)

// byline is one place's word on who wrote the article.
type byline struct {
	names  []string
	weight int
}

// The weights of places that name authors. Programs' values come first where they
// name a person; a company there leaves the word to the page's text.
const (
	authorPerson   = 12 // JSON-LD: a Person
	authorMeta     = 10 // meta elements made for it
	authorLD       = 9  // JSON-LD: a string
	authorExact    = 8  // rel=author, itemprop=author
	authorMarked   = 7  // a class that says author
	authorLabelled = 6  // By Ada Reed, 作者：张三
	authorSuffix   = 3
)

// findAuthors returns the names of those who wrote the article.
func (p *page) findAuthors() []string {
	var all []byline
	add := func(weight int, names []string) {
		if len(names) > 0 && len(names) <= mostAuthors && len(all) < mostBylines {
			all = append(all, byline{names, weight})
		}
	}
	p.structuredAuthors(add)
	p.metaAuthors(add)
	p.markedAuthors(add)
	p.labelledAuthors(add)

	best, most := []string(nil), 0
	for i, b := range all {
		score := b.weight
		if b.weight >= authorLD && !p.shows(b.names) {
			continue // the account that stored the article, mostly
		}
		for j, o := range all {
			if i != j && sharesName(b.names, o.names) {
				score += 2 + (o.weight-authorLabelled)/2
				if len(o.names) > len(b.names) && o.weight >= authorMarked {
					score-- // the longer list is the whole one
				}
			}
		}
		if score > most {
			best, most = b.names, score
		}
	}
	return best
}

const (
	mostAuthors = 12 // of one article
	mostBylines = 60 // that are compared
)

// wholePage is how many lines a page has that is complete, with what stands around
// its article.
const wholePage = 20

// shows reports whether a page shows one of the names to its readers, or is too
// bare to tell.
func (p *page) shows(names []string) bool {
	if len(p.lines) < wholePage {
		return true
	}
	for _, n := range names {
		key := letters(n)
		for _, l := range p.lines {
			if len(l.text) >= len(n) && strings.Contains(letters(l.text), key) {
				return true
			}
		}
	}
	return false
}

func sharesName(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool {
		return slices.ContainsFunc(b, func(y string) bool { return letters(x) == letters(y) })
	})
}

// structuredAuthors reads JSON-LD.
func (p *page) structuredAuthors(add func(int, []string)) {
	o := p.articleObject()
	if o == nil {
		return
	}
	for _, key := range []string{"author", "creator"} {
		var people, others []string
		for i, a := range listOf(o[key]) {
			if i > mostAuthors {
				break
			}
			m, isObject := a.(map[string]any)
			list := listOf(a)
			if isObject {
				if object(m).is("Organization", "NewsMediaOrganization", "Corporation") {
					continue
				}
				list = listOf(m["name"])
			}
			for _, n := range list {
				names := p.namesIn(textLD(n), false)
				if isObject {
					people = append(people, names...)
				} else {
					others = append(others, names...)
				}
			}
		}
		add(authorPerson, unique(people))
		add(authorLD, unique(others))
	}
}

func unique(names []string) []string {
	var kept []string
	for _, n := range names {
		if !slices.Contains(kept, n) {
			kept = append(kept, n)
		}
	}
	return kept
}

// authorNames are the meta elements that name authors.
var authorNames = []string{"author", "article:author", "parsely-author", "dc.creator", "dc:creator", "dcterms.creator",
	"dc.creator.personalname", "sailthru.author",
	"cxenseparse:author", "byl", "byline", "article_author", "citation_author", "og:article:author", "article:author_name",
	"twitter:creator", "authors", "dcsext.author",
	"mediator_author", "shareaholic:article_author_name", "rbauthors", "vr:author", "lp.article:author", "creator", "bt:author"}

func (p *page) metaAuthors(add func(int, []string)) {
	for _, name := range authorNames {
		var names []string
		for _, v := range p.meta[name][:min(len(p.meta[name]), mostAuthors)] {
			names = append(names, p.namesIn(v, false)...)
		}
		weight := authorMeta
		if name == "author" { // often the site's owner or the system's
			weight--
		}
		add(weight, unique(names))
	}
	// Slack's and Twitter's labels: twitter:label1 "Written by", twitter:data1.
	for _, n := range []string{"1", "2"} {
		switch strings.ToLower(p.first("twitter:label" + n)) {
		case "written by", "verfasst von", "geschrieben von", "écrit par", "escrito por", "scritto da", "geschreven door",
			"napisane przez", "作者", "author":
			add(authorMeta, p.namesIn(p.first("twitter:data"+n), false))
		}
	}
}

// Lines from the headline within which a byline stands.
const (
	linesBefore = 8
	linesAfter  = 25
)

// nearHeadline reports whether a line is where bylines stand: between a little
// above the headline and a little below. Without a headline all of the page is.
func (p *page) nearHeadline(line int) bool {
	after := linesAfter
	if p.prose.end > p.headline {
		after = min(after, max(p.prose.end+3-p.headline, linesBefore))
	}
	return p.headline < 0 || line >= p.headline-linesBefore && line <= p.headline+after
}

// markedAuthors reads elements whose attributes say that they hold an author.
func (p *page) markedAuthors(add func(int, []string)) {
	end := p.bodyEnd()
	type group struct {
		names  []string
		weight int
		line   int
	}
	var groups []group
	for _, m := range p.marks {
		if m.says&saysAuthor == 0 || m.where&(saysComments|saysNav) != 0 || m.where&saysAside != 0 && (m.line < p.headline ||
			m.line > p.headline+linesBefore) {
			continue
		}
		text := m.value
		if text == "" || !m.exact {
			text = m.parts
		}
		if len(text) > longestByline {
			continue
		}
		weight := authorMarked
		if m.exact {
			weight = authorExact
		}
		switch {
		case p.nearHeadline(m.line):
		case m.line <= end+6 && m.line > p.headline:
			weight -= 2
		default:
			continue
		}
		if m.where&(saysFooter|saysBanner|saysAside) != 0 {
			weight -= 2
		}
		names := p.namesOfParts(text)
		if len(names) == 0 {
			continue
		}
		// Several authors often have an element each, side by side.
		if n := len(groups); n > 0 && groups[n-1].weight == weight && m.line-groups[n-1].line <= 1 && !sharesName(groups[n-1].names,
			names) && m.exact {
			groups[n-1].names = append(groups[n-1].names, names...)
			groups[n-1].line = m.line
			continue
		}
		groups = append(groups, group{names, weight, m.line})
	}
	for i, g := range groups {
		if i > 0 {
			g.weight-- // the first is the article's, others may be teasers'
		}
		add(g.weight, unique(g.names))
	}
}

const longestByline = 300 // bytes

// namesOfParts reads a byline whose parts only a style sheet keeps apart.
func (p *page) namesOfParts(text string) []string {
	whole := p.withoutTimes(spaced(text))
	if runes(whole) <= longestByline/3 && !endsSentence(whole) {
		if names := p.namesIn(whole, false); len(names) > 0 {
			return names
		}
	}
	var names []string
	for _, part := range splitParts(text) {
		found := p.namesIn(p.withoutTimes(part), false)
		if len(found) == 0 && len(names) > 0 {
			break
		}
		names = append(names, found...)
	}
	return unique(names)
}

// withoutTimes takes the times out of a byline: May 1, 2024, 2:54 pm by Ada Reed.
func (p *page) withoutTimes(s string) string {
	if !hasDigits(s) {
		return s
	}
	for _, w := range findTimes(s, p.lang) {
		if w.end <= len(s) && w.end > w.start {
			s = s[:w.start] + " " + s[w.end:]
			break
		}
	}
	return strings.Trim(weekday.ReplaceAllString(oneLine(s), ""), " ,;|-–—•·/")
}

// weekday stands before a day.
var weekday = regexp.MustCompile(`(?i)^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|` +
	`samstag|sonntag)\b,?|\s(?:am|on|vom|den|um)$`)

var (
	// surelyByline is a label that only a name follows, whatever its form.
	surelyByline = regexp.MustCompile(`^(?i:(?:posted|written|published|submitted|verfasst|geschrieben|gespeichert|erstellt|` +
		`eingestellt|veröffentlicht|publié|escrito|autor|author)\s?(?:by|von|par|por)?\s?:?)\s`)
	// chineseSigned is a line that is a label and a name.
	chineseSigned = regexp.MustCompile(`^.{0,10}(?:作者|记者|撰文)\s+(\p{Han}{2,4})$`)
	// signed is a full name beside a time.
	signed = regexp.MustCompile(`^\p{Lu}[\pL.'’-]*(?:\s\p{Lu}[\pL.'’-]*){1,2}$`)
	// latinByline opens a line that is a byline.
	latinByline = regexp.MustCompile(`^(?i:by|von|par|por|di|door|written by|posted by|words by|story by|text|autor|autorin|author|` +
		`verfasst von|geschrieben von|ein (?:gast)?beitrag von|ein artikel von|von:|publié par|escrito por)\b`)
	// inlineByline is one that other things stand before.
	inlineByline = regexp.MustCompile(`(?:^|[|•·–—\d]\s?|Uhr\s|\s-\s)(?:By|by|Von|von|Par|par|Por|Posted by|Written by|Autor:|` +
		`Autorin:|Text:|Author:)\s+(\p{Lu}[\pL.'’-]+(?:\s+(?:\p{Lu}[\pL.'’-]*|de|van|von|der|den|la|le|del|di|da)){1,3})`)
	// chineseByline is a labelled name in a line.
	chineseByline = regexp.MustCompile(`(?:(?:作\s?者|撰文|撰稿|采写|记\s?者|記者)\s*(?:[:：/／]|\x1f)|(?:^|[\s(（【\[])文\s?[/／]|` +
		`^(?:\p{Han}{2,6})?(?:记者|記者)\s)[\s\x1f]*([\p{Han}·、，,\s/]{2,40})`)
	// leadByline is one at the head of a Chinese report: 新京报讯（记者 张三）.
	leadByline = regexp.MustCompile(`^.{0,16}?[(（](?:[^()（）]{0,10}?)(?:记者|記者)[:：\s]*([\p{Han}·、，,\s]{2,40}?)(?:\s*(?:通讯员|实习生|摄影|报道|` +
		`文/图).*?)?[)）]`)
)

// labelledAuthors reads lines such as By Ada Reed or 作者：张三.
func (p *page) labelledAuthors(add func(int, []string)) {
	const longest = 100 // characters
	end := p.bodyEnd()
	for _, l := range p.lines {
		if l.where&(saysComments|saysAside|saysNav|saysFooter) != 0 && !p.nearHeadline(l.index) || l.heading == 1 {
			continue
		}
		near := p.nearHeadline(l.index)
		if !near && (l.index > end+8 || l.index < p.headline) {
			continue
		}
		if m := leadByline.FindStringSubmatch(l.text); m != nil {
			add(authorLabelled, p.chineseNames(m[1]))
			continue
		}
		if runes(l.text) > longest || l.figure {
			continue
		}
		weight := authorLabelled
		if !near {
			weight--
		}
		if m := chineseByline.FindStringSubmatch(strings.TrimSpace(l.parts)); m != nil {
			add(weight, p.chineseNames(m[1]))
			continue
		}
		if m := chineseSigned.FindStringSubmatch(l.text); m != nil {
			add(weight, p.chineseNames(m[1]))
			continue
		}
		if text := p.withoutTimes(spaced(l.parts)); latinByline.MatchString(l.text) || latinByline.MatchString(text) ||
			surelyByline.MatchString(text) {
			if near || l.index >= end-2 {
				add(weight, p.namesIn(text, !surelyByline.MatchString(text)))
			}
		} else if m := inlineByline.FindStringSubmatch(l.text); m != nil && near && !strings.HasSuffix(l.text, ".") {
			add(weight-1, p.namesIn(m[1], true))
		} else if l.index > p.headline && l.index <= p.headline+linesBefore && l.linked == 0 && text != l.text &&
			signed.MatchString(text) {
			add(weight-2, p.namesIn(text, true)) // Ada Reed, 1 May 2024
		}
	}
}
