package card_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/render"
)

// withFiles lays files over the sources of the tests.
func withFiles(files map[string]string) fstest.MapFS {
	all := maps.Clone(sources)
	for name, text := range files {
		all[name] = file(text)
	}
	return all
}

// blackPNG is a picture of one px.
const blackPNG = "\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00\x3a\x7e\x9b\x55\x00\x00\x00\x0a\x49\x44\x41\x54\x78\xda\x63\x60\x00\x00\x00\x02\x00\x01\xe5\x27\xde\xfc\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82"

// evening and morning are two brands.
var brands = map[string]string{
	"brands/evening/brand.css": `:root { --card-theme: ink; --card-sources: "江城晚报", "Jiangcheng Evening"; --card-qr-hint: "扫一扫，\"读\"江城" }
:root { --theme-accent: #6cc3b2 }`,
	"brands/evening/logo.svg":      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"/>`,
	"brands/evening/logo-dark.png": blackPNG,
	"brands/morning/brand.css":     `:root { --card-sources: "江城晨报" }`,
	"brands/notes.txt":             "no folder, no brand",
	"partials/brand.html":          `{{qr .URL}}`, // of the cards, whose functions it needs
}

func libraryOf(t *testing.T, files map[string]string) *card.Library {
	t.Helper()
	l, err := card.NewLibrary(withFiles(files), nil, render.Load)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// draw returns what a card shows, and the card.
func draw(t *testing.T, s *card.Service, r card.Request) (shown, *card.Result) {
	t.Helper()
	result, err := s.Card(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	var got shown
	if err := json.Unmarshal(result.Bytes, &got); err != nil {
		t.Fatal(err)
	}
	return got, result
}

func TestBrandIsChosen(t *testing.T) {
	l := libraryOf(t, brands)
	if err := l.Check(); err != nil {
		t.Fatal(err)
	}
	s := newService(t, card.Config{Renderer: &renderer{}, Templates: l})
	from := func(source string) *article.Article {
		return &article.Article{Title: "题", Source: article.Source{Name: source}}
	}
	for _, test := range []struct {
		name    string
		request card.Request
		want    string // brand, theme, codes
	}{
		{"by the source", poster(from("江城晚报")), "evening ink "},
		{"by its other name, written otherwise", poster(from("ｊｉａｎｇｃｈｅｎｇ　EVENING ")), "evening ink "},
		{"another source", poster(from("江城晨报")), "morning  "},
		{"no brand's source", poster(from("海东晚报")), "  "},
		{"no source", poster(from("")), "  "},
		{"by the request, before the source", card.Request{Article: from("江城晚报"), Template: "poster", Brand: "morning"}, "morning  "},
		{"the request's theme before the brand's", card.Request{Article: from("江城晚报"), Template: "poster", Theme: "paper"},
			"evening paper accent=adjusted"},
		{"by the article, before the source", poster(&article.Article{Title: "题", Brand: "morning", Source: article.Source{Name: "江城晚报"}}), "morning  "},
		{"an article's brand that is gone", poster(&article.Article{Title: "题", Brand: "gone", Source: article.Source{Name: "江城晨报"}}), "morning  degraded, brand=unknown"},
	} {
		got, result := draw(t, s, test.request)
		if is := fmt.Sprintf("%s %s %s", result.Brand, got.Data.Theme, result.Codes); is != test.want || got.Data.Brand.Name != result.Brand {
			t.Errorf("%s: got %q, want %q", test.name, is, test.want)
		}
	}
	got, _ := draw(t, s, poster(from("江城晚报")))
	b := got.Data.Brand
	if b.Logo != "logo.svg" || b.LogoDark != "logo-dark.png" || b.QRHint != `扫一扫，"读"江城` || !got.Dark {
		t.Errorf("got %+v, dark %t", b, got.Dark)
	}

	var wrong *card.FieldError
	_, err := s.Card(t.Context(), card.Request{Article: from(""), Template: "poster", Brand: "noon"})
	if !errors.As(err, &wrong) || wrong.Field != "brand" || wrong.Reason != "must be one of evening, morning" {
		t.Errorf("an unknown brand: %v", err)
	}
}

// Whoever may not speak for a brand cannot reach it through a source either: a
// plan tells the brand before anything is fetched.
func TestPlanTellsTheBrand(t *testing.T) {
	pictures := &web{}
	s := newService(t, card.Config{Renderer: &renderer{}, Pictures: pictures, Templates: libraryOf(t, brands)})
	evening := &article.Article{
		Title: "题", Source: article.Source{Name: "江城晚报"}, Cover: &article.Cover{URL: "https://example.com/ok.jpg"},
	}
	for _, test := range []struct{ asked, brand, foreign string }{
		{"", "evening", ""},
		{"evening", "evening", ""},
		{"morning", "morning", "morning"},
	} {
		p, err := s.Resolve(t.Context(), card.Request{Article: evening, Template: "poster", Brand: test.asked})
		if err != nil {
			t.Fatal(err)
		}
		if p.Article() != evening || p.Brand() != test.brand || p.ForeignBrand() != test.foreign {
			t.Errorf("%q: got %q, foreign %q", test.asked, p.Brand(), p.ForeignBrand())
		}
		if _, err := s.Draw(t.Context(), p); err == nil {
			t.Error("drawn without its pictures")
		}
	}
	if n := pictures.fetches.Load(); n != 0 {
		t.Errorf("%d pictures were fetched", n)
	}
}

// The files of a brand lie over those of the templates: a style sheet, and even
// a card.
func TestBrandFilesLieOver(t *testing.T) {
	files := maps.Clone(brands)
	files["brands/morning/plain.html"] = `<title>Plain</title><meta name="card:size" content="300x200"><p>{{.Title}}`
	s := newService(t, card.Config{Renderer: &renderer{}, Templates: libraryOf(t, files)})
	a := &article.Article{Title: "题"}
	for brand, width := range map[string]int{"": 600, "evening": 600, "morning": 300} {
		if _, result := draw(t, s, card.Request{Article: a, Template: "plain", Brand: brand}); result.Width != width {
			t.Errorf("brand %q: %d px wide", brand, result.Width)
		}
	}
	// #6cc3b2 cannot be read on paper, and can on ink.
	for _, test := range []struct{ theme, accent string }{{"paper", "#117667"}, {"ink", ""}} {
		got, _ := draw(t, s, card.Request{Article: a, Template: "poster", Brand: "evening", Theme: test.theme})
		if got.Data.Accent != test.accent {
			t.Errorf("on %s: accent %s, want %s", test.theme, got.Data.Accent, test.accent)
		}
	}
}

func TestBrandFaults(t *testing.T) {
	for name, test := range map[string]struct {
		files map[string]string
		want  string
	}{
		"an unknown property": {map[string]string{"brands/b/brand.css": ":root {\n  --card-thme: ink }"},
			`brands/b/brand.css:2:3: unknown property "--card-thme"; did you mean "--card-theme"?`},
		"a theme that is not": {map[string]string{"brands/b/brand.css": ":root { --card-theme: night }"},
			`brands/b/brand.css: --card-theme: "night" is no theme; expected paper, clean, ink, red`},
		"sources without marks": {map[string]string{"brands/b/brand.css": ":root { --card-sources: 江城 }"}, "brands/b/brand.css:1:9: --card-sources: expected names in quotes"},
		"a broken card":         {map[string]string{"brands/b/plain.html": `<title>Plain</title><meta name="card:size" content="9x9">` + "\n<p {{if}}>"}, "brands/b/plain.html:2:"},
		"a broken partial":      {map[string]string{"brands/b/partials/foot.html": "{{end}}"}, "brands/b/partials/foot.html:1:"},
		"a broken logo":         {map[string]string{"brands/b/logo.svg": `<svg xmlns="http://www.w3.org/2000/svg"><path`}, "brands/b/logo.svg: the logo cannot be drawn: "},
		"a logo for dark":       {map[string]string{"brands/b/logo-dark.png": "no picture"}, "brands/b/logo-dark.png: the logo cannot be drawn: "},
		"a name":                {map[string]string{"brands/My Brand/brand.css": ""}, "brands/My Brand: is no name of a brand"},
	} {
		err := libraryOf(t, test.files).Check()
		if err == nil || !strings.HasPrefix(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v, want one line that starts with %s", name, err, test.want)
		}
	}
	twice := libraryOf(t, map[string]string{
		"brands/a/brand.css": `:root { --card-sources: "江城晚报" }`,
		"brands/b/brand.css": `:root { --card-sources: "江城 晚报" }`,
	})
	if d := twice.Brands()[1].Diagnostics; twice.Check() != nil || len(d) != 1 || !strings.Contains(d[0].String(), `is the brand a already`) {
		t.Errorf("one source, two brands: %v", d)
	}
	many := map[string]string{}
	for i := range 201 {
		many[fmt.Sprintf("brands/b%d/brand.css", i)] = ""
	}
	if _, err := card.NewLibrary(withFiles(many), nil, render.Load); err == nil || !strings.Contains(err.Error(), "more than 200") {
		t.Errorf("201 brands: %v", err)
	}
}

// More cards in brands' dress than are kept: each is still the one asked for.
func TestManyDresses(t *testing.T) {
	files := map[string]string{}
	for i := range 70 {
		files[fmt.Sprintf("brands/b%d/plain.html", i)] = fmt.Sprintf(`<title>Plain</title><meta name="card:size" content="%dx99"><p>{{.Title}}`, 100+i)
	}
	s := newService(t, card.Config{Renderer: &renderer{}, Templates: libraryOf(t, files)})
	for range 2 {
		for i := range 70 {
			for _, name := range []string{"plain", "poster"} {
				_, result := draw(t, s, card.Request{Article: &article.Article{Title: "题"}, Template: name, Brand: fmt.Sprint("b", i)})
				if want := 100 + i; name == "plain" && result.Width != want {
					t.Fatalf("brand %d: %d px wide", i, result.Width)
				}
			}
		}
	}
}

// A designer's brand takes a source from a built-in one, whatever their names, and
// nobody is told of a file that he has not written.
func TestOwnBrandBeforeBuiltIn(t *testing.T) {
	for _, name := range []string{"a-own", "z-own"} {
		upper := fstest.MapFS{"brands/" + name + "/brand.css": file(`:root { --card-theme: red; --card-sources: "江城晚报" }`)}
		l, err := card.NewLibrary(withFiles(brands), upper, render.Load)
		if err != nil {
			t.Fatal(err)
		}
		if got := l.BrandOf(&article.Article{Title: "题", Source: article.Source{Name: "江城晚报"}}); got != name {
			t.Errorf("%s: the brand is %q", name, got)
		}
		if d := l.BrandDiagnostics(); len(d) > 0 {
			t.Errorf("%s: %v", name, d)
		}
		if l.Own("brands/evening/brand.css") || !l.Own("brands/"+name+"/brand.css") || l.Own("../x") {
			t.Errorf("%s: whose files are whose is mistaken", name)
		}
	}
}

// While a brand is being edited its broken states take nothing away, and its
// cards are drawn again when it is saved.
func TestBrandReload(t *testing.T) {
	files := withFiles(brands)
	l, err := card.NewLibrary(files, nil, render.Load)
	if err != nil {
		t.Fatal(err)
	}
	s := newService(t, card.Config{Renderer: &renderer{}, Templates: l})
	r := poster(&article.Article{Title: "题", Source: article.Source{Name: "江城晚报"}})
	_, first := draw(t, s, r)
	save := func(css string) {
		t.Helper()
		files["brands/evening/brand.css"] = file(css)
		if err := l.Reload(); err != nil {
			t.Fatal(err)
		}
	}
	save(`:root { colour: red }`)
	got, broken := draw(t, s, r)
	if got.Data.Theme != "ink" || broken.Brand != "evening" {
		t.Errorf("while broken: %s in %q", broken.Brand, got.Data.Theme)
	}
	if l.Check() == nil {
		t.Error("nobody is told")
	}
	save(`:root { --card-theme: red; --card-sources: "江城晚报" }`)
	got, mended := draw(t, s, r)
	if got.Data.Theme != "red" || mended.Key == first.Key || l.Check() != nil {
		t.Errorf("mended: %q, %v", got.Data.Theme, l.Check())
	}
}
