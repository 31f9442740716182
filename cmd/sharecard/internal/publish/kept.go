package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/maypok86/otter/v2"
	"golang.org/x/sync/singleflight"

	"sharecard/cmd/sharecard/internal/objects"
	"sharecard/cmd/sharecard/internal/timing"
)

// Card is what is known of a kept card.
type Card struct {
	Hash string // see [ValidHash]
	Name string // last part of its address: "poster.jpg"
	MIME string
	ETag string // quoted
	// Report is what Sharecard-Report says, or empty.
	Report string
	// Manifest is the card's entry in a scheduler's list, JSON.
	Manifest []byte
	// Articles are the names of the card's article, and of those that it is a digest
	// of, under which it can be withdrawn. They hold no white space.
	Articles []string
	// Known are all names of an article that is stored nowhere; with the card a
	// store keeps that they belong together. It does not return them.
	Known   []string
	Brand   string    // that it was published under, or empty
	Size    int64     // bytes
	Sum     string    // SHA-256 of the bytes, hexadecimal
	Created time.Time // UTC, to the microsecond
}

// object is the name of the card's bytes.
func (c *Card) object() string {
	_, ending, _ := strings.Cut(c.Name, ".")
	return c.Hash + "." + ending
}

// Hashes have 128 bits: enough that no two cards share one, short enough for an
// address.
var hashForm = regexp.MustCompile(`^[0-9a-f]{32}$`)

// ValidHash reports whether hash has the form of a card's.
func ValidHash(hash string) bool { return hashForm.MatchString(hash) }

// HashOf shortens the key of a card, hexadecimal digits, to its hash.
func HashOf(key string) string { return key[:32] }

// Config is what a [Keeper] is made of. Store and Objects are required.
type Config struct {
	Store   Store
	Objects Objects // of cards alone
	// MaxBytes bounds the bytes of all cards together; 0: the disk does.
	MaxBytes int64
	// Keep is how long a card stays after the later of its making and its last
	// reading; 0: until it is withdrawn.
	Keep time.Duration
	// Damaged is told of bytes that are not those of their card, which were set aside;
	// nil: nobody is.
	Damaged func(error)
	// Turn reports whether this server does a chore that one of several servers over the
	// same store need do, once in so long; nil: there are no others.
	Turn func(ctx context.Context, chore string, every time.Duration) bool
	// Now is the clock; nil: time.Now.
	Now func() time.Time
}

// Keeper keeps cards. It is safe for concurrent use. Every method returns early
// with ctx's error where ctx ends.
type Keeper struct {
	config     Config
	maxAnswers int
	puts       singleflight.Group // by hash
	memory     *otter.Cache[string, []byte]

	mu    sync.Mutex
	reads map[string]time.Time // by hash, not yet in the store

	untidy atomic.Bool // bytes are left whose entry is gone
}

// New returns a Keeper.
func New(c Config) *Keeper {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Damaged == nil {
		c.Damaged = func(error) {}
	}
	return &Keeper{config: c, maxAnswers: maxAnswers, memory: newMemory(), reads: map[string]time.Time{}}
}

// Put keeps a card, and sets its Size, Sum and Created. Where the card is kept already,
// nothing changes; where its bytes were lost or damaged it is kept again, or it is
// [ErrChanged] where they are others. It returns [ErrFull] where there is no room and
// [ErrWithdrawn] where the card or its article was withdrawn.
func (k *Keeper) Put(ctx context.Context, c *Card, data []byte) (*Card, error) {
	defer timing.Begin(ctx, "store")()
	if !ValidHash(c.Hash) {
		return nil, fmt.Errorf("keeping a card: %.40q is no hash", c.Hash)
	}
	// Written once for all who bring it at the same time. The others' contexts
	// do not end it, and so nor does the first one's.
	kept, err, _ := k.puts.Do(c.Hash, func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), putTimeout)
		defer cancel()
		switch before, err := k.before(ctx, c.Hash, data); {
		case err == nil:
			return before, nil
		case !errors.Is(err, ErrNotFound):
			return nil, err
		}
		kept := *c
		kept.Size, kept.Sum = int64(len(data)), sumOf(data)
		return &kept, k.put(ctx, &kept, data)
	})
	if err != nil {
		return nil, fmt.Errorf("keeping card %s: %w", c.Hash, err)
	}
	return kept.(*Card), nil
}

// putTimeout ends the writing of a card that the disk holds up.
const putTimeout = 30 * time.Second

// before returns the card that is kept already, [ErrNotFound] where it is to be kept, or
// [ErrChanged] where its bytes were lost and data are others.
func (k *Keeper) before(ctx context.Context, hash string, data []byte) (*Card, error) {
	c, err := k.entry(ctx, hash)
	if err != nil {
		return nil, err
	}
	switch err := k.placed(ctx, c); {
	case !errors.Is(err, fs.ErrNotExist):
		return c, err
	case !c.sound(data):
		return nil, ErrChanged
	}
	return nil, ErrNotFound
}

// put writes the bytes of a card and then enters it. It looks first whether that
// will be refused, so that a full store costs no writing.
func (k *Keeper) put(ctx context.Context, c *Card, data []byte) error {
	switch gone, err := k.config.Store.Withdrawn(ctx, c.Articles...); {
	case err != nil:
		return err
	case gone:
		return ErrWithdrawn
	}
	if k.config.MaxBytes > 0 {
		used, err := k.config.Store.Used(ctx)
		if err != nil {
			return err
		}
		if used+c.Size > k.config.MaxBytes {
			return TooMuch(used, c.Size, k.config.MaxBytes)
		}
	}
	// A command that starts beside this server may take the bytes for a crash's.
	for attempt := 1; ; attempt++ {
		err := k.config.Objects.Put(ctx, c.object(), data)
		if err == nil {
			err = k.config.Store.Keep(ctx, c, k.config.MaxBytes, func() error { return k.placed(ctx, c) })
			if err == nil {
				return nil
			}
			k.removeBytes(ctx, []*Card{c})
		}
		if errors.Is(err, objects.ErrFull) {
			return fmt.Errorf("%w: %w", ErrFull, err)
		}
		err = away(err)
		if attempt == 3 || !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
}

// TooMuch is the error about a card that does not fit the limit of all cards.
func TooMuch(used, more, limit int64) error {
	return fmt.Errorf("%w: %d of %d bytes are in use and %d more are needed", ErrFull, used, limit, more)
}

// placed returns an error unless the bytes of a card are there.
func (k *Keeper) placed(ctx context.Context, c *Card) error {
	size, err := k.config.Objects.Size(ctx, c.object())
	if err == nil {
		err = c.checkSize(size)
	}
	return away(err)
}

// checkSize returns an error where the bytes of a card have another length. They were put
// there by hand, and wrongly: the error is the one of bytes that are not there.
func (c *Card) checkSize(size int64) error {
	if size == c.Size {
		return nil
	}
	return fmt.Errorf("object %s has %d bytes, not %d: %w", c.object(), size, c.Size, fs.ErrNotExist)
}

// away is an error about the objects, as the one of this package where they cannot be
// reached.
func away(err error) error {
	if errors.Is(err, objects.ErrAway) {
		return fmt.Errorf("%w: %w", ErrAway, err)
	}
	return err
}

// open opens the bytes of a card.
func (k *Keeper) open(ctx context.Context, c *Card) (objects.File, error) {
	file, err := k.config.Objects.Open(ctx, c.object())
	if err != nil {
		return nil, away(err)
	}
	info, err := file.Stat()
	if err == nil {
		err = c.checkSize(info.Size())
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

// Find returns what is known of a card whose bytes are there, or [ErrNotFound]
// or [ErrWithdrawn].
func (k *Keeper) Find(ctx context.Context, hash string) (*Card, error) {
	c, err := k.find(ctx, hash)
	if err != nil {
		return nil, fmt.Errorf("looking for card %.40s: %w", hash, err)
	}
	return c, nil
}

func (k *Keeper) find(ctx context.Context, hash string) (*Card, error) {
	c, err := k.entry(ctx, hash)
	if err == nil {
		err = k.notThere(ctx, hash, k.placed(ctx, c))
	}
	return c, err
}

// entry returns what is known of a card.
func (k *Keeper) entry(ctx context.Context, hash string) (*Card, error) {
	if !ValidHash(hash) {
		return nil, ErrNotFound
	}
	return k.config.Store.Card(ctx, hash)
}

// notThere turns the error about bytes that are not there into the one about the card:
// they were lost, or it was withdrawn since. Then its entry says so.
func (k *Keeper) notThere(ctx context.Context, hash string, err error) error {
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if _, err := k.config.Store.Card(ctx, hash); err != nil {
		return err
	}
	return ErrNotFound
}

// Read returns a card under the name it was kept by, and its bytes, which must not be
// changed. It returns [ErrNotFound] or [ErrWithdrawn] where there is none. Bytes are
// checked when they come from the disk; damaged ones are set aside and not found.
func (k *Keeper) Read(ctx context.Context, hash, name string) (c *Card, data []byte, err error) {
	defer timing.Begin(ctx, "store")()
	if c, data, err = k.read(ctx, hash, name); err != nil {
		return nil, nil, fmt.Errorf("reading card %.40s/%.80s: %w", hash, name, err)
	}
	k.noteReading(hash)
	return c, data, nil
}

func (k *Keeper) read(ctx context.Context, hash, name string) (*Card, []byte, error) {
	c, err := k.entry(ctx, hash)
	if err != nil {
		return nil, nil, err
	}
	if c.Name != name {
		return nil, nil, ErrNotFound
	}
	if data, found := k.memory.GetIfPresent(hash); found {
		return c, data, nil
	}
	file, err := k.open(ctx, c)
	if err != nil {
		return nil, nil, k.notThere(ctx, hash, err)
	}
	data, err := k.bytes(ctx, c, file)
	if err == nil {
		k.memory.Set(hash, data)
	}
	return c, data, k.notThere(ctx, hash, err)
}

// maxListed is how many cards of an article are listed.
const maxListed = 500

// CardsOf returns what is known of the cards of an article, by its ID or another of
// its names: the last 500, the newest first. more tells that there are others. Their
// Articles, MIME, ETag, Report and Brand are not filled.
func (k *Keeper) CardsOf(ctx context.Context, name string) (cards []*Card, more bool, err error) {
	cards, err = k.config.Store.CardsOf(ctx, name, maxListed+1)
	if err != nil {
		return nil, false, fmt.Errorf("listing the cards of article %q: %w", name, err)
	}
	if more = len(cards) > maxListed; more {
		cards = cards[:maxListed]
	}
	return cards, more, nil
}

// Usage tells how many bytes all cards have together, and how many they may
// have; 0: no limit but the disk.
func (k *Keeper) Usage(ctx context.Context) (bytes, limit int64, err error) {
	bytes, err = k.config.Store.Used(ctx)
	return bytes, k.config.MaxBytes, err
}
