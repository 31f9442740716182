package problem

import (
	"bytes"
	_ "embed"
	"html/template"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/server/words"
)

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Option("missingkey=error").Parse(pageText))

//go:embed words.json
var pageWords []byte

var pageTexts = words.With(pageWords)

// pagePolicy lets the page load its own files and send the form with the token.
const pagePolicy = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; " +
	"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// wantsPage reports whether a person asks, in a browser that opens an address: such a
// request names text/html, which those of scripts and programs do not.
func wantsPage(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept"), ",") {
		mediaType, _, _ := mime.ParseMediaType(part)
		if mediaType == "text/html" {
			return true
		}
	}
	return false
}

// writePage answers with a page about p. With 401 it has a form that asks for a token;
// next is the address on this server that is opened then.
func writePage(c *gin.Context, p Problem, next string) {
	lang := words.Of(c.Request)
	text := pageTexts[lang]
	say := func(what string) string {
		if said := text[what+"_"+strconv.Itoa(p.Status)]; said != "" {
			return said
		}
		return text[what+"_"+strconv.Itoa(p.Status/100)+"xx"]
	}
	var body bytes.Buffer
	err := page.Execute(&body, map[string]any{
		"T": text, "Lang": lang, "Title": say("title"), "Text": say("text"), "Code": p.Code, "Wrong": p.Code == codeWrongToken,
		"Form": p.Status == http.StatusUnauthorized, "Next": next,
	})
	if err != nil {
		panic(err) // strings and bools
	}
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", pagePolicy)
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(body.Len()))
	c.Writer.WriteHeader(p.Status)
	_, _ = c.Writer.Write(body.Bytes()) // the client may have left
}
