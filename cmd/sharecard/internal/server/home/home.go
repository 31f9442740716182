// Package home makes the start page: a box that takes an article in whatever form, and
// the cards of it. Those of a stored article come with the lines to copy; those of one
// in the box are asked for by home.js, and that article is not stored.
package home

import (
	"bytes"
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/kit"
	"sharecard/cmd/sharecard/internal/server/words"
	"sharecard/render"
)

//go:embed *.html *.css *.js *.svg *.json
var files embed.FS

var page = template.Must(template.New("index.html").Option("missingkey=error").
	Funcs(template.FuncMap{"card": newFigure, "line": newLine}).
	ParseFS(files, "index.html"))

//go:embed words.json
var ownWords []byte

var texts = words.With(ownWords)

// MaxArticles is how many articles the page offers.
const MaxArticles = 12

// Policy lets the page load its own files and pictures, those that it was answered, and
// what the share button needs.
const Policy = "default-src 'none'; img-src 'self' blob:; style-src 'self'; script-src 'self' https://res.wx.qq.com; " +
	"connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// Page is what the page shows.
type Page struct {
	Address  string // of the server
	Lang     string // one of words.Languages
	Theme    string // "" is each template's own theme
	Articles []*article.Article
	Article  *article.Article // whose cards are shown; nil: there is none
	Sample   bool             // Article came with the program
	Now      time.Time        // what is news is a matter of the time

	OtherLang string
	T         words.Words
	Themes    []string
	Cards     []homeCard // those of a kit
	Omitted   []omitted  // the others
	Gallery   *homeCard  // the template whose picture stands for an article
	Script    template.JS
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

// Render makes the page's HTML. A theme that there is not is none.
func (p *Page) Render(templates []*card.LoadedTemplate) ([]byte, error) {
	p.Themes = append([]string{""}, card.Themes()...)
	if !slices.Contains(p.Themes, p.Theme) {
		p.Theme = ""
	}
	p.OtherLang = words.Other(p.Lang)
	p.T = texts[p.Lang]
	cards := p.list(templates)
	// encoding/json escapes what would end the script element.
	script, err := json.Marshal(map[string]any{"words": p.T, "cards": cards, "theme": p.Theme, "lang": p.Lang})
	if err != nil {
		return nil, fmt.Errorf("the start page: %w", err)
	}
	p.Script = template.JS(script)
	if p.Article != nil {
		p.fill(cards, templates)
	}
	var body bytes.Buffer
	if err := page.Execute(&body, p); err != nil {
		return nil, fmt.Errorf("the start page: %w", err)
	}
	return body.Bytes(), nil
}

// homeCard is one card of the chosen article.
type homeCard struct {
	Name   string   `json:"name"`
	Title  string   `json:"title"`
	Width  int      `json:"-"` // px
	Height int      `json:"-"` // px; 0 where the content decides
	Ratio  float64  `json:"ratio"`
	Themes []string `json:"themes"` // those that suit it
	Kind   string   `json:"-"`      // "jpg", "png", "webp"
	Path   string   `json:"-"`      // of the picture on this server
	Alt    string   `json:"-"`      // what the card shows
	Lines  []copied `json:"-"`
}

// omitted is a card that does not fit the article, and why.
type omitted struct{ Title, Reason string }

// copied is a text to copy; Label is a key of the page's words.
type copied struct{ Label, Text string }

// figure is a card with what its partial template needs of the page.
type figure struct {
	T    words.Words
	Card homeCard
}

func newFigure(p *Page, hc homeCard) figure {
	return figure{p.T, hc}
}

// line is a text with a button that copies it.
type line struct {
	T           words.Words
	Label, Text string
}

func newLine(t words.Words, label, text string) line {
	return line{t, label, text}
}

// ArticleLink is this page's address with another article.
func (p *Page) ArticleLink(id string) string { return link(id, p.Theme, p.Lang) }

// ThemeLink is this page's address with another theme; "" is each template's own.
func (p *Page) ThemeLink(theme string) string { return link(p.articleID(), theme, p.Lang) + "#cards" }

// LanguageLink is this page's address in another language.
func (p *Page) LanguageLink(lang string) string { return link(p.articleID(), p.Theme, lang) }

func (p *Page) articleID() string {
	if p.Article == nil {
		return ""
	}
	return p.Article.ID
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

// CardPath is the address of an article's card on this server, in the page's theme where
// that suits the card.
func (p *Page) CardPath(articleID string, t *homeCard) string {
	theme := p.Theme
	if !slices.Contains(t.Themes, theme) {
		theme = ""
	}
	return path(articleID, "cards/"+t.Name+"."+t.Kind, theme)
}

// KitPath is the address of all cards of an article.
func (p *Page) KitPath(articleID string) string { return path(articleID, "kit.zip", p.Theme) }

func path(articleID, file, theme string) string {
	path := "/v1/articles/" + url.PathEscape(articleID) + "/" + file
	if theme != "" {
		path += "?theme=" + url.QueryEscape(theme)
	}
	return path
}

// list returns what can be drawn, in the order of a kit.
func (p *Page) list(templates []*card.LoadedTemplate) []homeCard {
	cards := []homeCard{}
	for _, e := range templates {
		hc := homeCard{Name: e.Name, Themes: append([]string{}, e.Themes...), Title: p.T.Card(e.Name), Kind: "png", Ratio: 1}
		if t := e.Template; t != nil {
			scale := max(t.Scale, 1)
			pixels := func(px int) int { return int(float64(px)*scale + .5) }
			hc.Width, hc.Height, hc.Kind = pixels(t.Width), pixels(t.Height), t.Format.Ext()
			hc.Ratio = ratio(t.Width, t.Height, t.MinHeight)
			if hc.Title == "" {
				hc.Title = t.Title
			}
		}
		if hc.Title == "" {
			hc.Title = e.Name
		}
		cards = append(cards, hc)
	}
	order := kit.Names(templates)
	slices.SortFunc(cards, func(a, b homeCard) int { return slices.Index(order, a.Name) - slices.Index(order, b.Name) })
	return cards
}

// ratio is width ÷ height, with two decimals; where the content decides on the height,
// that of the lowest card, until the picture is there.
func ratio(width, height, least int) float64 {
	if height == 0 {
		height = max(least, 1)
	}
	return float64(width*100/height) / 100
}

// fill gives the cards what they have of the article.
func (p *Page) fill(cards []homeCard, templates []*card.LoadedTemplate) {
	byName := map[string]*card.LoadedTemplate{}
	for _, e := range templates {
		byName[e.Name] = e
	}
	for _, hc := range cards {
		e := byName[hc.Name]
		if unfit := e.Unfit(p.Article, p.Now); unfit != nil {
			p.Omitted = append(p.Omitted, omitted{hc.Title, cmp.Or(p.T["unfit_"+unfit.Field()], unfit.Reason)})
			continue
		}
		hc.Path, hc.Alt = p.CardPath(p.Article.ID, &hc), p.Article.Title
		if e.Template != nil {
			hc.Alt = cmp.Or(card.Alt(e, p.Article), hc.Alt)
		}
		p.addLines(&hc, len(p.Cards) == 0)
		p.Cards = append(p.Cards, hc)
	}
	p.Gallery = gallery(cards)
}

// gallery is the card whose pictures stand for articles, which any of them has.
func gallery(cards []homeCard) *homeCard {
	for i := range cards {
		if cards[i].Name == "poster" {
			return &cards[i]
		}
	}
	if len(cards) == 0 {
		return nil
	}
	return &cards[0]
}

// addLines makes the lines to copy; those of the first card have the share button.
func (p *Page) addLines(hc *homeCard, first bool) {
	escape := template.HTMLEscapeString
	address := p.Address + hc.Path
	size, metaSize := "", ""
	if hc.Height > 0 {
		size = fmt.Sprintf(` width="%d" height="%d"`, hc.Width, hc.Height)
		metaSize = fmt.Sprintf("\n<meta property=\"og:image:width\" content=\"%d\">\n<meta property=\"og:image:height\" content=\"%d\">",
			hc.Width, hc.Height)
	}
	as := func(f render.Format) string {
		return p.Address + p.CardPath(p.Article.ID, &homeCard{Name: hc.Name, Themes: hc.Themes, Kind: f.Ext()})
	}
	anywhere := address
	if hc.Kind == render.WebP.Ext() { // which not all platforms and browsers take
		anywhere = as(render.JPEG)
	}
	add := func(label, text string) { hc.Lines = append(hc.Lines, copied{label, text}) }
	if first {
		add("button", fmt.Sprintf("<script async src=\"%s/share.js\"></script>\n<a href=\"%s\" data-sharecard=\"%s\">%s</a>",
			escape(p.Address), escape(address), escape(p.Article.ID), p.T["share"]))
	}
	if hc.Name == "og" { // the one that is made for it
		add("meta", fmt.Sprintf(`<meta property="og:image" content="%s">`, escape(anywhere))+metaSize+
			"\n<meta name=\"twitter:card\" content=\"summary_large_image\">")
	}
	add("img", fmt.Sprintf(`<picture><source type="%s" srcset="%s"><img src="%s"%s alt="%s"></picture>`,
		render.WebP.MIME(), escape(as(render.WebP)), escape(anywhere), size, escape(hc.Alt)))
	add("curl", fmt.Sprintf("curl -o %s.%s '%s'", hc.Name, hc.Kind, strings.ReplaceAll(address, "'", "%27")))
}

// assetTypes are the files that pages load, and their types.
var assetTypes = map[string]string{
	"home.css": "text/css; charset=utf-8",
	"home.js":  "text/javascript; charset=utf-8",
	"own.js":   "text/javascript; charset=utf-8",
	"token.js": "text/javascript; charset=utf-8",
	"icon.svg": "image/svg+xml",
}

// Asset returns a file that a page loads, and its type. The error is fs.ErrNotExist
// for any other.
func Asset(name string) (content []byte, mediaType string, err error) {
	if mediaType = assetTypes[name]; mediaType == "" {
		return nil, "", fs.ErrNotExist
	}
	content, err = files.ReadFile(name)
	return content, mediaType, err
}
