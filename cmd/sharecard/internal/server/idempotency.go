package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/publish"
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
// what do returns, and remembers that. Errors are not remembered, and an answer
// is forgotten once the card is gone that it names.
func (s *Server) once(ctx context.Context, r publish.Request, do func() ([]byte, error)) ([]byte, error) {
	if r.Key == "" {
		return do()
	}
	if s.Permanent == nil {
		return nil, errNoStore
	}
	before, err := s.Permanent.Answer(ctx, r)
	if err == nil {
		err = s.stillKept(ctx, before)
		if errors.Is(err, publish.ErrNotFound) {
			err = errors.Join(err, s.Permanent.ForgetAnswer(ctx, r))
		}
	}
	if !errors.Is(err, publish.ErrNotFound) {
		return before, err
	}
	answer, err := do()
	if err != nil {
		return nil, err
	}
	return s.Permanent.Remember(ctx, r, answer)
}

// stillKept returns an error where the card of a remembered entry is not kept any
// more: it expired or was withdrawn, and so its address is none to hand out.
func (s *Server) stillKept(ctx context.Context, answer []byte) error {
	if len(answer) == 0 { // to a request for a picture
		return nil
	}
	var named struct {
		Hash string `json:"hash"`
	}
	if err := json.Unmarshal(answer, &named); err != nil {
		return fmt.Errorf("reading a remembered answer: %w", err)
	}
	_, err := s.Permanent.Find(ctx, named.Hash)
	return err
}
