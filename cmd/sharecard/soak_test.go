package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// soakTime is how long the soak takes. What leaks slowly needs longer:
//
//	go test ./cmd/sharecard -run Soak -soak 30m -timeout 0
var soakTime = flag.Duration("soak", 2*time.Second, "how long the soak test takes")

// freePort returns an address of this machine that nobody listens on.
func freePort(t *testing.T) string {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	return ln.Addr().String()
}

// standing is what a process holds on to.
type standing struct {
	goroutines, descriptors int
	heap                    uint64 // bytes
}

// stand counts, once requests have ended and garbage is gone.
func stand() (s standing) {
	http.DefaultClient.CloseIdleConnections()
	for i := range 20 {
		runtime.GC() // pools and what is cleaned up behind pictures take several
		now := standing{goroutines: runtime.NumGoroutine()}
		if files, err := os.ReadDir("/proc/self/fd"); err == nil {
			now.descriptors = len(files)
		}
		var memory runtime.MemStats
		runtime.ReadMemStats(&memory)
		now.heap = memory.HeapAlloc
		if i > 3 && now.goroutines >= s.goroutines && now.descriptors >= s.descriptors {
			return now
		}
		s = now
		time.Sleep(20 * time.Millisecond)
	}
	return s
}

// A server that draws, stores, refuses and is left in the middle, over and over,
// holds no more at the end than when it was warm.
func TestSoak(t *testing.T) {
	address := serve(t, "--data", filepath.Join(t.TempDir(), "data"), "--log-level", "error")
	work := func(seed uint64) {
		r := rand.New(rand.NewPCG(seed, 0))
		for range 8 {
			soakOnce(t, address, r)
		}
	}
	round := func(n int) {
		var wg sync.WaitGroup
		for i := range 4 {
			wg.Go(func() { work(uint64(4*n + i)) })
		}
		wg.Wait()
	}
	// The same requests come again and again. It is warm when caches, pools and the
	// store's connections have all they will ever have, and the drawings of covers
	// that nobody waited for have ended: then three turns leave the heap alike.
	const turn = 4
	before, alike := standing{}, 0
	for turns := 0; alike < 3 && turns < 100; turns++ {
		for n := range turn {
			round(n)
		}
		now := stand()
		alike++
		if now.heap > before.heap+1<<20 || before.heap > now.heap+1<<20 {
			alike = 0
		}
		before = now
	}
	rounds := 0
	for end := time.Now().Add(*soakTime); time.Now().Before(end) || rounds < turn; rounds++ {
		round(rounds % turn)
	}
	after := stand()
	t.Logf("after %d rounds: %+v, before %+v", rounds, after, before)
	if after.goroutines > before.goroutines+4 {
		t.Errorf("goroutines grow from %d to %d", before.goroutines, after.goroutines)
	}
	// The stores open connections to their files as they are pressed, up to a few.
	if after.descriptors > before.descriptors+16 {
		t.Errorf("descriptors grow from %d to %d", before.descriptors, after.descriptors)
	}
	if after.heap > before.heap+8<<20 {
		t.Errorf("the heap grows from %d to %d MB", before.heap>>20, after.heap>>20)
	}
}

// soakOnce makes one request of many kinds.
func soakOnce(t *testing.T, address string, r *rand.Rand) {
	ids := []string{"dawn-birds", "open-chip", "lighthouse", "no-such-article"}
	id := ids[r.IntN(len(ids))]
	switch r.IntN(6) {
	case 0:
		fetchAll(t, "GET", address+"/v1/articles/"+id+"/cards/thumb.jpg", nil)
	case 1:
		fetchAll(t, "GET", address+"/v1/articles/"+id+"/cards/link.png?theme=blue", nil)
	case 2:
		body := fmt.Sprintf(`{"template":"thumb","article":{"title":"第%d次印刷的晨报"}}`, r.IntN(64))
		fetchAll(t, "POST", address+"/v1/cards", []byte(body))
	case 3:
		body := fmt.Sprintf(`{"title":"水位回落到%d米以下"}`, r.IntN(64))
		fetchAll(t, "PUT", address+"/v1/articles/soak", []byte(body))
	case 4:
		fetchAll(t, "POST", address+"/v1/cards", []byte(`{"template":`))
	case 5: // and is gone
		conn, err := net.Dial("tcp", strings.TrimPrefix(address, "http://"))
		if err != nil {
			t.Error(err)
			return
		}
		fmt.Fprintf(conn, "GET /v1/articles/%s/cards/og.png?scale=1.%d HTTP/1.1\r\nHost: localhost\r\n\r\n", id, r.IntN(10))
		conn.Close()
	}
}

// fetchAll makes a request and reads its answer, which may be an error of the
// client's but none of the server's.
func fetchAll(t *testing.T, method, address string, body []byte) {
	req, err := http.NewRequest(method, address, bytes.NewReader(body))
	if err != nil {
		t.Error(err)
		return
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Error(err)
		return
	}
	defer resp.Body.Close()
	if _, err := io.Copy(io.Discard, resp.Body); err != nil || resp.StatusCode >= 500 {
		t.Errorf("%s %s: %d %v", method, address, resp.StatusCode, err)
	}
}
