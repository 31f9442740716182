package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// appSite serves one page under every address, as the server of an app of one page
// does, and scripts by their names.
func appSite(t *testing.T, html string, scripts map[string]string) string {
	t.Helper()
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if script, ok := scripts[strings.TrimPrefix(r.URL.Path, "/")]; ok {
			w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
			fmt.Fprint(w, script)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, `<!doctype html><html lang="zh"><meta charset="utf-8"><link rel="icon" href="data:,">`+html)
	}))
	t.Cleanup(site.Close)
	return site.URL
}

// openApps starts a browser, and a service that signs pages for WeChat.
func openApps(t *testing.T) (r *reader, cards, script string) {
	t.Helper()
	tab, complaints := openBrowser(t)
	cards = serve(t, "--data", filepath.Join(t.TempDir(), "data"),
		"--wechat-app-id", "wx0123", "--wechat-app-secret", "s3cret", "--wechat-pages", "127.0.0.1", "--wechat-api", weixinAPI(t))
	return &reader{T: t, tab: tab, complaints: complaints}, cards, `<script async src="` + cards + `/share.js"></script>`
}

// told waits until WeChat was last told this, to friends and on Moments.
func (r *reader) told(title, link string) {
	r.Helper()
	r.until(fmt.Sprintf(`[told.friends, told.moments].every((l) => l.at(-1)?.title === %q && l.at(-1).link === %q)`, title, link))
}

// run runs statements of the page.
func (r *reader) run(script string) {
	r.Helper()
	evaluate[bool](r, `(() => { `+script+`; return true; })()`)
}

func TestShareButtonsThatComeLater(t *testing.T) {
	r, _, script := openApps(t)
	site := appSite(t, `<title>列表</title>`+script+`<div id="app"></div>`, nil)
	const button = `<button data-sharecard="lighthouse" data-title="%[1]s" data-url="/a/%[1]s">分享</button>`

	t.Run("after the script", func(t *testing.T) {
		r := r.open(t, site, visit{agent: weChatOnAndroid, before: wx})
		r.until(`document[Symbol.for("sharecard")]`)
		r.run(`app.innerHTML = '` + fmt.Sprintf(button, "one") + `'`)
		r.told("one", site+"/a/one")
		r.run(`app.firstChild.dataset.title = "again"`)
		r.told("again", site+"/a/one")
		r.share("#app " + firstTap)
	})
	for name, attach := range map[string]string{
		"in a shadow root": `const host = document.createElement("x-share"); app.append(host);
			host.attachShadow({ mode: "open" }).innerHTML = '` + fmt.Sprintf(button, "one") + `'`,
		"in a shadow root of what is there": `app.attachShadow({ mode: "open" });
			setTimeout(() => { app.shadowRoot.innerHTML = '` + fmt.Sprintf(button, "one") + `' }, 300)`,
		"in a shadow root within another": `customElements.define("x-bar", class extends HTMLElement {
			connectedCallback() { this.attachShadow({ mode: "open" }).innerHTML = '` + fmt.Sprintf(button, "one") + `'; } });
			app.attachShadow({ mode: "open" }).innerHTML = "<p><x-bar></x-bar></p>"`,
	} {
		t.Run(name, func(t *testing.T) {
			r := r.open(t, site, visit{agent: weChatOnAndroid, before: wx})
			r.until(`document[Symbol.for("sharecard")]`)
			r.run(attach)
			r.told("one", site+"/a/one")
			r.run(`const inner = (root) => root.querySelector("button") ?? [...root.querySelectorAll("*")]
				.filter((e) => e.shadowRoot).map((e) => inner(e.shadowRoot)).find(Boolean); inner(document).click()`)
			r.until(`probe.drawn && probe.text.includes("点击右上角")`)
		})
	}
}

// An app's address changes without a page being loaded.
func TestShareAcrossRoutes(t *testing.T) {
	r, _, script := openApps(t)
	const first = `<title>文章一</title><meta property="og:title" content="文章一"><meta name="description" content="一的提要">
<link rel="canonical" href="/a/1">`
	// show writes an article as apps do: the title and the button, not the head.
	const show = `window.show = (n, address, way = "pushState") => {
	history[way]({}, "", address);
	document.title = "文章" + n;
	app.innerHTML = '<button data-sharecard="lighthouse" data-title="文章' + n + '">分享</button>';
};`
	site := appSite(t, first+script+`<div id="app"></div><script>`+show+`show("一", location.href, "replaceState")</script>`, nil)

	for name, v := range map[string]visit{
		"Android": {agent: weChatOnAndroid, before: wx},
		"iPhone":  {agent: weChatOnIPhone, before: wx},
	} {
		t.Run(name, func(t *testing.T) {
			r := r.open(t, site+"/a/1?utm_source=x", v)
			r.told("文章一", site+"/a/1")
			r.run(`show("二", "/a/2")`)
			r.told("文章二", site+"/a/2")
			r.run(`show("三", "/a/3?page=2", "replaceState")`)
			r.told("文章三", site+"/a/3?page=2")
			r.run(`addEventListener("popstate", () => show("一", location.href, "replaceState"), { once: true }); history.back()`)
			r.told("文章一", site+"/a/1")
			r.run(`show("十二", "/m/#/article/12")`)
			r.told("文章十二", site+"/m/#/article/12")
			r.run(`location.hash = "#!/article/13"`)
			r.told("文章十二", site+"/m/#!/article/13")
			r.run(`location.hash = "#comments"`)
			r.told("文章十二", site+"/m/")
			// WeChat on an iPhone verifies the address that the app was entered by,
			// on Android the one of now.
			want := `new Set(told.configs.map((c) => c.signature)).size > 1`
			if name == "iPhone" {
				want = `told.configs.length === 1`
			}
			r.want(want)
			r.want(`told.friends.every((f) => f.imgUrl.includes("/lighthouse/cards/thumb.jpg"))`)
		})
	}
	t.Run("the open sheet closes", func(t *testing.T) {
		r := r.open(t, site+"/a/1", visit{})
		r.share(firstTap)
		r.run(`history.replaceState({ scroll: 3 }, ""); history.pushState({}, "", location.href); location.hash = "#top"`)
		r.want(`probe.dialog`) // none of that is another page
		r.run(`show("二", "/a/2")`)
		r.until(`!probe.root`)
		r.want(`document.documentElement.style.overflow === ""`)
		r.share(firstTap)
		if got := readQR(t, r.picture(".scan svg")); got != site+"/a/2" {
			t.Errorf("the code holds %s", got)
		}
		r.run(`history.back()`)
		r.until(`!probe.root`)
		r.share(firstTap)
		r.run(`location.hash = "#/article/9"`)
		r.until(`!probe.root`)
	})
	t.Run("a route in data-url", func(t *testing.T) {
		site := appSite(t, `<title>文章一</title>`+script+
			`<button data-sharecard="lighthouse" data-title="文章一" data-url="/m/?from=list#/article/12">分享</button>`, nil)
		r := r.open(t, site, visit{})
		r.share(firstTap)
		want := site + "/m/?from=list#/article/12"
		r.want(fmt.Sprintf(`probe.dialog.querySelector("input").value === %q`, want))
		if got := readQR(t, r.picture(".scan svg")); got != want {
			t.Errorf("the code holds %s", got)
		}
	})
	t.Run("a head that the app keeps up to date", func(t *testing.T) {
		r := r.open(t, site+"/a/1", visit{agent: weChatOnAndroid, before: wx})
		r.told("文章一", site+"/a/1")
		r.run(`show("二", "/a/2?from=list"); document.querySelector("[rel=canonical]").href = "/a/2";
			document.querySelector("[name=description]").content = "二的提要"`)
		r.told("文章二", site+"/a/2")
	})
}

// Apps made with what apps are made with. The packages are those of npm; without
// them the test has nothing to show.
func TestShareInApps(t *testing.T) {
	packages := os.Getenv("SHARECARD_NPM")
	if packages == "" {
		t.Skip("SHARECARD_NPM names no folder with the packages vue, vue-router, react and react-dom")
	}
	scripts := map[string]string{}
	for name, file := range map[string]string{
		"vue.js":        "vue/dist/vue.global.prod.js",
		"vue-router.js": "vue-router/dist/vue-router.global.prod.js",
		"react.js":      "react/umd/react.production.min.js",
		"react-dom.js":  "react-dom/umd/react-dom.production.min.js",
	} {
		text, err := os.ReadFile(filepath.Join(packages, file))
		if err != nil {
			t.Fatal(err)
		}
		scripts[name] = string(text)
	}
	const vue = `<script src="/vue.js"></script><script src="/vue-router.js"></script><div id="app"></div><script>
const Page = { template: '<h1>文章{{ $route.params.id }}</h1>' +
  '<button :data-sharecard="$route.params.id" :data-title="\'文章\' + $route.params.id">分享</button>' };
const Home = { template: "<p>列表</p>" };
const router = VueRouter.createRouter({
	history: VueRouter.%s(),
	routes: [{ path: "/", component: Home }, { path: "/article/:id", component: Page }],
});
Vue.createApp({ template: "<router-view/>" }).use(router).mount("#app");
window.go = (id) => { router.push("/article/" + id); };
</script>`
	const react = `<script src="/react.js"></script><script src="/react-dom.js"></script><div id="app"></div><script>
const h = React.createElement;
function App() {
	const [path, setPath] = React.useState(location.pathname);
	React.useEffect(() => {
		window.go = (id) => { history.pushState(null, "", "/article/" + id); setPath(location.pathname); };
		const back = () => setPath(location.pathname);
		addEventListener("popstate", back);
		return () => removeEventListener("popstate", back);
	}, []);
	const id = path.split("/")[2];
	return id ? h("article", { key: id }, h("h1", null, "文章" + id),
		h("button", { "data-sharecard": id, "data-title": "文章" + id, onClick: () => {} }, "分享")) : h("p", null, "列表");
}
ReactDOM.createRoot(document.getElementById("app")).render(h(React.StrictMode, null, h(App)));
</script>`
	r, _, script := openApps(t)
	for name, app := range map[string]struct{ html, route string }{
		"Vue, addresses": {fmt.Sprintf(vue, "createWebHistory"), "/article/"},
		"Vue, fragments": {fmt.Sprintf(vue, "createWebHashHistory"), "/#/article/"},
		"React":          {react, "/article/"},
	} {
		site := appSite(t, `<title>江城网</title><link rel="canonical" href="/"><meta property="og:title" content="江城网">`+script+app.html, scripts)
		t.Run(name, func(t *testing.T) {
			r := r.open(t, site+"/", visit{agent: weChatOnAndroid, before: wx})
			r.until(`Boolean(document[Symbol.for("sharecard")] && window.go)`)
			r.run(`go("lighthouse")`)
			r.told("文章lighthouse", site+app.route+"lighthouse")
			r.run(`go("dawn-birds")`)
			r.told("文章dawn-birds", site+app.route+"dawn-birds")
			r.share(firstTap)
			r.want(`probe.img.src.endsWith("/dawn-birds/cards/cover.jpg")`)
			r.run(`history.back()`)
			r.until(`!probe.root`)
			r.told("文章lighthouse", site+app.route+"lighthouse")
			r.share(firstTap)
			r.key(kb.Escape)
			r.wantClosed(firstTap)
		})
		t.Run(name+", on a desktop", func(t *testing.T) {
			r.do(chromedp.Navigate("about:blank")) // else another fragment loads nothing anew
			r := r.open(t, site+app.route+"lighthouse", visit{})
			r.share(firstTap)
			if got := readQR(t, r.picture(".scan svg")); got != site+app.route+"lighthouse" {
				t.Errorf("the code holds %s", got)
			}
		})
	}
}

// On a list each button shares its own article, not the list.
func TestShareFromAList(t *testing.T) {
	r, _, script := openApps(t)
	site := appSite(t, `<title>今日要闻</title><meta name="description" content="一览">`+script+`
<a id="birds" href="/gone" data-sharecard="dawn-birds">分享</a>
<a id="light" href="/gone" data-sharecard="lighthouse" data-url="/mine#/x">分享</a>`, nil)
	r = r.open(t, site, visit{agent: chromeOnAndroid, before: sharing("false")})
	r.share("#birds")
	r.press("分享链接")
	r.until(`shared.length === 1`)
	r.want(`shared[0].title === "` + demoTitle + `" && shared[0].url === "` + demoLink + `" && shared[0].text.startsWith("清晨五点")`)
	r.key(kb.Escape)
	r.wantClosed("#birds")
	r.share("#light")
	r.press("分享链接")
	r.until(`shared.length === 2`)
	r.want(`!shared[1].title.includes("今日") && shared[1].url === "` + site + `/mine#/x"`)
	// Asked once for each that was tapped.
	r.want(`performance.getEntriesByType("resource").filter((e) => e.name.endsWith("/share.json")).length === 2`)
	r.do(chromedp.Navigate("about:blank"))
}
