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
	// Articles are sets of names, one for each article; see article.Names. A store
	// adds those that it knows to be names of the same article.
	Articles [][]string
	// Hashes are those of single cards, which need not be kept.
	Hashes []string
	// Brands are those that articles, by their names, were published under although
	// no card of theirs tells; see [Concerned]. Lifting needs none.
	Brands map[string][]string
}

// Concerned is what a withdrawal reaches.
type Concerned struct {
	// Names are all names of the articles, those of the withdrawal among them.
	Names []string
	// Stored are those of them under which an article, or a copy of an upstream's, is
	// stored.
	Stored []string
	// Cards are kept.
	Cards []*Card
	// Brands are those of what was withdrawn already under these names and hashes.
	Brands []string
}

// Withdraw takes articles and single cards back: their cards are removed and can
// neither be read nor kept again until that is lifted. It returns all names of the
// articles, and the cards that were removed. Withdrawing again is no error.
func (k *Keeper) Withdraw(ctx context.Context, w Withdrawal) (names []string, gone []*Card, err error) {
	names, gone, err = k.config.Store.Withdraw(ctx, w)
	if errors.Is(err, article.ErrFull) && k.makeRoom(ctx, w) {
		names, gone, err = k.config.Store.Withdraw(ctx, w)
	}
	if err != nil {
		return nil, nil, err
	}
	k.removeBytes(ctx, gone)
	return names, gone, nil
}

// makeRoom removes the bytes of cards that are about to be withdrawn, which nobody
// may see any more, on a disk that is so full that not even that can be written
// down. It reports whether there were any.
func (k *Keeper) makeRoom(ctx context.Context, w Withdrawal) bool {
	concerned, err := k.config.Store.Concerned(ctx, w)
	if err != nil {
		return false
	}
	for _, c := range concerned.Cards {
		if err := k.config.Objects.Remove(ctx, c.object()); err != nil {
			return false
		}
	}
	return len(concerned.Cards) > 0
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
func (k *Keeper) Lift(ctx context.Context, w Withdrawal) (names []string, err error) {
	return k.config.Store.Lift(ctx, w)
}

// Withdrawn reports whether any article of these names was withdrawn.
func (k *Keeper) Withdrawn(ctx context.Context, names ...string) (bool, error) {
	return k.config.Store.Withdrawn(ctx, names...)
}

// Concerned returns what a withdrawal reaches. Its Brands are those of the cards too,
// other than none.
func (k *Keeper) Concerned(ctx context.Context, w Withdrawal) (*Concerned, error) {
	concerned, err := k.config.Store.Concerned(ctx, w)
	if err != nil {
		return nil, fmt.Errorf("looking for what is withdrawn: %w", err)
	}
	brands := concerned.Brands
	for _, c := range concerned.Cards {
		brands = append(brands, c.Brand)
	}
	slices.Sort(brands)
	brands = slices.Compact(brands)
	concerned.Brands = slices.DeleteFunc(brands, func(brand string) bool { return brand == "" })
	return concerned, nil
}
