package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"sharecard/cmd/sharecard/internal/wechat"
)

const (
	demoTitle = "天亮之前，他们在高黎贡山数鸟"
	demoAlt   = "生态观察 · " + demoTitle + " · 清晨五点，护林队员已守在2300米的山脊上。" +
		"二十年里，他们靠一支笔、一副望远镜，记下327种鸟。 · 南岭新闻 · 2026年11月20日"
	demoLink = "https://news.example.com/2026/11/20/dawn-birds"
	firstTap = "[data-sharecard]"
)

// weixinAPI is a stand-in for WeChat's API.
func weixinAPI(t *testing.T) string {
	t.Helper()
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, `{"access_token":"token-1","ticket":"ticket-1","expires_in":7200}`)
	}))
	t.Cleanup(api.Close)
	return api.URL
}

// wx is a stand-in for WeChat's SDK. It takes calls only once the page has been
// verified, and keeps one listener, as the real one does.
const wx = `window.wx = (() => {
	const told = window.told = { configs: [], friends: [], moments: [], refused: 0 };
	let ready = () => {}, verified = false;
	const take = (list) => (data) => {
		if (verified) list.push(data);
		else { told.refused++; data.fail?.({ errMsg: "the permission value is offline verifying" }); }
	};
	return {
		config(c) { told.configs.push(c); setTimeout(() => { verified = true; ready(); }, 50); },
		ready(f) { verified ? f() : ready = f; },
		error() {},
		updateAppMessageShareData: take(told.friends),
		updateTimelineShareData: take(told.moments),
	};
})();
`

// The share button in a real browser, as each kind of reader meets it.
func TestShareButton(t *testing.T) {
	tab, complaints := openBrowser(t)
	r := &reader{T: t, tab: tab, complaints: complaints}
	address := serve(t, "--data", filepath.Join(t.TempDir(), "data"),
		"--wechat-app-id", "wx0123", "--wechat-app-secret", "s3cret", "--wechat-pages", "127.0.0.1", "--wechat-api", weixinAPI(t))
	demo := address + "/demo"

	run := func(name, page string, v visit, share func(*reader)) {
		t.Run(name, func(t *testing.T) { share(r.open(t, page, v)) })
	}
	run("WeChat on iPhone", demo, visit{agent: weChatOnIPhone, before: wx}, func(r *reader) { shareInWeChat(r, demo) })
	run("WeChat on Android", demo, visit{agent: weChatOnAndroid, before: wx}, func(r *reader) { shareInWeChat(r, demo) })
	run("WeChat on a desktop", demo, visit{agent: weChatOnWindows, width: 600, before: wx}, func(r *reader) {
		r.share(firstTap)
		r.want(`probe.button("下载海报") && probe.img.getBoundingClientRect().top > 0`) // a narrow window begins at the top
		r.until(`told.friends.at(-1)?.title === "` + demoTitle + `"`)
	})
	run("phone that shares files", demo, visit{agent: safariOnIPhone, before: sharing("true")}, shareFile)
	run("phone that shares links", demo, visit{agent: chromeOnAndroid, before: sharing("false")}, func(r *reader) {
		r.share(firstTap)
		r.press("分享链接")
		r.until(`shared.length === 1`)
		r.want(`shared[0].url === "` + demoLink + `" && shared[0].title === "` + demoTitle + `" && !shared[0].files`)
	})
	run("phone that shares nothing", demo, visit{agent: chromeOnAndroid, before: `delete Navigator.prototype.share;` + clipboard}, func(r *reader) {
		r.share(firstTap)
		r.want(`probe.text.includes("请使用浏览器的分享功能") && probe.text.includes("长按图片")`)
		r.want(`!probe.button("分享海报") && !probe.button("分享链接")`)
		r.press("复制链接")
		r.until(`probe.said === "链接已复制。"`)
		r.want(`copied === "` + demoLink + `"`)
	})
	run("desktop", demo, visit{before: clipboard}, func(r *reader) { shareOnDesktop(r, address) })
	run("keyboard", demo, visit{before: clipboard}, shareByKeyboard)
	for form, v := range sheetForms {
		run("everywhere: "+form, demo, v.visit, func(r *reader) { shareEverywhere(r, v.heard) })
	}
	t.Run("elsewhere", func(t *testing.T) { shareElsewhere(t, r, address) })
}

// sharing is a stand-in for navigator.share.
func sharing(files string) string {
	return `window.shared = []; window.refuse = "";
Object.assign(Navigator.prototype, {
	canShare: () => ` + files + `,
	share: async (data) => { if (refuse) throw new DOMException("", refuse); shared.push(data); },
});`
}

// clipboard is a stand-in for the clipboard.
const clipboard = `Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { window.copied = text; } } });`

func shareInWeChat(r *reader, demo string) {
	r.Helper()
	// Before anything is touched, WeChat knows what it will show.
	r.until(`told.friends.length === 1 && told.moments.length === 1`)
	var got struct {
		Configs []struct {
			wechat.Signature
			JSAPIList []string `json:"jsApiList"`
		}
		Friends, Moments []struct{ Title, Desc, Link, ImgURL string }
	}
	if err := json.Unmarshal([]byte(evaluate[string](r, `JSON.stringify(told)`)), &got); err != nil {
		r.Fatal(err)
	}
	c := got.Configs[0]
	if c.AppID != "wx0123" || c.Signature.Signature != wechat.Sign("ticket-1", c.NonceStr, c.Timestamp, demo) {
		r.Errorf("config %+v is no signature of the page", c)
	}
	if fmt.Sprint(c.JSAPIList) != "[updateAppMessageShareData updateTimelineShareData]" {
		r.Errorf("jsApiList %v", c.JSAPIList)
	}
	friends := got.Friends[0]
	if friends.Title != demoTitle || !strings.HasPrefix(friends.Desc, "清晨五点") || friends.Link != demoLink || got.Moments[0].Title != demoTitle {
		r.Errorf("WeChat was told %+v and %+v", friends, got.Moments[0])
	}
	status, body := get(r.T, friends.ImgURL)
	if thumb, _, err := image.DecodeConfig(bytes.NewReader(body)); status != 200 || err != nil || thumb.Width != 300 || thumb.Height != 300 {
		r.Errorf("the picture in the chat, %s: %d, %v", friends.ImgURL, status, err)
	}

	r.share(firstTap)
	r.want(`/点击右上角[^]*微信好友[^]*朋友圈[^]*长按图片/.test(probe.text)`)
	// The arrow is where WeChat's own button is.
	r.want(`(() => { const b = probe.dialog.querySelector("svg").getBoundingClientRect(); return b.right > innerWidth - 60 && b.top < 60; })()`)
	// WeChat saves and reads what has an address of its own.
	r.want(`/^http:.*\/cover\.jpg$/.test(probe.img.src) && probe.img.naturalWidth >= 1080`)
	r.want(`probe.img.getBoundingClientRect().bottom < innerHeight - 80`)
	r.want(`probe.dialog.querySelectorAll("button").length === 1`)
	r.press("关闭")
	r.wantClosed(firstTap)
	r.want(`told.configs.length === 1`)
}

func shareFile(r *reader) {
	r.Helper()
	r.share(firstTap)
	r.press("分享海报")
	r.until(`shared.length === 1`)
	file := evaluate[string](r, `(({ name, type }) => name + " " + type)(shared[0].files[0])`)
	if file != demoTitle+".jpg image/jpeg" {
		r.Errorf("shared %s", file)
	}
	r.want(`createImageBitmap(shared[0].files[0]).then((b) => b.width >= 1080 && b.height >= 1440)`)
	r.want(`!("text" in shared[0]) && !("url" in shared[0])`)
	// The poster came over the line once.
	r.want(`performance.getEntriesByType("resource").filter((e) => e.name.includes("/cards/cover") && e.transferSize > 1000).length <= 1`)

	evaluate[string](r, `refuse = "AbortError"`) // the reader has changed his mind
	r.press("分享海报")
	evaluate[string](r, `refuse = "NotAllowedError"`)
	r.want(`probe.said === ""`)
	r.press("分享海报")
	r.until(`probe.said === "请使用浏览器的分享功能"`)
}

func shareOnDesktop(r *reader, address string) {
	r.Helper()
	r.share(firstTap)
	r.want(`probe.text.includes("` + demoTitle + `") && probe.text.includes("微信扫一扫")`)
	if got := readQR(r.T, r.picture(".scan svg")); got != demoLink {
		r.Errorf("the QR code holds %q", got)
	}
	r.press("复制链接")
	r.until(`probe.said === "链接已复制。"`)
	r.want(`copied === "` + demoLink + `"`)

	dir := r.TempDir()
	if _, err := chromedp.CallBrowser(r.tab, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: "allow", DownloadPath: dir}); err != nil {
		r.Fatal(err)
	}
	r.press("下载海报")
	r.until(`probe.said === "海报已开始下载。"`)
	_, want := get(r.T, address+"/v1/articles/dawn-birds/cards/cover.jpg")
	waitFor(r.T, "the download", func() bool {
		got, err := os.ReadFile(filepath.Join(dir, demoTitle+".jpg"))
		return err == nil && bytes.Equal(got, want)
	})

	// A click beside the sheet closes it.
	r.do(chromedp.MouseClickXY(5, 400))
	r.wantClosed(firstTap)
	r.share("footer " + firstTap)
	r.key(kb.Escape)
	r.wantClosed("footer " + firstTap)
}

// readQR decodes the QR code in a picture.
func readQR(t *testing.T, img image.Image) string {
	t.Helper()
	bitmap, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
	if err != nil {
		t.Fatalf("the QR code cannot be read: %v", err)
	}
	return result.GetText()
}

func shareByKeyboard(r *reader) {
	r.Helper()
	r.until(`document.querySelector("[aria-haspopup]") !== null`)
	r.do(chromedp.Focus(chromedp.CSS(firstTap)))
	r.key(kb.Enter)
	r.until(`probe.drawn`)
	r.want(`probe.root.activeElement.id === "heading"`) // which is read out
	r.tabTo("复制链接")
	r.key(kb.Enter)
	r.until(`probe.said === "链接已复制。"`)
	r.tabTo("下载海报")
	r.tabTo("关闭")
	r.tabTo("复制链接") // round and round
	r.want(`getComputedStyle(probe.root.activeElement).outlineStyle === "solid"`)
	r.key(kb.Escape)
	r.wantClosed(firstTap)
}

// sheetForms are the forms of the sheet with what a screen reader says of each.
var sheetForms = map[string]struct {
	visit visit
	heard string
}{
	"phone": {visit{agent: safariOnIPhone, before: sharing("true")}, `dialog 分享这篇文章
heading 分享这篇文章
button 关闭
image ` + demoAlt + `
status
button 分享海报
button 复制链接
status`},
	"desktop": {visit{}, `dialog 分享这篇文章
image ` + demoAlt + `
status
heading 分享这篇文章
textbox 文章链接
button 复制链接
button 下载海报
status
button 关闭`},
	"WeChat": {visit{agent: weChatOnAndroid, before: wx}, `dialog 点击右上角
heading 点击右上角
image ` + demoAlt + `
status
button 关闭`},
}

// What holds for every form: it can be heard, read in light and dark, touched,
// and fits narrow screens; it keeps nothing and asks nobody else.
func shareEverywhere(r *reader, heard string) {
	r.Helper()
	r.share(firstTap)
	r.until(`!probe.dialog.querySelector("button:disabled")`)
	if got := r.heardBy(); got != heard {
		r.Errorf("a screen reader says\n%s\nnot\n%s", got, heard)
	}
	grounds := map[string]bool{}
	for _, scheme := range []string{"light", "dark"} {
		r.prefer(scheme)
		if faint := r.faint(); len(faint) > 0 {
			r.Errorf("hard to read when %s: %q", scheme, faint)
		}
		grounds[evaluate[string](r, `getComputedStyle(probe.dialog).getPropertyValue("--ground")`)] = true
	}
	if len(grounds) != 2 {
		r.Error("there is no dark form")
	}
	r.want(`[...probe.dialog.querySelectorAll("*"), probe.dialog].every((e) => getComputedStyle(e).animationName === "none")`)
	r.want(`[...probe.dialog.querySelectorAll("button")].every((b) => b.offsetHeight >= 44 && b.offsetWidth >= 44)`)
	for _, width := range []int64{320, 390, 1280} {
		r.do(chromedp.EmulateViewport(width, 700))
		r.want(`probe.dialog.scrollWidth <= innerWidth && document.documentElement.scrollWidth <= innerWidth`)
		r.want(`probe.img.getBoundingClientRect().width >= 150`)
	}
	r.want(`document.cookie === "" && localStorage.length + sessionStorage.length === 0`)
	r.want(`performance.getEntriesByType("resource").every((e) => new URL(e.name).origin === location.origin)`)
}
