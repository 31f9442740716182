//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// jobState is a job as its caller reads it.
type jobState struct {
	ID, State           string
	Lines, Done, Failed int
}

// jobOf is the body of a job of so many lines, and the key that it is sent with.
func jobOf(number, lines int) (key string, body []byte) {
	for line := range lines {
		body = fmt.Appendf(body, "{\"template\":\"thumb\",\"article\":{\"title\":\"江城第%d批第%d号\"}}\n", number, line+1)
	}
	return fmt.Sprintf("batch-%d", number), body
}

// sendJob sends a job to one of the addresses after the other until it is acknowledged.
func sendJob(t testing.TB, addresses []string, number, lines int) (id string) {
	t.Helper()
	key, body := jobOf(number, lines)
	return sendBody(t, addresses, key, body)
}

func sendBody(t testing.TB, addresses []string, key string, body []byte) (id string) {
	t.Helper()
	eventually(t, patience, "a job is taken", func() bool {
		to := addresses[rand.IntN(len(addresses))]
		request, err := http.NewRequest("POST", "http://"+to+"/v1/jobs", bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Authorization", "Bearer "+cardsToken)
		request.Header.Set("Content-Type", "application/x-ndjson")
		request.Header.Set("Idempotency-Key", key)
		response, err := clusterClient.Do(request)
		if err != nil {
			return false // it may have been stored
		}
		defer response.Body.Close()
		var j jobState
		if response.StatusCode != 202 || json.NewDecoder(response.Body).Decode(&j) != nil {
			return false
		}
		id = j.ID
		return true
	})
	return id
}

// checkJob waits for the end of a job, and has each of its lines answered once, with a card
// that is there.
func checkJob(t *testing.T, r *replica, id string, lines int) {
	t.Helper()
	var j jobState
	eventually(t, patience, "job "+id+" is done", func() bool {
		a := r.ask("GET", "/v1/jobs/"+id, "")
		if a.status != 200 && a.status != 503 { // 503: the database restarts; ask again
			t.Errorf("job %s: %d: %.300s", id, a.status, a.body)
		}
		j = jobState{}
		_ = json.Unmarshal(a.body, &j)
		return j.State == "done"
	})
	if j.Lines != lines || j.Done != lines || j.Failed != 0 {
		t.Errorf("%+v, want %d lines", j, lines)
	}
	next := 1
	for text := range bytes.Lines(r.want(200, "GET", "/v1/jobs/"+id+"/results", "").body) {
		var entry struct {
			Line int
			URL  string
		}
		if err := json.Unmarshal(text, &entry); err != nil || entry.Line != next {
			t.Fatalf("line %d is answered where %d is to be: %s", entry.Line, next, text)
		}
		next++
		u, err := url.Parse(entry.URL)
		if err != nil {
			t.Fatal(err)
		}
		if rand.IntN(10) == 0 {
			r.want(200, "GET", u.Path, "")
		}
	}
	if next != lines+1 {
		t.Errorf("%d lines are answered, want %d", next-1, lines)
	}
}

const killedLines = 150

// startAlone starts a server over a folder, which ends with the test.
func startAlone(t testing.TB, data, address string, args ...string) *replica {
	t.Helper()
	r := &replica{t: t, address: "http://" + address, log: new(bytes.Buffer)}
	r.cmd = exec.Command(sharecard(t), append([]string{
		"serve", "--data", data, "--listen", address, "--tokens", "desk:" + cardsToken,
		"--public-url", "https://cards.example", "--log-level", "warn",
	}, args...)...)
	r.cmd.Stderr = r.log
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.kill)
	eventually(t, patience, "it serves", func() bool {
		status, err := status(r.address + "/healthz")
		return err == nil && status == 200
	})
	return r
}

// A server that is killed again and again loses no line of the jobs that it acknowledged,
// and answers none twice.
func TestJobsKilled(t *testing.T) {
	t.Parallel()
	rounds := 20
	if testing.Short() {
		rounds = 3
	}
	data, address := filepath.Join(t.TempDir(), "data"), freeAddresses(t, 1)[0]
	r := startAlone(t, data, address)
	var ids []string
	for round := range rounds {
		ids = append(ids, sendJob(t, []string{address}, round, killedLines))
		time.Sleep(time.Duration(100+rand.IntN(500)) * time.Millisecond)
		r.kill()
		r = startAlone(t, data, address)
	}
	for i, id := range ids {
		if again := sendJob(t, []string{address}, i, killedLines); again != id {
			t.Errorf("job %d is %s, and sent again %s", i, id, again)
		}
		checkJob(t, r, id, killedLines)
	}
}

// The same with several replicas, of which random ones are killed: each chunk is one's.
func TestJobsOfAClusterKilled(t *testing.T) {
	t.Parallel()
	rounds := 20
	if testing.Short() {
		rounds = 3
	}
	c := newCluster(t)
	addresses, replicas := c.startThree(t)
	var ids []string
	for round := range rounds {
		ids = append(ids, sendJob(t, addresses, round, killedLines))
		time.Sleep(time.Duration(100+rand.IntN(500)) * time.Millisecond)
		i := rand.IntN(len(replicas))
		replicas[i].kill()
		replicas[i] = c.start(t, "--listen", addresses[i])
	}
	for i, id := range ids {
		checkJob(t, replicas[i%len(replicas)], id, killedLines)
	}
	var drawn float64
	for _, r := range replicas {
		drawn += r.metric("sharecard_job_lines_total", `outcome="ok"`)
	}
	t.Logf("%d jobs of %d lines; the replicas that are left recorded %v lines", len(ids), killedLines, drawn)
}

// A job moves with the rest of an installation, its results and what is left of it.
func TestJobsMove(t *testing.T) {
	t.Parallel()
	c := newCluster(t)
	data, address := filepath.Join(t.TempDir(), "data"), freeAddresses(t, 1)[0]
	alone := startAlone(t, data, address)
	done := sendJob(t, []string{address}, 1, 20)
	checkJob(t, alone, done, 20)
	open := sendJob(t, []string{address}, 2, 2000)
	alone.kill()
	var errs strings.Builder
	m := Main{Args: []string{
		"move", "--data", data, "--database", c.database, "--bucket", c.bucket, "--bucket-credentials", c.gateway.Credentials,
	}, Stdout: new(bytes.Buffer), Stderr: &errs}
	if status := m.Run(t.Context()); status != 0 {
		t.Fatalf("%d %s", status, errs.String())
	}
	r := c.start(t)
	checkJob(t, r, done, 20)
	var j jobState
	if err := json.Unmarshal(r.want(200, "GET", "/v1/jobs/"+open, "").body, &j); err != nil || j.Lines != 2000 {
		t.Errorf("%+v, %v", j, err)
	}
	before := j.Done
	eventually(t, patience, "the job goes on", func() bool {
		_ = json.Unmarshal(r.want(200, "GET", "/v1/jobs/"+open, "").body, &j)
		return j.Done > before
	})
	r.want(204, "DELETE", "/v1/jobs/"+open, "")
}

// Secrets of webhooks that are none are a usage error.
func TestWebhookSecretsUsage(t *testing.T) {
	file := filepath.Join(t.TempDir(), "secrets")
	if err := os.WriteFile(file, []byte("whsec_tooShort"), 0o600); err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	m := Main{Args: []string{"serve", "--webhook-secrets", file}, Stdout: new(bytes.Buffer), Stderr: &errs}
	if status := m.Run(t.Context()); status != 2 || !strings.Contains(errs.String(), "whsec_ and 24 to 64 bytes") {
		t.Errorf("%d %s", status, errs.String())
	}
}
