package server

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/fetch"
	"sharecard/cmd/sharecard/internal/queue"
	"sharecard/cmd/sharecard/internal/server/gate"
	"sharecard/cmd/sharecard/internal/server/problem"
)

const (
	jobsPath = "/v1/jobs"
	// runAtWord, webhookWord and fromWord are parameters of queries.
	runAtWord   = "run_at"
	webhookWord = "webhook"
	fromWord    = "from"
	maxWebhook  = 2048 // bytes of its address
	// maxSubmissions is how many jobs are received at once: each holds its body.
	maxSubmissions = 2
	// shownFailures is how many failures of a job are shown with it; its results have all.
	shownFailures = 100
	// resultPage is how many results are read from the store at a time.
	resultPage = 500
)

var jobBounds = bounds{bytes: queue.MaxBytes, lines: queue.MaxLines}

// jobAnswer is a job as its caller sees it.
type jobAnswer struct {
	ID           string     `json:"id"`
	State        string     `json:"state"`
	Lines        int        `json:"lines"`
	Done         int        `json:"done"`
	Failed       int        `json:"failed"`
	Created      time.Time  `json:"created"`
	RunAt        *time.Time `json:"run_at,omitempty"`
	Ended        *time.Time `json:"ended,omitempty"`
	Results      string     `json:"results"` // path
	Failures     []failure  `json:"failures"`
	MoreFailures bool       `json:"more_failures"`
	Webhook      string     `json:"webhook,omitempty"`
	Deliveries   []delivery `json:"deliveries,omitempty"`
}

// failure is why a line, or one of its platforms, has no card.
type failure struct {
	Line     int             `json:"line"`
	Platform string          `json:"platform,omitempty"`
	Error    json.RawMessage `json:"error"`
}

// delivery is what the webhook of a job is told.
type delivery struct {
	ID       string     `json:"id"`
	Type     string     `json:"type"`
	State    string     `json:"state"`
	Attempts int        `json:"attempts"`
	Last     *time.Time `json:"last_attempt,omitempty"`
	Status   int        `json:"status,omitempty"`
	Fault    string     `json:"fault,omitempty"`
	Next     *time.Time `json:"next_attempt,omitempty"`
}

// given is nil for the zero time.
func given(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// postJob stores lines to be drawn later, and answers once they are.
func (s *Server) postJob(c *gin.Context) {
	if s.config.Jobs == nil {
		problem.Write(c, problem.ErrNoJobs)
		return
	}
	if !s.submissions.take() {
		problem.Write(c, problem.ErrBatches)
		return
	}
	defer s.submissions.giveBack()
	j, lines, err := s.readJob(c)
	if err == nil {
		j, err = s.config.Jobs.Add(c.Request.Context(), j, lines)
	}
	if err != nil {
		problem.Write(c, err)
		return
	}
	c.Writer.Header().Set("Location", jobsPath+"/"+j.ID)
	s.answerJob(c, http.StatusAccepted, j)
}

// readJob reads a job and its lines. Rows that cannot be read have their result already.
func (s *Server) readJob(c *gin.Context) (*queue.Job, []queue.Line, error) {
	j := &queue.Job{Chinese: problem.AsksChinese(c.Request), Caller: gate.Caller(c).Name}
	err := checkJobWords(c.Request.URL.Query())
	if err != nil {
		return nil, nil, err
	}
	if j.Lenient, err = isLenient(c); err != nil {
		return nil, nil, err
	}
	if j.RunAt, err = s.readRunAt(c.Query(runAtWord)); err != nil {
		return nil, nil, err
	}
	if j.Webhook, err = s.readWebhook(c.Query(webhookWord)); err != nil {
		return nil, nil, err
	}
	key, err := idempotencyKey(c.GetHeader("Idempotency-Key"))
	if err != nil {
		return nil, nil, err
	}
	if t := c.ContentType(); !isSpreadsheet(c) && !strings.EqualFold(t, ndjson) && !strings.EqualFold(t, "application/json") {
		return nil, nil, fmt.Errorf("%w: send %s, a list as application/json, or a spreadsheet", problem.ErrMediaType, ndjson)
	}
	body, read, err := s.readLines(c, jobBounds)
	if err != nil {
		return nil, nil, err
	}
	j.ID = queue.NewID(j.Caller, key)
	sum := sha256.New()
	fmt.Fprintf(sum, "%q %q\n", c.ContentType(), c.Request.URL.Query().Encode())
	_, _ = sum.Write(body) // never fails
	sum.Sum(j.Request[:0])
	w := s.lineWorker(j)
	lines := make([]queue.Line, len(read))
	for i, l := range read {
		lines[i] = queue.Line{Number: l.number, Text: l.text}
		if l.err != nil {
			lines[i].Failed, lines[i].Result = true, w.tell(c.Request.Context(), batchAnswer{Line: l.number}, l.err)
		}
	}
	return j, lines, nil
}

// checkJobWords refuses parameters that a job does not have: of a run_at that is spelled
// wrong, the cards would be drawn at once.
func checkJobWords(query url.Values) error {
	for word := range query {
		if word != lenientWord && word != runAtWord && word != webhookWord {
			return &card.FieldError{Field: "query", Reason: fmt.Sprintf("has %.40q; there are lenient, run_at and webhook", word)}
		}
	}
	return nil
}

// readRunAt reads when a job is to be worked on; the zero time where nothing is said.
func (s *Server) readRunAt(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil || at.After(s.config.Now().Add(queue.MaxAhead)) {
		return time.Time{}, &card.FieldError{
			Field: runAtWord, Reason: "must be a time such as 2024-05-01T06:00:00%2B08:00, at most 90 days ahead",
		}
	}
	return at.UTC().Truncate(time.Microsecond), nil
}

// readWebhook reads the address that is told of a job.
func (s *Server) readWebhook(address string) (string, error) {
	if address == "" {
		return "", nil
	}
	if fetch.CheckAddress(address) != nil || len(address) > maxWebhook {
		return "", &card.FieldError{
			Field: webhookWord, Reason: fmt.Sprintf("must be an address that begins with https:// or http://, of at most %d bytes", maxWebhook),
		}
	}
	if err := s.config.Jobs.Webhooks(); err != nil {
		return "", err
	}
	if s.config.Jobs.Forbids(address) != nil {
		return "", &card.FieldError{Field: webhookWord, Reason: "must not lead to an IP address or a port that this server does not call"}
	}
	return address, nil
}

// findJob finds the job of a request, or answers that there is none.
func (s *Server) findJob(c *gin.Context) *queue.Job {
	if s.config.Jobs == nil {
		problem.Write(c, problem.ErrNoJobs)
		return nil
	}
	j, err := s.config.Jobs.Find(c.Request.Context(), gate.Caller(c).Name, c.Param("id"))
	if err != nil {
		problem.Write(c, err)
		return nil
	}
	return j
}

// getJob tells how far a job is.
func (s *Server) getJob(c *gin.Context) {
	if j := s.findJob(c); j != nil {
		s.answerJob(c, http.StatusOK, j)
	}
}

func (s *Server) answerJob(c *gin.Context, status int, j *queue.Job) {
	answer := jobAnswer{
		ID: j.ID, State: j.State(s.config.Now()), Lines: j.Lines, Done: j.Done, Failed: j.Failed,
		Created: j.Created, RunAt: given(j.RunAt), Ended: given(j.Ended), Webhook: j.Webhook,
		Results: jobsPath + "/" + j.ID + "/results", Failures: []failure{},
	}
	failed, err := s.config.Jobs.Results(c.Request.Context(), j, queue.Range{Limit: shownFailures, Failed: true})
	if err == nil {
		answer.Failures, err = failuresOf(failed)
	}
	answer.MoreFailures = len(failed) < j.Failed
	if err == nil {
		var all []queue.Delivery
		all, err = s.config.Jobs.Deliveries(c.Request.Context(), j)
		for _, d := range all {
			answer.Deliveries = append(answer.Deliveries, delivery{
				ID: d.ID(), Type: d.Event, State: d.State(), Attempts: d.Attempts, Last: given(d.At), Status: d.Status, Fault: d.Fault,
				Next: given(d.Next),
			})
		}
	}
	if err != nil {
		problem.Write(c, err)
		return
	}
	c.Writer.Header().Set("Cache-Control", "no-store")
	writeJSON(c, status, answer)
}

// failuresOf picks the failures out of results.
func failuresOf(failed []queue.Line) ([]failure, error) {
	all := []failure{}
	for _, l := range failed {
		for text := range strings.Lines(string(l.Result)) {
			var f failure
			if err := json.Unmarshal([]byte(text), &f); err != nil {
				return nil, fmt.Errorf("reading a result: %w", err)
			}
			if f.Error != nil {
				all = append(all, f)
			}
		}
	}
	return all, nil
}

// getJobResults answers with the results of lines, by number. While the job goes on they
// end before the first line that has none, so that who asks again goes on there.
func (s *Server) getJobResults(c *gin.Context) {
	from := 1
	if text := c.Query(fromWord); text != "" {
		var err error
		if from, err = strconv.Atoi(text); err != nil || from < 1 {
			problem.Write(c, &card.FieldError{Field: fromWord, Reason: "must be the number of a line, from 1"})
			return
		}
	}
	j := s.findJob(c)
	if j == nil {
		return
	}
	of := queue.Range{From: from, Limit: resultPage, Whole: j.Ended.IsZero()}
	page, err := s.config.Jobs.Results(c.Request.Context(), j, of)
	if err != nil {
		problem.Write(c, err)
		return
	}
	h := c.Writer.Header()
	h.Set("Content-Type", ndjson)
	h.Set("Cache-Control", "no-store")
	c.Writer.WriteHeader(http.StatusOK)
	out := http.NewResponseController(c.Writer)
	for len(page) > 0 {
		_ = out.SetWriteDeadline(time.Now().Add(lineWriteTimeout))
		for _, l := range page {
			if _, err := c.Writer.Write(l.Result); err != nil {
				return // the client has left
			}
		}
		if len(page) < resultPage {
			return
		}
		of.From = page[len(page)-1].Number + 1
		if page, err = s.config.Jobs.Results(c.Request.Context(), j, of); err != nil {
			_ = c.Error(err)            // which returns it
			panic(http.ErrAbortHandler) // better cut off than taken for the end
		}
	}
}

// deleteJob ends a job.
func (s *Server) deleteJob(c *gin.Context) {
	j := s.findJob(c)
	if j == nil {
		return
	}
	if err := s.config.Jobs.Cancel(c.Request.Context(), j); err != nil {
		problem.Write(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}
