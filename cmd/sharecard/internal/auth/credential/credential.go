package credential

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Limits of each credential.
const (
	MinSecret = 16  // bytes
	MaxSecret = 256 // bytes
	MaxBrands = 64
)

// Kind is what credentials are for. It must not be changed while in use.
type Kind struct {
	Err   error          // what errors wrap, as in "malformed token"
	Max   int            // the most that a list may have
	Label string         // what the name is called
	Name  *regexp.Regexp // what it may be
	Chars string         // the same in words
}

// Credential is a name with its secret.
type Credential struct {
	Name, Secret string
	Brands       []string
}

var (
	secretForm = regexp.MustCompile(`^[!-+\--9;-~]+$`) // visible ASCII but , and :
	brandForm  = regexp.MustCompile(`^[a-z0-9-]{1,64}$`)
)

// Parse reads a list, of at least one. The error wraps k.Err.
func (k *Kind) Parse(text string) ([]Credential, error) {
	var list []Credential
	for i, field := range strings.FieldsFunc(text, separates) {
		if i == k.Max {
			return nil, fmt.Errorf("%w: there are more than %d", k.Err, k.Max)
		}
		c, err := k.parse(field)
		if err == nil {
			err = k.twice(list, c)
		}
		switch {
		case err == nil:
		case c.Name != "":
			return nil, fmt.Errorf("%w %d (%s): %w", k.Err, i+1, c.Name, err)
		default:
			return nil, fmt.Errorf("%w %d: %w", k.Err, i+1, err)
		}
		list = append(list, c)
	}
	if list == nil {
		return nil, fmt.Errorf("%w: there is none", k.Err)
	}
	return list, nil
}

func separates(r rune) bool { return strings.ContainsRune(", \t\r\n", r) }

// parse reads one. With an error, all it returns is a name that is one.
func (k *Kind) parse(text string) (Credential, error) {
	parts := strings.Split(text, ":")
	if len(parts) < 2 {
		return Credential{}, fmt.Errorf("is not of the form %s:secret[:brand…]", k.Label)
	}
	name, secret, brands := parts[0], parts[1], parts[2:]
	if !k.Name.MatchString(name) { // it may be a secret put in the wrong place
		return Credential{}, fmt.Errorf("its %s must be %s", k.Label, k.Chars)
	}
	named := Credential{Name: name}
	switch {
	case len(secret) < MinSecret || len(secret) > MaxSecret:
		return named, fmt.Errorf("its secret must have %d to %d characters", MinSecret, MaxSecret)
	case !secretForm.MatchString(secret):
		return named, errors.New("its secret must be of visible ASCII characters")
	case len(brands) > MaxBrands:
		return named, fmt.Errorf("names more than %d brands", MaxBrands)
	case slices.ContainsFunc(brands, func(b string) bool { return !brandForm.MatchString(b) }):
		return named, errors.New("a brand must be 1 to 64 of a–z, 0–9 and -")
	}
	return Credential{name, secret, brands}, nil
}

// twice returns an error where c repeats what the list has.
func (k *Kind) twice(list []Credential, c Credential) error {
	for _, other := range list {
		switch {
		case other.Name == c.Name:
			return fmt.Errorf("its %s is given twice", k.Label)
		case other.Secret == c.Secret:
			return fmt.Errorf("has the secret of %s", other.Name)
		}
	}
	return nil
}

// May reports whether who has these brands may use one; "" is none. Having none
// is having all.
func May(brands []string, brand string) bool {
	return brand == "" || len(brands) == 0 || slices.Contains(brands, brand)
}
