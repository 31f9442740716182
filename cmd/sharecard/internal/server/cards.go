package server

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/render"
	"sharecard/render/encode"
)

// How long a picture may be kept. One at a stable address follows its article:
// browsers ask again after a minute, shared caches after five, and both show
// what they have while they ask and while we are down (RFC 5861). One that lacks
// something is as good as gone: nothing but its five seconds.
const (
	cacheStable    = "public, max-age=60, s-maxage=300, stale-while-revalidate=86400, stale-if-error=3600"
	cacheDegraded  = "max-age=5"
	cachePermanent = "public, max-age=31536000, immutable"
	cachePrivate   = "private, no-store" // of what the public does not get yet
)

// cardFile splits the last part of a card's address.
func cardFile(file string) (template string, format render.Format, known bool) {
	template, ending, _ := strings.Cut(file, ".")
	format, err := encode.ParseFormat(ending)
	return template, format, err == nil
}

// getCard serves the card of a stored article, as both are now.
func (s *Server) getCard(c *gin.Context) {
	r := card.Request{}
	if !s.readQuery(c, &r) {
		return
	}
	var known bool
	if r.Template, r.Format, known = cardFile(c.Param("file")); !known {
		s.fail(c, errNoRoute)
		return
	}
	record, err := s.Articles.Get(c.Request.Context(), c.Param("id"))
	if err == nil { // before anything else that is wrong tells that it is there
		err = s.checkPublished(s.caller(c), record.Article)
	}
	if err != nil {
		s.fail(c, err)
		return
	}
	r.Record = record
	r.Permit = s.mayShow(c, r.Brand)
	result, _, err := s.draw(c.Request.Context(), r)
	if err != nil {
		s.fail(c, err)
		return
	}
	cache := cacheStable
	switch {
	case s.hidden(record.Article, r.Brand):
		cache = cachePrivate
	case s.Dev:
		cache = "no-cache"
	}
	s.writeCard(c, result, cache, record.UpdatedAt, []string{record.Article.ID})
}

// hidden reports whether the card of an article, under the brand that was asked
// for, is for callers only.
func (s *Server) hidden(a *article.Article, asked string) bool {
	return s.embargoed(a) || asked != "" && asked != a.Brand && asked != s.Cards.Templates().BrandOf(a)
}

// writeCard answers with a drawn card. changed is when its article last
// changed, articles are what the card is of.
func (s *Server) writeCard(c *gin.Context, result *card.Result, cache string, changed time.Time, articles []string) {
	modified := result.Drawn
	if changed.After(modified) {
		modified = changed
	}
	if result.Degraded {
		// Whole, it may be drawn within the second that a date is good for.
		modified = time.Time{}
		if cache != cachePrivate {
			cache = cacheDegraded
		}
	}
	h := c.Writer.Header()
	setFields(h, "Cache-Control", cache, "Surrogate-Key", surrogateKeys(articles))
	cardHeaders(h, result)
	s.servePicture(c, modified, bytes.NewReader(result.Bytes))
}

// servePicture answers with a picture whose headers are set, to If-None-Match,
// If-Modified-Since, Range and HEAD as well (RFC 9110, sections 13 and 14). A
// date in the future is taken for now (section 8.8.2.1).
func (s *Server) servePicture(c *gin.Context, modified time.Time, picture io.ReadSeeker) {
	if now := s.Now(); modified.After(now) {
		modified = now
	}
	s.pictures.set(c.Writer.Header())
	if all, ok := picture.(*bytes.Reader); ok && plain(c.Request) {
		writeWhole(c, modified, all)
		return
	}
	http.ServeContent(wholeWriter{c.Writer, c.Request.Context()}, c.Request, "", modified, picture)
}

// conditions are the fields of a request on which its answer may be other than all
// of the picture (RFC 9110, sections 13.1 and 14.2).
var conditions = [...]string{"If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "If-Range", "Range"}

// plain reports whether a request asks for all of a picture, whatever the client
// has.
func plain(r *http.Request) bool {
	for _, name := range conditions {
		if r.Header[name] != nil {
			return false
		}
	}
	return true
}

// writeWhole answers as [http.ServeContent] does to a plain request.
func writeWhole(c *gin.Context, modified time.Time, picture *bytes.Reader) {
	h := c.Writer.Header()
	setFields(h, "Accept-Ranges", "bytes", "Content-Length", strconv.FormatInt(picture.Size(), 10))
	if !modified.IsZero() {
		setFields(h, "Last-Modified", modified.UTC().Format(http.TimeFormat))
	}
	c.Writer.WriteHeader(http.StatusOK)
	if c.Request.Method == http.MethodHead {
		return
	}
	joinWrites(c.Request.Context(), func() {
		_, _ = picture.WriteTo(c.Writer) // the client may have left
	})
}

// wholeWriter writes a picture that is in memory in one call. Copied in pieces of
// 32 KB, one of 160 KB costs half as much again.
type wholeWriter struct {
	http.ResponseWriter
	ctx context.Context // of the request
}

// WriteHeader says that the answer to a range outside of the picture, the one
// error of [http.ServeContent], is not to be kept, as all errors say.
func (w wholeWriter) WriteHeader(status int) {
	if status == http.StatusRequestedRangeNotSatisfiable {
		w.Header().Set("Cache-Control", "no-store")
	}
	w.ResponseWriter.WriteHeader(status)
}

// ReadFrom implements [io.ReaderFrom] for what [http.ServeContent] sends: all of
// its content, or a range.
func (w wholeWriter) ReadFrom(r io.Reader) (n int64, err error) {
	joinWrites(w.ctx, func() {
		if part, ok := r.(*io.LimitedReader); ok {
			if all, ok := part.R.(*bytes.Reader); ok && int64(all.Len()) <= part.N {
				n, err = all.WriteTo(w.ResponseWriter)
				return
			}
		}
		n, err = io.Copy(struct{ io.Writer }{w.ResponseWriter}, r)
	})
	return n, err
}

// surrogateKeys names the articles that a shared cache can drop a picture by.
func surrogateKeys(articles []string) string {
	if len(articles) == 1 {
		return surrogateKey(articles[0])
	}
	keys := make([]string, len(articles))
	for i, id := range articles {
		keys[i] = surrogateKey(id)
	}
	return strings.Join(keys, " ")
}

func surrogateKey(article string) string { return "a-" + article }

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

func cardHeaders(h http.Header, r *card.Result) {
	setFields(h, "Content-Type", r.MIME, "Etag", r.ETag)
	if codes := r.Codes.String(); codes != "" {
		h.Set("Sharecard-Report", codes)
	}
}
