package main

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

const allDrawn = `[...document.querySelectorAll("figure img")].every((i) => i.complete && i.naturalWidth > 0)`

// pasted is a text as editors paste it.
const pasted = "城市书房夜间开放首周，读者都在读什么\n江城晚报 2026-11-28\n\n" +
	"夜里十点，临江路的灯还亮着。全市37家城市书房本周起延长开放至凌晨一点，首周接待读者4.2万人次。"

const pastedTitle = "城市书房夜间开放首周，读者都在读什么"

// editor is the start page in a browser.
type editor struct {
	*reader
	address, downloads string
	clicks             int
}

func openHome(t *testing.T, width int64, arguments ...string) *editor {
	t.Helper()
	tab, complaints := openBrowser(t)
	e := &editor{reader: &reader{T: t, tab: tab, complaints: complaints}, downloads: t.TempDir()}
	e.address = serve(t, append([]string{"--data", filepath.Join(t.TempDir(), "data")}, arguments...)...)
	e.reader = e.open(t, e.address+"/?lang=zh", visit{width: width, before: clipboard})
	if _, err := chromedp.CallBrowser(tab, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: "allow", DownloadPath: e.downloads,
	}); err != nil {
		t.Fatal(err)
	}
	return e
}

func (e *editor) click(selector string) {
	e.Helper()
	e.clicks++
	e.do(chromedp.Click(chromedp.CSS(selector)))
}

// paste puts a text where the focus is, as the keyboard does.
func (e *editor) paste(text string) {
	e.Helper()
	e.want(`document.execCommand("insertText", false, ` + quoteJS(text) + `)`)
}

// drop drops a file on the page. make is an expression for its Blob.
func (e *editor) drop(name, make string) {
	e.Helper()
	e.want(`(async () => {
		const blob = await ` + make + `;
		const dataTransfer = new DataTransfer();
		dataTransfer.items.add(new File([blob], "` + name + `", { type: blob.type }));
		return document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true })) || true;
	})()`)
}

// drawn waits until there are n cards of the article of that title, and the reasons why
// the others are not there.
func (e *editor) drawn(title string, n int) {
	e.Helper()
	e.until(fmt.Sprintf(`document.querySelector("#status").textContent === "已生成 %d 张"`, n))
	e.want(allDrawn)
	e.want(`document.querySelector("#title").textContent === ` + quoteJS(title))
	e.want(fmt.Sprintf(`document.querySelectorAll("#cards figure").length === %d && !document.querySelector("#cards .failed")`, n))
	e.want(fmt.Sprintf(`document.querySelectorAll("#omitted:not([hidden]) li").length === %d`, len(builtinCards())-n))
}

// archive waits for a download and returns the names in it.
func (e *editor) archive(name string) []string {
	e.Helper()
	path := filepath.Join(e.downloads, name)
	var files []string
	waitFor(e.T, name, func() bool {
		z, err := zip.OpenReader(path)
		if err != nil {
			return false
		}
		defer z.Close()
		for _, f := range z.File {
			files = append(files, f.Name)
		}
		return true
	})
	return files
}

// The stored articles.
func stored(t *testing.T, address string) (ids []string) {
	t.Helper()
	_, body := get(t, address+"/v1/articles")
	var list struct{ Articles []struct{ ID string } }
	if err := json.Unmarshal(body, &list); err != nil {
		t.Fatal(err)
	}
	for _, a := range list.Articles {
		ids = append(ids, a.ID)
	}
	return ids
}

// From a pasted text to the archive of its cards in three clicks, on a desktop and on
// a phone. Nothing is stored by that.
func TestFromTextToArchive(t *testing.T) {
	for name, width := range map[string]int64{"desktop": 1280, "phone": 390} {
		t.Run(name, func(t *testing.T) {
			e := openHome(t, width)
			before := stored(t, e.address)
			e.click("#input")
			e.paste(pasted)
			e.click("#make .primary")
			e.drawn(pastedTitle, 8)
			e.click("#kit")
			files := e.archive(pastedTitle + ".zip")
			if e.clicks != 3 || len(files) != 9 || files[0] != "manifest.json" {
				t.Errorf("%d clicks, %q", e.clicks, files)
			}
			if after := stored(t, e.address); len(after) != len(before) {
				t.Errorf("stored: %q", after)
			}
			e.want(`[...document.querySelectorAll("#cards .download")].every((a) => a.href.startsWith("blob:") && ` +
				`/^城市书房.*\.(jpg|png)$/.test(a.download))`)
			e.want(`document.querySelector("#card-poster h3").textContent === "海报"`)

			// No picture is blown up to fill a row of its own.
			e.want(`[...document.querySelectorAll("#cards .picture")].every((a) => a.clientHeight <= 1.7 * 250)`)

			// Another theme is a click.
			e.click(`.themes [data-theme="ink"]`)
			e.drawn(pastedTitle, 8)
			e.want(`document.querySelector(".themes [data-theme=ink]").getAttribute("aria-current") === "true"`)
			fitsWindow(t, e.tab, width)
		})
	}
}

// The box takes an address, a saved page and pictures, and says what is missing.
func TestHomeTakesAnything(t *testing.T) {
	news := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, `<html lang="zh-CN"><head><title>夜班公交延长至凌晨一点</title></head><body><article><h1>夜班公交延长至凌晨一点</h1>
			<p>记者从市交通局获悉，自12月1日起，23条夜班线路末班车延后至凌晨1:00。</p></article></body></html>`)
	}))
	t.Cleanup(news.Close)
	e := openHome(t, 1280, "--allow-fetch", "127.0.0.1/32")
	e.click("#make .primary")
	e.until(`document.querySelector("#status").textContent === "请先粘贴文章网址或正文"`)
	e.click("#input")
	e.paste(news.URL + "/bus")
	e.click("#make .primary")
	e.drawn("夜班公交延长至凌晨一点", 8)

	e.drop("page.html", `new Blob(["<html><head><title>旧城里的修表铺</title></head><body><h1>旧城里的修表铺</h1><p>巷口的修表铺开了三十年，店主说还想再开十年。</p></body></`+
		`html>"], { type: "text/html" })`)
	e.drawn("旧城里的修表铺", 8)

	e.want(`(document.querySelector("#input").value = "") === ""`)
	e.drop("cover.png", `new Promise((done) => { const c = Object.assign(document.createElement("canvas"), { width: 800, height: 450 });
		const p = c.getContext("2d"); p.fillStyle = "#0a7d3c"; p.fillRect(0, 0, 800, 450); c.toBlob(done); })`)
	e.until(`document.querySelector("#status").textContent === "封面图已添加，请再粘贴标题或正文"`)
	e.paste(pasted)
	e.click("#make .primary")
	e.drawn(pastedTitle, 10)
	// The picture is on the poster: its colour is in the middle of the upper half.
	e.want(`(() => { const img = document.querySelector("#card-square img"), c = document.createElement("canvas"); c.width = c.height = 10;
		const p = c.getContext("2d"); p.drawImage(img, 0, 0, 10, 10); 
		const [r, g, b] = p.getImageData(5, 2, 1, 1).data; return g > r + 40 && g > b + 20; })()`)

	// Stored, it has addresses, lines and a share button that works.
	e.click("#unsaved button")
	d := &designer{t: t, tab: e.tab, complaints: e.complaints}
	d.arrives(`document.querySelector("#kind")?.textContent === "文章" && document.querySelector("#share[aria-haspopup]") !== null`)
	e.until(allDrawn)
	e.want(`document.querySelector("#title").textContent === ` + quoteJS(pastedTitle))
	ids := stored(t, e.address)
	e.share("#share")
	e.want(`probe.text.includes("` + pastedTitle + `")`)
	e.press("关闭")
	e.click("#card-og summary")
	e.click("#card-og .line button")
	e.until(`document.querySelector("#card-og .line button").textContent === "已复制"`)
	want := fmt.Sprintf(`<meta property="og:image" content="%s/v1/articles/%s/cards/og.jpg">`, e.address, ids[0])
	if got := evaluate[string](e.reader, `copied`); !strings.HasPrefix(got, want) {
		t.Errorf("copied %q, want %q", got, want)
	}
	fitsWindow(t, e.tab, 390, 1280)
}

// With tokens the start page asks for one, and then works the same.
func TestHomeAsksForAToken(t *testing.T) {
	t.Setenv("SHARECARD_TOKENS", "desk:a-long-enough-secret")
	e := openHome(t, 390)
	e.forgive() // browsers tell of every 401
	e.want(`document.querySelector("h1").textContent === "需要访问令牌" && document.activeElement.name === "token"`)
	e.do(chromedp.SendKeys(chromedp.CSS("#token"), "not-the-right-secret"), chromedp.Click(chromedp.CSS("form button")))
	d := &designer{t: t, tab: e.tab, complaints: e.complaints}
	d.arrives(`document.querySelector("[role=alert]")?.textContent === "令牌不正确，请重新输入。"`)
	e.forgive()
	e.do(chromedp.SendKeys(chromedp.CSS("#token"), "a-long-enough-secret"), chromedp.Click(chromedp.CSS("form button")))
	d.arrives(`document.querySelector("#make:not([hidden])") !== null && document.cookie === ""`)
	e.click("#input")
	e.paste(pasted)
	e.click("#make .primary")
	e.drawn(pastedTitle, 8)
	e.click("#kit")
	if files := e.archive(pastedTitle + ".zip"); len(files) != 9 {
		t.Errorf("%q", files)
	}
}

// The pages have no serious fault of accessibility, in light and dark, wide and narrow.
func TestHomeAccessible(t *testing.T) {
	file := os.Getenv("SHARECARD_AXE")
	if file == "" {
		t.Skip("SHARECARD_AXE names no axe.min.js to judge with")
	}
	axe, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	e := openHome(t, 1280)
	d := &designer{t: t, tab: e.tab, address: e.address, complaints: e.complaints}
	judge := func(what string) {
		for _, scheme := range []string{"light", "dark"} {
			for _, width := range []int64{1280, 390} {
				e.prefer(scheme)
				e.do(chromedp.EmulateViewport(width, 860))
				d.serious(string(axe), fmt.Sprintf("%s, %s, %d px", what, scheme, width))
			}
		}
	}
	e.until(allDrawn)
	e.click("#card-poster summary")
	judge("the start page")
	e.click("#input")
	e.paste(pasted)
	e.click("#make .primary")
	e.drawn(pastedTitle, 8)
	judge("cards of a text")
	e.do(chromedp.Navigate(e.address + "/nothing-here?lang=zh"))
	e.until(`document.querySelector("h1").textContent === "没有找到"`)
	e.forgive()
	judge("an address that is not there")
}
