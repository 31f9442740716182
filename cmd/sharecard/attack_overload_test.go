//go:build !race

package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// overloadTime is how long each load lasts. Its figures need a quiet machine and
// longer loads:
//
//	go test ./cmd/sharecard -run AttackOverload -overload 5s -v
var overloadTime = flag.Duration("overload", 0, "how long each load of TestAttackOverload lasts; 0: it is skipped")

// load is what became of the requests of one load.
type load struct {
	drawn, refused, failed int
	cpu                    time.Duration   // of the server
	waits                  []time.Duration // of refusals
}

// perCPU is how many cards the server drew for each second of its processor time.
func (l *load) perCPU() float64 { return float64(l.drawn) / l.cpu.Seconds() }

// late is what 95 % of the waits stay under.
func late(waits []time.Duration) time.Duration {
	if len(waits) == 0 {
		return 0
	}
	slices.Sort(waits)
	return waits[len(waits)*95/100]
}

// titles counts the cards that were asked for, so that each is another one.
var titles atomic.Int64

// asking makes the request for a new card.
type asking func() string

// order sends an article.
func order() string {
	body := fmt.Sprintf(`{"template":"og","article":{"title":"第%d次印刷的晨报，今天多云转晴","source":{"name":"江城晚报"}}}`, titles.Add(1))
	return fmt.Sprintf("POST /v1/cards HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
		len(body), body)
}

// show asks for a card of a stored article in another colour.
func show() string {
	return fmt.Sprintf("GET /v1/articles/lighthouse/cards/thumb.jpg?accent=%06x HTTP/1.1\r\nHost: localhost\r\n\r\n", titles.Add(1))
}

// press has that many connections ask for new cards for a while, in all so many times
// a second; 0: each as soon as it has an answer. What it takes to open and close them is
// not counted.
func (p *process) press(t *testing.T, ask asking, connections int, rate float64, d time.Duration) (all load) {
	t.Helper()
	open := make([]net.Conn, connections)
	for i := range open {
		conn, err := net.Dial("tcp", strings.TrimPrefix(p.address, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		open[i] = conn
	}
	var mu sync.Mutex
	var clients sync.WaitGroup
	before, end := p.cpu(t), time.Now().Add(d)
	for _, conn := range open {
		clients.Go(func() {
			one := drive(conn, ask, float64(connections)/rate, end)
			mu.Lock()
			defer mu.Unlock()
			all.drawn, all.refused, all.failed = all.drawn+one.drawn, all.refused+one.refused, all.failed+one.failed
			all.waits = append(all.waits, one.waits...)
		})
	}
	clients.Wait()
	all.cpu = p.cpu(t) - before
	return all
}

// firstWithin is by when, in seconds, a connection asks for its first card: before the
// server takes it for one that asks for nothing.
const firstWithin = 2

// drive asks for cards over one connection until the end, every so many seconds.
func drive(conn net.Conn, ask asking, every float64, end time.Time) (l load) {
	r := bufio.NewReaderSize(conn, 4<<10)
	next := time.Now().Add(time.Duration(rand.Float64() * min(every, firstWithin) * float64(time.Second)))
	_ = conn.SetDeadline(end.Add(30 * time.Second))
	for {
		if every > 0 && every < 1e9 {
			time.Sleep(time.Until(next))
			next = next.Add(time.Duration(every * float64(time.Second)))
		}
		began := time.Now()
		if !began.Before(end) {
			return l
		}
		status := 0
		if _, err := io.WriteString(conn, ask()); err == nil {
			status = readAnswer(r)
		}
		switch status {
		case http.StatusOK:
			l.drawn++
		case http.StatusTooManyRequests:
			l.refused++
			l.waits = append(l.waits, time.Since(began))
		default:
			l.failed++
			return l
		}
		if next.Before(time.Now()) {
			next = time.Now() // who waited long does not catch up
		}
	}
}

// readAnswer reads one answer and returns its status, 0 for none. It takes little time,
// which the server lacks.
func readAnswer(r *bufio.Reader) (status int) {
	length := 0
	for first := true; ; first = false {
		line, err := r.ReadSlice('\n')
		if err != nil {
			return 0
		}
		if first && len(line) > 12 {
			status, _ = strconv.Atoi(string(line[9:12]))
		}
		if name, value, _ := bytes.Cut(line, []byte(": ")); string(name) == "Content-Length" {
			length, _ = strconv.Atoi(string(bytes.TrimSpace(value)))
		}
		if len(line) <= 2 {
			break
		}
	}
	if _, err := io.CopyN(io.Discard, r, int64(length)); err != nil {
		return 0
	}
	return status
}

// A server that is asked for ten times as many cards as it can draw draws nearly as
// many as at its best, refuses the others at once, and answers from memory beside it.
func TestAttackOverload(t *testing.T) {
	if *overloadTime == 0 {
		t.Skip("it takes a while and a quiet machine: -overload 5s")
	}
	p := start(t, "--max-per-client", "4096")
	type kind struct {
		name        string
		ask         asking
		connections int
		times       float64 // of the peak; 0: as soon as answered
	}
	kinds := []kind{
		{"640 at 10x", order, 640, 10},
		{"2000 at 10x", order, 2000, 10},
		{"640 at once", order, 640, 0},
		{"2000 at once", order, 2000, 0},
		{"640 GETs at 10x", show, 640, 10},
		{"640 GETs at once", show, 640, 0},
	}
	for _, k := range kinds {
		p.press(t, k.ask, 4, 0, *overloadTime/4) // warm
	}
	shares, works, costs := map[string][]float64{}, map[string][]float64{}, map[string][]float64{}
	for range 3 {
		for _, k := range kinds {
			best := p.press(t, k.ask, 32, 0, *overloadTime)
			peak := float64(best.drawn) / overloadTime.Seconds()
			done, cached := make(chan struct{}), make(chan []time.Duration)
			go func() { cached <- p.askCached(done) }()
			l := p.press(t, k.ask, k.connections, k.times*peak, *overloadTime)
			close(done)
			share := float64(l.drawn) / float64(best.drawn)
			work := l.perCPU() / best.perCPU()
			cost := 1e6 * (l.cpu.Seconds() - float64(l.drawn)/best.perCPU()) / float64(max(1, l.refused))
			shares[k.name], works[k.name], costs[k.name] = append(shares[k.name], share), append(works[k.name], work), append(costs[k.name], cost)
			t.Logf("%-16s %3.0f %% of the peak, %3.0f %% for the same CPU (%.0f cards/s of it at the peak); a refusal %.0f µs; "+
				"%.0f asked/s, 429 p95 %v, cached p95 %v, %d failed",
				k.name, 100*share, 100*work, best.perCPU(), cost,
				float64(l.drawn+l.refused)/overloadTime.Seconds(), late(l.waits), late(<-cached), l.failed)
			if l.failed > 0 {
				t.Errorf("%s: %d requests had no answer", k.name, l.failed)
			}
		}
	}
	for _, k := range kinds {
		slices.Sort(shares[k.name])
		slices.Sort(works[k.name])
		slices.Sort(costs[k.name])
		t.Logf("%-16s median %3.0f %%, for the same CPU %3.0f %%, a refusal %.0f µs",
			k.name, 100*shares[k.name][1], 100*works[k.name][1], costs[k.name][1])
	}
}

// askCached asks for a card in memory, over and over, and returns how long each took.
func (p *process) askCached(done <-chan struct{}) (waits []time.Duration) {
	for {
		select {
		case <-done:
			return waits
		case <-time.After(20 * time.Millisecond):
		}
		began := time.Now()
		if request(http.MethodGet, p.address+"/v1/articles/lighthouse/cards/thumb.jpg", "", nil) == http.StatusOK {
			waits = append(waits, time.Since(began))
		}
	}
}
