package studio

import (
	"errors"
	"fmt"
	"image"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
)

// Every hard case is an article that the service takes.
func TestCasesAreArticles(t *testing.T) {
	cases := Cases()
	if len(cases) < 20 {
		t.Fatalf("%d cases", len(cases))
	}
	for _, c := range cases {
		a := c.Article
		if whole := a.Number != nil && a.Alert != nil && a.Debunk != nil && a.Timeline != nil && a.Daily != nil; c.Name == "own-parts" && !whole {
			t.Errorf("%s has not all that one card alone shows", c.Name)
		}
		text, err := article.Encode(a)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := article.Decode(text); err != nil {
			t.Errorf("%s: %v", c.Name, err)
		}
	}
}

func TestFolderKeepsSamplesAndCovers(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	f := NewFolder(root)
	defer f.Close()
	address, err := f.AddCover([]byte("a picture"))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Save("mine", &article.Article{Title: "题", Cover: &article.Cover{URL: address}}); err != nil {
		t.Fatal(err)
	}
	again := NewFolder(root) // after a restart
	samples := again.Samples()
	if len(samples) != 1 || samples[0].Name != "mine" || samples[0].Article.Cover.URL != address {
		t.Fatalf("%+v", samples)
	}
	if got, err := again.StoredCover(t.Context(), address); err != nil || string(got) != "a picture" {
		t.Errorf("%q, %v", got, err)
	}
	for _, name := range []string{"", "../x", "A", "x.json", strings.Repeat("a", 65)} {
		if err := f.Save(name, &article.Article{Title: "题"}); !errors.Is(err, ErrSampleName) {
			t.Errorf("saving %q: %v", name, err)
		}
	}
	if err := os.WriteFile(dir+"/samples/broken.json", []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if n := len(f.Samples()); n != 1 {
		t.Errorf("%d samples beside a broken one", n)
	}
}

// Without a folder nothing is saved.
func TestNoFolder(t *testing.T) {
	f := NewFolder(nil)
	if _, err := f.AddCover([]byte("a picture")); !errors.Is(err, ErrReadOnly) {
		t.Errorf("a cover: %v", err)
	}
	if _, err := f.StoredCover(t.Context(), article.StoredCoverURL(strings.Repeat("0", 64))); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("reading one: %v", err)
	}
	if err := f.Save("x", &article.Article{Title: "题"}); !errors.Is(err, ErrReadOnly) {
		t.Errorf("saving: %v", err)
	}
}

func TestPages(t *testing.T) {
	var p Pages
	key := p.Add(&card.Page{
		HTML: []byte("<!doctype html><html><head></head><body>题</body></html>"),
		Files: fstest.MapFS{"base.css": {Data: []byte("h1{}")}, "other.html": {Data: []byte("<p>")}, "own.otf": {Data: []byte("OTTO")},
			"own.woff2": {Data: []byte("wOF2")}, "dir/x.css": {Data: []byte("p{}")}},
		Pictures: map[string]image.Image{"cover": image.NewGray(image.Rect(0, 0, 2, 2))},
	}, []string{"a"})
	if got := p.Names(key); len(got) != 1 || got[0] != "a" || p.Names("none") != nil {
		t.Errorf("names %q, and of no page %q", got, p.Names("none"))
	}
	for name, want := range map[string]string{
		"": "text/html; charset=utf-8", "base.css": "text/css; charset=utf-8", "dir/x.css": "text/css; charset=utf-8", "cover": "image/png",
		"own.otf": "font/otf", "own.woff2": "font/woff2",
	} {
		content, mediaType, err := p.File(key, name)
		if err != nil || mediaType != want || len(content) == 0 {
			t.Errorf("%q: %d bytes of %s, %v", name, len(content), mediaType, err)
		}
	}
	if content, _, _ := p.File(key, ""); !strings.Contains(string(content), FontsPath) {
		t.Errorf("the page lacks our faces: %s", content)
	}
	for _, name := range []string{"other.html", "none.css", "../base.css", "dir", "/base.css"} {
		if _, _, err := p.File(key, name); !errors.Is(err, ErrNoPage) {
			t.Errorf("%q: %v", name, err)
		}
	}
	for range maxPages {
		p.Add(&card.Page{}, nil)
	}
	if _, _, err := p.File(key, ""); !errors.Is(err, ErrNoPage) {
		t.Errorf("the oldest page: %v", err)
	}
	if len(p.pages) != maxPages {
		t.Errorf("%d pages are kept", len(p.pages))
	}
}

func TestFonts(t *testing.T) {
	sheet, _, err := Font("fonts.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range fontFaces() {
		file := path.Base(f.File())
		if !strings.Contains(string(sheet), file) {
			t.Errorf("fonts.css lacks %s", file)
		}
		if content, _, err := Font(file); err != nil || len(content) < 16<<10 {
			t.Errorf("%s: %d bytes, %v", file, len(content), err)
		}
	}
	if _, _, err := Font("OFL.txt"); !errors.Is(err, ErrNoPage) {
		t.Error(err)
	}
}

// There are words for all that the modules ask for.
func TestWords(t *testing.T) {
	for _, c := range Cases() {
		if texts["zh"]["case_"+c.Name] == "" {
			t.Errorf("no words for the case %s", c.Name)
		}
	}
	files, err := fs.Glob(assets, "assets/*.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		src, err := fs.ReadFile(assets, file)
		if err != nil {
			t.Fatal(err)
		}
		for _, call := range strings.Split(string(src), ` t("`)[1:] {
			key, _, _ := strings.Cut(call, `"`)
			if texts["zh"][key] == "" && !strings.HasSuffix(key, "_") {
				t.Errorf("%s asks for %q", file, key)
			}
		}
	}
}

func TestSourceLine(t *testing.T) {
	files := fstest.MapFS{"a.html": {Data: []byte("one\n题 two\nthree")}}
	for line, want := range map[int]string{0: "", 1: "one", 2: "题 two", 3: "three", 4: ""} {
		if got := sourceLine(files, "a.html", line); got != want {
			t.Errorf("line %d is %q", line, got)
		}
	}
	if got := sourceLine(files, "../a.html", 1); got != "" {
		t.Errorf("outside: %q", got)
	}
}

// The folder of covers has so many and no more; those that are there are kept.
func TestAttackCoversOnDisk(t *testing.T) {
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	f := NewFolder(root)
	defer f.Close()
	added := 0
	for i := range 300 {
		_, err := f.AddCover(fmt.Appendf(nil, "cover %d", i))
		if err == nil {
			added++
		} else if !errors.Is(err, ErrCovers) {
			t.Fatal(err)
		}
	}
	if added != 100 {
		t.Errorf("%d of 300 covers are kept, want 100", added)
	}
	if _, err := f.AddCover([]byte("cover 0")); err != nil {
		t.Errorf("a cover that is there: %v", err)
	}
}
