package wechat_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"sharecard/cmd/sharecard/internal/wechat"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	secret = "s3cret-of-the-account"
	page   = "https://news.example.com/a?id=1&x=%E6%96%87"
)

// weixin is a stand-in for WeChat's API. Its tokens and tickets are numbered,
// and a token ends when a newer one is given out.
type weixin struct {
	*httptest.Server

	mu      sync.Mutex
	tokens  int
	tickets int
	life    int              // seconds; of tokens and tickets
	refuse  map[string]int   // call → errcode
	answer  http.HandlerFunc // where not nil, instead of all this
	hold    chan struct{}    // where not nil, tickets wait until it is closed
	asked   chan struct{}    // where not nil, told of each request for a ticket
	elapsed time.Duration    // of the clock
}

func start(t *testing.T) *weixin {
	t.Helper()
	w := &weixin{life: 7200, refuse: map[string]int{}}
	w.Server = httptest.NewServer(http.HandlerFunc(w.serve))
	t.Cleanup(w.Close)
	return w
}

func (w *weixin) serve(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	answer, hold, asked := w.answer, w.hold, w.asked
	w.mu.Unlock()
	if answer != nil {
		answer(rw, r)
		return
	}
	switch r.URL.Path {
	case "/cgi-bin/stable_token":
		w.token(rw, r)
	case "/cgi-bin/ticket/getticket":
		if asked != nil {
			asked <- struct{}{}
		}
		if hold != nil {
			<-hold
		}
		w.ticket(rw, r)
	default:
		http.NotFound(rw, r)
	}
}

func (w *weixin) token(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	defer w.mu.Unlock()
	var ask struct {
		GrantType string `json:"grant_type"`
		AppID     string `json:"appid"`
		Secret    string `json:"secret"`
	}
	err := json.NewDecoder(r.Body).Decode(&ask)
	switch {
	case err != nil || r.Method != http.MethodPost || ask.GrantType != "client_credential" || ask.AppID != "wx0123":
		fmt.Fprint(rw, `{"errcode":40013,"errmsg":"invalid appid"}`)
	case ask.Secret != secret:
		fmt.Fprint(rw, `{"errcode":40125,"errmsg":"invalid appsecret"}`)
	case w.refuse["token"] != 0:
		fmt.Fprintf(rw, `{"errcode":%d,"errmsg":"no"}`, w.refuse["token"])
	default:
		w.tokens++
		fmt.Fprintf(rw, `{"access_token":"token-%d","expires_in":%d}`, w.tokens, w.life)
	}
}

func (w *weixin) ticket(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.refuse["ticket"] != 0:
		fmt.Fprintf(rw, `{"errcode":%d,"errmsg":"no"}`, w.refuse["ticket"])
	case r.FormValue("type") != "jsapi" || r.FormValue("access_token") != fmt.Sprintf("token-%d", w.tokens):
		fmt.Fprint(rw, `{"errcode":40001,"errmsg":"invalid credential, access_token is invalid or not latest"}`)
	default:
		w.tickets++
		fmt.Fprintf(rw, `{"errcode":0,"errmsg":"ok","ticket":"ticket-%d","expires_in":%d}`, w.tickets, w.life)
	}
}

// set changes the stand-in while it runs.
func (w *weixin) set(change func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	change()
}

// asks is how many tokens and tickets were given out.
func (w *weixin) asks() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return fmt.Sprintf("%d tokens, %d tickets", w.tokens, w.tickets)
}

var epoch = time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)

func (w *weixin) now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return epoch.Add(w.elapsed)
}

func (w *weixin) wait(d time.Duration) { w.set(func() { w.elapsed += d }) }

// signer returns a Signer that asks the stand-in and lives by its clock.
func (w *weixin) signer(t *testing.T, changes ...func(*wechat.Config)) *wechat.Signer {
	t.Helper()
	c := wechat.Config{AppID: "wx0123", AppSecret: secret, Pages: []string{"news.example.com"}, API: w.URL, Now: w.now}
	for _, change := range changes {
		change(&c)
	}
	s, err := wechat.New(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// wantSigned signs the page and checks that it was done with that ticket.
func wantSigned(t *testing.T, s *wechat.Signer, ticket string) {
	t.Helper()
	got, err := s.Sign(t.Context(), page)
	if err != nil {
		t.Fatal(err)
	}
	if got.Signature != wechat.Sign(ticket, got.NonceStr, got.Timestamp, page) {
		t.Fatalf("not signed with %s", ticket)
	}
}

// wantRefused signs the page and checks that this fails, and that the error
// gives nothing away.
func wantRefused(t *testing.T, s *wechat.Signer, want error) error {
	t.Helper()
	got, err := s.Sign(t.Context(), page)
	if err == nil {
		t.Fatalf("signed: %v", got)
	}
	for _, hidden := range []string{secret, "token-", "ticket-"} {
		if strings.Contains(err.Error(), hidden) {
			t.Fatalf("%q is in the error %q", hidden, err)
		}
	}
	wantError(t, err, want)
	return err
}
