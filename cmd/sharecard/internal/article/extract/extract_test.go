package extract_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/extract"
)

func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func extracted(t *testing.T, p extract.Page) *article.Article {
	t.Helper()
	a, err := extract.Extract(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if !article.ValidID(a.ID) {
		t.Errorf("ID is %q", a.ID)
	}
	return a
}

// compare checks all fields but the ID, which is a hash.
func compare(t *testing.T, got *article.Article, want string) {
	t.Helper()
	w, err := article.Decode([]byte(want))
	if err != nil {
		t.Fatal(err)
	}
	w.ID = got.ID
	if !reflect.DeepEqual(got, w) {
		g, err := article.Encode(got)
		if err != nil {
			t.Fatal(err)
		}
		x, err := article.Encode(w)
		if err != nil {
			t.Fatal(err)
		}
		t.Errorf("got  %s\nwant %s", g, x)
	}
}

func TestExtract(t *testing.T) {
	gbk, err := simplifiedchinese.GB18030.NewEncoder().Bytes(read(t, "plain.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		page extract.Page
		want string
	}{
		{"known structure", extract.Page{HTML: read(t, "gmw.html")}, `{"kicker":"山河新貌","title":"一条鱼游回来的河",
			"summary":"清晨6:30，渔政队员在河湾处放下了第12个监测点的探头（水深3.5米）。\"鱼回来了！\"岸上有人喊。",
			"source":{"name":"光明网"},"published_at":"2026-10-12T06:05:00+08:00","channel":["生态频道","一线观察"],"editor":"闻笙",
			"credits":[{"role":"监制","name":"江一禾"},{"role":"文案","name":"许听澜"},{"role":"设计","name":"周砚"}],
			"cover":{"url":"https://img.example.com/2026/10/river.jpg"},
			"reactions":[{"name":"开心","count":3},{"name":"点赞","count":28}],"lang":"zh-CN"}`},
		{"JSON-LD", extract.Page{HTML: read(t, "jsonld.html")}, `{"title":"夜班公交延长至凌晨一点，首批覆盖23条线路",
			"summary":"记者从市交通局获悉，自12月1日起，23条夜班线路末班车延后至凌晨1:00。",
			"source":{"name":"江岸日报","logo":"https://news.example.com/logo.png"},"published_at":"2026-11-22T12:10:00Z",
			"url":"https://news.example.com/2026/11/22/night-bus","channel":["民生","出行"],"authors":["宋清和","方以舟"],
			"cover":{"url":"https://img.example.com/bus.jpg"},"lang":"zh-CN"}`},
		{"official account", extract.Page{HTML: read(t, "wechat.html")}, `{"title":"冬天的第一碗面",
			"summary":"凌晨四点半，巷口的面馆亮起灯。老板说，第一锅汤要先敬街坊。",
			"source":{"name":"青禾周刊"},"published_at":"2026-11-21T06:10:00+08:00","url":"http://mp.example.com/s?__biz=MzA&mid=1&idx=1#rd",
			"authors":["许听澜"],"credits":[{"role":"文案","name":"许听澜"},{"role":"设计","name":"周砚"}],
			"cover":{"url":"http://img.example.com/0?wx_fmt=jpeg"},"lang":"zh-CN"}`},
		{"og: and meta", extract.Page{HTML: read(t, "og.html"), Address: "https://m.example.com/seeds?from=timeline"},
			`{"title":"种子库“上新”：4.6万份种子入冬前归仓",
			"summary":"零下18℃的库房里，最老的一份大豆种子已保存41年。入库前，每一份都要过三道关：清选、干燥、测发芽率。",
			"source":{"name":"南岭新闻"},"published_at":"2026-11-22T21:47:00+08:00","url":"https://news.example.com/2026/11/22/seeds",
			"channel":["科技"],"authors":["乔远山"],"editor":"叶知秋",
			"cover":{"url":"https://m.example.com/pic/seeds.jpg?w=1200"},"lang":"zh-CN"}`},
		{"GB18030 without any of it", extract.Page{HTML: gbk, Address: "http://www.example.com/city/1.html"}, `{"title":"老城南的油纸伞铺重新开门",
			"summary":"停业七年后，老城南最后一家手工油纸伞铺，今天又开了门。",
			"source":{"name":"江岸日报"},"published_at":"2026-11-15T10:20:00+08:00","url":"http://www.example.com/city/1.html",
			"channel":["城市"],"authors":["许听澜"],"editor":"沈墨",
			"cover":{"url":"http://www.example.com/city/pic/umbrella.jpg"},"lang":"zh-CN"}`},
		{"readability", extract.Page{HTML: read(t, "soup.html")}, `{"title":"Harbour bridge opens a month early",
			"summary":"The harbour bridge opened to traffic on Sunday morning, a month before it was due, after a winter in which engineers worked in three shifts.",
			"lang":"en"}`},
	} {
		t.Run(c.name, func(t *testing.T) { compare(t, extracted(t, c.page), c.want) })
	}
}

func TestExtractSharedArticle(t *testing.T) {
	dir := os.Getenv("SHARECARD_ARTICLES")
	if dir == "" {
		t.Skip("SHARECARD_ARTICLES names no folder of articles")
	}
	page, err := os.ReadFile(filepath.Join(dir, "gmw-2024-05-01.html"))
	if err != nil {
		t.Fatal(err)
	}
	fields, err := os.ReadFile(filepath.Join(dir, "gmw-2024-05-01.json"))
	if err != nil {
		t.Fatal(err)
	}
	want, err := article.Decode(fields)
	if err != nil {
		t.Fatal(err)
	}
	want.URL, want.Reactions = "", nil // the page names no address, and all counts are 0
	text, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, extracted(t, extract.Page{HTML: page}), string(text))
}

func TestExtractCharsets(t *testing.T) {
	const title = "镕基䶮的故事，三分钟讲完它的来龙去脉"
	utf := `<title>` + title + `</title><p>x</p>`
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(utf)
	if err != nil {
		t.Fatal(err)
	}
	big5, err := traditionalchinese.Big5.NewEncoder().String(`<meta charset=big5><title>舊城最後一家傘鋪今天開門</title>`)
	if err != nil {
		t.Fatal(err)
	}
	utf16 := "\xff\xfe"
	for _, r := range utf {
		utf16 += string([]byte{byte(r), byte(r >> 8)})
	}
	for name, p := range map[string]extract.Page{
		"UTF-8, silent":               {HTML: []byte(utf)},
		"UTF-8 with a mark":           {HTML: []byte("\uFEFF" + utf)},
		"UTF-8 that says GBK":         {HTML: []byte(`<meta charset=gbk>` + utf)},
		"UTF-16":                      {HTML: []byte(utf16)},
		"GB18030, silent":             {HTML: []byte(gb)},
		"GBK by meta":                 {HTML: []byte(`<meta charset="GBK">` + gb)},
		"GB2312 by http-equiv":        {HTML: []byte(`<meta http-equiv="Content-Type" content="text/html;charset=gb2312">` + gb)},
		"GBK by header":               {HTML: []byte(gb), ContentType: "text/html; charset=gbk"},
		"GBK that says UTF-8":         {HTML: []byte(`<meta charset=utf-8>` + gb)},
		"header that nobody knows":    {HTML: []byte(utf), ContentType: "text/html; charset=klingon"},
		"header that is not a header": {HTML: []byte(utf), ContentType: ";;;"},
	} {
		if a := extracted(t, p); a.Title != title {
			t.Errorf("%s: %q", name, a.Title)
		}
	}
	for want, p := range map[string]extract.Page{
		"舊城最後一家傘鋪今天開門":         {HTML: []byte(big5), ContentType: "text/html; charset=utf-8"}, // the header is wrong
		"A café opens at last": {HTML: []byte("<title>A caf\xe9 opens at last</title>")},
	} {
		if a := extracted(t, p); a.Title != want {
			t.Errorf("got %q, want %q", a.Title, want)
		}
	}
}

func TestExtractRefuses(t *testing.T) {
	big := make([]byte, extract.MaxBytes+1)
	for name, c := range map[string]struct {
		page string
		want error
	}{
		"nothing":     {"", article.ErrInvalid},
		"no headline": {"<html><body><p>只有一段话，没有标题，也没有别的。</p>", article.ErrInvalid},
		"nested":      {strings.Repeat("<div>", 100_000), extract.ErrPage},
		"crowded":     {strings.Repeat("<i></i>", 250_000), extract.ErrPage},
		"too large":   {string(big), article.ErrTooLarge},
	} {
		start := time.Now()
		if _, err := extract.Extract(t.Context(), extract.Page{HTML: []byte(c.page)}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Logf("%s took %v", name, took)
		}
	}
}

func TestExtractIsAlwaysValid(t *testing.T) {
	long := strings.Repeat("很长的字", 2000)
	for name, page := range map[string]string{
		"long fields":      `<title>` + long + `</title><meta name=source content="` + long + `"><meta name=author content="` + long + `">`,
		"control":          "<title>a\x01\x85&#x7;标题\u202e反</title>",
		"script address":   `<title>标题</title><link rel=canonical href="javascript:alert(1)"><meta property="og:image" content="javascript:alert(1)">`,
		"password":         `<title>标题</title><link rel=canonical href="https://a:b@example.com/">`,
		"own picture":      `<title>标题</title><meta property="og:image" content="sample:dawn">`,
		"placeholder host": `<title>标题</title><meta property="og:image" content="https://img.example.invalid/a.jpg">`,
		"odd JSON-LD":      `<title>标题</title><script type="application/ld+json">{"@type":"NewsArticle","headline":[[["x"]]],"author":[1,null,{"name":3}],"image":7,"publisher":[]}</script>`,
		"odd language":     `<html lang="中文简体"><title>标题</title>`,
		"odd time":         `<title>标题</title><p>2026-13-45 99:99</p><p>9999999999-1-1</p>`,
		"many channels":    `<title>标题</title><div class=crumb>` + strings.Repeat(`<a href=/>频道</a>`, 100) + `</div>`,
	} {
		a := extracted(t, extract.Page{HTML: []byte(page)})
		if err := a.Validate(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if a.Cover != nil || a.URL != "" || !a.PublishedAt.IsZero() {
			t.Errorf("%s: %+v", name, a)
		}
	}
}

func TestSameArticleSameID(t *testing.T) {
	page := func(address string) extract.Page {
		return extract.Page{HTML: []byte(`<title>标题</title>`), Address: address}
	}
	id := extracted(t, page("https://news.example.com/a?id=1")).ID
	for _, same := range []string{"http://news.example.com/a?id=1", "https://NEWS.example.com/a?id=1&utm_source=x&from=timeline#top"} {
		if got := extracted(t, page(same)).ID; got != id {
			t.Errorf("%s has another ID", same)
		}
	}
	for _, other := range []string{"https://news.example.com/a?id=2", "https://news.example.com/A?id=1", ""} {
		if got := extracted(t, page(other)).ID; got == id {
			t.Errorf("%q has the same ID", other)
		}
	}
}

func FuzzExtract(f *testing.F) {
	for _, name := range []string{"gmw.html", "jsonld.html", "og.html", "plain.html", "soup.html"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := extract.Extract(t.Context(), extract.Page{HTML: data})
		if err != nil {
			if !errors.Is(err, article.ErrInvalid) && !errors.Is(err, extract.ErrPage) {
				t.Error(err)
			}
			return
		}
		text, err := article.Encode(a)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := article.Decode(text); err != nil {
			t.Errorf("what was extracted cannot be put: %v\n%s", err, text)
		}
	})
}
