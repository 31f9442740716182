// Package storetest is what each home of the stores must do, as tests of package testing:
// sqlite with a folder, postgres with a bucket. It also finds or starts the servers that
// tests of several replicas need; see postgres.go and s3.go.
//
//	articles.go copies.go covers.go recent.go   article.Store and upstream.Copies
//	keep_*.go                                   publish.Keeper over publish.Store and Objects
//	jobs.go                                     queue.Store
package storetest

import (
	"context"
	"errors"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/queue"
	"sharecard/cmd/sharecard/internal/upstream"
)

// Begin makes a home that is empty, for one test.
type Begin func(t *testing.T) Open

// Open opens the home, as another process or a later start does. It fails the test where
// it cannot. now is the clock; nil: time.Now. What is open is closed with the test.
type Open func(now func() time.Time) *Opened

// Opened are the stores of a home. All fields are required.
type Opened struct {
	Stores
	Cards                     publish.Store
	Jobs                      queue.Store
	CardObjects, CoverObjects publish.Objects
	// Bound sets smaller bounds than a real store has.
	Bound func(pictureBytes int64, copies int)
	// Tidy does what is done now and then, or at the start.
	Tidy func(context.Context) error
	// Close closes it before the test ends.
	Close func()
}

// Stores keeps articles, and copies of an upstream's.
type Stores interface {
	article.Store
	upstream.Copies
}

// Articles runs the tests of articles.
func Articles(t *testing.T, begin Begin) {
	for name, test := range map[string]func(*testing.T, Open){
		"KeepsArticles": testStoreKeepsArticles, "Withdraws": testStoreWithdraws, "RefusesInvalidArticles": testStoreRefusesInvalidArticles,
		"ListsNewestFirst": testStoreListsNewestFirst, "ManyAtOnce": testStoreManyAtOnce, "HonoursContext": testStoreHonoursContext,
		"KeepsCopies": testStoreKeepsCopies, "CopiesAreBounded": testCopiesAreBounded, "KeepsCovers": testStoreKeepsCovers,
		"RefusesCovers": testStoreRefusesCovers, "CoversWithoutEntry": testCoversWithoutEntry, "CoversLeaveNothing": testCoversLeaveNothing,
		"OwnChangesAreSeenAtOnce": testOwnChangesAreSeenAtOnce, "AbsenceIsNotRememberedTooLong": testAbsenceIsNotRememberedTooLong,
		"ChangesOfOtherProcessesAreSeen": testChangesOfOtherProcessesAreSeen, "Sum": testSum,
	} {
		t.Run(name, func(t *testing.T) { test(t, begin(t)) })
	}
}

// Cards runs the tests of kept cards.
func Cards(t *testing.T, begin Begin) {
	for name, test := range map[string]func(*testing.T, Open){
		"CardStaysAfterRestart": testCardStaysAfterRestart, "KeptTwiceIsKeptOnce": testKeptTwiceIsKeptOnce, "ManyKeepOneCard": testManyKeepOneCard,
		"Limit": testLimit, "Keep": testKeep, "RunNotesReadings": testRunNotesReadings, "KeptForever": testKeptForever, "HashesOnly": testHashesOnly,
		"KeepWhileTidying": testKeepWhileTidying, "AnswersAreRemembered": testAnswersAreRemembered,
		"WithdrawnStaysWithdrawn": testWithdrawnStaysWithdrawn, "Reinstate": testReinstate, "WithdrawnBrands": testWithdrawnBrands,
		"WithdrawWhileKeeping": testWithdrawWhileKeeping, "WithdrawIsAllOrNothing": testWithdrawIsAllOrNothing,
	} {
		t.Run(name, func(t *testing.T) { test(t, begin(t)) })
	}
}

// Objects tests what keeps bytes under names. open opens it, as a later start does.
func Objects(t *testing.T, open func() publish.Objects) { testObjects(t, open) }

func put(t *testing.T, s article.Store, a *article.Article) *article.Record {
	t.Helper()
	r, err := s.Put(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// lift ends the withdrawal of an article.
func lift(ctx context.Context, s *Opened, id string) error {
	_, err := s.Cards.Lift(ctx, publish.Withdrawal{Articles: [][]string{{id}}})
	return err
}

func second[T any](_ T, err error) error { return err }

// count is how many objects there are.
func count(t *testing.T, o publish.Objects) int { return len(names(t, o)) }

func names(t *testing.T, o publish.Objects) (all []string) {
	t.Helper()
	err := o.List(t.Context(), func(some []string) error {
		all = append(all, some...)
		return nil
	})
	if err != nil && !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	return all
}
