package extract

import (
	"regexp"
	"slices"
	"strings"
)

// dated is one place's word on when the article was published.
type dated struct {
	written
	weight int
	shown  bool // to readers, near the headline
}

// The weights of places that tell when. Published counts before modified, what is
// near the headline before what is elsewhere, and a labelled time before one that
// merely stands there.
const (
	timeStructured = 12 // JSON-LD datePublished
	timeMeta       = 11 // article:published_time and the like
	timeExact      = 9  // itemprop=datePublished, <time> near the headline
	timeLabelled   = 9  // 发布时间：, Published
	timeMarked     = 7  // a class that says date, near the headline
	timeNear       = 6  // a line near the headline
	timeAddress    = 5  // the page's address
	timeFar        = 4  // elsewhere in the article
	timeModified   = 2
)

var (
	publishedNames = []string{"article:published_time", "article:published", "og:article:published_time", "og:published_time",
		"og:pubdate", "og:release_date", "rnews:datepublished", "datepublished",
		"parsely-pub-date", "publishdate", "publish-date", "publish_date", "published_time", "published-date", "published_at",
		"pubdate", "pub_date", "sailthru.date", "cxenseparse:recs:publishtime",
		"weibo:article:create_at", "citation_publication_date", "citation_online_date", "dc.date.issued", "dcterms.issued",
		"dc.date.created", "dcterms.created", "dcterms.available",
		"article_date_original", "originalpublicationdate", "displaydate", "ptime", "article.published", "date_published",
		"bt:pubdate", "article:create_at", "og:time"}
	looseDateNames = []string{"date", "dc.date", "dcterms.date", "dc.terms.date", "article:date", "firstcreatetime", "created",
		"publication_date", "release_date", "og:date", "apub:time", "video:release_date", "uploaddate", "datecreated"}
	modifiedNames = []string{"article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified",
		"dc.date.modified", "lastmod", "revised", "article:modified", "bt:moddate", "lastmodified", "dateupdate", "updatedate",
		"update_time"}
)

var (
	publishedLabel = regexp.MustCompile(`(?i)发布时间|发布日期|发布于|发表时间|发表于|发稿时间|创建时间|更新日期：|时间[:：]|日期[:：]|published|posted|veröffentlicht|` +
		`erschienen|erstellt|publiziert|publié|publicado|pubblicato|geplaatst|opublikowano|公開日|掲載日|投稿日|配信|입력|등록|ngày đăng|date:|datum:`)
	modifiedLabel = regexp.MustCompile(`(?i)更新|修改|updated|modified|aktualisiert|geändert|zuletzt|last|mis à jour|modifié|actualizado|` +
		`aggiornato|bijgewerkt|stand:|最終更新|수정|retrieved|abgerufen|archiv`)
	// otherTime is in lines about something else than the article.
	otherTime = regexp.MustCompile(`(?i)今天是|现在是|截至|copyright|©|\(c\)|版权|备案|icp|所有|有效期|截止|出生|注册|valid until|gültig|termin|event|` +
		`veranstaltung|expires|login|joined|registriert|mitglied seit|build|version`)
	// addressDate is a date in the path of an address.
	addressDate = regexp.MustCompile(`/((?:19|20)\d\d)[-/_.]?(0[1-9]|1[0-2])[-/_.]?(0[1-9]|[12]\d|3[01])(?:[-/_.]|$)|` +
		`[^\d]((?:20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[-_./]|$)|[/_-]((?:20)\d\d)-(\d\d)-(\d\d)`)
)

// findPublished tells when the article was published.
func (p *page) findPublished() written {
	var all []dated
	add := func(text string, weight int) {
		if w := readTime(text, p.lang); !w.isZero() && len(all) < mostTimes {
			all = append(all, dated{written: w, weight: weight})
		}
	}
	if o := p.articleObject(); o != nil {
		weight := timeStructured
		if is, good := o.isArticle(); is && !good {
			weight = timeExact
		}
		add(textLD(o["datePublished"]), weight)
		add(textLD(o["dateCreated"]), weight-3)
		add(textLD(o["uploadDate"]), weight-3)
		add(textLD(o["dateModified"]), timeModified)
	}
	for _, o := range p.ld {
		if o.is("WebPage", "VideoObject") {
			add(textLD(o["datePublished"]), timeFar)
		}
	}
	for _, known := range []struct {
		names  []string
		weight int
	}{{publishedNames, timeMeta}, {looseDateNames, timeFar}, {modifiedNames, timeModified}} {
		for _, name := range known.names {
			add(p.first(name), known.weight)
		}
	}
	structured := len(all)
	p.markedTimes(add)
	p.writtenTimes(add)
	for i := structured; i < len(all); i++ {
		all[i].shown = all[i].weight >= timeNear && all[i].zone == nil && p.headline >= 0
	}
	for _, address := range []string{p.gotAddress(), p.links["canonical"], p.first("og:url")} {
		if w := dateInAddress(address); !w.isZero() {
			all = append(all, dated{written: w, weight: timeAddress})
			break
		}
	}
	return choose(all)
}

// mostTimes is how many candidates are compared.
const mostTimes = 500

// mostDays is how many days may be as sure as each other before they are taken for
// a list's.
const mostDays = 6

// choose takes the surest time, and of the times on its day the surest with a
// clock.
func choose(all []dated) written {
	best := surest(all, func(dated) bool { return true })
	if best.weight < timeExact {
		var seen []dated // one of each day that is as sure
		for _, d := range all {
			if d.weight >= best.weight-1 && !slices.ContainsFunc(seen, func(o dated) bool { return o.sameDay(d.written) }) {
				seen = append(seen, d)
			}
		}
		if len(seen) > mostDays {
			most := best.weight
			best = surest(all, func(d dated) bool { return d.weight < most-1 })
		}
	}
	if best.isZero() {
		return best.written
	}
	if shown := surest(all, func(d dated) bool {
		return d.shown && d.clock &&
			d.daysBefore(best.written) >= 2
	}); best.weight >= timeMeta && !shown.isZero() {
		best = shown // systems also call the time of a change published
	}
	if !best.clock {
		clock := surest(all, func(d dated) bool { return d.clock && d.sameDay(best.written) && d.weight > timeModified })
		if clock.isZero() {
			return best.written
		}
		best = clock
	}
	if best.zone != nil && best.zone.String() == "UTC" {
		// Systems that know no zone write Z behind the editor's own clock, which the
		// page shows.
		own := surest(all, func(d dated) bool {
			return d.shown && d.clock && d.sameDay(best.written) && d.hour == best.hour && d.minute == best.minute
		})
		if !own.isZero() {
			best.zone = nil
		}
	}
	return best.written
}

// surest is the time with the most weight among those that fit, the first of
// several.
func surest(all []dated, fits func(dated) bool) dated {
	var best dated
	for _, d := range all {
		if d.weight > best.weight && fits(d) {
			best = d
		}
	}
	return best
}

func (p *page) gotAddress() string {
	if p.got == nil {
		return ""
	}
	return p.got.String()
}

// dateInAddress reads /2024/05/01/ and its like.
func dateInAddress(address string) written {
	m := addressDate.FindStringSubmatch(address)
	if m == nil {
		return written{}
	}
	for i := 1; i < len(m); i += 3 {
		if w := (written{year: number(m[i]), month: number(m[i+1]), day: number(m[i+2])}); m[i] != "" && w.isValid() {
			return w
		}
	}
	return written{}
}

// markedTimes reads elements that say they hold a time.
func (p *page) markedTimes(add func(string, int)) {
	for _, m := range p.marks {
		if m.says&(saysTime|saysUpdated) == 0 || m.where&(saysComments|saysAside|saysNav) != 0 || len(m.parts) > longestMark ||
			otherTime.MatchString(m.text) {
			continue
		}
		weight := timeMarked
		switch {
		case m.exact && m.says&saysTime != 0:
			weight = timeExact
		case m.value != "" && m.says&saysTime != 0:
			weight = timeExact - 1
		}
		if !p.nearHeadline(m.line) {
			weight -= 3
			if m.line < p.headline || m.line > p.bodyEnd()+6 {
				weight -= 2
			}
		}
		if m.where&(saysFooter|saysBanner) != 0 {
			weight -= 3
		}
		if m.says&saysUpdated != 0 && !publishedLabel.MatchString(m.text) || modifiedLabel.MatchString(m.text) &&
			!publishedLabel.MatchString(m.text) {
			weight = min(weight, timeModified+1)
		}
		if m.value != "" && !readTime(m.value, p.lang).isZero() {
			add(m.value, weight)
			continue
		}
		if runes(m.text) <= longestTimeLine {
			add(spaced(m.parts), weight)
		}
	}
}

// spaced has spaces where the parts of a text are kept apart.
func spaced(parts string) string { return strings.Join(splitParts(parts), " ") }

const (
	longestTimeLine = 120   // characters
	mostTimeLines   = 1_000 // looked at; the time of an article stands near its headline
)

// writtenTimes reads lines that tell when.
func (p *page) writtenTimes(add func(string, int)) {
	end, looked := p.bodyEnd(), 0
	for _, l := range p.lines {
		if l.where&saysComments != 0 || len(l.text) > 3*longestTimeLine || !hasDigits(l.text) || runes(l.text) > longestTimeLine ||
			otherTime.MatchString(l.text) {
			continue
		}
		if looked++; looked > mostTimeLines {
			return
		}
		text := spaced(l.parts)
		if l.parts == l.text {
			text = l.text
		}
		found := findTimes(text, p.lang)
		if len(found) == 0 {
			continue
		}
		near := p.nearHeadline(l.index)
		published, modified := publishedLabel.MatchString(text), modifiedLabel.MatchString(text)
		isText := runes(text) > 50 && strings.ContainsAny(text[len(text)-1:], ".") || strings.HasSuffix(text, "。")
		weight := timeNear
		switch {
		case l.where&elsewhere == saysFooter && published && l.index > p.headline:
			weight = timeFar - 1
		case l.where&elsewhere != 0 && !(near && l.index >= p.headline):
			continue
		case 2*l.linked > len(l.text) && l.index > p.headline && l.index <= end+8 && found[0].clock && !isText:
			weight = timeFar - 2
		case isText && !published, 2*l.linked > len(l.text) && !published, (l.heading == 1 || l.heading == 2) && l.index != p.headline:
			continue
		case near && published && l.index <= p.headline+linesBefore:
			weight = timeLabelled
		case near && published:
			weight = timeMarked
		case near && l.index < p.headline:
			weight = timeNear - 1
		case near:
		case published && l.index > p.headline:
			weight = timeMarked
		case l.index > p.headline && l.index <= end+8 && runes(text) < 60:
			weight = timeFar - 1
		default:
			continue
		}
		if modified && !published {
			weight = min(weight, timeModified+1)
		}
		first := found[0]
		if published && modified && len(found) > 1 { // "Updated … Published …": the label's own
			first = found[labelledIndex(text, found)]
		}
		add(text[first.start:first.end], weight)
	}
}

// labelledIndex is the time that follows the word for published most closely.
func labelledIndex(text string, found []written) int {
	at := publishedLabel.FindStringIndex(text)[0]
	for i, w := range found {
		if w.start >= at {
			return i
		}
	}
	return 0
}
