package postgres

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sharecard/cmd/sharecard/internal/publish"
)

// Answer implements [publish.Answers].
func (s *Cards) Answer(ctx context.Context, r publish.Request, since time.Time) (answer []byte, err error) {
	err = s.db.read(ctx, func(ctx context.Context, q querier) (err error) {
		answer, err = answerTo(ctx, q, r, since)
		return err
	})
	if err != nil {
		return nil, cardFault(err)
	}
	return answer, nil
}

// answerTo returns pgx.ErrNoRows where the request was not answered after since.
func answerTo(ctx context.Context, q querier, r publish.Request, since time.Time) (answer []byte, err error) {
	var body []byte
	err = q.QueryRow(ctx, `SELECT body, answer FROM answers WHERE caller = $1 AND key = $2 AND at > $3`,
		r.Caller, r.Key, since.UnixMicro()).Scan(&body, &answer)
	if err == nil && !bytes.Equal(body, r.Body[:]) {
		return nil, publish.ErrKeyReused
	}
	return answer, err
}

// Remember implements [publish.Answers].
func (s *Cards) Remember(ctx context.Context, r publish.Request, answer []byte, since time.Time, limit int) (first []byte, err error) {
	if answer == nil {
		answer = []byte{} // not NULL
	}
	err = s.change(ctx, func(tx *Tx) error {
		first, err = answerTo(ctx, tx, r, since)
		if !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
		// One that is too old may be there still.
		_, err = tx.Exec(ctx, `DELETE FROM answers WHERE caller = $1 AND key = $2 AND at <= $3`, r.Caller, r.Key, since.UnixMicro())
		if err != nil {
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
		entered, err := tx.Exec(ctx, `INSERT INTO answers VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
			r.Caller, r.Key, r.Body[:], answer, tx.at())
		if err != nil || entered.RowsAffected() > 0 {
			return err
		}
		first, err = answerTo(ctx, tx, r, since) // another replica's
		return err
	})
	if err != nil {
		return nil, err
	}
	return first, nil
}

// ForgetAnswer implements [publish.Answers].
func (s *Cards) ForgetAnswer(ctx context.Context, r publish.Request) error {
	return cardFault(s.db.exec(ctx, `DELETE FROM answers WHERE caller = $1 AND key = $2 AND body = $3`, r.Caller, r.Key, r.Body[:]))
}

// ForgetAnswers implements [publish.Answers].
func (s *Cards) ForgetAnswers(ctx context.Context, before time.Time) error {
	return cardFault(s.db.exec(ctx, `DELETE FROM answers WHERE at <= $1`, before.UnixMicro()))
}
