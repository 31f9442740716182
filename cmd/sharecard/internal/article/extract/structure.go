package extract

import "github.com/PuerkitoBio/goquery"

// structure is the page structure of one site. fits looks for the elements that
// read relies on, not for the host: most pages arrive as saved files.
type structure struct {
	fits func(*page) bool
	read func(*page, *draft)
}

// structures are the sites known by their markup. Each has a file of its own.
func structures() []structure {
	return []structure{
		{gmwFits, gmwRead},
		{wechatFits, wechatRead},
	}
}

func readStructure(p *page, d *draft) {
	for _, s := range structures() {
		if s.fits(p) {
			s.read(p, d)
			return
		}
	}
}

// firstText is the clean text of the first element of a selection.
func firstText(s *goquery.Selection) string { return clean(s.First().Text()) }
