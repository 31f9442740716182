package queue

import (
	"context"
	"errors"
	"net/http"
	"time"
)

const (
	// sendTimeout is how long a receiver may take to answer.
	sendTimeout = 15 * time.Second
	// tellLease keeps other servers from telling the same meanwhile.
	tellLease = time.Minute
	// tellers is how many webhooks are told at once.
	tellers = 4
)

// retries are the times between attempts: a day together, as Standard Webhooks advises.
var retries = []time.Duration{
	5 * time.Second, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 5 * time.Hour, 8 * time.Hour, 8 * time.Hour,
}

// deliver tells webhooks what is due, until ctx ends.
func (q *Queue) deliver(ctx context.Context) {
	if q.Webhooks() != nil {
		return
	}
	places := make(chan struct{}, tellers)
	defer func() { // waits for all
		for range tellers {
			places <- struct{}{}
		}
	}()
	for {
		select {
		case places <- struct{}{}:
		case <-ctx.Done():
			return
		}
		d, err := q.config.Store.Due(ctx, tellLease)
		if err != nil {
			q.report(ctx, "no deliveries to webhooks could be taken", err)
		}
		if d == nil {
			<-places
			if !pause(ctx, q.tell, lookEvery) {
				return
			}
			continue
		}
		go func() {
			defer func() { <-places }()
			q.send(ctx, d)
		}()
	}
}

// send makes an attempt and writes down how it went.
func (q *Queue) send(ctx context.Context, d *Delivery) {
	within, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	now := q.config.Now()
	status, err := q.config.Send(within, d.Address, q.config.Secrets.Header(d.ID(), now, d.Body), d.Body)
	if ctx.Err() != nil {
		return // not the receiver's fault: it comes again
	}
	d.attempted(now, status, err)
	q.config.Counter.Told(d.Delivered)
	if err := q.config.Store.Told(ctx, d); err != nil {
		q.report(ctx, "how a delivery to a webhook went could not be stored", err)
	}
}

// attempted takes over how an attempt went. A receiver that says that it is gone is not
// told again.
func (d *Delivery) attempted(now time.Time, status int, err error) {
	d.Attempts++
	d.At, d.Status, d.Fault, d.Next = now, status, "", time.Time{}
	d.Delivered = err == nil && status >= 200 && status < 300
	if err != nil {
		d.Fault = fault(err)
	}
	if !d.Delivered && status != http.StatusGone && d.Attempts <= len(retries) {
		d.Next = now.Add(retries[d.Attempts-1])
	}
}

// fault is a word for why there was no answer, which tells nothing of the network.
func fault(err error) string {
	var known interface{ Fault() string }
	if errors.As(err, &known) {
		return known.Fault()
	}
	return "unreachable"
}
