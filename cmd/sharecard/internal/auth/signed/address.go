package signed

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/strictjson"
)

const (
	// MaxPayload is how many characters of base64url a payload may have. What is
	// longer does not pass every proxy.
	MaxPayload = 6 << 10
	// Leeway is how far clocks may be apart.
	Leeway = time.Minute
)

// Errors of [Keys.Open] and [Key.Sign].
var (
	// ErrSignature: none of the keys signed the address as it is.
	ErrSignature = errors.New("the signature is not one of this address")
	// ErrExpired: the time is over that the address was signed for.
	ErrExpired = errors.New("the signed address has expired")
	// ErrTooLong: the payload is longer than [MaxPayload].
	ErrTooLong = errors.New("the payload of the address is too long")
)

// Payload is what an address says of its card.
type Payload struct {
	Article *article.Article `json:"article" check:"required"`
	Theme   string           `json:"theme,omitempty"`
	Accent  string           `json:"accent,omitempty"`
	Brand   string           `json:"brand,omitempty"`
	Ratio   string           `json:"ratio,omitempty"`
	Credits string           `json:"credits,omitempty"`
	// Platform stands in place of the card and its format: the path ends with [PlatformFile].
	Platform string   `json:"platform,omitempty"`
	Scale    *float64 `json:"scale,omitempty"`
	// Exp is the time after which the address is no good, in seconds since 1970;
	// nil: never.
	Exp *int64 `json:"exp,omitempty"`
}

// PlatformFile is the end of an address whose card and format its platform says.
const PlatformFile = "card"

// Prefix is what the path of every signed address begins with.
const Prefix = "/i/"

var encoding = base64.RawURLEncoding.Strict()

// Sign returns the path of a signed address. file is the card and its format,
// "poster.jpg", or [PlatformFile]. The error is [ErrTooLong] or a *[strictjson.FieldError].
func (k *Key) Sign(p *Payload, file string) (path string, err error) {
	if err := strictjson.Validate(p); err != nil {
		return "", err
	}
	text, err := strictjson.EncodeLine(p)
	if err != nil {
		return "", fmt.Errorf("encoding the payload: %w", err)
	}
	payload := encoding.EncodeToString(bytes.TrimSuffix(text, []byte("\n")))
	if len(payload) > MaxPayload {
		return "", fmt.Errorf("%w: %d characters of %d", ErrTooLong, len(payload), MaxPayload)
	}
	return k.path(payload, file), nil
}

func (k *Key) path(payload, file string) string {
	return Prefix + k.ID + "." + k.signature(payload, file) + "/" + payload + "/" + file
}

func (k *Key) signature(payload, file string) string {
	mac := hmac.New(sha256.New, k.secret)
	mac.Write([]byte(k.ID + "/" + payload + "/" + file))
	return encoding.EncodeToString(mac.Sum(nil))
}

// Open checks the parts of an address and returns what it says and the key that
// signed it. seal is the part {kid}.{sig}. The error is [ErrTooLong],
// [ErrSignature], [ErrExpired] together with the payload, or a
// *[strictjson.FieldError].
func (k *Keys) Open(seal, payload, file string, now time.Time) (*Payload, *Key, error) {
	if len(payload) > MaxPayload {
		return nil, nil, ErrTooLong
	}
	id, sig, _ := strings.Cut(seal, ".")
	key := k.find(id)
	if key == nil || subtle.ConstantTimeCompare([]byte(key.signature(payload, file)), []byte(sig)) != 1 {
		return nil, nil, ErrSignature
	}
	text, err := encoding.DecodeString(payload)
	if err != nil {
		return nil, nil, &strictjson.FieldError{Field: "payload", Reason: "is not base64url without padding"}
	}
	p := new(Payload)
	if err := strictjson.Decode(text, p); err != nil {
		return nil, nil, err
	}
	if p.Exp != nil && now.Add(-Leeway).Unix() > *p.Exp {
		return p, key, ErrExpired
	}
	return p, key, nil
}
