package upstream

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"time"

	"github.com/maypok86/otter/v2"
	"golang.org/x/sync/singleflight"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/running"
)

// Copy is the last good answer of an upstream for one ID.
type Copy struct {
	article.Record
	ETag         string // the upstream's own, for the next conditional request
	LastModified string
}

// Copies keeps the last good answers. It is safe for concurrent use.
type Copies interface {
	// Copy returns the copy kept under id, or article.ErrNotFound.
	Copy(ctx context.Context, id string) (*Copy, error)

	// KeepCopy keeps a valid article as what the upstream answered, and returns it
	// with its revision, which grows with each change of the article. Of an article
	// that was withdrawn meanwhile no copy is kept: that is article.ErrWithdrawn.
	KeepCopy(ctx context.Context, a *article.Article, etag, lastModified string) (*Copy, error)

	// DropCopy forgets the copy kept under id: the upstream has no such article any
	// more.
	DropCopy(ctx context.Context, id string) error
}

// Config is what a [Source] is made of. URL, Mapping and Copies are required.
type Config struct {
	URL     string      // with {id}; see CheckURL
	Header  http.Header // of each request; never logged
	Mapping *Mapping
	Copies  Copies

	Timeout  time.Duration // of a question with its repetitions; 0: DefaultTimeout
	Patience time.Duration // of who can have a copy instead; 0: DefaultPatience
	Fresh    time.Duration // for how long an answer is not asked for again; 0: DefaultFresh

	// Observe is told of each question that was asked: how it ended, as one of
	// the outcomes, and how long it took. It must be quick; nil: nobody is told.
	Observe func(outcome string, took time.Duration)
	Log     *slog.Logger
	Now     func() time.Time // nil: time.Now
}

// Defaults of [Config].
const (
	DefaultTimeout  = 5 * time.Second
	DefaultPatience = 800 * time.Millisecond
	DefaultFresh    = time.Minute
)

// Outcomes of a question.
const (
	OutcomeArticle   = "article"   // it answered with one
	OutcomeUnchanged = "unchanged" // it is still the one we have
	OutcomeGone      = "gone"      // there is none
	OutcomeDocument  = "document"  // what it answered is no article
	OutcomeFault     = "fault"     // it did not answer
)

const (
	// fetchesAtOnce bounds the questions under way.
	fetchesAtOnce = 32
	// cacheBytes bounds the answers in memory.
	cacheBytes    = 32 << 20
	entryOverhead = 1 << 10
	keepEntry     = 30 * time.Minute
	// rememberGone is for how long a 404 is not asked for again.
	rememberGone = 10 * time.Second
	// rememberFault is for how long after a fault the same article is not asked
	// for again.
	rememberFault = 5 * time.Second
)

// entry is what is known of an article.
type entry struct {
	copy     *Copy     // the last good answer; nil: none, or that there is none
	bytes    int       // of its document
	answered time.Time // when the upstream last answered; zero: not since we run
	failed   time.Time // when it last did not, after that
	fault    error     // why
}

// Source gets articles from an upstream. It is safe for concurrent use.
type Source struct {
	config  Config
	client  *client
	breaker *breaker
	cache   *otter.Cache[string, *entry]
	flight  singleflight.Group
	slots   chan struct{}

	ctx    context.Context // of questions, which outlive who asked first
	cancel context.CancelFunc
	asking running.Group
}

// New returns a Source. Close it when done. The error wraps [ErrURL].
func New(c Config) (*Source, error) {
	if err := CheckURL(c.URL); err != nil {
		return nil, err
	}
	for value, standard := range map[*time.Duration]time.Duration{&c.Timeout: DefaultTimeout, &c.Patience: DefaultPatience, &c.Fresh: DefaultFresh} {
		if *value == 0 {
			*value = standard
		}
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Observe == nil {
		c.Observe = func(string, time.Duration) {}
	}
	ctx, cancel := context.WithCancel(context.Background())
	return &Source{
		config:  c,
		client:  newClient(&c),
		breaker: &breaker{now: c.Now},
		slots:   make(chan struct{}, fetchesAtOnce),
		ctx:     ctx,
		cancel:  cancel,
		cache: otter.Must(&otter.Options[string, *entry]{
			MaximumWeight:    cacheBytes,
			Weigher:          func(id string, e *entry) uint32 { return uint32(len(id) + e.bytes + entryOverhead) },
			ExpiryCalculator: otter.ExpiryWriting[string, *entry](keepEntry),
		}),
	}, nil
}

// Close ends the questions under way and waits for that.
func (s *Source) Close() {
	s.asking.Close(s.cancel)
	s.client.http.CloseIdleConnections()
	s.cache.StopAllGoroutines()
}

// Get returns the article, or article.ErrNotFound, [ErrUnavailable] or
// [ErrDocument].
func (s *Source) Get(ctx context.Context, id string) (*article.Record, error) {
	if !article.ValidID(id) {
		return nil, fmt.Errorf("article %.140q: %w", id, article.ErrNotFound)
	}
	e := s.known(ctx, id)
	if s.stale(e) {
		var err error
		if e, err = s.renew(ctx, id, e); err != nil {
			return nil, fmt.Errorf("asking the upstream for article %q: %w", id, err)
		}
	}
	switch {
	case e.copy != nil:
		return &e.copy.Record, nil
	case e.fault != nil:
		return nil, fmt.Errorf("asking the upstream for article %q: %w", id, e.fault)
	}
	return nil, fmt.Errorf("the upstream has no article %q: %w", id, article.ErrNotFound)
}

// known is what is known of the article, in memory or on disk.
func (s *Source) known(ctx context.Context, id string) *entry {
	if e, ok := s.cache.GetIfPresent(id); ok {
		return e
	}
	c, err := s.config.Copies.Copy(ctx, id)
	switch {
	case err == nil:
		return &entry{copy: c}
	case !errors.Is(err, article.ErrNotFound) && ctx.Err() == nil:
		s.config.Log.Warn("an upstream's copy cannot be read", "article", id, "err", err)
	}
	return &entry{}
}

// stale reports whether the upstream is to be asked.
func (s *Source) stale(e *entry) bool {
	now := s.config.Now()
	switch {
	case !e.failed.IsZero():
		return now.Sub(e.failed) >= rememberFault
	case e.answered.IsZero():
		return true
	case e.copy == nil:
		return now.Sub(e.answered) >= rememberGone
	}
	return now.Sub(e.answered) >= s.config.Fresh
}

// renew asks the upstream, and returns what is known by the time that patience
// ends. Where the upstream is down there is no waiting if there is a copy.
func (s *Source) renew(ctx context.Context, id string, before *entry) (*entry, error) {
	patience := s.config.Timeout + time.Second // the question has its own limit
	if before.copy != nil {
		patience = s.config.Patience
		if s.breaker.failing() {
			patience = 0
		}
	}
	if s.breaker.resting() {
		return s.without(before, fmt.Errorf("%w: it is left alone for a while", ErrUnavailable)), nil
	}
	asked := s.flight.DoChan(id, func() (any, error) { return s.ask(id, before), nil })
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case r := <-asked:
		return r.Val.(*entry), nil
	case <-timer.C:
		return s.late(id, before), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// late is what is known where the upstream takes longer than patience. The
// question goes on; nobody else waits for it who can have a copy.
func (s *Source) late(id string, before *entry) *entry {
	s.breaker.late()
	waited := s.without(before, fmt.Errorf("%w in time", ErrUnavailable))
	if before.copy == nil {
		return waited
	}
	after := *before
	after.failed, after.fault = s.config.Now(), fmt.Errorf("%w in time", ErrUnavailable)
	s.cache.Compute(id, func(now *entry, found bool) (*entry, otter.ComputeOp) {
		if found && now != before { // the answer has come
			return now, otter.CancelOp
		}
		return &after, otter.WriteOp
	})
	return waited
}

// without is what is known where the upstream was not heard.
func (s *Source) without(before *entry, why error) *entry {
	if before.copy != nil {
		return before
	}
	return &entry{fault: why}
}

// ask asks the upstream and remembers what it says.
func (s *Source) ask(id string, before *entry) *entry {
	if !s.asking.Begin() {
		return s.without(before, fmt.Errorf("%w: the service stops", ErrUnavailable))
	}
	defer s.asking.End()
	if e, ok := s.cache.GetIfPresent(id); ok {
		if before = e; !s.stale(e) { // answered since we looked
			return e
		}
	}
	ctx, cancel := context.WithTimeout(s.ctx, s.config.Timeout)
	defer cancel()
	select {
	case s.slots <- struct{}{}:
		defer func() { <-s.slots }()
	case <-ctx.Done():
		return s.without(before, fmt.Errorf("%w: too many questions wait for it", ErrUnavailable))
	}
	if !s.breaker.begin() {
		return s.without(before, fmt.Errorf("%w: it is left alone for a while", ErrUnavailable))
	}
	began := time.Now()
	got, err := s.client.ask(ctx, id, before.copy)
	// A document that is no article, or a 403, is a fault of this article: the
	// upstream is there.
	s.breaker.end(err == nil || errors.As(err, new(refused)))
	s.config.Observe(outcome(got, err), time.Since(began))
	after := s.learn(id, before, got, err)
	s.cache.Set(id, after)
	return after
}

// learn makes an answer what is known from now on, in memory and on disk.
func (s *Source) learn(id string, before *entry, got *answer, err error) *entry {
	now := s.config.Now()
	switch {
	case err != nil:
		if s.ctx.Err() == nil {
			s.config.Log.Warn("the upstream gave no article", "article", id, "copy", before.copy != nil, "err", err)
		}
		after := *before
		after.failed, after.fault = now, err
		return &after
	case got.unchanged:
		return &entry{copy: before.copy, bytes: before.bytes, answered: now}
	case got.gone:
		if before.copy != nil {
			if err := s.config.Copies.DropCopy(s.ctx, id); err != nil {
				s.config.Log.Warn("an upstream's copy cannot be dropped", "article", id, "err", err)
			}
		}
		return &entry{answered: now}
	}
	s.tell(id, before, got.article)
	kept, err := s.config.Copies.KeepCopy(s.ctx, got.article, got.etag, got.modified)
	if err != nil {
		s.config.Log.Warn("an upstream's copy cannot be kept", "article", id, "err", err)
		kept = s.unkept(before, got)
	}
	text, err := article.Document(kept.Article)
	if err != nil {
		panic(err) // it was read from JSON
	}
	return &entry{copy: kept, bytes: len(text), answered: now}
}

// tell writes to the log what was left out of an article, once for each change.
func (s *Source) tell(id string, before *entry, got *article.Article) {
	if before.copy != nil && slices.Equal(before.copy.Article.Dropped, got.Dropped) {
		return
	}
	for _, d := range got.Dropped {
		s.config.Log.Warn("a field of an upstream's article was left out",
			"article", id, "field", d.Field, "from", d.From, "held", d.Held, "reason", d.Reason)
	}
}

// unkept is an answer that the disk did not take.
func (s *Source) unkept(before *entry, got *answer) *Copy {
	c := &Copy{ETag: got.etag, LastModified: got.modified}
	c.Article, c.Revision, c.UpdatedAt = got.article, 1, s.config.Now().UTC().Truncate(time.Microsecond)
	if before.copy != nil {
		c.Revision = before.copy.Revision + 1
	}
	return c
}

func outcome(got *answer, err error) string {
	switch {
	case errors.Is(err, ErrDocument):
		return OutcomeDocument
	case err != nil:
		return OutcomeFault
	case got.gone:
		return OutcomeGone
	case got.unchanged:
		return OutcomeUnchanged
	}
	return OutcomeArticle
}

// forget drops what is in memory of an article.
func (s *Source) forget(id string) { s.cache.Invalidate(id) }
