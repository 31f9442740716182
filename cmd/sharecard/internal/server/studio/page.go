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

	"sharecard/cmd/sharecard/internal/server/words"
)

//go:embed assets
var assets embed.FS

var markup = template.Must(template.New("").Option("missingkey=error").ParseFS(assets, "assets/*.html"))

//go:embed assets/words.json
var ownWords []byte

var texts = words.With(ownWords)

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

// Page returns the HTML of the studio in one of words.Languages.
func Page(lang string) ([]byte, error) {
	text := texts[lang]
	var out bytes.Buffer
	err := markup.ExecuteTemplate(&out, "index.html", map[string]any{
		"T": text, "OtherLang": words.Other(lang), "Words": template.JS(mustJSON(text)),
	})
	if err != nil {
		return nil, fmt.Errorf("the studio's page: %w", err)
	}
	return out.Bytes(), nil
}

// mustJSON writes words as a script element may hold them: encoding/json escapes
// <, > and &.
func mustJSON(v words.Words) []byte {
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
