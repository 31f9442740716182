package signed

import (
	"errors"
	"regexp"
	"slices"

	"sharecard/cmd/sharecard/internal/auth"
	"sharecard/cmd/sharecard/internal/auth/credential"
)

// ErrKey is wrapped by the errors of [ParseKeys].
var ErrKey = errors.New("malformed signing key")

// MaxKeys is how many keys a list may have.
const MaxKeys = 64

// Key signs addresses. It must not be changed.
type Key struct {
	ID string
	// Brands are those the key may sign for; none: every one.
	Brands []string
	secret []byte
}

// Caller is who answers for the words of an address that the key signed.
func (k *Key) Caller() *auth.Caller { return &auth.Caller{Name: k.ID, Brands: k.Brands} }

// Keys is a list of keys. It is immutable and safe for concurrent use; a nil
// *Keys is the empty list.
type Keys struct{ keys []*Key }

// The ID has no dot: in an address one stands after it.
var kind = credential.Kind{
	Err: ErrKey, Max: MaxKeys, Label: "kid",
	Name: regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`), Chars: "1 to 64 of A–Z, a–z, 0–9, _ and -",
}

// ParseKeys reads keys as the package documentation writes them, at least one.
// The error wraps [ErrKey] and is one of package credential, without secrets.
func ParseKeys(text string) (*Keys, error) {
	read, err := kind.Parse(text)
	if err != nil {
		return nil, err
	}
	list := &Keys{}
	for _, k := range read {
		list.keys = append(list.keys, &Key{ID: k.Name, Brands: k.Brands, secret: []byte(k.Secret)})
	}
	return list, nil
}

// All returns the keys in their order.
func (k *Keys) All() []*Key {
	if k == nil {
		return nil
	}
	return slices.Clone(k.keys)
}

// find returns the key of that ID, or nil.
func (k *Keys) find(id string) *Key {
	if k == nil {
		return nil
	}
	for _, key := range k.keys {
		if key.ID == id {
			return key
		}
	}
	return nil
}

// Key returns the key of that ID, the first one for "". It returns nil where
// there is none.
func (k *Keys) Key(id string) *Key {
	if id == "" && k != nil && len(k.keys) > 0 {
		return k.keys[0]
	}
	return k.find(id)
}
