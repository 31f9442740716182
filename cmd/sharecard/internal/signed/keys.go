package signed

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// ErrKey is wrapped by the errors of [ParseKeys].
var ErrKey = errors.New("malformed signing key")

// Limits of a list of keys.
const (
	MinSecret = 16  // bytes
	MaxSecret = 256 // bytes
	MaxKeys   = 64
	maxBrands = 64 // of one key
)

// Key signs addresses. It must not be changed.
type Key struct {
	ID string
	// Brands are those the key may sign for; none: every one.
	Brands []string
	secret []byte
}

// Keys is a list of keys. It is immutable and safe for concurrent use; a nil
// *Keys is the empty list.
type Keys struct{ keys []*Key }

var (
	idForm     = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)
	secretForm = regexp.MustCompile(`^[!-+\--9;-~]+$`) // visible ASCII but , and :
	brandForm  = regexp.MustCompile(`^[a-z0-9-]{1,64}$`)
)

// ParseKeys reads keys, at least one, separated by commas or white space. The
// error wraps [ErrKey] and names a key by its place and its ID, never by its
// secret.
func ParseKeys(text string) (*Keys, error) {
	list := &Keys{}
	separates := func(r rune) bool { return strings.ContainsRune(", \t\r\n", r) }
	for i, field := range strings.FieldsFunc(text, separates) {
		if i == MaxKeys {
			return nil, fmt.Errorf("%w: there are more than %d", ErrKey, MaxKeys)
		}
		k, err := parseKey(field)
		if err == nil && list.find(k.ID) != nil {
			err = fmt.Errorf("the ID %q is given twice", k.ID)
		}
		if err != nil {
			return nil, fmt.Errorf("%w %d: %w", ErrKey, i+1, err)
		}
		list.keys = append(list.keys, k)
	}
	if len(list.keys) == 0 {
		return nil, fmt.Errorf("%w: there is none", ErrKey)
	}
	return list, nil
}

func parseKey(text string) (*Key, error) {
	parts := strings.Split(text, ":")
	if len(parts) < 2 {
		return nil, errors.New("is not of the form kid:secret[:brand…]")
	}
	id, secret, brands := parts[0], parts[1], parts[2:]
	switch {
	case !idForm.MatchString(id): // which may be a secret put in the wrong place
		return nil, errors.New("its ID must be 1 to 64 of A–Z, a–z, 0–9, _ and -")
	case len(secret) < MinSecret || len(secret) > MaxSecret:
		return nil, fmt.Errorf("(%s) its secret must have %d to %d characters", id, MinSecret, MaxSecret)
	case !secretForm.MatchString(secret):
		return nil, fmt.Errorf("(%s) its secret must be of visible ASCII characters", id)
	case len(brands) > maxBrands:
		return nil, fmt.Errorf("(%s) names more than %d brands", id, maxBrands)
	}
	for _, brand := range brands {
		if !brandForm.MatchString(brand) {
			return nil, fmt.Errorf("(%s) a brand must be 1 to 64 of a–z, 0–9 and -", id)
		}
	}
	return &Key{ID: id, Brands: brands, secret: []byte(secret)}, nil
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
