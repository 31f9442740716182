package publish

import (
	"context"
	"errors"

	"sharecard/cmd/sharecard/internal/article"
)

// FillDisk makes every later write of bytes fail with err.
func (k *Keeper) FillDisk(err error) { k.config.Objects = fullDisk{k.config.Objects, err} }

type fullDisk struct {
	Objects
	err error
}

func (d fullDisk) Put(context.Context, string, []byte) error { return d.err }

// RememberAtMost bounds the answers remembered at once.
func (k *Keeper) RememberAtMost(answers int) { k.maxAnswers = answers }

// KeepFiles makes bytes stay that are to be removed, until release is called.
func (k *Keeper) KeepFiles() (release func()) {
	before := k.config.Objects
	k.config.Objects = stuck{before}
	return func() { k.config.Objects = before }
}

type stuck struct{ Objects }

func (stuck) Remove(context.Context, string) error { return errors.New("it stays") }

// NoRoomBeside makes withdrawals fail as on a full disk as long as full says so.
func (k *Keeper) NoRoomBeside(full func() bool) { k.config.Store = fullStore{k.config.Store, full} }

type fullStore struct {
	Store
	full func() bool
}

func (s fullStore) Withdraw(ctx context.Context, w Withdrawal) ([]string, []*Card, error) {
	if s.full() {
		return nil, nil, article.ErrFull
	}
	return s.Store.Withdraw(ctx, w)
}
