package main

import (
	"context"
	"io"
	"log/slog"
	"sync"
	"time"
)

const (
	// logBytes is how much of the log is gathered before it is written: some
	// hundred requests.
	logBytes = 32 << 10
	// logDelay is how long a line waits for others.
	logDelay = 100 * time.Millisecond
)

// logWriter gathers lines of the log, so that not every request is a system call
// more, which takes 5 % of what a card from memory takes. It is safe for concurrent
// use. Each Write must be of whole lines; they stay in order and whole.
//
// A line is written after logDelay at the latest, by a timer that runs only while
// there are any. Close, which its maker calls, writes the rest and ends the timer.
type logWriter struct {
	to io.Writer

	mu     sync.Mutex
	lines  []byte
	timer  *time.Timer // runs while there are lines
	closed bool
}

func newLogWriter(to io.Writer) *logWriter {
	w := &logWriter{to: to, lines: make([]byte, 0, logBytes)}
	w.timer = time.AfterFunc(logDelay, w.Flush)
	return w
}

// Write implements [io.Writer]. Nobody could be told of an error: the lines that
// it befalls are lost.
func (w *logWriter) Write(lines []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.lines)+len(lines) > logBytes {
		w.flush()
	}
	if w.closed || len(lines) > logBytes {
		return w.to.Write(lines)
	}
	if len(w.lines) == 0 {
		w.timer.Reset(logDelay)
	}
	w.lines = append(w.lines, lines...)
	return len(lines), nil
}

// Flush writes what has gathered.
func (w *logWriter) Flush() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.flush()
}

func (w *logWriter) flush() {
	if len(w.lines) == 0 {
		return
	}
	_, _ = w.to.Write(w.lines)
	w.lines = w.lines[:0]
}

// Close writes what has gathered. What comes later is written at once.
func (w *logWriter) Close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closed = true
	w.timer.Stop()
	w.flush()
}

// promptHandler flushes after each line that tells of something wrong, and so
// what led to it is written too, should the process end by that.
type promptHandler struct {
	slog.Handler
	w *logWriter
}

// Handle implements [slog.Handler].
func (h promptHandler) Handle(ctx context.Context, r slog.Record) error {
	err := h.Handler.Handle(ctx, r)
	if r.Level >= slog.LevelWarn {
		h.w.Flush()
	}
	return err
}

// WithAttrs implements [slog.Handler].
func (h promptHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return promptHandler{h.Handler.WithAttrs(attrs), h.w}
}

// WithGroup implements [slog.Handler].
func (h promptHandler) WithGroup(name string) slog.Handler {
	return promptHandler{h.Handler.WithGroup(name), h.w}
}
