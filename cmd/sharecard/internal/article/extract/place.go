package extract

import (
	"net/url"
	"strings"

	"golang.org/x/net/html/atom"
)

// findURL is the article's address: what the page calls it, if it can be, else
// where it was got.
func (p *page) findURL() string {
	candidates := []string{p.links["canonical"], p.first("og:url"), p.first("twitter:url")}
	if o := p.articleObject(); o != nil {
		candidates = append(candidates, addressLD(o["url"]), addressLD(o["mainEntityOfPage"]))
	}
	candidates = append(candidates, p.gotAddress())
	best := ""
	for _, c := range candidates {
		address := p.articleAddress(c)
		if address == "" {
			continue
		}
		if !isHome(address) {
			return address
		}
		if best == "" {
			best = address
		}
	}
	return best
}

// articleAddress makes an address absolute and drops the fragment, unless scripts
// take it for a path (#/article/12, #!/article/12).
func (p *page) articleAddress(s string) string {
	if s = strings.TrimSpace(s); s == "" || strings.HasPrefix(s, "#") {
		return ""
	}
	address := p.address(s)
	if i := strings.IndexByte(address, '#'); i >= 0 && !strings.HasPrefix(address[i:], "#/") && !strings.HasPrefix(address[i:], "#!") {
		address = address[:i]
	}
	return address
}

// isHome reports the address of a site's front page.
func isHome(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return true
	}
	path := strings.ToLower(strings.Trim(u.Path, "/"))
	switch path {
	case "", "index.html", "index.htm", "index.php", "home":
		return u.RawQuery == "" && u.Fragment == ""
	}
	return false
}

// findChannel is the breadcrumb of the page, outermost first, or its section.
func (p *page) findChannel(title string) []string {
	for _, o := range p.ld {
		if o.is("BreadcrumbList") {
			var names []string
			for _, e := range listOf(o["itemListElement"]) {
				item, _ := e.(map[string]any)
				name := textLD(item["name"])
				if name == "" {
					name = textLD(item["item"])
				}
				names = append(names, name)
			}
			if list := p.channels(names, title); list != nil {
				return list
			}
		}
	}
	if o := p.articleObject(); o != nil {
		if section := textLD(o["articleSection"]); section != "" {
			return []string{section}
		}
	}
	if section := p.first("article:section"); section != "" {
		return []string{section}
	}
	for _, m := range p.marks {
		if m.says&saysCrumb == 0 || m.parts == "" {
			continue
		}
		var names []string
		for d := range m.node.Descendants() {
			if d.DataAtom == atom.A {
				names = append(names, clean(textOf(d)))
			}
		}
		if list := p.channels(names, title); list != nil {
			return list
		}
	}
	return nil
}

// isPlaceWord reports the words for the front page and for the text itself.
func isPlaceWord(s string) bool {
	switch s {
	case "正文", "内容", "详情", "文章":
		return true
	}
	return strings.HasSuffix(s, "首页") || strings.HasSuffix(s, "首頁") || strings.EqualFold(s, "home") || strings.EqualFold(s, "startseite")
}

// channels drops the steps of a breadcrumb that are no channels: the front page,
// the text itself.
func (p *page) channels(names []string, title string) []string {
	var kept []string
	for _, name := range names {
		name = strings.Trim(name, " >»›/")
		switch {
		case name == "", same(name, title), isPlaceWord(name), runes(name) > 60:
		default:
			kept = append(kept, name)
		}
	}
	return kept
}
