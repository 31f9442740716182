package publish

import (
	"context"
	"crypto/sha256"
	"fmt"
	"time"
)

const (
	// RememberFor is how long an answer is remembered.
	RememberFor = 24 * time.Hour
	// maxAnswers bounds the answers remembered at once.
	maxAnswers = 100_000
	// maxAnswerBytes bounds one of them.
	maxAnswerBytes = 64 << 10
)

// Request is what an idempotency key identifies.
type Request struct {
	Caller string // each has keys of its own
	Key    string
	Body   [sha256.Size]byte // hash of all that was asked
}

// Answer returns how the request was answered, or [ErrNotFound] where it was
// not, or [ErrKeyReused] where the key came with another request.
func (k *Keeper) Answer(ctx context.Context, r Request) ([]byte, error) {
	answer, err := k.config.Store.Answer(ctx, r, k.remembered())
	if err != nil {
		return nil, fmt.Errorf("looking for the answer to an idempotency key: %w", err)
	}
	return answer, nil
}

// Remember keeps the answer to a request for a day. Where another of the same
// key was faster, it returns that one's answer, or [ErrKeyReused]; so all get the
// same. It returns [ErrFull] where too many are remembered.
func (k *Keeper) Remember(ctx context.Context, r Request, answer []byte) (first []byte, err error) {
	if len(answer) > maxAnswerBytes {
		return nil, fmt.Errorf("remembering an answer of %d bytes: %w", len(answer), ErrFull)
	}
	first, err = k.config.Store.Remember(ctx, r, answer, k.remembered(), k.maxAnswers)
	if err != nil {
		return nil, fmt.Errorf("remembering the answer to an idempotency key: %w", err)
	}
	return first, nil
}

// ForgetAnswer forgets how the request was answered, if it was.
func (k *Keeper) ForgetAnswer(ctx context.Context, r Request) error {
	if err := k.config.Store.ForgetAnswer(ctx, r); err != nil {
		return fmt.Errorf("forgetting the answer to an idempotency key: %w", err)
	}
	return nil
}

// forgetAnswers removes the answers that are older than a day.
func (k *Keeper) forgetAnswers(ctx context.Context) error {
	if err := k.config.Store.ForgetAnswers(ctx, k.remembered()); err != nil {
		return fmt.Errorf("forgetting old answers: %w", err)
	}
	return nil
}

// remembered is the time after which an answer counts.
func (k *Keeper) remembered() time.Time { return k.config.Now().Add(-RememberFor) }
