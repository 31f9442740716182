package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// lockedBuffer is read while it is written.
type lockedBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// What goes wrong is in the log at once, after all that was logged before it; the
// rest is a little later; and nothing is lost at the end.
func TestLogIsGathered(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	var out lockedBuffer
	settings := observeSettings{LogFormat: "json", LogLevel: "info"}
	log, flush := settings.logger(&out)
	log.Info("one")
	log.With("id", 7).Warn("two")
	if got := out.String(); strings.Count(got, "\n") != 2 || strings.Index(got, "one") > strings.Index(got, "two") {
		t.Errorf("after a warning the log is %q", got)
	}
	log.Info("three")
	for end := time.Now().Add(5 * time.Second); !strings.Contains(out.String(), "three"); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("a line is never written")
		}
	}
	log.Info("four")
	flush()
	if !strings.Contains(out.String(), "four") {
		t.Error("the last line is lost")
	}
	log.Info("five")
	if !strings.Contains(out.String(), "five") {
		t.Error("a line after the end is lost")
	}
}

// Lines of many goroutines stay whole, each goroutine's in its order, also those
// that are longer than what is gathered.
func TestGatheredLinesAreWhole(t *testing.T) {
	const writers, lines = 8, 300
	var out lockedBuffer
	w := newLogWriter(&out)
	var all sync.WaitGroup
	for i := range writers {
		all.Go(func() {
			for j := range lines {
				fill := strings.Repeat("x", j*5)
				if j == lines/2 {
					fill = strings.Repeat("x", 2*logBytes)
				}
				_, _ = fmt.Fprintf(w, "{\"writer\":%d,\"line\":%d,\"fill\":%q}\n", i, j, fill)
			}
		})
	}
	all.Wait()
	w.Close()
	var next [writers]int
	for text := range strings.Lines(out.String()) {
		var line struct{ Writer, Line int }
		if err := json.Unmarshal([]byte(text), &line); err != nil {
			t.Fatalf("%v in %.100s", err, text)
		}
		if line.Line != next[line.Writer] {
			t.Fatalf("writer %d: line %d comes after %d", line.Writer, line.Line, next[line.Writer]-1)
		}
		next[line.Writer]++
	}
	for i, n := range next {
		if n != lines {
			t.Errorf("writer %d: %d lines of %d", i, n, lines)
		}
	}
}

// Every request that was answered before a server was told to stop has its line,
// complete, in the log that the server leaves.
func TestLastLinesAreLogged(t *testing.T) {
	const requests = 50
	ctx, stop := context.WithCancel(t.Context())
	var errs bytes.Buffer
	status := Main{
		Args:   []string{"serve", "--listen", "127.0.0.1:0", "--linger", "0s", "--data", t.TempDir()},
		Stdout: io.Discard, Stderr: &errs,
		Listening: func(address string) {
			go func() {
				defer stop()
				for i := range requests {
					req, _ := http.NewRequest("GET", address+"/v1/templates", nil)
					req.Header.Set("X-Request-Id", fmt.Sprintf("request-%02d", i))
					resp, err := http.DefaultClient.Do(req)
					if err != nil {
						t.Error(err)
						return
					}
					resp.Body.Close()
				}
			}()
		},
	}.Run(ctx)
	http.DefaultClient.CloseIdleConnections()
	seen := 0
	for text := range strings.Lines(errs.String()) {
		var line struct {
			Time                   time.Time
			Level                  slog.Level
			Msg, ID, Method, Path  string
			Client, Caller, Report string
			Status, Bytes          int
			MS                     float64
		}
		if err := json.Unmarshal([]byte(text), &line); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		if line.Msg != "request" {
			continue
		}
		if want := fmt.Sprintf("request-%02d", seen); line.ID != want || line.Status != 200 || line.Bytes == 0 || line.Method != "GET" ||
			line.Path != "/v1/templates" || line.Client != "127.0.0.0/24" || line.Caller != "local" || line.Time.IsZero() {
			t.Errorf("line %d: %s", seen, text)
		}
		seen++
	}
	if seen != requests || status != 0 {
		t.Errorf("%d lines of %d requests, status %d", seen, requests, status)
	}
}
