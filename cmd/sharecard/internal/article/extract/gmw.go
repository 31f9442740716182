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
	set(&d.Title, textOf(p.doc.Find("h1.u-title")))
	source := p.doc.Find(".m-con-source")
	set(&d.Source.Name, textOf(source.Find("a")))
	set(&d.Source.Name, sourceOf(textOf(source)))
	set(&d.published, findTime(textOf(p.doc.Find(".m-con-time"))))
	d.Channel = breadcrumb(p.doc.Find(".g-crumbs a"), d.Title)
	set(&d.Editor, editorOf(textOf(p.doc.Find("#contentLiability, .liability"))))

	body := p.doc.Find(".u-mainText").First()
	d.paragraphs = takeCredits(blocks(body), &d.Article)
	d.ownBody = true
	d.images = append(d.images, pictures(body)...)

	any := false
	p.doc.Find(".m-mood li").Each(func(_ int, li *goquery.Selection) {
		count, err := strconv.Atoi(textOf(li.Find("span")))
		name := clean(strings.TrimSuffix(clean(li.Text()), textOf(li.Find("span"))))
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
