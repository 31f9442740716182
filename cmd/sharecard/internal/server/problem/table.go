package problem

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/extract"
	"sharecard/cmd/sharecard/internal/auth/signed"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/fetch"
	"sharecard/cmd/sharecard/internal/kit"
	"sharecard/cmd/sharecard/internal/picture"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/queue"
	"sharecard/cmd/sharecard/internal/server/studio"
	"sharecard/cmd/sharecard/internal/sheet"
	"sharecard/cmd/sharecard/internal/site"
	"sharecard/cmd/sharecard/internal/strictjson"
	"sharecard/cmd/sharecard/internal/upstream"
	"sharecard/cmd/sharecard/internal/wechat"
	"sharecard/render"
)

// Errors that only HTTP knows.
var (
	ErrNoRoute    = errors.New("there is nothing at this address")
	ErrEnding     = errors.New("a card's address ends in .png, .jpg, .jpeg or .webp")
	ErrMethod     = errors.New("this address does not take that method; see Allow")
	ErrHost       = errors.New("the Host header is not one of this server's names")
	ErrOrigin     = errors.New("a page of another origin may not do this")
	ErrToken      = errors.New("this needs a bearer token")
	ErrWrongToken = errors.New("the token that was sent is none of this server's")
	ErrMediaType  = errors.New("the body's Content-Type is not one that is taken here")
	ErrBody       = errors.New("the body cannot be read")
	ErrQuery      = errors.New("the query is malformed")
	ErrNotReady   = errors.New("not ready")
	ErrBatches    = errors.New("too many batches are under way")
	ErrNoJobs     = errors.New("this server takes no jobs")
	ErrImports    = errors.New("too many pages are being imported")
	ErrPreflights = errors.New("too many pages are being looked at")
	ErrStopping   = errors.New("the server is stopping")
	ErrRate       = errors.New("too many requests from this client")
	ErrNoSites    = errors.New("this server draws no cards of pages: its --page-hosts lists no host")
	ErrNoWeChat   = errors.New("this server signs no pages for WeChat")
	ErrStreams    = errors.New("too many streams of events are open")
)

const codeWrongToken = "token_wrong"

// answer is what the outside learns of an error.
type answer struct {
	err    error
	status int
	code   string // stable: clients may compare it; "": that of [card.CodeOf]
	// retry is the Retry-After in seconds; 0: none.
	retry int
	// quiet keeps the error's text to the log.
	quiet bool
	// says is told instead of the error's text.
	says string
}

// answers is the one table from errors to statuses; the first match counts.
// What is not in it is a 500.
var answers = []answer{
	// First, since they hold what the network said.
	{err: article.ErrAway, status: http.StatusServiceUnavailable, retry: 5, quiet: true},
	{err: publish.ErrAway, status: http.StatusServiceUnavailable, code: "store_unavailable", retry: 5, quiet: true},

	{err: ErrNoRoute, status: http.StatusNotFound, code: "not_found"},
	{err: ErrEnding, status: http.StatusNotFound, code: "not_found"},
	{err: ErrMethod, status: http.StatusMethodNotAllowed, code: "method_not_allowed"},
	{err: ErrHost, status: http.StatusMisdirectedRequest, code: "wrong_host"},
	{err: ErrOrigin, status: http.StatusForbidden, code: "cross_origin"},
	{err: ErrToken, status: http.StatusUnauthorized, code: "token_required"},
	{err: ErrWrongToken, status: http.StatusUnauthorized, code: codeWrongToken},
	{err: publish.ErrBrand, status: http.StatusForbidden, code: "brand_forbidden"},
	{err: ErrRate, status: http.StatusTooManyRequests, code: "rate_limited"},
	{err: ErrMediaType, status: http.StatusUnsupportedMediaType, code: "unsupported_media_type"},
	{err: ErrQuery, status: http.StatusBadRequest, code: "malformed_query"},
	{err: ErrBody, status: http.StatusBadRequest, code: "malformed_body"},
	{err: io.ErrUnexpectedEOF, status: http.StatusBadRequest, code: "incomplete_body"},
	{err: ErrStreams, status: http.StatusServiceUnavailable, code: "too_many_streams", retry: 5},
	{err: ErrNotReady, status: http.StatusServiceUnavailable, code: "not_ready", retry: 1},

	// Quiet, so that one to be published later is not told from one that is not there.
	{err: article.ErrNotFound, status: http.StatusNotFound, quiet: true},
	{err: article.ErrWithdrawn, status: http.StatusGone},
	{err: article.ErrCursor, status: http.StatusBadRequest},
	{err: article.ErrBusy, status: http.StatusServiceUnavailable, retry: 1},
	{err: article.ErrFull, status: http.StatusInsufficientStorage, quiet: true},
	{err: article.ErrLost, status: http.StatusServiceUnavailable, code: "store_lost", quiet: true},
	{err: article.ErrCorrupt, status: http.StatusInternalServerError, quiet: true},
	{err: upstream.ErrUnavailable, status: http.StatusServiceUnavailable, code: "upstream_unavailable", retry: 5, quiet: true},
	{err: upstream.ErrDocument, status: http.StatusBadGateway, code: "upstream_document", quiet: true},
	{err: strictjson.ErrTooLarge, status: http.StatusRequestEntityTooLarge},
	{err: site.ErrUnread, status: http.StatusUnprocessableEntity, code: "unreadable_page"},
	{err: extract.ErrFeed, status: http.StatusUnprocessableEntity, code: "unreadable_feed"},
	{err: extract.ErrPage, status: http.StatusUnprocessableEntity, code: "unreadable_page"},
	{err: strictjson.ErrInvalid, status: http.StatusUnprocessableEntity},
	{err: sheet.ErrSheet, status: http.StatusUnprocessableEntity, code: "invalid_document"},

	{err: kit.ErrTooLarge, status: http.StatusUnprocessableEntity, code: "kit_too_large"},
	{err: picture.ErrUnsupported, status: http.StatusUnsupportedMediaType, code: "unsupported_media_type"},
	{err: picture.ErrTooLarge, status: http.StatusRequestEntityTooLarge, code: "too_large"},
	{err: picture.ErrDecode, status: http.StatusUnprocessableEntity, code: "unreadable_picture"},
	{err: picture.ErrTimeout, status: http.StatusServiceUnavailable, code: "timeout", retry: 1},

	{err: studio.ErrNoPage, status: http.StatusNotFound, code: "not_found"},
	{err: studio.ErrReadOnly, status: http.StatusForbidden, code: "read_only"},
	{err: studio.ErrCovers, status: http.StatusInsufficientStorage, code: "too_many_covers"},
	{err: studio.ErrSampleName, status: http.StatusBadRequest, code: "invalid_parameter"},

	{err: card.ErrInvalid, status: http.StatusBadRequest},
	{err: card.ErrNoTemplate, status: http.StatusNotFound},
	{err: card.ErrUnsuited, status: http.StatusBadRequest},
	{err: card.ErrBusy, status: http.StatusTooManyRequests, retry: 1},
	{err: card.ErrUnfit, status: http.StatusUnprocessableEntity},
	{err: render.ErrStrict, status: http.StatusUnprocessableEntity},
	{err: render.ErrCannotFit, status: http.StatusUnprocessableEntity},
	{err: render.ErrTooLarge, status: http.StatusUnprocessableEntity},
	{err: render.ErrTemplate, status: http.StatusInternalServerError},

	{err: publish.ErrDegraded, status: http.StatusFailedDependency, code: "cover_unavailable"},
	{err: publish.ErrNoArticles, status: http.StatusNotFound, code: "no_articles"},
	{err: publish.ErrNoKeeper, status: http.StatusNotImplemented, code: "no_permanent_store"},
	{err: publish.ErrNotFound, status: http.StatusNotFound, code: "card_not_found"},
	{err: publish.ErrWithdrawn, status: http.StatusGone, code: "withdrawn"},
	{err: publish.ErrFull, status: http.StatusInsufficientStorage, code: "store_full"},
	{err: publish.ErrChanged, status: http.StatusConflict, code: "card_changed"},
	{err: publish.ErrBusy, status: http.StatusServiceUnavailable, code: "store_busy", retry: 1},
	{err: publish.ErrKeyReused, status: http.StatusUnprocessableEntity, code: "idempotency_key_reused"},

	{err: signed.ErrSignature, status: http.StatusForbidden, code: "signature_invalid"},
	{err: signed.ErrExpired, status: http.StatusForbidden, code: "signature_expired"},
	{err: signed.ErrTooLong, status: http.StatusRequestURITooLong, code: "payload_too_long"},
	{err: queue.ErrNotFound, status: http.StatusNotFound, code: "job_not_found"},
	{err: queue.ErrTooMany, status: http.StatusTooManyRequests, code: "too_many_jobs", retry: 60},
	{err: queue.ErrKeyReused, status: http.StatusUnprocessableEntity, code: "idempotency_key_reused"},
	{err: queue.ErrNoWebhooks, status: http.StatusNotImplemented, code: "webhooks_not_configured"},
	{err: ErrNoJobs, status: http.StatusNotImplemented, code: "no_jobs"},
	{err: ErrBatches, status: http.StatusTooManyRequests, code: "too_many_batches", retry: 10},
	{err: ErrImports, status: http.StatusTooManyRequests, code: "too_many_imports", retry: 1},
	{err: ErrPreflights, status: http.StatusTooManyRequests, code: "too_many_preflights", retry: 1},
	{err: ErrStopping, status: http.StatusServiceUnavailable, code: "stopping", retry: 5},

	{err: ErrNoSites, status: http.StatusNotFound, code: "pages_not_configured"},
	{err: site.ErrAddress, status: http.StatusBadRequest, code: "invalid_page"},
	{err: site.ErrHost, status: http.StatusForbidden, code: "page_not_listed"},
	{err: site.ErrBusy, status: http.StatusTooManyRequests, code: "too_many_pages", retry: 1},

	{err: ErrNoWeChat, status: http.StatusNotFound, code: "wechat_not_configured"},
	{err: wechat.ErrAddress, status: http.StatusBadRequest, code: "invalid_page"},
	{err: wechat.ErrPage, status: http.StatusForbidden, code: "page_not_listed"},
	{err: wechat.ErrUnavailable, status: http.StatusServiceUnavailable, code: "wechat_unavailable", retry: 30, quiet: true},

	// Of a page to import, without detail of the network.
	{err: fetch.ErrBlocked, status: http.StatusUnprocessableEntity, code: "page_blocked",
		says: "the page's address is not a public one at port 80 or 443; the server's --allow-fetch CIDR lets a network of its own through"},
	{err: fetch.ErrRedirect, status: http.StatusBadGateway, code: "page_redirect",
		says: "the page's address redirects in a circle, or to what is no web address"},
	{err: fetch.ErrMediaType, status: http.StatusUnprocessableEntity, code: "page_not_html",
		says: "what is at the page's address is no HTML, text or feed"},
	{err: fetch.ErrTooLarge, status: http.StatusUnprocessableEntity, code: "page_too_large", says: "the page is larger than 4 MB"},
	{err: fetch.ErrTimeout, status: http.StatusGatewayTimeout, code: "page_timeout", says: "the page's host did not answer in time"},
	{err: fetch.ErrNotFound, status: http.StatusBadGateway, code: "page_not_found", says: "the page's host has no such page"},
	{err: fetch.ErrStatus, status: http.StatusBadGateway, code: "page_unavailable", says: "the page's host answered with an error"},
	{err: fetch.ErrUnreachable, status: http.StatusBadGateway, code: "page_unavailable",
		says: "the page's host does not exist, refused the connection or did not answer as HTTP"},

	// Of a connection: the body did not come in time.
	{err: os.ErrDeadlineExceeded, status: http.StatusRequestTimeout, code: "body_timeout", quiet: true},
	{err: context.DeadlineExceeded, status: http.StatusServiceUnavailable, retry: 1, quiet: true},
	// Nobody reads it: the client has left.
	{err: context.Canceled, status: http.StatusServiceUnavailable, quiet: true},
}

// internal is the answer to every other error.
var internal = answer{status: http.StatusInternalServerError, code: card.CodeInternal, quiet: true}
