package server

import (
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/strictjson"
)

const (
	// maxPage is how large an imported page may be, in bytes.
	maxPage = 4 << 20
	// maxForm leaves room for the boundaries and headers of a form around it.
	maxForm = maxPage + 64<<10
	// pageField is the field of a form that holds the page.
	pageField = "file"
)

// importArticle makes an article of a news page and stores it. The page is the
// body, or the field "file" of a form.
func (s *Server) importArticle(c *gin.Context) {
	page, contentType, err := readPage(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	a, err := s.Import(c.Request.Context(), page, contentType)
	if err != nil {
		s.fail(c, err)
		return
	}
	s.store(c, a, http.StatusCreated)
}

// readPage reads the page and its Content-Type.
func readPage(c *gin.Context) (page []byte, contentType string, err error) {
	switch c.ContentType() {
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
		if tooLong := (*http.MaxBytesError)(nil); errors.As(err, &tooLong) {
			return nil, "", err
		}
		if err != nil {
			return nil, "", &strictjson.FieldError{Reason: "is not a whole form: " + err.Error()}
		}
		if part.FormName() != pageField {
			continue
		}
		page, err = readLimited(part)
		// Clients that do not know the type of a file say it is octets.
		if contentType = part.Header.Get("Content-Type"); contentType == "application/octet-stream" {
			contentType = ""
		}
		return page, contentType, err
	}
}

func readLimited(r io.Reader) ([]byte, error) {
	page, err := io.ReadAll(io.LimitReader(r, maxPage+1))
	if err != nil {
		return nil, fmt.Errorf("reading the page: %w", err)
	}
	if len(page) > maxPage {
		return nil, fmt.Errorf("%w: a page has at most %d MB", strictjson.ErrTooLarge, maxPage>>20)
	}
	return page, nil
}
