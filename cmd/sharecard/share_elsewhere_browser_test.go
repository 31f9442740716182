package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// newsSite serves one page of a publisher, on another origin than the cards.
func newsSite(t *testing.T, policy, html string) string {
	t.Helper()
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, `<!doctype html><link rel="icon" href="data:,">`+html)
	}))
	t.Cleanup(site.Close)
	return site.URL
}

// The button on somebody else's page.
func shareElsewhere(t *testing.T, r *reader, cards string) {
	script := `<script async src="` + cards + `/share.js"></script>`
	policy := fmt.Sprintf("default-src 'none'; script-src %[1]s; img-src %[1]s data:; connect-src %[1]s; require-trusted-types-for 'script'", cards)

	t.Run("strict policy", func(t *testing.T) {
		site := newsSite(t, policy, `<html lang="zh-CN"><title>页面</title>`+script+`<button data-sharecard="dawn-birds">分享</button>`)
		r := r.open(t, site+"/a?b=1#c", visit{agent: chromeOnAndroid, before: sharing("true")})
		r.share(firstTap)
		r.want(`getComputedStyle(probe.dialog).position === "fixed" && getComputedStyle(probe.dialog.querySelector(".sheet")).borderTopLeftRadius === "18px"`)
		r.press("分享海报")
		r.until(`shared.length === 1 && shared[0].files[0].name === "天亮之前，他们在高黎贡山数鸟.jpg"`)
	})
	t.Run("attributes", func(t *testing.T) {
		site := newsSite(t, policy, `<html lang="zh"><title>今日</title><meta name="description" content="一览">`+script+`
<button data-sharecard="dawn-birds" data-title="今日">分享</button>
<button id="own" data-sharecard="lighthouse" data-title="守塔人" data-summary="一盏灯" data-url="/lighthouse?x=1#top" data-theme="ink">分享</button>`)
		r := r.open(t, site+"/list?p=2#top", visit{agent: chromeOnAndroid, before: sharing("false")})
		r.share(firstTap)
		r.press("分享链接")
		r.until(`shared.length === 1`)
		r.key(kb.Escape)
		r.wantClosed(firstTap)
		r.share("#own")
		r.want(`probe.img.src.endsWith("/v1/articles/lighthouse/cards/cover.jpg?theme=ink")`)
		r.press("分享链接")
		r.until(`shared.length === 2`)
		want := fmt.Sprintf(`[{"title":"今日","text":"一览","url":"%[1]s/list?p=2"},{"title":"守塔人","text":"一盏灯","url":"%[1]s/lighthouse?x=1"}]`, site)
		if got := evaluate[string](r, `JSON.stringify(shared)`); got != want {
			t.Errorf("shared %s, want %s", got, want)
		}
	})
	t.Run("English", func(t *testing.T) {
		site := newsSite(t, policy, `<html lang="en-GB"><title>Counting birds</title>`+script+`<button data-sharecard="dawn-birds" `+
			`data-title="Counting birds">Share</button>`)
		r := r.open(t, site, visit{})
		r.share(firstTap)
		r.want(`probe.dialog.lang === "en" && !/[\u4e00-\u9fff]/.test(probe.text + probe.img.alt)`)
		r.want(`probe.button("Download the poster") && probe.button("Copy link") && probe.button("Close")`)
	})
	t.Run("buttons that come later, and scripts that come twice", func(t *testing.T) {
		site := newsSite(t, policy, `<html lang="zh"><title>页面</title>`+script+script+`<button data-sharecard="dawn-birds">分享</button>
<form action="/gone"><p lang="en"></p></form>`)
		r := r.open(t, site, visit{})
		r.until(`document.querySelector("[aria-haspopup]") !== null`)
		evaluate[bool](r, `(() => { const b = document.createElement("button"); b.id = "late"; b.dataset.sharecard = "lighthouse"; b.append("Share");
			document.querySelector("form p").append(b); return true; })()`)
		r.do(chromedp.Click(chromedp.CSS("#late")))
		r.until(`probe.drawn`)
		r.want(`[...document.body.children].filter((e) => e.shadowRoot).length === 1`)
		r.want(`location.pathname === "/" && probe.button("Close")`) // the form was not sent
	})
	t.Run("a poster that fails", func(t *testing.T) {
		site := newsSite(t, policy, `<html lang="zh"><title>页面</title>`+script+`<button data-sharecard="later">分享</button>`)
		r := r.open(t, site, visit{agent: safariOnIPhone, before: sharing("true")})
		r.until(`document.querySelector("[aria-haspopup]") !== null`)
		r.do(chromedp.Click(chromedp.CSS(firstTap)))
		r.until(`probe.dialog?.querySelector(".poster [role=status]").textContent.includes("没有找到这篇文章的海报。")`)
		if said := r.complaints()[r.heard:]; !strings.Contains(said, "Sharecard: "+cards+"/v1/articles/later/cards/cover.jpg answers 404") {
			t.Errorf("the console does not say what is wrong: %s", said)
		}
		r.until(`probe.settled`)
		r.press("分享链接") // which is left
		r.until(`shared.length === 1`)
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPut, cards+"/v1/articles/later", strings.NewReader(`{"title":"迟到的文章"}`))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", "application/json")
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		r.press("重试")
		r.until(`probe.drawn`)
		r.press("分享海报")
		r.until(`shared[1]?.files.length === 1`)
		r.forgive() // the browser reports the 404
	})
	t.Run("a page that signs itself", func(t *testing.T) {
		site := newsSite(t, "", `<html lang="zh"><title>列表</title>`+script+`
<script>wx.ready(() => { window.mine = true; }); wx.config({});</script>
<button data-sharecard="dawn-birds" data-title="第一篇" data-wx>分享</button><button id="second" data-sharecard="lighthouse" data-title="第二篇" data-wx>分享</button>`)
		r := r.open(t, site, visit{agent: weChatOnAndroid, before: wx})
		r.until(`told.friends.length > 0`)
		r.want(`told.friends.at(-1).title === "第一篇" && told.friends.at(-1).imgUrl.startsWith("` + cards + `/v1/articles/dawn-birds/cards/thumb.jpg")`)
		r.share("#second")
		r.until(`told.friends.at(-1).title === "第二篇"`)
		r.key(kb.Escape)
		r.wantClosed("#second")
		r.until(`told.friends.at(-1).title === "第一篇"`)
		r.want(`mine === true && told.configs.length === 1`)
		r.want(`!performance.getEntriesByType("resource").some((e) => e.name.includes("signature"))`)
	})
	t.Run("an SDK that cannot be had", func(t *testing.T) {
		site := newsSite(t, policy, `<html lang="zh"><title>页面</title>`+script+`<button data-sharecard="dawn-birds">分享</button>`)
		r := r.open(t, site, visit{agent: weChatOnIPhone, before: `window.blocked = [];
			addEventListener("securitypolicyviolation", (e) => blocked.push(e.blockedURI), true);`})
		r.share(firstTap)
		r.want(`probe.text.includes("点击右上角")`)
		r.until(`blocked.some((uri) => uri.startsWith("https://res.wx.qq.com/") || uri === "trusted-types-sink")`)
		r.forgive()
	})
	t.Run("long links", func(t *testing.T) {
		// The lengths fill several versions of QR codes; the last fits none.
		lengths := []int{40, 106, 152, 180, 287, 331, 362, 412, 413}
		link := func(n int) string {
			return ("https://news.example.com/" + url.PathEscape(strings.Repeat("鸟", 20)) + strings.Repeat("x", n))[:n]
		}
		html := `<html lang="zh"><title>页面</title>` + script
		for _, n := range lengths {
			html += fmt.Sprintf(`<button id="b%d" data-sharecard="dawn-birds" data-url="%s">分享</button>`, n, link(n))
		}
		r := r.open(t, newsSite(t, policy, html), visit{})
		for _, n := range lengths {
			button := fmt.Sprintf("#b%d", n)
			r.share(button)
			if n == 413 {
				r.want(`!probe.text.includes("扫一扫") && probe.button("复制链接")`)
			} else if got := readQR(t, r.picture(".scan svg")); got != link(n) {
				t.Errorf("%d bytes: the QR code holds %q", n, got)
			}
			r.key(kb.Escape)
			r.wantClosed(button)
		}
	})
}
