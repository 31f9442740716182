package wechat

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// How long failures are remembered.
const (
	RetryAfter      = 30 * time.Second
	QuotaRetryAfter = 10 * time.Minute // the day's calls are used up
)

const (
	// earliest is how long before its end a token or ticket is renewed, or a
	// tenth of its life where that is less. WeChat itself gives a new token only
	// in the last five minutes of the old one.
	earliest = 5 * time.Minute
	maxLife  = 24 * time.Hour
	// refreshTimeout bounds the calls of one renewal.
	refreshTimeout = 5 * time.Second
)

// lease is a token or a ticket.
type lease struct {
	value string
	due   time.Time // to be renewed from then on
	until time.Time // worth nothing from then on
}

func newLease(value string, got time.Time, life time.Duration) lease {
	until := got.Add(life)
	return lease{value, until.Add(-min(earliest, life/10)), until}
}

// tickets keeps the account's ticket.
type tickets struct {
	api  api
	now  func() time.Time
	turn chan struct{} // full while someone asks WeChat

	mu         sync.Mutex
	ticket     lease
	failure    error
	retryAfter time.Time // of failure

	token lease // whoever has the turn's
}

// current returns a ticket that is good now.
func (t *tickets) current(ctx context.Context) (string, error) {
	ticket, settled, err := t.kept()
	switch {
	case settled:
		return ticket, err
	case ticket != "":
		select {
		case t.turn <- struct{}{}:
		default:
			return ticket, nil // someone renews it, and it is good until then
		}
	default:
		select {
		case t.turn <- struct{}{}:
		case <-ctx.Done():
			return "", fmt.Errorf("waiting for a ticket: %w", ctx.Err())
		}
	}
	defer func() { <-t.turn }()
	if ticket, settled, err = t.kept(); settled {
		return ticket, err // whoever had the turn before has seen to it
	}
	t.refresh(ctx)
	ticket, _, err = t.kept()
	if ticket == "" && err == nil {
		err = fmt.Errorf("%w: it had expired when it came", ErrUnavailable)
	}
	return ticket, err
}

// kept returns the ticket while it is good, else the failure that is remembered.
// It is settled where WeChat need not be asked.
func (t *tickets) kept() (ticket string, settled bool, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	if now.Before(t.ticket.until) {
		ticket = t.ticket.value
	}
	failed := now.Before(t.retryAfter)
	if failed && ticket == "" {
		err = t.failure
	}
	return ticket, failed || now.Before(t.ticket.due), err
}

// refresh asks WeChat and keeps what it says. Others wait for it, so it goes on
// when the caller leaves.
func (t *tickets) refresh(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), refreshTimeout)
	defer cancel()
	ticket, err := t.ask(ctx)

	t.mu.Lock()
	defer t.mu.Unlock()
	if err == nil {
		t.ticket, t.failure, t.retryAfter = ticket, nil, time.Time{}
		return
	}
	pause := RetryAfter
	if refusal := (*Refusal)(nil); errors.As(err, &refusal) && refusal.quota() {
		pause = QuotaRetryAfter
	}
	t.failure, t.retryAfter = fmt.Errorf("%w: %w", ErrUnavailable, err), t.now().Add(pause)
}

// ask fetches a ticket, and a token where there is none or WeChat does not take
// the one we have: another program of the account may have ended it.
func (t *tickets) ask(ctx context.Context) (lease, error) {
	known := t.now().Before(t.token.due)
	for {
		if !known {
			token, err := t.api.token(ctx, t.now)
			if err != nil {
				return lease{}, err
			}
			t.token = token
		}
		ticket, err := t.api.ticket(ctx, t.token.value, t.now)
		if refusal := (*Refusal)(nil); errors.As(err, &refusal) && refusal.stale() {
			t.token = lease{}
			if known {
				known = false
				continue
			}
		}
		return ticket, err
	}
}
