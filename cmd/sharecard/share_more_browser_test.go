package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// listening keeps what the button tells the page.
const listening = `<script>window.heard = []; for (const what of ["open", "save", "share", "copy", "choose"])
	document.addEventListener("sharecard:" + what, (e) => heard.push([what, e.detail.article, e.detail.card ?? e.detail.target ?? ""].join(" ")));</script>`

// What sites may ask of the button: an element of its own, a choice of cards and themes,
// links to where it is posted, events, styles, a scheme, a version that is pinned.
func TestShareMore(t *testing.T) {
	tab, complaints := openBrowser(t)
	r := &reader{T: t, tab: tab, complaints: complaints}
	cards := serve(t, "--data", filepath.Join(t.TempDir(), "data"))
	script := `<script async src="` + cards + `/share.js"></script>`
	open := func(t *testing.T, html string, v visit) *reader {
		return r.open(t, appSite(t, `<title>页面</title>`+listening+html, nil), v)
	}

	t.Run("an element of its own, with a choice and targets", func(t *testing.T) {
		r := open(t, script+`<sharecard-button article="dawn-birds" heading="数鸟的人" url="https://news.example.com/a?b=1&c=2"
			cards="cover,square xhs" themes="paper ink" targets="weibo qq x facebook nowhere">分享</sharecard-button>`, visit{})
		r.until(`document.querySelector("sharecard-button")?.shadowRoot?.querySelector("[aria-haspopup]") != null`)
		r.do(chromedp.Click(chromedp.CSS("sharecard-button")))
		r.until(`probe.drawn && probe.settled && probe.dialog.querySelectorAll("select").length === 2`)
		r.want(`heard.join() === "open dawn-birds "`)
		r.want(`probe.dialog.querySelector(".title").textContent === "数鸟的人"`)
		r.want(`[...probe.dialog.querySelectorAll(".more a")].map((a) => a.textContent).join() === "微博,QQ,X,Facebook"`)
		weibo := evaluate[string](r, `probe.dialog.querySelector(".more a").href`)
		if !strings.HasPrefix(weibo, "https://service.weibo.com/share/share.php?url=https%3A%2F%2Fnews.example.com%2Fa%3Fb%3D1%26c%3D2&title=") {
			t.Errorf("Weibo is asked %s", weibo)
		}
		choose := func(label, value string) {
			r.until(fmt.Sprintf(`(() => { const s = probe.dialog.querySelector('select[aria-label="%s"]'); s.value = "%s";
				s.dispatchEvent(new Event("change")); return true; })()`, label, value))
		}
		choose("卡片", "square")
		r.until(`probe.drawn && probe.img.naturalWidth === probe.img.naturalHeight`)
		choose("风格", "ink")
		r.until(`probe.drawn && probe.img.src.endsWith("/cards/square.jpg?theme=ink")`)
		r.press("下载海报")
		r.until(`heard.at(-1) === "save dawn-birds square"`)
		r.press("复制链接")
		r.until(`heard.at(-1) === "copy dawn-birds "`)
	})
	t.Run("nothing more unless asked for", func(t *testing.T) {
		r := open(t, script+`<button data-sharecard="dawn-birds">分享</button>`, visit{})
		r.share(firstTap)
		r.want(`!probe.dialog.querySelector(".more") && !performance.getEntriesByType("resource").some((e) => e.name.includes("more.js"))`)
	})
	t.Run("the scheme of the site, of the button, of the reader", func(t *testing.T) {
		for html, want := range map[string]string{
			`<style>:root { color-scheme: dark }</style><button data-sharecard="dawn-birds">分享</button>`:                          "dark",
			`<style>:root { color-scheme: dark }</style><button data-sharecard="dawn-birds" data-scheme="light">分享</button>`:      "light",
			`<style>:root { color-scheme: light dark }</style><button data-sharecard="dawn-birds" data-scheme="dark">分享</button>`: "dark",
			`<style>:root { color-scheme: light dark }</style><button data-sharecard="dawn-birds">分享</button>`:                    "light",
			`<meta name="color-scheme" content="only light"><button data-sharecard="dawn-birds">分享</button>`:                      "light",
		} {
			r := open(t, script+html, visit{})
			r.share(firstTap)
			r.want(`(getComputedStyle(probe.dialog).colorScheme === "dark") === ` + fmt.Sprint(want == "dark"))
		}
		r := open(t, script+`<button data-sharecard="dawn-birds">分享</button>`, visit{})
		r.share(firstTap)
		r.prefer("dark")
		r.want(`getComputedStyle(probe.dialog).colorScheme === "dark"`)
	})
	t.Run("styles by part", func(t *testing.T) {
		r := open(t, script+`<style>.sharecard-sheet::part(main) { border-radius: 3px } sharecard-button::part(button) { color: rgb(1, 2, 3) }</style>
			<sharecard-button article="dawn-birds"></sharecard-button>`, visit{})
		r.until(`document.querySelector("sharecard-button")?.shadowRoot?.querySelector("[aria-haspopup]") != null`)
		r.want(`getComputedStyle(document.querySelector("sharecard-button").shadowRoot.querySelector("button")).color === "rgb(1, 2, 3)"`)
		r.do(chromedp.Click(chromedp.CSS("sharecard-button")))
		r.until(`probe.drawn && probe.settled`)
		r.want(`getComputedStyle(probe.button("下载海报")).borderRadius === "3px"`)
	})
	t.Run("a module that opens", func(t *testing.T) {
		r := open(t, `<script type="module">import { open } from "`+cards+`/share/module.js"; window.go = () => open(document.querySelector("p"));</script>
			<p data-sharecard="dawn-birds">天亮之前</p>`, visit{})
		r.until(`typeof window.go === "function"`)
		r.until(`(go(), true)`)
		r.until(`probe.drawn && probe.settled`)
	})
	_, answer := get(t, cards+"/share/version.json")
	var version struct{ URL, Integrity string }
	if err := json.Unmarshal(answer, &version); err != nil {
		t.Fatal(err)
	}
	pinned := func(integrity string) string {
		return `<script async src="` + version.URL + `" integrity="` + integrity +
			`" crossorigin></script><button data-sharecard="dawn-birds">分享</button>`
	}
	t.Run("a pinned version", func(t *testing.T) {
		r := open(t, pinned(version.Integrity), visit{})
		r.share(firstTap)
	})
	t.Run("another version than the pinned one", func(t *testing.T) {
		r := open(t, pinned("sha384-"+strings.Repeat("A", 64)), visit{})
		waitFor(t, "the browser's complaint", func() bool { return strings.Contains(r.complaints()[r.heard:], "integrity") })
		r.want(`document.querySelector("[aria-haspopup]") === null`)
		r.forgive()
	})
}

// The plugin for WordPress, run by PHP with stand-ins for WordPress's functions, makes a
// button that works.
func TestShareInWordPress(t *testing.T) {
	php, err := exec.LookPath("php")
	if err != nil {
		t.Skip("php, which runs the plugin, is not installed (apt-get install php-cli)")
	}
	tab, complaints := openBrowser(t)
	r := &reader{T: t, tab: tab, complaints: complaints}
	plugin, err := os.ReadFile("../../.readme/wordpress.php")
	if err != nil {
		t.Fatal(err)
	}
	cards := serve(t, "--data", filepath.Join(t.TempDir(), "data"), "--page-hosts", "127.0.0.1", "--allow-fetch", "127.0.0.0/8")
	source := strings.Replace(string(plugin), "https://cards.example", cards, 1)
	source = strings.Replace(source, "<?php", `<?php
$shortcodes = [];
function add_action($hook, $do) { if ($hook === 'wp_enqueue_scripts') $do(); }
function wp_enqueue_script($handle, $src, $deps, $version, $how) { echo "<script $how[strategy] src=\"$src\"></script>"; }
function add_shortcode($name, $make) { global $shortcodes; $shortcodes[$name] = $make; }
function esc_attr($text) { return htmlspecialchars($text, ENT_QUOTES); }
function esc_url($url) { return htmlspecialchars($url, ENT_QUOTES); }
function get_the_title() { return '数鸟的人 "&" 山'; }
function get_permalink() { return 'https://news.example.com/a?b=1&c=2'; }
`, 1) + `
echo $shortcodes['sharecard']();`
	command := exec.CommandContext(t.Context(), php)
	command.Stdin = strings.NewReader(source)
	page, err := command.Output()
	if err != nil {
		t.Fatalf("%v %s", err, page)
	}
	r = r.open(t, appSite(t, "<title>页面</title>"+string(page), nil), visit{})
	r.until(`document.querySelector("sharecard-button")?.shadowRoot?.querySelector("[aria-haspopup]") != null`)
	r.do(chromedp.Click(chromedp.CSS("sharecard-button")))
	r.until(`probe.dialog && probe.settled && probe.dialog.querySelector(".title")?.textContent === '数鸟的人 "&" 山'`)
	r.want(`probe.dialog.querySelector("input").value === "https://news.example.com/a?b=1&c=2"`)
	r.forgive() // the page of the stand-in is not there, so there is no poster
}
