package server

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"slices"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"golang.org/x/sync/semaphore"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/extract"
	"sharecard/cmd/sharecard/internal/article/sample"
	"sharecard/cmd/sharecard/internal/auth"
	"sharecard/cmd/sharecard/internal/auth/signed"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/picture"
	"sharecard/cmd/sharecard/internal/preflight"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/queue"
	"sharecard/cmd/sharecard/internal/server/gate"
	"sharecard/cmd/sharecard/internal/server/problem"
	"sharecard/cmd/sharecard/internal/server/share"
	"sharecard/cmd/sharecard/internal/server/studio"
	"sharecard/cmd/sharecard/internal/throttle"
	"sharecard/cmd/sharecard/internal/wechat"
)

// Config is what a [Server] is made of. Cards, Articles, Address and Log are
// required; a field that is zero turns off what it is for.
type Config struct {
	Cards    *card.Service
	Articles article.Store

	// Version is that of the program, for agents.
	Version string
	// Address is where readers reach the server, "http://127.0.0.1:8080": what
	// generated addresses begin with. The Host header is never used for that.
	Address string
	// Hosts are the names the server answers to besides those of loopback.
	Hosts []string
	// AnyIP answers to every IP address too: for a server that listens on all of
	// the machine's. A page that rebinds its name still sends that name.
	AnyIP bool
	// PublicURL is where the world reaches the server, as [gate.ParsePublicURL]
	// returns it. Permanent and short addresses begin with it; Address is then
	// the same.
	PublicURL string
	// Tokens are who may use what is not public. Without tokens and without a
	// PublicURL everybody may, and the server serves this machine only.
	Tokens *auth.Tokens
	// Pages fetches news pages to import; nil: they come with the request only.
	Pages Pages
	// Preflight looks at pages that are shared; nil: nobody does.
	Preflight *preflight.Checker
	// Room is where pages are read, with others who read some; nil: one of the server's own.
	Room *extract.Room
	// Sites reads pages of listed hosts whose cards are asked for; nil: none are.
	Sites Sites
	// Keeper keeps cards that were promised to stay; nil: none are.
	Keeper *publish.Keeper
	// Jobs keeps long lists of cards, which [Server.RunJobs] draws; nil: none are taken.
	Jobs *queue.Queue
	// Signing checks signed addresses; nil: there are none.
	Signing *signed.Keys
	// Purge has shared caches drop what they keep under these surrogate keys; it
	// does not wait. Nil: nobody is told.
	Purge func(surrogateKeys ...string)
	// Decoder decodes uploaded pictures; nil: one of the server's own.
	Decoder *picture.Decoder
	// Tray keeps covers that were uploaded for articles which are not stored; nil: one
	// that the cards do not know of.
	Tray *picture.Tray
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
	// Store is what /readyz asks of the store of articles; nil: whether it can be read.
	Store func(context.Context) error
	// Probes are what /readyz looks at beside the store and the templates.
	Probes []Probe
	// Now tells the time, for articles to be published later; nil: time.Now.
	Now func() time.Time
	// Fallback is the picture that answers in place of an error for a card.
	Fallback Fallback
	// Zone is where the days of articles begin that tell no hour, and where times
	// without an offset are meant in articles that are read leniently; nil: UTC.
	Zone *time.Location
	// Dev serves the events that let a page redraw when a template is saved, tells
	// browsers to ask again for every picture, and lets the studio write.
	Dev bool
	// Studio keeps samples and covers for designers; nil: there are none.
	Studio *studio.Folder
	Log    *slog.Logger
}

// Server is an http.Handler for the whole service. It is safe for concurrent
// use.
type Server struct {
	config    Config
	publisher *publish.Publisher
	gate      *gate.Gate
	engine    *gin.Engine
	pages     studio.Pages // filled templates for browsers to draw
	health    health
	scripts   share.Scripts // of the share button
	// description is the OpenAPI document, made when it is first asked for.
	description func() ([]byte, error)

	// One place for each that is under way.
	streams, uploads, kits, batches, preflights, submissions places
	heldPages                                                *semaphore.Weighted // bytes
	known                                                    known               // addresses of cards

	stop sync.Once
	done chan struct{} // closed when the server is told to stop
}

// New returns a Server.
func New(c Config) *Server {
	gin.SetMode(gin.ReleaseMode)
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Zone == nil {
		c.Zone = time.UTC
	}
	if c.Room == nil {
		c.Room = extract.NewRoom()
	}
	if c.Decoder == nil {
		c.Decoder = picture.NewDecoder(0)
	}
	if c.Tray == nil {
		c.Tray = new(picture.Tray)
	}
	if c.Samples == nil {
		c.Samples = sample.NewDrawer()
	}
	if c.Studio == nil {
		c.Studio = studio.NewFolder(nil)
	}
	s := &Server{
		config: c,
		publisher: publish.NewPublisher(publish.Parts{
			Cards: c.Cards, Articles: c.Articles, Keeper: c.Keeper, PublicURL: permanentBase(&c), Purge: c.Purge, Now: c.Now, Zone: c.Zone,
			Private: privateTo(c.Tokens),
		}),
		engine:  gin.New(),
		scripts: share.New(c.Address, c.WeChat != nil),
		streams: make(places, maxStreams),
		uploads: make(places, maxUploads),
		kits:    make(places, maxKits),
		batches: make(places, maxBatches),

		preflights:  make(places, maxPreflights),
		submissions: make(places, maxSubmissions),

		known: newKnown(),

		heldPages: semaphore.NewWeighted(heldPages),
		done:      make(chan struct{}),
	}
	s.gate = gate.New(gate.Config{
		Hosts: c.Hosts, AnyIP: c.AnyIP, PublicURL: c.PublicURL, Tokens: c.Tokens, TrustedProxies: c.TrustedProxies, Rate: c.Rate,
		PerClient:  c.Limits.withDefaults().PerClient,
		Counter:    c.Metrics,
		Parameters: append(slices.Clone(cardWords), lenientWord, platformWord, platformsWord, runAtWord, fromWord),
		Stopping:   s.done, Log: c.Log,
	})
	s.routes()
	s.description = sync.OnceValues(s.describe)
	return s
}

// privateTo tells of the samples where there are tokens: a server that somebody has set
// up shows the public what he stored, not what came with the program.
func privateTo(tokens *auth.Tokens) func(*article.Record) bool {
	if tokens == nil {
		return nil
	}
	samples := sampleSums()
	return func(r *article.Record) bool { return samples[r.Sum] }
}

// sampleSums tells the samples from other articles, by [article.Sum].
var sampleSums = sync.OnceValue(func() map[string]bool {
	sums, err := sample.Sums()
	if err != nil {
		panic(err) // the files are embedded
	}
	return sums
})

// places bound how many do something at once.
type places chan struct{}

// take takes a place; false where there is none. Who has one gives it back.
func (p places) take() bool {
	select {
	case p <- struct{}{}:
		return true
	default:
		return false
	}
}

func (p places) giveBack() { <-p }

func (s *Server) routes() {
	e := s.engine
	e.RedirectTrailingSlash = false
	e.HandleMethodNotAllowed = true
	e.ForwardedByClientIP = false
	if err := e.SetTrustedProxies(nil); err != nil {
		panic(err) // nil is always valid
	}
	e.Use(s.gate.Chain()...)
	e.NoRoute(func(c *gin.Context) { problem.Write(c, problem.ErrNoRoute) })
	e.NoMethod(func(c *gin.Context) { problem.Write(c, problem.ErrMethod) })

	get := func(path string, h gin.HandlerFunc) {
		e.GET(path, h)
		e.HEAD(path, h)
	}

	// cards.go
	get(cardPath, s.getCard)
	get("/v1/articles/:id/card", s.getCard) // by its platform
	get("/v1/articles/:id/kit.zip", s.getKit)
	get(pageCardPath, s.getPageCard) // sites.go
	get("/v1/pages/card", s.getPageCard)
	get("/c/:hash/:file", s.getPermanent)
	get(signedPath, s.getSigned)
	if Shortener(s.config.PublicURL) != nil {
		get(shortPath+":id", s.getShort)
	}
	e.POST(ordersPath, s.postCards) // orders.go, batch.go
	get(ordersPath, s.listCards)
	e.POST(jobsPath, s.postJob) // jobs.go
	get(jobsPath+"/:id", s.getJob)
	get(jobsPath+"/:id/results", s.getJobResults)
	e.DELETE(jobsPath+"/:id", s.deleteJob)
	e.POST("/v1/kit.zip", s.postKit)
	e.POST("/v1/templates", s.chooseTemplates)

	// articles.go, imports.go, withdrawals.go
	get("/v1/articles", s.listArticles)
	get("/v1/articles/:id", s.getArticle)
	get("/v1/articles/:id/share.json", s.getShared) // sites.go
	get("/v1/pages/share.json", s.getPageShared)
	e.PUT("/v1/articles/:id", s.putArticle)
	e.DELETE("/v1/articles/:id", s.deleteArticle)
	e.PUT("/v1/articles/:id/cover", s.putCover)
	e.POST("/v1/articles/import", s.importArticle)
	e.POST("/v1/covers", s.postCover)
	e.POST("/v1/preflight", s.postPreflight) // preflight.go
	e.POST("/v1/withdrawals", s.postWithdrawal)

	e.POST("/mcp", s.postAgent) // agent.go

	// service.go, health.go, openapi.go
	get("/v1/templates", s.listTemplates)
	get("/v1/platforms", s.listPlatforms) // platforms.go
	get("/v1/wechat/signature", s.wechatSignature)
	get("/openapi.json", s.openapi)
	get("/metrics", s.serveMetrics)
	get("/healthz", s.healthz)
	get("/readyz", s.readyz)

	// pages.go, session.go
	e.POST("/session", s.postSession)
	get("/", s.home)
	get("/assets/:file", s.asset)
	get("/demo", s.demo)
	get("/demo/:file", s.demoFile)
	get("/share.js", s.share)
	get("/share/sheet.js", s.shareSheet)
	get("/share/more.js", s.shareMore)
	get("/share/module.js", s.shareModule)
	get("/share/module.d.ts", s.shareTypes)
	get("/share/version.json", s.shareVersions)

	// studio.go, events.go
	get("/studio", s.studioPage)
	get("/studio/assets/:file", s.studioAsset)
	get("/studio/world", s.studioWorld)
	e.POST("/studio/trace", s.studioTrace)
	e.POST("/studio/pages", s.studioAddPage)
	get("/studio/pages/:key/*file", s.studioPageFile)
	get("/studio/fonts/:file", s.studioFont)
	e.POST("/studio/recompressed", s.studioRecompress)
	if s.config.Dev { // what writes beside the templates
		e.GET("/studio/events", s.studioEvents)
		e.POST("/studio/covers", s.studioAddCover)
		e.PUT("/studio/samples/:name", s.studioSaveSample)
	}
}

// permanentBase is what permanent addresses begin with. Those of a server that serves
// this machine only are good on this machine.
func permanentBase(c *Config) string {
	if c.Tokens == nil && c.PublicURL == "" {
		return c.Address
	}
	return c.PublicURL
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.config.Cards.Full() {
		if route := s.drawnAt(r); route != "" && s.staysFull(r) {
			if route != ordersPath {
				showAnywhere(w.Header())
			}
			s.gate.RefuseBusy(w, r, route)
			return
		}
	}
	s.engine.ServeHTTP(w, r)
}
