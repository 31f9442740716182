package publish

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"sharecard/cmd/sharecard/internal/article"
)

// Withdrawal is what is taken back, or lifted.
type Withdrawal struct {
	// Articles are names: IDs of articles stored here, of an upstream's or of
	// payloads, and what article.HashID gives for an address.
	Articles []string
	// Hashes are those of single cards, which need not be kept.
	Hashes []string
	// Brands are those that articles, by their names, were published under although
	// no card of theirs tells; see [Keeper.Brands]. Lifting needs none.
	Brands map[string][]string
}

// Withdraw takes articles and single cards back: their cards are removed and can
// neither be read nor kept again until that is lifted. It returns how many cards
// were removed and the articles that any of them belonged to. Withdrawing again is
// no error.
func (k *Keeper) Withdraw(ctx context.Context, w Withdrawal) (removed int, concerned []string, err error) {
	gone, err := k.config.Store.Withdraw(ctx, w)
	if errors.Is(err, article.ErrFull) && k.makeRoom(ctx, w) {
		gone, err = k.config.Store.Withdraw(ctx, w)
	}
	if err != nil {
		return 0, nil, err
	}
	k.removeBytes(ctx, gone)
	for _, c := range gone {
		concerned = append(concerned, c.Articles...)
	}
	return len(gone), concerned, nil
}

// makeRoom removes the bytes of cards that are about to be withdrawn, which nobody
// may see any more, on a disk that is so full that not even that can be written
// down. It reports whether there were any.
func (k *Keeper) makeRoom(ctx context.Context, w Withdrawal) bool {
	cards, _, err := k.config.Store.Concerned(ctx, w.Articles, w.Hashes)
	if err != nil {
		return false
	}
	for _, c := range cards {
		if err := k.config.Objects.Remove(ctx, c.object()); err != nil {
			return false
		}
	}
	return len(cards) > 0
}

// removeBytes removes the bytes of cards whose entries are gone. What cannot be
// removed is never read, and is left for [Keeper.Run].
func (k *Keeper) removeBytes(ctx context.Context, cards []*Card) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), putTimeout)
	defer cancel()
	hashes, names := make([]string, len(cards)), make(map[string]string, len(cards))
	for i, c := range cards {
		hashes[i], names[c.Hash] = c.Hash, c.object()
	}
	for some := range slices.Chunk(hashes, atOnce) {
		err := k.config.Store.Unkept(ctx, some, func(hash string) error {
			return k.config.Objects.Remove(ctx, names[hash])
		})
		if err != nil {
			k.untidy.Store(true)
		}
	}
}

// Lift takes a withdrawal back. Cards that were removed are not there until they
// are kept again.
func (k *Keeper) Lift(ctx context.Context, w Withdrawal) error {
	return k.config.Store.Lift(ctx, w)
}

// Withdrawn reports whether any article of these names was withdrawn.
func (k *Keeper) Withdrawn(ctx context.Context, names ...string) (bool, error) {
	return k.config.Store.Withdrawn(ctx, names...)
}

// Brands returns the brands, other than none, of the kept cards that
// [Keeper.Withdraw] would take back, and those of what it took back.
func (k *Keeper) Brands(ctx context.Context, articles, hashes []string) ([]string, error) {
	cards, brands, err := k.config.Store.Concerned(ctx, articles, hashes)
	if err != nil {
		return nil, fmt.Errorf("looking for cards: %w", err)
	}
	for _, c := range cards {
		brands = append(brands, c.Brand)
	}
	slices.Sort(brands)
	brands = slices.Compact(brands)
	return slices.DeleteFunc(brands, func(brand string) bool { return brand == "" }), nil
}
