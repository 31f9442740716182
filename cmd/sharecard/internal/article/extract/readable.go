package extract

import (
	"github.com/PuerkitoBio/goquery"

	readability "codeberg.org/readeck/go-readability/v2"
)

// mostElements bounds the elements that readability scores: it goes over them
// several times.
const mostElements = 20_000

// readReadable finds the text of a page that none of the other ways could read.
func readReadable(p *page, d *draft) {
	if d.Title != "" && (d.Summary != "" || len(d.paragraphs) > 0) {
		return
	}
	parser := readability.NewParser()
	parser.MaxElemsToParse = mostElements
	found, err := parser.ParseDocument(p.doc.Get(0), p.base)
	if err != nil || found.Node == nil {
		return // then the page has no more to tell
	}
	set(&d.Title, found.Title())
	set(&d.Source.Name, found.SiteName())
	if len(d.paragraphs) == 0 {
		body := goquery.NewDocumentFromNode(found.Node).Selection
		d.paragraphs = takeCredits(blocks(body), &d.Article)
		d.images = append(d.images, pictures(body)...)
	}
}
