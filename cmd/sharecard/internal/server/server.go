package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
)

// Config is what a [Server] is made of. All but Token, Hosts and AnyIP is
// required.
type Config struct {
	Cards    *card.Service
	Articles article.Store

	// Address is where readers reach the server, "http://127.0.0.1:8080": what
	// generated addresses begin with. The Host header is never used for that.
	Address string
	// Hosts are the names the server answers to besides those of loopback.
	Hosts []string
	// AnyIP answers to every IP address too: for a server that listens on all of
	// the machine's. A page that rebinds its name still sends that name.
	AnyIP bool
	// Token is asked of writes as a bearer token; empty: they are free.
	Token string
	// Dev serves the events that let a page redraw when a template is saved, and
	// tells browsers to ask again for every picture.
	Dev bool
	Log *slog.Logger
}

// Limits of connections. Reading allows for an import over a slow line; writing
// allows for the wait for a cover and for a worker.
const (
	headerTimeout  = 5 * time.Second
	readTimeout    = 30 * time.Second
	writeTimeout   = 60 * time.Second
	idleTimeout    = 2 * time.Minute
	maxHeaderBytes = 16 << 10
	// drainTimeout is how long requests under way may take once the server is
	// told to stop.
	drainTimeout = 30 * time.Second
)

// Server is an http.Handler for the whole service. It is safe for concurrent
// use.
type Server struct {
	Config
	engine *gin.Engine
	events chan struct{} // one place per open stream of events

	stop sync.Once
	done chan struct{} // closed when the server stops: streams end
}

// New returns a Server.
func New(c Config) *Server {
	gin.SetMode(gin.ReleaseMode)
	s := &Server{
		Config: c,
		engine: gin.New(),
		events: make(chan struct{}, maxStreams),
		done:   make(chan struct{}),
	}
	s.routes()
	return s
}

func (s *Server) routes() {
	e := s.engine
	e.RedirectTrailingSlash = false
	e.HandleMethodNotAllowed = true
	e.ForwardedByClientIP = false
	if err := e.SetTrustedProxies(nil); err != nil {
		panic(err) // nil is always valid
	}
	e.Use(s.recovery, s.headers, s.checkHost, s.checkOrigin(), s.checkToken)
	e.NoRoute(func(c *gin.Context) { s.fail(c, errNoRoute) })
	e.NoMethod(func(c *gin.Context) { s.fail(c, errMethod) })

	get := func(path string, h gin.HandlerFunc) {
		e.GET(path, h)
		e.HEAD(path, h)
	}
	get("/", s.home)
	get("/assets/:file", s.asset)
	get("/healthz", s.healthz)
	get("/readyz", s.readyz)
	get("/v1/templates", s.listTemplates)
	get("/v1/articles", s.listArticles)
	get("/v1/articles/:id", s.getArticle)
	e.PUT("/v1/articles/:id", s.putArticle)
	e.DELETE("/v1/articles/:id", s.deleteArticle)
	e.POST("/v1/articles/import", s.importArticle)
	get("/v1/articles/:id/cards/:file", s.getCard)
	e.POST("/v1/cards", s.postCard)
	if s.Dev {
		e.GET("/dev/events", s.streamEvents)
	}
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.engine.ServeHTTP(w, r) }

// Serve answers the requests that come to ln until ctx ends. Requests under way
// then finish; it returns nil once they have, and an error if they take longer
// than 30 s.
func (s *Server) Serve(ctx context.Context, ln net.Listener) error {
	srv := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(s.Log.Handler(), slog.LevelDebug),
	}
	srv.RegisterOnShutdown(s.Close)

	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(ln) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serving on %s: %w", ln.Addr(), err)
	case <-ctx.Done():
	}
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTimeout)
	defer cancel()
	if err := srv.Shutdown(drain); err != nil {
		return errors.Join(fmt.Errorf("stopping: %w", err), srv.Close())
	}
	return nil
}

// Close ends the streams of events.
func (s *Server) Close() { s.stop.Do(func() { close(s.done) }) }

// CheckListen returns an error where a server without a token would be reached
// from other machines.
func CheckListen(address, token string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("--listen %q: %w", address, err)
	}
	if token == "" && !loopback(host) {
		return fmt.Errorf("--listen %s can be reached from other machines: set --token (or SHARECARD_TOKEN), which writes then need", address)
	}
	return nil
}

// loopback reports whether a host name or address means this machine only.
func loopback(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
