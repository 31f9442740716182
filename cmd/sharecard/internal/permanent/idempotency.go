package permanent

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
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

// Request is a request as its idempotency key stands for it.
type Request struct {
	Caller string // each has keys of its own
	Key    string
	Body   [sha256.Size]byte // hash of all that was asked
}

// Answer returns how the request was answered, or [ErrNotFound] where it was
// not, or [ErrKeyReused] where the key came with another request.
func (s *Store) Answer(ctx context.Context, r Request) ([]byte, error) {
	answer, err := s.answer(ctx, s.db, r)
	if err != nil {
		return nil, fmt.Errorf("looking for the answer to an idempotency key: %w", known(err))
	}
	return answer, nil
}

func (s *Store) answer(ctx context.Context, q querier, r Request) (answer []byte, err error) {
	var body []byte
	since := s.now() - RememberFor.Microseconds()
	err = q.QueryRowContext(ctx, `SELECT body, answer FROM answers WHERE caller = ? AND key = ? AND at > ?`, r.Caller, r.Key, since).
		Scan(&body, &answer)
	if err == nil && !bytes.Equal(body, r.Body[:]) {
		return nil, ErrKeyReused
	}
	return answer, err
}

// Remember keeps the answer to a request for a day. Where another of the same
// key was faster, it returns that one's answer, or [ErrKeyReused]; so all get the
// same. It returns [ErrFull] where too many are remembered.
func (s *Store) Remember(ctx context.Context, r Request, answer []byte) (first []byte, err error) {
	if len(answer) > maxAnswerBytes {
		return nil, fmt.Errorf("remembering an answer of %d bytes: %w", len(answer), ErrFull)
	}
	err = s.change(ctx, func(ctx context.Context, tx *sql.Tx) error {
		first, err = s.answer(ctx, tx, r)
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		first = answer
		if s.countAnswers(0) >= maxAnswers {
			return fmt.Errorf("%w: %d answers are remembered", ErrFull, maxAnswers)
		}
		s.countAnswers(1)
		_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)`, r.Caller, r.Key, r.Body[:], answer, s.now())
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("remembering the answer to an idempotency key: %w", err)
	}
	return first, nil
}

// ForgetAnswer forgets how the request was answered, if it was.
func (s *Store) ForgetAnswer(ctx context.Context, r Request) error {
	result, err := s.db.ExecContext(ctx, `DELETE FROM answers WHERE caller = ? AND key = ? AND body = ?`, r.Caller, r.Key, r.Body[:])
	if err != nil {
		return fmt.Errorf("forgetting the answer to an idempotency key: %w", known(err))
	}
	n, err := result.RowsAffected()
	s.countAnswers(-n)
	return err
}

// countAnswers adds n to the number of answers remembered, and returns it. One
// that was counted and not stored is counted off at the next start.
func (s *Store) countAnswers(n int64) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answers += n
	return s.answers
}

// forgetAnswers removes the answers that are older than a day.
func (s *Store) forgetAnswers(ctx context.Context) error {
	result, err := s.db.ExecContext(ctx, `DELETE FROM answers WHERE at <= ?`, s.now()-RememberFor.Microseconds())
	if err != nil {
		return fmt.Errorf("forgetting old answers: %w", known(err))
	}
	n, err := result.RowsAffected()
	s.countAnswers(-n)
	return err
}
