package render

import (
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
	"golang.org/x/net/html"
)

const (
	galleryDir = "testdata/gallery"
	// galleryDraws is the share of the gallery's declarations that must draw without
	// a diagnostic.
	galleryDraws = 0.97
)

// ownLines are the cards of which a line is not where Chromium has it, because the
// rules of Chinese typesetting that package text keeps say otherwise.
var ownLines = map[string]string{
	"quote-serif": "justified text takes no space beside punctuation",
	"social-chat": "a word of a heading is kept whole",
	"tw-article":  "a word of a heading is kept whole",
}

// TestGallery loads every card of the gallery, whose authors knew CSS and not this
// package: hardly any of their declarations may have a diagnostic, and boxes and
// lines stand within 1 px of Chromium's. The pixels are compared by
// TestGalleryPixels of render/internal/oracle.
func TestGallery(t *testing.T) {
	f, err := os.Open(filepath.Join(galleryDir, "places.json.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	zip, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	places := map[string]*expected{}
	if err := json.NewDecoder(zip).Decode(&places); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(galleryDir + "/*.html")
	if err != nil || len(files) < 60 {
		t.Fatalf("the gallery has %d cards, and should have sixty: %v", len(files), err)
	}
	r := newTestRenderer()
	declared, refused := 0, 0
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".html")
		t.Run(name, func(t *testing.T) {
			declared += declarationsOf(t, file)
			_, found, err := Load(os.DirFS(galleryDir), name)
			for _, d := range found {
				t.Log(d)
			}
			refused += len(found)
			if err != nil {
				t.Fatal(err)
			}
			if places[name] == nil {
				t.Fatal("no recorded places")
			}
			if why := ownLines[name]; why != "" {
				t.Logf("places are not compared: %s", why)
				return
			}
			checkPlaces(t, r, galleryDir, name, places[name])
		})
	}
	t.Logf("%d of %d declarations have a diagnostic", refused, declared)
	if float64(refused) > (1-galleryDraws)*float64(declared) {
		t.Errorf("%d of %d declarations have a diagnostic, more than %.0f %%", refused, declared, 100*(1-galleryDraws))
	}
}

// declarationsOf counts the declarations in the styles of an HTML file.
func declarationsOf(t *testing.T, file string) int {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	doc, err := html.Parse(f)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for e := range doc.Descendants() {
		if e.Type == html.ElementNode && e.Data == "style" {
			n += countDeclarations(e.FirstChild.Data)
		}
		for _, a := range e.Attr {
			if a.Key == "style" {
				n += countDeclarations(a.Val)
			}
		}
	}
	return n
}

// countDeclarations counts what ends at a semicolon or a closing brace and has a
// colon: the rest are selectors and at-rules.
func countDeclarations(src string) int {
	n, nested, colon, at := 0, 0, false, false
	end := func() {
		if colon && !at {
			n++
		}
		colon, at = false, false
	}
	for l := css.NewLexer(parse.NewInputString(src)); ; {
		switch kind, _ := l.Next(); kind {
		case css.ErrorToken:
			end()
			return n
		case css.FunctionToken, css.LeftParenthesisToken:
			nested++
		case css.RightParenthesisToken:
			nested--
		case css.AtKeywordToken:
			at = true
		case css.ColonToken:
			colon = colon || nested == 0
		case css.LeftBraceToken:
			colon, at = false, false
		case css.SemicolonToken, css.RightBraceToken:
			end()
		}
	}
}
