package server_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/auth/signed"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server"
	"sharecard/fonts"
	"sharecard/render"
	"sharecard/render/css"
)

// gone fails unless the path answers 410 that nobody keeps.
func (k *keeping) gone(path string) {
	k.t.Helper()
	got := k.do("GET", path, "")
	if got.StatusCode != 410 {
		k.t.Errorf("%s: %d %.60s", path, got.StatusCode, got.body)
	} else if p := got.problem(k.t); p.Code != "withdrawn" {
		k.t.Errorf("%s: %+v", path, p)
	}
}

func (k *keeping) there(path string) {
	k.t.Helper()
	if got := k.do("GET", path, ""); got.StatusCode != 200 {
		k.t.Errorf("%s: %d %.200s", path, got.StatusCode, got.body)
	}
}

func (k *keeping) withdraw(body string) (answer, []string) {
	k.t.Helper()
	got := k.ask("POST", "/v1/withdrawals", body)
	var w struct{ Articles []string }
	if err := json.Unmarshal([]byte(got.body), &w); err != nil || got.StatusCode != 200 {
		k.t.Fatalf("%s: %d %s", body, got.StatusCode, got.body)
	}
	return got, w.Articles
}

// A withdrawn article is gone under every address, for good, until it is
// reinstated.
func TestWithdrawnArticle(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	stored := k.path(`{"template":"poster","article_id":"a"}`)
	payload := k.path(`{"template":"link","article":{"id":"a","title":"题"}}`)
	other := k.path(ordered)
	k.there(poster)
	if got := k.ask("DELETE", "/v1/articles/a", ""); got.StatusCode != 204 {
		t.Fatalf("%d %s", got.StatusCode, got.body)
	}
	check := func(k *keeping) {
		t.Helper()
		for _, path := range []string{stored, payload} {
			k.gone(path)
		}
		k.there(other)
		for _, body := range []string{
			`{"template":"poster","article":{"id":"a","title":"题"}}`,
			`{"template":"og","article":{"id":"a","title":"新"}}`,
		} {
			for _, accept := range []string{"application/json", "image/*"} {
				if got := k.ask("POST", "/v1/cards", body, "Accept: "+accept); got.StatusCode != 410 && got.StatusCode != 404 {
					t.Errorf("%s as %s: %d", body, accept, got.StatusCode)
				}
			}
		}
		k.gone(sign(t, "site", "poster.png", signed.Payload{Article: &article.Article{ID: "a", Title: "题"}}))
	}
	k.gone(poster)
	check(k)
	if !slices.Contains(k.purged, "a-a") {
		t.Errorf("purged: %q", k.purged)
	}
	later := startKeeping(t, keepingConfig{folder: k.folder})
	check(later)
	if got := k.ask("DELETE", "/v1/articles/a", ""); got.StatusCode != 204 {
		t.Errorf("again: %d %s", got.StatusCode, got.body)
	}
	if got := k.ask("PUT", "/v1/articles/a", `{"title":"题"}`); got.StatusCode != 410 {
		t.Errorf("PUT: %d", got.StatusCode)
	}
	if got := k.ask("PUT", "/v1/articles/a", `{"title":"题","reinstate":true}`); got.StatusCode != 200 && got.StatusCode != 201 {
		t.Fatalf("PUT with reinstate: %d %s", got.StatusCode, got.body)
	}
	k.there(poster)
	if again := k.path(`{"template":"poster","article_id":"a"}`); again != stored {
		t.Errorf("reinstated: %s", again)
	}
	k.there(stored)
}

// A template that was filled for the studio is gone with its article, whatever names
// that.
func TestWithdrawnFilledPage(t *testing.T) {
	k := startKeeping(t, keepingConfig{}, withBrands(t), func(_ *server.Config, c *card.Config) { c.Renderer = render.New(fonts.Builtin()) })
	for order, withdrawal := range map[string]string{
		`{"template":"poster","article_id":"a"}`:                    "a",
		`{"template":"poster","article":{"id":"mine","title":"题"}}`: "mine",
	} {
		var page struct{ Path string }
		if got := k.ask("POST", "/studio/pages", order); json.Unmarshal([]byte(got.body), &page) != nil || got.StatusCode != 200 {
			t.Fatalf("%d %s", got.StatusCode, got.body)
		}
		k.there(page.Path)
		k.there(page.Path + "brand.css")
		if got := k.ask("DELETE", "/v1/articles/"+withdrawal, ""); got.StatusCode != 204 {
			t.Fatalf("%d %s", got.StatusCode, got.body)
		}
		k.gone(page.Path)
		k.gone(page.Path + "brand.css")
	}
}

// A card that was being drawn when its article was withdrawn is neither shown
// nor kept.
func TestWithdrawnWhileDrawn(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	k.put(t, "slow", "慢")
	signedPath := sign(t, "site", "link.png", signed.Payload{Article: &article.Article{ID: "slow", Title: "慢"}})
	answers := make(chan answer, 4)
	go func() { answers <- k.do("GET", "/v1/articles/slow/cards/poster.jpg", "") }()
	go func() { answers <- k.do("GET", signedPath, "") }()
	go func() {
		answers <- k.ask("POST", "/v1/cards", `{"template":"link","theme":"red","article_id":"slow"}`, "Accept: application/json")
	}()
	go func() {
		answers <- k.ask("POST", "/v1/cards", `{"template":"poster","theme":"ink","article":{"id":"slow","title":"慢"}}`)
	}()
	k.waitFor(func() bool { drawing, waiting := k.cards.Queue(); return drawing+waiting == 4 })
	if got := k.ask("DELETE", "/v1/articles/slow", ""); got.StatusCode != 204 {
		t.Fatalf("%d %s", got.StatusCode, got.body)
	}
	close(k.hold)
	for range 4 {
		if got := <-answers; got.StatusCode != 410 || got.problem(t).Code != "withdrawn" {
			t.Errorf("%s %s: %d %.60s", got.Request.Method, got.Request.URL.Path, got.StatusCode, got.body)
		}
	}
	if used, _, err := k.kept.Usage(t.Context()); err != nil || used != 0 {
		t.Errorf("%d bytes are kept, %v", used, err)
	}
}

// What is in payloads only is withdrawn by its ID, its own address, its hash, or
// where it was published.
func TestWithdrawals(t *testing.T) {
	const page = "https://news.example/2024/05/metro"
	byID := func(id string) string { return `{"template":"poster","article":{"id":"` + id + `","title":"一"}}` }
	byURL := `{"template":"poster","article":{"title":"二","url":"` + page + `?utm_source=x"}}`
	p := signed.Payload{Article: &article.Article{Title: "三", URL: page}}
	long := signed.Payload{Article: &article.Article{Title: "四"}}
	k := startKeeping(t, keepingConfig{})
	one, two, three := k.path(byID("n1")), k.path(byURL), k.path(byID("n3"))
	four := sign(t, "site", "poster.png", p)
	five := sign(t, "site", "poster.png", long)

	k.withdraw(`{"article_id":"n1"}`)
	k.gone(one)
	k.there(two)
	if _, articles := k.withdraw(`{"url":"` + strings.Replace(page, "https", "http", 1) + `"}`); len(articles) != 1 || !slices.Contains(k.purged, "a-"+articles[0]) {
		t.Errorf("withdrawn %q, purged %q", articles, k.purged)
	}
	k.gone(two)
	k.gone(four)
	k.there(three)
	k.withdraw(`{"hashes":["` + three[3:35] + `"]}`)
	k.gone(three)
	k.there(k.path(`{"template":"link","article":{"id":"n3","title":"一"}}`))
	k.withdraw(`{"addresses":["` + publicURL + five + `"]}`)
	k.gone(five)
	k.gone(sign(t, "site", "link.jpg", long))
	k.withdraw(`{"addresses":["/v1/articles/a/cards/poster.jpg?theme=ink"]}`)
	k.gone(poster)

	later := startKeeping(t, keepingConfig{folder: k.folder})
	for _, path := range []string{one, two, three, four, five} {
		later.gone(path)
	}
	// A mistake can be taken back.
	later.withdraw(`{"url":"` + page + `","hashes":["` + three[3:35] + `"],"reinstate":true}`)
	later.there(four)
	if again := later.path(byURL); again != two {
		t.Errorf("kept again as %s", again)
	}
	if again := later.path(byID("n3")); again != three {
		t.Errorf("kept again as %s", again)
	}
	later.gone(one)
}

// A stored article can be withdrawn by its own address too, under whatever ID
// and however long the address, of which its card shows a short form.
func TestWithdrawnByAddress(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	page := "https://news.example/2024/05/" + strings.Repeat("metro", 20)
	if _, err := k.store.Put(t.Context(), &article.Article{ID: "b", Title: "题", URL: page}); err != nil {
		t.Fatal(err)
	}
	kept := k.path(`{"template":"poster","article_id":"b"}`)
	const stable, short = "/v1/articles/b/cards/poster.jpg", "/s/b"
	k.there(stable)
	if got := k.do("GET", short, ""); got.StatusCode != 302 || got.Header.Get("Location") != page {
		t.Errorf("%d %s", got.StatusCode, got.Header.Get("Location"))
	}
	k.withdraw(`{"url":"` + page + `"}`)
	for _, path := range []string{kept, stable, short} {
		k.gone(path)
	}
	if !slices.Contains(k.purged, "a-b") {
		t.Errorf("purged: %q", k.purged)
	}
}

func TestWithdrawalsRefused(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	hash := strings.Repeat("0", 32)
	for body, field := range map[string]string{
		`{}`:                              "article_id",
		`{"article_id":"../x"}`:           "article_id",
		`{"url":"ftp://x"}`:               "url",
		`{"hashes":["` + hash + `","X"]}`: "hashes[1]",
		`{"hashes":["` + strings.Repeat(hash+`","`, 500) + hash + `"]}`: "hashes",
		`{"addresses":["https://elsewhere.example/"]}`:                  "addresses[0]",
		`{"addresses":["/i/site.sig/e30/poster.png"]}`:                  "addresses[0]",
		`{"adresses":[]}`: "adresses",
	} {
		got := k.ask("POST", "/v1/withdrawals", body)
		if p := got.problem(t); got.StatusCode != 422 || p.Field != field {
			t.Errorf("%.60s: %+v", body, p)
		}
	}
	if got := k.do("POST", "/v1/withdrawals", `{"article_id":"x"}`, "Content-Type: application/json"); got.StatusCode != 401 {
		t.Errorf("without a token: %d", got.StatusCode)
	}
	none := start(t)
	if got := none.do("POST", "/v1/withdrawals", `{"article_id":"x"}`, "Content-Type: application/json"); got.StatusCode != 501 {
		t.Errorf("without a store: %d", got.StatusCode)
	}
}

// Who may publish under some brands only, takes nothing back of the others.
func TestWithdrawalsKeepToBrands(t *testing.T) {
	k := startKeeping(t, keepingConfig{}, func(_ *server.Config, c *card.Config) { c.Templates = branded(t) })
	daily := k.path(`{"template":"poster","brand":"daily","article":{"id":"x","title":"题"}}`)
	evening := k.path(`{"template":"poster","brand":"evening","article":{"id":"y","title":"题"}}`)
	for _, test := range []struct {
		body   string
		status int
	}{
		{`{"article_id":"x"}`, 403},
		{`{"hashes":["` + daily[3:35] + `"]}`, 403},
		{`{"article_id":"y"}`, 200},
	} {
		if got := k.ask("POST", "/v1/withdrawals", test.body, "Authorization: Bearer "+eveningToken); got.StatusCode != test.status {
			t.Errorf("%s: %d %s", test.body, got.StatusCode, got.body)
		}
	}
	k.there(daily)
	k.gone(evening)
}

// Asking whether something was withdrawn goes on while it is being withdrawn.
func TestWithdrawManyWhileServing(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	paths := make([]string, 10)
	for i := range paths {
		paths[i] = k.path(fmt.Sprintf(`{"template":"poster","article":{"id":"n%d","title":"题"}}`, i))
	}
	done := make(chan bool)
	go func() {
		defer close(done)
		for i := range paths {
			k.withdraw(fmt.Sprintf(`{"article_id":"n%d"}`, i))
		}
	}()
	for reading := true; reading; {
		select {
		case <-done:
			reading = false
		default:
		}
		for _, path := range paths {
			if got := k.do("GET", path, ""); got.StatusCode != 200 && got.StatusCode != 410 {
				t.Errorf("%s: %d %s", path, got.StatusCode, got.body)
			}
		}
	}
	for _, path := range paths {
		k.gone(path)
	}
}

// branded is a library with the brands daily and evening.
func branded(t *testing.T) *card.Library {
	t.Helper()
	files := fstest.MapFS{
		"poster.html": {}, "link.html": {}, "brand.css": {},
		"brands/daily/brand.css": {}, "brands/evening/brand.css": {},
	}
	load := func(fsys fs.FS, name string) (*render.Template, []css.Diagnostic, error) {
		if strings.HasPrefix(name, "_") { // the page of a brand's facts
			return render.Load(fsys, name)
		}
		return loadFake(fsys, name)
	}
	library, err := card.NewLibrary(files, nil, load)
	if err != nil {
		t.Fatal(err)
	}
	return library
}

// waitFor waits until done.
func (k *keeping) waitFor(done func() bool) {
	k.t.Helper()
	for end := time.Now().Add(5 * time.Second); !done(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			k.t.Fatal("waited in vain")
		}
	}
}

// A withdrawal is taken back by whoever may publish under the brand of what was
// withdrawn, although nothing of that is left.
func TestOthersWithdrawalStands(t *testing.T) {
	k := startKeeping(t, keepingConfig{}, withBrands(t))
	const evening = "Authorization: Bearer " + eveningToken
	k.ask("PUT", "/v1/articles/mornings", `{"title":"题","url":"https://news.example/m","brand":"morning"}`)
	card, _ := k.order(`{"template":"poster","article":{"title":"题","id":"payload","brand":"morning"}}`)
	if card.StatusCode != 200 {
		t.Fatalf("%d %s", card.StatusCode, card.body)
	}
	k.ask("DELETE", "/v1/articles/mornings", "")
	k.withdraw(`{"article_id":"payload"}`)
	k.withdraw(`{"url":"https://news.example/m"}`)
	for _, test := range []struct {
		token, method, path, body string
		status                    int
	}{
		{evening, "PUT", "/v1/articles/mornings", `{"title":"抢","brand":"evening","reinstate":true}`, 403},
		{evening, "PUT", "/v1/articles/mornings", `{"title":"抢","brand":"evening"}`, 410},
		{evening, "POST", "/v1/withdrawals", `{"article_id":"mornings","reinstate":true}`, 403},
		{evening, "POST", "/v1/withdrawals", `{"article_id":"payload","reinstate":true}`, 403},
		{"Authorization: Bearer " + deskToken, "PUT", "/v1/articles/mornings", `{"title":"回","reinstate":true}`, 201},
		{evening, "PUT", "/v1/articles/mornings", `{"title":"新","brand":"evening"}`, 200},
	} {
		if got := k.ask(test.method, test.path, test.body, test.token); got.StatusCode != test.status {
			t.Errorf("%s %s %s: %d, want %d: %s", test.method, test.path, test.body, got.StatusCode, test.status, got.body)
		}
	}
}
