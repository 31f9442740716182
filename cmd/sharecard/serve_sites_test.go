package main

import (
	"fmt"
	"image"
	"image/jpeg"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// plainSite is a site of many articles that knows of the service only by what head has
// in its pages. Each page takes 100 ms.
func plainSite(t *testing.T, head string) (address string, asked *atomic.Int64) {
	t.Helper()
	asked = new(atomic.Int64)
	cover := image.NewGray(image.Rect(0, 0, 800, 500))
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		h := w.Header()
		switch {
		case strings.HasPrefix(name, "news/"):
			asked.Add(1)
			time.Sleep(100 * time.Millisecond)
			h.Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprintf(w, `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link rel="icon" href="data:,">
<title>第 %[1]s 座城市书房开放_江城晚报</title>
<meta property="og:title" content="第 %[1]s 座城市书房开放"><meta property="og:site_name" content="江城晚报">%[2]s
<h1>第 %[1]s 座城市书房开放</h1><img src="/cover.jpg" width="800"><p>五月的晚风里，书房在沿江大道亮起了灯，将开放至晚上十点。</p>
<p><button data-sharecard>分享</button></p>`, strings.TrimPrefix(name, "news/"),
				strings.ReplaceAll(head, "PAGE", url.QueryEscape("http://"+r.Host+r.URL.Path)))
		case name == "list":
			h.Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link rel="icon" href="data:,"><title>今日要闻</title>`+head+
				`<button id="one" data-sharecard data-url="/news/1">分享</button><button id="two" data-sharecard data-url="/news/2">分享</button>`)
		case name == "cover.jpg":
			h.Set("Content-Type", "image/jpeg")
			_ = jpeg.Encode(w, cover, nil)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(site.Close)
	return site.URL, asked
}

func siteFlags(t *testing.T) []string {
	return []string{"--data", filepath.Join(t.TempDir(), "data"), "--page-hosts", "127.0.0.1", "--allow-fetch", "127.0.0.0/8"}
}

// A site of 200 pages that knows nothing but their addresses.
func TestServePages(t *testing.T) {
	const pages = 200
	address := serve(t, siteFlags(t)...)
	site, asked := plainSite(t, `<meta property="og:image" content="`+address+`/v1/pages/cards/og.jpg?url=PAGE">`)
	card := func(file string, page int, mark string) string {
		return address + "/v1/pages/cards/" + file + "?url=" + url.QueryEscape(fmt.Sprintf("%s/news/%d%s", site, page, mark))
	}
	var mu sync.Mutex
	var took []time.Duration
	next := make(chan int, pages)
	for page := range pages {
		next <- page
	}
	close(next)
	var readers sync.WaitGroup
	for range 8 {
		readers.Go(func() {
			for page := range next {
				began := time.Now()
				status, body := get(t, card("thumb.jpg", page, ""))
				mu.Lock()
				took = append(took, time.Since(began))
				mu.Unlock()
				if status != 200 {
					t.Errorf("page %d: %d %.200s", page, status, body)
				}
			}
		})
	}
	readers.Wait()
	slices.Sort(took)
	t.Logf("first cards of %d pages that take 100 ms, by 8 readers: median %v, longest %v", pages, took[pages/2], took[pages-1])
	for page := range 20 {
		if status, _ := get(t, card("og.jpg", page, "?utm_source=weixin")); status != 200 {
			t.Errorf("page %d: %d", page, status)
		}
	}
	if n := asked.Load(); n != pages {
		t.Errorf("%d pages were asked for %d times", pages, n)
	}
	// The picture is that of the text: the page's own og:image is a card of ours.
	response, err := http.Get(card("poster.jpg", 7, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if report := response.Header.Get("Sharecard-Report"); strings.Contains(report, "cover") {
		t.Errorf("the poster: %s", report)
	}
	_, metrics := get(t, address+"/metrics")
	if want := fmt.Sprintf(`sharecard_pages_total{outcome="article"} %d`, pages); !strings.Contains(string(metrics), want) {
		t.Errorf("%s is not in the metrics", want)
	}
}

// Readers share from pages of a listed host that have the script and nothing else.
func TestSharePages(t *testing.T) {
	tab, complaints := openBrowser(t)
	r := &reader{T: t, tab: tab, complaints: complaints}
	address := serve(t, siteFlags(t)...)
	site, _ := plainSite(t, `<script async src="`+address+`/share.js"></script>`)
	poster := func(page int) string {
		return address + "/v1/pages/cards/cover.jpg?url=" + url.QueryEscape(fmt.Sprintf("%s/news/%d", site, page))
	}
	t.Run("desktop", func(t *testing.T) {
		r := r.open(t, site+"/news/12", visit{})
		r.share("button")
		r.want(`probe.img.src === "` + poster(12) + `" && probe.img.naturalWidth === 1080 && probe.img.alt.endsWith("第 12 座城市书房开放")`)
		r.press("下载海报")
		r.until(`probe.said === "海报已开始下载。"`)
		r.want(`!performance.getEntriesByType("resource").some((e) => e.name.includes("share.json"))`) // the page says it all
		r.do(chromedp.Navigate("about:blank"))
	})
	t.Run("phone", func(t *testing.T) {
		r := r.open(t, site+"/news/13", visit{agent: safariOnIPhone, before: sharing("true")})
		r.share("button")
		r.press("分享海报")
		r.until(`shared.length === 1 && shared[0].files[0].name === "第 13 座城市书房开放.jpg"`)
		r.do(chromedp.Navigate("about:blank"))
	})
	t.Run("a list", func(t *testing.T) {
		r := r.open(t, site+"/list", visit{agent: chromeOnAndroid, before: sharing("false")})
		for i, selector := range []string{"#one", "#two"} {
			r.share(selector)
			r.want(`probe.img.src === "` + poster(i+1) + `"`)
			r.press("分享链接")
			r.until(fmt.Sprintf(`shared.length === %d`, i+1))
			r.want(fmt.Sprintf(`shared[%d].title === "第 %d 座城市书房开放" && shared[%[1]d].url === "%[3]s/news/%[2]d"`, i, i+1, site))
			r.key(kb.Escape)
			r.wantClosed(selector)
		}
		r.do(chromedp.Navigate("about:blank"))
	})
}
