package publish

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"github.com/maypok86/otter/v2"

	"sharecard/cmd/sharecard/internal/objects"
)

const (
	// memoryBytes bounds the cards that are kept in memory, each of which was checked
	// when it was read from the disk.
	memoryBytes = 16 << 20
	// scrubPause is between two cards that are checked in the background.
	scrubPause = 200 * time.Millisecond
	// scrubEvery is between two rounds of that.
	scrubEvery = time.Hour
)

// errDamaged: the bytes of a card are not those that were kept.
var errDamaged = errors.New("the bytes on the disk are not those of the card")

// newMemory makes the memory of cards' bytes, by hash.
func newMemory() *otter.Cache[string, []byte] {
	return otter.Must(&otter.Options[string, []byte]{
		MaximumWeight: memoryBytes,
		Weigher:       func(_ string, data []byte) uint32 { return uint32(len(data)) },
	})
}

// sumOf is the sum of a card's bytes, and sound reports whether they are those that were
// kept. Cards of older versions have its first half only.
func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func (c *Card) sound(data []byte) bool { return c.Sum != "" && strings.HasPrefix(sumOf(data), c.Sum) }

// bytes returns what is in an open object of a card, which it closes. Bytes that are not
// those of the card are set aside: the error is the one of bytes that are not there.
func (k *Keeper) bytes(ctx context.Context, c *Card, file objects.File) ([]byte, error) {
	data := make([]byte, c.Size)
	_, err := io.ReadFull(file, data)
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, away(err)
	}
	if c.sound(data) {
		return data, nil
	}
	err = fmt.Errorf("card %s, object %s: %w", c.Hash, c.object(), errDamaged)
	if aside := k.config.Objects.SetAside(ctx, c.object()); aside != nil {
		err = errors.Join(err, aside)
	}
	k.config.Damaged(err)
	return nil, fmt.Errorf("%w: %w", err, fs.ErrNotExist)
}

// scrub checks one card after the other, slowly, round after round until ctx ends: bytes
// that nobody reads are found to be damaged while there is still a backup of them.
func (k *Keeper) scrub(ctx context.Context, pause, every time.Duration) {
	sleep := func(d time.Duration) error {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(d):
			return nil
		}
	}
	for sleep(every) == nil {
		if !k.turn(ctx, choreScrub) {
			continue
		}
		_ = k.config.Objects.List(ctx, func(names []string) error { // the next round tries again
			for _, name := range names {
				hash, _, _ := strings.Cut(name, ".")
				if err := sleep(pause); err != nil {
					return err
				}
				k.check(ctx, hash)
			}
			return nil
		})
	}
}

// check sets the bytes of a card aside where they are damaged. What cannot be read now,
// or is gone, is none of its business.
func (k *Keeper) check(ctx context.Context, hash string) {
	c, err := k.entry(ctx, hash)
	if err != nil {
		return
	}
	if file, err := k.open(ctx, c); err == nil {
		_, _ = k.bytes(ctx, c, file)
	}
}
