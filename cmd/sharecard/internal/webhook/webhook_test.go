package webhook_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/webhook"
)

// The example that the specification's own libraries are tested with.
func TestHeader(t *testing.T) {
	secrets, err := webhook.ParseSecrets("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\nwhsec_" + strings.Repeat("A", 32))
	if err != nil {
		t.Fatal(err)
	}
	h := secrets.Header("msg_p5jXN8AQM9LWM0D4loKWxJek", time.Unix(1614265330, 0), []byte(`{"test": 2432232314}`))
	first, second, _ := strings.Cut(h.Get("Webhook-Signature"), " ")
	if first != "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" || !strings.HasPrefix(second, "v1,") || second == first {
		t.Errorf("signed %s and %s", first, second)
	}
	if h.Get("Webhook-Id") != "msg_p5jXN8AQM9LWM0D4loKWxJek" || h.Get("Webhook-Timestamp") != "1614265330" {
		t.Errorf("%v", h)
	}
}

// What is no secret is refused, and not repeated.
func TestParseRefuses(t *testing.T) {
	const good = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	for _, text := range []string{"", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_MfKQ9r8G", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!",
		"whsec_" + strings.Repeat("A", 88), strings.Repeat(good+" ", webhook.MaxSecrets+1)} {
		if _, err := webhook.ParseSecrets(text); !errors.Is(err, webhook.ErrSecret) || strings.Contains(err.Error(), "MfKQ") {
			t.Errorf("%q: %v", text, err)
		}
	}
}
