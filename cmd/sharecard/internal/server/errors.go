package server

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"strconv"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/extract"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/fetch"
	"sharecard/cmd/sharecard/internal/kit"
	"sharecard/cmd/sharecard/internal/picture"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/server/studio"
	"sharecard/cmd/sharecard/internal/signed"
	"sharecard/cmd/sharecard/internal/strictjson"
	"sharecard/cmd/sharecard/internal/upstream"
	"sharecard/cmd/sharecard/internal/wechat"
	"sharecard/render"
)

// Errors that only HTTP knows.
var (
	errNoRoute   = errors.New("there is nothing at this address")
	errMethod    = errors.New("this address does not take that method; see Allow")
	errHost      = errors.New("the Host header is not one of this server's names")
	errOrigin    = errors.New("a page of another origin may not do this")
	errToken     = errors.New("this needs a bearer token")
	errBrand     = errors.New("the token does not reach to this brand")
	errMediaType = errors.New("the body's Content-Type is not one that is taken here")
	errQuery     = errors.New("the query is malformed")
	errNotReady  = errors.New("not ready")
	errDegraded  = errors.New("the card lacks what it asked for, and is not made permanent so")
	errNoStore   = errors.New("this server keeps no permanent cards")
	errBatches   = errors.New("too many batches are under way")
	errStopping  = errors.New("the server is stopping")
	errRate      = errors.New("too many requests from this client")
	errNoWeChat  = errors.New("this server signs no pages for WeChat")
	errStreams   = errors.New("too many streams of events are open")
)

// answer is what the outside learns of an error.
type answer struct {
	err    error
	status int
	code   string // stable: clients may compare it
	// retry is the Retry-After in seconds; 0: none.
	retry int
	// quiet keeps the error's text to the log.
	quiet bool
}

// answers is the one table from errors to statuses; the first match counts.
// What is not in it is a 500.
var answers = []answer{
	{err: errNoRoute, status: http.StatusNotFound, code: "not_found"},
	{err: errMethod, status: http.StatusMethodNotAllowed, code: "method_not_allowed"},
	{err: errHost, status: http.StatusMisdirectedRequest, code: "wrong_host"},
	{err: errOrigin, status: http.StatusForbidden, code: "cross_origin"},
	{err: errToken, status: http.StatusUnauthorized, code: "token_required"},
	{err: errBrand, status: http.StatusForbidden, code: "brand_forbidden"},
	{err: errRate, status: http.StatusTooManyRequests, code: "rate_limited"},
	{err: errMediaType, status: http.StatusUnsupportedMediaType, code: "unsupported_media_type"},
	{err: errQuery, status: http.StatusBadRequest, code: "malformed_query"},
	{err: io.ErrUnexpectedEOF, status: http.StatusBadRequest, code: "incomplete_body"},
	{err: errStreams, status: http.StatusServiceUnavailable, code: "too_many_streams", retry: 5},
	{err: errNotReady, status: http.StatusServiceUnavailable, code: "not_ready", retry: 1},

	// Quiet, so that one to be published later is not told from one that is not there.
	{err: article.ErrNotFound, status: http.StatusNotFound, code: "article_not_found", quiet: true},
	{err: article.ErrWithdrawn, status: http.StatusGone, code: "withdrawn"},
	{err: article.ErrCursor, status: http.StatusBadRequest, code: "invalid_cursor"},
	{err: article.ErrBusy, status: http.StatusServiceUnavailable, code: "store_busy", retry: 1},
	{err: article.ErrFull, status: http.StatusInsufficientStorage, code: "store_full", quiet: true},
	{err: article.ErrCorrupt, status: http.StatusInternalServerError, code: "store_damaged", quiet: true},
	{err: upstream.ErrUnavailable, status: http.StatusServiceUnavailable, code: "upstream_unavailable", retry: 5, quiet: true},
	{err: upstream.ErrDocument, status: http.StatusBadGateway, code: "upstream_document", quiet: true},
	{err: strictjson.ErrTooLarge, status: http.StatusRequestEntityTooLarge, code: "too_large"},
	{err: extract.ErrPage, status: http.StatusUnprocessableEntity, code: "unreadable_page"},
	{err: strictjson.ErrInvalid, status: http.StatusUnprocessableEntity, code: "invalid_document"},

	{err: kit.ErrTooLarge, status: http.StatusUnprocessableEntity, code: "kit_too_large"},
	{err: picture.ErrUnsupported, status: http.StatusUnsupportedMediaType, code: "unsupported_media_type"},
	{err: picture.ErrTooLarge, status: http.StatusRequestEntityTooLarge, code: "too_large"},
	{err: picture.ErrDecode, status: http.StatusUnprocessableEntity, code: "unreadable_picture"},
	{err: picture.ErrTimeout, status: http.StatusServiceUnavailable, code: "timeout", retry: 1},

	{err: studio.ErrNoPage, status: http.StatusNotFound, code: "not_found"},
	{err: studio.ErrReadOnly, status: http.StatusForbidden, code: "read_only"},
	{err: studio.ErrSampleName, status: http.StatusBadRequest, code: "invalid_parameter"},

	{err: card.ErrInvalid, status: http.StatusBadRequest, code: "invalid_parameter"},
	{err: card.ErrNoTemplate, status: http.StatusNotFound, code: "template_not_found"},
	{err: card.ErrBusy, status: http.StatusTooManyRequests, code: "busy", retry: 1},
	{err: render.ErrStrict, status: http.StatusUnprocessableEntity, code: "text_not_whole"},
	{err: render.ErrCannotFit, status: http.StatusUnprocessableEntity, code: "cannot_fit"},
	{err: render.ErrTooLarge, status: http.StatusUnprocessableEntity, code: "card_too_large"},
	{err: render.ErrTemplate, status: http.StatusInternalServerError, code: "template_broken"},

	{err: errDegraded, status: http.StatusFailedDependency, code: "cover_unavailable"},
	{err: errNoStore, status: http.StatusNotImplemented, code: "no_permanent_store"},
	{err: publish.ErrNotFound, status: http.StatusNotFound, code: "card_not_found"},
	{err: publish.ErrWithdrawn, status: http.StatusGone, code: "withdrawn"},
	{err: publish.ErrFull, status: http.StatusInsufficientStorage, code: "store_full"},
	{err: publish.ErrBusy, status: http.StatusServiceUnavailable, code: "store_busy", retry: 1},
	{err: publish.ErrKeyReused, status: http.StatusUnprocessableEntity, code: "idempotency_key_reused"},

	{err: signed.ErrSignature, status: http.StatusForbidden, code: "signature_invalid"},
	{err: signed.ErrExpired, status: http.StatusForbidden, code: "signature_expired"},
	{err: signed.ErrTooLong, status: http.StatusRequestURITooLong, code: "payload_too_long"},
	{err: errBatches, status: http.StatusTooManyRequests, code: "too_many_batches", retry: 10},
	{err: errStopping, status: http.StatusServiceUnavailable, code: "stopping", retry: 5},

	{err: errNoWeChat, status: http.StatusNotFound, code: "wechat_not_configured"},
	{err: wechat.ErrAddress, status: http.StatusBadRequest, code: "invalid_page"},
	{err: wechat.ErrPage, status: http.StatusForbidden, code: "page_not_listed"},
	{err: wechat.ErrUnavailable, status: http.StatusServiceUnavailable, code: "wechat_unavailable", retry: 30, quiet: true},

	// Of a page to import, without detail of the network.
	{err: fetch.ErrBlocked, status: http.StatusUnprocessableEntity, code: "page_blocked", quiet: true},
	{err: fetch.ErrMediaType, status: http.StatusUnprocessableEntity, code: "page_not_html", quiet: true},
	{err: fetch.ErrTooLarge, status: http.StatusUnprocessableEntity, code: "page_too_large", quiet: true},
	{err: fetch.ErrTimeout, status: http.StatusGatewayTimeout, code: "page_timeout", quiet: true},
	{err: fetch.ErrNotFound, status: http.StatusBadGateway, code: "page_not_found", quiet: true},
	{err: fetch.ErrStatus, status: http.StatusBadGateway, code: "page_unavailable", quiet: true},
	{err: fetch.ErrUnreachable, status: http.StatusBadGateway, code: "page_unavailable", quiet: true},

	// Of a connection: the body did not come in time.
	{err: os.ErrDeadlineExceeded, status: http.StatusRequestTimeout, code: "body_timeout", quiet: true},
	{err: context.DeadlineExceeded, status: http.StatusServiceUnavailable, code: "timeout", retry: 1, quiet: true},
	// Nobody reads it: the client has left.
	{err: context.Canceled, status: http.StatusServiceUnavailable, code: "canceled", quiet: true},
}

var internal = answer{status: http.StatusInternalServerError, code: "internal", quiet: true}

// answerTo finds what the outside learns of err.
func answerTo(err error) answer {
	for _, a := range answers {
		if errors.Is(err, a.err) {
			return a
		}
	}
	if tooLong := (*http.MaxBytesError)(nil); errors.As(err, &tooLong) {
		return answer{status: http.StatusRequestEntityTooLarge, code: "too_large"}
	}
	return internal
}

// problem is an error as RFC 9457, section 3 writes it. Its type is about:blank,
// so title is the status in words.
type problem struct {
	Title  string `json:"title"`
	Status int    `json:"status"`
	Code   string `json:"code"`
	Field  string `json:"field,omitempty"`
	Detail string `json:"detail,omitempty"`
}

// fieldOf names the field or parameter that err is about, or returns "".
func fieldOf(err error) string {
	var inDocument *strictjson.FieldError
	var inRequest *card.FieldError
	switch {
	case errors.As(err, &inDocument):
		return inDocument.Field
	case errors.As(err, &inRequest):
		return inRequest.Field
	}
	return ""
}

// problemOf tells what a says of err.
func problemOf(a answer, err error) problem {
	p := problem{Title: http.StatusText(a.status), Status: a.status, Code: a.code, Field: fieldOf(err)}
	if !a.quiet {
		p.Detail = err.Error()
	}
	return p
}

// fail answers with a problem and ends the chain of handlers. Errors of the
// server's own are logged.
func (s *Server) fail(c *gin.Context, err error) {
	a := answerTo(err)
	if a.status >= http.StatusInternalServerError && !errors.Is(err, context.Canceled) {
		s.logger(c).Error("request failed", "status", a.status, "code", a.code, "err", err)
	}
	body, jsonErr := json.Marshal(problemOf(a, err))
	if jsonErr != nil {
		panic(jsonErr) // strings and a number
	}
	h := c.Writer.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Type", "application/problem+json")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if a.retry > 0 {
		h.Set("Retry-After", strconv.Itoa(a.retry))
	}
	if a.status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", "Bearer")
	}
	switch a.status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusMisdirectedRequest:
		// Refused before it was read: net/http would wait for the whole body of a
		// connection that goes on.
		if c.Request.ContentLength != 0 {
			h.Set("Connection", "close")
		}
	}
	c.Writer.WriteHeader(a.status)
	_, _ = c.Writer.Write(body) // the client may have left
	c.Abort()
}
