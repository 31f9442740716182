package home

import (
	"strings"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server/words"
	"sharecard/render"
)

// og:image is offered for the card that is made for it, sizes are those of the
// picture, and cards are called what people call them.
func TestCards(t *testing.T) {
	load := func(name string, width, height int, scale float64) *card.LoadedTemplate {
		return &card.LoadedTemplate{Name: name, Template: &render.Template{
			Name: name, Title: "Title of " + name, Width: width, Height: height, Scale: scale, Format: render.JPEG,
		}}
	}
	templates := []*card.LoadedTemplate{
		load("mine", 400, 300, 0), load("miniprogram", 500, 400, 2), load("og", 1200, 630, 0), load("link", 750, 0, 1),
		load("poster", 1080, 0, 1),
	}
	for lang, names := range map[string]string{
		"zh": "海报 聊天链接 链接预览图 小程序卡片 Title of mine",
		"en": "Poster Link in a chat Link preview Mini program Title of mine",
	} {
		p := &Page{Address: "https://cards.example", Lang: lang, Article: &article.Article{ID: "a", Title: "题"}}
		if _, err := p.Render(templates); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range p.Cards {
			got = append(got, c.Title)
			for _, l := range c.Lines {
				if (l.Label == "meta" || strings.Contains(l.Text, "og:image")) != (c.Name == "og" && l.Label == "meta") {
					t.Errorf("%s offers %s", c.Name, l.Text)
				}
				if l.Label == "meta" && !strings.Contains(l.Text, `og:image:width" content="1200"`) {
					t.Errorf("%s", l.Text)
				}
				if c.Name == "miniprogram" && l.Label == "img" && !strings.Contains(l.Text, `width="1000" height="800"`) {
					t.Errorf("%s", l.Text)
				}
			}
		}
		if names != strings.Join(got, " ") {
			t.Errorf("%s: %q", lang, got)
		}
	}
}

// Cards that do not fit the article are named with the reason and not shown.
func TestCardsThatFit(t *testing.T) {
	load := func(name string, needs ...string) *card.LoadedTemplate {
		return &card.LoadedTemplate{Name: name, Template: &render.Template{Name: name, Needs: needs, Format: render.JPEG}}
	}
	p := &Page{Lang: "zh", Now: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC), Article: &article.Article{ID: "a", Title: "题", Quote: "引"}}
	html, err := p.Render([]*card.LoadedTemplate{
		load("cover", "cover"), load("digest", "items"), load("flash", "news"), load("poster"), load("quote", "quote"),
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Cards) != 2 || p.Cards[0].Name != "poster" || p.Cards[1].Name != "quote" {
		t.Errorf("shown: %+v", p.Cards)
	}
	for _, want := range []string{"<b>大图海报</b> 文章没有合适的配图", "<b>要闻汇总</b> 文章不是多条要闻的汇总", "<b>快讯</b> 不是两天内的新闻"} {
		if !strings.Contains(string(html), want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

// What an article says is text of the page, in its scripts too.
func TestArticleIsText(t *testing.T) {
	p := &Page{Lang: words.Languages[0], Article: &article.Article{ID: "a", Title: `</script><script>alert(1)</script>`}}
	p.Articles = []*article.Article{p.Article, {ID: "b", Title: `"><img src=x onerror=alert(1)>`}}
	html, err := p.Render([]*card.LoadedTemplate{{Name: "</script><b>"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<script>alert", "<img src=x", "</script><b>"} {
		if strings.Contains(string(html), bad) {
			t.Errorf("%s is in the page", bad)
		}
	}
}
