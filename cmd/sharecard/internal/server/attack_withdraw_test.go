package server_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/auth/signed"
)

// The article that is attacked, and ways to write its address.
const attackedPage = "https://news.example/2024/05/metro%20line?id=7&lang=zh"

var attackedSpellings = []string{
	attackedPage,
	"http://news.example/2024/05/metro%20line?id=7&lang=zh",
	"https://NEWS.Example/2024/05/metro%20line?id=7&lang=zh",
	"https://news.example./2024/05/metro%20line?id=7&lang=zh",
	"https://news.example:443/2024/05/metro%20line?id=7&lang=zh",
	"http://news.example:80/2024/05/metro%20line?id=7&lang=zh",
	"https://news.example/2024/05/metro%20line/?id=7&lang=zh",
	"https://news.example/./2024/./05/metro%20line?id=7&lang=zh",
	"https://news.example/2024/04/../05/metro%20line?id=7&lang=zh",
	"https://news.example/2024/%2e/05/metro%20line?id=7&lang=zh",
	"https://news.example/2024/05/%6Detro%20line?id=7&lang=zh",
	"https://news.example/2024/05/%6detro%20line?id=%37&lang=zh",
	"https://news.example/2024/05/metro%20line?id=7&lang=zh#top",
	"https://news.example/2024/05/metro%20line?lang=zh&id=7",
	"https://news.example/2024/05/metro%20line?id=7&lang=zh&utm_source=x&from=timeline",
	"https://news.example/2024/05/metro%20line?isappinstalled=0&id=7&spm=a.b&lang=zh",
	"https://news.example/2024/05/metro%20line?id=7&&lang=zh&",
	"https://news.example/2024/05/metro%20line?id=7&lang=zh&fbclid=1&gclid=2&msclkid=3",
	"https://news.example/2024/05/metro%20line?id=7&lang=%7ah",
	"HTTPS://news.example/2024/05/metro%20line?id=7&lang=zh",
}

// attackedPayloads are payloads of the article: by its ID, by its address in each
// spelling, by both, and by its words alone.
func attackedPayloads() []*article.Article {
	const title = "江城地铁五号线今日开通"
	source := article.Source{Name: "江城晚报"}
	all := []*article.Article{
		{ID: "metro-5", Title: title, Source: source},
		{ID: "metro-5", Title: "另一个标题", Source: source},
		{ID: "metro-5", Title: title, Source: source, URL: attackedPage},
		{ID: "syndicated", Title: title, Source: source, URL: attackedPage},
		{Title: title, Source: source},
	}
	for _, spelling := range attackedSpellings {
		all = append(all, &article.Article{Title: title, Source: source, URL: spelling})
	}
	return all
}

// Whichever name an article is withdrawn by, none of its addresses answers with a
// picture, and whichever name it is lifted by, all do.
func TestAttackWithdrawalReachesEveryAddress(t *testing.T) {
	ways := map[string]string{ // a body of POST /v1/withdrawals; "": DELETE
		"delete": "", "id": `{"article_id":"metro-5"}`, "url": `{"url":"` + attackedPage + `"}`,
		"another spelling": `{"url":"http://news.example.:80/2024/./05/metro%20line/?utm_medium=m&lang=zh&id=7#x"}`,
		"stable address":   `{"addresses":["` + publicURL + `/v1/articles/metro-5/cards/poster.jpg"]}`,
		"short address":    `{"addresses":["` + publicURL + `/s/metro-5"]}`,
		"signed address": `{"addresses":["` + sign(t, "site", "poster.png",
			signed.Payload{Article: &article.Article{Title: "题", URL: attackedSpellings[7]}}) + `"]}`,
	}
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := startKeeping(t, keepingConfig{})
			stored := fmt.Sprintf(`{"title":"江城地铁五号线今日开通","source":{"name":"江城晚报"},"url":%q}`, attackedPage)
			if got := k.ask("PUT", "/v1/articles/metro-5", stored); got.StatusCode != 201 {
				t.Fatalf("%d %s", got.StatusCode, got.body)
			}
			bystanders := k.attackedBystanders()
			addresses := k.attackedAddresses()
			k.expect("before", addresses, 200)
			if way == "" {
				k.ask("DELETE", "/v1/articles/metro-5", "")
			} else if got := k.ask("POST", "/v1/withdrawals", way); got.StatusCode != 200 {
				t.Fatalf("%d %s", got.StatusCode, got.body)
			}
			k.expect("withdrawn", addresses, 410)
			k.expect("bystanders", bystanders, 200)
			later := startKeeping(t, keepingConfig{folder: k.folder})
			later.expect("after a restart", addresses, 410)
			if got := later.ask("PUT", "/v1/articles/metro-6", stored); got.StatusCode != 410 {
				t.Errorf("stored under another ID: %d", got.StatusCode)
			}
			// Sent again under its ID, with another address, it is back under all it had.
			moved := `{"title":"题","url":"https://news.example/moved","reinstate":true}`
			if got := later.ask("PUT", "/v1/articles/metro-5", moved); got.StatusCode != 201 {
				t.Errorf("reinstated: %d %s", got.StatusCode, got.body)
			}
			later.expect("lifted", later.attackedAddresses(), 200)
		})
	}
}

// The vector of README is withdrawn with the stored article of its address.
func TestAttackWithdrawnVector(t *testing.T) {
	const payload = `{"article":{"title":"江城地铁五号线今日开通","source":{"name":"江城晚报"},"` +
		`url":"https://news.example/2024/05/metro?from=a&to=b"},"theme":"ink","exp":1893456000}`
	var p signed.Payload
	if err := json.Unmarshal([]byte(payload), &p); err != nil {
		t.Fatal(err)
	}
	k := startKeeping(t, keepingConfig{})
	k.ask("PUT", "/v1/articles/metro", `{"title":"题","url":"https://news.example/2024/05/metro?to=b"}`)
	k.clock.at = k.clock.at.AddDate(-1, 0, 0) // long before its end
	vector := sign(t, "site", "poster.jpg", p)
	kept := k.path(payload[:strings.Index(payload, `,"exp"`)] + `,"template":"poster"}`)
	k.there(vector)
	k.there(kept)
	k.ask("DELETE", "/v1/articles/metro", "")
	k.gone(vector)
	k.gone(kept)
}

// attackedAddresses are where cards of the article are shown. Its permanent cards are
// made.
func (k *keeping) attackedAddresses() (paths []string) {
	k.t.Helper()
	for _, file := range []string{"cards/poster.jpg", "cards/poster.png?theme=ink", "cards/link.png?scale=2", "kit.zip", "share.json"} {
		paths = append(paths, "/v1/articles/metro-5/"+file)
	}
	paths = append(paths, "/s/metro-5", k.path(`{"template":"poster","article_id":"metro-5"}`),
		k.path(`{"template":"poster","article_ids":["metro-5","a"],"article":{"title":"早报"}}`))
	for _, a := range attackedPayloads() {
		text, err := article.Document(a)
		if err != nil {
			k.t.Fatal(err)
		}
		paths = append(paths, sign(k.t, "site", "poster.png", signed.Payload{Article: a}),
			k.path(`{"template":"poster","article":`+string(text)+`}`))
	}
	return paths
}

// attackedBystanders are addresses of other articles.
func (k *keeping) attackedBystanders() (paths []string) {
	k.t.Helper()
	for i, address := range []string{
		"https://news.example/2024/05/metro%20line?id=8&lang=zh", "https://news.example/2024/05/metro%20line?id=7&lang=en",
		"https://news.example/2024/05/metro%20line?id=7&lang=zh&p=2", "https://news.example/2024/05/metro%20line%2Fb?id=7&lang=zh",
		"https://www.news.example/2024/05/metro%20line?id=7&lang=zh", "https://news.example:8443/2024/05/metro%20line?id=7&lang=zh",
	} {
		a := &article.Article{Title: "别的", URL: address}
		paths = append(paths, sign(k.t, "site", "poster.png", signed.Payload{Article: a}))
		id := fmt.Sprint("other", i)
		k.ask("PUT", "/v1/articles/"+id, fmt.Sprintf(`{"title":"江城地铁五号线今日开通","source":{"name":"江城晚报"},"url":%q}`, address))
		paths = append(paths, "/v1/articles/"+id+"/cards/poster.jpg")
	}
	return paths
}

// expect tells how many addresses answer otherwise; short ones lead elsewhere.
func (k *keeping) expect(when string, paths []string, status int) {
	k.t.Helper()
	wrong := []string{}
	for _, path := range paths {
		got := k.do("GET", path, "", "Authorization: Bearer "+deskToken)
		if found := got.StatusCode; found != status && (found != 302 || status != 200) {
			u, _ := url.PathUnescape(path)
			wrong = append(wrong, fmt.Sprintf("%d %.60s", found, u))
		}
	}
	if len(wrong) > 0 {
		k.t.Errorf("%s: %d of %d addresses do not answer %d, such as %s", when, len(wrong), len(paths), status, wrong[0])
	}
}
