package main

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// What pages of all kinds do to the button, and it to them.
func TestShareOnAllKindsOfPages(t *testing.T) {
	tab, complaints := openBrowser(t)
	r := &reader{T: t, tab: tab, complaints: complaints}
	cards := serve(t, "--data", filepath.Join(t.TempDir(), "data"))
	script := `<script async src="` + cards + `/share.js"></script>`
	const button = `<button data-sharecard="dawn-birds">分享</button>`
	ready := func(r *reader) { r.until(`document.querySelector("[aria-haspopup]") !== null`) }

	t.Run("a link for readers without scripts", func(t *testing.T) {
		poster := cards + "/v1/articles/dawn-birds/cards/poster.jpg"
		link := `<a href="` + poster + `" data-sharecard="dawn-birds">分享</a>`
		r := r.open(t, appSite(t, `<title>页面</title>`+script+link, nil), visit{})
		r.share(firstTap)
		r.want(`location.pathname === "/"`)
		r = r.open(t, appSite(t, `<title>页面</title>`+link, nil), visit{})
		r.do(chromedp.Click(chromedp.CSS(firstTap)))
		waitFor(t, "the poster", func() bool { // whose page is another: until would lose its own
			there, err := chromedp.Run(r.tab, chromedp.Evaluate[bool](`location.href === "`+poster+`" && document.images[0]?.naturalWidth >= 1080`))
			return err == nil && there
		})
	})
	t.Run("where the sheet cannot be loaded, the link is followed", func(t *testing.T) {
		site := appSite(t, `<title>页面</title><meta http-equiv="Content-Security-Policy" content="script-src `+cards+`/share.js">`+script+
			`<a href="#poster" data-sharecard="dawn-birds">分享</a>`, nil)
		r := r.open(t, site, visit{})
		ready(r)
		r.do(chromedp.Click(chromedp.CSS(firstTap)))
		r.until(`location.hash === "#poster"`)
		r.forgive()
	})
	for name, html := range map[string]string{
		"a module":          `<script type="module" src="` + cards + `/share.js"></script>`,
		"imported":          `<script type="module">import "` + cards + `/share.js";</script>`,
		"within a bundle":   `<script defer src="/app.js"></script>`,
		"a bundle's module": `<script type="module" src="/app.js"></script>`,
	} {
		t.Run(name, func(t *testing.T) {
			_, source := get(t, cards+"/share.js")
			site := appSite(t, `<title>页面</title>`+html+button, map[string]string{"app.js": "const app = 1;\n" + string(source)})
			r := r.open(t, site, visit{})
			r.share(firstTap)
		})
	}
	t.Run("a second quick tap", func(t *testing.T) {
		site := appSite(t, `<title>页面</title>`+script+`<style>button { position: fixed; left: 20px; top: 20px }</style>`+button, nil)
		for _, v := range []visit{{}, {agent: safariOnIPhone, before: sharing("true")}} {
			r := r.open(t, site, v)
			ready(r)
			r.do(chromedp.MouseClickXY(40, 30))
			r.until(`Boolean(probe.dialog)`)
			r.do(chromedp.MouseClickXY(40, 30))
			r.until(`probe.drawn && probe.settled`)
			r.do(chromedp.MouseClickXY(5, 5)) // later it means the ground beside the sheet
			r.until(`!probe.root`)
		}
	})
	t.Run("styles of the page", func(t *testing.T) {
		site := appSite(t, `<title>页面</title><style>
* { text-transform: uppercase !important; letter-spacing: 9px; font-size: 40px; color: red; text-align: right }
dialog, div, h2, input { display: none }</style>`+script+`<button data-sharecard="dawn-birds" data-title="one">分享</button>`, nil)
		r := r.open(t, site, visit{})
		r.share(firstTap)
		r.want(`[...probe.dialog.querySelectorAll("h2, p, button, input")].every((e) => { const s = getComputedStyle(e);
			return s.textTransform === "none" && s.letterSpacing === "normal" && s.fontSize !== "40px" &&
				s.color !== "rgb(255, 0, 0)" && s.display !== "none"; })`)
	})
	for copies, want := range map[string]string{"false": "链接已选中，请复制。", "true": "链接已复制。"} {
		for form, v := range map[string]visit{
			"desktop": {}, "phone": {agent: chromeOnAndroid}, "phone that shares": {agent: chromeOnAndroid, before: sharing("true")},
		} {
			t.Run("a blocked clipboard, "+form+", "+copies, func(t *testing.T) {
				v.before += `Object.defineProperty(navigator, "clipboard", {
					value: { writeText: async () => { throw new DOMException("", "NotAllowedError"); } } });
					window.prompt = () => { window.prompted = true; };
					Document.prototype.execCommand = () => ` + copies + `;`
				r := r.open(t, appSite(t, `<title>页面</title>`+script+button, nil), v)
				r.share(firstTap)
				r.press("复制链接")
				r.until(`probe.said === "` + want + `"`)
				r.want(`(({ activeElement: e }) => e.value === "` + demoLink + `" && e.selectionStart === 0 && e.selectionEnd === ` +
					`e.value.length)(probe.root)`)
				r.want(`!window.prompted`)
			})
		}
	}
	t.Run("an ID that is not there", func(t *testing.T) {
		site := appSite(t, `<title>页面</title>`+script+`<button data-sharecard="nowhere">分享</button>`, nil)
		r := r.open(t, site, visit{before: `window.open = (address) => { window.openedPage = address; };`})
		ready(r)
		r.do(chromedp.Click(chromedp.CSS(firstTap)))
		r.until(`probe.text.includes("没有找到这篇文章的海报。") && probe.settled`)
		r.press("下载海报")
		r.until(`probe.said === "没有找到这篇文章的海报。"`)
		r.want(`!window.openedPage && location.pathname === "/"`) // no JSON for the reader
		if said := r.complaints()[r.heard:]; !strings.Contains(said, "/v1/articles/nowhere/cards/cover.jpg answers 404") {
			t.Errorf("the console says only %s", said)
		}
		r.forgive()
	})
	t.Run("a page that may not fetch", func(t *testing.T) {
		site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Security-Policy", "connect-src 'none'")
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write([]byte(`<!doctype html><html lang="zh"><link rel="icon" href="data:,"><title>页面</title>` + script + button))
		}))
		t.Cleanup(site.Close)
		r := r.open(t, site.URL, visit{})
		r.share(firstTap)
		r.press("下载海报")
		r.until(`probe.said.includes("图片另存为")`)
		r.forgive()
	})
	t.Run("WeChat without an account", func(t *testing.T) {
		r := r.open(t, appSite(t, `<title>页面</title>`+script+button, nil), visit{agent: weChatOnAndroid})
		r.share(firstTap) // and nothing in the console
		r.want(`!performance.getEntriesByType("resource").some((e) => /signature|weixin|res\.wx/.test(e.name))`)
	})
}
