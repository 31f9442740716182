package main

import (
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// expression is one of Thymeleaf, and assigned what its attribute does with one.
var (
	expression = regexp.MustCompile(`\$\{([^}]*)\}`)
	assigned   = regexp.MustCompile(` th:(content|attr)="([^"]*)"`)
)

// fillHalo fills a part of a Halo theme as Thymeleaf does, as far as this part needs:
// th:content and th:attr, of the expressions in values.
func fillHalo(t *testing.T, part string, values map[string]string) string {
	t.Helper()
	value := func(text string) string {
		return expression.ReplaceAllStringFunc(text, func(e string) string {
			name := expression.FindStringSubmatch(e)[1]
			v, known := values[name]
			if !known {
				t.Fatalf("Halo has no %s", name)
			}
			return html.EscapeString(v)
		})
	}
	return assigned.ReplaceAllStringFunc(part, func(a string) string {
		of := assigned.FindStringSubmatch(a)
		if of[1] == "content" {
			return ` content="` + value(strings.Trim(of[2], "|")) + `"`
		}
		out := ""
		for assignment := range strings.SplitSeq(of[2], ",") {
			name, e, _ := strings.Cut(assignment, "=")
			out += " " + name + `="` + value(e) + `"`
		}
		return out
	})
}

// The part for a theme of Halo, filled with the variables that Halo gives to post.html,
// makes a picture for previews and a button that works.
func TestShareInHalo(t *testing.T) {
	tab, complaints := openBrowser(t)
	r := &reader{T: t, tab: tab, complaints: complaints}
	part, err := os.ReadFile("../../.readme/halo.html")
	if err != nil {
		t.Fatal(err)
	}
	cards := serve(t, "--data", filepath.Join(t.TempDir(), "data"), "--page-hosts", "127.0.0.1", "--allow-fetch", "127.0.0.0/8")
	const title, permalink = `数鸟的人 "&" 山`, "/archives/birds"
	var page string
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(page))
	}))
	t.Cleanup(site.Close)
	address := site.URL + permalink
	page = `<!doctype html><html lang="zh"><meta charset="utf-8"><link rel="icon" href="data:,"><title>` + html.EscapeString(title) +
		`</title>` +
		`<meta property="og:title" content="` + html.EscapeString(title) + `"><meta property="og:type" content="article">` +
		fillHalo(t, strings.ReplaceAll(string(part), "https://cards.example", cards), map[string]string{
			"post.spec.title":                                          title,
			"site.url + post.status.permalink":                         address,
			"#uris.escapeQueryParam(site.url + post.status.permalink)": url.QueryEscape(address),
		})
	preview := html.UnescapeString(regexp.MustCompile(`og:image" content="([^"]*)"`).FindStringSubmatch(page)[1])
	if status, picture := get(t, preview); status != 200 || !strings.HasPrefix(string(picture), "\xFF\xD8") {
		t.Fatalf("%s: %d %.300q", preview, status, picture)
	}
	r = r.open(t, address, visit{})
	r.until(`document.querySelector("sharecard-button")?.shadowRoot?.querySelector("[aria-haspopup]") != null`)
	r.do(chromedp.Click(chromedp.CSS("sharecard-button")))
	r.until(`probe.drawn && probe.settled && probe.dialog.querySelector(".title")?.textContent === '数鸟的人 "&" 山'`)
	r.want(`probe.dialog.querySelector("input").value === "` + address + `"`)
}
