package server

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/extract"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/fetch"
	"sharecard/cmd/sharecard/internal/server/gate"
	"sharecard/cmd/sharecard/internal/server/problem"
	"sharecard/cmd/sharecard/internal/strictjson"
)

const (
	// maxForm leaves room for the boundaries and headers of a form around a page.
	maxForm = extract.MaxBytes + 64<<10
	// maxAddressBody is an address and the words around it.
	maxAddressBody = 8 << 10
	// pageField is the field of a form that holds the page.
	pageField = "file"

	// heldPages bounds the pages that are received or fetched at one time, in bytes.
	heldPages = 8 * extract.MaxBytes
)

// bodyTypes are the media types of what is sent as it is: pages, texts and feeds.
var bodyTypes = slices.Concat(fetch.PageTypes, []string{"text/plain"}, fetch.FeedTypes)

// Pages fetches news pages, texts and feeds; *fetch.Client is one.
type Pages interface {
	Document(ctx context.Context, address string, maxBytes int64) (*fetch.Response, error)
}

// submittedPage is what an import is asked of.
type submittedPage struct {
	extract.Page
	reinstate bool // takes back a withdrawal of the article
}

// importArticle makes an article of a news page or of a plain text and stores it.
// The page is the body, or the field "file" of a form, and the query's url is
// where it was got, for pages that do not say so themselves; or a JSON object or
// a form has the page's url only, and it is fetched. reinstate takes back a
// withdrawal. With store=0 in the query the article is only answered. Of a feed, all
// items become articles.
func (s *Server) importArticle(c *gin.Context) {
	stores, err := readBool("store", c.DefaultQuery("store", "1"))
	if err != nil {
		problem.Write(c, err)
		return
	}
	var a *article.Article
	var items []extract.Item
	reinstate := false
	err = s.withPage(c, func(page submittedPage) (err error) {
		reinstate = page.reinstate
		if isFeed(page) {
			items, err = extract.Feed(c.Request.Context(), page.Page)
			return err
		}
		read := extract.Extract
		if isPlainText(page.ContentType) {
			read = extract.Text
		}
		a, err = read(c.Request.Context(), page.Page)
		return err
	})
	if err != nil {
		problem.Write(c, err)
		return
	}
	if items != nil {
		s.answerFeed(c, items, stores, reinstate)
		return
	}
	if !stores {
		if err := a.Validate(); err != nil {
			problem.Write(c, err)
			return
		}
		s.answerStored(c, http.StatusOK, &article.Record{Article: a})
		return
	}
	record, _, err := s.publisher.Store(c.Request.Context(), gate.Caller(c), a, reinstate)
	if err != nil {
		problem.Write(c, err)
		return
	}
	s.answerStored(c, http.StatusCreated, record)
}

// withPage receives a page and calls use with it. Where too much is under way already it
// does neither, and the error is problem.ErrImports.
func (s *Server) withPage(c *gin.Context, use func(submittedPage) error) error {
	weight := pageWeight(c.Request)
	if !s.heldPages.TryAcquire(weight) {
		return problem.ErrImports
	}
	defer s.heldPages.Release(weight)
	page, err := s.readPage(c)
	if err != nil {
		return err
	}
	leave, ok := s.config.Room.TryEnter(len(page.HTML))
	if !ok {
		return problem.ErrImports
	}
	defer leave()
	return use(page)
}

// pageWeight is how many bytes the page of a request has at most.
func pageWeight(r *http.Request) int64 {
	sent := strings.HasPrefix(r.Header.Get("Content-Type"), "text/") || strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") ||
		slices.Contains(fetch.FeedTypes, mediaType(r.Header.Get("Content-Type")))
	if sent && r.ContentLength >= 0 {
		return min(r.ContentLength, extract.MaxBytes)
	}
	return extract.MaxBytes // of a page to fetch, or of a body without a length
}

func isPlainText(contentType string) bool { return mediaType(contentType) == "text/plain" }

// mediaType is that of a Content-Type, in small letters.
func mediaType(contentType string) string {
	name, _, _ := strings.Cut(contentType, ";")
	return strings.ToLower(strings.TrimSpace(name))
}

// readPage reads the page, or fetches it.
func (s *Server) readPage(c *gin.Context) (page submittedPage, err error) {
	switch contentType := strings.ToLower(c.ContentType()); {
	case contentType == "application/json":
		var body struct {
			URL       string `json:"url" check:"required,max=2048,url"`
			Reinstate bool   `json:"reinstate"`
		}
		if page.HTML, err = readLimited(c.Request.Body, c.Request.ContentLength); err != nil ||
			extract.Sniff(page.HTML) == extract.FeedOfArticles {
			break // a JSON Feed
		}
		if err := strictjson.Read(bytes.NewReader(page.HTML), maxAddressBody, &body); err != nil {
			return page, err
		}
		page.reinstate = body.Reinstate
		page.Page, err = s.fetchPage(c.Request.Context(), body.URL)
		return page, err
	case contentType == "application/x-www-form-urlencoded":
		return s.readAddressForm(c)
	case slices.Contains(bodyTypes, contentType):
		page.HTML, err = readLimited(c.Request.Body, c.Request.ContentLength)
		page.ContentType = c.GetHeader("Content-Type")
	case contentType == "multipart/form-data":
		page.HTML, page.ContentType, err = readFormPage(c)
	default:
		err = fmt.Errorf("%w: send text/html, text/plain, a feed, a form with the field %q, or JSON with the page's url",
			problem.ErrMediaType, pageField)
	}
	if err != nil {
		return page, err
	}
	if page.Address = c.Query("url"); page.Address != "" {
		if reason := strictjson.CheckURL(page.Address); reason != "" {
			return page, &card.FieldError{Field: "url", Reason: reason}
		}
	}
	page.reinstate, err = readBool("reinstate", c.Query("reinstate"))
	return page, err
}

// readAddressForm reads a form without files: the page's url, and reinstate.
func (s *Server) readAddressForm(c *gin.Context) (page submittedPage, err error) {
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxAddressBody)
	if err := c.Request.ParseForm(); err != nil {
		if tooLong := (*http.MaxBytesError)(nil); errors.As(err, &tooLong) {
			return page, err
		}
		return page, &strictjson.FieldError{Reason: "is not a form: " + err.Error()}
	}
	form := c.Request.PostForm
	address := form.Get("url")
	reason := "is required"
	if address != "" {
		reason = strictjson.CheckURL(address)
	}
	if reason != "" {
		return page, &strictjson.FieldError{Field: "url", Reason: reason}
	}
	if page.reinstate, err = readBool("reinstate", form.Get("reinstate")); err != nil {
		return page, err
	}
	page.Page, err = s.fetchPage(c.Request.Context(), address)
	return page, err
}

// fetchPage gets the page at address, which may only lead to the outside.
func (s *Server) fetchPage(ctx context.Context, address string) (extract.Page, error) {
	if s.config.Pages == nil {
		return extract.Page{}, fmt.Errorf("%w: this server fetches no pages", problem.ErrMediaType)
	}
	got, err := s.config.Pages.Document(ctx, address, extract.MaxBytes)
	if err != nil {
		if ctxErr := ctx.Err(); ctxErr != nil {
			return extract.Page{}, ctxErr
		}
		return extract.Page{}, err
	}
	return extract.Page{HTML: got.Body, ContentType: got.ContentType, Address: got.Address}, nil
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
		page, err = readLimited(part, c.Request.ContentLength)
		return page, part.Header.Get("Content-Type"), err
	}
}

// readLimited reads a page from a body of that many bytes, or of -1 where nobody says.
func readLimited(r io.Reader, length int64) ([]byte, error) {
	var page bytes.Buffer
	if length > 0 {
		page.Grow(int(min(length, extract.MaxBytes)) + bytes.MinRead) // once, so that no pieces become garbage
	}
	if _, err := page.ReadFrom(io.LimitReader(r, extract.MaxBytes+1)); err != nil {
		return nil, fmt.Errorf("reading the page: %w", err)
	}
	if page.Len() > extract.MaxBytes {
		return nil, fmt.Errorf("%w: a page has at most %d MB", strictjson.ErrTooLarge, extract.MaxBytes>>20)
	}
	return page.Bytes(), nil
}
