package server

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"golang.org/x/sync/errgroup"

	"sharecard/cmd/sharecard/internal/auth"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/job"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/server/gate"
	"sharecard/cmd/sharecard/internal/server/problem"
	"sharecard/cmd/sharecard/internal/sheet"
	"sharecard/cmd/sharecard/internal/strictjson"
)

// ndjson is the media type of lines of JSON.
const ndjson = "application/x-ndjson"

// bounds are those of a body of lines.
type bounds struct {
	bytes int64
	lines int
}

var batchBounds = bounds{bytes: 8 << 20, lines: 500}

const (
	// maxBatches is how many are under way at once: each holds its body.
	maxBatches = 4
	// batchWorkers is how many lines of a batch are under way at once. Most of them
	// wait for a picture, or for their turn to be drawn.
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
	Platform       string `json:"platform,omitempty"`   // which of those that the line lists
	*publish.Entry
	Error *problem.Problem `json:"error,omitempty"`
}

// batchLine is a line of the body that is not blank.
type batchLine struct {
	number int // from 1; of a spreadsheet its row
	text   []byte
	err    error // why it is none
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
		_, lines, err = s.readLines(c, batchBounds)
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
	w := lineWorker{s, gate.Caller(c), gate.Logger(s.config.Log, c), odd, problem.AsksChinese(c.Request)}
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

// isSpreadsheet reports whether a body is one, by its media type.
func isSpreadsheet(c *gin.Context) bool {
	t := c.ContentType()
	return strings.EqualFold(t, sheet.CSV) || strings.EqualFold(t, sheet.XLSX)
}

// readLines reads a body and its lines that are not blank, or the rows of a spreadsheet.
func (s *Server) readLines(c *gin.Context, within bounds) (body []byte, lines []batchLine, err error) {
	body, err = readBody(c.Request.Body, within.bytes)
	if err != nil {
		return nil, nil, err
	}
	switch {
	case isSpreadsheet(c):
		rows, err := sheet.Read(body, s.config.Zone)
		if err != nil {
			return nil, nil, err
		}
		for _, row := range rows {
			lines = append(lines, batchLine{row.Number, row.Line, row.Err})
		}
	case strings.EqualFold(c.ContentType(), "application/json"):
		var list []json.RawMessage
		if err := json.Unmarshal(body, &list); err != nil {
			return nil, nil, &strictjson.FieldError{Reason: "must be a list of objects, as in [{…}, {…}]"}
		}
		for i, text := range list {
			lines = append(lines, batchLine{number: i + 1, text: text})
		}
	default:
		number := 0
		for text := range bytes.Lines(body) {
			number++
			if text = bytes.TrimSpace(text); len(text) > 0 {
				lines = append(lines, batchLine{number: number, text: text})
			}
		}
	}
	switch {
	case len(lines) == 0:
		return nil, nil, &strictjson.FieldError{Reason: "is empty"}
	case len(lines) > within.lines:
		return nil, nil, fmt.Errorf("%w: there are at most %d lines", strictjson.ErrTooLarge, within.lines)
	}
	return body, lines, nil
}

// lineWorker works on the lines of one batch.
type lineWorker struct {
	server  *Server
	caller  *auth.Caller
	log     *slog.Logger
	odd     bool // articles may be; see lenient.go
	chinese bool // details of what went wrong
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
				w.answerLine(ctx, line, func(a batchAnswer, err error) { answers <- w.tell(ctx, a, err) })
				return nil
			})
		}
		_ = workers.Wait() // nil: a line's error is in its answer
	}()
	return answers
}

// answerLine has the card of one line kept, or one for each of its platforms, and calls
// tell with what became of each.
func (w *lineWorker) answerLine(ctx context.Context, line batchLine, tell func(batchAnswer, error)) {
	jobs, err := w.readLine(line)
	if err != nil {
		tell(batchAnswer{Line: line.number}, err)
		return
	}
	for _, j := range jobs {
		answer := batchAnswer{
			Line: line.number, Status: http.StatusOK, Name: j.Name, ArticleID: j.Request.ArticleID, Platform: j.Platform,
		}
		if a := j.Request.Article; a != nil {
			answer.ArticleID = a.ID
		}
		answer.Entry, err = w.keep(ctx, line, j, &answer.IdempotencyKey)
		tell(answer, err)
	}
}

// readLine reads the jobs of a line.
func (w *lineWorker) readLine(line batchLine) ([]*job.Job, error) {
	switch {
	case w.server.stopping():
		return nil, problem.ErrStopping
	case line.err != nil:
		return nil, line.err
	case len(line.text) > job.MaxBytes:
		return nil, fmt.Errorf("%w: more than %d bytes", strictjson.ErrTooLarge, job.MaxBytes)
	case w.odd:
		return job.ReadLineLenient(line.text, w.server.config.Zone)
	}
	return job.ReadLine(line.text)
}

// tell writes an answer, with the error if there is one.
func (w *lineWorker) tell(ctx context.Context, answer batchAnswer, err error) []byte {
	if err != nil {
		p := problem.Of(err)
		if w.chinese {
			p = p.InChinese()
		}
		answer.Status, answer.Error = p.Status, &p
		if p.Status >= http.StatusInternalServerError && ctx.Err() == nil {
			w.log.Error("a line of a batch failed", "line", answer.Line, "status", p.Status, "code", p.Code, "err", err)
		}
	}
	text, err := encodeLine(answer)
	if err != nil {
		panic(err) // strings and numbers
	}
	return text
}

// keep has the card of a job kept. Each platform of a line has its own idempotency key.
func (w *lineWorker) keep(ctx context.Context, line batchLine, j *job.Job, key *string) (e *publish.Entry, err error) {
	defer func() {
		if p := recover(); p != nil { // on a goroutine that the gate does not guard
			err = fmt.Errorf("%w: %v", card.ErrPanic, p)
		}
	}()
	if w.server.stopping() {
		return nil, problem.ErrStopping
	}
	o, err := orderOf(j, line.text)
	if err != nil {
		return nil, err
	}
	*key, o.Patient = o.Key, true
	if o.Key != "" && j.Platform != "" {
		o.Key += "/" + j.Platform
	}
	ctx, cancel := context.WithTimeout(ctx, lineTimeout)
	defer cancel()
	return w.server.publisher.Keep(ctx, w.caller, o)
}
