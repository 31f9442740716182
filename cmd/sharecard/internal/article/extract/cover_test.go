package extract

import (
	"fmt"
	"strings"
	"testing"
)

func TestPictures(t *testing.T) {
	for name, c := range map[string]struct{ html, want string }{
		"in order": {`<img src="a.jpg"><img src="b.jpg">`, "a.jpg b.jpg"},
		"lazy":     {`<img src="/blank.gif" data-src="a.jpg"><img src="data:image/gif;base64,R0" data-original="b.jpg">`, "a.jpg b.jpg"},
		"lazy, other names": {`<img data-lazyload="a.jpg"><img src="x_loading.png" data-echo="b.jpg"><img data-actualsrc="c.jpg" src="data:,">`,
			"a.jpg b.jpg c.jpg"},
		"a card of ours": {`<img src="/v1/pages/cards/og.jpg?url=https%3A%2F%2Fnews.example%2F1"><img ` +
			`src="https://cards.example/v1/articles/a1/cards/poster.jpg">` +
			`<img src="/c/0123456789abcdef0123456789abcdef/og.jpg"><img src="/i/site1.c2ln/e30/og.png"><img src="/c/a.jpg"><img ` +
			`src="/v1/cards/b.jpg">`, "/c/a.jpg /v1/cards/b.jpg"},
		"furniture":            {`<img src="/img/logo.png"><img src="qrcode_258.jpg"><img src="share-btn.png"><img src="a.jpg">`, "a.jpg"},
		"small by attribute":   {`<img width="64" src="a.jpg"><img height="120px" src="b.jpg"><img width="100%" src="c.jpg">`, "c.jpg"},
		"an official account":  {`<img data-src="https://mmbiz.qpic.cn/a/640?wx_fmt=png" data-w="64"><img data-src="https://mmbiz.qpic.cn/b/640?wx_fmt=jpeg" data-w="1080" data-ratio="0.66">`, "https://mmbiz.qpic.cn/b/640?wx_fmt=jpeg"},
		"a rule across":        {`<img data-src="rule.jpg" data-w="1080" data-ratio="0.05"><img src="a.jpg">`, "a.jpg"},
		"banners that move":    {`<img src="hello.gif"><img data-src="https://mmbiz.qpic.cn/b/0?wx_fmt=gif" data-w="640"><img src="a.jpg">`, "a.jpg https://mmbiz.qpic.cn/b/0?wx_fmt=gif"},
		"without scripts":      {`<img src="data:,"><noscript><img src="a.jpg"></noscript>`, "a.jpg"},
		"a film's still":       {`<video poster="a.jpg" src="a.mp4"></video><img src="b.webm">`, "a.jpg"},
		"hidden":               {`<div style="display: none"><img src="a.jpg"></div><img src="b.jpg">`, "b.jpg"},
		"candidates by width":  {`<img srcset="a-320.jpg 320w, a-1280.jpg 1280w, a-640.jpg 640w">`, "a-1280.jpg"},
		"candidates by pixels": {`<img src="data:," data-srcset="a.jpg, a@2.jpg 2x">`, "a@2.jpg"},
		"commas in addresses":  {`<img srcset="a,w_320.jpg 320w, a,w_640.jpg 640w">`, "a,w_640.jpg"},
		"a picture element":    {`<picture><source srcset="a.webp 1x"><img src="data:,"></picture>`, "a.webp"},
		"broken candidates":    {`<img srcset="a.jpg manyw, , b.jpg"><img srcset=""><img srcset=",,">`, "b.jpg"},
		"none":                 {`<img><img src=""><img src="data:image/png;base64,AA">`, ""},
	} {
		p, err := parse(Page{HTML: []byte("<body>" + c.html)})
		if err != nil {
			t.Fatal(err)
		}
		p.body = walkBody(p.doc.Get(0), nil)
		if got := strings.Join(p.textPictures(), " "); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// Which of a page's pictures becomes the cover, and what its address is relative
// to.
func TestCover(t *testing.T) {
	const prose = `<p>清晨五点，护林队员已经守在海拔2300米的山脊上。二十年里，这支队伍靠一支笔、一副望远镜，记下了327种鸟的叫声。</p>`
	page := func(head, body string) string {
		return fmt.Sprintf(`<html><head><title>天亮之前，他们在数鸟</title>%s</head><body><article>%s%s</article></body></html>`, head, body, prose)
	}
	for name, c := range map[string]struct{ html, address, want string }{
		"the page's own choice":     {page(`<meta property="og:image" content="/og.jpg">`, `<img src="/a.jpg">`), "https://news.example.com/x/1", "https://news.example.com/og.jpg"},
		"its logo is none":          {page(`<meta property="og:image" content="/logo.png">`, `<img src="/a.jpg">`), "https://news.example.com/x/1", "https://news.example.com/a.jpg"},
		"the first large one":       {page("", `<img src="s.jpg" width="80"><img data-src="a.jpg">`), "https://news.example.com/x/1", "https://news.example.com/x/a.jpg"},
		"relative to base":          {page(`<base href="/static/">`, `<img src="a.jpg">`), "https://news.example.com/x/1", "https://news.example.com/static/a.jpg"},
		"relative to base alone":    {page(`<base href="https://cdn.example.com/x/">`, `<img src="a.jpg">`), "", "https://cdn.example.com/x/a.jpg"},
		"relative to the canonical": {page(`<link rel="canonical" href="https://news.example.com/y/1">`, `<img src="a.jpg">`), "", "https://news.example.com/y/a.jpg"},
		"relative to og:url":        {page(`<meta property="og:url" content="https://news.example.com/z/1">`, `<img src="a.jpg">`), "", "https://news.example.com/z/a.jpg"},
		"relative to nothing":       {page("", `<img src="a.jpg">`), "", ""},
		"without a scheme":          {page("", `<img src="//img.example.com/a.jpg">`), "", "https://img.example.com/a.jpg"},
		"not of the web":            {page(`<meta property="og:image" content="file:///etc/a.jpg">`, `<img src="javascript:a">`), "https://news.example.com/x/1", ""},
	} {
		a, err := Extract(t.Context(), Page{HTML: []byte(c.html), Address: c.address})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if a.Cover != nil {
			got = a.Cover.URL
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
