package queue

import (
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

const (
	// chunkLines is how many lines a server takes at a time.
	chunkLines = 50
	// chunks is how many jobs a server works on at once, and lineWorkers on how many lines
	// of each: most of them wait, for a picture or to be stored.
	chunks      = 4
	lineWorkers = 16
	// lease is how long lines are held that nobody prolongs.
	lease = 15 * time.Second
	// lookEvery is how often a server looks for what others have stored, or what is due.
	lookEvery = time.Second
	// expireEvery is how often jobs go that ended long ago.
	expireEvery = time.Hour
	// lastWrite is how long a server that stops may take to end its holds.
	lastWrite = 2 * time.Second
)

// Do works on a line and returns its result. An error means that the line has none now
// and is to be tried again: the server stops, or what it stands on is away.
type Do func(ctx context.Context, j *Job, l Line) (Line, error)

// Run works on jobs until ctx ends. Lines under way then are left to others, or to the
// next start.
func (q *Queue) Run(ctx context.Context, do Do) {
	if err := q.config.Store.Abandon(ctx); err != nil {
		q.report(ctx, "the holds of an earlier process stay until they end", err)
	}
	var beside sync.WaitGroup
	defer beside.Wait()
	beside.Go(func() { q.deliver(ctx) })
	beside.Go(func() { q.expire(ctx) })
	places := make(chan struct{}, chunks)
	for {
		select {
		case places <- struct{}{}:
		case <-ctx.Done():
			return
		}
		c, err := q.config.Store.Claim(ctx, chunkLines, lease)
		if err != nil {
			q.report(ctx, "no lines of jobs could be taken", err)
		}
		if c == nil {
			<-places
			if !pause(ctx, q.work, lookEvery) {
				return
			}
			continue
		}
		beside.Go(func() {
			defer wake(q.work)
			defer func() { <-places }()
			q.workOn(ctx, c, do)
		})
	}
}

// workOn works on the lines of a chunk until all are done, it is lost, or something is away.
func (q *Queue) workOn(ctx context.Context, c *Chunk, do Do) {
	within, stop := context.WithCancel(ctx)
	var holding sync.WaitGroup
	holding.Go(func() { q.hold(within, stop, c) })
	results := make(chan Line)
	recorded := make(chan error, 1)
	go func() { recorded <- q.record(ctx, stop, c, results) }()
	var workers errgroup.Group
	workers.SetLimit(lineWorkers)
	for _, l := range c.Lines {
		if within.Err() != nil {
			break
		}
		workers.Go(func() error {
			if err := q.config.Store.Held(within, c); err != nil {
				stop()
				return err
			}
			result, err := do(within, c.Job, l)
			if err != nil {
				stop()
				return err
			}
			results <- result
			return nil
		})
	}
	err := workers.Wait()
	close(results)
	err = errors.Join(err, <-recorded)
	stop()
	holding.Wait()
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWrite)
	defer cancel()
	err = errors.Join(err, q.config.Store.Release(last, c))
	if err == nil || errors.Is(err, ErrLost) || ctx.Err() != nil {
		return
	}
	q.report(ctx, "lines of a job are left for later", err)
	pause(ctx, nil, lookEvery) // before the next one fails likewise
}

// hold prolongs the hold until ctx ends, or stops the work once it is lost.
func (q *Queue) hold(ctx context.Context, stop context.CancelFunc, c *Chunk) {
	for pause(ctx, nil, lease/3) {
		if err := q.config.Store.Extend(ctx, c, lease); errors.Is(err, ErrLost) {
			stop()
			return
		}
	}
}

// record writes down results, all that came meanwhile in one transaction. It takes all of
// them, also after an error.
func (q *Queue) record(ctx context.Context, stop context.CancelFunc, c *Chunk, results <-chan Line) (failed error) {
	ctx = context.WithoutCancel(ctx) // what was finished counts
	for first := range results {
		some := []Line{first}
		for more := true; more; {
			select {
			case next, open := <-results:
				if more = open; open {
					some = append(some, next)
				}
			default:
				more = false
			}
		}
		if failed != nil {
			continue
		}
		if failed = q.config.Store.Record(ctx, c, some); failed != nil {
			stop()
			continue
		}
		for _, l := range some {
			q.config.Counter.JobLine(l.Failed)
		}
		wake(q.tell)
	}
	return failed
}

// expire removes jobs whose time is over, until ctx ends.
func (q *Queue) expire(ctx context.Context) {
	for {
		if err := q.config.Store.Expire(ctx, q.config.Now().Add(-KeepFor)); err != nil {
			q.report(ctx, "old jobs could not be removed", err)
		}
		if !pause(ctx, nil, expireEvery) {
			return
		}
	}
}

// pause waits for a time, or until it is woken; false where ctx ends.
func pause(ctx context.Context, woken <-chan struct{}, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-woken:
	case <-timer.C:
	}
	return true
}

func (q *Queue) report(ctx context.Context, message string, err error) {
	if ctx.Err() == nil {
		q.config.Log.Error(message, "err", err)
	}
}
