package gate

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/server/problem"
	"sharecard/cmd/sharecard/internal/timing"
)

// idHeader carries a request's ID in both directions.
const idHeader = "X-Request-Id"

// traceHeader is that of W3C Trace Context.
const traceHeader = "Traceparent"

// idForm is an ID that is taken from a client: one that neither fills the log
// nor breaks its lines.
var idForm = regexp.MustCompile(`^[A-Za-z0-9._-]{8,64}$`)

// record gives the request an ID, and when it is answered writes a line to the
// log, unless it was refused for being one too many, and counts it. What it writes tells who asked for what and what came of
// it; bodies, tokens, signed payloads and whole addresses of clients stay out.
func (g *Gate) record(c *gin.Context) {
	began := time.Now()
	identifyRequest(c.Writer, c.Request)
	if timing.Trace(c.GetHeader(traceHeader)) != "" {
		c.Request = c.Request.WithContext(timing.With(c.Request.Context()))
	}
	defer func() { // also where a handler drops the connection
		took := time.Since(began)
		if g.config.Counter != nil {
			g.config.Counter.Request(c.Request.Method, c.FullPath(), c.Writer.Status(), took)
		}
		g.logErrors(c)
		g.logAnswer(c, took)
	}()
	c.Next()
}

// identifyRequest gives the answer the request's ID, or one of ours.
func identifyRequest(w http.ResponseWriter, r *http.Request) {
	id := r.Header.Get(idHeader)
	if !idForm.MatchString(id) {
		id = rand.Text()
	}
	w.Header().Set(idHeader, id)
}

// requestID is the ID that record gave a request.
func requestID(c *gin.Context) string { return c.Writer.Header().Get(idHeader) }

// logErrors writes down the errors that are the server's own. Of a page that somebody
// asked for and that is not to be had, it is the code only: the address is the client's.
func (g *Gate) logErrors(c *gin.Context) {
	for _, e := range c.Errors {
		p := problem.Of(e.Err)
		if p.Status < http.StatusInternalServerError || errors.Is(e.Err, context.Canceled) {
			continue
		}
		log := Logger(g.config.Log, c)
		if problem.Elsewhere(e.Err) {
			log.Info("a page is not to be had", "status", p.Status, "code", p.Code)
			continue
		}
		log.Error("request failed", "status", p.Status, "code", p.Code, "err", e.Err)
	}
}

// logAnswer writes the line of an answered request. Probes, which come all the
// time, are for debugging only.
func (g *Gate) logAnswer(c *gin.Context, took time.Duration) {
	level := slog.LevelInfo
	if isProbe(c.FullPath()) {
		level = slog.LevelDebug
	}
	if c.Writer.Status() == http.StatusTooManyRequests {
		g.refusals.add(g.config.Log)
		return
	}
	ctx := c.Request.Context()
	if !g.config.Log.Enabled(ctx, level) {
		return
	}
	attrs := make([]slog.Attr, 0, 12)
	attrs = append(attrs,
		slog.String("id", requestID(c)),
		slog.String("method", loggedMethod(c.Request.Method)),
		slog.String("path", loggedPath(c.Request.URL.Path, c.FullPath())),
	)
	if query := g.loggedQuery(c.Request.URL.RawQuery); query != "" {
		attrs = append(attrs, slog.String("query", query))
	}
	attrs = append(attrs,
		slog.Int("status", c.Writer.Status()),
		slog.Int("bytes", max(0, c.Writer.Size())),
		slog.Float64("ms", float64(took.Microseconds())/1000),
		slog.String("client", coarse(g.client(c)).String()),
	)
	if caller := Caller(c); caller != nil {
		attrs = append(attrs, slog.String("caller", caller.Name))
	}
	if report := c.Writer.Header().Get("Sharecard-Report"); report != "" {
		attrs = append(attrs, slog.String("report", report))
	}
	if trace := timing.Trace(c.GetHeader(traceHeader)); trace != "" {
		attrs = append(attrs, slog.String("trace", trace))
	}
	// Past Logger, which looks up where each line comes from.
	line := slog.NewRecord(time.Now(), level, "request", 0)
	line.AddAttrs(attrs...)
	_ = g.config.Log.Handler().Handle(ctx, line) // as Logger does
}

// Logger returns a log for what concerns one request.
func Logger(log *slog.Logger, c *gin.Context) *slog.Logger {
	return log.With("id", requestID(c),
		"method", loggedMethod(c.Request.Method),
		"path", loggedPath(c.Request.URL.Path, c.FullPath()))
}

// loggedMethod is a method, which is ASCII but may be long.
func loggedMethod(method string) string { return method[:min(len(method), 16)] }

// namingSegments are the parameters of routes that name something of ours. What
// other parameters hold came from a client, and may be an article or a secret.
var namingSegments = []string{":id", ":hash", ":file"}

const (
	maxLoggedName    = 200 // bytes of a segment that names something
	maxLoggedSegment = 32  // of one that no route knows
	maxLoggedPath    = 400
	shownOfSegment   = 12
)

// loggedPath is a path without what it may carry of an article: of long segments
// only the beginning. route is the pattern it matches, or "".
func loggedPath(path, route string) string {
	if len(path) <= maxLoggedName && namesOnly(route) {
		return path
	}
	patterns := strings.Split(route, "/")
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		limit, shown := maxLoggedSegment, min(shownOfSegment, len(segment))
		switch {
		case i >= len(patterns):
		case patterns[i] == segment || slices.Contains(namingSegments, patterns[i]):
			limit = maxLoggedName
		case strings.HasPrefix(patterns[i], ":"):
			limit, shown = 0, 0
		}
		if len(segment) > limit {
			segments[i] = fmt.Sprintf("%s…(%d bytes)", strings.ToValidUTF8(segment[:shown], ""), len(segment))
		}
	}
	logged := strings.Join(segments, "/")
	if len(logged) > maxLoggedPath {
		logged = strings.ToValidUTF8(logged[:maxLoggedPath], "") + "…"
	}
	return logged
}

// namesOnly reports whether all parameters of a route name something of ours.
func namesOnly(route string) bool {
	for pattern := range strings.SplitSeq(route, "/") {
		if pattern != "" && strings.Contains(":*", pattern[:1]) && !slices.Contains(namingSegments, pattern) {
			return false
		}
	}
	return route != ""
}

// maxLoggedValue bounds a query's value in the log.
const maxLoggedValue = 64

// loggedQuery is the part of a query that chooses a card's form.
func (g *Gate) loggedQuery(raw string) string {
	if raw == "" {
		return ""
	}
	query, err := url.ParseQuery(raw)
	if err != nil {
		return ""
	}
	for name, values := range query {
		if !slices.Contains(g.config.Parameters, name) || len(values) != 1 || len(values[0]) > maxLoggedValue {
			delete(query, name)
		}
	}
	return query.Encode()
}
