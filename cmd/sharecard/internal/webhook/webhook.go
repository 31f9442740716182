// Package webhook signs what is told to the servers of others, as Standard Webhooks
// (standardwebhooks.com) says: the receiver computes the same signature with the secret
// that both know, and so knows who sent the message, when, and that it is whole.
//
//	webhook-id: msg_2f9c…_completed      the same at each attempt
//	webhook-timestamp: 1714521600        seconds since 1970 of this attempt
//	webhook-signature: v1,K5oZfz…= v1,…  base64 HMAC-SHA256 of ID.TIMESTAMP.BODY, one for each secret
package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Bounds of secrets: the specification's, and how many there may be.
const (
	leastBytes = 24
	mostBytes  = 64
	// MaxSecrets is how many secrets a list may have.
	MaxSecrets = 8
)

// ErrSecret is wrapped by the errors of [ParseSecrets], which repeat no secret.
var ErrSecret = errors.New("malformed secret of webhooks")

// Secrets sign messages, each of them: so receivers can change from one to another. They
// must not be changed.
type Secrets [][]byte

// ParseSecrets reads secrets of the form whsec_BASE64 that are separated by white space.
func ParseSecrets(text string) (Secrets, error) {
	words := strings.Fields(text)
	if len(words) == 0 || len(words) > MaxSecrets {
		return nil, fmt.Errorf("%w: there must be 1 to %d of them", ErrSecret, MaxSecrets)
	}
	var all Secrets
	for i, word := range words {
		encoded, prefixed := strings.CutPrefix(word, "whsec_")
		secret, err := base64.StdEncoding.DecodeString(encoded)
		if !prefixed || err != nil || len(secret) < leastBytes || len(secret) > mostBytes {
			return nil, fmt.Errorf("%w: secret %d must be whsec_ and %d to %d bytes in base64", ErrSecret, i+1, leastBytes, mostBytes)
		}
		all = append(all, secret)
	}
	return all, nil
}

// Header returns the header of a message that is sent at a time.
func (s Secrets) Header(id string, at time.Time, body []byte) http.Header {
	timestamp := strconv.FormatInt(at.Unix(), 10)
	signatures := make([]string, len(s))
	for i, secret := range s {
		mac := hmac.New(sha256.New, secret)
		fmt.Fprintf(mac, "%s.%s.%s", id, timestamp, body)
		signatures[i] = "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
	}
	return http.Header{
		"Content-Type": {"application/json"}, "Webhook-Id": {id}, "Webhook-Timestamp": {timestamp},
		"Webhook-Signature": {strings.Join(signatures, " ")},
	}
}
