package auth

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"regexp"

	"sharecard/cmd/sharecard/internal/auth/credential"
)

// ErrToken is wrapped by the errors of [ParseTokens].
var ErrToken = errors.New("malformed token")

// MaxTokens is how many tokens a list may have.
const MaxTokens = 256

// Tokens is a list of tokens. It is immutable and safe for concurrent use; a
// nil *Tokens is the empty list.
type Tokens struct{ entries []entry }

type entry struct {
	caller *Caller
	hash   [sha256.Size]byte // of the secret
}

var kind = credential.Kind{
	Err: ErrToken, Max: MaxTokens, Label: "name",
	Name: regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`), Chars: "1 to 64 of A–Z, a–z, 0–9 and . _ -",
}

// ParseTokens reads tokens as the package documentation writes them, at least one.
// The error wraps [ErrToken] and is one of package credential, without secrets.
func ParseTokens(text string) (*Tokens, error) {
	read, err := kind.Parse(text)
	if err != nil {
		return nil, err
	}
	list := &Tokens{}
	for _, t := range read {
		list.entries = append(list.entries, entry{&Caller{Name: t.Name, Brands: t.Brands}, sha256.Sum256([]byte(t.Secret))})
	}
	return list, nil
}

// Caller returns who holds the secret, or nil. How long it takes tells nothing
// of the secrets in the list.
func (t *Tokens) Caller(secret string) *Caller {
	if t == nil {
		return nil
	}
	hash := sha256.Sum256([]byte(secret))
	found := -1
	for i := range t.entries {
		same := subtle.ConstantTimeCompare(hash[:], t.entries[i].hash[:])
		found = subtle.ConstantTimeSelect(same, i, found)
	}
	if found < 0 {
		return nil
	}
	return t.entries[found].caller
}

// Named returns the holder of the token of that name, or nil.
func (t *Tokens) Named(name string) *Caller {
	for _, caller := range t.Callers() {
		if caller.Name == name {
			return caller
		}
	}
	return nil
}

// Callers returns the holders of all tokens, in their order.
func (t *Tokens) Callers() []*Caller {
	if t == nil {
		return nil
	}
	callers := make([]*Caller, 0, len(t.entries))
	for _, e := range t.entries {
		callers = append(callers, e.caller)
	}
	return callers
}
