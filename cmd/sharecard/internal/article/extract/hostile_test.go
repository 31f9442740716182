package extract_test

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/extract"
)

// TestHostilePagesEnd feeds pages of a quarter of a megabyte made to be slow. Where the
// time grew with the square of the size, each would take minutes.
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

// TestImportsAreBounded reads the largest pages there may be, made so that few
// bytes become many nodes, objects or strings. What would need more than its share
// is refused before it is built.
func TestImportsAreBounded(t *testing.T) {
	const head = `<!doctype html><meta charset=utf-8><title>标题一二三四</title><h1>标题一二三四</h1>`
	fill := func(unit string) string { return strings.Repeat(unit, (extract.MaxBytes-len(head)-100)/len(unit)) }
	under := func(unit string) string { return strings.Repeat(unit, 49_000/strings.Count(unit, "<")) } // just under the bound of nodes
	fonts := func(block string) string {
		var b strings.Builder
		for i := 0; b.Len() < extract.MaxBytes-200; i++ {
			fmt.Fprintf(&b, "<font face=a%d>%s", i, block)
		}
		return b.String()
	}
	for name, c := range map[string]struct {
		page    string
		refused bool
	}{
		"formatting in blocks":         {fill("<b><p>"), true},
		"paragraphs":                   {fill("<p>"), true},
		"kinds of formatting":          {fonts("<p>"), true},
		"formatting inside formatting": {fonts(""), true},
		"formatting in cells":          {fill("<td><b>"), true},
		"foster parents":               {head + "<table>" + fill("<b>x"), true},
		"comments":                     {head + fill("<!>"), true},
		"processing instructions":      {head + fill("<?>"), true},
		"end tags without a name":      {head + fill("</1>"), true},
		"under: paragraphs":            {head + under("<p>x"), false},
		"under: authors":               {head + "<article>" + under("<p class=author>Ada Reed</p>"), false},
		"under: bylines":               {head + "<article>" + under("<p>By Ada Reed</p>"), false},
		"under: headings":              {under("<h1>标题一二三四</h1>"), false},
		"under: times":                 {head + under("<p>2024-01-01 1 2024-01-01 x</p>"), false},
		"under: sources":               {head + under("<p>来源：江城晚报 作者：余小一</p>"), false},
		"under: pictures":              {head + under("<noscript><img src=x></noscript>"), false},
		"under: meta elements":         {head + under("<meta name=a content=b>"), false},
		"attributes":                   {head + "<p " + fill("a1 "), false},
		"words of a class":             {head + "<p class='" + fill("author ") + "'>x", false},
		"entities":                     {head + fill("&amp"), false},
		"objects of JSON-LD":           {head + `<script type="application/ld+json">[` + strings.Repeat("{},", 340_000) + "{}]</script>", false},
		"authors of JSON-LD":           {head + `<script type="application/ld+json">{"@type":"NewsArticle","author":[` + strings.Repeat(`{"name":"Ada Reed"},`, 50_000) + `{}]}</script>`, false},
		"depth of JSON-LD":             {head + `<script type="application/ld+json">` + strings.Repeat(`{"a":`, 200_000), false},
		"bytes that are no text":       {head + fill("\xff\xfe\x81"), false},
		"separators":                   {"<title>标题一二三四" + fill("| "), false},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := extract.Extract(t.Context(), extract.Page{HTML: []byte(c.page)})
			runtime.ReadMemStats(&after)
			if got := after.TotalAlloc - before.TotalAlloc; got > mostAllocated {
				t.Errorf("it took %d MB", got>>20)
			}
			if refused := errors.Is(err, extract.ErrPage); refused != c.refused {
				t.Errorf("refused is %t: %v", refused, err)
			}
		})
	}
}
