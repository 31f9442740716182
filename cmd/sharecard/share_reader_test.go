package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The browsers that readers share from.
const (
	weChatOnIPhone  = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.60(0x18003c2f) NetType/WIFI Language/zh_CN"
	weChatOnAndroid = "Mozilla/5.0 (Linux; Android 14; V2309A Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.6723.103 Mobile Safari/537.36 XWEB/1300259 MMWEBSDK/20241103 MicroMessenger/8.0.55.2780(0x2800373B) WeChat/arm64 NetType/WIFI Language/zh_CN"
	safariOnIPhone  = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
	chromeOnAndroid = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36"
	weChatOnWindows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/132.0.0.0 Safari/537.36 NetType/WIFI MicroMessenger/7.0.20.1781(0x6700143B) WindowsWechat(0x63090c33) XWEB/14315"
)

// visit is a reader's way to a page.
type visit struct {
	agent  string // "": Chromium's own
	width  int64  // px; 0: 390 for a phone, 1280 without an agent
	before string // a script that is run before the page's
}

// probe is what tests see the sheet through.
const probe = `window.probe = {
	get root() { return [...document.body.children].map((e) => e.shadowRoot).find((root) => root?.querySelector("dialog")); },
	get dialog() { return this.root?.querySelector("dialog[open]"); },
	get text() { return this.dialog?.innerText ?? ""; },
	get img() { return this.dialog.querySelector("img"); },
	get drawn() { return this.dialog && this.img.naturalWidth > 0 && getComputedStyle(this.img).opacity === "1"; },
	// A sheet takes no taps for half a second after it has opened.
	get settled() { const { dialog } = this; dialog.opened ??= performance.now(); return performance.now() - dialog.opened > 550; },
	get said() { return this.dialog.querySelector(".said").textContent; },
	button(name) { return [...this.dialog.querySelectorAll("button")].find((b) => (b.ariaLabel || b.textContent) === name); },
	middle(element) {
		element.scrollIntoView({ block: "nearest" });
		const box = element.getBoundingClientRect();
		return [box.x + box.width / 2, box.y + box.height / 2];
	},
};
`

// reader drives one tab.
type reader struct {
	*testing.T
	tab        context.Context
	complaints func() string
	heard      int // how much of the complaints are of earlier visits
}

func call[P, R any](r *reader, command cdp.Command[P, R], parameters P) R {
	r.Helper()
	got, err := chromedp.Call(r.tab, command, parameters)
	if err != nil {
		r.Fatalf("%s: %v", command.Method, err)
	}
	return got
}

// open goes to a page as v says. The browser must have nothing to complain of
// until the test ends, unless it is told to.
func (r *reader) open(t *testing.T, address string, v visit) *reader {
	t.Helper()
	here := &reader{T: t, tab: r.tab, complaints: r.complaints, heard: len(r.complaints())}
	if v.width == 0 {
		v.width = 390
		if v.agent == "" || v.agent == weChatOnWindows {
			v.width = 1280
		}
	}
	phone := v.width < 700
	call(here, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{UserAgent: v.agent})
	call(here, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: v.width, Height: 844, DeviceScaleFactor: 1, Mobile: phone,
	})
	here.prefer("light")
	script := call(here, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: probe + v.before})
	t.Cleanup(func() {
		_, _ = chromedp.Call(r.tab, page.RemoveScriptToEvaluateOnNewDocument,
			page.RemoveScriptToEvaluateOnNewDocumentParams(script))
	})
	here.do(chromedp.Navigate(address))
	t.Cleanup(func() {
		if said := here.complaints()[here.heard:]; said != "" {
			t.Errorf("the browser's console: %s", said)
		}
	})
	return here
}

// prefer sets the colours that the reader prefers. Always he wants nothing to
// move, not away from under a click either.
func (r *reader) prefer(scheme string) {
	r.Helper()
	call(r, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}})
}

// forgive forgets what the browser has complained of so far.
func (r *reader) forgive() { r.heard = len(r.complaints()) }

func (r *reader) do(steps ...chromedp.Action[chromedp.Void]) {
	r.Helper()
	if err := chromedp.Do(r.tab, steps...); err != nil {
		r.Fatal(err)
	}
}

// until waits until a JavaScript expression is true.
func (r *reader) until(expression string) {
	r.Helper()
	r.do(until(expression))
}

func evaluate[T any](r *reader, expression string) T {
	r.Helper()
	got, err := chromedp.Run(r.tab, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		r.Fatalf("%s: %v", expression, err)
	}
	return got
}

// want checks that a JavaScript expression is true.
func (r *reader) want(expression string) {
	r.Helper()
	if !evaluate[bool](r, `Promise.resolve(`+expression+`).then(Boolean)`) {
		r.Errorf("not so: %s", expression)
	}
}

// share clicks a button of the page and waits for the poster.
func (r *reader) share(selector string) {
	r.Helper()
	r.until(`document.querySelector('` + selector + `[aria-haspopup]') !== null`) // the script has come
	r.do(chromedp.Click(chromedp.CSS(selector)))
	r.until(`probe.drawn && probe.settled`)
}

// press clicks a button of the sheet.
func (r *reader) press(name string) {
	r.Helper()
	r.until(fmt.Sprintf(`probe.button(%q)?.disabled === false`, name))
	at := evaluate[[]float64](r, fmt.Sprintf(`probe.middle(probe.button(%q))`, name))
	r.do(chromedp.MouseClickXY(at[0], at[1]))
}

func (r *reader) key(key string, modifiers ...chromedp.Modifier) {
	r.Helper()
	r.do(chromedp.KeyEvent(key, chromedp.KeyModifiers(modifiers...)))
}

// wantClosed checks that the sheet is gone and the focus where it was.
func (r *reader) wantClosed(selector string) {
	r.Helper()
	r.until(`!probe.root`)
	r.want(`document.activeElement === document.querySelector('` + selector + `')`)
}

// tabTo presses Tab until a button of the sheet has the focus. The focus must
// not get to the page behind the sheet on the way.
func (r *reader) tabTo(name string) {
	r.Helper()
	for range 12 {
		r.key(kb.Tab)
		if at := evaluate[string](r, `document.activeElement === document.body ? "" : document.activeElement.shadowRoot ? "sheet" : document.activeElement.outerHTML`); at != "" && at != "sheet" {
			r.Fatalf("the focus is on the page: %s", at)
		}
		if evaluate[bool](r, fmt.Sprintf(`(probe.root.activeElement?.ariaLabel || probe.root.activeElement?.textContent) === %q`, name)) {
			return
		}
	}
	r.Fatalf("Tab does not lead to %q", name)
}

// picture takes a picture of an element of the sheet, three times as large.
func (r *reader) picture(selector string) image.Image {
	r.Helper()
	box := evaluate[[]float64](r, `(() => { const b = probe.dialog.querySelector("`+selector+`").getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; })()`)
	shot := call(r, page.CaptureScreenshot, page.CaptureScreenshotParams{
		Clip: &page.Viewport{X: box[0], Y: box[1], Width: box[2], Height: box[3], Scale: 3},
	})
	img, err := png.Decode(bytes.NewReader(shot.Data))
	if err != nil {
		r.Fatal(err)
	}
	return img
}

// heardBy is what a screen reader says of the sheet: "role name" a line, in
// order.
func (r *reader) heardBy() string {
	r.Helper()
	var lines []string
	for _, n := range call(r, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{}).Nodes {
		if n.Ignored || n.Role == nil {
			continue
		}
		var role, name string
		if err := json.Unmarshal(n.Role.Value, &role); err != nil {
			r.Fatal(err)
		}
		if n.Name != nil {
			if err := json.Unmarshal(n.Name.Value, &name); err != nil {
				r.Fatal(err)
			}
		}
		switch role {
		case "dialog", "heading", "button", "image", "img", "textbox", "status":
			lines = append(lines, strings.TrimSpace(role+" "+name))
		}
	}
	return strings.Join(lines, "\n")
}

// faint lists texts of the sheet whose contrast with what is behind them is
// less than WCAG's 4.5.
func (r *reader) faint() []string {
	r.Helper()
	return evaluate[[]string](r, `(() => {
	const numbers = (color) => color.match(/[\d.]+/g).map(Number);
	const light = (rgb) => rgb.slice(0, 3).map((c) => c / 255).map((c) => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
		.reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
	const over = (top, below) => { const a = top[3] ?? 1; return top.slice(0, 3).map((c, i) => c * a + below[i] * (1 - a)); };
	const behind = (e) => {
		const own = numbers(getComputedStyle(e).backgroundColor);
		return (own[3] ?? 1) === 1 ? own : over(own, e === probe.dialog ? [255, 255, 255] : behind(e.parentElement));
	};
	const found = [];
	const walker = document.createTreeWalker(probe.dialog, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		const e = walker.currentNode.parentElement, ground = behind(e);
		const pair = [light(over(numbers(getComputedStyle(e).color), ground)), light(ground)].sort((a, b) => b - a);
		const ratio = (pair[0] + .05) / (pair[1] + .05);
		if (ratio < 4.5) found.push(walker.currentNode.data + " " + ratio.toFixed(2));
	}
	return found;
})()`)
}

// waitFor waits until something is so.
func waitFor(t *testing.T, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !so(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s did not come", what)
		}
	}
}
