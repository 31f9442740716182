package timing_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/timing"
)

func TestTrace(t *testing.T) {
	const id, parent = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
	for header, want := range map[string]string{
		"00-" + id + "-" + parent + "-01":                            id,
		"01-" + id + "-" + parent + "-00-more":                       id,
		"00-" + id + "-" + parent + "-01-more":                       "",
		"ff-" + id + "-" + parent + "-01":                            "",
		"00-" + strings.Repeat("0", 32) + "-" + parent + "-01":       "",
		"00-" + id + "-" + strings.Repeat("0", 16) + "-01":           "",
		"00-" + strings.ToUpper(id) + "-" + parent + "-01":           "",
		"01-" + id + "-" + parent + "-00-" + fmt.Sprintf("%400d", 1): "",
		"": "",
	} {
		if got := timing.Trace(header); got != want {
			t.Errorf("%.80s: %q, want %q", header, got, want)
		}
	}
}

func TestHeader(t *testing.T) {
	timing.Begin(t.Context(), "draw")()
	if got := timing.Header(t.Context()); got != "" {
		t.Errorf("nobody asked, and yet %q", got)
	}
	ctx := timing.With(t.Context())
	for _, name := range []string{"resolve", "draw", "draw"} {
		timing.Begin(ctx, name)()
	}
	if got := timing.Header(ctx); !regexp.MustCompile(`^resolve;dur=\d+\.\d\d, draw;dur=\d+\.\d\d$`).MatchString(got) {
		t.Errorf("got %q", got)
	}
	for i := range 100 {
		timing.Begin(ctx, fmt.Sprint("stage", i))()
	}
	if got := strings.Count(timing.Header(ctx), "dur="); got != 32 {
		t.Errorf("%d stages", got)
	}
}
