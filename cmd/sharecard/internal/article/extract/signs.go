package extract

import "strings"

// sign is what the words in an element's class, id and other attributes say of
// it. Pages agree on few names, but the words in them are much the same.
type sign uint32

const (
	saysAuthor sign = 1 << iota
	saysTime
	saysUpdated
	saysSource
	saysTitle
	saysLead
	saysBody
	saysCrumb

	saysNav
	saysAside
	saysComments
	saysFooter
	saysBanner
	saysTags
	saysLogo

	negates // the word after it describes what surrounds the element
)

// elsewhere are the signs of places that hold nothing of the article's own.
const elsewhere = saysNav | saysAside | saysComments | saysFooter | saysBanner

// signWords maps a word, in lower case, to what it says.
var signWords = wordTable(map[sign]string{
	saysAuthor: `author authors byline bylines byl zuozhe writer writers autor autoren autorin auteur auteurs autore autores
		contributor contributors
		journalist journalists verfasser redakteur redaktor reporter authorname fn authored submitter username redactor firma`,
	saysTime: `date time datetime published publish pubdate pubtime publishdate publishtime posted timestamp datum dateline fecha
		data ptime riqi shijian
		datepublished createtime releasetime pubtm infotime dates zeit`,
	saysUpdated: `updated modified update lastmod dateupdated aktualisiert`,
	saysSource:  `source laiyuan origin mediasource sourcename medianame sitename`,
	saysTitle:   `title headline heading titel titre titulo biaoti`,
	saysLead: `lead teaser summary standfirst dek deck subtitle subline subheadline intro introduction vorspann anreisser excerpt
		abstract zhaiyao daodu lede
		chapo bajada copete entradilla sumario sommario`,
	saysBody: `body content contents text article entry post story artikel editor zoom richtext maintext artibody articlebody
		postbody entrycontent cnt neirong zhengwen
		detail details copy prose`,
	saysCrumb: `breadcrumb breadcrumbs crumb crumbs crumbtrail position path brotkrumen mianbao`,
	saysNav:   `nav navi navigation navbar menu menue topbar toolbar tabs pagination pager sitemap skiplinks`,
	saysAside: `sidebar aside widget widgets related recommend recommended recommendation recommendations popular trending hot ads ad
		advert advertisement
		promo newsletter share sharing social rank ranking similar carousel slider ticker sponsored outbrain taboola subscribe
		paywall suggested
		mostread meistgelesen marginal yingyong tuijian xiangguan readmore morenews teasers offcanvas bookmark`,
	saysComments: `comment comments commentlist respond disqus replies pinglun kommentar kommentare commentaires comentarios
		guestbook discussion`,
	saysFooter: `footer colophon impressum copyright foot footnotes`,
	saysBanner: `masthead banner login cookie cookies consent modal popup overlay lightbox logo branding search dialog tooltip gdpr
		siteheader`,
	saysTags: `tag tags keyword keywords label labels category categories topics schlagworte`,
	saysLogo: `logo sitelogo branding`,
	negates:  `has with no without hide show not is above below toggle if enable enabled`,
})

func wordTable(of map[sign]string) map[string]sign {
	table := map[string]sign{}
	for s, words := range of {
		for w := range strings.FieldsSeq(words) {
			table[w] |= s
		}
	}
	return table
}

// signParts are looked for inside longer words, which run several together.
var signParts = []struct {
	part string
	says sign
}{
	{"author", saysAuthor}, {"byline", saysAuthor}, {"comment", saysComments}, {"sidebar", saysAside}, {"related", saysAside},
	{"breadcrumb", saysCrumb},
	{"pubdate", saysTime}, {"pubtime", saysTime}, {"publish", saysTime}, {"newsletter", saysAside}, {"recommend", saysAside},
	{"advert", saysAside},
}

// signsOf reads the words of an attribute, which stand between anything but
// letters, or begin with a capital one: article-author, postMeta, pub_time.
func signsOf(attribute string) sign {
	const longest = 400 // bytes; style frameworks write long lists that say nothing
	attribute = attribute[:min(len(attribute), longest)]
	var all sign
	negated := false
	start := 0
	word := func(end int) {
		if end > start {
			w := strings.ToLower(attribute[start:end])
			s := signWords[w]
			if s == 0 && len(w) > 7 {
				for _, p := range signParts {
					if strings.Contains(w, p.part) {
						s |= p.says
					}
				}
			}
			if s&negates != 0 {
				negated = true
			} else if !negated {
				all |= s
			}
		}
		start = end
	}
	for i := 0; i < len(attribute); i++ {
		c := attribute[i]
		switch {
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			if c < 'a' && i > 0 && attribute[i-1] >= 'a' && attribute[i-1] <= 'z' {
				word(i)
			}
		default:
			word(i)
			start = i + 1
			if c == ' ' {
				negated = false
			}
		}
	}
	word(len(attribute))
	return all
}
