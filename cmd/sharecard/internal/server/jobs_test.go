package server_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"sharecard/cmd/sharecard/internal/auth"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/queue"
	"sharecard/cmd/sharecard/internal/server"
	"sharecard/cmd/sharecard/internal/sheet"
	"sharecard/cmd/sharecard/internal/webhook"
)

const webhookSecret = "a secret of twenty-four bytes at least"

// jobStatus is a job as its caller reads it.
type jobStatus struct {
	ID, State, Results  string
	Lines, Done, Failed int
	Failures            []struct {
		Line  int
		Error problem
	}
	More       bool `json:"more_failures"`
	Deliveries []struct {
		Type, State, Fault string
		Attempts, Status   int
		Next               *time.Time `json:"next_attempt"`
	}
}

func readJob(t *testing.T, a answer, status int) (j jobStatus) {
	t.Helper()
	if a.StatusCode != status {
		t.Fatalf("%d, want %d: %s", a.StatusCode, status, a.body)
	}
	if err := json.Unmarshal([]byte(a.body), &j); err != nil {
		t.Fatalf("%v in %s", err, a.body)
	}
	return j
}

// run draws what jobs ask for until the test ends.
func (k *keeping) run() {
	ctx, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { k.handler.RunJobs(ctx) })
	k.t.Cleanup(running.Wait)
	k.t.Cleanup(stop)
}

// jobIn returns a job once it is in a state.
func (k *keeping) jobIn(state, id string) (j jobStatus) {
	k.t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if j = readJob(k.t, k.ask("GET", "/v1/jobs/"+id, ""), 200); j.State == state {
			return j
		}
	}
	k.t.Fatalf("it never was %s: %+v", state, j)
	return j
}

const asNDJSON = "Content-Type: application/x-ndjson"

// A job is answered at once and drawn later; its results are those of a batch.
func TestJob(t *testing.T) {
	k := startKeeping(t, keepingConfig{}, withBrands(t))
	body := strings.Join([]string{
		job(1), "", `{"template":"poster","article_id":"a"}`, `{"template":"poster","article_id":"nobody"}`, `not JSON`,
		`{"template":"poster","article":{"title":"图说","brand":"morning"}}`,
	}, "\n")
	sent := k.ask("POST", "/v1/jobs", body, asNDJSON, "Authorization: Bearer "+eveningToken, "Idempotency-Key: night-1")
	j := readJob(t, sent, 202)
	if j.State != "running" || j.Lines != 5 || j.Done != 0 || sent.Header.Get("Location") != "/v1/jobs/"+j.ID {
		t.Fatalf("%+v %v", j, sent.Header)
	}
	again := readJob(t, k.ask("POST", "/v1/jobs", body, asNDJSON, "Authorization: Bearer "+eveningToken, "Idempotency-Key: night-1"), 202)
	if again.ID != j.ID {
		t.Errorf("sent again it is %s", again.ID)
	}
	if p := k.ask("POST", "/v1/jobs?run_at=2024-05-01T06:00:00Z", body, asNDJSON, "Authorization: Bearer "+eveningToken,
		"Idempotency-Key: night-1").problem(t); p.Code != "idempotency_key_reused" {
		t.Errorf("another job under the key: %+v", p)
	}
	if k.drawn.Load() != 0 {
		t.Error("it was drawn before it was answered")
	}
	k.run()
	asEvening := "Authorization: Bearer " + eveningToken
	for end := time.Now().Add(20 * time.Second); j.State != "done"; time.Sleep(5 * time.Millisecond) {
		if j = readJob(t, k.ask("GET", "/v1/jobs/"+j.ID, "", asEvening), 200); time.Now().After(end) {
			t.Fatalf("it is not done: %+v", j)
		}
	}
	if j.Done != 5 || j.Failed != 3 || j.More || len(j.Failures) != 3 {
		t.Fatalf("%+v", j)
	}
	for i, want := range []struct {
		line int
		code string
	}{{4, "article_not_found"}, {5, "invalid_document"}, {6, "brand_forbidden"}} {
		if f := j.Failures[i]; f.Line != want.line || f.Error.Code != want.code {
			t.Errorf("failure %d: %+v, want %+v", i, f, want)
		}
	}
	results := func(query string) (lines []int) {
		t.Helper()
		got := k.ask("GET", j.Results+query, "", asEvening)
		if got.StatusCode != 200 || got.Header.Get("Content-Type") != "application/x-ndjson" {
			t.Fatalf("%d %v", got.StatusCode, got.Header)
		}
		for text := range strings.Lines(got.body) {
			a := readLine(t, text)
			if (a.Error == nil) != (a.URL != nil) {
				t.Errorf("%+v", a)
			}
			lines = append(lines, a.Line)
		}
		return lines
	}
	if got := fmt.Sprint(results(""), results("?from=4"), results("?from=7")); got != "[1 3 4 5 6] [4 5 6] []" {
		t.Errorf("results of the lines %s", got)
	}
	for _, path := range []string{"/v1/jobs/" + j.ID, j.Results} {
		if got := k.ask("GET", path, ""); got.StatusCode != 404 || got.problem(t).Code != "job_not_found" {
			t.Errorf("another caller's %s: %d %s", path, got.StatusCode, got.body)
		}
		if got := k.do("GET", path, ""); got.StatusCode != 401 {
			t.Errorf("the public's %s: %d", path, got.StatusCode)
		}
	}
	if got := k.ask("DELETE", "/v1/jobs/"+j.ID, ""); got.StatusCode != 404 {
		t.Errorf("another caller cancels it: %d", got.StatusCode)
	}
}

// A job comes in every form that a batch does, and as a list.
func TestJobForms(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	k.run()
	for contentType, body := range map[string]string{
		"application/json":     `[` + job(1) + `, ` + job(2) + `]`,
		"application/x-ndjson": job(1) + "\n" + job(2),
		"text/csv":             "template,title\nposter,雨停了\nposter,天晴了\n",
		sheet.XLSX:             workbook(t, [][]any{{"卡片", "标题"}, {"poster", "雨停了"}, {}, {"poster", "天晴了"}}),
	} {
		sent := readJob(t, k.ask("POST", "/v1/jobs", body, "Content-Type: "+contentType), 202)
		if j := k.jobIn("done", sent.ID); j.Lines != 2 || j.Done != 2 || j.Failed != 0 {
			t.Errorf("%s: %+v", contentType, j)
		}
	}
}

// workbook is a workbook with those cells, as it is sent.
func workbook(t *testing.T, cells [][]any) string {
	t.Helper()
	book := excelize.NewFile()
	for i, row := range cells {
		if err := book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	file, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return file.String()
}

// A row of a spreadsheet that cannot be read is a failure under the number that the
// spreadsheet has for it, and costs no other row.
func TestJobOfRows(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	k.run()
	for contentType, body := range map[string]string{
		"text/csv": "卡片,标题,摘要,时间\nposter,雨停了,\"第一行\n第二行\n第三行\",\nposter,天晴了,,昨天\nposter,起风了,,\n",
		sheet.XLSX: workbook(t, [][]any{
			{"卡片", "标题", "摘要", "时间"}, {"poster", "雨停了", "第一行\n第二行\n第三行"}, {"poster", "天晴了", "", "昨天"}, {"poster", "起风了"},
		}),
	} {
		sent := readJob(t, k.ask("POST", "/v1/jobs", body, "Content-Type: "+contentType), 202)
		j := k.jobIn("done", sent.ID)
		if j.Lines != 3 || j.Failed != 1 || j.Failures[0].Line != 3 || !strings.Contains(j.Failures[0].Error.Detail, "D3 (时间)") {
			t.Errorf("%s: %+v", contentType, j)
		}
		var rows []int
		for text := range strings.Lines(k.ask("GET", j.Results, "").body) {
			var entry struct{ Line int }
			if err := json.Unmarshal([]byte(text), &entry); err != nil {
				t.Fatal(err)
			}
			rows = append(rows, entry.Line)
		}
		if !slices.Equal(rows, []int{2, 3, 4}) {
			t.Errorf("%s: results of rows %d", contentType, rows)
		}
	}
}

func TestJobRefused(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	for _, test := range []struct {
		query, contentType, body string
		status                   int
		code                     string
	}{
		{"", "text/plain", job(1), 415, "unsupported_media_type"},
		{"", "application/x-ndjson", "\n\n", 422, "invalid_document"},
		{"", "application/json", `{"template":"poster"}`, 422, "invalid_document"},
		{"", "application/json", `[]`, 422, "invalid_document"},
		{"", "text/csv", "nonsense", 422, "invalid_document"},
		{"?run_at=tomorrow", "application/x-ndjson", job(1), 400, "invalid_parameter"},
		{"?run_at=2099-01-01T00:00:00Z", "application/x-ndjson", job(1), 400, "invalid_parameter"},
		{"?runat=2024-05-02T06:00:00Z", "application/x-ndjson", job(1), 400, "invalid_parameter"},
		{"?lenient=maybe", "application/x-ndjson", job(1), 400, "invalid_parameter"},
		{"?webhook=ftp://cms.example/", "application/x-ndjson", job(1), 400, "invalid_parameter"},
		{"?webhook=https://cms.example/", "application/x-ndjson", job(1), 501, "webhooks_not_configured"},
		{"", "application/x-ndjson", strings.Repeat("{}\n", queue.MaxLines+1), 413, "too_large"},
	} {
		got := k.ask("POST", "/v1/jobs"+test.query, test.body, "Content-Type: "+test.contentType)
		if p := got.problem(t); got.StatusCode != test.status || p.Code != test.code {
			t.Errorf("%s %s %.40q: %d %s, want %d %s", test.query, test.contentType, test.body, got.StatusCode, p.Code, test.status, test.code)
		}
	}
	unstored := start(t)
	if p := unstored.do("POST", "/v1/jobs", job(1), asNDJSON).problem(t); p.Code != "no_jobs" {
		t.Errorf("without a store: %+v", p)
	}
}

// A cancelled job draws nothing more, but keeps what was under way.
func TestCancelJob(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	lines := `{"template":"poster","article":{"title":"慢"}}` + "\n"
	for n := range 200 {
		lines += job(n) + "\n"
	}
	j := readJob(t, k.ask("POST", "/v1/jobs", lines, asNDJSON), 202)
	k.run()
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(time.Millisecond) {
		if drawing, _ := k.cards.Queue(); drawing > 0 {
			break
		}
		if time.Now().After(end) {
			t.Fatal("nothing is drawn")
		}
	}
	if got := k.ask("DELETE", "/v1/jobs/"+j.ID, ""); got.StatusCode != 204 {
		t.Fatal(got.body)
	}
	close(k.hold)
	j = k.jobIn("cancelled", j.ID)
	time.Sleep(200 * time.Millisecond)
	if drawn := k.drawn.Load(); drawn > 60 {
		t.Errorf("%d of 201 were drawn", drawn)
	}
}

// A job that is set for later waits for its time, and is drawn by the rules of then.
func TestJobForLater(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	k.run()
	at := k.clock.now().Add(time.Hour).UTC().Format(time.RFC3339)
	j := readJob(t, k.ask("POST", "/v1/jobs?run_at="+at, job(1), asNDJSON), 202)
	if j.State != "scheduled" {
		t.Errorf("%+v", j)
	}
	k.clock.pass(2 * time.Hour)
	k.jobIn("done", j.ID)
}

// Whose token has gone since has no more cards made.
func TestJobOfNobody(t *testing.T) {
	folder := t.TempDir()
	k := startKeeping(t, keepingConfig{folder: folder})
	j := readJob(t, k.ask("POST", "/v1/jobs", job(1), asNDJSON, "Authorization: Bearer "+eveningToken), 202)
	k.handler.Close()
	k.data.Close()
	tokens, err := auth.ParseTokens("desk:" + deskToken)
	if err != nil {
		t.Fatal(err)
	}
	later := startKeeping(t, keepingConfig{folder: folder}, func(c *server.Config, _ *card.Config) { c.Tokens = tokens })
	later.run()
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		found, err := later.data.DB.Jobs().Find(t.Context(), j.ID)
		if err != nil {
			t.Fatal(err)
		}
		if !found.Ended.IsZero() {
			if found.Failed != 1 {
				t.Errorf("%+v", found)
			}
			return
		}
		if time.Now().After(end) {
			t.Fatal("it does not end")
		}
	}
}

// receiver is what a webhook was sent.
type receiver struct {
	mu       sync.Mutex
	messages []string // ID and type
	bodies   []string
	faulty   error
}

func (r *receiver) send(_ context.Context, address string, header http.Header, body []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.faulty != nil {
		err := r.faulty
		r.faulty = nil
		return 0, err
	}
	want := webhook.Secrets{[]byte(webhookSecret)}.Header(header.Get("Webhook-Id"), unix(header.Get("Webhook-Timestamp")), body)
	if header.Get("Webhook-Signature") != want.Get("Webhook-Signature") || address != "https://cms.example/hook?a=1" {
		return 401, nil
	}
	var message struct{ Type string }
	_ = json.Unmarshal(body, &message)
	r.messages, r.bodies = append(r.messages, header.Get("Webhook-Id")+" "+message.Type), append(r.bodies, string(body))
	return 204, nil
}

func unix(text string) time.Time {
	var seconds int64
	_, _ = fmt.Sscan(text, &seconds)
	return time.Unix(seconds, 0)
}

// A webhook that could never be told is refused with its job.
func TestJobWebhookForbidden(t *testing.T) {
	k := startKeeping(t, keepingConfig{send: new(receiver).send})
	for _, address := range []string{"http://127.0.0.1/hook", "http://169.254.169.254/", "https://[::1]/", "https://192.168.1.9:8443/hook"} {
		got := k.ask("POST", "/v1/jobs?webhook="+url.QueryEscape(address), job(1), asNDJSON)
		if p := got.problem(t); got.StatusCode != 400 || p.Code != "invalid_parameter" || p.Field != "webhook" {
			t.Errorf("%s: %d %+v", address, got.StatusCode, p)
		}
	}
}

// A webhook is told of the first failure and of the end, and again where it did not answer.
func TestJobWebhook(t *testing.T) {
	r := &receiver{faulty: errors.New("nobody listens at 10.1.2.3")}
	k := startKeeping(t, keepingConfig{send: r.send})
	k.run()
	j := readJob(t, k.ask("POST", "/v1/jobs?webhook=https%3A%2F%2Fcms.example%2Fhook%3Fa%3D1", job(1)+"\nnonsense", asNDJSON), 202)
	k.jobIn("done", j.ID)
	attempted := func(n int) jobStatus {
		t.Helper()
		for end := time.Now().Add(20 * time.Second); ; time.Sleep(5 * time.Millisecond) {
			j := k.jobIn("done", j.ID)
			attempts := 0
			for _, d := range j.Deliveries {
				attempts += d.Attempts
			}
			if attempts == n {
				return j
			}
			if time.Now().After(end) {
				t.Fatalf("never %d attempts: %+v", n, j.Deliveries)
			}
		}
	}
	first := attempted(2)
	pending := 0
	for _, d := range first.Deliveries {
		if d.State == "pending" {
			pending++
			if d.Fault != "unreachable" || d.Next == nil || d.Next.Before(k.clock.now()) {
				t.Errorf("%+v", d)
			}
		}
	}
	if pending != 1 || len(first.Deliveries) != 2 {
		t.Errorf("%+v", first.Deliveries)
	}
	k.clock.pass(time.Minute)
	for _, d := range attempted(3).Deliveries {
		if d.State != "delivered" || d.Status != 204 {
			t.Errorf("%+v", d)
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	all := strings.Join(r.messages, "\n")
	if !strings.Contains(all, "msg_"+j.ID+"_failing job.failing") || !strings.Contains(all, "msg_"+j.ID+"_completed job.completed") {
		t.Errorf("told: %s", all)
	}
	if text := strings.Join(r.bodies, "\n"); !strings.Contains(text, `"lines":2,"done":2,"failed":1`) {
		t.Errorf("told: %s", text)
	}
}
