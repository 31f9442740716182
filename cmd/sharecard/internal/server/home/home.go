// Package home makes the start page: the cards of a sample article, with the lines
// to copy.
package home

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"net/url"
	"slices"
	"strings"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
)

//go:embed *.html *.css *.js *.svg *.json
var files embed.FS

var page = template.Must(template.New("index.html").Option("missingkey=error").
	Funcs(template.FuncMap{"card": newFigure, "line": newLine}).
	ParseFS(files, "index.html"))

// words are the words of the page by language. They are read once.
var words = func() (read map[string]map[string]string) {
	text, err := files.ReadFile("words.json")
	if err != nil {
		panic(err) // the file is embedded
	}
	if err := json.Unmarshal(text, &read); err != nil {
		panic(err)
	}
	return read
}()

// Languages are those of the page; the first is for all other readers.
var Languages = []string{"zh", "en"}

// MaxArticles is how many articles the page offers.
const MaxArticles = 12

// Policy lets the page load its own files and pictures, and nothing else.
const Policy = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// Page is what the page shows.
type Page struct {
	Address  string // of the server
	Lang     string // one of Languages
	Theme    string // "" is each template's own look
	Articles []*article.Article
	Article  *article.Article // whose cards are shown; nil: there is none

	OtherLang string
	T         map[string]string // the words of the page
	Looks     []string
	Cards     []homeCard
	Gallery   *homeCard // the template whose picture stands for an article
}

// Choose returns the article to show where none is asked for: the first with a
// cover, else the first.
func Choose(articles []*article.Article) *article.Article {
	for _, a := range articles {
		if a.Cover != nil {
			return a
		}
	}
	if len(articles) > 0 {
		return articles[0]
	}
	return nil
}

// Render makes the page's HTML. A look that there is not is none.
func (p *Page) Render(templates []*card.LoadedTemplate) ([]byte, error) {
	p.Looks = append([]string{""}, card.Looks()...)
	if !slices.Contains(p.Looks, p.Theme) {
		p.Theme = ""
	}
	p.OtherLang = Languages[1-slices.Index(Languages, p.Lang)]
	p.T = words[p.Lang]
	if p.Article != nil {
		p.fillCards(templates)
	}
	var body bytes.Buffer
	if err := page.Execute(&body, p); err != nil {
		return nil, fmt.Errorf("the start page: %w", err)
	}
	return body.Bytes(), nil
}

// homeCard is one card of the chosen article.
type homeCard struct {
	Name, Title   string
	Path          string // of the picture on this server
	Width, Height int    // px; Height is 0 where the content decides
	Kind          string // "jpg", "png"
	Alt           string // what the card shows
	Img, Meta     string // lines to copy
	Curl          string
}

// figure is a card with what its partial template needs of the page.
type figure struct {
	T    map[string]string
	Card homeCard
}

func newFigure(p *Page, hc homeCard) figure {
	return figure{p.T, hc}
}

// line is a text with a button that copies it.
type line struct {
	T           map[string]string
	Label, Text string
}

func newLine(t map[string]string, label, text string) line {
	return line{t, label, text}
}

// ArticleLink is this page's address with another article.
func (p *Page) ArticleLink(id string) string { return link(id, p.Theme, p.Lang) }

// LookLink is this page's address with another look; "" is each template's own.
func (p *Page) LookLink(look string) string { return link(p.Article.ID, look, p.Lang) }

// LanguageLink is this page's address in another language.
func (p *Page) LanguageLink(lang string) string {
	id := ""
	if p.Article != nil {
		id = p.Article.ID
	}
	return link(id, p.Theme, lang)
}

func link(articleID, theme, lang string) string {
	q := url.Values{"lang": {lang}}
	if articleID != "" {
		q.Set("article", articleID)
	}
	if theme != "" {
		q.Set("theme", theme)
	}
	return "/?" + q.Encode()
}

// CardPath is the address of an article's card on this server.
func (p *Page) CardPath(articleID string, t *homeCard) string {
	path := "/v1/articles/" + url.PathEscape(articleID) + "/cards/" + t.Name + "." + t.Kind
	if p.Theme != "" {
		path += "?theme=" + url.QueryEscape(p.Theme)
	}
	return path
}

// fillCards lists the cards, first what most come for: the cover where the article has
// a picture, else the poster.
func (p *Page) fillCards(templates []*card.LoadedTemplate) {
	first := "poster"
	if p.Article.Cover != nil {
		first = "cover"
	}
	slices.SortStableFunc(templates, func(a, b *card.LoadedTemplate) int {
		switch {
		case a.Name == first && b.Name != first:
			return -1
		case b.Name == first && a.Name != first:
			return 1
		}
		return 0
	})
	for _, e := range templates {
		hc := homeCard{Name: e.Name, Title: e.Name, Kind: "png", Alt: p.Article.Title}
		if t := e.Template; t != nil {
			hc.Title, hc.Width, hc.Height = t.Title, t.Width, t.Height
			hc.Kind, hc.Alt = t.Format.Ext(), card.Alt(e, p.Article)
		}
		hc.Path = p.CardPath(p.Article.ID, &hc)
		hc.lines(p.Address + hc.Path)
		p.Cards = append(p.Cards, hc)
	}
	if len(p.Cards) > 0 {
		p.Gallery = &p.Cards[0]
	}
}

// lines makes the lines to copy.
func (hc *homeCard) lines(address string) {
	attribute := template.HTMLEscapeString
	size, metaSize := "", ""
	if hc.Height > 0 {
		size = fmt.Sprintf(` width="%d" height="%d"`, hc.Width, hc.Height)
		metaSize = fmt.Sprintf("\n<meta property=\"og:image:width\" content=\"%d\">\n<meta property=\"og:image:height\" content=\"%d\">",
			hc.Width, hc.Height)
	}
	hc.Img = fmt.Sprintf(`<img src="%s"%s alt="%s">`, attribute(address), size, attribute(hc.Alt))
	hc.Meta = fmt.Sprintf(`<meta property="og:image" content="%s">`, attribute(address)) + metaSize +
		"\n<meta name=\"twitter:card\" content=\"summary_large_image\">"
	hc.Curl = fmt.Sprintf("curl -o %s.%s '%s'", hc.Name, hc.Kind, strings.ReplaceAll(address, "'", "%27"))
}

// assetTypes are the files that the page loads, and their types.
var assetTypes = map[string]string{
	"home.css": "text/css; charset=utf-8",
	"home.js":  "text/javascript; charset=utf-8",
	"icon.svg": "image/svg+xml",
}

// Asset returns a file that the page loads, and its type. The error is fs.ErrNotExist
// for any other.
func Asset(name string) (content []byte, mediaType string, err error) {
	if mediaType = assetTypes[name]; mediaType == "" {
		return nil, "", fs.ErrNotExist
	}
	content, err = files.ReadFile(name)
	return content, mediaType, err
}
