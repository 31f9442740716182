package home

import (
	"strings"
	"testing"

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
