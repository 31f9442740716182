package access

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// ErrToken is wrapped by the errors of [Parse].
var ErrToken = errors.New("malformed token")

// Limits of a list of tokens.
const (
	MinSecret = 16  // bytes
	MaxSecret = 256 // bytes
	MaxTokens = 256
	maxBrands = 64 // of one token
)

// Caller is who holds a token. It must not be changed.
type Caller struct {
	Name string
	// Brands are those the caller may publish under; none: every one.
	Brands []string
}

// May reports whether c may publish under a brand; "" is none.
func (c *Caller) May(brand string) bool {
	return brand == "" || len(c.Brands) == 0 || slices.Contains(c.Brands, brand)
}

// Tokens is a list of tokens. It is immutable and safe for concurrent use; a
// nil *Tokens is the empty list.
type Tokens struct{ entries []entry }

type entry struct {
	caller *Caller
	hash   [sha256.Size]byte // of the secret
}

var (
	nameForm   = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)
	secretForm = regexp.MustCompile(`^[!-+\--9;-~]+$`) // visible ASCII but , and :
	brandForm  = regexp.MustCompile(`^[a-z0-9-]{1,64}$`)
)

// Parse reads tokens as the package documentation writes them, at least one.
// The error wraps [ErrToken] and says which token is at fault by its place and,
// where it has one, its name, never by its secret.
func Parse(text string) (*Tokens, error) {
	list := &Tokens{}
	for i, field := range strings.FieldsFunc(text, separates) {
		if i == MaxTokens {
			return nil, fmt.Errorf("%w: there are more than %d", ErrToken, MaxTokens)
		}
		e, err := parseOne(field)
		if err != nil {
			return nil, fmt.Errorf("%w %d: %w", ErrToken, i+1, err)
		}
		for _, other := range list.entries {
			switch {
			case other.caller.Name == e.caller.Name:
				return nil, fmt.Errorf("%w %d: the name %q is given twice", ErrToken, i+1, e.caller.Name)
			case other.hash == e.hash:
				return nil, fmt.Errorf("%w %d (%s): has the secret of %s", ErrToken, i+1, e.caller.Name, other.caller.Name)
			}
		}
		list.entries = append(list.entries, e)
	}
	if len(list.entries) == 0 {
		return nil, fmt.Errorf("%w: there is none", ErrToken)
	}
	return list, nil
}

func separates(r rune) bool { return strings.ContainsRune(", \t\r\n", r) }

func parseOne(text string) (entry, error) {
	parts := strings.Split(text, ":")
	if len(parts) < 2 {
		return entry{}, errors.New("is not of the form name:secret[:brand…]")
	}
	name, secret, brands := parts[0], parts[1], parts[2:]
	switch {
	case !nameForm.MatchString(name): // which may be a secret put in the wrong place
		return entry{}, errors.New("its name must be 1 to 64 of A–Z, a–z, 0–9 and . _ -")
	case len(secret) < MinSecret || len(secret) > MaxSecret:
		return entry{}, fmt.Errorf("(%s) its secret must have %d to %d characters", name, MinSecret, MaxSecret)
	case !secretForm.MatchString(secret):
		return entry{}, fmt.Errorf("(%s) its secret must be of visible ASCII characters", name)
	case len(brands) > maxBrands:
		return entry{}, fmt.Errorf("(%s) names more than %d brands", name, maxBrands)
	}
	for _, brand := range brands {
		if !brandForm.MatchString(brand) {
			return entry{}, fmt.Errorf("(%s) a brand must be 1 to 64 of a–z, 0–9 and -", name)
		}
	}
	return entry{&Caller{Name: name, Brands: brands}, sha256.Sum256([]byte(secret))}, nil
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
