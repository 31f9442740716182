package publish

import (
	"context"
	"time"

	"sharecard/cmd/sharecard/internal/objects"
)

// Store is what is known of kept cards, withdrawals and answers: an [Index],
// [Withdrawals] and [Answers] in one database, so that each of their methods is one
// transaction. It is safe for concurrent use. Every method returns early with ctx's
// error where ctx ends; errors wrap those of this package.
type Store interface {
	Index
	Withdrawals
	Answers
}

// Index is what is known of kept cards.
type Index interface {
	// Card returns what is known of a card, or ErrWithdrawn or ErrNotFound.
	Card(ctx context.Context, hash string) (*Card, error)

	// CardsOf returns up to limit cards that can be withdrawn under an article's name,
	// those that were made last first.
	CardsOf(ctx context.Context, name string, limit int) ([]*Card, error)

	// Keep enters a card and sets its time. It returns ErrWithdrawn where the card
	// or one of its articles was withdrawn, ErrFull where all cards together would
	// have more than limit bytes (0: no limit), and what placed returns, which is
	// called last within the transaction: it looks whether the bytes are there.
	// A card that has an entry gets this one.
	Keep(ctx context.Context, c *Card, limit int64, placed func() error) error

	// Used is how many bytes all cards have together.
	Used(ctx context.Context) (bytes int64, err error)

	// NoteReads writes down when cards were last read, by their hash.
	NoteReads(ctx context.Context, reads map[string]time.Time) error

	// Expire removes the entries of up to limit cards that were neither made nor
	// read since before, but for those that spare wants to stay, and returns them.
	Expire(ctx context.Context, before time.Time, limit int, spare func(hash string) bool) ([]*Card, error)

	// Unkept calls remove for those hashes that have no entry, while none of them
	// can get one.
	Unkept(ctx context.Context, hashes []string, remove func(hash string) error) error
}

// Withdrawals are what was taken back. Errors of Withdraw and Lift wrap those of
// package article, whose articles they change.
type Withdrawals interface {
	// Withdraw takes articles and cards back: it leaves the tombstones of the
	// articles, removes the entries of all cards concerned and notes what must not
	// come back, all in one transaction, for which there is room on a full disk.
	// It returns all names of the articles, and the cards that had entries.
	// Withdrawing again is no error.
	//
	// Names of one article are those that a stored article has, a copy of an
	// upstream's or the payload of a kept card, and those that were withdrawn
	// together: whoever has one of them has them all, and so on from each, but for
	// an article.TextName that was not given.
	Withdraw(ctx context.Context, w Withdrawal) (names []string, gone []*Card, err error)

	// Lift takes a withdrawal back, in one transaction: what was withdrawn together is
	// lifted together, and the cards may be kept again. It returns the names. An article that was stored has
	// nothing left to show and keeps its tombstone until it is reinstated in its own
	// store, which lifts the withdrawal too.
	Lift(ctx context.Context, w Withdrawal) (names []string, err error)

	// Withdrawn reports whether any article of these names was withdrawn. It is
	// asked for each card that is drawn, and should answer from memory.
	Withdrawn(ctx context.Context, names ...string) (bool, error)

	// Concerned returns what Withdraw would take back, or did.
	Concerned(ctx context.Context, w Withdrawal) (*Concerned, error)
}

// Answers are how requests with an idempotency key were answered.
type Answers interface {
	// Answer returns how the request was answered after since, ErrNotFound where it
	// was not, or ErrKeyReused where the key came with another request.
	Answer(ctx context.Context, r Request, since time.Time) ([]byte, error)

	// Remember keeps an answer. Where there is one after since already, it returns
	// that, or ErrKeyReused. It returns ErrFull where limit are remembered.
	Remember(ctx context.Context, r Request, answer []byte, since time.Time, limit int) (first []byte, err error)

	// ForgetAnswer forgets how the request was answered, if it was.
	ForgetAnswer(ctx context.Context, r Request) error

	// ForgetAnswers forgets all answers that are not after before.
	ForgetAnswers(ctx context.Context, before time.Time) error
}

// Objects keeps bytes under names, such as [objects.Folder]. It is safe for
// concurrent use. Put returns once the bytes outlast a loss of power, or
// objects.ErrFull; errors about what is not there wrap fs.ErrNotExist, but for
// Remove, to which that is no error. Errors about what cannot be reached wrap
// objects.ErrAway. List calls each with some names at a time.
type Objects interface {
	Put(ctx context.Context, name string, data []byte) error
	Open(ctx context.Context, name string) (objects.File, error)
	// Size is how many bytes an object has.
	Size(ctx context.Context, name string) (int64, error)
	Remove(ctx context.Context, name string) error
	// SetAside puts damaged bytes where nobody finds them under their name any more.
	SetAside(ctx context.Context, name string) error
	List(ctx context.Context, each func(names []string) error) error
}
