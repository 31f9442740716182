package server

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server/problem"
)

// cardWords are the query parameters of a card's address.
var cardWords = []string{"accent", "brand", "credits", "ratio", "scale", "strict", "theme"}

// readQuery reads the query of a card's address into r. Where it returns false it
// has answered: by fail, with what is wrong, or with where the card is to be asked for.
// more are parameters that the caller reads.
func readQuery(c *gin.Context, r *card.Request, fail func(*gin.Context, error), more ...string) bool {
	query, redirect, err := readWords(c.Request.URL.RawQuery, r, more...)
	switch {
	case err != nil:
		fail(c, err)
	case redirect:
		redirectTo(c, query)
	}
	return err == nil && !redirect
}

// redirectTo answers 308 with this address under another query.
func redirectTo(c *gin.Context, query string) {
	location := c.Request.URL.EscapedPath()
	if query != "" {
		location += "?" + query
	}
	h := c.Writer.Header()
	h.Set("Cache-Control", "public, max-age=3600")
	h.Set("Location", inASCII(location))
	h.Set("Content-Length", "0")
	c.Writer.WriteHeader(http.StatusPermanentRedirect)
	c.Writer.WriteHeaderNow()
}

// readWords reads the query of a card's address into r. Where the query has
// parameters that mean nothing here, such as the cache-busters that pages
// append, canonical is the query without them and redirect is true.
func readWords(rawQuery string, r *card.Request, more ...string) (canonical string, redirect bool, err error) {
	query, err := url.ParseQuery(rawQuery)
	if err != nil {
		return "", false, fmt.Errorf("%w: %w", problem.ErrQuery, err)
	}
	for name, values := range query {
		switch {
		case slices.Contains(more, name):
		case name == platformWord || name == platformsWord: // dropping it would give another card
			return "", false, &card.FieldError{Field: name, Reason: "is no word of this address"}
		case !slices.Contains(cardWords, name):
			delete(query, name)
			redirect = true
		case len(values) > 1:
			return "", false, &card.FieldError{Field: name, Reason: "is given twice"}
		case values[0] == "": // one address for one picture
			return "", false, &card.FieldError{Field: name, Reason: "is empty: leave it out"}
		}
	}
	if redirect {
		return query.Encode(), true, nil
	}
	r.Theme = query.Get("theme")
	r.Accent = query.Get("accent")
	r.Brand = query.Get("brand")
	r.Ratio = query.Get("ratio")
	r.Credits = query.Get("credits")
	if r.Scale, err = readScale(query.Get("scale")); err != nil {
		return "", false, err
	}
	r.Strict, err = readBool("strict", query.Get("strict"))
	return "", false, err
}

// readScale reads a scale; the range is the card service's to check, except for
// a 0, which there means no scale was given.
func readScale(s string) (float64, error) {
	if s == "" {
		return 0, nil
	}
	scale, err := strconv.ParseFloat(s, 64)
	if err != nil || scale == 0 {
		return 0, &card.FieldError{Field: "scale", Reason: "must be a number from 1 to 3"}
	}
	return scale, nil
}

func readBool(name, s string) (bool, error) {
	switch s {
	case "", "0", "false":
		return false, nil
	case "1", "true":
		return true, nil
	}
	return false, &card.FieldError{Field: name, Reason: "must be 1 or 0"}
}
