package publish

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"sharecard/cmd/sharecard/internal/auth"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/job"
)

// Order asks for a card that is to be kept, or for one that is asked for once.
type Order struct {
	Name    string // that its sender knows it by; may be empty
	Request card.Request
	// Select chooses the articles of a digest; nil: Request says all.
	Select *job.Selection
	// AllowDegraded keeps a card that lacks something.
	AllowDegraded bool
	// Key is the idempotency key: an order that comes again with it is answered as
	// before. Body is the order as it was sent; with another body the key is refused.
	Key  string
	Body []byte
	// Patient has the order wait instead of failing where the queue is full, and drawn in
	// turn: see [card.Service.DrawInTurn].
	Patient bool
}

// request is what the key of the order identifies. kind is the form of the answer,
// which the same body can be sent for in two.
func (o *Order) request(caller *auth.Caller, kind string) Request {
	r := Request{Key: o.Key, Body: sha256.Sum256(append([]byte(kind+"\n"), o.Body...))}
	if caller != nil {
		r.Caller = caller.Name
	}
	return r
}

// Entry is a card's entry in a scheduler's list.
type Entry struct {
	card.Entry
	// Hash is the card's in its permanent address; withdrawals name it.
	Hash string `json:"hash,omitempty"`
	// URL is the permanent address, or nil and URLReason says why there is none.
	URL       *string `json:"url"`
	URLReason string  `json:"url_reason,omitempty"`

	// New tells that the entry was made for this order and is none that was
	// remembered.
	New bool `json:"-"`
}

// Reasons for a card without an address.
const (
	reasonNoStore     = "no_permanent_store"
	reasonNoPublicURL = "no_public_url"
)

// Keep makes a card permanent, unless it is already, and returns its entry. Where
// nothing is kept it only draws the card.
func (p *Publisher) Keep(ctx context.Context, caller *auth.Caller, o *Order) (*Entry, error) {
	var made *Entry
	text, err := p.once(ctx, o.request(caller, "entry"), func() (text []byte, err error) {
		if made, err = p.keep(ctx, caller, o); err != nil {
			return nil, err
		}
		return json.Marshal(made)
	})
	if err != nil {
		return nil, err
	}
	e := new(Entry)
	if err := json.Unmarshal(text, e); err != nil {
		return nil, fmt.Errorf("reading a card's entry: %w", err)
	}
	e.New = made != nil
	return e, nil
}

// DrawOnce draws a card as [Publisher.Draw] does. Of the idempotency key only the
// request is remembered: the same one is drawn again to the same picture.
func (p *Publisher) DrawOnce(ctx context.Context, caller *auth.Caller, o *Order) (d *Drawn, err error) {
	_, err = p.once(ctx, o.request(caller, "picture"), func() (nothing []byte, err error) {
		d, err = p.drawOrder(ctx, caller, o)
		return []byte{}, err
	})
	if err == nil && d == nil { // asked for before
		return p.drawOrder(ctx, caller, o)
	}
	return d, err
}

func (p *Publisher) drawOrder(ctx context.Context, caller *auth.Caller, o *Order) (*Drawn, error) {
	r, err := p.requestOf(ctx, caller, o)
	if err != nil {
		return nil, err
	}
	return p.Draw(ctx, caller, caller, r)
}

func (p *Publisher) keep(ctx context.Context, caller *auth.Caller, o *Order) (*Entry, error) {
	r, err := p.requestOf(ctx, caller, o)
	if err != nil {
		return nil, err
	}
	r.Small = p.keeper != nil
	plan, err := p.prepare(ctx, caller, caller, r)
	if err != nil {
		return nil, err
	}
	if p.keeper == nil {
		d, err := p.drawFor(ctx, plan, o.Patient)
		if err != nil {
			return nil, err
		}
		return &Entry{Entry: d.Entry(), URLReason: reasonNoStore}, nil
	}
	kept, err := p.keeper.Find(ctx, HashOf(plan.Key()))
	if errors.Is(err, ErrNotFound) {
		kept, err = p.keepNew(ctx, plan, o)
	}
	if err != nil {
		return nil, err
	}
	return p.entryOf(kept, plan, o.AllowDegraded)
}

// keepNew draws a card and keeps it.
func (p *Publisher) keepNew(ctx context.Context, plan *card.Plan, o *Order) (*Card, error) {
	d, err := p.drawFor(ctx, plan, o.Patient)
	if err != nil {
		return nil, err
	}
	if d.Degraded && !o.AllowDegraded {
		return nil, degraded(d.Codes, plan)
	}
	manifest, err := json.Marshal(d.Entry())
	if err != nil {
		return nil, fmt.Errorf("encoding a card's entry: %w", err)
	}
	return p.keeper.Put(ctx, &Card{
		Hash: HashOf(d.Key), Name: d.Template + "." + d.Ext(), MIME: d.MIME, ETag: d.ETag, Report: d.Codes.String(),
		Manifest: manifest, Articles: d.Names, Known: d.known(), Brand: d.Brand,
	}, d.Bytes)
}

// drawFor draws at once, or in turn where the order is patient; then it tries again where
// those who wait hold too many pictures.
func (p *Publisher) drawFor(ctx context.Context, plan *card.Plan, patient bool) (*Drawn, error) {
	if !patient {
		return p.draw(ctx, plan, p.cards.Draw)
	}
	for pause := 50 * time.Millisecond; ; pause = min(2*pause, time.Second) {
		d, err := p.draw(ctx, plan, p.cards.DrawInTurn)
		if !errors.Is(err, card.ErrBusy) {
			return d, err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return nil, err
		}
	}
}

// Listed is a kept card in the list of an article's.
type Listed struct {
	Entry
	Created time.Time `json:"created"`
}

// Kept lists the kept cards of an article, as [Keeper.CardsOf] does.
func (p *Publisher) Kept(ctx context.Context, id string) (list []Listed, more bool, err error) {
	if p.keeper == nil {
		return nil, false, ErrNoKeeper
	}
	if err := p.CheckStanding(ctx, []string{id}); err != nil {
		return nil, false, err
	}
	cards, more, err := p.keeper.CardsOf(ctx, id)
	list = make([]Listed, len(cards))
	for i, c := range cards {
		e, err := p.describe(c)
		if err != nil {
			return nil, false, err
		}
		list[i] = Listed{*e, c.Created}
	}
	return list, more, err
}

// entryOf describes a kept card of a plan.
func (p *Publisher) entryOf(kept *Card, plan *card.Plan, allowDegraded bool) (*Entry, error) {
	e, err := p.describe(kept)
	if err == nil && e.Report.Degraded() && !allowDegraded {
		return nil, degraded(e.Report, plan)
	}
	return e, err
}

// describe describes a kept card with the address it has today.
func (p *Publisher) describe(kept *Card) (*Entry, error) {
	e := new(Entry)
	if err := json.Unmarshal(kept.Manifest, &e.Entry); err != nil {
		return nil, fmt.Errorf("reading the entry of card %s: %w", kept.Hash, err)
	}
	e.Hash = kept.Hash
	if p.publicURL == "" {
		e.URLReason = reasonNoPublicURL
		return e, nil
	}
	address := p.publicURL + "/c/" + kept.Hash + "/" + kept.Name
	e.URL = &address
	return e, nil
}

// degraded tells what a card lacks and, of each field that could not be read, what it
// held and what would be right.
func degraded(report card.Codes, plan *card.Plan) error {
	lacks := plan.Lacks()
	switch {
	case len(lacks) > 0:
	case report.Blocked():
		return fmt.Errorf(`%w (%s): the picture's host is at no public address, or at another port than 80 and 443; `+
			`the server's --allow-fetch CIDR lets a network of its own through; or send "allow_degraded":true`, ErrDegraded, report)
	default:
		return fmt.Errorf(`%w (%s); try again when it is there, or send "allow_degraded":true`, ErrDegraded, report)
	}
	told := make([]string, len(lacks))
	for i, d := range lacks {
		told[i] = d.String()
	}
	return fmt.Errorf(`%w (%s): %s; mend the article, or send "allow_degraded":true`, ErrDegraded, report, strings.Join(told, "; "))
}

// once answers as the request was answered before or, where it was not, with
// what do returns, and remembers that. Errors are not remembered, and an answer
// is forgotten once the card is gone that it names.
func (p *Publisher) once(ctx context.Context, r Request, do func() ([]byte, error)) ([]byte, error) {
	if r.Key == "" {
		return do()
	}
	if p.keeper == nil {
		return nil, ErrNoKeeper
	}
	before, err := p.keeper.Answer(ctx, r)
	if err == nil {
		err = p.stillKept(ctx, before)
		if errors.Is(err, ErrNotFound) {
			err = errors.Join(err, p.keeper.ForgetAnswer(ctx, r))
		}
	}
	if !errors.Is(err, ErrNotFound) {
		return before, err
	}
	answer, err := do()
	if err != nil {
		return nil, err
	}
	return p.keeper.Remember(ctx, r, answer)
}

// stillKept returns an error where the card of a remembered entry is not kept any
// more: it expired or was withdrawn, and so its address is none to hand out.
func (p *Publisher) stillKept(ctx context.Context, answer []byte) error {
	if len(answer) == 0 { // to a request for a picture
		return nil
	}
	var e Entry
	if err := json.Unmarshal(answer, &e); err != nil {
		return fmt.Errorf("reading a remembered answer: %w", err)
	}
	_, err := p.keeper.Find(ctx, e.Hash)
	return err
}
