package card

import (
	"context"
	"log/slog"
	"runtime"
	"time"

	"github.com/maypok86/otter/v2"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/render"
)

// Articles is the store of articles, as far as cards need it.
type Articles interface {
	Get(ctx context.Context, id string) (*article.Record, error)
}

// Renderer draws one card; *render.Renderer is one.
type Renderer interface {
	Render(ctx context.Context, job render.Job) (*render.Image, error)
}

// Config is what a [Service] is made of.
type Config struct {
	Articles  Articles // nil: every request carries its article
	Templates *Library
	Renderer  Renderer
	Fonts     string   // identifies the faces of the Renderer
	Keep      []string // words that no line break parts, beside those of an article
	Pictures  Pictures // nil: articles have none
	// Producer is who answers for what was made by machine, for the metadata of labelled
	// cards, as TC260 has it coded; "": the source of each article.
	Producer string
	// Shorten returns the short address of the stored article with that ID, which
	// leads to the article's own; nil: there are none.
	Shorten func(articleID string) string

	Workers      int              // cards drawn at once; 0: one per processor
	Queue        int              // cards that wait to be drawn; 0: DefaultQueue
	CacheBytes   uint64           // of finished cards; 0: DefaultCacheBytes
	PictureBytes uint64           // of decoded pictures; 0: DefaultPictureBytes
	Observer     Observer         // nil: nobody
	Now          func() time.Time // nil: time.Now
	Log          *slog.Logger
}

// Defaults of [Config].
const (
	DefaultQueue        = 64
	DefaultCacheBytes   = 32 << 20
	DefaultPictureBytes = 32 << 20
)

// Service draws cards. It is safe for concurrent use.
type Service struct {
	config   Config
	engine   string // hash of the engineKey
	pictures *pictureCache
	results  *otter.Cache[key, *Result]
	flights  flights
	limiter  *limiter
}

// New returns a Service. Close it when done.
func New(c Config) *Service {
	if c.Workers <= 0 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	if c.Queue <= 0 {
		c.Queue = DefaultQueue
	}
	if c.CacheBytes == 0 {
		c.CacheBytes = DefaultCacheBytes
	}
	if c.PictureBytes == 0 {
		c.PictureBytes = DefaultPictureBytes
	}
	if c.Observer == nil {
		c.Observer = nobody{}
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return &Service{
		config:   c,
		engine:   hashEngine(&c),
		pictures: newPictureCache(c.Pictures, c.PictureBytes, c.Observer, c.Now),
		results:  newResultCache(c.CacheBytes),
		limiter:  newLimiter(c.Workers, c.Queue),
	}
}

// Close ends the fetching of pictures and waits for the cards that are being
// drawn, whose callers may have left. Nothing may be asked for after it.
func (s *Service) Close() {
	s.pictures.close()
	s.flights.wait()
	s.results.StopAllGoroutines()
}

// Templates returns the library the service draws with.
func (s *Service) Templates() *Library { return s.config.Templates }

// Queue tells how many cards are being drawn and how many wait for it.
func (s *Service) Queue() (drawing, waiting int) { return s.limiter.load() }

// Full reports whether a card that is not in memory would be refused now with ErrBusy:
// who asks before he reads a request spares himself the work.
func (s *Service) Full() bool { return s.limiter.full() }

// Forget drops the cards of an article from memory; one without an ID goes by
// the hash it would be imported under. Those that are being drawn
// are still given to who waits for them, but not kept.
func (s *Service) Forget(articleID string) {
	s.flights.forget(articleID)
	for k, result := range s.results.All() {
		if result.articleID == articleID {
			s.results.Invalidate(k)
		}
	}
}

// Card draws one card, or finds it drawn: [Service.Resolve], [Service.Prepare] and
// [Service.Draw] at once, for those who ask nobody whether they may. Its errors wrap
// those of this package, of the article store, and of package render; where ctx ends
// before the card is done, others who wait for it still get it.
func (s *Service) Card(ctx context.Context, r Request) (*Result, error) {
	p, err := s.Resolve(ctx, r)
	if err != nil {
		return nil, err
	}
	if err := s.Prepare(ctx, p); err != nil {
		return nil, err
	}
	return s.Draw(ctx, p)
}
