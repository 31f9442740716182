package server_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server"
)

// lineAnswer is what became of a line of a batch.
type lineAnswer struct {
	entry
	Line           int
	Status         int
	Name           string
	IdempotencyKey string `json:"idempotency_key"`
	Error          *problem
}

func readLine(t *testing.T, text string) (a lineAnswer) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &a); err != nil {
		t.Fatalf("%v in %q", err, text)
	}
	return a
}

// send posts a batch with the desk's token.
func (k *keeping) send(ctx context.Context, base string, lines ...string) *http.Response {
	k.t.Helper()
	req, err := http.NewRequestWithContext(ctx, "POST", base+"/v1/cards", strings.NewReader(strings.Join(lines, "\n")))
	if err != nil {
		k.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-ndjson")
	req.Header.Set("Authorization", "Bearer "+deskToken)
	resp, err := k.Client().Do(req)
	if err != nil {
		k.t.Fatal(err)
	}
	k.t.Cleanup(func() { resp.Body.Close() })
	return resp
}

// batch posts a batch and returns its answers by line.
func (k *keeping) batch(lines ...string) map[int]lineAnswer {
	k.t.Helper()
	return k.answers(k.send(k.t.Context(), k.URL, lines...))
}

func (k *keeping) answers(resp *http.Response) map[int]lineAnswer {
	k.t.Helper()
	if resp.StatusCode != 200 || resp.Header.Get("Content-Type") != "application/x-ndjson" || resp.Header.Get("Cache-Control") != "no-store" {
		k.t.Fatalf("%d %v", resp.StatusCode, resp.Header)
	}
	answers := map[int]lineAnswer{}
	for scan := bufio.NewScanner(resp.Body); scan.Scan(); {
		a := readLine(k.t, scan.Text())
		if _, twice := answers[a.Line]; twice {
			k.t.Errorf("line %d is answered twice", a.Line)
		}
		answers[a.Line] = a
	}
	return answers
}

func job(n int) string {
	return fmt.Sprintf(`{"template":"poster","article":{"id":"n%d","title":"第%d张"},"idempotency_key":"k%d"}`, n, n, n)
}

func TestBatch(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	k.put(t, "gone", "题")
	if got := k.ask("DELETE", "/v1/articles/gone", ""); got.StatusCode != 204 {
		t.Fatal(got.body)
	}
	got := k.batch(
		job(1), // line 1; see 11
		"",
		`{"template":"link","article_id":"a","format":"jpg"}`,
		`{"template":"link","article_id":"nobody"}`,
		`{"template":"link","article_id":"gone"}`, // 5
		`not JSON`,
		`{"template":"poster","article":{"title":"缺字"}}`,
		`{"template":"poster","article":{"title":"缺字"},"allow_degraded":true,"idempotency_key":"x"}`,
		`{"template":"poster","article":{"title":"恐慌"},"idempotency_key":"y"}`,
		`{"template":"poster","article":{"title":"`+strings.Repeat("长", 25_000)+`"}}`, // 10
		strings.Replace(job(1), "第1张", "另一张", 1)+"\r",
	)
	for line, want := range map[int]struct {
		status    int
		code, key string
	}{
		3: {200, "", ""}, 4: {404, "article_not_found", ""}, 5: {410, "withdrawn", ""},
		6: {422, "invalid_document", ""}, 7: {424, "cover_unavailable", ""}, 8: {200, "", "x"}, 9: {500, "internal", "y"},
		10: {413, "too_large", ""},
	} {
		a, answered := got[line]
		if !answered || a.Status != want.status || a.IdempotencyKey != want.key {
			t.Errorf("line %d: %+v, want %+v", line, a, want)
			continue
		}
		if (a.Error == nil) != (want.code == "") || a.Error != nil && (a.Error.Code != want.code || a.Error.Status != a.Status) {
			t.Errorf("line %d: %+v, want %s", line, a.Error, want.code)
		}
		if want.status != 200 {
			continue
		}
		if a.URL == nil {
			t.Errorf("line %d has no address: %+v", line, a)
			continue
		}
		if got := k.do("GET", strings.TrimPrefix(*a.URL, publicURL), ""); got.StatusCode != 200 || len(got.body) != a.Bytes {
			t.Errorf("line %d: %s: %d", line, *a.URL, got.StatusCode)
		}
	}
	// Of two bodies under one key, the faster one counts.
	first, second := got[1], got[11]
	if first.Status+second.Status != 200+422 {
		t.Errorf("two bodies under one key: %d and %d", first.Status, second.Status)
	}
	if len(got) != 10 {
		t.Errorf("%d answers", len(got))
	}
}

// A client that leaves loses nothing that was finished, and asking again costs no
// second drawing.
func TestBatchIsTakenUpAgain(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	lines := make([]string, 20)
	for i := range lines {
		lines[i] = job(i)
	}
	lines[10] = `{"template":"poster","article":{"id":"slow","title":"慢"}}` // never done
	ctx, leave := context.WithCancel(t.Context())
	scan := bufio.NewScanner(k.send(ctx, k.URL, lines...).Body)
	finished := map[string]bool{}
	for len(finished) < 5 && scan.Scan() {
		if a := readLine(t, scan.Text()); a.Status == 200 {
			finished[a.Hash] = true
		}
	}
	leave()
	for hash := range finished {
		if got := k.do("GET", "/c/"+hash+"/poster.jpg", ""); got.StatusCode != 200 {
			t.Errorf("%s is lost: %d", hash, got.StatusCode)
		}
	}
	close(k.hold)
	k.waitFor(func() bool { drawing, waiting := k.cards.Queue(); return drawing+waiting == 0 })
	later := startKeeping(t, keepingConfig{folder: k.folder})
	close(later.hold)
	for line, a := range later.batch(lines...) {
		if a.Status != 200 {
			t.Errorf("line %d: %+v", line, a)
		}
		delete(finished, a.Hash)
	}
	if len(finished) > 0 {
		t.Errorf("%d cards have other addresses now", len(finished))
	}
	if n := later.drawn.Load(); n > 15 {
		t.Errorf("%d of 20 were drawn again", n)
	}
	drawn := later.drawn.Load()
	later.batch(lines...)
	if n := later.drawn.Load(); n != drawn {
		t.Errorf("the third time %d were drawn", n-drawn)
	}
}

func TestBatchLimits(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	many := strings.Repeat("{}\n", 501)
	const ndjson = "Content-Type: application/x-ndjson"
	for body, want := range map[string]struct {
		status int
		code   string
	}{
		many:                              {413, "too_large"},
		strings.Repeat(" ", 8<<20) + "{}": {413, "too_large"},
		"":                                {422, "invalid_document"},
		"\n \n":                           {422, "invalid_document"},
	} {
		if p := k.ask("POST", "/v1/cards", body, ndjson).problem(t); p.Status != want.status || p.Code != want.code {
			t.Errorf("%.10q…: %+v", body, p)
		}
	}
	if got := k.ask("POST", "/v1/cards", many[3:], ndjson); got.StatusCode != 200 || strings.Count(got.body, "\n") != 500 {
		t.Errorf("500 lines: %d, %d answers", got.StatusCode, strings.Count(got.body, "\n"))
	}
}

// Batches hold up nobody who waits for one card, and more than four batches wait.
func TestBatchesStarveNobody(t *testing.T) {
	k := startKeeping(t, keepingConfig{}, func(_ *server.Config, c *card.Config) {
		c.Workers, c.Queue = runtime.GOMAXPROCS(0), 4
	})
	var open []*http.Response
	for n := range 4 {
		lines := make([]string, 20)
		for i := range lines {
			lines[i] = fmt.Sprintf(`{"template":"poster","article":{"id":"%d-%d","title":"慢"}}`, n, i)
		}
		open = append(open, k.send(t.Context(), k.URL, lines...))
	}
	k.waitFor(func() bool { drawing, _ := k.cards.Queue(); return drawing > 0 })
	k.there(poster)
	if got := k.ask("POST", "/v1/cards", job(1), "Content-Type: application/x-ndjson"); got.StatusCode != 429 || got.Header.Get("Retry-After") == "" {
		t.Errorf("a fifth batch: %d", got.StatusCode)
	}
	close(k.hold)
	for _, resp := range open {
		for line, a := range k.answers(resp) {
			if a.Status != 200 {
				t.Errorf("line %d: %+v", line, a.Error)
			}
		}
	}
}

// A long batch outlives the time that other answers may take, and one that the
// server stops in is answered to the end.
func TestBatchOutlastsLimits(t *testing.T) {
	const write = 100 * time.Millisecond
	k := startKeeping(t, keepingConfig{}, func(sc *server.Config, _ *card.Config) {
		sc.Limits = server.Limits{Write: write, Read: write, Linger: 1}
	})
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- k.handler.Serve(ctx, ln) }()
	lines := make([]string, 40)
	for i := range lines {
		lines[i] = fmt.Sprintf(`{"template":"poster","article":{"id":"%d","title":"慢"}}`, i)
	}
	sent := time.Now()
	resp := k.send(t.Context(), "http://"+ln.Addr().String(), lines...)
	k.waitFor(func() bool { return time.Since(sent) > 2*write })
	stop()
	k.waitFor(func() bool { return k.do("GET", "/readyz", "").StatusCode == 503 }) // it has been told
	close(k.hold)
	got := k.answers(resp)
	if len(got) != len(lines) {
		t.Errorf("%d answers", len(got))
	}
	codes := map[string]int{}
	for _, a := range got {
		if a.Error != nil {
			codes[a.Error.Code]++
		} else {
			codes["whole"]++
		}
	}
	if codes["whole"] == 0 || codes["stopping"] == 0 || codes["whole"]+codes["stopping"] != len(lines) {
		t.Errorf("answers: %v", codes)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// Nobody may make cards under the masthead of others, not even in a batch.
func TestBatchKeepsToBrands(t *testing.T) {
	k := startKeeping(t, keepingConfig{}, func(_ *server.Config, c *card.Config) { c.Templates = branded(t) })
	got := k.ask("POST", "/v1/cards", strings.Join([]string{
		`{"template":"poster","brand":"daily","article":{"title":"题"}}`,
		`{"template":"poster","brand":"evening","article":{"title":"题"}}`,
		`{"template":"poster","article":{"title":"题"}}`,
	}, "\n"), "Content-Type: application/x-ndjson", "Authorization: Bearer "+eveningToken)
	var statuses []string
	for line := range strings.Lines(got.body) {
		a := readLine(t, line)
		statuses = append(statuses, fmt.Sprint(a.Line, " ", a.Status))
	}
	slices.Sort(statuses)
	if fmt.Sprint(statuses) != "[1 403 2 200 3 200]" {
		t.Errorf("%s: %s", statuses, got.body)
	}
}

// A line of a batch is the same here and on the command line: the name that it has
// comes back with what became of it.
func TestLinesHaveNames(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	answers := k.batch(`{"name":"a1","template":"poster","article":{"title":"一"}}`, `{"name":"a2","template":"poster","article_id":"none"}`)
	if answers[1].Name != "a1" || answers[1].Status != 200 || answers[2].Name != "a2" || answers[2].Error == nil {
		t.Errorf("%+v", answers)
	}
}
