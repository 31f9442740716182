package server

import (
	"hash/maphash"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"sharecard/cmd/sharecard/internal/server/listen"
)

// Where cards are drawn. A batch, too, is sent to ordersPath.
const (
	ordersPath   = "/v1/cards"
	cardPath     = "/v1/articles/:id/cards/:file"
	pageCardPath = "/v1/pages/cards/:file"
	signedPath   = "/i/:seal/:payload/:file"
)

// drawnAt returns the pattern of a request's address, if a card would have to be drawn for
// it, or "". It goes by the request line and the header alone: while the queue of drawings
// is full, what is refused must cost next to nothing. Where an address was answered
// lately, the card may be in memory; a batch waits for places of its own; and in place of
// an error there may be a picture.
func (s *Server) drawnAt(r *http.Request) (route string) {
	path := r.URL.Path
	switch r.Method {
	case http.MethodPost:
		if path == ordersPath && strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
			return ordersPath
		}
		return ""
	case http.MethodGet, http.MethodHead:
	default:
		return ""
	}
	switch rest, ofArticle := strings.CutPrefix(path, "/v1/articles/"); {
	case ofArticle && strings.Contains(rest, "/cards/"):
		route = cardPath
	case strings.HasPrefix(path, "/v1/pages/cards/"):
		route = pageCardPath
	case strings.HasPrefix(path, "/i/"):
		route = signedPath
	}
	if route == "" || s.config.Fallback.Template != "" || s.known.has(r) {
		return ""
	}
	return route
}

// staysFull reports whether a request is to be refused. One that asks again right after a
// refusal waits as long as that told it to, and is not refused where there is room by then:
// each refusal costs a little, and clients that heed none would ask for so many that the
// drawings lack the time.
func (s *Server) staysFull(r *http.Request) bool {
	if listen.Hammers(r.Context()) {
		pause := time.NewTimer(s.config.Limits.withDefaults().Pause)
		defer pause.Stop()
		select {
		case <-pause.C:
		case <-r.Context().Done():
		case <-s.done:
		}
		if !s.config.Cards.Full() {
			return false
		}
	}
	listen.Refused(r.Context())
	return true
}

// knownAddresses is how many addresses are remembered.
const knownAddresses = 1 << 14

// known remembers addresses that were answered with a card that everybody may see, by a
// hash of them. One may take the place of another. It is safe for concurrent use.
type known struct {
	seed   maphash.Seed
	hashes []atomic.Uint64
}

func newKnown() known { return known{maphash.MakeSeed(), make([]atomic.Uint64, knownAddresses)} }

func (k *known) add(r *http.Request) {
	hash := k.hash(r)
	k.hashes[hash%knownAddresses].Store(hash)
}

func (k *known) has(r *http.Request) bool {
	hash := k.hash(r)
	return k.hashes[hash%knownAddresses].Load() == hash
}

func (k *known) hash(r *http.Request) uint64 {
	var h maphash.Hash
	h.SetSeed(k.seed)
	_, _ = h.WriteString(r.URL.Path) // neither fails
	_ = h.WriteByte('?')
	_, _ = h.WriteString(r.URL.RawQuery)
	return h.Sum64()
}
