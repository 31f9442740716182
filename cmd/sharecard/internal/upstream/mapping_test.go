package upstream_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/sample"
	"sharecard/cmd/sharecard/internal/upstream"
)

func shanghai(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// mapping makes one of "field = path" lines.
func mapping(t *testing.T, text string) *upstream.Mapping {
	t.Helper()
	paths := map[string]string{}
	for line := range strings.Lines(text) {
		if field, path, found := strings.Cut(line, "="); found {
			paths[strings.TrimSpace(field)] = strings.TrimSpace(path)
		}
	}
	m, err := upstream.NewMapping(paths, shanghai(t))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

const cmsMapping = `
	title = data.headline
	kicker = data.shoulder
	summary = data.abstract
	published_at = data.publish_time
	url = data.links[0].href
	source.name = "江城晚报"
	source.logo = data.media.logo
	channel = data.nav[].label
	authors = data.writer
	keep = data.terms
	cover.url = data.pic.src
	cover.credit = data.pic.by
	cover.focus = data.pic.focus
	credits[].role = "编辑"
	credits[].name = data.staff[].person.name
	items[].title = data.related[].t
	items[].published_at = data.related[].at
	reactions[].name = data.counts[].kind
	reactions[].count = data.counts[].n
`

func TestMapping(t *testing.T) {
	const document = `{"code":0,"data":{
		"headline":"  大桥通车\t首日\n车流平稳 ","shoulder":null,"abstract":"第一行\r\n第二行","publish_time":"2024-05-01 09:30:00",
		"links":[{"href":"https://news.example.com/a"},{"href":"https://m.example.com/a"}],
		"media":{},"nav":[{"label":"要闻"},{"label":""},{},{"label":"城事"}],"writer":"林晓","terms":["跨江大桥","双向六车道"],
		"pic":{"src":"https://img.example.com/1.jpg","by":"周远 摄","focus":[0.5,0.25],"width":1600},
		"staff":[{"person":{"name":"何川"}},{"person":{}},{"person":{"name":"许宁"}}],
		"related":[{"t":"航拍","at":1714527000},{"t":"图解","at":1714527000123}],
		"counts":[{"kind":"点赞","n":12},{"kind":"评论"}],
		"body":"<p>不看</p>","headline2":7}}`
	a, err := mapping(t, cmsMapping).Article("b-7", []byte(document))
	if err != nil {
		t.Fatal(err)
	}
	got, err := article.Encode(a)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"id":"b-7","title":"大桥通车 首日 车流平稳","summary":"第一行\n第二行","source":{"name":"江城晚报"},` +
		`"published_at":"2024-05-01T09:30:00+08:00","url":"https://news.example.com/a","channel":["要闻","城事"],"authors":["林晓"],` +
		`"credits":[{"role":"编辑","name":"何川"},{"role":"编辑","name":"许宁"}],` +
		`"cover":{"url":"https://img.example.com/1.jpg","credit":"周远 摄","focus":[0.5,0.25]},` +
		`"items":[{"title":"航拍","published_at":"2024-05-01T09:30:00+08:00"},{"title":"图解","published_at":"2024-05-01T09:30:00+08:00"}],` +
		`"reactions":[{"name":"点赞","count":12},{"name":"评论","count":0}],"keep":["跨江大桥","双向六车道"]}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// Without a mapping an upstream that speaks the service's own form is
// understood, with whatever else it says.
func TestMappingOfOwnForm(t *testing.T) {
	own, err := upstream.NewMapping(nil, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	samples, err := sample.Articles()
	if err != nil {
		t.Fatal(err)
	}
	for _, sample := range samples {
		want, err := article.Encode(sample)
		if err != nil {
			t.Fatal(err)
		}
		var fields map[string]any
		if err := json.Unmarshal(want, &fields); err != nil {
			t.Fatal(err)
		}
		fields["id"], fields["body"] = 7, "…"
		document, err := json.Marshal(fields)
		if err != nil {
			t.Fatal(err)
		}
		a, err := own.Article(sample.ID, document)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := article.Encode(a); string(got) != string(want) {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestMappingOfTimes(t *testing.T) {
	m := mapping(t, "title = t\npublished_at = at")
	for in, want := range map[string]string{
		`"2024-05-01T09:30:00+08:00"`:    "2024-05-01T09:30:00+08:00",
		`"2024-05-01T09:30:00.5-03:30"`:  "2024-05-01T09:30:00-03:30",
		`"2024-05-01T01:30:00Z"`:         "2024-05-01T01:30:00Z",
		`"2024-05-01T09:30:00.000+0800"`: "2024-05-01T09:30:00+08:00",
		`"2024-05-01 09:30"`:             "2024-05-01T09:30:00+08:00",
		`"2024-05-01T09:30:07.123"`:      "2024-05-01T09:30:07+08:00",
		`" 2024-05-01 09:30:00+05:00 "`:  "2024-05-01T09:30:00+05:00",
		`1714527000`:                     "2024-05-01T09:30:00+08:00",
		`1714527000000`:                  "2024-05-01T09:30:00+08:00",
		`null`:                           "",
		`""`:                             "",
		`0`:                              "",
	} {
		a, err := m.Article("a", []byte(`{"t":"题","at":`+in+`}`))
		if err != nil {
			t.Errorf("%s: %v", in, err)
			continue
		}
		got := ""
		if !a.PublishedAt.IsZero() {
			got = a.PublishedAt.String()
		}
		if got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

// What makes a document no article is named as the upstream calls it.
func TestMappingNamesTheFault(t *testing.T) {
	m := mapping(t, cmsMapping)
	for in, want := range map[string]string{
		`{"data":{}}`:                         "data.headline is required",
		`{"data":null}`:                       "data.headline is required",
		`{"data":{"headline":" <br>"}}`:       "data.headline is required",
		`{"code":404,"msg":"not found"}`:      "data.headline is required",
		`{"data":{"headline":7}}`:             "data.headline must be a string, not a number",
		`{"data":"x"}`:                        "data is a string, so there is no headline in it",
		`{"data":[{"headline":"题"},{"n":1}]}`: "data is an array, not an object; name an element by its number",
		`{"data":{"headline":"` + strings.Repeat("长", 501) + `"}}`: "data.headline has 501 characters; at most 500 are allowed",
		`<html>`:                             "it is no JSON object",
		`["题"]`:                              "it is no JSON object",
		`{"data":{"headline":"题"}} and more`: "it goes on after its end",
		`{"data":{"headline":"题"`:            "it is no JSON object",
	} {
		_, err := m.Article("a", []byte(in))
		if !errors.Is(err, upstream.ErrDocument) || !strings.HasPrefix(err.Error(), upstream.ErrDocument.Error()+": "+want) {
			t.Errorf("%.80s: %v", in, err)
		}
	}
}

// An odd optional field never costs the article: it is left out, and named as the
// upstream calls it.
func TestMappingLeavesOut(t *testing.T) {
	m := mapping(t, cmsMapping)
	for in, want := range map[string]string{
		`"publish_time":"昨天"`:                          `published_at (data.publish_time) held "昨天", and must be an RFC 3339 time`,
		`"links":[{"href":"/a"}]`:                      `url (data.links[0].href) held "/a", and must be`,
		`"links":"/a"`:                                 `url (data.links[0]) is a string, so there is no href in it`,
		`"nav":[{"label":1}]`:                          `channel[0] (data.nav[0].label) held "1", and must be a string, not a number`,
		`"nav":[1]`:                                    `channel[0] (data.nav[0]) is a number, so there is no label in it`,
		`"writer":{"id":7}`:                            `authors[0] (data.writer) held "{\"id\":7}", and must be a string, not an object`,
		`"pic":{"src":"ftp://x.example/"}`:             `cover.url (data.pic.src) held "ftp://x.example/", and must be an http or https address`,
		`"pic":[{"src":"a"},{"src":"b"}]`:              `cover.credit (data.pic) is an array, not an object; name an element`,
		`"pic":{"src":"//x.example/","focus":[0.5,2]}`: `cover.focus (data.pic.focus) held "[0.5,2]", and must be from 0 to 1`,
		`"staff":[{"person":{"name":"何川"}},{"person":{"name":true}}]`: `credits[1].name (data.staff[1].person.name) held "true", and must be a string`,
		`"staff":[{"person":"何川"}]`:                                   `credits[0].name (data.staff[0].person) is a string, so there is no name in it`,
		`"counts":[{"n":1}]`:                                          `reactions[0].name (data.counts[0].kind) held "{\"count\":1}", and is required`,
		`"counts":[{"kind":"赞","n":1.5}]`:                             `reactions[0].count (data.counts[0].n) held`,
	} {
		a, err := m.Article("a", []byte(`{"data":{"headline":"题",`+in+`}}`))
		if err != nil {
			t.Errorf("%s: %v", in, err)
			continue
		}
		if len(a.Dropped) == 0 || !strings.HasPrefix(a.Dropped[0].String(), want) {
			t.Errorf("%s: %v, want %s", in, a.Dropped, want)
		}
	}
}

// A list of one and its element stand for each other, and nothing for null.
func TestMappingOfNearbyShapes(t *testing.T) {
	m := mapping(t, cmsMapping)
	for in, want := range map[string]string{
		`{"data":[{"headline":"题","nav":"","links":{},"writer":[]}]}`:                                           `{"id":"a","title":"题","source":{"name":"江城晚报"}}`,
		`{"data":{"headline":"题","nav":{"label":"要闻"},"links":{"href":"https://x.example/"},"writer":["林晓"]}}`:  `{"id":"a","title":"题","source":{"name":"江城晚报"},"url":"https://x.example/","channel":["要闻"],"authors":["林晓"]}`,
		`{"data":{"headline":"题","pic":[{"src":["https://x.example/1","https://x.example/2"]}],"media":false}}`: `{"id":"a","title":"题","source":{"name":"江城晚报"},"cover":{"url":"https://x.example/1"}}`,
	} {
		a, err := m.Article("a", []byte(in))
		if err != nil {
			t.Errorf("%s: %v", in, err)
			continue
		}
		if got, _ := article.Encode(a); string(got) != want || len(a.Dropped) > 0 {
			t.Errorf("%s\ngot  %s %v\nwant %s", in, got, a.Dropped, want)
		}
	}
}

func TestNewMappingNamesTheField(t *testing.T) {
	for what, test := range map[string]struct {
		paths map[string]string
		want  string
	}{
		"no title":          {map[string]string{"url": "a"}, "title is not mapped"},
		"unknown field":     {map[string]string{"title": "a", "titel": "b"}, "titel is not a field"},
		"given twice":       {map[string]string{"title": "a", " title": "b"}, "title is given twice"},
		"empty":             {map[string]string{"title": ""}, `title ""`},
		"empty name":        {map[string]string{"title": "a..b"}, `title ""`},
		"open bracket":      {map[string]string{"title": "a[0"}, `title "a[0"`},
		"no number":         {map[string]string{"title": "a[x].b"}, `title "a[x]"`},
		"vast number":       {map[string]string{"title": "a[99999999999999999999]"}, "title "},
		"each for one":      {map[string]string{"title": "a[].b"}, "title takes one value"},
		"two lists":         {map[string]string{"title": "a", "authors": "b[].c[].d"}, "authors goes through more than one"},
		"no list":           {map[string]string{"title": "a", "items[].title": "b.c"}, "items[].title needs a path with []"},
		"two arrays":        {map[string]string{"title": "a", "items[].title": "b[].c", "items[].url": "d[].c"}, "items[].title comes from b[] and items[].url from d[]"},
		"only words":        {map[string]string{"title": "a", "credits[].role": `"x"`, "credits[].name": `"y"`}, "credits[].name: no field of credits has a path"},
		"half a credit":     {map[string]string{"title": "a", "credits[].name": "b[].c"}, "credits[].role is not mapped"},
		"credit, no cover":  {map[string]string{"title": "a", "cover.credit": "b"}, "cover.credit is of no use"},
		"open quote":        {map[string]string{"title": `"a`}, "title has a quotation mark"},
		"a word for a time": {map[string]string{"title": "a", "published_at": `"today"`}, "published_at cannot have a value in quotes"},
		"too long":          {map[string]string{"title": strings.Repeat("a", 201)}, "title is longer than"},
	} {
		_, err := upstream.NewMapping(test.paths, time.UTC)
		if !errors.Is(err, upstream.ErrMapping) || !strings.HasPrefix(err.Error(), upstream.ErrMapping.Error()+": "+test.want) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// Whatever a document holds, the result is an article that the store takes, or
// an error about the document.
func FuzzMapping(f *testing.F) {
	f.Add([]byte(`{"data":{"headline":"题","nav":[{"label":"a"}],"staff":[{"person":{"name":"b"}}]}}`))
	f.Add([]byte(`{"data":{"headline":"\ud800","publish_time":1e99,"counts":[{"kind":"x","n":-1}]}}`))
	paths := map[string]string{}
	for line := range strings.Lines(cmsMapping) {
		if field, path, found := strings.Cut(line, "="); found {
			paths[strings.TrimSpace(field)] = strings.TrimSpace(path)
		}
	}
	m, err := upstream.NewMapping(paths, time.UTC)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, document []byte) {
		a, err := m.Article("a", document)
		switch {
		case err == nil:
			if err := a.Validate(); err != nil {
				t.Error(err)
			}
		case !errors.Is(err, upstream.ErrDocument):
			t.Error(err)
		}
	})
}
