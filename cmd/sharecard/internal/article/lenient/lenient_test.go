package lenient_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/lenient"
)

var beijing = time.FixedZone("", 8*3600)

// read reads an article with a title and an address, and other members.
func read(t *testing.T, members string) *article.Article {
	t.Helper()
	a, err := lenient.Decode([]byte(`{"title":"题","url":"https://news.example/2024/a.html",`+members+`}`), beijing)
	if err != nil {
		t.Fatalf("%s: %v", members, err)
	}
	if err := a.Validate(); err != nil {
		t.Errorf("%s: %v", members, err)
	}
	return a
}

// A repaired value gives the same article as the right one, and so the same key.
func TestRepaired(t *testing.T) {
	for right, odd := range map[string][]string{
		`"cover":{"url":"https://img.example/a%20b.jpg"}`: {
			`"cover":{"url":"https://img.example/a b.jpg"}`, `"cover":{"url":" https://img.example/a b.jpg\n"}`,
			`"cover":{"url":["https://img.example/a b.jpg","https://img.example/2.jpg"]}`, `"cover":"https://img.example/a b.jpg"`,
			`"cover":[{"url":"https://img.example/a b.jpg"}]`, `"cover":{"url":{"src":"https://img.example/a b.jpg"}}`,
			`"cover":{"url":"https:\\\\img.example\\a b.jpg"}`, `"cover":{"url":"https://img.example/a b.jpg","credit":"","caption":null}`,
		},
		`"cover":{"url":"https://img.example/%E4%B8%AD%E6%96%87/%E5%9B%BE.jpg?a=1&b=%E4%BA%8C"}`: {
			`"cover":{"url":"https://img.example/中文/图.jpg?a=1&b=二"}`, `"cover":{"url":"//img.example/中文/图.jpg?a=1&amp;b=二"}`,
		},
		`"cover":{"url":"https://news.example/upload/1.jpg"}`: {`"cover":{"url":"/upload/1.jpg"}`, `"cover":{"url":"../upload/1.jpg"}`},
		`"cover":{"url":"https://img.example/100%25.jpg"}`:    {`"cover":{"url":"https://img.example/100%.jpg"}`},
		`"cover":{"url":"https://xn--fsq.example/1.jpg"}`:     {`"cover":{"url":"https://例.example/1.jpg"}`},
		`"source":{"logo":"https://www.example.com/l.png"}`:   {`"source":{"logo":"www.example.com/l.png"}`},
		`"portrait":"https://news.example/p.png"`:             {`"portrait":"/p.png"`},
		`"published_at":"2024-05-01T09:30:00+08:00"`: {
			`"published_at":"2024-05-01 09:30:00"`, `"published_at":"2024/5/1 9:30"`, `"published_at":"2024年5月1日 09:30"`,
			`"published_at":"2024年5月1日（星期三）上午9时30分"`, `"published_at":"2024年05月01日 09:30:00"`, `"published_at":"2024.5.1 9:30 AM"`,
			`"published_at":"1714527000"`, `"published_at":1714527000`, `"published_at":"1714527000000"`, `"published_at":1714527000000`,
			`"published_at":"20240501093000"`, `"published_at":"20240501T093000+0800"`, `"published_at":"2024-05-01 09:30:00+08"`,
			`"published_at":"2024-05-01 09：30"`, `"published_at":["2024-05-01 09:30"]`, `"published_at":"May 1, 2024 9:30 AM"`,
			`"published_at":"Wed, 01 May 2024 09:30:00 +0800"`,
		},
		`"published_at":"2024-05-01T01:30:00Z"`: {`"published_at":"Wed, 01 May 2024 01:30:00 GMT"`, `"published_at":"2024-05-01 01:30:00 UTC"`},
		`"published_at":"2024-05-01T15:30:00+08:00"`: {
			`"published_at":"2024年5月1日 下午3:30"`, `"published_at":"2024-05-01 3:30 PM"`, `"published_at":"2024-5-1 15:30:00.123"`,
		},
		`"published_at":"2024-05-01"`: {`"published_at":"2024年5月1日"`, `"published_at":"2024/5/1"`, `"published_at":"20240501"`, `"published_at":"May 1, 2024"`},
		`"lang":"zh-CN"`:              {`"lang":"zh_CN"`},
		`"kicker":""`: { // as if it were not there
			`"published_at":"0000-00-00 00:00:00"`, `"published_at":0`, `"published_at":"0"`, `"published_at":"0001-01-01T00:00:00Z"`,
			`"published_at":"0000-00-00"`, `"cover":false`, `"cover":[]`, `"cover":{}`, `"summary":null`, `"source":{"name":""}`, `"items":{}`,
		},
		`"summary":"今晚起三十家城市书房延长开放。\n到午夜。"`: {`"summary":"<p>今晚起三十家<b>城市书房</b>延长开放。</p><p>到午夜。</p>"`},
		`"kicker":"城市 & 书房"`:                             {`"kicker":"城市&nbsp;&amp;amp; 书房"`, `"kicker":["城市 &amp; 书房"]`},
		`"authors":["林晓"]`:                               {`"authors":"林晓"`, `"authors":["林晓","",null]`},
		`"source":{"name":"江城晚报"}`:                       {`"source":"江城晚报"`},
		`"credits":[{"role":"编辑","name":"何川"}]`:          {`"credits":{"role":"编辑","name":"何川"}`, `"credits":[{"role":"编辑","name":"何川"},{}]`},
		`"reactions":[{"name":"点赞","count":12}]`:         {`"reactions":[{"name":"点赞","count":"12"}]`},
		`"summary":"` + strings.Repeat("字", 4999) + `…"`: {`"summary":"` + strings.Repeat("字", 6000) + `"`},
		`"quote":"` + strings.Repeat("字", 999) + `…"`:    {`"quote":"` + strings.Repeat("字", 1001) + `"`},
	} {
		strict, err := article.Decode([]byte(`{"title":"题","url":"https://news.example/2024/a.html",` + right + `}`))
		if err != nil {
			t.Fatal(err)
		}
		want, err := article.Sum(strict)
		if err != nil {
			t.Fatal(err)
		}
		for _, members := range append(odd, right) {
			a := read(t, members)
			if got, _ := article.Sum(a); got != want {
				text, _ := article.Document(a)
				t.Errorf("%.100s: %.300s", members, text)
			}
		}
	}
}

// What has no sensible reading is left out and named; the rest of the article stays.
func TestDropped(t *testing.T) {
	for members, want := range map[string]string{
		`"cover":{"url":"ftp://img.example/1.jpg","credit":"周远 摄"}`: `cover.url held "ftp://img.example/1.jpg", and must be an http or https address`,
		`"cover":{"url":"javascript:alert(1)"}`:                     `cover.url held "javascript:alert(1)", and must be an http or https address`,
		`"cover":{"url":"data:image/png;base64,AAAA"}`:              `cover.url held "data:image/png;base64,AAAA", and must be`,
		`"cover":{"url":"https://a:b@img.example/1.jpg"}`:           `cover.url held "https://a:b@img.example/1.jpg", and must not hold a user`,
		`"cover":{"url":7}`: `cover.url held "7", and must be an address in a string, not a number`,
		`"cover":{"url":"https://x.example/","focus":[0.5,2]}`:            `cover.focus held "[0.5,2]", and must be from 0 to 1`,
		`"cover":{"url":"https://x.example/","focus":"centre"}`:           `cover.focus held "centre", and must be an array of numbers, not a string`,
		`"published_at":"昨天"`:                                             `published_at held "昨天", and must be an RFC 3339 time`,
		`"published_at":"2024-02-30 09:30"`:                               `published_at held "2024-02-30 09:30", and is no day or clock of the calendar`,
		`"published_at":"2024-05-01 25:30"`:                               `published_at held "2024-05-01 25:30", and is no day`,
		`"published_at":-1`:                                               `published_at held "-1", and must count`,
		`"published_at":true`:                                             `published_at held "true", and must be an RFC 3339 time`,
		`"published_at":{"date":"2024-05-01"}`:                            `published_at held "{\"date\":\"2024-05-01\"}", and must be`,
		`"editor":1234`:                                                   `editor held "1234", and must be a string, not a number`,
		`"editor":["何川","许宁"]`:                                            `editor held "[\"何川\",\"许宁\"]", and must be a string, not an array`,
		`"editor":"` + strings.Repeat("长", 101) + `"`:                     `editor held "` + strings.Repeat("长", 40) + `…", and has 101 characters; at most 100`,
		`"brand":"江城"`:                                                    `brand held "江城", and must be 1 to 64 of`,
		`"authors":["林晓",7]`:                                              `authors[1] held "7", and must be a string`,
		`"authors":["` + strings.Repeat("长", 101) + `","林晓"]`:             `authors[0] held "`,
		`"items":[{"title":"a","url":"/b"},{"url":"https://x.example/"}]`: `items[0].url held "/b", and must be`,
		`"reactions":[{"name":"点赞","count":"很多"}]`:                        `reactions[0].count held "很多", and must be a whole number`,
		`"credits":["何川"]`:                                                `credits[0] held "何川", and must be an object, not a string`,
		`"titel":"x"`:                                                     `titel held "x", and is not a field of an article`,
		`"items":[{"title":"a","summary":"` + strings.Repeat("长", 21_000) + `"},{"title":"b"}],"summary":"` + strings.Repeat("长", 9000) + `","keep":["` +
			strings.Repeat("一\",\"", 12_000) + `"]`: `keep makes the article longer than 65536 bytes`,
	} {
		a := read(t, members)
		if len(a.Dropped) == 0 || !strings.HasPrefix(a.Dropped[0].String(), want) {
			t.Errorf("%.100s: %v, want %s", members, a.Dropped, want)
		}
	}
}

func TestDropsAreBounded(t *testing.T) {
	a := read(t, `"authors":[`+strings.Repeat("1,", 1000)+`1],"keep":["词"]`)
	if len(a.Dropped) != article.MaxDrops || len(a.Keep) != 1 {
		t.Errorf("%d drops, %q", len(a.Dropped), a.Keep)
	}
}

// Without a title there is nothing to show.
func TestNoArticle(t *testing.T) {
	for in, want := range map[string]string{
		`{}`:               "title is required",
		`{"title":7}`:      "title must be a string, not a number",
		`{"title":"<br>"}`: "title is required",
		`{"title":"` + strings.Repeat("长", 501) + `"}`: "title has 501 characters; at most 500 are allowed",
		`{"title":"题","id":"a/b"}`:                     "id must be 1 to 128",
		`[1]`:                                          "the document must be a JSON object",
		`null`:                                         "the document must be a JSON object",
		`{"title":"题"} 1`:                              "the document goes on after its end",
	} {
		_, err := lenient.Decode([]byte(in), beijing)
		if !errors.Is(err, article.ErrInvalid) || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%.40s: %v, want %s", in, err, want)
		}
	}
	if _, err := lenient.Decode([]byte(`{"title":"题"`+strings.Repeat(" ", 1<<20)+`}`), beijing); !errors.Is(err, article.ErrTooLarge) {
		t.Error(err)
	}
	if a, err := lenient.Decode([]byte("\uFEFF"+`{"title":"题"}`), beijing); err != nil || a.Title != "题" {
		t.Errorf("with a byte order mark: %v", err)
	}
}

// What is dropped is stored with the article, and no client can send it.
func TestDropsAreStored(t *testing.T) {
	a := read(t, `"cover":{"url":"ftp://x.example/"}`)
	text, err := article.Document(a)
	if err != nil {
		t.Fatal(err)
	}
	r, err := article.NewRecord(text)
	if err != nil || fmt.Sprint(r.Article.Dropped) != fmt.Sprint(a.Dropped) {
		t.Errorf("%v %v", r, err)
	}
	if _, err := article.Decode(text); !errors.Is(err, article.ErrInvalid) {
		t.Errorf("a client sent what was dropped: %v", err)
	}
	if plain, _ := article.Encode(a); strings.Contains(string(plain), "dropped") {
		t.Errorf("%s", plain)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(`{"title":"题","cover":["//x/ y"],"published_at":"2024年5月1日","items":[{"title":"<p>"}],"reactions":[{"name":"x","count":1e99}]}`)
	f.Fuzz(func(t *testing.T, in string) {
		a, err := lenient.Decode([]byte(in), beijing)
		if err == nil {
			err = a.Validate()
		}
		if err != nil && !errors.Is(err, article.ErrInvalid) && !errors.Is(err, article.ErrTooLarge) {
			t.Error(err)
		}
	})
}

// What one card alone shows is taken as it is, or left out with its reason.
func TestWholeObjects(t *testing.T) {
	a := read(t, `"alert":{"slogan":"大雾"},"number":{"value":"许多","label":"出口"},"timeline":{"events":[{"time":"8时"}]}`)
	if a.Alert == nil || a.Alert.Slogan != "大雾" || a.Number != nil || a.Timeline != nil || len(a.Dropped) != 2 {
		t.Errorf("%+v, dropped %v", a.Alert, a.Dropped)
	}
}
