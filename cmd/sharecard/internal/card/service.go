package card

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"log/slog"
	"runtime"
	"runtime/debug"
	"slices"
	"time"

	"github.com/maypok86/otter/v2"
	"golang.org/x/sync/singleflight"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/render"
	"sharecard/templates"
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
	Pictures  Pictures // nil: no covers

	Workers    int    // cards drawn at once; 0: one per processor
	Queue      int    // cards that wait to be drawn; 0: DefaultQueue
	CacheBytes uint64 // of finished cards; 0: DefaultCacheBytes
	CoverBytes uint64 // of decoded covers; 0: DefaultCoverBytes
	Observer   Observer // nil: nobody
	Log        *slog.Logger
}

// Defaults of [Config].
const (
	DefaultQueue      = 64
	DefaultCacheBytes = 64 << 20
	DefaultCoverBytes = 96 << 20
)

// renderTimeout ends a drawing that nothing else ends.
const renderTimeout = 20 * time.Second

// Service draws cards. It is safe for concurrent use.
type Service struct {
	config  Config
	covers  *covers
	results *otter.Cache[key, *Result]
	flight  singleflight.Group
	limiter *limiter
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
	if c.CoverBytes == 0 {
		c.CoverBytes = DefaultCoverBytes
	}
	if c.Observer == nil {
		c.Observer = nobody{}
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return &Service{
		config:  c,
		covers:  newCovers(c.Pictures, c.CoverBytes),
		results: newResultCache(c.CacheBytes),
		limiter: newLimiter(c.Workers, c.Queue),
	}
}

// Close ends the fetching of covers. Cards asked for after it have none.
func (s *Service) Close() {
	s.covers.close()
	s.results.StopAllGoroutines()
}

// Templates returns the library the service draws with.
func (s *Service) Templates() *Library { return s.config.Templates }

// Queue tells how many cards are being drawn and how many wait for it.
func (s *Service) Queue() (drawing, waiting int) { return s.limiter.load() }

// Forget drops the cards of an article from memory.
func (s *Service) Forget(articleID string) {
	for k, result := range s.results.All() {
		if result.articleID == articleID {
			s.results.Invalidate(k)
		}
	}
}

// Card draws one card, or finds it drawn. Its errors wrap those of this
// package, of the article store, and of package render; where ctx ends before
// the card is done, others who wait for it still get it.
func (s *Service) Card(ctx context.Context, r Request) (*Result, error) {
	o, err := s.order(ctx, r)
	if err != nil {
		return nil, err
	}
	if found, ok := s.results.GetIfPresent(o.key); ok {
		s.config.Observer.Hit(o.request.Template)
		return found, nil
	}
	s.config.Observer.Miss(o.request.Template)
	return s.share(ctx, o.key, func(ctx context.Context) (*Result, error) {
		return s.draw(ctx, o)
	})
}

// Key returns the key of the card that [Service.Card] would give for the same
// request now: what [Result] calls Key. Nothing is drawn for it, but pictures
// are waited for. Its errors are those of Card before it draws.
func (s *Service) Key(ctx context.Context, r Request) (string, error) {
	o, err := s.order(ctx, r)
	if err != nil {
		return "", err
	}
	return o.key.String(), nil
}

// order is a request with all that goes into its card.
type order struct {
	request  Request // normalised
	template *render.Template
	article  *article.Article
	cover    cover
	key      key
}

// order checks a request and gathers what its card is made of.
func (s *Service) order(ctx context.Context, r Request) (*order, error) {
	t, templatesHash, err := s.config.Templates.find(r.Template)
	if err != nil {
		return nil, err
	}
	if err := r.normalise(t); err != nil {
		return nil, err
	}
	o := &order{request: r, template: t}
	if o.article, err = s.article(ctx, &r); err != nil {
		return nil, err
	}
	if o.cover, err = s.cover(ctx, o.article, r.Patience); err != nil {
		return nil, err
	}
	in := ingredients{
		Templates: templatesHash, Fonts: s.config.Fonts, Keep: s.config.Keep,
		Template: r.Template, Article: o.article, Cover: o.cover.fault,
		Theme: r.Theme, Accent: r.Accent, Scale: r.Scale, Format: r.Format, Strict: r.Strict,
	}
	if o.cover.picture != nil {
		in.Cover = o.cover.picture.sum
	}
	o.key, err = in.key()
	return o, err
}

// article returns the article of a request.
func (s *Service) article(ctx context.Context, r *Request) (*article.Article, error) {
	if r.Article != nil {
		return r.Article, nil
	}
	if s.config.Articles == nil {
		return nil, &FieldError{"article", "is required"}
	}
	record, err := s.config.Articles.Get(ctx, r.ArticleID)
	if err != nil {
		return nil, err
	}
	return record.Article, nil
}

// cover returns the article's cover; the zero cover where it names none.
func (s *Service) cover(ctx context.Context, a *article.Article, patience time.Duration) (cover, error) {
	if a.Cover == nil || a.Cover.URL == "" {
		return cover{}, nil
	}
	if s.config.Pictures == nil {
		return cover{fault: "unavailable"}, nil
	}
	switch {
	case article.IsSampleCover(a.Cover.URL):
		patience = time.Minute // drawn here: slow only where the machine is
	case patience <= 0:
		patience = DefaultPatience
	}
	return s.covers.get(ctx, a.Cover.URL, patience)
}

// WarmCover fetches the article's cover, so that the first request for a card
// finds it at hand. It waits at most patience, and returns the token for why
// there is no cover yet, or "" where nothing is missing.
func (s *Service) WarmCover(ctx context.Context, a *article.Article, patience time.Duration) (fault string, err error) {
	c, err := s.cover(ctx, a, patience)
	return c.fault, err
}

// share runs draw once for all who ask for k at the same time, on a context
// that does not end with any of theirs.
func (s *Service) share(ctx context.Context, k key, draw func(context.Context) (*Result, error)) (*Result, error) {
	drawn := s.flight.DoChan(string(k[:]), func() (any, error) {
		if found, ok := s.results.GetIfPresent(k); ok { // drawn since we looked
			return found, nil
		}
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), renderTimeout)
		defer cancel()
		release, err := s.limiter.acquire(ctx)
		if err != nil {
			return nil, err
		}
		defer release()
		result, err := draw(ctx)
		if err != nil {
			return nil, err
		}
		s.results.Set(k, result)
		return result, nil
	})
	select {
	case r := <-drawn:
		if r.Err != nil {
			return nil, r.Err
		}
		return r.Val.(*Result), nil
	case <-ctx.Done():
		return nil, fmt.Errorf("waiting for the card: %w", ctx.Err())
	}
}

// draw makes the card. A panic below it becomes an error and a log line: it
// runs on a goroutine of the flight, where it would end the process.
func (s *Service) draw(ctx context.Context, o *order) (result *Result, err error) {
	t, a, r, c := o.template, o.article, &o.request, o.cover
	defer func() {
		if p := recover(); p != nil {
			s.config.Log.Error("drawing a card panicked",
				"template", r.Template, "article", a.ID, "panic", p, "stack", string(debug.Stack()))
			result, err = nil, fmt.Errorf("%w: template %s", ErrPanic, r.Template)
		}
	}()
	d := data(a, r, c.picture)
	img, err := s.config.Renderer.Render(ctx, render.Job{
		Template: t,
		Data:     d,
		Dark:     r.Theme == darkLook,
		Scale:    r.Scale,
		Format:   r.Format,
		Strict:   r.Strict,
		Keep:     slices.Concat(a.Keep, s.config.Keep),
		Images:   images(c.picture),
	})
	switch {
	case errors.Is(err, render.ErrTooLarge) && r.Scale > minScale: // the content made it too tall
		return nil, tooLarge(t)
	case err != nil:
		return nil, fmt.Errorf("drawing %s: %w", r.Template, err)
	}
	return newResult(o, d, img), nil
}

// images hands in the cover. Pictures beside a template are package render's
// to find.
func images(cover *picture) func(context.Context, string) (image.Image, error) {
	return func(_ context.Context, src string) (image.Image, error) {
		if cover == nil || src != string(coverSource) {
			return nil, fmt.Errorf("no picture %.100q", src)
		}
		return cover.image, nil
	}
}

func newResult(o *order, d *templates.Data, img *render.Image) *Result {
	t := o.template
	sum := sha256.Sum256(img.Bytes)
	codes, degraded := summarise(&img.Report, o.cover.fault)
	if t.QR && d.URL != "" && !render.Scannable(d.URL) {
		codes = append(codes, Code{"qr", "omitted"})
	}
	return &Result{
		Template: t.Name,
		Key:      o.key.String(),
		Bytes:    bytes.Clone(img.Bytes), // without the encoder's spare capacity
		MIME:     img.Format.MIME(),
		ETag:     `"` + hex.EncodeToString(sum[:16]) + `"`,
		SHA256:   hex.EncodeToString(sum[:]),
		Width:    img.Width,
		Height:   img.Height,
		Alt:      alt(d),
		Degraded: degraded,
		Codes:    codes,
		Report:   img.Report,

		articleID: o.article.ID,
	}
}
