// Package timing notes how long the stages of a request take, where its sender follows it:
// with a header traceparent (W3C Trace Context, section 3.2). The answer then tells the
// stages in Server-Timing, and the log the ID of the trace.
package timing

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"
)

// form is that of a traceparent; a version after 00 may append to it.
var form = regexp.MustCompile(`^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$`)

// Trace returns the ID of the trace in a header traceparent, or "" where it is none.
func Trace(traceparent string) string {
	const most = 256 // bytes
	if len(traceparent) > most {
		return ""
	}
	parts := form.FindStringSubmatch(traceparent)
	if parts == nil || parts[1] == "ff" || parts[1] == "00" && parts[4] != "" ||
		strings.Trim(parts[2], "0") == "" || strings.Trim(parts[3], "0") == "" {
		return ""
	}
	return parts[2]
}

// maxStages bounds what one request notes.
const maxStages = 32

// stages are those of one request. They are safe for concurrent use.
type stages struct {
	mu   sync.Mutex
	told []stage
}

// stage is one, or several of one name.
type stage struct {
	name string
	took time.Duration
}

type key struct{}

// With returns a context in which stages are noted.
func With(ctx context.Context) context.Context { return context.WithValue(ctx, key{}, new(stages)) }

// Begin notes that a stage begins, until end is called. name is a token of HTTP.
func Begin(ctx context.Context, name string) (end func()) {
	s, _ := ctx.Value(key{}).(*stages)
	if s == nil {
		return func() {}
	}
	began := time.Now()
	return func() { s.add(name, time.Since(began)) }
}

func (s *stages) add(name string, took time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.told {
		if s.told[i].name == name {
			s.told[i].took += took
			return
		}
	}
	if len(s.told) < maxStages {
		s.told = append(s.told, stage{name, took})
	}
}

// Header is the value of Server-Timing: the stages that have ended, in milliseconds, or ""
// where none is noted.
func Header(ctx context.Context) string {
	s, _ := ctx.Value(key{}).(*stages)
	if s == nil {
		return ""
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	values := make([]string, len(s.told))
	for i, t := range s.told {
		values[i] = fmt.Sprintf("%s;dur=%.2f", t.name, float64(t.took.Microseconds())/1000)
	}
	return strings.Join(values, ", ")
}
