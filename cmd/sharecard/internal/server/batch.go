package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/strictjson"
)

// ndjson is the media type of lines of JSON.
const ndjson = "application/x-ndjson"

const (
	maxBatchBytes = 8 << 20
	maxBatchLines = 500
	// maxBatches is how many are under way at once: each holds its body.
	maxBatches = 4
	// batchWorkers is how many lines of a batch are under way at once. Most of them
	// wait for a picture: cards are drawn in the places of Server.lines, which all
	// batches share and which leave processors to those who wait for one card.
	batchWorkers = 8
	// lineTimeout ends a line that nothing else ends.
	lineTimeout = time.Minute
	// lineWriteTimeout is how long a client may take to read one line.
	lineWriteTimeout = 30 * time.Second
)

// batchAnswer is what became of one line: its entry, or a problem.
type batchAnswer struct {
	Line           int    `json:"line"` // of the body, from 1
	Status         int    `json:"status"`
	IdempotencyKey string `json:"idempotency_key,omitempty"`
	*entry
	Error *problem `json:"error,omitempty"`
}

// batchLine is a line of the body that is not blank.
type batchLine struct {
	number int // from 1
	text   []byte
}

// postBatch makes the cards of many bodies permanent, one a line, and answers
// with a line for each as it finishes. A client that leaves, or a server that
// stops, loses nothing of what was finished: asked again, those lines are found
// and not drawn.
func (s *Server) postBatch(c *gin.Context) {
	select {
	case s.batches <- struct{}{}:
		defer func() { <-s.batches }()
	default:
		s.fail(c, errBatches)
		return
	}
	body, err := readBody(c.Request.Body, maxBatchBytes)
	if err != nil {
		s.fail(c, err)
		return
	}
	lines := splitBatch(body)
	switch {
	case len(lines) == 0:
		s.fail(c, &strictjson.FieldError{Reason: "is empty"})
		return
	case len(lines) > maxBatchLines:
		s.fail(c, fmt.Errorf("%w: a batch has at most %d lines", strictjson.ErrTooLarge, maxBatchLines))
		return
	}
	h := c.Writer.Header()
	h.Set("Content-Type", ndjson)
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // proxies pass lines on as they come
	c.Writer.WriteHeader(http.StatusOK)

	c.Writer.Flush() // the first card may take a while

	ctx, cancel := context.WithCancel(c.Request.Context())
	defer cancel()
	out := http.NewResponseController(c.Writer)
	for answer := range s.answerLines(ctx, c, lines) {
		// The server's own limit is for answers that come in one piece.
		_ = out.SetWriteDeadline(time.Now().Add(lineWriteTimeout))
		if ctx.Err() != nil {
			continue
		}
		if _, err := c.Writer.Write(answer); err != nil || out.Flush() != nil {
			cancel()
		}
	}
}

// splitBatch returns the lines of a body that are not blank.
func splitBatch(body []byte) (lines []batchLine) {
	number := 0
	for text := range bytes.Lines(body) {
		number++
		if text = bytes.TrimSpace(text); len(text) > 0 {
			lines = append(lines, batchLine{number, text})
		}
	}
	return lines
}

// answerLines works on lines until all are answered or ctx ends, and then closes
// the channel, which must be read.
func (s *Server) answerLines(ctx context.Context, c *gin.Context, lines []batchLine) <-chan []byte {
	todo, answers := make(chan batchLine), make(chan []byte)
	var workers sync.WaitGroup
	for range min(batchWorkers, len(lines)) {
		workers.Go(func() {
			for line := range todo {
				answers <- s.answerLine(ctx, c, line)
			}
		})
	}
	go func() {
		defer close(answers)
		defer workers.Wait()
		defer close(todo)
		for _, line := range lines {
			select {
			case todo <- line:
			case <-ctx.Done():
				return
			}
		}
	}()
	return answers
}

// answerLine makes the card of one line permanent and returns the line that
// tells so, or why not.
func (s *Server) answerLine(ctx context.Context, c *gin.Context, line batchLine) []byte {
	answer := batchAnswer{Line: line.number, Status: http.StatusOK}
	var err error
	answer.IdempotencyKey, answer.entry, err = s.keepLine(ctx, c, line)
	if err != nil {
		a := answerTo(err)
		p := problemOf(a, err)
		answer.Status, answer.Error = a.status, &p
		if a.status >= http.StatusInternalServerError && ctx.Err() == nil {
			s.logger(c).Error("a line of a batch failed", "line", line.number, "status", a.status, "code", a.code, "err", err)
		}
	}
	text, err := encodeLine(answer)
	if err != nil {
		panic(err) // strings, numbers, and JSON that was encoded before
	}
	return text
}

func (s *Server) keepLine(ctx context.Context, c *gin.Context, line batchLine) (key string, _ *entry, err error) {
	defer func() {
		if p := recover(); p != nil { // on a goroutine that the gate does not guard
			err = fmt.Errorf("%w: %v", card.ErrPanic, p)
		}
	}()
	if s.stopping() {
		return "", nil, errStopping
	}
	if len(line.text) > maxCardBody {
		return "", nil, fmt.Errorf("%w: more than %d bytes", strictjson.ErrTooLarge, maxCardBody)
	}
	o, err := s.readOrder(c, line.text)
	if err != nil {
		return "", nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, lineTimeout)
	defer cancel()
	text, err := s.once(ctx, o.asked("entry"), func() ([]byte, error) {
		e, err := s.keep(ctx, o.Request, o.allowDegraded, s.drawInBatch)
		if err != nil {
			return nil, err
		}
		return encodeLine(e)
	})
	if err != nil {
		return o.key, nil, err
	}
	e := new(entry)
	if err := json.Unmarshal(text, e); err != nil {
		return o.key, nil, fmt.Errorf("reading a card's entry: %w", err)
	}
	return o.key, e, nil
}

// drawInBatch is draw for those who have time: it waits for a place, and again
// where the queue is full.
func (s *Server) drawInBatch(ctx context.Context, r card.Request) (*card.Result, []string, error) {
	select {
	case s.lines <- struct{}{}:
		defer func() { <-s.lines }()
	case <-ctx.Done():
		return nil, nil, fmt.Errorf("waiting to draw: %w", ctx.Err())
	}
	for pause := 50 * time.Millisecond; ; pause = min(2*pause, time.Second) {
		result, names, err := s.draw(ctx, r)
		if !errors.Is(err, card.ErrBusy) {
			return result, names, err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return nil, nil, err
		}
	}
}
