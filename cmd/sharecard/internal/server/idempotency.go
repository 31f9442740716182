package server

import (
	"context"
	"errors"
	"regexp"
	"strings"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/permanent"
)

// keyForm is visible ASCII, as much of it as anybody needs.
var keyForm = regexp.MustCompile(`^[!-~]{1,255}$`)

// idempotencyKey reads a key, in quotes or without: its header is meant to be a
// String of RFC 9651.
func idempotencyKey(text string) (string, error) {
	key := text
	if unquoted, quoted := strings.CutPrefix(text, `"`); quoted {
		if key, quoted = strings.CutSuffix(unquoted, `"`); !quoted {
			key = ""
		}
	}
	if text != "" && !keyForm.MatchString(key) {
		return "", &card.FieldError{Field: "Idempotency-Key", Reason: "must be 1 to 255 visible ASCII characters"}
	}
	return key, nil
}

// once answers as the request was answered before or, where it was not, with
// what do returns, and remembers that. Errors are not remembered.
func (s *Server) once(ctx context.Context, r permanent.Request, do func() ([]byte, error)) ([]byte, error) {
	if r.Key == "" {
		return do()
	}
	if s.Permanent == nil {
		return nil, errNoStore
	}
	before, err := s.Permanent.Answer(ctx, r)
	if !errors.Is(err, permanent.ErrNotFound) {
		return before, err
	}
	answer, err := do()
	if err != nil {
		return nil, err
	}
	return s.Permanent.Remember(ctx, r, answer)
}
