package server

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/server/listen"
)

// How long a picture may be kept. One at a stable address follows its article:
// browsers ask again after a minute, shared caches after five, and both show
// what they have while they ask and while we are down (RFC 5861). One that lacks
// something is kept for five seconds and never shown after that.
const (
	cacheStable    = "public, max-age=60, s-maxage=300, stale-while-revalidate=86400, stale-if-error=3600"
	cacheDegraded  = "max-age=5"
	cachePermanent = "public, max-age=31536000, immutable"
	cachePrivate   = "private, no-store" // of what the public does not get yet
	cacheAskAgain  = "no-cache"          // while templates are being written
)

// writeCard answers with a drawn card. changed is when its article last
// changed, names are those of what the card is of.
func (s *Server) writeCard(c *gin.Context, result *card.Result, caching string, changed time.Time, names ...string) {
	modified := result.Drawn
	if changed.After(modified) {
		modified = changed
	}
	if result.Degraded {
		// Whole, it may be drawn within the second that a date is good for.
		modified = time.Time{}
		if caching != cachePrivate {
			caching = cacheDegraded
		}
	}
	h := c.Writer.Header()
	h.Set("Cache-Control", caching)
	h.Set("Surrogate-Key", publish.SurrogateKeys(names))
	setCard(h, result)
	if caching != cachePrivate {
		s.known.add(c.Request)
	}
	s.servePicture(c, modified, bytes.NewReader(result.Bytes))
}

// setCard sets what every answer says that is a card.
func setCard(h http.Header, r *card.Result) {
	h.Set("Content-Type", r.MIME)
	h.Set("ETag", r.ETag)
	if codes := r.Codes.String(); codes != "" {
		h.Set("Sharecard-Report", codes)
	}
}

// showAnywhere lets pages of others show a picture, draw it on a canvas and share it
// as a file.
func showAnywhere(h http.Header) {
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
}

// servePicture answers with a picture whose headers are set, to If-None-Match,
// If-Modified-Since, Range and HEAD as well (RFC 9110, sections 13 and 14). A
// date in the future is taken for now (section 8.8.2.1).
func (s *Server) servePicture(c *gin.Context, modified time.Time, picture io.ReadSeeker) {
	if now := s.config.Now(); modified.After(now) {
		modified = now
	}
	showAnywhere(c.Writer.Header())
	tellTiming(c)
	http.ServeContent(pictureWriter{c.Writer, c.Request.Context()}, c.Request, "", modified, picture)
}

// pictureWriter sends a picture for [http.ServeContent].
type pictureWriter struct {
	http.ResponseWriter
	ctx context.Context // of the request
}

// WriteHeader says that the answer to a range outside of the picture, the one
// error of [http.ServeContent], is not to be kept, as all errors say.
func (w pictureWriter) WriteHeader(status int) {
	if status == http.StatusRequestedRangeNotSatisfiable {
		w.Header().Set("Cache-Control", "no-store")
	}
	w.ResponseWriter.WriteHeader(status)
}

// ReadFrom implements [io.ReaderFrom]. A picture that is in memory goes out in one
// piece together with its header.
func (w pictureWriter) ReadFrom(r io.Reader) (n int64, err error) {
	listen.JoinWrites(w.ctx, func() {
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
