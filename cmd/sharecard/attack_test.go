//go:build !race

// The race detector multiplies what a process takes; .ci/run runs these without.

package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article/extract"
)

// process is the program as a process of its own, so that what it takes can be told
// from what the test takes.
type process struct {
	address string
	pid     int
}

// start runs "sharecard serve" until the test ends.
func start(t *testing.T, args ...string) *process {
	t.Helper()
	args = append([]string{"serve", "--listen", "127.0.0.1:0", "--data", filepath.Join(t.TempDir(), "data"), "--linger", "0s"}, args...)
	cmd := exec.Command(sharecard(t), args...)
	cmd.Stderr = io.Discard
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		hang := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
		defer hang.Stop()
		if err := cmd.Wait(); err != nil {
			t.Errorf("the server ended badly: %v", err)
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	p := &process{pid: cmd.Process.Pid}
	p.address = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "Open "), "/")
	if _, err := os.Stat(p.proc("status")); err != nil {
		t.Skip("what a process takes is read from /proc: ", err)
	}
	return p
}

func (p *process) proc(file string) string { return fmt.Sprintf("/proc/%d/%s", p.pid, file) }

// peak is the most memory that the process had at one time, in MB.
func (p *process) peak(t *testing.T) int {
	t.Helper()
	status, err := os.ReadFile(p.proc("status"))
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	kilobytes, err := strconv.Atoi(strings.Fields(after)[0])
	if err != nil {
		t.Fatal(err)
	}
	return kilobytes >> 10
}

// cpu is how much processor time the process has taken.
func (p *process) cpu(t *testing.T) time.Duration {
	t.Helper()
	stat, err := os.ReadFile(p.proc("stat"))
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(stat), ") ") // from the third field on
	fields := strings.Fields(after)
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * (time.Second / 100) // of USER_HZ
}

// statuses counts answers by their status; 0 is of requests that had none.
type statuses struct {
	mu sync.Mutex
	n  map[int]int
}

func (s *statuses) add(status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.n == nil {
		s.n = map[int]int{}
	}
	s.n[status]++
}

// request makes a request, reads its answer and returns its status, 0 for none.
func request(method, address, contentType string, body []byte) int {
	req, err := http.NewRequest(method, address, bytes.NewReader(body))
	if err != nil {
		return 0
	}
	req.Header.Set("Content-Type", contentType)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, resp.Body)
	return resp.StatusCode
}

// floods are pages of the largest size that are made to take much.
func floods() map[string][]byte {
	const head = `<!doctype html><meta charset=utf-8><title>标题一二三四</title><h1>标题一二三四</h1>`
	fill := func(unit string) []byte {
		return []byte(head + strings.Repeat(unit, (extract.MaxBytes-len(head))/len(unit)))
	}
	credit := strings.Repeat("来源：江城晚报 作者：余小一 2024-01-01 ", 3)
	return map[string][]byte{
		"formatting": fill("<b><p>"),
		"paragraphs": fill("<p>"),
		"comments":   fill("<!>"),
		"bogus tags": fill("<?>"),
		"no UTF-8":   fill("\xff\xfe\x81"),
		"attributes": []byte(head + "<p " + strings.Repeat("a ", (extract.MaxBytes-len(head)-3)/2)),
		"credits":    []byte(head + strings.Repeat("<p>"+credit+"</p>", 24_500)),
		"text":       fill("字，"),
	}
}

// 32 clients that have the largest pages read that there may be, made to take much, cost
// a bounded amount of memory and time, however the pages come; who does not get in is
// told to come again.
func TestAttackImports(t *testing.T) {
	for name, page := range floods() {
		t.Run(name, func(t *testing.T) {
			host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "text/html")
				_, _ = w.Write(page)
			}))
			defer host.Close()
			p := start(t, "--log-level", "error", "--allow-fetch", "127.0.0.0/8")
			for way, body := range map[string][]byte{
				"text/html":                         page,
				"application/x-www-form-urlencoded": []byte("url=" + host.URL),
			} {
				before := p.cpu(t)
				var answers statuses
				var clients sync.WaitGroup
				for range 32 {
					clients.Go(func() { answers.add(request("POST", p.address+"/v1/articles/import", way, body)) })
				}
				clients.Wait()
				took, peak := p.cpu(t)-before, p.peak(t)
				t.Logf("%s: %d MB, %v, answers %v", way, peak, took, answers.n)
				if peak > 256 {
					t.Errorf("%s: it took %d MB, more than 256", way, peak)
				}
				if took > 2*time.Second {
					t.Errorf("%s: it took %v of CPU, more than 2 s", way, took)
				}
				if answers.n[0] > 0 || answers.n[500] > 0 {
					t.Errorf("%s: answers by status: %v", way, answers.n)
				}
			}
		})
	}
}
