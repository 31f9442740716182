//go:build unix

package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/postgres"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/storetest"
)

// startThree starts three replicas at addresses that they keep when they are started again.
func (c *testCluster) startThree(t testing.TB) (addresses []string, replicas []*replica) {
	t.Helper()
	addresses = freeAddresses(t, 3)
	for _, address := range addresses {
		replicas = append(replicas, c.start(t, "--listen", address))
	}
	return addresses, replicas
}

// freeAddresses are those of this machine that nobody listens on. Their ports are none that
// the system gives to clients, who would take that of a server while it restarts.
func freeAddresses(t testing.TB, n int) (all []string) {
	t.Helper()
	for try := 0; len(all) < n; try++ {
		ln, err := net.Listen("tcp", fmt.Sprint("127.0.0.1:", 20_000+rand.IntN(12_000)))
		if err != nil && try > 1000 {
			t.Fatal(err)
		}
		if err == nil {
			defer ln.Close()
			all = append(all, ln.Addr().String())
		}
	}
	return all
}

// acknowledged is what clients were told to be kept.
type acknowledged struct {
	mu        sync.Mutex
	articles  map[string]string // title by ID
	cards     map[string]keptOf // by path
	withdrawn []string          // IDs of articles
	refused   atomic.Int64
}

// keptOf is a card that is kept: the SHA-256 of its bytes, and the ID of its article.
type keptOf struct{ sum, article string }

// try sends a request to a replica that may be dead. It returns false where it was not
// done.
func (a *acknowledged) try(address, method, path, body string) (text []byte, done bool) {
	request, err := http.NewRequest(method, "http://"+address+path, strings.NewReader(body))
	if err != nil {
		return nil, false
	}
	request.Header.Set("Authorization", "Bearer "+cardsToken)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/json")
	response, err := clusterClient.Do(request)
	if err != nil {
		a.refused.Add(1)
		time.Sleep(20 * time.Millisecond)
		return nil, false
	}
	defer response.Body.Close()
	text, err = io.ReadAll(response.Body)
	if err != nil || response.StatusCode >= 300 {
		a.refused.Add(1)
		time.Sleep(20 * time.Millisecond)
		return nil, false
	}
	return text, true
}

// write keeps articles and cards on random replicas, and withdraws every fifth article.
func (a *acknowledged) write(writer int, addresses []string, done <-chan struct{}) {
	for n := 0; ; n++ {
		select {
		case <-done:
			return
		default:
		}
		id, title := fmt.Sprintf("a%d-%d", writer, n), fmt.Sprintf("江城第%d条第%d号", writer, n)
		to := addresses[rand.IntN(len(addresses))]
		if _, ok := a.try(to, "PUT", "/v1/articles/"+id, `{"title":"`+title+`"}`); !ok {
			continue
		}
		a.mu.Lock()
		a.articles[id] = title
		a.mu.Unlock()
		to = addresses[rand.IntN(len(addresses))]
		if text, ok := a.try(to, "POST", "/v1/cards", `{"template":"thumb","article_id":"`+id+`"}`); ok {
			var entry struct{ URL, SHA256 string }
			if json.Unmarshal(text, &entry) != nil {
				continue
			}
			if u, err := url.Parse(entry.URL); err == nil {
				a.mu.Lock()
				a.cards[u.Path] = keptOf{entry.SHA256, id}
				a.mu.Unlock()
			}
		}
		if n%5 == 4 {
			to = addresses[rand.IntN(len(addresses))]
			a.mu.Lock()
			delete(a.articles, id) // it may be withdrawn without our knowing
			a.mu.Unlock()
			if _, ok := a.try(to, "DELETE", "/v1/articles/"+id, ""); ok {
				a.mu.Lock()
				a.withdrawn = append(a.withdrawn, id)
				a.mu.Unlock()
			}
		}
	}
}

// Whatever dies while it writes, replicas, the database or the bucket, nothing that was
// acknowledged is lost, what is withdrawn stays so, and nothing is left over.
func TestClusterKilled(t *testing.T) {
	t.Parallel()
	rounds := 100
	if testing.Short() {
		rounds = 6
	}
	database := storetest.StartServer(t)
	c := &testCluster{gateway: storetest.StartGateway(t), database: database.Address()}
	c.bucket = c.gateway.NewBucket(t, "newsroom", "")
	addresses, replicas := c.startThree(t)
	told := &acknowledged{articles: map[string]string{}, cards: map[string]keptOf{}}
	done := make(chan struct{})
	var writing sync.WaitGroup
	for writer := range 6 {
		writing.Go(func() { told.write(writer, addresses, done) })
	}
	for round := range rounds {
		time.Sleep(time.Duration(100+rand.IntN(300)) * time.Millisecond)
		switch round % 10 {
		case 4:
			database.Restart(t)
		case 8:
			c.gateway.Kill()
			c.gateway.Start(t)
		default:
			i := rand.IntN(len(replicas))
			replicas[i].kill()
			replicas[i] = c.start(t, "--listen", addresses[i])
		}
	}
	time.Sleep(time.Second)
	close(done)
	writing.Wait()
	eventually(t, patience, "all replicas are ready", func() bool {
		for _, r := range replicas {
			if a := r.ask("GET", "/readyz", ""); a.status != 200 || bytes.Contains(a.body, []byte("degraded")) {
				return false
			}
		}
		return true
	})
	t.Logf("%d rounds: %d articles, %d cards and %d withdrawals acknowledged, %d requests refused",
		rounds, len(told.articles), len(told.cards), len(told.withdrawn), told.refused.Load())
	if len(told.articles) < rounds || len(told.cards) < rounds || len(told.withdrawn) == 0 {
		t.Error("hardly anything was written")
	}
	told.check(t, replicas)
	checkNothingLeft(t, c)
}

// check asks all replicas, in turns, for what was acknowledged.
func (a *acknowledged) check(t *testing.T, replicas []*replica) {
	t.Helper()
	next := 0
	ask := func(path string) clusterAnswer {
		next++
		return replicas[next%len(replicas)].ask("GET", path, "")
	}
	for id, title := range a.articles {
		if got := ask("/v1/articles/" + id); got.status != 200 || !bytes.Contains(got.body, []byte(title)) {
			t.Errorf("article %s is lost: %d %.200s", id, got.status, got.body)
		}
	}
	for path, kept := range a.cards {
		got := ask(path)
		if _, stands := a.articles[kept.article]; got.status == 410 && !stands {
			continue
		}
		if found := fmt.Sprintf("%x", sha256.Sum256(got.body)); got.status != 200 || found != kept.sum {
			t.Errorf("card %s is lost: %d, %d bytes", path, got.status, len(got.body))
		}
	}
	for _, id := range a.withdrawn {
		for _, r := range replicas {
			if got := r.ask("GET", "/v1/articles/"+id+"/cards/thumb.jpg", ""); got.status != 410 {
				t.Errorf("%s is withdrawn and answers %d", id, got.status)
			}
		}
	}
}

// checkNothingLeft tidies, and compares the bytes in the bucket with the index.
func checkNothingLeft(t *testing.T, c *testCluster) {
	t.Helper()
	bucket := c.gateway.OpenBucket(t, c.bucket)
	cards := bucket.Objects("cards")
	db, err := postgres.Open(t.Context(), postgres.Config{URL: c.database, Covers: bucket.Objects("covers"), Cards: cards})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	keeper := publish.New(publish.Config{Store: db.Cards(), Objects: cards})
	if err := keeper.Tidy(t.Context()); err != nil {
		t.Fatal(err)
	}
	var bytesThere int64
	err = cards.List(t.Context(), func(names []string) error {
		for _, name := range names {
			hash, _, _ := strings.Cut(name, ".")
			card, err := keeper.Find(t.Context(), hash)
			if err != nil {
				t.Errorf("%s is left over, or not whole: %v", name, err)
				continue
			}
			bytesThere += card.Size
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if used, _, err := keeper.Usage(t.Context()); err != nil || used != bytesThere {
		t.Errorf("the index tells of %d bytes, and %d are there: %v", used, bytesThere, err)
	}
}

// Replicas behind nginx, as it is set up in the deploy folder, are restarted one after the
// other under load: hardly a client notices.
func TestRollingRestart(t *testing.T) {
	t.Parallel()
	rounds := 4
	if testing.Short() {
		rounds = 1
	}
	c := newCluster(t)
	addresses, replicas := c.startThree(t)
	replicas[0].want(201, "PUT", "/v1/articles/"+metroID, metroArticle)
	balancer := startNginx(t, addresses)
	paths := []string{"/v1/articles/" + metroID + "/cards/thumb.jpg", replicas[0].keep(`{"article_id":"` + metroID + `","template":"thumb"}`)}
	done := make(chan struct{})
	var clients sync.WaitGroup
	var asked, failed atomic.Int64
	var first sync.Once
	for client := range 8 {
		clients.Go(func() {
			for n := client; ; n++ {
				select {
				case <-done:
					return
				case <-time.After(4 * time.Millisecond):
				}
				asked.Add(1)
				status, err := status("http://" + balancer + paths[n%len(paths)])
				if err != nil || status != 200 {
					failed.Add(1)
					first.Do(func() { t.Logf("the first that failed: %d, %v", status, err) })
				}
			}
		})
	}
	for range rounds {
		for i := range replicas {
			time.Sleep(300 * time.Millisecond)
			if err := replicas[i].cmd.Process.Signal(syscall.SIGTERM); err != nil {
				t.Fatal(err)
			}
			if err := replicas[i].cmd.Wait(); err != nil {
				t.Errorf("it ended with %v: %s", err, replicas[i].log)
			}
			replicas[i] = c.start(t, "--listen", addresses[i])
			eventually(t, patience, "it is ready", func() bool { return replicas[i].ask("GET", "/readyz", "").status == 200 })
		}
	}
	close(done)
	clients.Wait()
	t.Logf("%d restarts: %d of %d requests failed", 3*rounds, failed.Load(), asked.Load())
	if float64(failed.Load()) > 0.002*float64(asked.Load()) {
		t.Errorf("%d of %d requests failed", failed.Load(), asked.Load())
	}
}

func status(address string) (int, error) {
	response, err := clusterClient.Get(address)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	_, err = io.Copy(io.Discard, response.Body)
	return response.StatusCode, err
}

// startNginx starts nginx with the site of the deploy folder before servers of this machine.
func startNginx(t *testing.T, servers []string) (address string) {
	t.Helper()
	program, err := exec.LookPath("nginx")
	if err != nil {
		if program = "/usr/sbin/nginx"; exec.Command(program, "-v").Run() != nil {
			storetest.Missing(t, "there is no nginx: apt-get install nginx-light")
		}
	}
	site, err := os.ReadFile("deploy/nginx.conf")
	if err != nil {
		t.Fatal(err)
	}
	address = freeAddresses(t, 1)[0]
	var lines []string
	for line := range strings.Lines(string(site)) {
		switch {
		case strings.HasPrefix(line, "resolver"):
			continue
		case strings.Contains(line, "server sharecard:8080"):
			for _, server := range servers {
				lines = append(lines, "\tserver "+server+" max_fails=0;\n")
			}
			continue
		}
		line = strings.Replace(line, "listen 8080", "listen "+address, 1)
		line = strings.Replace(line, "Host $host", "Host cards.example", 1)
		lines = append(lines, line)
	}
	dir := t.TempDir()
	config := "daemon off; pid " + dir + "/pid; error_log stderr; worker_processes 1;\nevents {}\nhttp {\naccess_log off;\n"
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		config += kind + "_temp_path " + dir + "/" + kind + ";\n"
	}
	file := filepath.Join(dir, "nginx.conf")
	if err := os.WriteFile(file, []byte(config+strings.Join(lines, "")+"}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "-c", file, "-p", dir)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
	})
	eventually(t, patience, "nginx answers", func() bool {
		_, err := status("http://" + address + "/healthz")
		return err == nil
	})
	if t.Failed() {
		t.Fatal(errs.String())
	}
	return address
}
