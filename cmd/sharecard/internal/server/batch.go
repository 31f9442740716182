package server

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"golang.org/x/sync/errgroup"

	"sharecard/cmd/sharecard/internal/auth"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/job"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/server/gate"
	"sharecard/cmd/sharecard/internal/server/problem"
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
	// wait for a picture; what draws, are the places of patient orders.
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
	Name           string `json:"name,omitempty"` // of the line
	IdempotencyKey string `json:"idempotency_key,omitempty"`
	ArticleID      string `json:"article_id,omitempty"` // of the line, or of its article
	*publish.Entry
	Error *problem.Problem `json:"error,omitempty"`
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
	if !s.batches.take() {
		problem.Write(c, problem.ErrBatches)
		return
	}
	defer s.batches.giveBack()
	odd, err := isLenient(c)
	var lines []batchLine
	if err == nil {
		lines, err = readBatch(c)
	}
	if err != nil {
		problem.Write(c, err)
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
	// Found here: a request's header is not for several goroutines.
	w := lineWorker{s, gate.Caller(c), gate.Logger(s.config.Log, c), odd}
	for answer := range w.answer(ctx, lines) {
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

// readBatch reads the lines of a body that are not blank.
func readBatch(c *gin.Context) (lines []batchLine, err error) {
	body, err := readBody(c.Request.Body, maxBatchBytes)
	if err != nil {
		return nil, err
	}
	number := 0
	for text := range bytes.Lines(body) {
		number++
		if text = bytes.TrimSpace(text); len(text) > 0 {
			lines = append(lines, batchLine{number, text})
		}
	}
	switch {
	case len(lines) == 0:
		return nil, &strictjson.FieldError{Reason: "is empty"}
	case len(lines) > maxBatchLines:
		return nil, fmt.Errorf("%w: a batch has at most %d lines", strictjson.ErrTooLarge, maxBatchLines)
	}
	return lines, nil
}

// lineWorker works on the lines of one batch.
type lineWorker struct {
	server *Server
	caller *auth.Caller
	log    *slog.Logger
	odd    bool // articles may be; see lenient.go
}

// answer works on lines until all are answered or ctx ends, and then closes the
// channel, which must be read.
func (w *lineWorker) answer(ctx context.Context, lines []batchLine) <-chan []byte {
	answers := make(chan []byte)
	go func() {
		defer close(answers)
		var workers errgroup.Group
		workers.SetLimit(batchWorkers)
		for _, line := range lines {
			if ctx.Err() != nil {
				break
			}
			workers.Go(func() error {
				answers <- w.answerLine(ctx, line)
				return nil
			})
		}
		_ = workers.Wait() // nil: a line's error is in its answer
	}()
	return answers
}

// answerLine has the card of one line kept and returns the line that tells so, or
// why not.
func (w *lineWorker) answerLine(ctx context.Context, line batchLine) []byte {
	answer := batchAnswer{Line: line.number, Status: http.StatusOK}
	if err := w.keepLine(ctx, line, &answer); err != nil {
		p := problem.Of(err)
		answer.Status, answer.Error = p.Status, &p
		if p.Status >= http.StatusInternalServerError && ctx.Err() == nil {
			w.log.Error("a line of a batch failed", "line", line.number, "status", p.Status, "code", p.Code, "err", err)
		}
	}
	text, err := encodeLine(answer)
	if err != nil {
		panic(err) // strings and numbers
	}
	return text
}

// keepLine has the card of one line kept, and fills in what the answer tells of it.
func (w *lineWorker) keepLine(ctx context.Context, line batchLine, answer *batchAnswer) (err error) {
	defer func() {
		if p := recover(); p != nil { // on a goroutine that the gate does not guard
			err = fmt.Errorf("%w: %v", card.ErrPanic, p)
		}
	}()
	switch {
	case w.server.stopping():
		return problem.ErrStopping
	case len(line.text) > job.MaxBytes:
		return fmt.Errorf("%w: more than %d bytes", strictjson.ErrTooLarge, job.MaxBytes)
	}
	o, err := w.server.parseOrder(line.text, w.odd)
	if err != nil {
		return err
	}
	o.Patient, answer.IdempotencyKey, answer.Name, answer.ArticleID = true, o.Key, o.Name, o.Request.ArticleID
	if a := o.Request.Article; a != nil {
		answer.ArticleID = a.ID
	}
	ctx, cancel := context.WithTimeout(ctx, lineTimeout)
	defer cancel()
	answer.Entry, err = w.server.publisher.Keep(ctx, w.caller, o)
	return err
}
