package extract

import (
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"sharecard/cmd/sharecard/internal/article"
)

// gmwFits recognises a page of 光明网 (gmw.cn).
func gmwFits(p *page) bool {
	return p.doc.Find("h1.u-title").Length() > 0 && p.doc.Find(".u-mainText").Length() > 0
}

func gmwRead(p *page, d *draft) {
	set(&d.Title, firstText(p.doc.Find("h1.u-title")))
	source := p.doc.Find(".m-con-source")
	set(&d.Source.Name, firstText(source.Find("a")))
	set(&d.Source.Name, sourceOf(firstText(source)))
	d.published = readTime(firstText(p.doc.Find(".m-con-time")), p.lang)
	d.Channel = p.channels(p.doc.Find(".g-crumbs a").Map(func(_ int, a *goquery.Selection) string { return clean(a.Text()) }), d.Title)
	set(&d.Editor, editorOf(firstText(p.doc.Find("#contentLiability, .liability"))))

	p.prose = p.textOfElement(p.doc.Find(".u-mainText").Get(0))
	d.paragraphs = takeCredits(p.prose.paragraphs, &d.Article)

	any := false
	p.doc.Find(".m-mood li").Each(func(_ int, li *goquery.Selection) {
		count, err := strconv.Atoi(firstText(li.Find("span")))
		name := clean(strings.TrimSuffix(clean(li.Text()), firstText(li.Find("span"))))
		if err != nil || name == "" {
			return
		}
		any = any || count > 0
		d.Reactions = append(d.Reactions, article.Reaction{Name: name, Count: count})
	})
	if !any {
		d.Reactions = nil
	}
}
