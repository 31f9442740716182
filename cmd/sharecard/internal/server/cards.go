package server

import (
	"bytes"
	"io"
	"maps"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/render"
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

// formats are the endings of a card's address, and the words for a format.
var formats = map[string]render.Format{"png": render.PNG, "jpg": render.JPEG, "jpeg": render.JPEG}

// cardFile splits the last part of a card's address.
func cardFile(file string) (template string, format render.Format, known bool) {
	template, ending, _ := strings.Cut(file, ".")
	format, known = formats[ending]
	return template, format, known
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
	h := c.Writer.Header()
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
	h.Set("Cache-Control", cache)
	surrogateKeys(h, articles)
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
	maps.Copy(c.Writer.Header(), s.pictures)
	http.ServeContent(wholeWriter{c.Writer}, c.Request, "", modified, picture)
}

// wholeWriter writes a picture that is in memory in one call. Copied in pieces of
// 32 KB, one of 160 KB costs half as much again.
type wholeWriter struct{ http.ResponseWriter }

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
func (w wholeWriter) ReadFrom(r io.Reader) (int64, error) {
	if part, ok := r.(*io.LimitedReader); ok {
		if all, ok := part.R.(*bytes.Reader); ok && int64(all.Len()) <= part.N {
			return all.WriteTo(w.ResponseWriter)
		}
	}
	return io.Copy(struct{ io.Writer }{w.ResponseWriter}, r)
}

// surrogateKeys names the articles that a shared cache can drop a picture by.
func surrogateKeys(h http.Header, articles []string) {
	keys := make([]string, len(articles))
	for i, id := range articles {
		keys[i] = surrogateKey(id)
	}
	h.Set("Surrogate-Key", strings.Join(keys, " "))
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
	h.Set("Content-Type", r.MIME)
	h.Set("ETag", r.ETag)
	if codes := r.Codes.String(); codes != "" {
		h.Set("Sharecard-Report", codes)
	}
}
