package extract

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/charset"
	"sharecard/cmd/sharecard/internal/strictjson"
)

// page is a parsed document and what has been collected from it.
type page struct {
	doc  *goquery.Document
	got  *url.URL // where the page was got; nil if unknown
	base *url.URL // what addresses are relative to; nil if unknown
	lang string   // as the page says, BCP 47
	text bool     // it is a plain text
	head
	ld []object // JSON-LD
	body
	prose prose
	sites siteNames
}

// head is what a page says for programs. Pages say it in their body too.
type head struct {
	title    string
	meta     map[string][]string // by lower-case name or property, clean
	links    map[string]string   // href by rel: canonical, image_src
	base     string
	scripts  []string // JSON-LD
	headings []*html.Node
}

// Bounds of what is kept of a head.
const (
	mostMeta     = 400
	mostScripts  = 60
	longestLD    = 1 << 20 // bytes of JSON-LD in all
	mostHeadings = 200
)

func parse(in Page) (*page, error) {
	if len(in.HTML) > MaxBytes {
		return nil, fmt.Errorf("%w: a page has at most %d bytes", article.ErrTooLarge, MaxBytes)
	}
	text := charset.Decode(in.HTML, in.ContentType)
	if err := checkSize(text); err != nil {
		return nil, err
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPage, err)
	}
	p := &page{doc: goquery.NewDocumentFromNode(root), got: absolute(in.Address)}
	p.readHead(root)
	p.base = p.baseAddress()
	p.ld = readJSONLD(p.scripts)
	return p, nil
}

// readHead collects what there is for programs, and the headings.
func (p *page) readHead(root *html.Node) {
	p.head = head{meta: map[string][]string{}, links: map[string]string{}}
	scripts, metas := 0, 0
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			if lang := attribute(n, "lang"); lang != "" {
				p.lang = languageTag(lang)
			} else {
				p.lang = languageTag(attribute(n, "xml:lang"))
			}
		case atom.Title:
			if p.title == "" && n.Namespace == "" {
				p.title = clean(textOf(n))
			}
		case atom.Base:
			if p.head.base == "" {
				p.head.base = attribute(n, "href")
			}
		case atom.Meta:
			if metas < mostMeta {
				metas++
				p.readMeta(n)
			}
		case atom.Link:
			for rel := range strings.FieldsSeq(strings.ToLower(attribute(n, "rel"))) {
				if href := strings.TrimSpace(attribute(n, "href")); p.links[rel] == "" {
					p.links[rel] = href
				}
			}
		case atom.Script:
			if text := textOf(n); strings.HasPrefix(strings.ToLower(strings.TrimSpace(attribute(n, "type"))), "application/ld+json") &&
				len(p.scripts) < mostScripts && scripts+len(text) <= longestLD {
				scripts += len(text)
				p.scripts = append(p.scripts, text)
			}
		case atom.H1, atom.H2, atom.H3:
			if len(p.headings) < mostHeadings {
				p.headings = append(p.headings, n)
			}
		}
	}
}

func (p *page) readMeta(n *html.Node) {
	content := clean(attribute(n, "content"))
	if content == "" {
		content = clean(attribute(n, "value"))
	}
	if content == "" {
		return
	}
	var seen string
	for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
		name := strings.ToLower(strings.TrimSpace(attribute(n, key)))
		if name != "" && name != seen {
			p.meta[name] = append(p.meta[name], content)
		}
		seen = name
	}
}

// first is the first value that a meta element of one of the names has.
func (h *head) first(names ...string) string {
	for _, n := range names {
		if v := h.meta[n]; len(v) > 0 {
			return v[0]
		}
	}
	return ""
}

// baseAddress is what the page's addresses are relative to: <base> (HTML, section
// 2.4.3), else where it was got, else where it says it stands.
func (p *page) baseAddress() *url.URL {
	base := p.got
	for _, address := range []string{p.links["canonical"], p.first("og:url")} {
		if base == nil {
			base = absolute(address)
		}
	}
	href := strings.TrimSpace(p.head.base)
	u, err := url.Parse(href)
	switch {
	case href == "" || err != nil:
		return base
	case base != nil:
		return base.ResolveReference(u)
	}
	return absolute(href)
}

// absolute is an address that has a host, else nil.
func absolute(address string) *url.URL {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme == "" || u.Host == "" {
		return nil
	}
	return u
}

// address makes an address in the page absolute; "" where that cannot be.
func (p *page) address(s string) string {
	s = strings.TrimSpace(s)
	u, err := url.Parse(s)
	if err != nil || s == "" {
		return ""
	}
	if p.base != nil {
		u = p.base.ResolveReference(u)
	} else if u.Scheme == "" && u.Host != "" {
		u.Scheme = "https" // //host/path
	}
	if strictjson.CheckURL(u.String()) != "" || neverResolves(u.Hostname()) && (p.got == nil || p.got.Hostname() != u.Hostname()) {
		return ""
	}
	return u.String()
}

// neverResolves reports names that stand for no host on the web, so that a
// placeholder or a developer's machine is not taken for an address (RFC 6761,
// sections 6.3 and 6.4).
func neverResolves(host string) bool {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	for _, name := range []string{"invalid", "localhost"} {
		if host == name || strings.HasSuffix(host, "."+name) {
			return true
		}
	}
	return strings.HasPrefix(host, "127.") || host == "::1"
}

// host is the name of the host that the page stands on, without www; "" if
// unknown.
func (p *page) host() string {
	u := p.got
	if u == nil {
		u = p.base
	}
	if u == nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// textOf is all text inside an element.
func textOf(n *html.Node) string {
	if c := n.FirstChild; c != nil && c.NextSibling == nil && c.Type == html.TextNode {
		return c.Data
	}
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// languageTag is the page's own word on its language, as a BCP 47 tag.
func languageTag(lang string) string {
	tag := strings.ReplaceAll(strings.TrimSpace(lang), "_", "-")
	switch strings.ToLower(tag) {
	case "zh-cn", "zh", "zh-hans", "cn":
		return "zh-CN"
	}
	return tag
}
