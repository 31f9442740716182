package postgres

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/objects"
	"sharecard/cmd/sharecard/internal/publish"
)

// errAway is what callers learn as the ErrAway of their package.
var errAway = errors.New("the database cannot be reached")

// faults are the errors of one of the stores, by what they stand for.
type faults struct {
	notFound  error // no row
	withdrawn error // by the function admit
	busy      error // others are in the way; trying again may succeed
	away      error // the database cannot be reached, or does not answer in time
	full      error // its disk has no room, or the bucket
	corrupt   error // it says that its files are damaged
}

// articleFault turns the errors that callers act upon into those of package article.
func articleFault(err error) error {
	return faults{
		article.ErrNotFound, article.ErrWithdrawn, article.ErrBusy, article.ErrAway, article.ErrFull, article.ErrCorrupt,
	}.translate(err)
}

// cardFault turns the errors that callers act upon into those of package publish.
func cardFault(err error) error {
	return faults{
		publish.ErrNotFound, publish.ErrWithdrawn, publish.ErrBusy, publish.ErrAway, publish.ErrFull, publish.ErrCorrupt,
	}.translate(err)
}

// translate returns err wrapped with the one of f that it means, notFound itself for
// no row, and any other error as it is.
func (f faults) translate(err error) error {
	meaning := error(nil)
	fault := (*pgconn.PgError)(nil)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, pgx.ErrNoRows):
		return f.notFound
	case errors.Is(err, objects.ErrFull):
		meaning = f.full
	case errors.Is(err, errAway), errors.Is(err, objects.ErrAway):
		meaning = f.away
	case errors.As(err, &fault):
		meaning = f.ofCode(fault.Code)
	case lost(err):
		meaning = f.away
	}
	if meaning == nil || errors.Is(err, meaning) {
		return err
	}
	return fmt.Errorf("%w: %w", meaning, err)
}

// ofCode returns what a code of PostgreSQL (its Appendix A), or of ours, means.
func (f faults) ofCode(code string) error {
	switch code {
	case "SC410":
		return f.withdrawn
	case "SC422":
		return &article.FieldError{Field: "cover.url", Reason: "names no picture that is stored here"}
	case "53100", "53200": // disk_full, out_of_memory
		return f.full
	case "55P03", "57014", "53300": // lock_not_available, query_canceled, too_many_connections
		return f.busy
	case "57P01", "57P02", "57P03", "57P05", "25006", "25P03": // it stops, starts, is a standby, or was idle in a transaction
		return f.away
	case "XX001", "XX002": // data_corrupted, index_corrupted
		return f.corrupt
	}
	switch {
	case strings.HasPrefix(code, "08"): // connection_exception
		return f.away
	case retryable(code):
		return f.busy
	}
	return nil
}

// again reports whether a transaction failed because of another one.
func again(err error) bool {
	fault := (*pgconn.PgError)(nil)
	return errors.As(err, &fault) && retryable(fault.Code)
}

// retryable lists serialization_failure and deadlock_detected, and foreign_key_violation:
// a picture went, or was used again, at the same moment.
func retryable(code string) bool { return code == "40001" || code == "40P01" || code == "23503" }

// lost reports whether an error is of the connection.
func lost(err error) bool {
	connecting, network := (*pgconn.ConnectError)(nil), net.Error(nil)
	return errors.As(err, &connecting) || pgconn.SafeToRetry(err) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, net.ErrClosed) || errors.As(err, &network) &&
		!errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded)
}

// late turns an error into errAway where the time ran out that the database has, and not
// the caller's.
func late(err error, within, caller context.Context) error {
	if err != nil && within.Err() != nil && caller.Err() == nil {
		return fmt.Errorf("%w in time: %w", errAway, err)
	}
	return err
}
