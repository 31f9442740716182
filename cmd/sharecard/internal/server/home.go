package server

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
)

//go:embed home
var homeFiles embed.FS

var homePage = template.Must(template.New("index.html").Option("missingkey=error").
	Funcs(template.FuncMap{"card": newHomeFigure, "line": newHomeLine}).
	ParseFS(homeFiles, "home/index.html"))

// homeWords are the words of the page by language. They are read once.
var homeWords = func() (words map[string]map[string]string) {
	text, err := homeFiles.ReadFile("home/words.json")
	if err != nil {
		panic(err) // the file is embedded
	}
	if err := json.Unmarshal(text, &words); err != nil {
		panic(err)
	}
	return words
}()

// homeLanguages are those of homeWords; the first is for all other readers.
var homeLanguages = []string{"zh", "en"}

// homeArticles is how many articles the page offers.
const homeArticles = 12

// homeCSP lets the page load its own files and pictures, and nothing else.
const homeCSP = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// homeData is what the page shows.
type homeData struct {
	Lang, OtherLang string // "zh", "en"
	T               map[string]string
	Address         string
	Theme           string
	Looks           []string         // "" is each template's own
	Article         *article.Article // nil: there is none
	Articles        []*article.Article
	Cards           []homeCard
	Gallery         *homeCard // the template whose picture stands for an article
}

// homeCard is one card of the chosen article.
type homeCard struct {
	Name, Title   string
	Path          string // of the picture on this server
	Width, Height int    // px; Height is 0 where the content decides
	Kind          string // "jpg", "png"
	Img, Meta     string // lines to copy
	Curl          string
}

// homeFigure is a card with what its partial template needs of the page.
type homeFigure struct {
	T    map[string]string
	Card homeCard
	Alt  string
}

func newHomeFigure(d *homeData, hc homeCard) homeFigure {
	return homeFigure{d.T, hc, d.Article.Title}
}

// homeLine is a text with a button that copies it.
type homeLine struct {
	T           map[string]string
	Label, Text string
}

func newHomeLine(t map[string]string, label, text string) homeLine {
	return homeLine{t, label, text}
}

// home shows the cards of a sample article with the lines to copy.
func (s *Server) home(c *gin.Context) {
	page, err := s.Articles.List(c.Request.Context(), "", homeArticles)
	if err != nil {
		s.fail(c, err)
		return
	}
	d := homeData{Address: s.Address, Looks: append([]string{""}, card.Looks()...)}
	for _, r := range page.Records {
		d.Articles = append(d.Articles, r.Article)
	}
	if d.Article, err = s.chooseArticle(c, d.Articles); err != nil {
		s.fail(c, err)
		return
	}
	if theme := c.Query("theme"); slices.Contains(d.Looks, theme) {
		d.Theme = theme
	}
	d.chooseLanguage(c)
	if d.Article != nil {
		s.fillCards(&d)
	}

	var body bytes.Buffer
	if err := homePage.Execute(&body, &d); err != nil {
		s.fail(c, fmt.Errorf("the start page: %w", err))
		return
	}
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", homeCSP)
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Vary", "Accept-Language")
	http.ServeContent(c.Writer, c.Request, "", time.Time{}, bytes.NewReader(body.Bytes()))
}

// chooseArticle returns the article that the address names, else the first with
// a cover, else the first.
func (s *Server) chooseArticle(c *gin.Context, articles []*article.Article) (*article.Article, error) {
	if id := c.Query("article"); id != "" {
		record, err := s.Articles.Get(c.Request.Context(), id)
		if err != nil {
			return nil, err
		}
		return record.Article, nil
	}
	for _, a := range articles {
		if a.Cover != nil {
			return a, nil
		}
	}
	if len(articles) > 0 {
		return articles[0], nil
	}
	return nil, nil
}

func (d *homeData) chooseLanguage(c *gin.Context) {
	d.Lang = readerLanguage(c, homeLanguages)
	d.OtherLang = "en"
	if d.Lang == "en" {
		d.OtherLang = "zh"
	}
	d.T = homeWords[d.Lang]
}

// ArticleLink is this page's address with another article.
func (d *homeData) ArticleLink(id string) string { return homeLink(id, d.Theme, d.Lang) }

// LookLink is this page's address with another look; "" is each template's own.
func (d *homeData) LookLink(look string) string { return homeLink(d.Article.ID, look, d.Lang) }

// LanguageLink is this page's address in another language.
func (d *homeData) LanguageLink(lang string) string {
	id := ""
	if d.Article != nil {
		id = d.Article.ID
	}
	return homeLink(id, d.Theme, lang)
}

func homeLink(articleID, theme, lang string) string {
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
func (d *homeData) CardPath(articleID string, t *homeCard) string {
	path := "/v1/articles/" + url.PathEscape(articleID) + "/cards/" + t.Name + "." + t.Kind
	if d.Theme != "" {
		path += "?theme=" + url.QueryEscape(d.Theme)
	}
	return path
}

// fillCards lists the cards, the poster first: it is what most come for.
func (s *Server) fillCards(d *homeData) {
	entries := s.Cards.Templates().Entries()
	slices.SortStableFunc(entries, func(a, b *card.Entry) int {
		switch {
		case a.Name == "poster" && b.Name != "poster":
			return -1
		case b.Name == "poster" && a.Name != "poster":
			return 1
		}
		return 0
	})
	for _, e := range entries {
		hc := homeCard{Name: e.Name, Title: e.Name, Kind: "png"}
		if t := e.Template; t != nil {
			hc.Title, hc.Width, hc.Height = t.Title, t.Width, t.Height
			hc.Kind = t.Format.Ext()
		}
		hc.Path = d.CardPath(d.Article.ID, &hc)
		hc.lines(s.Address+hc.Path, d.Article.Title)
		d.Cards = append(d.Cards, hc)
	}
	if len(d.Cards) > 0 {
		d.Gallery = &d.Cards[0]
	}
}

// lines makes the lines to copy.
func (hc *homeCard) lines(address, alt string) {
	attribute := template.HTMLEscapeString
	size, metaSize := "", ""
	if hc.Height > 0 {
		size = fmt.Sprintf(` width="%d" height="%d"`, hc.Width, hc.Height)
		metaSize = fmt.Sprintf("\n<meta property=\"og:image:width\" content=\"%d\">\n<meta property=\"og:image:height\" content=\"%d\">",
			hc.Width, hc.Height)
	}
	hc.Img = fmt.Sprintf(`<img src="%s"%s alt="%s">`, attribute(address), size, attribute(alt))
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

// asset serves one of them.
func (s *Server) asset(c *gin.Context) {
	name := c.Param("file")
	contentType := assetTypes[name]
	if contentType == "" {
		s.fail(c, errNoRoute)
		return
	}
	content, err := homeFiles.ReadFile("home/" + name)
	if err != nil {
		s.fail(c, err)
		return
	}
	serveContent(c, content, contentType, "no-cache")
}
