//go:build unix

package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// benchJobLines is how many lines a job of the benchmark has.
const benchJobLines = 2000

// BenchmarkJobs has a job of the text card of BenchmarkCard worked off, on one machine and
// over PostgreSQL and S3: how many lines a second, and the processor time that the server
// takes for one, which tells the same on a machine that is busy with other things.
//
//	SHARECARD_TEST_CLUSTER=1 go test ./cmd/sharecard -run - -bench Jobs -benchtime 1x
func BenchmarkJobs(b *testing.B) {
	const templates = "../../render/testdata/bench"
	b.Run("alone", func(b *testing.B) {
		address := freeAddresses(b, 1)[0]
		benchmarkJobs(b, startAlone(b, filepath.Join(b.TempDir(), "data"), address, "--templates", templates), address)
	})
	b.Run("cluster", func(b *testing.B) {
		address := freeAddresses(b, 1)[0]
		benchmarkJobs(b, newCluster(b).start(b, "--templates", templates, "--listen", address), address)
	})
}

func benchmarkJobs(b *testing.B, r *replica, address string) {
	b.ResetTimer()
	for n := range b.N {
		id := sendBody(b, []string{address}, fmt.Sprintf("bench-%d", n), benchJob(n))
		eventually(b, 10*time.Minute, "the job is done", func() bool {
			var j jobState
			_ = json.Unmarshal(r.want(200, "GET", "/v1/jobs/"+id, "").body, &j)
			return j.State == "done" && j.Failed == 0
		})
	}
	b.StopTimer()
	lines := float64(b.N * benchJobLines)
	b.ReportMetric(lines/b.Elapsed().Seconds(), "lines/s")
	r.kill()
	used := r.cmd.ProcessState.SysUsage().(*syscall.Rusage)
	b.ReportMetric(float64(used.Utime.Nano()+used.Stime.Nano())/1e6/lines, "cpu-ms/line")
}

// benchJob is the body of the job of a number. Each of its lines asks for another card.
func benchJob(number int) (body []byte) {
	for line := range benchJobLines {
		body = fmt.Appendf(body, `{"template":"og","format":"png","article":{"title":"海上风电并网规模创新高，沿海九市携手探索从发到用全程可追溯的绿色用能新路",`+
			`"summary":"记者从江海市能源工作会议上获悉，今年前三季度，该市海上风电新增并网120万千瓦，占全部新增装机的62.5%%。`+
			`下一步将建设陆海一体的储能基地，让风大时的电存得下、用电高峰时送得出。",`+
			`"source":{"name":"江海日报"},"published_at":"2026-09-18T07:45:00+08:00","channel":["财经","江海要闻"],`+
			`"url":"https://news.example/2026/09/18/wind-power-%d-%d"}}`+"\n", number, line)
	}
	return body
}
