package server

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article/extract"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/strictjson"
)

const (
	// maxForm leaves room for the boundaries and headers of a form around a page.
	maxForm = extract.MaxBytes + 64<<10
	// pageField is the field of a form that holds the page.
	pageField = "file"
)

// importArticle makes an article of a news page and stores it. The page is the
// body, or the field "file" of a form; the query's url is where it was got, for
// pages that do not say so themselves, and its reinstate=true takes back a
// withdrawal of the article.
func (s *Server) importArticle(c *gin.Context) {
	page, contentType, err := readPage(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	address := c.Query("url")
	if address != "" {
		if reason := strictjson.CheckURL(address); reason != "" {
			s.fail(c, &card.FieldError{Field: "url", Reason: reason})
			return
		}
	}
	reinstate, err := readBool("reinstate", c.Query("reinstate"))
	if err != nil {
		s.fail(c, err)
		return
	}
	a, err := extract.Extract(c.Request.Context(), extract.Page{HTML: page, ContentType: contentType, Address: address})
	if err != nil {
		s.fail(c, err)
		return
	}
	s.store(c, a, reinstate, http.StatusCreated)
}

// readPage reads the page and its Content-Type.
func readPage(c *gin.Context) (page []byte, contentType string, err error) {
	switch strings.ToLower(c.ContentType()) {
	case "text/html", "application/xhtml+xml":
		page, err = readLimited(c.Request.Body)
		return page, c.GetHeader("Content-Type"), err
	case "multipart/form-data":
		return readFormPage(c)
	}
	return nil, "", fmt.Errorf("%w: send text/html, or a form with the field %q", errMediaType, pageField)
}

func readFormPage(c *gin.Context) (page []byte, contentType string, err error) {
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxForm)
	form, err := c.Request.MultipartReader()
	if err != nil {
		return nil, "", &strictjson.FieldError{Reason: "is not a form: " + err.Error()}
	}
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return nil, "", &strictjson.FieldError{Field: pageField, Reason: "is required"}
		}
		if err != nil {
			return nil, "", fmt.Errorf("reading the form: %w", err)
		}
		if part.FormName() != pageField {
			continue
		}
		page, err = readLimited(part)
		return page, part.Header.Get("Content-Type"), err
	}
}

func readLimited(r io.Reader) ([]byte, error) {
	page, err := io.ReadAll(io.LimitReader(r, extract.MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("reading the page: %w", err)
	}
	if len(page) > extract.MaxBytes {
		return nil, fmt.Errorf("%w: a page has at most %d MB", strictjson.ErrTooLarge, extract.MaxBytes>>20)
	}
	return page, nil
}
