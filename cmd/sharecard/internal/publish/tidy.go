package publish

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	// noteEvery is how often readings reach the store, all in one transaction.
	noteEvery = time.Minute
	// expireEvery is how often cards and answers go whose time is over.
	expireEvery = time.Hour
	// maxReads bounds the readings that wait for it. Beyond, one more is lost:
	// it counts for Config.Keep alone, and the next reading makes up for it.
	maxReads = 100_000
	// atOnce is how many cards one transaction removes.
	atOnce = 500
)

// Run tidies what is kept, and keeps it so until ctx ends. What fails is logged and
// tried again at the next turn.
func (k *Keeper) Run(ctx context.Context, log *slog.Logger) {
	var scrubbing sync.WaitGroup
	defer scrubbing.Wait()
	scrubbing.Go(func() { k.scrub(ctx, scrubPause, scrubEvery) })
	note, expire := time.NewTicker(noteEvery), time.NewTicker(expireEvery)
	defer note.Stop()
	defer expire.Stop()
	report := func(err error) {
		if err != nil && ctx.Err() == nil {
			log.Error("the permanent cards could not be tidied", "err", err)
		}
	}
	if k.turn(ctx, choreTidy) {
		report(k.Tidy(ctx))
	}
	for {
		select {
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
			defer cancel()
			if err := k.noteReads(last); err != nil {
				log.Error("the last readings of permanent cards are lost", "err", err)
			}
			return
		case <-note.C:
			report(k.noteReads(ctx))
		case <-expire.C:
			if k.config.Turn != nil && k.turn(ctx, choreTidy) {
				k.untidy.Store(true) // others may have left something
			}
			report(errors.Join(k.noteReads(ctx), k.expire(ctx), k.forgetAnswers(ctx), k.removeLeft(ctx)))
		}
	}
}

// Tidy writes down the readings, and removes the cards whose time is over, answers
// that need not be remembered, and bytes that have no entry.
func (k *Keeper) Tidy(ctx context.Context) error {
	return errors.Join(k.noteReads(ctx), k.expire(ctx), k.forgetAnswers(ctx), k.removeUnknown(ctx))
}

// Chores that one of several servers need do, once in choreEvery.
const (
	choreTidy  = "tidy cards"
	choreScrub = "check cards"
	choreEvery = 24 * time.Hour
)

// turn reports whether this server does a chore now.
func (k *Keeper) turn(ctx context.Context, chore string) bool {
	return k.config.Turn == nil || k.config.Turn(ctx, chore, choreEvery)
}

// noteReading remembers that a card was read.
func (k *Keeper) noteReading(hash string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, known := k.reads[hash]; known || len(k.reads) < maxReads {
		k.reads[hash] = k.config.Now()
	}
}

// noteReads writes the readings to the store.
func (k *Keeper) noteReads(ctx context.Context) error {
	k.mu.Lock()
	reads := k.reads
	k.reads = map[string]time.Time{}
	k.mu.Unlock()
	if len(reads) == 0 {
		return nil
	}
	err := k.config.Store.NoteReads(ctx, reads)
	if err == nil {
		return nil
	}
	k.mu.Lock() // for the next turn
	defer k.mu.Unlock()
	for hash, at := range reads {
		if _, newer := k.reads[hash]; !newer && len(k.reads) < maxReads {
			k.reads[hash] = at
		}
	}
	return fmt.Errorf("writing down when cards were read: %w", err)
}

// expire removes the cards that were neither made nor read for Config.Keep. A
// clock that was set back removes nothing early: times only grow.
func (k *Keeper) expire(ctx context.Context) error {
	if k.config.Keep == 0 {
		return nil
	}
	before := k.config.Now().Add(-k.config.Keep)
	readSince := func(hash string) bool {
		k.mu.Lock()
		defer k.mu.Unlock()
		at, read := k.reads[hash]
		return read && !at.Before(before)
	}
	for {
		old, err := k.config.Store.Expire(ctx, before, atOnce, readSince)
		if err != nil {
			return fmt.Errorf("removing cards whose time is over: %w", err)
		}
		k.removeBytes(ctx, old)
		if len(old) < atOnce {
			return nil
		}
	}
}

// removeLeft removes bytes without an entry where some are known to be left.
func (k *Keeper) removeLeft(ctx context.Context) error {
	if !k.untidy.Load() {
		return nil
	}
	return k.removeUnknown(ctx)
}

// removeUnknown removes the bytes that have no entry: a crash left them, or they
// could not be removed when their entry went.
func (k *Keeper) removeUnknown(ctx context.Context) error {
	k.untidy.Store(false)
	err := k.config.Objects.List(ctx, func(names []string) error {
		for some := range slices.Chunk(names, atOnce) {
			if err := k.removeUnknownOf(ctx, some); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		k.untidy.Store(true)
		return fmt.Errorf("removing files without a card: %w", err)
	}
	return nil
}

func (k *Keeper) removeUnknownOf(ctx context.Context, names []string) error {
	of := map[string][]string{} // by hash
	for _, name := range names {
		if hash, _, _ := strings.Cut(name, "."); ValidHash(hash) {
			of[hash] = append(of[hash], name)
		}
	}
	hashes := make([]string, 0, len(of))
	for hash := range of {
		hashes = append(hashes, hash)
	}
	return k.config.Store.Unkept(ctx, hashes, func(hash string) error {
		for _, name := range of[hash] {
			if err := k.config.Objects.Remove(ctx, name); err != nil {
				return err
			}
		}
		return nil
	})
}
