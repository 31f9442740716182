package publish

import (
	"context"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/auth"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/timing"
)

// Publisher gives out cards to whoever may have them, keeps them, and takes them
// back. It is safe for concurrent use.
type Publisher struct {
	cards     *card.Service
	articles  article.Store
	keeper    *Keeper // nil: no card is kept
	publicURL string
	purge     func(surrogateKeys ...string)
	private   func(*article.Record) bool
	now       func() time.Time
	zone      *time.Location
}

// Parts are what a [Publisher] is made of. Cards and Articles are required.
type Parts struct {
	Cards    *card.Service
	Articles article.Store
	// Keeper keeps cards that were promised to stay; nil: none are.
	Keeper *Keeper
	// PublicURL is what permanent addresses begin with; "": there are none.
	PublicURL string
	// Purge has shared caches drop what they keep under these surrogate keys; it
	// does not wait. Nil: nobody is told.
	Purge func(surrogateKeys ...string)
	// Private tells of articles that are for callers only, beside those that are to be
	// published later; nil: there are none.
	Private func(*article.Record) bool
	// Now is the clock; nil: time.Now.
	Now func() time.Time
	// Zone is where the days of articles begin that tell no hour; nil: UTC.
	Zone *time.Location
}

// NewPublisher returns a Publisher.
func NewPublisher(p Parts) *Publisher {
	if p.Now == nil {
		p.Now = time.Now
	}
	if p.Private == nil {
		p.Private = func(*article.Record) bool { return false }
	}
	if p.Zone == nil {
		p.Zone = time.UTC
	}
	if p.Purge == nil {
		p.Purge = func(...string) {}
	}
	return &Publisher{
		cards: p.Cards, articles: p.Articles, keeper: p.Keeper, publicURL: p.PublicURL, purge: p.Purge, private: p.Private,
		now: p.Now, zone: p.Zone,
	}
}

// Drawn is a card, and what it is of.
type Drawn struct {
	*card.Result
	// Record is what the store has of the article; of an article that came with the
	// request it holds nothing else.
	Record *article.Record
	// Names are those under which the article can be withdrawn.
	Names []string
	// Hidden tells that the card is for callers only.
	Hidden bool
}

// known are the names of an article that is not stored.
func (d *Drawn) known() []string {
	if d.Record.Revision > 0 {
		return nil
	}
	return article.KnownNames(d.Record.Article)
}

// Show draws a card of a stored article, or of one in a record, for a viewer, who is
// nil for the public.
func (p *Publisher) Show(ctx context.Context, viewer *auth.Caller, r card.Request) (*Drawn, error) {
	// First of all, so that what else is wrong with a request does not tell of an
	// article that the viewer may not know of.
	if err := p.allowRequest(ctx, viewer, r); err != nil {
		return nil, err
	}
	plan, err := p.resolve(ctx, r)
	if err != nil {
		return nil, err
	}
	if err := p.allowShown(ctx, viewer, plan); err != nil {
		return nil, err
	}
	if err := p.fetch(ctx, plan); err != nil {
		return nil, err
	}
	return p.draw(ctx, plan, p.cards.Draw)
}

// Draw draws a card for a viewer whose words a speaker answers for: the viewer
// himself, or who signed them.
func (p *Publisher) Draw(ctx context.Context, viewer, speaker *auth.Caller, r card.Request) (*Drawn, error) {
	plan, err := p.prepare(ctx, viewer, speaker, r)
	if err != nil {
		return nil, err
	}
	return p.draw(ctx, plan, p.cards.Draw)
}

// prepare makes a plan that the speaker may have drawn.
func (p *Publisher) prepare(ctx context.Context, viewer, speaker *auth.Caller, r card.Request) (*card.Plan, error) {
	plan, err := p.resolve(ctx, r)
	if err != nil {
		return nil, err
	}
	if err := p.allowSpoken(ctx, viewer, speaker, plan); err != nil {
		return nil, err
	}
	return plan, p.fetch(ctx, plan)
}

// resolve finds what a request is about.
func (p *Publisher) resolve(ctx context.Context, r card.Request) (*card.Plan, error) {
	defer timing.Begin(ctx, "resolve")()
	return p.cards.Resolve(ctx, r)
}

// fetch has the pictures of a plan.
func (p *Publisher) fetch(ctx context.Context, plan *card.Plan) error {
	defer timing.Begin(ctx, "fetch")()
	return p.cards.Prepare(ctx, plan)
}

// draw has a card drawn, unless its article is withdrawn meanwhile.
func (p *Publisher) draw(ctx context.Context, plan *card.Plan, by func(context.Context, *card.Plan) (*card.Result, error)) (*Drawn, error) {
	end := timing.Begin(ctx, "draw")
	result, err := by(ctx, plan)
	end()
	if err != nil {
		return nil, err
	}
	if err := p.CheckStanding(ctx, plan.Names()); err != nil {
		for _, name := range plan.Names() {
			p.cards.Forget(name)
		}
		return nil, err
	}
	return &Drawn{
		Result: result, Record: plan.Record(), Names: plan.Names(),
		Hidden: p.Hidden(plan.Record()) || plan.ForeignBrand() != "",
	}, nil
}

// Trace draws a card and takes it apart, for designers.
func (p *Publisher) Trace(ctx context.Context, caller *auth.Caller, r card.Request) (*card.Traced, error) {
	plan, err := p.prepare(ctx, caller, caller, r)
	if err != nil {
		return nil, err
	}
	return p.cards.Trace(ctx, plan)
}

// Page fills a card's template for a browser to draw, for designers. names are those
// under which what it shows can be withdrawn: see [Publisher.CheckStanding].
func (p *Publisher) Page(ctx context.Context, caller *auth.Caller, r card.Request) (page *card.Page, names []string, err error) {
	plan, err := p.prepare(ctx, caller, caller, r)
	if err != nil {
		return nil, nil, err
	}
	page, err = p.cards.Page(ctx, plan)
	return page, plan.Names(), err
}

// Drawer draws cards for one caller, for package kit.
type Drawer struct {
	publisher *Publisher
	caller    *auth.Caller
	shows     bool // cards of stored articles
}

// Showing returns a Drawer that does what [Publisher.Show] does for a viewer.
func (p *Publisher) Showing(viewer *auth.Caller) Drawer { return Drawer{p, viewer, true} }

// Drawing returns a Drawer that does what [Publisher.Draw] does for a caller who
// answers for the words.
func (p *Publisher) Drawing(caller *auth.Caller) Drawer { return Drawer{p, caller, false} }

// Card draws one card.
func (d Drawer) Card(ctx context.Context, r card.Request) (*card.Result, error) {
	var drawn *Drawn
	var err error
	if d.shows {
		drawn, err = d.publisher.Show(ctx, d.caller, r)
	} else {
		drawn, err = d.publisher.Draw(ctx, d.caller, d.caller, r)
	}
	if err != nil {
		return nil, err
	}
	return drawn.Result, nil
}
