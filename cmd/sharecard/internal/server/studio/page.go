package studio

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"path"
)

//go:embed assets
var assets embed.FS

var markup = template.Must(template.New("").Option("missingkey=error").ParseFS(assets, "assets/*.html"))

// words are those of the page by language.
var words = func() (words map[string]map[string]string) {
	text, err := assets.ReadFile("assets/words.json")
	if err != nil {
		panic(err) // the file is embedded
	}
	if err := json.Unmarshal(text, &words); err != nil {
		panic(err)
	}
	return words
}()

// Policy is the Content-Security-Policy of the page: its own files and pictures,
// and the frame in which the browser draws a card.
const Policy = "default-src 'none'; img-src 'self' blob: data:; style-src 'self'; script-src 'self'; " +
	"connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// measure tells the page around the frame how tall the browser made a card, once
// its faces are there.
const measure = `addEventListener("load", () => document.fonts.ready.then(() =>
	parent.postMessage({ height: document.documentElement.getBoundingClientRect().height }, "*")));`

// PagePolicy is that of a filled template in its frame. It has no origin of its
// own, runs no script but [measure], known by its hash, and loads nothing but
// what lies beside it.
var PagePolicy = "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; " +
	"script-src '" + hashOf(measure) + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-scripts"

// hashOf names a script as a Content-Security-Policy does (CSP3, section 2.3.1).
func hashOf(script string) string {
	sum := sha256.Sum256([]byte(script))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// Languages of the page; the first is for all other readers.
var Languages = []string{"zh", "en"}

// Page returns the HTML of the studio in one of [Languages].
func Page(lang string) ([]byte, error) {
	return fill("index.html", lang, map[string]any{"Words": template.JS(mustJSON(words[lang]))})
}

// Login returns the page that asks for a token; wrong tells that one was not
// right.
func Login(lang string, wrong bool) ([]byte, error) {
	return fill("login.html", lang, map[string]any{"Wrong": wrong})
}

func fill(file, lang string, data map[string]any) ([]byte, error) {
	other := "en"
	if lang == "en" {
		other = "zh"
	}
	data["T"], data["OtherLang"] = words[lang], other
	var out bytes.Buffer
	if err := markup.ExecuteTemplate(&out, file, data); err != nil {
		return nil, fmt.Errorf("the studio's page: %w", err)
	}
	return out.Bytes(), nil
}

// mustJSON writes words as a script element may hold them: encoding/json escapes
// <, > and &.
func mustJSON(v map[string]string) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // texts only
	}
	return text
}

// Asset returns a module or the style sheet of the page. The error wraps
// [ErrNoPage].
func Asset(name string) (content []byte, mediaType string, err error) {
	switch path.Ext(name) {
	case ".js":
		mediaType = "text/javascript; charset=utf-8"
	case ".css":
		mediaType = "text/css; charset=utf-8"
	default:
		return nil, "", ErrNoPage
	}
	content, err = fs.ReadFile(assets, path.Join("assets", path.Base(name)))
	if err != nil {
		return nil, "", ErrNoPage
	}
	return content, mediaType, nil
}
