package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/storetest"
)

// testCluster is what replicas of a test share.
type testCluster struct {
	gateway          *storetest.Gateway
	database, bucket string
}

// newCluster returns a database and a bucket, both empty.
func newCluster(t testing.TB) *testCluster {
	t.Helper()
	database, gateway := storetest.Database(t), storetest.StartGateway(t)
	return &testCluster{gateway: gateway, database: database, bucket: gateway.NewBucket(t, "newsroom", "")}
}

// replica is a running server of a cluster.
type replica struct {
	t       testing.TB
	cmd     *exec.Cmd
	address string
	log     *bytes.Buffer
}

// clusterKey signs addresses.
const clusterKey = "site1:9b1f0c7de2a84d53"

// start starts a replica, which ends with the test.
func (c *testCluster) start(t testing.TB, args ...string) *replica {
	t.Helper()
	r := &replica{t: t, log: new(bytes.Buffer)}
	r.cmd = exec.Command(sharecard(t), append([]string{
		"serve", "--listen", "127.0.0.1:0", "--linger", "0s", "--bucket-credentials", c.gateway.Credentials,
		"--public-url", "https://cards.example", "--tokens", "desk:" + cardsToken, "--signing-keys", clusterKey,
	}, args...)...)
	r.cmd.Env = append(os.Environ(), "SHARECARD_DATABASE="+c.database, "SHARECARD_BUCKET="+c.bucket)
	r.cmd.Stderr = r.log
	out, err := r.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.kill() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("%v: %s", err, r.log)
	}
	r.address = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "Open "), "/")
	return r
}

// kill ends the replica at once, as a machine that fails.
func (r *replica) kill() {
	_ = r.cmd.Process.Kill()
	_ = r.cmd.Wait()
}

// clusterAnswer is what a replica answered.
type clusterAnswer struct {
	status int
	header http.Header
	body   []byte
}

func (a clusterAnswer) code() string {
	var p struct{ Code string }
	_ = json.Unmarshal(a.body, &p)
	return p.Code
}

var clusterClient = &http.Client{
	Timeout:       30 * time.Second,
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// ask sends a request with the desk's token.
func (r *replica) ask(method, path, body string) clusterAnswer {
	r.t.Helper()
	request, err := http.NewRequest(method, r.address+path, strings.NewReader(body))
	if err != nil {
		r.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+cardsToken)
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("Accept", "application/json") // the entry of a card, not the picture
	}
	response, err := clusterClient.Do(request)
	if err != nil {
		r.t.Errorf("%s %s: %v", method, path, err)
		return clusterAnswer{}
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		r.t.Errorf("%s %s: %v", method, path, err)
	}
	return clusterAnswer{response.StatusCode, response.Header, text}
}

// want fails the test where a request is answered otherwise.
func (r *replica) want(status int, method, path, body string) clusterAnswer {
	r.t.Helper()
	a := r.ask(method, path, body)
	if a.status != status {
		r.t.Errorf("%s %s: %d, want %d: %.300s", method, path, a.status, status, a.body)
	}
	return a
}

// keep makes a card of a payload permanent and returns the path of its address.
func (r *replica) keep(order string) string {
	r.t.Helper()
	a := r.want(200, "POST", "/v1/cards", order)
	var entry struct{ URL string }
	if err := json.Unmarshal(a.body, &entry); err != nil || entry.URL == "" {
		r.t.Fatalf("%v: %s", err, a.body)
	}
	u, err := url.Parse(entry.URL)
	if err != nil {
		r.t.Fatal(err)
	}
	return u.RequestURI()
}

// asked is how often a replica asked the database and the bucket, as its metrics tell.
func (r *replica) asked() (database, bucket float64) {
	r.t.Helper()
	metrics := r.want(200, "GET", "/metrics", "").body
	return r.sum(metrics, "sharecard_store_requests_total", `"database"`), r.sum(metrics, "sharecard_store_requests_total", `"bucket"`)
}

// metric is the sum of a metric's values whose labels contain a text.
func (r *replica) metric(name, labels string) float64 {
	r.t.Helper()
	return r.sum(r.want(200, "GET", "/metrics", "").body, name, labels)
}

func (r *replica) sum(metrics []byte, name, labels string) (sum float64) {
	r.t.Helper()
	for line := range strings.Lines(string(metrics)) {
		series, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		if rest, ok := strings.CutPrefix(series, name); ok && strings.HasPrefix(rest, "{") && strings.Contains(rest, labels) {
			var n float64
			if _, err := fmt.Sscan(value, &n); err != nil {
				r.t.Fatalf("%s: %v", line, err)
			}
			sum += n
		}
	}
	return sum
}

// throughDatabase returns the cluster as seen through a proxy in front of its database.
func (c *testCluster) throughDatabase(t testing.TB) (*testCluster, *storetest.Proxy) {
	t.Helper()
	u, err := url.Parse(c.database)
	if err != nil {
		t.Fatal(err)
	}
	p := storetest.StartProxy(t, u.Host)
	u.Host = p.Address()
	other := *c
	other.database = u.String()
	return &other, p
}

// eventually waits until a condition holds.
func eventually(t testing.TB, within time.Duration, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(within); !holds(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Errorf("not after %v: %s", within, what)
			return
		}
	}
}

const (
	metroID      = "metro-5"
	metroArticle = `{"title":"江城地铁五号线今日开通","source":{"name":"江城晚报"},"url":"https://news.example/2024/05/metro"}`
)

// metroAddresses are those of all kinds at which the article is shown.
func metroAddresses(t *testing.T, r *replica) []string {
	t.Helper()
	article := `{"article":` + metroArticle + `,"template":"poster"}`
	sign := exec.Command(sharecard(t), "sign", "--signing-keys", clusterKey, "--card", "poster.png", "-")
	sign.Stdin = strings.NewReader(metroArticle)
	signed, err := sign.Output()
	if err != nil {
		t.Fatal(err)
	}
	paths := []string{strings.TrimSpace(string(signed)), r.keep(article), r.keep(`{"article_id":"` + metroID + `","template":"thumb"}`),
		"/s/" + metroID}
	for _, file := range []string{"cards/thumb.jpg", "cards/link.png?scale=2", "share.json", "kit.zip"} {
		paths = append(paths, "/v1/articles/"+metroID+"/"+file)
	}
	return append(paths, "/v1/articles/"+metroID)
}

// A withdrawal on one replica reaches every kind of address on the others within five
// seconds, whether notifications come through or not, and so does its end.
func TestWithdrawalReachesReplicas(t *testing.T) {
	for name, swallow := range map[string]string{"notified": "", "deaf": "LISTEN"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCluster(t)
			through, proxy := c.throughDatabase(t)
			proxy.Swallow(swallow)
			first, others := c.start(t), []*replica{through.start(t), through.start(t)}
			first.want(201, "PUT", "/v1/articles/"+metroID, metroArticle)
			paths := metroAddresses(t, first)
			for _, r := range others {
				for _, path := range paths {
					if a := r.ask("GET", path, ""); a.status != 200 && a.status != 302 {
						t.Errorf("before: %d %s: %.200s", a.status, path, a.body)
					}
				}
			}
			all := func(status int) func() bool {
				return func() bool {
					for _, r := range others {
						for _, path := range paths {
							if a := r.ask("GET", path, ""); a.status != status {
								return false
							}
						}
					}
					return true
				}
			}
			began := time.Now()
			first.want(204, "DELETE", "/v1/articles/"+metroID, "")
			eventually(t, 5*time.Second, "every address is gone", all(410))
			t.Logf("gone from %d addresses of 2 replicas after %v", len(paths), time.Since(began).Round(time.Millisecond))
			others[0].want(410, "PUT", "/v1/articles/another", metroArticle)
			others[1].want(201, "PUT", "/v1/articles/"+metroID, strings.Replace(metroArticle, "{", `{"reinstate":true,`, 1))
			eventually(t, 5*time.Second, "the article is back", func() bool {
				return first.ask("GET", "/v1/articles/"+metroID+"/cards/thumb.jpg", "").status == 200 &&
					others[0].ask("GET", "/v1/articles/"+metroID, "").status == 200
			})
		})
	}
}

// However many ask three replicas for one card at once, each draws it once at most.
func TestThunderingKey(t *testing.T) {
	t.Parallel()
	c := newCluster(t)
	replicas := []*replica{c.start(t), c.start(t), c.start(t)}
	replicas[0].want(201, "PUT", "/v1/articles/"+metroID, metroArticle)
	var clients sync.WaitGroup
	for i := range 60 {
		clients.Go(func() {
			replicas[i%3].want(200, "GET", "/v1/articles/"+metroID+"/cards/poster.jpg", "")
		})
	}
	clients.Wait()
	for i, r := range replicas {
		if drawn := r.metric("sharecard_render_seconds_count", `"poster"`); drawn != 1 {
			t.Errorf("replica %d drew it %v times", i, drawn)
		}
	}
}

// costly is a request, and how often it may ask the database and the bucket.
type costly struct {
	what             string
	on               *replica
	method, path     string
	status           int
	database, bucket float64
	body             string
}

// cost is how often the request asks them.
func (c *costly) cost() (database, bucket float64) {
	database, bucket = c.on.asked()
	c.on.want(c.status, c.method, c.path, c.body)
	databaseAfter, bucketAfter := c.on.asked()
	return databaseAfter - database, bucketAfter - bucket
}

// How often a request asks the database and the bucket.
func TestQueriesPerRequest(t *testing.T) {
	t.Parallel()
	c := newCluster(t)
	r := c.start(t)
	r.want(201, "PUT", "/v1/articles/"+metroID, metroArticle)
	kept := r.keep(`{"article_id":"` + metroID + `","template":"thumb"}`)
	stable := "/v1/articles/" + metroID + "/cards/thumb.jpg"
	other := c.start(t) // with nothing in memory
	for _, test := range []costly{
		{what: "a permanent card", on: other, method: "GET", path: kept, status: 200, database: 1, bucket: 1},
		{what: "a permanent card in memory", on: other, method: "GET", path: kept, status: 200},
		{what: "a stable address", on: other, method: "GET", path: stable, status: 200, database: 1},
		{what: "a stable address in memory", on: other, method: "GET", path: stable, status: 200},
		{what: "an article", on: other, method: "PUT", path: "/v1/articles/other", body: metroArticle, status: 201, database: 3},
		{what: "an article again", on: other, method: "PUT", path: "/v1/articles/other", body: metroArticle, status: 200, database: 3},
	} {
		database, bucket := test.cost()
		t.Logf("%s: %v queries, %v requests", test.what, database, bucket)
		if database > test.database || bucket > test.bucket {
			t.Errorf("%s: %v queries and %v requests, want at most %v and %v", test.what, database, bucket, test.database, test.bucket)
		}
	}
}

// While the database is away, what a replica knows is served and all else refused, with
// a reason and soon; after --stale-for nothing is served. Then all is well again.
func TestDatabaseAway(t *testing.T) {
	for name, fault := range map[string]storetest.Fault{"refuses": storetest.Refuses, "hangs": storetest.Hangs} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, proxy := newCluster(t).throughDatabase(t)
			r := c.start(t, "--stale-for", "20s")
			r.want(201, "PUT", "/v1/articles/"+metroID, metroArticle)
			known := []string{"/v1/articles/" + metroID + "/cards/thumb.jpg", r.keep(`{"article_id":"` + metroID + `","template":"thumb"}`)}
			for _, path := range known {
				r.want(200, "GET", path, "")
			}
			began := time.Now()
			proxy.Set(fault)
			refused := func(a clusterAnswer) {
				t.Helper()
				if a.status != 503 || a.code() != "store_unavailable" || a.header.Get("Retry-After") == "" {
					t.Errorf("%d %s: %s", a.status, a.code(), a.body)
				}
			}
			for time.Since(began) < 8*time.Second {
				for _, path := range known {
					r.want(200, "GET", path, "")
				}
				refused(r.ask("GET", "/v1/articles/unknown/cards/thumb.jpg", ""))
				refused(r.ask("PUT", "/v1/articles/other", metroArticle))
				time.Sleep(200 * time.Millisecond)
			}
			if ready := r.want(200, "GET", "/readyz", ""); !bytes.Contains(ready.body, []byte("degraded")) {
				t.Errorf("readiness: %s", ready.body)
			}
			eventually(t, patience, "known cards are refused", func() bool {
				return r.ask("GET", known[0], "").status == 503 && r.ask("GET", known[1], "").status == 503
			})
			refused(r.ask("GET", known[0], ""))
			eventually(t, patience, "it is not ready", func() bool { return r.ask("GET", "/readyz", "").status == 503 })
			proxy.Set(storetest.Well)
			eventually(t, patience, "it serves again", func() bool {
				return r.ask("GET", known[0], "").status == 200 && r.ask("GET", known[1], "").status == 200
			})
			eventually(t, patience, "it is ready again", func() bool { return r.ask("GET", "/readyz", "").status == 200 })
			r.want(201, "PUT", "/v1/articles/other", `{"title":"雨停了"}`)
		})
	}
}

// While the bucket is away, cards in memory are served, others and new ones refused.
func TestBucketAway(t *testing.T) {
	t.Parallel()
	c := newCluster(t)
	proxy := storetest.StartProxy(t, c.gateway.Address())
	c.bucket = c.gateway.NewBucket(t, "away", proxy.Address())
	r := c.start(t)
	known := r.keep(`{"article":` + metroArticle + `,"template":"thumb"}`)
	r.want(200, "GET", known, "")
	unknown := r.keep(`{"article":{"title":"雨停了"},"template":"thumb"}`)
	proxy.Set(storetest.Refuses)
	r.want(200, "GET", known, "")
	for _, a := range []clusterAnswer{r.ask("GET", unknown, ""),
		r.ask("POST", "/v1/cards", `{"article":{"title":"新消息"},"template":"thumb"}`)} {
		if a.status != 503 || a.code() != "store_unavailable" || a.header.Get("Retry-After") == "" {
			t.Errorf("%d %s: %s", a.status, a.code(), a.body)
		}
	}
	// A card that is kept nowhere needs no bucket.
	r.want(201, "PUT", "/v1/articles/"+metroID, metroArticle)
	r.want(200, "GET", "/v1/articles/"+metroID+"/cards/thumb.jpg", "")
	if ready := r.want(200, "GET", "/readyz", ""); !bytes.Contains(ready.body, []byte("degraded")) {
		t.Errorf("readiness: %s", ready.body)
	}
	proxy.Set(storetest.Well)
	eventually(t, patience, "it serves again", func() bool { return r.ask("GET", unknown, "").status == 200 })
	r.keep(`{"article":{"title":"新消息"},"template":"thumb"}`)
}

// One of the two alone is refused, and told why; so is what has no sense.
func TestClusterUsage(t *testing.T) {
	for args, want := range map[string]string{
		"--database postgres://127.0.0.1/x":                                       "bytes lie on one machine",
		"--bucket s3://newsroom":                                                  "withdrawn on one machine",
		"--database mysql://127.0.0.1/x --bucket s3://newsroom":                   "postgres://USER:PASSWORD@HOST/NAME",
		"--database postgres://127.0.0.1/x --bucket newsroom":                     "s3://NAME",
		"--stale-for 1s":                                                          "from 5s to 24h",
		"--bucket-credentials go.mod --database postgres://h/x --bucket s3://a?b": "none of endpoint",
		"--bucket-credentials cluster_test.go":                                    "there is no --bucket",
	} {
		args := strings.ReplaceAll(args, "go.mod", "cluster_test.go")
		var errs bytes.Buffer
		m := Main{Args: append([]string{"serve"}, strings.Fields(args)...), Stdout: io.Discard, Stderr: &errs}
		if status := m.Run(t.Context()); status != 2 || !strings.Contains(errs.String(), want) {
			t.Errorf("%s: status %d, %s", args, status, errs.String())
		}
	}
}
