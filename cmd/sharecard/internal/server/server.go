package server

import (
	"log/slog"
	"net/http"
	"net/netip"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/access"
	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/sample"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/picture"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/server/studio"
	"sharecard/cmd/sharecard/internal/signed"
	"sharecard/cmd/sharecard/internal/throttle"
	"sharecard/cmd/sharecard/internal/wechat"
)

// Config is what a [Server] is made of. Cards, Articles, Address and Log are
// required; a field that is zero turns off what it is for.
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
	// PublicURL is where the world reaches the server, as [ParsePublicURL]
	// returns it. Permanent and short addresses begin with it; Address is then
	// the same.
	PublicURL string
	// Tokens are who may use what is not public. Without tokens and without a
	// PublicURL everybody may, and the server serves this machine only.
	Tokens *access.Tokens
	// Pages fetches news pages to import; nil: they come with the request only.
	Pages Pages
	// Permanent keeps cards that were promised to stay; nil: none are.
	Permanent *publish.Keeper
	// Signing checks signed addresses; nil: there are none.
	Signing *signed.Keys
	// Purge has shared caches drop what they keep under these surrogate keys; it
	// does not wait. Nil: nobody is told.
	Purge func(surrogateKeys ...string)
	// Decoder decodes uploaded pictures; nil: one of the server's own.
	Decoder *picture.Decoder
	// Samples draws the demo's pictures; nil: one of the server's own.
	Samples *sample.Drawer
	// WeChat signs pages for its JS-SDK; nil: none are signed.
	WeChat *wechat.Signer
	// TrustedProxies are networks whose X-Forwarded-For tells the client.
	TrustedProxies []netip.Prefix
	// Rate limits clients without a token; nil: they ask as often as they like.
	Rate *throttle.Limiter
	// Limits bound what connections may take.
	Limits Limits
	// Metrics counts answers; nil: nobody does.
	Metrics Metrics
	// Probes are what /readyz looks at beside the store and the templates.
	Probes []Probe
	// Now tells the time, for articles to be published later; nil: time.Now.
	Now func() time.Time
	// Dev serves the events that let a page redraw when a template is saved, tells
	// browsers to ask again for every picture, and lets the studio write.
	Dev bool
	// Studio keeps samples and covers for designers; nil: in memory.
	Studio *studio.Folder
	Log    *slog.Logger
}

// Server is an http.Handler for the whole service. It is safe for concurrent
// use.
type Server struct {
	Config
	names          []string // hosts answered to, besides loopback's
	all, pictures  fields   // of every response, of every picture
	engine         *gin.Engine
	events         chan struct{} // one place per open stream of events
	covers         chan struct{} // one place per picture being received
	kits           chan struct{} // one place per kit being made
	batches, lines chan struct{} // one place per batch, and per card that one draws
	pages          studio.Pages  // filled templates for browsers to draw

	health health
	// description is the OpenAPI document, made when it is first asked for.
	description func() ([]byte, error)

	stop sync.Once
	done chan struct{} // closed when the server is told to stop
}

// New returns a Server.
func New(c Config) *Server {
	gin.SetMode(gin.ReleaseMode)
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Decoder == nil {
		c.Decoder = picture.NewDecoder(0)
	}
	if c.Samples == nil {
		c.Samples = sample.NewDrawer()
	}
	if c.Studio == nil {
		c.Studio = studio.NewFolder(nil)
	}
	s := &Server{
		Config:  c,
		names:   c.Hosts,
		engine:  gin.New(),
		events:  make(chan struct{}, maxStreams),
		covers:  make(chan struct{}, maxUploads),
		kits:    make(chan struct{}, maxKits),
		batches: make(chan struct{}, maxBatches),
		lines:   make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2)),
		done:    make(chan struct{}),
	}
	if c.PublicURL != "" {
		s.names = append(slices.Clone(c.Hosts), hostOf(c.PublicURL))
	}
	s.all, s.pictures = newHeaders()
	s.routes()
	s.description = sync.OnceValues(s.describe)
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
	e.Use(s.record, s.recovery, s.headers, s.checkHost, s.checkOrigin(), s.limitBody, s.identify, s.limitRate, s.needCaller)
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
	get("/metrics", s.serveMetrics)
	get("/openapi.json", s.openapi)
	get("/v1/templates", s.listTemplates)
	get("/v1/articles", s.listArticles)
	get("/v1/articles/:id", s.getArticle)
	e.PUT("/v1/articles/:id", s.putArticle)
	e.DELETE("/v1/articles/:id", s.deleteArticle)
	e.PUT("/v1/articles/:id/cover", s.putCover)
	e.POST("/v1/articles/import", s.importArticle)
	get("/v1/articles/:id/cards/:file", s.getCard)
	get("/v1/articles/:id/kit.zip", s.getKit)
	if Shortener(s.PublicURL) != nil {
		get(shortPath+":id", s.getShort)
	}
	e.POST("/v1/cards", s.postCard)
	get("/c/:hash/:file", s.getPermanent)
	get("/i/:seal/:payload/:file", s.getSigned)
	e.POST("/v1/withdrawals", s.postWithdrawal)
	get("/v1/wechat/signature", s.wechatSignature)
	get("/share.js", s.share)
	get("/demo", s.demo)
	get("/demo/:file", s.demoFile)
	s.studioRoutes(get)
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.engine.ServeHTTP(w, r) }
