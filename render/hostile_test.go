package render

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// hostilePages are pages meant to cost time or memory without end.
func hostilePages() map[string]string {
	page := func(style, body string) string {
		return `<!doctype html><html><head><title>H</title><meta name="card:size" content="1080x1440"><style>` +
			style + `</style></head><body>` + body + `</body></html>`
	}
	nest := func(open, shut string, n int) string { return strings.Repeat(open, n) + "x" + strings.Repeat(shut, n) }
	pages := map[string]string{
		"10,000 nested elements": page("", nest("<div>", "</div>", 10_000)),
		"400 nested flex boxes":  page("div { display: flex; padding: 1px }", nest("<div>", "</div>", 400)),
		"400 nested percentages": page("div { width: 99%; height: 99%; aspect-ratio: 1 }", nest("<div>", "</div>", 400)),
		"huge sizes":             page("div { width: 1e9px; height: 1e9px; border: 1e8px dashed; border-radius: 1e9px; background: red; transform: scale(1e6) }", "<div>x</div>"),
		"3,000 filter elements": page("b { filter: url(#f) url(#g); display: block; width: 90px; height: 9px }",
			`<svg><filter id="f" x="-9" width="99" height="99">`+strings.Repeat("<feTurbulence numOctaves='99'/>", 99)+`</filter><filter id="g">`+
				strings.Repeat("<feGaussianBlur/>", 64)+"</filter></svg>"+strings.Repeat("<b></b>", 3000)),
		"300 nested filter elements": page("div { filter: url(#f) }",
			`<svg><filter id="f"><feMorphology radius="200"/></filter></svg>`+nest("<div>", "</div>", 300)),
		"3,000 clips and masks of svg": page("b { clip-path: url(#c); mask: url(#m); display: block; width: 900px; height: 900px; margin-top: -890px }",
			`<svg><clipPath id="c" clip-path="url(#d)">`+strings.Repeat("<circle r='900'/>", 900)+`</clipPath><clipPath id="d" clip-path="url(#c)">`+
				`<path d="M0 0H900V900"/></clipPath><mask id="m" mask="url(#m)">`+strings.Repeat(`<circle r="900" mask="url(#m)" fill="#fff"/>`, 900)+
				"</mask></svg>"+strings.Repeat("<b></b>", 3000)),
		"2,000 planes in one space": page("main, b { transform-style: preserve-3d; perspective: 9px } b { display: block; width: 900px; height: 9px; "+
			"transform: rotateX(60deg) translateZ(9px); corner-shape: scoop; border: 9px solid; border-radius: 9px }",
			"<main>"+strings.Repeat("<b>x</b>", 2000)+"</main>"),
		"300 nested spaces": page("div { transform-style: preserve-3d; transform: rotateY(3deg); perspective: 99px }", nest("<div>", "</div>", 300)),
		"calc bomb":         page("div { width: "+strings.Repeat("calc(1px + ", 5000)+"1px"+strings.Repeat(")", 5000)+" }", "<div>x</div>"),
		"var bomb": page(func() string {
			var sb strings.Builder
			sb.WriteString(":root { --a0: 10px 10px 10px 10px;")
			for i := range 40 {
				fmt.Fprintf(&sb, "--a%d: var(--a%d) var(--a%d) var(--a%d);", i+1, i, i, i)
			}
			return sb.String() + "} div { box-shadow: var(--a40) }"
		}(), "<div>x</div>"),
		"a word of 100,000 characters":  page("", "<p>"+strings.Repeat("啊", 100_000)+"</p>"),
		"a Latin word of 100,000":       page("p { overflow-wrap: anywhere; text-wrap: balance }", "<p>"+strings.Repeat("a", 100_000)+"</p>"),
		"a fitted text of 100,000":      page("p { --card-fit: 1px 4000px 1000; text-wrap: balance; word-break: auto-phrase }", "<p>"+strings.Repeat("发展新质生产力，", 12_500)+"</p>"),
		"2,000 shadows":                 page("div { width: 900px; height: 900px; box-shadow: "+strings.TrimSuffix(strings.Repeat("0 0 200px 40px #8888,", 2000), ",")+" }", "<div></div>"),
		"2,000 text shadows":            page("p { font-size: 300px; text-shadow: "+strings.TrimSuffix(strings.Repeat("0 0 90px #8888,", 2000), ",")+" }", "<p>影影影</p>"),
		"5,000 layers of background":    page("div { height: 1400px; background: "+strings.TrimSuffix(strings.Repeat("radial-gradient(#8888, #0008),", 5000), ",")+" }", "<div></div>"),
		"300 nested opacities":          page("div { opacity: .9; filter: blur(30px); height: 1400px; background: #1112 }", nest("<div>", "</div>", 300)),
		"10,000 flex items":             page("body { display: flex; flex-wrap: wrap } b { flex: 1 1 auto; min-width: min-content }", strings.Repeat("<b>字 word</b>", 9_000)),
		"10,000 spans":                  page("b { padding: 1px; border: 1px dotted; background: #8888; text-decoration: wavy underline }", "<p>"+strings.Repeat("<b>字</b>", 9_000)+"</p>"),
		"nested brackets of directions": page("", "<p>"+strings.Repeat("(א[a{", 10_000)+"</p>"),
		"20,000 combining marks":        page("", "<p>a"+strings.Repeat("\u0301", 20_000)+"</p>"),
		"10,000 selectors":              page(strings.Repeat(":not(:is(div p, p div)) > * ~ * + :nth-child(2n + 1) b, ", 3_000)+"b { color: red }", strings.Repeat("<p><b>x</b></p>", 1_000)),
		"tiny tiles":                    page("div { height: 1400px; background: url("+onePixel+") 0 0 / .01px .01px }", "<div></div>"),
		"a grid of 10,000 tracks":       page("body { display: grid; grid-template-columns: repeat(10000, minmax(min-content, 1fr)); grid-auto-rows: 1px } b { grid-column: span 5000 }", strings.Repeat("<b>字</b>", 2_000)),
		"a grid with far lines": page("body { display: grid } b { grid-area: 1000000 / -1000000 / 2000000 / 9999999 }",
			strings.Repeat("<b>字</b>", 2_000)),
		"2,000 grids with far lines": page("i { display: grid } b { grid-area: 9999 / 9999 }", strings.Repeat("<i><b>字</b></i>", 2_000)),
		"200 nested grids": page("div { display: grid; grid-template-columns: repeat(auto-fill, minmax(1px, 1fr)) }",
			nest("<div>", "</div>", 200)),
		"400 turned writing modes": page("div { writing-mode: vertical-rl; display: flex } div > div { writing-mode: horizontal-tb; display: grid } div > div > div { writing-mode: vertical-lr }"+
			" div > div > div > div { writing-mode: horizontal-tb; display: block }", nest("<div>", "</div>", 400)),
		"200 tables whose lines run the other way": page("table { writing-mode: vertical-rl } td { writing-mode: vertical-lr; vertical-align: middle; height: 50% }"+
			" bdo { text-orientation: upright }", nest("<table><tr><td><bdo dir=rtl>字字a</bdo>", "</table>", 200)),
		"9,000 cells of 1,000 columns": page("table { border-collapse: collapse } td { border: 1px solid }",
			"<table><tr>"+strings.Repeat("<td colspan=1000>字", 9_000)+"</table>"),
		"3,000 cells of 65,534 rows": page("", "<table>"+
			strings.Repeat("<tr><td rowspan=65534>字<td colspan=9999 rowspan=0>", 3_000)+"</table>"),
		"120 nested tables": page("table { width: 99%; height: 99% } td { height: 50%; vertical-align: bottom }",
			nest("<table><tr><td>字<td>", "</table>", 120)),
		":has() for 9,000 elements": page("b:has(~ b ~ i) b, p:has(b:not(:has(~ i))) { color: red } :has(:nth-last-child(2n + 1 of b)) { color: blue }", strings.Repeat("<p><b>x</b></p>", 4_500)),
		"counters in counters": page("b { counter-reset: c; counter-increment: c 99999999 } b::before { content: counters(c, '字字字字') }",
			nest("<b>", "</b>", 400)),
		"env() in env()": page("b { margin: "+strings.Repeat("env(x, ", 20_000)+"1px"+strings.Repeat(")", 20_000)+" }", "<b>x</b>"),
		"20,000 pictures in content": page("p::before { content: "+strings.Repeat("url("+onePixel+") 'x'", 120)+" }",
			strings.Repeat("<p>", 160)),
		"marks and signs beside boxes": page("b { display: inline-block; width: 9px; height: 9px }",
			strings.Repeat("<p>\u0600<b></b>\u0301<b></b>\u200d<b></b>\u0301x</p><p><b></b>\u0301</p>", 300)),
		"hyphens of 100,000": page("p { width: 60px; hyphenate-character: '"+strings.Repeat("字", 100_000)+"' }",
			"<p>"+strings.Repeat("aaa&shy;", 10_000)+"</p>"),
		"indents of 9,000 lines": page("p { text-indent: 99% hanging each-line; text-wrap: balance }",
			"<p>"+strings.Repeat("字字<br>", 9_000)+"</p>"),
		"20 clips of 1,000 curves":   page(`b { display: block; height: 1px; background: red; clip-path: path("M0 0`+strings.Repeat("C1e6 0 0 1e6 9 9", 999)+`") }`, strings.Repeat("<b></b>", 20)),
		"a path of 100,000 segments": page("", `<svg viewBox="0 0 100 100" width="1000"><path fill="red" stroke="#000" stroke-dasharray=".01" d="M0 0`+strings.Repeat("C1 2 3 4 5 6", 100_000)+`"/></svg>`),
	}
	maps.Copy(pages, hostileFloats(page, nest))
	maps.Copy(pages, hostileContainers(page, nest))
	return pages
}

const onePixel = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="

// TestHostileTemplatesEnd draws each hostile page: it must end with a card or
// an error of ours, and hold no more than 512 MB. The time goes to the log.
func TestHostileTemplatesEnd(t *testing.T) {
	if testing.Short() {
		t.Skip("draws for some seconds")
	}
	for name, src := range hostilePages() {
		t.Run(name, func(t *testing.T) {
			runtime.GC() // twice, as pools keep their content for one
			debug.FreeOSMemory()
			r := newTestRenderer()
			began := time.Now()
			tmpl, _, err := Load(fstest.MapFS{"x.html": {Data: []byte(src)}}, "x")
			if err == nil {
				_, err = r.Render(context.Background(), Job{Template: tmpl, Data: nil})
			}
			if err != nil && !errors.Is(err, ErrTemplate) && !errors.Is(err, ErrTooLarge) {
				t.Errorf("error is none of ours: %v", err)
			}
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			held := (m.HeapSys - m.HeapReleased) >> 20
			if held > 512 {
				t.Errorf("the heap holds %d MB", held)
			}
			t.Logf("%v, %d MB, %.90v", time.Since(began).Round(time.Millisecond), held, err)
		})
	}
}

// FuzzRender draws any style and any body: a card or an error, never a crash.
func FuzzRender(f *testing.F) {
	for _, fixture := range fixtures() {
		f.Add("p { --card-fit: 10px 40px 2; text-align: justify }", "<p>"+fixture.data.Summary+"</p>")
	}
	f.Add("div { display: flex; transform: rotate(9deg); filter: blur(3px) } i { position: absolute; inset: 1px auto }", "<div>a<i>b</i><b>c</b></div>")
	f.Add("i { float: left; margin: 1px -2px } b { display: flow-root; clear: left } p { text-wrap: pretty }",
		"<p>a<i>b<i>c</i></i>d e</p><b>f</b><i></i>g")
	f.Add("* { background: repeating-linear-gradient(red, blue 1px); border: 1px dotted; border-radius: 50% }", "<p><span>x<br>y</span></p>")
	r := newTestRenderer()
	f.Fuzz(func(t *testing.T, style, body string) {
		src := `<html><head><title>F</title><meta name="card:size" content="64x48"><style>` + style + `</style></head><body>` + body + `</body></html>`
		tmpl, _, err := Load(fstest.MapFS{"x.html": {Data: []byte(src)}}, "x")
		if err != nil {
			return
		}
		img, err := r.Render(context.Background(), Job{Template: tmpl})
		if err != nil {
			return
		}
		if img.Width != 64 || img.Height != 48 || len(img.Bytes) == 0 {
			t.Errorf("card is %d × %d px, %d bytes", img.Width, img.Height, len(img.Bytes))
		}
	})
}
