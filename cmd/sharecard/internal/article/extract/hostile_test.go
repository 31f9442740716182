package extract_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/extract"
)

// TestHostilePagesEnd feeds pages of a quarter of a megabyte made to be slow. Each takes
// some 50 ms; where the time grew with the square of the size, it would take
// minutes.
func TestHostilePagesEnd(t *testing.T) {
	fill := func(unit string) string { return strings.Repeat(unit, (1<<18)/len(unit)) }
	const head = `<!doctype html><meta charset=utf-8><title>标题一二三四</title><h1>标题一二三四</h1>`
	for name, page := range map[string]string{
		"one text":               head + "<article><p>" + fill("字"),
		"one word":               head + "<p>" + fill("a"),
		"bars":                   "<title>" + fill("|"),
		"digits":                 head + "<p>" + fill("2024-"),
		"brackets":               head + "<p>" + fill("(，"),
		"credits":                head + "<article><p>这是一段足够长的正文，用来充当文章的主体内容，请看。</p><p>" + fill("监制：甲 "),
		"tables":                 head + fill("<table><tr><td>"),
		"unclosed formatting":    head + fill("<p><b><i>"),
		"misnested formatting":   head + fill("<a><div></a></div>"),
		"foster parents":         head + "<table>" + fill("<b>x"),
		"attributes":             head + "<p " + fill("a1 "),
		"entities":               head + "<p>" + fill("&amp"),
		"meta elements":          fill("<meta name=a content=b>"),
		"JSON-LD":                head + `<script type="application/ld+json">` + fill("["),
		"many JSON-LD":           head + fill(`<script type="application/ld+json">{}</script>`),
		"breadcrumbs":            head + fill(`<div class=crumb><a>x</a>`),
		"images":                 head + "<article>" + fill(`<img src=x>`),
		"paragraphs":             head + "<article>" + fill("<p>一段，话。</p>"),
		"divisions":              head + fill("<div>一段足够长的话，它有标点，也有结尾。</div>"),
		"comments":               head + fill("<!---->"),
		"zeros":                  fill("\x00"),
		"bytes that are no text": fill("\xff\xfe\x81"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			_, err := extract.Extract(t.Context(), extract.Page{HTML: []byte(page)})
			took := time.Since(start)
			if err != nil && !errors.Is(err, extract.ErrPage) && !errors.Is(err, article.ErrInvalid) {
				t.Error(err)
			}
			if took > 10*time.Second {
				t.Logf("took %v", took)
			}
		})
	}
}
