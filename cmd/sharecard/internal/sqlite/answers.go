package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"sharecard/cmd/sharecard/internal/publish"
)

// Answer implements [publish.Answers].
func (s *Cards) Answer(ctx context.Context, r publish.Request, since time.Time) ([]byte, error) {
	answer, err := answerTo(ctx, s.db.read, r, since)
	if err != nil {
		return nil, cardFault(err)
	}
	return answer, nil
}

// answerTo returns sql.ErrNoRows where the request was not answered after since.
func answerTo(ctx context.Context, q querier, r publish.Request, since time.Time) (answer []byte, err error) {
	var body []byte
	err = q.QueryRowContext(ctx, `SELECT body, answer FROM answers WHERE caller = ? AND key = ? AND at > ?`,
		r.Caller, r.Key, since.UnixMicro()).Scan(&body, &answer)
	if err == nil && !bytes.Equal(body, r.Body[:]) {
		return nil, publish.ErrKeyReused
	}
	return answer, err
}

// Remember implements [publish.Answers].
func (s *Cards) Remember(ctx context.Context, r publish.Request, answer []byte, since time.Time, limit int) (first []byte, err error) {
	err = s.change(ctx, func(tx *Tx) error {
		first, err = answerTo(ctx, tx, r, since)
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		// One that is too old may be there still.
		if _, err := tx.ExecContext(ctx, `DELETE FROM answers WHERE caller = ? AND key = ?`, r.Caller, r.Key); err != nil {
			return err
		}
		remembered, err := total(ctx, tx, "answers")
		if err != nil {
			return err
		}
		if remembered >= int64(limit) {
			return fmt.Errorf("%w: %d answers are remembered", publish.ErrFull, remembered)
		}
		first = answer
		_, err = tx.ExecContext(ctx, `INSERT INTO answers VALUES (?, ?, ?, ?, ?)`, r.Caller, r.Key, r.Body[:], answer, tx.at())
		return err
	})
	if err != nil {
		return nil, err
	}
	return first, nil
}

// ForgetAnswer implements [publish.Answers].
func (s *Cards) ForgetAnswer(ctx context.Context, r publish.Request) error {
	_, err := s.db.write.ExecContext(ctx, `DELETE FROM answers WHERE caller = ? AND key = ? AND body = ?`, r.Caller, r.Key, r.Body[:])
	return cardFault(err)
}

// ForgetAnswers implements [publish.Answers].
func (s *Cards) ForgetAnswers(ctx context.Context, before time.Time) error {
	_, err := s.db.write.ExecContext(ctx, `DELETE FROM answers WHERE at <= ?`, before.UnixMicro())
	return cardFault(err)
}
