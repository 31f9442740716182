package style

import (
	"fmt"
	"strings"
	"testing"

	"sharecard/render/css"
	"sharecard/render/dom"
)

// cardSource is a card of about 40 elements under about 100 rules.
func cardSource() (sheet, body string) {
	var s, b strings.Builder
	s.WriteString(`:root { --ink: #1d1a16; --red: #a8201a; --gap: 12px } * { box-sizing: border-box; margin: 0; padding: 0 }
body { width: 1080px; height: 1440px; font-family: "Noto Sans SC", sans-serif;
  line-break: strict; text-spacing-trim: trim-both; color: var(--ink) }
h1 { font: 700 92px/1.3 "Noto Serif SC"; text-wrap: balance } @media (prefers-color-scheme: dark) { body { background: #111 } }
.top { display: flex; justify-content: space-between; border-bottom: 6px solid } .top::after { content: ""; position: absolute }
`)
	for i := range 92 {
		fmt.Fprintf(&s, ".c%d { margin-top: %dpx; padding: var(--gap) 2px; font-size: %dpx;", i, i, 20+i)
		s.WriteString("color: var(--red); line-height: 1.6; display: flex }\n")
	}
	b.WriteString(`<!doctype html><html lang="zh-CN"><head><title>x</title></head><body><div class="top"><b>重点策划</b></div><h1>发展新质生产力</h1>`)
	for i := range 17 {
		fmt.Fprintf(&b, `<div class="c%d"><p class="c%d sum">今年全国两会的热词</p></div>`, i, i+40)
	}
	b.WriteString("</body></html>")
	return s.String(), b.String()
}

func BenchmarkCompute(b *testing.B) {
	sheet, body := cardSource()
	parsed, diags := css.Parse("card.css", sheet, css.Options{})
	if len(diags) > 0 {
		b.Fatal(diags)
	}
	doc, err := dom.Parse(body)
	if err != nil {
		b.Fatal(err)
	}
	rules := Compile(parsed)
	b.ReportAllocs()
	for b.Loop() {
		rules.Compute(doc, Options{Width: 1080, Height: 1440})
	}
}

func BenchmarkParse(b *testing.B) {
	sheet, _ := cardSource()
	b.ReportAllocs()
	b.SetBytes(int64(len(sheet)))
	for b.Loop() {
		css.Parse("card.css", sheet, css.Options{})
	}
}
