package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"sharecard/fonts"
)

// typed puts a text into a field as if it were typed.
func typed(id, text string) string {
	return fmt.Sprintf(`(() => { const f = document.getElementById(%q); f.focus(); f.value = %s; f.dispatchEvent(new Event("input")); return true; })()`, id, quoteJS(text))
}

// What is wrong with own content stands at its field; what the form has no field
// for is written as JSON.
func TestStudioFaultsOfContent(t *testing.T) {
	d := openStudioPage(t, "card=digest&article=case:plain")
	d.sees(drawnOnce)
	d.do(chromedp.Click(chromedp.CSS("#edit")))
	fault := func(path string) string { return `document.getElementById("fault-` + path + `").textContent` }
	d.sees(typed("field-published_at", "gestern"), fault("published_at")+`.includes("RFC 3339")`,
		`document.getElementById("field-published_at").getAttribute("aria-invalid") === "true"`)
	d.sees(typed("field-published_at", ""), fault("published_at")+` === ""`,
		`document.getElementById("field-published_at").getAttribute("aria-invalid") === "false"`)

	d.sees(`(document.querySelector("#form textarea[aria-label=JSON]").id = "json", document.getElementById("json").closest("details").open = true)`, typed("json", "{"), fault("json")+` !== ""`,
		typed("json", `{"title": "今日要闻", "items": [{"summary": "江上新桥今晨通车，两岸步行十分钟可达。"}, {"title": 5}]}`),
		fault("json")+`.includes("article.items[1].title")`,
		typed("json", `{"title": "今日要闻", "items": [{"summary": "江上新桥今晨通车，两岸步行十分钟可达。"}], "reactions": [{"name": "赞", "count": 12}]}`),
		fault("json")+` === ""`, `document.querySelector(".sheet img").alt.includes("今日要闻")`,
		`document.getElementById("field-title").value === "今日要闻"`)
}

// A card that is deleted while it is looked at stays as it was, and says so; it
// is drawn again as soon as it is back. So is everything after the server was
// away.
func TestStudioOutlivesCardAndServer(t *testing.T) {
	tab, complaints := openBrowser(t)
	d := &designer{t: t, tab: tab, dir: t.TempDir(), complaints: complaints}
	data := filepath.Join(t.TempDir(), "data")
	d.save(mineSource(300))
	t.Run("first", func(t *testing.T) {
		d.address = serve(t, "--data", data, "--dev", "--templates", d.dir)
		d.do(chromedp.Navigate(d.address + "/studio?lang=en#card=mine"))
		d.sees(drawnOnce, fmt.Sprintf(drawnTall, 300))
		if err := os.Remove(filepath.Join(d.dir, "mine.html")); err != nil {
			t.Fatal(err)
		}
		d.sees(`document.querySelector("#card").selectedOptions[0].text === "mine · gone"`, fmt.Sprintf(drawnTall, 300))
		d.save(mineSource(320))
		d.sees(fmt.Sprintf(drawnTall, 320), `document.querySelector("#card").selectedOptions[0].text !== "mine · gone"`)
		d.do(chromedp.Click(chromedp.CSS("#tab-compare")))
		d.sees(`document.querySelector("iframe.browser:not(.next)") !== null`)
	})
	d.sees(`!document.querySelector("#away").hidden`)
	before := read[string](d, `document.querySelector("iframe.browser").getAttribute("src")`)
	t.Run("second", func(t *testing.T) {
		serve(t, "--data", data, "--dev", "--templates", d.dir, "--listen", strings.TrimPrefix(d.address, "http://"))
		d.sees(`document.querySelector("#away").hidden`,
			`document.querySelector("iframe.browser:not(.next)").getAttribute("src") !== "`+before+`"`)
	})
}

// Every cell of the sheet is drawn without anybody scrolling, and the worst stand first.
func TestStudioSheetWorstFirst(t *testing.T) {
	d := openStudioPage(t, "card=thumb&view=sheet&sheet=articles")
	d.sees(`document.querySelector(".grid")?.children.length > 20`)
	for range 5 { // a busy machine takes its time over them all
		if chromedp.Do(d.tab, until(`document.querySelector(".grid").dataset.done === "all"`)) == nil {
			break
		}
	}
	said := read[string](d, `document.querySelector(".tools .facts").textContent`)
	if !read[bool](d, `document.querySelector(".grid").dataset.done === "all"`) {
		t.Fatalf("the sheet says %q", said)
	}
	order := read[string](d, `[...document.querySelectorAll(".cell")].map((c) => c.classList.contains("faulty") ? "x" : ".").join("")`)
	if !strings.HasPrefix(order, "x") || strings.Contains(order, ".x") {
		t.Errorf("faulty cells are marked x: %s", order)
	}
	d.quiet()
}

// A fault of a template can be folded away, names the designer's files only, and
// leaves every other card as it is.
func TestStudioFaultsFold(t *testing.T) {
	d := openStudioPage(t, "card=poster&article=case:plain")
	d.sees(drawnOnce, `document.querySelector("#faults").hidden`)
	d.save(strings.Replace(mineSource(300), "h1 {", "h1 { z-idnex: 1;", 1))
	d.sees(`document.querySelector("#faults code")?.textContent.startsWith("mine.html:3:")`)
	if folder := filepath.Join(d.dir, "brands", "own"); os.MkdirAll(folder, 0o700) != nil ||
		os.WriteFile(filepath.Join(folder, "brand.css"), []byte(`:root { --card-sources: "江城晚报" }`), 0o600) != nil {
		t.Fatal("no brand")
	}
	d.do(chromedp.Click(chromedp.CSS("#faults summary")))
	d.sees(`document.querySelector("#faults").getBoundingClientRect().height < 60`)
	d.save(strings.Replace(mineSource(300), "h1 {", "h1 { colour: red; z-idnex: 1;", 1))
	d.sees(`document.querySelectorAll("#faults code").length === 2`, `!document.querySelector("#faults details").open`)
	if text := read[string](d, `document.querySelector("#faults").textContent`); strings.Contains(text, "brand.css") ||
		strings.Contains(text, "undefined") {
		t.Errorf("it says %s", text)
	}
	d.do(chromedp.Click(chromedp.CSS("#tab-compare")))
	d.sees(`document.querySelector("iframe.browser:not(.next)") !== null`)
}

// The browser draws a template with the faces of its own folder, as we do.
func TestStudioComparesOwnFonts(t *testing.T) {
	d := openStudioPage(t, "")
	face, err := fonts.Files().Open("NotoSerifSC-Bold.otf")
	if err != nil {
		t.Fatal(err)
	}
	defer face.Close()
	bytes, err := io.ReadAll(face)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(d.dir, "own.otf"), bytes, 0o600); err != nil {
		t.Fatal(err)
	}
	d.save(strings.NewReplacer(`<style>`, `<style>@font-face { font-family: "Own"; src: url("own.otf") } `, `"Noto Sans SC"`,
		`"Own"`).Replace(mineSource(310)))
	d.do(chromedp.Navigate(d.address+"/studio?lang=en#card=mine"), until(fmt.Sprintf(drawnTall, 310)),
		chromedp.Click(chromedp.CSS("#tab-compare")))
	d.sees(`document.querySelector("iframe.browser:not(.next)") !== null`)
	d.quiet() // a face that was refused is told on the console
}

// Faults come first on the sheet, but not while somebody is in it; then it offers
// to sort.
func TestStudioSheetStandsStill(t *testing.T) {
	d := openStudioPage(t, "card=poster&view=sheet&sheet=articles")
	d.sees(`(document.querySelector(".cell")?.focus(), document.activeElement.className.includes("cell"))`)
	first := read[string](d, `document.activeElement.textContent`)
	d.sees(`document.querySelector(".cell.faulty") !== null`, `!document.querySelector(".sort").hidden`)
	if name := strings.Fields(first)[0]; !strings.Contains(read[string](d, `document.querySelector(".cell").textContent`), name) {
		t.Errorf("%q is not the first any more", name)
	}
	d.do(chromedp.Click(chromedp.CSS(".sort")))
	d.sees(`document.querySelector(".cell").classList.contains("faulty")`, `document.querySelector(".sort").hidden`)
	d.quiet()
}

// Whoever is bound to a brand sees no other one's name, articles or faults in the
// studio, and draws no other one's cards.
func TestStudioKeepsToBrands(t *testing.T) {
	dir := t.TempDir()
	for brand, sheet := range map[string]string{"morning": `:root { --card-sources: "江海日报" }`,
		"evening": `:root { --theme-accent: #006040 } p { z-idnex: 1 }`} {
		folder := filepath.Join(dir, "brands", brand)
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "brand.css"), []byte(sheet), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("SHARECARD_TOKENS", "a:a-long-enough-secret:evening b:another-long-secret:morning")
	address := serve(t, "--data", filepath.Join(t.TempDir(), "data"), "--dev", "--templates", dir)
	ask := func(method, path, token, body string) (int, []byte) {
		req, err := http.NewRequestWithContext(t.Context(), method, address+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+token)
		req.Header.Set("Content-Type", "application/json")
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		text, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, text
	}
	for token, want := range map[string]struct {
		brand  string
		faults int
	}{"a-long-enough-secret": {"evening", 1}, "another-long-secret": {"morning", 0}} {
		_, text := ask("GET", "/studio/world", token, "")
		var world struct {
			Brands      []string
			Diagnostics []any
			Groups      []struct {
				Articles []struct {
					Article struct{ Source struct{ Name string } }
				}
			}
		}
		if err := json.Unmarshal(text, &world); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(world.Brands, []string{want.brand}) || len(world.Diagnostics) != want.faults {
			t.Errorf("of %s: brands %v, %d faults", want.brand, world.Brands, len(world.Diagnostics))
		}
		for _, g := range world.Groups {
			for _, e := range g.Articles {
				if e.Article.Source.Name == "江海日报" && want.brand != "morning" {
					t.Errorf("%s sees an article of the morning's", want.brand)
				}
			}
		}
	}
	for _, path := range []string{"/studio/trace", "/studio/pages", "/studio/recompressed", "/v1/kit.zip"} {
		body := `{"template": "poster", "brand": "morning", "article": {"title": "题"}}`
		if path == "/v1/kit.zip" {
			body = `{"brand": "morning", "article": {"title": "题"}}`
		}
		if status, _ := ask("POST", path, "a-long-enough-secret", body); status != http.StatusForbidden {
			t.Errorf("another brand's %s: %d", path, status)
		}
		if status, text := ask("POST", path, "another-long-secret", body); status != http.StatusOK {
			t.Errorf("its own %s: %d %.200s", path, status, text)
		}
	}
}

// In place, the studio tells what keeps the picture of a page from showing.
func TestStudioPreflight(t *testing.T) {
	d := openStudioPage(t, "view=place")
	d.sees(`document.querySelector(".preflight") !== null`,
		`(() => { const f = document.querySelector(".preflight"); f.querySelector("input").value = "http://127.0.0.1:1/a.html";
			f.requestSubmit(); return true; })()`,
		`document.querySelector(".findings [data-code=page_blocked] b")?.textContent === "Error"`,
		`document.querySelector(".findings").textContent.includes("--allow-fetch")`)
}
