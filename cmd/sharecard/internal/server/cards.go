package server

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/strictjson"
	"sharecard/render"
)

// patience is how long a client who sends something waits for a cover; one who
// only looks waits card.DefaultPatience.
const patience = 5 * time.Second

// formats are the endings of a card's address, and the words for a format.
var formats = map[string]render.Format{"png": render.PNG, "jpg": render.JPEG, "jpeg": render.JPEG}

// getCard serves the card of a stored article.
func (s *Server) getCard(c *gin.Context) {
	r := card.Request{ArticleID: c.Param("id")}
	query, redirect, err := readWords(c.Request.URL.RawQuery, &r)
	if err != nil {
		s.fail(c, err)
		return
	}
	if redirect {
		redirectTo(c, query)
		return
	}
	name, ending, _ := strings.Cut(c.Param("file"), ".")
	format, known := formats[ending]
	if !known {
		s.fail(c, errNoRoute)
		return
	}
	r.Template, r.Format = name, format
	result, err := s.Cards.Card(c.Request.Context(), r)
	if err != nil {
		s.fail(c, err)
		return
	}
	h := c.Writer.Header()
	h.Set("Cache-Control", s.cacheControl(result))
	cardHeaders(h, result)
	// Answers If-None-Match, Range and HEAD (RFC 9110, sections 13 and 14).
	http.ServeContent(c.Writer, c.Request, "", time.Time{}, bytes.NewReader(result.Bytes))
}

// redirectTo answers 308 with this address under another query.
func redirectTo(c *gin.Context, query string) {
	location := c.Request.URL.EscapedPath()
	if query != "" {
		location += "?" + query
	}
	h := c.Writer.Header()
	h.Set("Cache-Control", "public, max-age=3600")
	h.Set("Location", location)
	h.Set("Content-Length", "0")
	c.Writer.WriteHeader(http.StatusPermanentRedirect)
	c.Writer.WriteHeaderNow()
}

func (s *Server) cacheControl(r *card.Result) string {
	switch {
	case s.Dev:
		return "no-cache"
	case r.Degraded:
		return "public, max-age=5"
	}
	return "public, max-age=60"
}

func cardHeaders(h http.Header, r *card.Result) {
	h.Set("Content-Type", r.MIME)
	h.Set("ETag", r.ETag)
	if codes := r.Codes.String(); codes != "" {
		h.Set("Sharecard-Report", codes)
	}
}

// cardBody is the body of POST /v1/cards.
type cardBody struct {
	Template  string           `json:"template" check:"required"`
	Format    string           `json:"format"`
	Theme     string           `json:"theme"`
	Accent    string           `json:"accent"`
	Brand     string           `json:"brand"`
	Scale     *float64         `json:"scale"`
	Strict    bool             `json:"strict"`
	ArticleID string           `json:"article_id"`
	Article   *article.Article `json:"article"`
}

// maxCardBody is an article and the words around it.
const maxCardBody = article.MaxBytes + 4<<10

// request turns the body into a card's request.
func (b *cardBody) request() (card.Request, error) {
	r := card.Request{
		Template: b.Template, Theme: b.Theme, Accent: b.Accent, Brand: b.Brand, Strict: b.Strict,
		ArticleID: b.ArticleID, Article: b.Article, Patience: patience,
	}
	if (b.Article == nil) == (b.ArticleID == "") {
		return r, &strictjson.FieldError{Field: "article", Reason: "or article_id is required, and not both"}
	}
	if b.Format != "" {
		format, known := formats[b.Format]
		if !known {
			return r, &card.FieldError{Field: "format", Reason: "must be png or jpg"}
		}
		r.Format = format
	}
	if b.Scale != nil {
		if r.Scale = *b.Scale; r.Scale == 0 {
			return r, &card.FieldError{Field: "scale", Reason: "must be from 1 to 3"}
		}
	}
	return r, nil
}

// manifest is a card's entry in a scheduler's list.
type manifest struct {
	Template string     `json:"template"`
	Width    int        `json:"width"`
	Height   int        `json:"height"`
	Bytes    int        `json:"bytes"`
	SHA256   string     `json:"sha256"`
	MIME     string     `json:"mime"`
	Alt      string     `json:"alt"`
	Report   card.Codes `json:"report"`
}

// postCard draws a card of a stored article or of the one in the body. The
// answer is the picture, or its manifest entry where the client prefers JSON.
func (s *Server) postCard(c *gin.Context) {
	if !s.wantType(c, "application/json") {
		return
	}
	var body cardBody
	if err := strictjson.Read(c.Request.Body, maxCardBody, &body); err != nil {
		s.fail(c, err)
		return
	}
	r, err := body.request()
	if err != nil {
		s.fail(c, err)
		return
	}
	result, err := s.Cards.Card(c.Request.Context(), r)
	if err != nil {
		s.fail(c, err)
		return
	}
	h := c.Writer.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Vary", "Accept")
	cardHeaders(h, result)
	if prefersJSON(c.GetHeader("Accept")) {
		h.Del("ETag") // of the picture, not of this
		s.writeJSON(c, http.StatusOK, manifest{
			Template: result.Template,
			Width:    result.Width,
			Height:   result.Height,
			Bytes:    len(result.Bytes),
			SHA256:   result.SHA256,
			MIME:     result.MIME,
			Alt:      result.Alt,
			Report:   result.Codes,
		})
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(result.Bytes)))
	c.Writer.WriteHeader(http.StatusOK)
	_, _ = c.Writer.Write(result.Bytes) // the client may have left
}

// prefersJSON reports whether an Accept header weighs application/json above
// every other type it names (RFC 9110, section 12.5.1). Of equal weights the
// first counts.
func prefersJSON(accept string) bool {
	best, json := 0.0, false
	for part := range strings.SplitSeq(accept, ",") {
		mediaType, parameters, _ := strings.Cut(part, ";")
		weight := 1.0
		for p := range strings.SplitSeq(parameters, ";") {
			name, value, _ := strings.Cut(strings.TrimSpace(p), "=")
			if strings.EqualFold(name, "q") {
				q, err := strconv.ParseFloat(value, 64)
				if err != nil {
					q = 0
				}
				weight = q
			}
		}
		if weight > best {
			best = weight
			json = strings.EqualFold(strings.TrimSpace(mediaType), "application/json")
		}
	}
	return json
}

// wantType refuses a body of another media type.
func (s *Server) wantType(c *gin.Context, want string) bool {
	if !strings.EqualFold(c.ContentType(), want) {
		s.fail(c, fmt.Errorf("%w: send %s", errMediaType, want))
		return false
	}
	return true
}
