package server_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/auth"
	"sharecard/cmd/sharecard/internal/auth/signed"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/fetch"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/queue"
	"sharecard/cmd/sharecard/internal/server"
	"sharecard/cmd/sharecard/internal/webhook"
	"sharecard/render"
)

const (
	deskToken    = "8fK2w0Q7mVx1Zr5T" // of every brand
	eveningToken = "Jt4nB9sLpY6cHd3G" // of the brand evening
	signingKeys  = "site:9b1f0c7de2a84d53 old:71c2e5a09f3b4d68:evening"
	publicURL    = "https://cards.example"
)

// keeping is a server that keeps cards and is on the Internet.
type keeping struct {
	*service
	folder string // of all data
	kept   *publish.Keeper
	drawn  *atomic.Int64 // cards
	small  *atomic.Int64 // of them, those that were to be small
	clock  *clock

	mu     sync.Mutex
	purged []string
}

// clock is a clock that a test sets.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// counting counts what a renderer draws.
type counting struct {
	card.Renderer
	drawn, small *atomic.Int64
}

func (c counting) Render(ctx context.Context, job render.Job) (*render.Image, error) {
	c.drawn.Add(1)
	if job.Small {
		c.small.Add(1)
	}
	return c.Renderer.Render(ctx, job)
}

// keepingConfig says where cards are kept.
type keepingConfig struct {
	folder   string // "": a new one
	maxBytes int64
	// send is how webhooks are told; nil: there are none.
	send func(ctx context.Context, address string, header http.Header, body []byte) (int, error)
}

// startKeeping starts a server that keeps cards.
func startKeeping(t *testing.T, c keepingConfig, options ...option) *keeping {
	t.Helper()
	if c.folder == "" {
		c.folder = t.TempDir()
	}
	k := &keeping{folder: c.folder, drawn: new(atomic.Int64), small: new(atomic.Int64), clock: &clock{at: time.Now()}}
	data := openData(t, c.folder, k.clock.now)
	k.kept = publish.New(publish.Config{Store: data.DB.Cards(), Objects: data.Cards, MaxBytes: c.maxBytes, Now: k.clock.now})
	tokens, err := auth.ParseTokens("desk:" + deskToken + " evening:" + eveningToken + ":evening")
	if err != nil {
		t.Fatal(err)
	}
	signing, err := signed.ParseKeys(signingKeys)
	if err != nil {
		t.Fatal(err)
	}
	jobs := queue.Config{Store: data.DB.Jobs(), Now: k.clock.now, Log: slog.New(slog.DiscardHandler)}
	if c.send != nil {
		web := fetch.New(fetch.Config{})
		t.Cleanup(web.Close)
		jobs.Secrets, jobs.Send, jobs.Forbids = webhook.Secrets{[]byte(webhookSecret)}, c.send, web.Forbids
	}
	k.service = startOver(t, data, append([]option{func(sc *server.Config, cc *card.Config) {
		sc.Jobs = queue.New(jobs)
		sc.Keeper, sc.Tokens, sc.Signing, sc.PublicURL, sc.Now = k.kept, tokens, signing, publicURL, k.clock.now
		sc.Purge = func(keys ...string) {
			k.mu.Lock()
			defer k.mu.Unlock()
			k.purged = append(k.purged, keys...)
		}
		cc.Renderer, cc.Shorten = counting{cc.Renderer, k.drawn, k.small}, server.Shortener(publicURL)
	}}, options...)...)
	return k
}

// ask sends JSON with the desk's token, unless headers have another one.
func (k *keeping) ask(method, path, body string, headers ...string) answer {
	k.t.Helper()
	all := headers
	for _, h := range []string{"Authorization: Bearer " + deskToken, "Content-Type: application/json"} {
		name, _, _ := strings.Cut(h, ": ")
		if !slices.ContainsFunc(headers, func(h string) bool { return strings.HasPrefix(h, name+": ") }) {
			all = append(all, h)
		}
	}
	return k.do(method, path, body, all...)
}

// entry is a card's entry as a scheduler reads it.
type entry struct {
	Template  string
	Bytes     int
	SHA256    string
	MIME      string
	Report    map[string]any
	Hash      string
	URL       *string `json:"url"`
	URLReason string  `json:"url_reason"`
}

// order asks for the entry of a card.
func (k *keeping) order(body string, headers ...string) (answer, entry) {
	k.t.Helper()
	got := k.ask("POST", "/v1/cards", body, append([]string{"Accept: application/json"}, headers...)...)
	var e entry
	if err := json.Unmarshal([]byte(got.body), &e); err != nil {
		k.t.Fatalf("%v in %q", err, got.body)
	}
	return got, e
}

// path orders a card and returns the path of its permanent address.
func (k *keeping) path(body string) string {
	k.t.Helper()
	got, e := k.order(body)
	if got.StatusCode != 200 || e.URL == nil {
		k.t.Fatalf("%d %s", got.StatusCode, got.body)
	}
	path, ours := strings.CutPrefix(*e.URL, publicURL)
	if !ours {
		k.t.Fatalf("url is %s", *e.URL)
	}
	return path
}

const ordered = `{"template":"poster","article":{"title":"来稿","url":"https://news.example/1"}}`

func TestPermanentCard(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	path := k.path(ordered)
	if !strings.HasPrefix(path, "/c/") || !strings.HasSuffix(path, "/poster.jpg") || len(path) != len("/c//poster.jpg")+32 {
		t.Errorf("path is %s", path)
	}
	got := k.do("GET", path, "")
	if got.StatusCode != 200 || got.body != "poster 来稿   1" {
		t.Fatalf("%d %q", got.StatusCode, got.body)
	}
	etag, modified := got.Header.Get("ETag"), got.Header.Get("Last-Modified")
	for name, want := range map[string]string{
		"Cache-Control":               "public, max-age=31536000, immutable",
		"Content-Type":                "image/jpeg",
		"Access-Control-Allow-Origin": "*",
		"Last-Modified":               k.clock.now().UTC().Format("Mon, 02 Jan 2006 15:04:05 GMT"),
		"Accept-Ranges":               "bytes",
		"Content-Length":              fmt.Sprint(len(got.body)),
	} {
		if got := got.Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if keys := got.Header.Get("Surrogate-Key"); !strings.HasPrefix(keys, "a-") {
		t.Errorf("Surrogate-Key is %q", keys)
	}
	if got := k.do("HEAD", path+"?from=timeline", ""); got.StatusCode != 200 || got.body != "" || got.Header.Get("ETag") != etag {
		t.Errorf("HEAD with a cache-buster: %d", got.StatusCode)
	}
	for _, condition := range []string{"If-None-Match: " + etag, "If-Modified-Since: " + modified} {
		if got := k.do("GET", path, "", condition); got.StatusCode != 304 || got.Header.Get("Cache-Control") == "" {
			t.Errorf("%s: %d", condition, got.StatusCode)
		}
	}
	if got := k.do("GET", path, "", "Range: bytes=0-5"); got.StatusCode != 206 || got.body != "poster" {
		t.Errorf("a range: %d %q", got.StatusCode, got.body)
	}
	hash := path[3:35]
	for _, wrong := range []string{
		"/c/" + hash + "/poster.png", "/c/" + hash + "/link.jpg", "/c/" + hash + "/poster", "/c/" + hash[:31] + "/poster.jpg",
		"/c/" + strings.Repeat("0", 32) + "/poster.jpg", "/c/" + strings.ToUpper(hash) + "/poster.jpg",
	} {
		if got := k.do("GET", wrong, ""); got.StatusCode != 404 || got.problem(t).Code != "card_not_found" {
			t.Errorf("%s: %d", wrong, got.StatusCode)
		}
	}
}

// Asking again costs no second drawing, also after a restart; everything that
// changes a pixel gives another address.
func TestPermanentIsFoundNotDrawn(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	path := k.path(ordered)
	if again := k.path(ordered); again != path || k.drawn.Load() != 1 {
		t.Errorf("again: %s instead of %s, %d drawings", again, path, k.drawn.Load())
	}
	later := startKeeping(t, keepingConfig{folder: k.folder})
	if again := later.path(ordered); again != path || later.drawn.Load() != 0 {
		t.Errorf("after a restart: %s instead of %s, %d drawings", again, path, later.drawn.Load())
	}
	if got := later.do("GET", path, ""); got.StatusCode != 200 {
		t.Errorf("after a restart: %d", got.StatusCode)
	}
	seen := map[string]string{path: ordered}
	for _, other := range []string{
		`{"template":"link","article":{"title":"来稿","url":"https://news.example/1"}}`,
		`{"template":"poster","article":{"title":"来稿一","url":"https://news.example/1"}}`,
		`{"template":"poster","article":{"title":"来稿","url":"https://news.example/2"}}`,
		`{"template":"poster","article":{"title":"来稿","url":"https://news.example/1","id":"x"}}`,
		`{"template":"poster","article":{"title":"来稿","url":"https://news.example/1","id":"y"}}`,
		`{"template":"poster","article":{"title":"来稿","url":"https://news.example/1"},"theme":"ink"}`,
		`{"template":"poster","article":{"title":"来稿","url":"https://news.example/1"},"accent":"#c02020"}`,
		`{"template":"poster","article":{"title":"来稿","url":"https://news.example/1"},"scale":2}`,
		`{"template":"poster","article":{"title":"来稿","url":"https://news.example/1"},"format":"png"}`,
	} {
		path := k.path(other)
		if twin := seen[path]; twin != "" {
			t.Errorf("%s has the address of %s", other, twin)
		}
		seen[path] = other
	}
}

// What is sent for years is worth a little more time than what is sent once.
func TestPermanentIsSmall(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	k.path(`{"template":"link","article_id":"a"}`) // a PNG
	k.there("/v1/articles/a/cards/link.png")
	k.path(`{"template":"poster","article_id":"a"}`) // a JPEG
	k.there(poster)
	if drawn, small := k.drawn.Load(), k.small.Load(); drawn != 3 || small != 1 {
		t.Errorf("%d drawings, %d of them small", drawn, small)
	}
}

// What needs an address and cannot have one says why.
func TestNoPermanentAddress(t *testing.T) {
	k := startKeeping(t, keepingConfig{}, func(sc *server.Config, _ *card.Config) { sc.PublicURL = "" })
	if got, e := k.order(ordered); got.StatusCode != 200 || e.URL != nil || e.URLReason != "no_public_url" || len(e.Hash) != 32 || !strings.Contains(got.body, `"url":null`) {
		t.Errorf("%d %s", got.StatusCode, got.body)
	} else if got := k.do("GET", "/c/"+e.Hash+"/poster.jpg", ""); got.StatusCode != 200 {
		t.Errorf("under its path: %d", got.StatusCode)
	}
}

func TestDegradedIsNotPermanentUnasked(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	const lacking = `{"template":"poster","article":{"title":"缺字"}`
	for range 2 {
		got, _ := k.order(lacking + `}`)
		if p := got.problem(t); got.StatusCode != 424 || p.Code != "cover_unavailable" || !strings.Contains(p.Detail, "missing=1") {
			t.Errorf("%+v", p)
		}
	}
	got, e := k.order(lacking + `,"allow_degraded":true}`)
	if got.StatusCode != 200 || e.URL == nil || e.Report["degraded"] != true {
		t.Fatalf("allowed: %d %s", got.StatusCode, got.body)
	}
	if got := k.do("GET", strings.TrimPrefix(*e.URL, publicURL), ""); got.StatusCode != 200 || got.Header.Get("Sharecard-Report") != "degraded, missing=1" {
		t.Errorf("allowed: %d %s", got.StatusCode, got.Header.Get("Sharecard-Report"))
	}
	// That one was allowed to allows no other.
	if got, _ := k.order(lacking + `}`); got.StatusCode != 424 {
		t.Errorf("found: %d", got.StatusCode)
	}
	// Who wants the picture gets it.
	if got := k.ask("POST", "/v1/cards", lacking+`}`); got.StatusCode != 200 || got.Header.Get("Content-Type") != "image/jpeg" {
		t.Errorf("the picture: %d", got.StatusCode)
	}
}

// A full store takes no more cards and serves all others, kept or drawn.
func TestFullStore(t *testing.T) {
	k := startKeeping(t, keepingConfig{maxBytes: 20})
	path := k.path(ordered) // 17 bytes
	got, _ := k.order(`{"template":"link","article":{"title":"来稿"}}`)
	if got.StatusCode != 507 || got.problem(t).Code != "store_full" {
		t.Errorf("one too many: %d %s", got.StatusCode, got.body)
	}
	for _, path := range []string{path, poster} {
		if got := k.do("GET", path, ""); got.StatusCode != 200 {
			t.Errorf("%s: %d", path, got.StatusCode)
		}
	}
	if got := k.ask("POST", "/v1/cards", `{"template":"link","article":{"title":"来稿"}}`); got.StatusCode != 200 {
		t.Errorf("the picture: %d", got.StatusCode)
	}
	if again := k.path(ordered); again != path {
		t.Errorf("the one that is kept: %s", again)
	}
}

// What a crash or a hand left in the folder is no card.
func TestStrayFilesAreNotServed(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	path := k.path(ordered)
	stray := strings.Repeat("0", 32)
	dir := filepath.Join(k.folder, "objects", "cards", "00")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, stray+".jpg"), []byte("half a card"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := k.do("GET", "/c/"+stray+"/poster.jpg", ""); got.StatusCode != 404 {
		t.Errorf("a stray file: %d %s", got.StatusCode, got.body)
	}
	// One that was cut short is drawn anew, not served.
	err := filepath.WalkDir(filepath.Join(k.folder, "objects", "cards"), func(name string, _ fs.DirEntry, err error) error {
		if err == nil && strings.Contains(name, path[3:35]) {
			err = os.Truncate(name, 5)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := k.do("GET", path, ""); got.StatusCode != 404 {
		t.Errorf("a cut file: %d %s", got.StatusCode, got.body)
	}
	if again := k.path(ordered); again != path {
		t.Errorf("drawn anew: %s", again)
	}
	if got := k.do("GET", path, ""); got.StatusCode != 200 {
		t.Errorf("drawn anew: %d", got.StatusCode)
	}
}

func TestIdempotencyKey(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	const key = "Idempotency-Key: "
	body := `{"template":"poster","article_id":"a"}`
	first, _ := k.order(body, key+"k1")
	k.put(t, "a", "改了") // another card under the same body
	if again, _ := k.order(body, key+`"k1"`); again.body != first.body || again.StatusCode != 200 {
		t.Errorf("again: %d %s\nfirst %s", again.StatusCode, again.body, first.body)
	}
	if other, _ := k.order(body, key+"k2"); other.body == first.body {
		t.Errorf("another key: %s", other.body)
	}
	for name, got := range map[string]answer{
		"another body":      k.ask("POST", "/v1/cards", ordered, "Accept: application/json", key+"k1"),
		"the picture":       k.ask("POST", "/v1/cards", body, key+"k1"),
		"its name repeated": k.ask("POST", "/v1/cards", strings.TrimSuffix(ordered, "}")+`,"idempotency_key":"k1"}`, "Accept: application/json"),
	} {
		if p := got.problem(t); got.StatusCode != 422 || p.Code != "idempotency_key_reused" {
			t.Errorf("%s: %+v", name, p)
		}
	}
	if got, _ := k.order(ordered, key+"k1", "Authorization: Bearer "+eveningToken); got.StatusCode != 200 {
		t.Errorf("another caller: %d %s", got.StatusCode, got.body)
	}
	later := startKeeping(t, keepingConfig{folder: k.folder})
	if again, _ := later.order(body, key+"k1"); again.body != first.body {
		t.Errorf("after a restart: %s", again.body)
	}
	later.clock.pass(25 * time.Hour)
	if got, _ := later.order(ordered, key+"k1"); got.StatusCode != 200 {
		t.Errorf("the day after: %d %s", got.StatusCode, got.body)
	}
	for _, wrong := range []string{"a b", "键", strings.Repeat("k", 256), `"k`} {
		got := k.ask("POST", "/v1/cards", ordered, key+wrong)
		if p := got.problem(t); got.StatusCode != 400 || p.Field != "Idempotency-Key" {
			t.Errorf("%.20q: %+v", wrong, p)
		}
	}
	// What was answered is not handed out once its card is gone.
	k.put(t, "gone", "撤")
	gone := `{"template":"poster","article_id":"gone"}`
	if got, _ := k.order(gone, key+"k5"); got.StatusCode != 200 {
		t.Errorf("before its withdrawal: %d %s", got.StatusCode, got.body)
	}
	k.ask("DELETE", "/v1/articles/gone", "")
	if got, _ := k.order(gone, key+"k5"); got.StatusCode != 410 {
		t.Errorf("withdrawn: %d %s", got.StatusCode, got.body)
	}
	k.ask("PUT", "/v1/articles/gone", `{"title":"回","reinstate":true}`)
	if got, e := k.order(gone, key+"k5"); got.StatusCode != 200 || k.do("GET", strings.TrimPrefix(*e.URL, publicURL), "").StatusCode != 200 {
		t.Errorf("reinstated: %d %s", got.StatusCode, got.body)
	}
	// A failure is not remembered.
	if got, _ := k.order(`{"template":"poster","article_id":"later"}`, key+"k3"); got.StatusCode != 404 {
		t.Errorf("no article: %d", got.StatusCode)
	}
	k.put(t, "later", "来了")
	if got, _ := k.order(`{"template":"poster","article_id":"later"}`, key+"k3"); got.StatusCode != 200 {
		t.Errorf("there now: %d %s", got.StatusCode, got.body)
	}
	// The same picture again.
	for range 2 {
		if got := k.ask("POST", "/v1/cards", ordered, key+"k4"); got.StatusCode != 200 || got.body != "poster 来稿   1" {
			t.Errorf("a picture: %d %q", got.StatusCode, got.body)
		}
	}
}

// A card whose file is damaged is not served as one that never changes: it answers 404
// until the same request makes it again.
func TestAttackDamagedFile(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	path := k.path(ordered)
	hash := path[3:35]
	file := filepath.Join(k.folder, "objects", "cards", hash[:2], hash+".jpg")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)-1] ^= 1
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := k.do("GET", path, ""); got.StatusCode != 404 || got.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%d %v", got.StatusCode, got.Header)
	}
	if again := k.path(ordered); again != path {
		t.Errorf("made again as %s", again)
	}
	k.there(path)
}
