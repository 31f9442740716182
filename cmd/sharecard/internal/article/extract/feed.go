package extract

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/charset"
	"sharecard/cmd/sharecard/internal/strictjson"
)

// mostItems is how many items of a feed are read, the first ones.
const mostItems = 200

// longestItemTitle is how much of the title of an [Item] is told, in characters.
const longestItemTitle = 500

// ErrFeed is wrapped by errors about a feed as a whole.
var ErrFeed = errors.New("feed cannot be read")

// feedItem is what the three kinds of feeds say of an article. The values are as
// written, text or markup.
type feedItem struct {
	title, link, summary, content, published, image, lang string
	authors                                               []string
}

// Item is what became of an item of a feed.
type Item struct {
	Article *article.Article // nil: Err says why it makes none
	Title   string           // as the feed has it
	Err     error
}

// Feed returns the items of a feed, RSS (0.9x, 1.0, 2.0), Atom (RFC 4287) or
// JSON Feed (1.1), the first mostItems in its order. An item makes no article where
// it has no headline; a feed of such items only is an error.
func Feed(ctx context.Context, in Page) ([]Item, error) {
	if len(in.HTML) > MaxBytes {
		return nil, fmt.Errorf("%w: a feed has at most %d bytes", article.ErrTooLarge, MaxBytes)
	}
	text := strings.TrimSpace(charset.Decode(in.HTML, in.ContentType))
	if strings.Count(text, "<") > 2*maxNodes || strings.Count(text, "{") > maxNodes/10 {
		return nil, fmt.Errorf("%w: it has more than %d elements", ErrFeed, maxNodes)
	}
	site, found, err := "", []feedItem(nil), error(nil)
	if strings.HasPrefix(text, "{") {
		site, found, err = readJSONFeed(text)
	} else {
		site, found, err = readXMLFeed(text)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFeed, err)
	}
	var items []Item
	articles := 0
	for _, item := range found[:min(len(found), mostItems)] {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		a, err := item.article(site, in.Address)
		wrong := (*strictjson.FieldError)(nil)
		switch {
		case err == nil:
			articles++
		case !errors.As(err, &wrong) && !errors.Is(err, ErrPage):
			return nil, err
		}
		title := []rune(clean(item.title))
		items = append(items, Item{a, string(title[:min(len(title), longestItemTitle)]), err})
	}
	if articles == 0 {
		return nil, fmt.Errorf("%w: it has no item with a title", ErrFeed)
	}
	return items, nil
}

// article makes an article of an item as of a page that has its values in meta
// elements and its content as text.
func (i *feedItem) article(site, address string) (*article.Article, error) {
	p := &page{got: absolute(address), lang: languageTag(i.lang)}
	p.meta = map[string][]string{}
	for name, value := range map[string]string{"og:title": i.title, "og:site_name": tidySite(clean(site)), "og:image": i.image} {
		if value = clean(value); value != "" {
			p.meta[name] = []string{value}
		}
	}
	p.links = map[string]string{"canonical": strings.TrimSpace(i.link)}
	if p.base = absolute(i.link); p.base == nil {
		p.base = p.got
	}
	p.got = nil // where the feed is, not the article
	p.sites = p.siteNames()
	if err := p.readContent(firstOf(i.content, i.summary)); err != nil {
		return nil, err
	}
	d := &draft{published: readTime(clean(i.published), p.lang)}
	for _, name := range i.authors {
		d.Authors = append(d.Authors, p.namesIn(clean(name), false)...)
	}
	d.Summary = clean(i.summary)
	if strings.ContainsAny(i.summary, "<") && i.summary == firstOf(i.content, i.summary) {
		d.Summary = "" // its first paragraph is
	}
	p.fill(d, p.sites.strip(p.first("og:title")))
	return finish(d)
}

// readContent reads the markup of an item's content as the body of a page.
func (p *page) readContent(content string) error {
	if err := checkSize(content); err != nil {
		return err
	}
	root, err := html.Parse(strings.NewReader(content))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrPage, err)
	}
	p.body = walkBody(root, nil)
	p.prose = p.textOfElement(root)
	return nil
}

// xmlFeed has the elements of RSS and Atom that are read, under any namespace:
// the two share few names, and where they do the meaning is the same.
type xmlFeed struct {
	XMLName xml.Name
	Lang    string    `xml:"lang,attr"`
	Channel xmlMeta   `xml:"channel"` // RSS
	Items   []xmlItem `xml:"item"`    // RSS 1.0
	xmlMeta           // Atom
}

type xmlMeta struct {
	Title    xmlText     `xml:"title"`
	Language string      `xml:"language"`
	Authors  []xmlAuthor `xml:"author"`
	Items    []xmlItem   `xml:"item"`
	Entries  []xmlItem   `xml:"entry"`
}

type xmlItem struct {
	Titles      []xmlText   `xml:"title"` // media:title comes later
	Links       []xmlLink   `xml:"link"`
	GUID        xmlLink     `xml:"guid"`
	Description xmlText     `xml:"description"`
	Summary     xmlText     `xml:"summary"`
	Encoded     string      `xml:"encoded"` // content:encoded
	Contents    []xmlMedia  `xml:"content"` // Atom's content, and media:content
	Published   string      `xml:"published"`
	PubDate     string      `xml:"pubDate"`
	Date        string      `xml:"date"` // dc:date
	Updated     string      `xml:"updated"`
	Authors     []xmlAuthor `xml:"author"`
	Creators    []string    `xml:"creator"` // dc:creator
	Enclosures  []xmlLink   `xml:"enclosure"`
	Thumbnails  []xmlLink   `xml:"thumbnail"` // media:thumbnail
	Groups      []struct {
		Contents   []xmlMedia `xml:"content"`
		Thumbnails []xmlLink  `xml:"thumbnail"`
	} `xml:"group"` // media:group
}

type xmlText struct {
	Text  string `xml:",chardata"`
	Inner string `xml:",innerxml"`
	Type  string `xml:"type,attr"`
}

// String is the text, or the markup of a text that is XHTML.
func (t xmlText) String() string {
	if t.Type == "xhtml" {
		return t.Inner
	}
	return t.Text
}

type xmlMedia struct {
	xmlText
	URL    string `xml:"url,attr"`
	Medium string `xml:"medium,attr"`
}

type xmlAuthor struct {
	Name string `xml:"name"`
	Text string `xml:",chardata"`
}

type xmlLink struct {
	Text      string `xml:",chardata"`
	Href      string `xml:"href,attr"`
	URL       string `xml:"url,attr"`
	Rel       string `xml:"rel,attr"`
	Type      string `xml:"type,attr"`
	Permalink string `xml:"isPermaLink,attr"`
}

func readXMLFeed(text string) (site string, items []feedItem, err error) {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is UTF-8 by now
	var f xmlFeed
	if err := d.Decode(&f); err != nil {
		return "", nil, err
	}
	switch f.XMLName.Local {
	case "rss", "RDF", "feed":
	default:
		return "", nil, fmt.Errorf("it begins with <%s>, not <rss>, <rdf:RDF> or <feed>", f.XMLName.Local)
	}
	all := append(append(append([]xmlItem(nil), f.Channel.Items...), f.Items...), f.Entries...)
	site = firstOf(f.Channel.Title.Text, f.Title.Text)
	for _, x := range all {
		item := x.item()
		item.lang = firstOf(f.Channel.Language, f.Language, f.Lang)
		if item.authors == nil {
			item.authors = namesOf(f.Authors)
		}
		items = append(items, item)
	}
	return site, items, nil
}

func (x *xmlItem) item() feedItem {
	i := feedItem{summary: firstOf(x.Summary.String(), x.Description.String()), content: x.Encoded,
		published: firstOf(x.Published, x.PubDate, x.Date, x.Updated), authors: append(namesOf(x.Authors), x.Creators...)}
	if len(x.Titles) > 0 {
		i.title = x.Titles[0].String()
	}
	for _, l := range x.Links {
		if l.Rel == "" || l.Rel == "alternate" {
			i.link = firstOf(i.link, strings.TrimSpace(l.Text), l.Href)
		}
	}
	if x.GUID.Permalink != "false" && strings.HasPrefix(x.GUID.Text, "http") {
		i.link = firstOf(i.link, x.GUID.Text)
	}
	for _, c := range x.Contents {
		if c.URL == "" {
			i.content = firstOf(i.content, c.String())
		} else if c.Medium == "image" || strings.HasPrefix(c.Type, "image/") || c.Medium == "" && c.Type == "" {
			i.image = firstOf(i.image, c.URL)
		}
	}
	for _, l := range x.Enclosures {
		if strings.HasPrefix(l.Type, "image/") {
			i.image = firstOf(i.image, l.URL)
		}
	}
	for _, g := range x.Groups {
		for _, c := range g.Contents {
			if c.Medium == "image" || strings.HasPrefix(c.Type, "image/") {
				i.image = firstOf(i.image, c.URL)
			}
		}
		x.Thumbnails = append(x.Thumbnails, g.Thumbnails...)
	}
	for _, l := range x.Thumbnails {
		i.image = firstOf(i.image, l.URL)
	}
	return i
}

// namesOf are the names of Atom's authors, and the texts of RSS's: an address and
// a name in brackets.
func namesOf(authors []xmlAuthor) []string {
	var names []string
	for _, a := range authors {
		name := firstOf(a.Name, strings.TrimSpace(a.Text))
		if _, inner, ok := strings.Cut(name, "("); ok && strings.Contains(name, "@") {
			name = strings.TrimSuffix(strings.TrimSpace(inner), ")")
		}
		names = append(names, name)
	}
	return names
}

func readJSONFeed(text string) (site string, items []feedItem, err error) {
	type author struct{ Name string }
	var f struct {
		Version, Title, Language string
		Authors                  []author
		Items                    []struct {
			URL, Title, Summary, Image, Language string
			ExternalURL                          string `json:"external_url"`
			HTML                                 string `json:"content_html"`
			Text                                 string `json:"content_text"`
			Banner                               string `json:"banner_image"`
			Published                            string `json:"date_published"`
			Modified                             string `json:"date_modified"`
			Authors                              []author
			Author                               author // version 1.0
		}
	}
	if err := json.Unmarshal([]byte(text), &f); err != nil {
		return "", nil, err
	}
	if !strings.Contains(f.Version, "jsonfeed.org/version/") {
		return "", nil, errors.New("it is JSON, but its version is not one of jsonfeed.org")
	}
	for _, x := range f.Items {
		i := feedItem{title: x.Title, link: firstOf(x.URL, x.ExternalURL), summary: x.Summary, content: firstOf(x.HTML,
			html.EscapeString(x.Text)),
			published: firstOf(x.Published, x.Modified), image: firstOf(x.Image, x.Banner), lang: firstOf(x.Language, f.Language)}
		authors := append(x.Authors, x.Author)
		if len(x.Authors) == 0 && x.Author.Name == "" {
			authors = f.Authors
		}
		for _, a := range authors {
			if a.Name != "" {
				i.authors = append(i.authors, a.Name)
			}
		}
		items = append(items, i)
	}
	return f.Title, items, nil
}
