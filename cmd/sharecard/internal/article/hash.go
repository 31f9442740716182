package article

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
	"time"
)

// HashID returns the ID of an article that brings none: 24 hexadecimal digits,
// the hash of its canonical address or, where it has no address, of source,
// title and time. http and https, and addresses that differ in what counts
// visitors, give the same ID.
func HashID(a *Article) string {
	text := canonical(a.URL)
	if text == "" {
		at := a.PublishedAt.String()
		if !a.PublishedAt.IsZero() && !a.PublishedAt.IsDay() {
			at = a.PublishedAt.In(nil).UTC().Format(time.RFC3339)
		}
		text = strings.Join([]string{a.Source.Name, a.Kicker, a.Title, at}, "\x00")
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:12])
}

// canonical is an address without scheme, fragment and counting parameters.
func canonical(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	if u.RawQuery == "" {
		return strings.ToLower(u.Host) + u.EscapedPath()
	}
	query := u.Query()
	for key := range query {
		if counts(key) {
			query.Del(key)
		}
	}
	text := strings.ToLower(u.Host) + u.EscapedPath()
	if len(query) > 0 {
		text += "?" + query.Encode()
	}
	return text
}

func counts(key string) bool {
	switch key {
	case "spm", "from", "isappinstalled", "share_token", "nsukey", "scene", "chksm", "gclid", "fbclid", "yclid":
		return true
	}
	return strings.HasPrefix(key, "utm_")
}
