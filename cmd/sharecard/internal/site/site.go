package site

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/maypok86/otter/v2"
	"golang.org/x/sync/singleflight"
	"golang.org/x/time/rate"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/extract"
	"sharecard/cmd/sharecard/internal/fetch"
	"sharecard/cmd/sharecard/internal/running"
	"sharecard/cmd/sharecard/internal/throttle"
)

// Errors of a [Source], beside the faults of package fetch and the errors of package
// extract.
var (
	// ErrAddress is an address that is no page's.
	ErrAddress = errors.New("the page's address")
	// ErrHost: the page, or where it leads, is on a host that is not listed.
	ErrHost = errors.New("pages of this host are not listed here, by --page-hosts")
	// ErrBusy: too many pages are being read, or were in the last second.
	ErrBusy = errors.New("too many new pages are asked for")
	// ErrUnread: what was fetched is no page of an article.
	ErrUnread = errors.New("no article was found on the page")
	errClosed = fmt.Errorf("%w: the service stops", ErrBusy)
)

// Bounds of what is fetched and remembered.
const (
	maxHosts = 100
	// readsAtOnce bounds the pages being fetched and read, maxWaiting those that wait.
	// A host has readsPerHost of them where others are listed.
	readsAtOnce      = 16
	readsPerHost     = 8
	readsPerClient   = 4
	maxWaiting       = 128
	waitingPerClient = 32

	entryOverhead = 1 << 10
	keepArticle   = 24 * time.Hour // without being asked for
	leastFresh    = 10 * time.Second
	mostFresh     = 10 * time.Minute
	unsaidFresh   = time.Minute
	keepFault     = 10 * time.Second
	// patience is how long whoever can have the article as it was waits for its page.
	patience = 800 * time.Millisecond
	// readTimeout ends the reading of a page, whoever waits for it.
	readTimeout = 10 * time.Second
)

// Defaults of [Config].
const (
	DefaultRate   = 20
	DefaultMemory = 32 << 20 // some 10,000 articles
)

// burst is for how many seconds' pages may be asked for at once.
const burst = 20

// Web fetches pages; *fetch.Client is one.
type Web interface {
	// PageChanged fetches an HTML page, or tells that it still has the validators.
	PageChanged(ctx context.Context, address string, maxBytes int64, known fetch.Validators) (*fetch.Response, error)
}

// Config is what a [Source] is made of. Hosts and Web are required.
type Config struct {
	// Hosts are the names of the hosts whose pages are read, at any port.
	Hosts []string
	Web   Web
	// Stored returns the article that is stored under an ID, or article.ErrNotFound
	// or article.ErrWithdrawn; nil: none is.
	Stored func(ctx context.Context, id string) (*article.Record, error)
	// Rate is how many pages a second each host is asked for, after a burst; a client
	// may have half of them read. 0: DefaultRate.
	Rate float64
	// Memory bounds the articles that are remembered, in bytes; 0: DefaultMemory.
	Memory uint64
	// Room is where pages are read, with others who read some; nil: one of its own.
	Room *extract.Room
	// Observe is told of each page that was asked for: how it ended, as one of the
	// outcomes, and how long that took. Nil: nobody is told.
	Observe func(outcome string, took time.Duration)
	Now     func() time.Time // nil: time.Now
}

// Outcomes of asking for a page.
const (
	OutcomeArticle   = "article"   // it was read
	OutcomeUnchanged = "unchanged" // it is as before
	OutcomeUnread    = "unread"    // it is no article
	OutcomeFault     = "fault"     // it was not to be had
	OutcomeBusy      = "busy"      // it was not asked for
)

// Source reads pages. It is safe for concurrent use.
type Source struct {
	config  Config
	hosts   map[string]*rate.Limiter
	clients *throttle.Limiter
	memory  *otter.Cache[string, *entry]
	flight  singleflight.Group
	places  *places

	ctx     context.Context // of reading, which outlives who asked first
	cancel  context.CancelFunc
	reading running.Group
}

// entry is what is known of a page.
type entry struct {
	record *article.Record // nil: none
	bytes  int             // of its document
	known  fetch.Validators
	due    time.Time // when the host is to be asked again
	fault  error     // why there is no record
}

var hostForm = regexp.MustCompile(`^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$`)

// Check returns an error about the hosts.
func (c *Config) Check() error {
	if len(c.Hosts) > maxHosts {
		return fmt.Errorf("more than %d hosts", maxHosts)
	}
	for _, host := range c.Hosts {
		if !hostForm.MatchString(normalHost(host)) {
			return fmt.Errorf("%.100q is no host name: write www.example.com (an international name in its xn-- form)", host)
		}
	}
	return nil
}

// normalHost is a host's name in lower case, without the dot at its end.
func normalHost(host string) string { return strings.ToLower(strings.TrimSuffix(host, ".")) }

// New returns a Source; close it when done. The error is that of [Config.Check].
func New(c Config) (*Source, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	if c.Rate == 0 {
		c.Rate = DefaultRate
	}
	if c.Memory == 0 {
		c.Memory = DefaultMemory
	}
	if c.Room == nil {
		c.Room = extract.NewRoom()
	}
	if c.Observe == nil {
		c.Observe = func(string, time.Duration) {}
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	s := &Source{
		config: c, hosts: map[string]*rate.Limiter{},
		clients: throttle.New(c.Rate/2, max(1, int(burst*c.Rate/2)), throttle.MaxClients),
	}
	for _, host := range c.Hosts {
		s.hosts[normalHost(host)] = rate.NewLimiter(rate.Limit(c.Rate), max(1, int(burst*c.Rate)))
	}
	s.places = newPlaces(len(s.hosts))
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.memory = otter.Must(&otter.Options[string, *entry]{
		MaximumWeight: c.Memory,
		Weigher:       func(name string, e *entry) uint32 { return uint32(len(name) + 2*e.bytes + entryOverhead) },
		ExpiryCalculator: otter.ExpiryWritingFunc(func(e otter.Entry[string, *entry]) time.Duration {
			if e.Value.record == nil {
				return keepFault
			}
			return keepArticle
		}),
	})
	return s, nil
}

// Close ends the reading under way and waits for that.
func (s *Source) Close() {
	s.reading.Close(s.cancel)
	s.memory.StopAllGoroutines()
}

// Check returns an error, which wraps [ErrAddress] or [ErrHost], where an address is none
// of a page on a listed host.
func (s *Source) Check(address string) error {
	_, err := s.listed(address)
	return err
}

// Canonical returns the address under which the article of a page stands, or "" where the
// page was not read lately, or where another article is known to stand at that address.
func (s *Source) Canonical(address string) string {
	e := s.known(address)
	if e == nil {
		return ""
	}
	canonical := e.record.Article.URL
	if there := s.known(canonical); there != nil && there.record.Article.Title != e.record.Article.Title {
		return ""
	}
	return canonical
}

// known is what was read lately at an address; nil: no article.
func (s *Source) known(address string) *entry {
	if e, ok := s.memory.GetIfPresent(nameOf(address)); ok && e.record != nil {
		return e
	}
	return nil
}

func nameOf(address string) string { return article.HashID(&article.Article{URL: address}) }

// listed returns the address of a page on a listed host.
func (s *Source) listed(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	switch {
	case len(address) > maxAddress:
		return nil, fmt.Errorf("%w is longer than %d bytes", ErrAddress, maxAddress)
	case err != nil, u.Scheme != "http" && u.Scheme != "https", u.Hostname() == "", u.User != nil:
		return nil, fmt.Errorf("%w must be as in https://www.example.com/news/1.html", ErrAddress)
	}
	if _, is := s.hosts[hostName(u)]; !is {
		return nil, fmt.Errorf("%w: %.100s", ErrHost, u.Hostname())
	}
	u.Fragment = ""
	return u, nil
}

// maxAddress is the longest address of an article, in bytes.
const maxAddress = 2048

func hostName(u *url.URL) string { return normalHost(u.Hostname()) }

// Article returns the article of the page at an address, with an ID that is made of the
// page's canonical address. client is who asks; the zero value has as much read as he
// likes. Errors wrap those of this package, a [fetch.Fault], article.ErrWithdrawn, or
// ctx's.
func (s *Source) Article(ctx context.Context, client netip.Prefix, address string) (*article.Record, error) {
	u, err := s.listed(address)
	if err != nil {
		return nil, err
	}
	name := nameOf(address)
	if record, err := s.stored(ctx, name); record != nil || err != nil {
		return record, err
	}
	e, found := s.memory.GetIfPresent(name)
	if !found || !s.config.Now().Before(e.due) {
		if e, err = s.renew(ctx, client, name, u, e); err != nil {
			return nil, err
		}
	}
	if e.record == nil {
		return nil, e.fault
	}
	if e.record.Article.ID != name { // stored under its canonical address
		if record, err := s.stored(ctx, e.record.Article.ID); record != nil || err != nil {
			return record, err
		}
	}
	return e.record, nil
}

// stored returns the article that is stored under a name; nil: none is.
func (s *Source) stored(ctx context.Context, name string) (*article.Record, error) {
	if s.config.Stored == nil {
		return nil, nil
	}
	record, err := s.config.Stored(ctx, name)
	if errors.Is(err, article.ErrNotFound) {
		return nil, nil
	}
	return record, err
}

// renew asks for a page, and returns what is known by the time that patience ends.
func (s *Source) renew(ctx context.Context, client netip.Prefix, name string, u *url.URL, before *entry) (*entry, error) {
	asked := s.flight.DoChan(name, func() (any, error) { return s.ask(client, name, u) })
	if before == nil || before.record == nil {
		select {
		case r := <-asked:
			e, _ := r.Val.(*entry)
			return e, r.Err
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case r := <-asked:
		if r.Err == nil {
			return r.Val.(*entry), nil
		}
	case <-timer.C:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return before, nil
}

// ask fetches and reads a page, and remembers what came of it. The error is that it was
// not asked for.
func (s *Source) ask(client netip.Prefix, name string, u *url.URL) (*entry, error) {
	if !s.reading.Begin() {
		return nil, errClosed
	}
	defer s.reading.End()
	before, found := s.memory.GetIfPresent(name)
	if found && s.config.Now().Before(before.due) { // read since we looked
		return before, nil
	}
	if !found {
		before = &entry{}
	}
	began := time.Now()
	ctx, cancel := context.WithTimeout(s.ctx, readTimeout)
	defer cancel()
	if err := s.admit(ctx, client, u); err != nil {
		s.config.Observe(OutcomeBusy, time.Since(began))
		return nil, err
	}
	defer s.places.giveBack(hostName(u), client)
	after, outcome := s.read(ctx, u, before)
	s.config.Observe(outcome, time.Since(began))
	s.memory.Set(name, after)
	return after, nil
}

// admit waits for a place to read a page, for the caller to give back.
func (s *Source) admit(ctx context.Context, client netip.Prefix, u *url.URL) error {
	if client.IsValid() && s.clients.Take(client, s.config.Now()) > 0 {
		return fmt.Errorf("%w by this client", ErrBusy)
	}
	if !s.hosts[hostName(u)].AllowN(s.config.Now(), 1) {
		return fmt.Errorf("%w of this host", ErrBusy)
	}
	return s.places.take(ctx, hostName(u), client)
}

// read fetches a page and makes an article of it.
func (s *Source) read(ctx context.Context, u *url.URL, before *entry) (after *entry, outcome string) {
	// Nothing is asked of a host that is not listed, wherever a page leads.
	within := fetch.WithRedirects(ctx, func(to *url.URL) error { return s.Check(to.String()) })
	got, err := s.config.Web.PageChanged(within, u.String(), extract.MaxBytes, before.known)
	var final *url.URL
	if err == nil && !got.Unchanged {
		final, err = s.listed(got.Address)
	}
	switch {
	case errors.Is(err, ErrHost), errors.Is(err, ErrAddress):
		return s.without(&entry{}, fmt.Errorf("where the page leads: %w", err)), OutcomeFault
	case err != nil:
		return s.without(before, err), OutcomeFault
	}
	due := s.config.Now().Add(fresh(got.Fresh))
	if got.Unchanged {
		again := *before
		again.due, again.known = due, got.Validators
		return &again, OutcomeUnchanged
	}
	record, bytes, err := s.makeRecord(ctx, u, final, got)
	if err != nil {
		return s.without(&entry{}, err), OutcomeUnread
	}
	if last := before.record; last != nil && last.Sum == record.Sum && slices.Equal(last.Names(), record.Names()) {
		record = last // with the time of its last change
	}
	return &entry{record: record, bytes: bytes, known: got.Validators, due: due}, OutcomeArticle
}

// makeRecord makes a record of a page that was asked for at one address and found at
// another.
func (s *Source) makeRecord(ctx context.Context, asked, final *url.URL, got *fetch.Response) (*article.Record, int, error) {
	leave, err := s.config.Room.Enter(ctx, len(got.Body))
	if err != nil {
		return nil, 0, err
	}
	defer leave()
	a, err := extract.Extract(ctx, extract.Page{HTML: got.Body, ContentType: got.ContentType, Address: got.Address})
	if err != nil {
		return nil, 0, fmt.Errorf("%w: %w", ErrUnread, err)
	}
	text, err := article.Document(a)
	if err != nil {
		return nil, 0, err
	}
	record, err := article.NewRecord(text)
	if err != nil {
		return nil, 0, err
	}
	record.UpdatedAt = s.config.Now().UTC().Truncate(time.Microsecond)
	record.FoundAt(asked.String())
	record.FoundAt(final.String())
	return record, len(text), nil
}

// without is what is known of a page that could not be had: its article as it was,
// unless its host says that it is gone.
func (s *Source) without(before *entry, fault error) *entry {
	due := s.config.Now().Add(keepFault)
	if before.record == nil || errors.Is(fault, fetch.ErrNotFound) {
		return &entry{fault: fault, due: due}
	}
	again := *before
	again.due = due
	return &again
}

// fresh is for how long a page is not asked for again whose host says so.
func fresh(said time.Duration) time.Duration {
	if said == fetch.Unsaid {
		return unsaidFresh
	}
	return max(leastFresh, min(said, mostFresh))
}
