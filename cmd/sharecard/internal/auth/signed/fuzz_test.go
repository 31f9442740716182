package signed_test

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/auth/signed"
	"sharecard/cmd/sharecard/internal/strictjson"
)

// Whatever a key has signed is opened or refused, and what nobody has signed is never
// opened, neither with another seal nor under another name.
func FuzzOpen(f *testing.F) {
	for _, payload := range []string{
		`{"article":{"title":"江城地铁五号线今日开通"},"theme":"ink","exp":1893456000}`, `{"article":{}}`, `{`, `null`,
		`{"article":{"title":"a","cover":{"url":"x"}}}`,
	} {
		f.Add(payload, "poster.jpg", "sig")
	}
	keys, err := signed.ParseKeys("site1:9b1f0c7de2a84d53")
	if err != nil {
		f.Fatal(err)
	}
	key, now := keys.Key("site1"), time.Unix(1_800_000_000, 0)
	f.Fuzz(func(t *testing.T, text, file, guess string) {
		payload := base64.RawURLEncoding.EncodeToString([]byte(text))
		seal, _, _ := strings.Cut(strings.TrimPrefix(signed.Path(key, payload, file), "/i/"), "/")
		opened, _, err := keys.Open(seal, payload, file, now)
		switch {
		case err == nil && opened.Article == nil:
			t.Errorf("%q is opened without an article", text)
		case err != nil && !errors.Is(err, strictjson.ErrInvalid) && !errors.Is(err, signed.ErrExpired) &&
			!errors.Is(err, signed.ErrTooLong) && !errors.Is(err, strictjson.ErrTooLarge):
			t.Errorf("%q: %v", text, err)
		}
		if other := "site1." + guess; other != seal {
			if _, _, err := keys.Open(other, payload, file, now); err == nil {
				t.Errorf("seal %q opens what it did not sign", other)
			}
		}
		if _, _, err := keys.Open(seal, payload, file+"x", now); err == nil {
			t.Error("a seal opens another file")
		}
	})
}
