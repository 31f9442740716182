package gate

import (
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"sharecard/cmd/sharecard/internal/server/problem"
)

// RefuseBusy answers a request that would find no place in the queue of drawings, in
// place of the whole chain: what is refused must cost little, or the refusals take the
// time that the drawings need. route is the pattern of its address.
func (g *Gate) RefuseBusy(w http.ResponseWriter, r *http.Request, route string) {
	began := time.Now()
	identifyRequest(w, r)
	g.setHeaders(w.Header(), r)
	status := problem.Busy(w, r)
	if g.config.Counter != nil {
		g.config.Counter.Request(r.Method, route, status, time.Since(began))
	}
	g.refusals.add(g.config.Log)
}

// refusals counts the requests that were told to come again. A line for each would
// cost more than the refusal, so there is one a second.
type refusals struct{ n atomic.Int64 }

// add counts one. The first of a second has its line written at the second's end.
func (r *refusals) add(log *slog.Logger) {
	if r.n.Add(1) > 1 {
		return
	}
	time.AfterFunc(time.Second, func() { log.Info("requests refused", "status", http.StatusTooManyRequests, "requests", r.n.Swap(0)) })
}
