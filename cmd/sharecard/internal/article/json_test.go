package article_test

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/sample"
)

func TestDecodeNamesTheField(t *testing.T) {
	for in, field := range map[string]string{
		`{"summary":"没有标题"}`: "title",
		`{"title":"a","credits":[{"role":"监制","name":"x"},{"role":"文案"}]}`:        "credits[1].name",
		`{"title":"a","credits":[{"role":"监制","nmae":"x"}]}`:                      "credits[0].nmae",
		`{"title":"a","source":{"name":"x","logo":"ftp://x.example/"}}`:           "source.logo",
		`{"title":"a","cover":{"url":"javascript:alert(1)"}}`:                     "cover.url",
		`{"title":"a","cover":{"url":"sample:nothing"}}`:                          "cover.url",
		`{"title":"a","cover":{}}`:                                                "cover.url",
		`{"title":"a","cover":{"url":"https://x.example/","focus":[0.5,1.5]}}`:    "cover.focus[1]",
		`{"title":"a","items":[{"title":"b"},{"url":"https://x.example/"}]}`:      "items[1].title",
		`{"title":"a","reactions":[{"name":"点赞","count":-1}]}`:                    "reactions[0].count",
		`{"title":"a","id":"import"}`:                                             "id",
		`{"title":"a","id":".."}`:                                                 "id",
		`{"title":"a","id":"a/b"}`:                                                "id",
		`{"title":"a","id":"` + strings.Repeat("a", 129) + `"}`:                   "id",
		`{"title":"` + strings.Repeat("题", 501) + `"}`:                            "title",
		`{"title":"a","short_title":"三个字"}`:                                       "short_title",
		`{"title":"a","short_title":"` + strings.Repeat("题", 15) + `"}`:           "short_title",
		`{"title":"a","kicker":"a\nb"}`:                                           "kicker",
		`{"title":"a","published_at":"昨天"}`:                                       "published_at",
		`{"title":"a","channel":["` + strings.Repeat("x\",\"", 20) + `x"]}`:       "channel",
		`{"title":"a","source":"光明网"}`:                                            "source",
		`{"title":"a","lang":"zh_CN"}`:                                            "lang",
		`{"title":"a","portrait":"//x.example/a.jpg"}`:                            "portrait",
		`{"title":"a","items":[{"title":"b","summary":"c","publishedat":"now"}]}`: "items[0].publishedat",
	} {
		_, err := article.Decode([]byte(in))
		var e *article.FieldError
		if !errors.As(err, &e) || e.Field != field || !errors.Is(err, article.ErrInvalid) {
			t.Errorf("%.80s: got %v, want a fault of %s", in, err, field)
		}
	}
}

func TestDecodeRefusesLongText(t *testing.T) {
	_, err := article.Decode([]byte(`{"title":"` + strings.Repeat("长", 100_000) + `"}`))
	if !errors.Is(err, article.ErrTooLarge) {
		t.Errorf("got %v", err)
	}
	if _, err := article.Decode([]byte(`{"title":"` + strings.Repeat("长", 500) + `","summary":"一\n二"}`)); err != nil {
		t.Errorf("a title of 500 characters: %v", err)
	}
}

func TestEncodeRoundTrip(t *testing.T) {
	samples, err := sample.Articles()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range samples {
		text, err := article.Encode(a)
		if err != nil {
			t.Fatal(err)
		}
		again, err := article.Decode(text)
		if err != nil || !reflect.DeepEqual(a, again) {
			t.Errorf("%s does not survive: %v\n%s", a.ID, err, text)
		}
	}
}

func TestDecodeSharedArticles(t *testing.T) {
	dir := os.Getenv("SHARECARD_ARTICLES")
	if dir == "" {
		t.Skip("SHARECARD_ARTICLES names no folder of articles")
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no articles in %s: %v", dir, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := article.Decode(data); err != nil {
			t.Errorf("%s: %v", filepath.Base(file), err)
		}
	}
}
