package article

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"sharecard/cmd/sharecard/internal/strictjson"
)

// MaxBytes is how long an article's JSON may be.
const MaxBytes = 64 << 10

// ErrInvalid is wrapped by a [FieldError]; ErrTooLarge is returned for JSON
// beyond [MaxBytes].
var (
	ErrInvalid  = strictjson.ErrInvalid
	ErrTooLarge = strictjson.ErrTooLarge
)

// FieldError names the field that is wrong, and why.
type FieldError = strictjson.FieldError

// Decode reads an article from its JSON form. Unknown, misspelt or duplicate
// fields, text after the object, control characters (a line feed is allowed in
// summary and quote), bad UTF-8, lone surrogates and values of a wrong type or
// size are a *[FieldError]. Bidirectional override and isolate characters are
// dropped. The publishing time keeps its own offset.
func Decode(data []byte) (*Article, error) { return Read(bytes.NewReader(data)) }

// Read is [Decode] for a stream; it reads at most [MaxBytes] and one byte.
func Read(r io.Reader) (*Article, error) {
	a := new(Article)
	if err := strictjson.Read(r, MaxBytes, a); err != nil {
		return nil, err
	}
	return a, nil
}

// Encode writes the article as Decode reads it, on one line. The same article
// always gives the same bytes.
func Encode(a *Article) ([]byte, error) {
	line, err := strictjson.EncodeLine(a)
	if err != nil {
		return nil, fmt.Errorf("encoding article %q: %w", a.ID, err)
	}
	return bytes.TrimSuffix(line, []byte("\n")), nil
}

// document is an article with what a [Store] keeps beside its fields.
type document struct {
	*Article
	Dropped []Drop `json:"dropped,omitempty"`
}

// Document writes the article as a [Store] keeps it and [NewRecord] reads it: as
// [Encode] does, and what was dropped. The same article always gives the same bytes.
func Document(a *Article) ([]byte, error) {
	line, err := strictjson.EncodeLine(document{a, a.Dropped})
	if err != nil {
		return nil, fmt.Errorf("encoding article %q: %w", a.ID, err)
	}
	return bytes.TrimSuffix(line, []byte("\n")), nil
}

// Sum identifies an article by all that stands in it, its ID included, and by what
// was dropped: the SHA-256 of what [Document] writes, in hex.
func Sum(a *Article) (string, error) {
	doc, err := Document(a)
	if err != nil {
		return "", err
	}
	return sumOf(doc), nil
}

func sumOf(doc []byte) string {
	sum := sha256.Sum256(doc)
	return hex.EncodeToString(sum[:])
}

// Validate holds the article to the rules of [Decode]. The error is a
// *[FieldError].
func (a *Article) Validate() error { return strictjson.Validate(a) }

// minShortTitle is the least length of a short title, in characters.
const minShortTitle = 4

// CheckFields implements [strictjson.Checker].
func (a *Article) CheckFields() *FieldError {
	if a.ID != "" && !ValidID(a.ID) {
		return idFault()
	}
	if n := utf8.RuneCountInString(a.ShortTitle); n > 0 && n < minShortTitle {
		return &FieldError{Field: "short_title", Reason: fmt.Sprintf("must have 4 to 14 characters, not %d", n)}
	}
	if a.Portrait == "" || IsSampleCover(a.Portrait) {
		return nil
	}
	if why := strictjson.CheckURL(a.Portrait); why != "" {
		return &FieldError{Field: "portrait", Reason: why}
	}
	return nil
}

// CheckFields implements [strictjson.Checker].
func (c *Cover) CheckFields() *FieldError {
	if IsSampleCover(c.URL) || IsStoredCover(c.URL) {
		return nil
	}
	if why := strictjson.CheckURL(c.URL); why != "" {
		return &FieldError{Field: "url", Reason: why}
	}
	return nil
}

// CheckFields implements [strictjson.Checker].
func (i *Item) CheckFields() *FieldError {
	if strings.TrimSpace(i.Title) == "" && strings.TrimSpace(i.Summary) == "" {
		return &FieldError{Field: "title", Reason: "or summary is required"}
	}
	return nil
}

var idForm = regexp.MustCompile(`^[A-Za-z0-9._~-]{1,128}$`)

func idFault() *FieldError {
	return &FieldError{Field: "id", Reason: "must be 1 to 128 of A–Z, a–z, 0–9 and . _ ~ -, and not ., .. or import"}
}

// ValidID reports whether id may name an article in an address.
func ValidID(id string) bool {
	return idForm.MatchString(id) && id != "." && id != ".." && id != "import"
}

// CheckID returns a *[FieldError] unless id may name an article; see [ValidID].
func CheckID(id string) error {
	if !ValidID(id) {
		return idFault()
	}
	return nil
}
