package auth_test

import (
	"errors"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/auth"
)

// A list of tokens is read or refused; an error never tells a secret, and who sends
// nothing is nobody.
func FuzzParseTokens(f *testing.F) {
	for _, text := range []string{"desk:0123456789abcdef", "a:0123456789abcdef,b@x:fedcba9876543210", "desk:short", ":",
		"a:0123456789abcdef;brands=x"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tokens, err := auth.ParseTokens(text)
		if err != nil {
			if !errors.Is(err, auth.ErrToken) {
				t.Errorf("%q: %v", text, err)
			}
			if _, secret, found := strings.Cut(text, ":"); found && len(secret) >= 16 && strings.Contains(err.Error(), secret) {
				t.Errorf("%v tells a secret", err)
			}
			return
		}
		if len(tokens.Callers()) == 0 {
			t.Errorf("%q has no callers", text)
		}
		for _, guess := range []string{"", text, "Bearer"} {
			if guess != text && tokens.Caller(guess) != nil {
				t.Errorf("%q is a token of %q", guess, text)
			}
		}
	})
}
