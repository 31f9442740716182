package metrics_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/metrics"
	"sharecard/render"
)

// read returns the lines of a page of metrics that are our own.
func read(t *testing.T, m *metrics.Metrics) string {
	t.Helper()
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	text, err := io.ReadAll(w.Result().Body)
	if err != nil || w.Code != 200 {
		t.Fatalf("%d %v", w.Code, err)
	}
	return string(text)
}

func TestCounts(t *testing.T) {
	m := metrics.New()
	m.Request("GET", "/v1/articles/:id/cards/:file", 200, 3*time.Millisecond)
	m.Request("GET", "/v1/articles/:id/cards/:file", 200, 3*time.Millisecond)
	m.Request("BREW", "", 405, time.Millisecond)
	m.Hit("poster")
	m.Miss("poster")
	report := &render.Report{
		Texts:  []render.TextReport{{Cut: true, Missing: []string{"U+20BB7", "U+3402"}}},
		Images: []render.ImageReport{{Src: "cover"}},
	}
	m.Drawn(card.Drawing{Template: "poster", Wait: time.Millisecond, Took: 20 * time.Millisecond, Report: report,
		Stages: []render.Stage{{Name: "layout", Took: 4 * time.Millisecond}, {Name: "encode", Took: 9 * time.Millisecond}}})
	m.Drawn(card.Drawing{Template: "og", Took: time.Millisecond, Report: new(render.Report)})
	m.Fetched("", 80*time.Millisecond)
	m.Fetched("timeout", 5*time.Second)
	m.Asked("unchanged", 30*time.Millisecond)
	m.JobLine(true)
	m.JobLine(false)
	m.Told(true)
	m.Queue(func() (drawing, waiting int) { return 2, 7 })
	m.Kept(func() int64 { return 1 << 20 }, 1<<30)
	text := read(t, m)
	for _, line := range []string{
		`sharecard_job_lines_total{outcome="failed"} 1`,
		`sharecard_webhooks_total{outcome="ok"} 1`,
		`sharecard_requests_total{method="GET",route="/v1/articles/:id/cards/:file",status="200"} 2`,
		`sharecard_requests_total{method="other",route="",status="405"} 1`,
		`sharecard_request_seconds_count{route="/v1/articles/:id/cards/:file"} 2`,
		`sharecard_cards_total{cache="hit",template="poster"} 1`,
		`sharecard_cards_total{cache="miss",template="poster"} 1`,
		`sharecard_render_seconds_sum{template="poster"} 0.02`,
		`sharecard_render_stage_seconds_sum{stage="layout"} 0.004`,
		`sharecard_render_stage_seconds_sum{stage="encode"} 0.009`,
		`sharecard_render_degraded_total{template="poster",what="glyph"} 1`,
		`sharecard_render_degraded_total{template="poster",what="image"} 1`,
		`sharecard_render_degraded_total{template="poster",what="text"} 1`,
		`sharecard_missing_glyphs_total 2`,
		`sharecard_queue_seconds_count 2`,
		`sharecard_pictures_total{fault=""} 1`,
		`sharecard_pictures_total{fault="timeout"} 1`,
		`sharecard_picture_seconds_count 2`,
		`sharecard_upstream_questions_total{outcome="unchanged"} 1`,
		`sharecard_upstream_seconds_count 1`,
		`sharecard_queue_drawing 2`,
		`sharecard_queue_waiting 7`,
		`sharecard_kept_bytes 1.048576e+06`,
		`go_goroutines `,
		`process_open_fds `,
	} {
		if !strings.Contains(text, line) {
			t.Errorf("no line %s", line)
		}
	}
	if strings.Contains(text, `degraded_total{template="og"`) {
		t.Error("a card that lacks nothing is counted as one that does")
	}
}

func TestReasons(t *testing.T) {
	for want, err := range map[string]error{
		"busy":     card.ErrBusy,
		"timeout":  context.DeadlineExceeded,
		"text":     render.ErrStrict,
		"size":     &card.FieldError{Field: "scale", Reason: "is too large"},
		"template": render.ErrTemplate,
		"panic":    card.ErrPanic,
		"other":    errors.New("something else"),
	} {
		m := metrics.New()
		m.Drawn(card.Drawing{Template: "poster", Err: fmt.Errorf("drawing: %w", err)})
		if line := `sharecard_render_errors_total{reason="` + want + `",template="poster"} 1`; !strings.Contains(read(t, m), line) {
			t.Errorf("%v: no line %s", err, line)
		}
	}
}
