package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// mineSource is a card of a designer's own; the height tells its versions apart.
func mineSource(height int) string {
	return fmt.Sprintf(`<!doctype html><html lang="zh-CN"><head><title>Mine</title><meta name="card:size" content="400x%d">
<style>body { margin: 0; background: #fff; font-family: "Noto Sans SC" }
h1 { margin: 20px; font-size: 40px; color: #102030 }</style></head>
<body>
<h1>{{.Title}}</h1>
</body></html>`, height)
}

// designer is a studio open in a browser, over a folder with one card.
type designer struct {
	t          *testing.T
	tab        context.Context
	address    string
	dir        string
	complaints func() string
}

func openStudioPage(t *testing.T, fragment string) *designer {
	t.Helper()
	tab, complaints := openBrowser(t)
	d := &designer{t: t, tab: tab, dir: t.TempDir(), complaints: complaints}
	d.save(mineSource(300))
	d.address = serve(t, "--data", filepath.Join(t.TempDir(), "data"), "--dev", "--templates", d.dir)
	d.do(chromedp.EmulateViewport(1280, 860), chromedp.Navigate(d.address+"/studio?lang=en#"+fragment))
	return d
}

func (d *designer) save(source string) {
	d.t.Helper()
	if err := os.WriteFile(filepath.Join(d.dir, "mine.html"), []byte(source), 0o600); err != nil {
		d.t.Fatal(err)
	}
}

func (d *designer) do(actions ...chromedp.Action[chromedp.Void]) {
	d.t.Helper()
	if err := chromedp.Do(d.tab, actions...); err != nil {
		d.t.Fatalf("%v\n%s", err, d.complaints())
	}
}

// sees waits until all of the expressions are true.
func (d *designer) sees(expressions ...string) {
	d.t.Helper()
	for _, e := range expressions {
		d.do(until(e))
	}
}

// arrives waits until a page that is on its way is there, as the expression
// tells: between two pages there is nothing to ask.
func (d *designer) arrives(expression string) {
	d.t.Helper()
	err := chromedp.Do(d.tab, until(expression))
	for range 50 {
		if err == nil || errors.Is(err, context.DeadlineExceeded) {
			break
		}
		err = chromedp.Do(d.tab, until(expression))
	}
	if err != nil {
		d.t.Fatalf("%v\n%s", err, d.complaints())
	}
}

func (d *designer) quiet() {
	d.t.Helper()
	if said := d.complaints(); said != "" {
		d.t.Errorf("the browser's console: %s", said)
	}
}

func read[T any](d *designer, expression string) T {
	d.t.Helper()
	v, err := chromedp.Run(d.tab, chromedp.Evaluate[T](expression))
	if err != nil {
		d.t.Fatal(err)
	}
	return v
}

// fetch asks the server as the page would.
func (d *designer) fetch(path, options string) (status int, text string) {
	d.t.Helper()
	if options == "" {
		options = "{}"
	}
	d.sees(`(window.answer = null, fetch(`+quoteJS(path)+`, `+options+`).then(async (r) => { window.answer = { status: r.status, text: await r.text() }; }), true)`,
		`window.answer !== null`)
	return read[int](d, `window.answer.status`), read[string](d, `window.answer.text`)
}

const (
	drawnOnce  = `document.querySelector("#view").dataset.drawn >= 1`
	drawnTall  = `document.querySelector(".sheet img")?.naturalHeight === %d`
	selectedAt = `document.querySelector(".box .at")?.textContent === "mine.html:5"`
)

// A designer saves a file and sees the picture change where he stands; breaks
// it and sees where; clicks a box and reads what it is.
func TestStudioCard(t *testing.T) {
	d := openStudioPage(t, "card=mine&zoom=3&article=case:four-characters")
	d.sees(drawnOnce, fmt.Sprintf(drawnTall, 300))
	// Zoom, theme and scroll stay when the picture changes.
	d.sees(`(document.querySelector(".scroller").scrollTop = 40, true)`)
	d.save(mineSource(420))
	d.sees(fmt.Sprintf(drawnTall, 420),
		`document.querySelector(".sheet").clientWidth === 1200 && document.querySelector(".scroller").scrollTop === 40`)

	// A fault stands over the last good picture, with its line.
	d.save(strings.Replace(mineSource(500), "margin: 20px", "z-idnex: 1", 1))
	d.sees(`!document.querySelector("#faults").hidden`,
		`document.querySelector("#faults").textContent.includes("mine.html:3:")`,
		`document.querySelector("#faults pre").textContent.includes("h1 { z-idnex: 1")`,
		fmt.Sprintf(drawnTall, 420))
	d.save(mineSource(440))
	d.sees(`document.querySelector("#faults").hidden`, fmt.Sprintf(drawnTall, 440))

	// A click selects the box under it.
	d.sees(`(document.querySelector(".overlay").dispatchEvent(new MouseEvent("click", (() => {
		const r = document.querySelector(".overlay").getBoundingClientRect();
		return { bubbles: true, clientX: r.left + 120, clientY: r.top + 120 };
	})())), true)`, selectedAt,
		`document.querySelector(".box").textContent.includes("#102030")`,
		`document.querySelector(".box .texts").textContent.includes("秋分已至")`,
		`document.querySelector(".overlay .chosen") !== null`)
	// It stays selected when the file is saved.
	d.save(mineSource(460))
	d.sees(fmt.Sprintf(drawnTall, 460), selectedAt)

	// Overlays.
	d.sees(`(document.querySelector(".switches input[value=baselines]").click(), true)`,
		`document.querySelectorAll(".overlay .baseline").length === 1`)
	d.quiet()
}

// The keyboard chooses articles and themes and finds the search field.
func TestStudioKeyboard(t *testing.T) {
	d := openStudioPage(t, "card=mine")
	d.sees(drawnOnce)
	press := func(key string) string {
		return fmt.Sprintf(`(document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: %q, bubbles: true, cancelable: true })), true)`, key)
	}
	before := read[string](d, `document.querySelector("#articles [aria-selected=true]").id`)
	d.sees(press("ArrowDown"), `document.querySelector("#articles [aria-selected=true]").id !== "`+before+`"`)
	d.sees(press("2"), `document.querySelector("input[name=theme]:checked").value === "clean"`, `location.hash.includes("theme=clean")`)
	d.sees(press("/"), `document.activeElement.id === "search"`)
	d.do(chromedp.SendKeys(chromedp.CSS("#search"), "灯塔"))
	d.sees(`[...document.querySelectorAll("#articles [role=option]")].every((o) => o.textContent.includes("灯塔"))`)
	d.do(chromedp.Click(chromedp.CSS("a.language")))
	d.arrives(`document.documentElement.lang === "zh-CN"`)
	d.sees(drawnOnce, `location.hash.includes("theme=clean")`,
		`document.querySelector("input[name=theme]:checked").value === "clean"`,
		`document.querySelector("#articles").textContent.includes("四字标题")`)
	d.sees(press("?"), `document.querySelector("#keys").matches(":popover-open")`,
		press("]"), `document.querySelector("#card").value !== "mine"`, press("["), `document.querySelector("#card").value === "mine"`,
		`document.title.startsWith("mine · ")`,
		press("s"), `document.body.dataset.view === "sheet"`)
	d.quiet()
}

// The browser draws the same page beside ours; the sheet tells what fails; the
// chat shows what survives.
func TestStudioViews(t *testing.T) {
	d := openStudioPage(t, "card=poster&view=compare&article=case:cover")
	d.sees(drawnOnce)
	for _, way := range []string{"slide", "difference", "side"} {
		d.sees(`(document.querySelector("input[name=against][value=`+way+`]").click(), true)`,
			`document.querySelector(".pair").dataset.way === "`+way+`"`)
		if way == "difference" {
			d.dark(".pair", 8, 8) // both draw the same ground
		}
	}
	d.sees(`/tall/.test(document.querySelector(".facts").textContent)`)
	// The frame holds the page: with its style sheet, its picture and our faces.
	path := read[string](d, `document.querySelector("iframe.browser").getAttribute("src")`)
	_, page := d.fetch(path, "")
	if !strings.Contains(page, "海上风电") || !strings.Contains(page, "/studio/fonts/fonts.css") {
		t.Errorf("the page in the frame: %.300s", page)
	}
	for _, file := range []string{"base.css", "cover"} {
		if status, _ := d.fetch(path+file, ""); status != 200 {
			t.Errorf("%s of the page: %d", file, status)
		}
	}

	// One card, all articles: those that are cut stand first, and a filter leaves
	// only them.
	d.do(chromedp.Click(chromedp.CSS("#tab-sheet")))
	d.sees(`(document.querySelector("#card").value = "mine", document.querySelector("#card").dispatchEvent(new Event("change")), true)`,
		`(document.querySelector("input[name=sheet][value=articles]").click(), true)`,
		`(document.querySelector("label.switches input").click(), true)`,
		`document.querySelector(".grid").dataset.done === "all"`,
		`document.querySelectorAll(".cell:not([hidden])").length > 0`,
		`[...document.querySelectorAll(".cell:not([hidden])")].every((c) => c.querySelector(".flag"))`,
		`document.querySelectorAll(".cell[hidden]").length > 0`)
	d.sees(`(document.querySelector(".cell:not([hidden])").click(), true)`, `document.body.dataset.view === "card"`)

	d.sees(`(document.querySelector("#card").value = "poster", document.querySelector("#card").dispatchEvent(new Event("change")), true)`)
	d.do(chromedp.Click(chromedp.CSS("#tab-place")))
	d.sees(`document.querySelectorAll(".phone img").length >= 3`,
		`document.querySelector(".facts .good")?.textContent === "The code scans"`,
		`[...document.querySelectorAll(".phone img")].every((i) => i.complete && i.naturalWidth > 0)`)
	fitsWindow(t, d.tab, 390, 1280)
	d.quiet()
}

// dark fails where the pixel right and down of an element's corner is not black.
func (d *designer) dark(selector string, right, down int) {
	d.t.Helper()
	corner := read[map[string]float64](d, `document.querySelector(`+quoteJS(selector)+`).getBoundingClientRect().toJSON()`)
	shot, err := chromedp.Run(d.tab, chromedp.CaptureScreenshot())
	if err != nil {
		d.t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		d.t.Fatal(err)
	}
	r, g, b, _ := picture.At(int(corner["x"])+right, int(corner["y"])+down).RGBA()
	if max(r, g, b)>>8 > 24 {
		d.t.Errorf("%s has %d,%d,%d at its corner, not black", selector, r>>8, g>>8, b>>8)
	}
}

// Own content is drawn while it is typed, opens from its address in another
// tab, and is saved beside the templates.
func TestStudioOwnContent(t *testing.T) {
	d := openStudioPage(t, "card=mine&article=case:plain")
	d.sees(drawnOnce)
	d.do(chromedp.Click(chromedp.CSS("#edit")))
	d.sees(`document.querySelector("#form").open`,
		`(() => { const f = document.getElementById("field-title"); f.value = "巷口新开一家修表铺"; f.dispatchEvent(new Event("input")); return true; })()`,
		`location.hash.includes("own=")`,
		`document.querySelector(".sheet img").alt.includes("巷口新开一家修表铺")`)
	// A picture becomes the cover.
	d.sees(`(() => {
		const canvas = document.createElement("canvas"); canvas.width = 60; canvas.height = 40;
		canvas.getContext("2d").fillRect(0, 0, 60, 40);
		canvas.toBlob((b) => {
			const data = new DataTransfer(); data.items.add(new File([b], "a.png", { type: "image/png" }));
			document.querySelector(".drop").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
		});
		return true;
	})()`, `document.getElementById("field-cover.url").value.startsWith("stored:")`)
	// A sample is a file that others can have.
	d.sees(`(() => {
		const name = document.querySelector("#form input[pattern]"); name.value = "repair";
		[...document.querySelectorAll("#form button")].find((b) => b.textContent === "Save").click(); return true;
	})()`, `location.hash.includes("sample%3Arepair")`)
	text, err := os.ReadFile(filepath.Join(d.dir, "samples", "repair.json"))
	if err != nil {
		t.Fatal(err)
	}
	var saved struct {
		Title string
		Cover struct{ URL string }
	}
	if err := json.Unmarshal(text, &saved); err != nil || saved.Title != "巷口新开一家修表铺" || !strings.HasPrefix(saved.Cover.URL, "stored:") {
		t.Errorf("saved %s, %v", text, err)
	}

	// The address of own content opens it elsewhere.
	d.sees(`(document.querySelector("#articles [data-key=own]").click(), true)`, `location.hash.includes("own=")`)
	here := read[string](d, `location.href`)
	d.do(chromedp.Navigate("about:blank"), chromedp.Navigate(here))
	d.sees(drawnOnce, `document.querySelector(".sheet img").alt.includes("巷口新开一家修表铺")`)
	d.quiet()
}

// With tokens, the studio asks for one once; without --dev it cannot write.
func TestStudioAsksForAToken(t *testing.T) {
	tab, complaints := openBrowser(t)
	t.Setenv("SHARECARD_TOKENS", "desk:a-long-enough-secret")
	d := &designer{t: t, tab: tab, complaints: complaints}
	d.address = serve(t, "--data", filepath.Join(t.TempDir(), "data"))
	d.do(chromedp.Navigate(d.address + "/studio?lang=en#card=og"))
	d.sees(`document.querySelector("input[name=token]") !== null`, `document.forms[0].next.value.endsWith("#card=og")`)
	d.do(chromedp.SendKeys(chromedp.CSS("input[name=token]"), "a-long-enough-secret"), chromedp.Click(chromedp.CSS("button")))
	d.arrives(`document.querySelector("#articles") !== null`)
	d.sees(`document.querySelector("#articles [role=option]") !== null`, drawnOnce, `document.cookie === ""`,
		`document.documentElement.lang === "en" && document.querySelector("#card").value === "og"`)
	options := `{ method: "PUT", headers: { "Content-Type": "application/json" }, body: "{}" }`
	if said := d.complaints(); strings.Contains(said, "\n") || !strings.Contains(said, "401") {
		t.Errorf("the browser's console tells more than of the page that asks for the token: %s", said)
	}
	if status, _ := d.fetch("/studio/samples/x", options); status != 404 {
		t.Errorf("saving without --dev: %d", status)
	}
}

func quoteJS(s string) string {
	text, err := json.Marshal(s)
	if err != nil {
		panic(err) // a text
	}
	return string(text)
}

// No view has a serious fault of accessibility. The judge is axe-core, whose
// axe.min.js the environment names.
func TestStudioAccessible(t *testing.T) {
	file := os.Getenv("SHARECARD_AXE")
	if file == "" {
		t.Skip("SHARECARD_AXE names no axe.min.js to judge with")
	}
	axe, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	d := openStudioPage(t, "card=poster&article=case:cover")
	for _, view := range []string{"card", "compare", "sheet", "place"} {
		for _, width := range []int64{1280, 390} {
			d.do(chromedp.EmulateViewport(width, 860), chromedp.Click(chromedp.CSS("#tab-"+view)))
			d.sees(`document.body.dataset.view === "`+view+`"`,
				`document.querySelector(".sheet img, iframe.browser, .cell.drawn, .phone img") !== null`)
			d.serious(string(axe), fmt.Sprintf("%s at %d px", view, width))
		}
	}
	d.do(chromedp.Click(chromedp.CSS("#edit")))
	d.sees(`document.querySelector("#form").open`)
	d.serious(string(axe), "the form")
}

// serious fails for every violation that axe calls serious or critical.
func (d *designer) serious(axe, where string) {
	d.t.Helper()
	d.do(until(`(() => { `+axe+`; return typeof axe === "object"; })()`),
		until(`(window.violations = null, axe.run(document, { resultTypes: ["violations"] }).then((r) => {
			window.violations = r.violations.filter((v) => ["serious", "critical"].includes(v.impact))
				.map((v) => v.id + ": " + v.nodes.map((n) => n.html.slice(0, 160)).join(" | "));
		}), true)`),
		until(`window.violations !== null`))
	for _, v := range read[[]string](d, `window.violations`) {
		d.t.Errorf("%s: %s", where, v)
	}
}
