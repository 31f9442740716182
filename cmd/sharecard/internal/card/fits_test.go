package card_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/render"
	"sharecard/templates"
)

// needing is a card that needs what its name says.
func needing(need string) *fstest.MapFile {
	return file(`<title>N</title><meta name="card:size" content="600x400"><meta name="card:needs" content="` + need +
		`"><img src="{{.Cover}}"><p>{{.Title}}</p>`)
}

// A card that the article has nothing for is refused where only fitting ones are
// wanted, and drawn otherwise.
func TestFitting(t *testing.T) {
	library, err := card.NewLibrary(fstest.MapFS{
		"cover.html": needing("cover"), "items.html": needing("items"), "quote.html": needing("quote"), "news.html": needing("news"),
		"daily.html": needing("daily"),
	}, nil, render.Load)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2024, 5, 3, 9, 0, 0, 0, time.UTC)
	s := newService(t, card.Config{
		Templates: library, Renderer: &renderer{}, Pictures: &web{}, Now: func() time.Time { return now },
	})
	for _, test := range []struct {
		name, template string
		a              article.Article
		fits           bool
	}{
		{"no picture", "cover", article.Article{}, false},
		{"a photograph", "cover", article.Article{Cover: &article.Cover{URL: "https://example.com/boat.jpg"}}, true},
		{"a small figure", "cover", article.Article{Cover: &article.Cover{URL: "https://example.com/huge.jpg"}}, false},
		{"a picture that cannot be had", "cover", article.Article{Cover: &article.Cover{URL: "https://example.com/refused.jpg"}}, true},
		{"no items", "items", article.Article{}, false},
		{"items", "items", article.Article{Items: []article.Item{{Title: "一"}}}, true},
		{"a bare summary", "quote", article.Article{Summary: "摘要"}, false},
		{"a quotation", "quote", article.Article{Quote: "话"}, true},
		{"of yesterday", "news", article.Article{PublishedAt: article.At(now.Add(-40 * time.Hour))}, true},
		{"of last year", "news", article.Article{PublishedAt: article.At(now.Add(-400 * 24 * time.Hour)), Kicker: "快讯"}, false},
		{"of an unknown hour", "news", article.Article{}, false},
		{"breaking, of an unknown hour", "news", article.Article{Kicker: "快讯"}, true},
		{"words without a day", "daily", article.Article{Daily: &article.Daily{Text: "霜降"}}, false},
		{"words of the day it came out", "daily", article.Article{Daily: &article.Daily{Text: "霜降"}, PublishedAt: article.At(now)}, true},
	} {
		test.a.Title = "题"
		r := card.Request{Article: &test.a, Template: test.template, Fitting: true}
		_, err := s.Card(t.Context(), r)
		var unfit *card.UnfitError
		if test.fits != (err == nil) || err != nil && (!errors.As(err, &unfit) || card.CodeOf(err) != "unfit" || unfit.Need != test.template) {
			t.Errorf("%s: %v", test.name, err)
		}
		if r.Fitting = false; !test.fits {
			if _, err := s.Card(t.Context(), r); err != nil {
				t.Errorf("%s, whether it fits or not: %v", test.name, err)
			}
		}
	}
}

// Alternative texts say what each card shows.
func TestAlt(t *testing.T) {
	library, err := card.NewLibrary(templates.FS, nil, render.Load)
	if err != nil {
		t.Fatal(err)
	}
	day := article.At(time.Date(2024, 5, 1, 9, 30, 0, 0, time.FixedZone("", 8*3600)))
	story := article.Article{
		Title: "今年前4个月新增1200个充电桩", Kicker: "民生", Summary: "江城给老小区装桩。", Source: article.Source{Name: "江城晚报"},
		PublishedAt: day, Quote: "“灯亮着，路就在。”", QuoteBy: "守塔人",
	}
	morning := article.Article{
		Title: "早报", Source: article.Source{Name: "江城晚报"}, PublishedAt: day,
		Items: []article.Item{{Title: "桥通了"}, {Title: "书市开了"}},
	}
	long := story
	long.Summary = strings.Repeat("江城给老小区装桩，居民说方便。", 30)
	for _, test := range []struct {
		card string
		a    article.Article
		want string
	}{
		{"poster", story, "民生 · 今年前4个月新增1200个充电桩 · 江城给老小区装桩。 · 江城晚报 · 2024年5月1日"},
		{"quote", story, "“灯亮着，路就在。” 守塔人 · 今年前4个月新增1200个充电桩 · 江城晚报 · 2024年5月1日"},
		// Without a claim of its own, a rebuttal calls nothing a rumour.
		{"debunk", story, "民生 · 今年前4个月新增1200个充电桩 · 江城给老小区装桩。 · 江城晚报 · 2024年5月1日"},
		{"thumb", story, "1200个 · 今年前4个月新增1200个充电桩 · 江城晚报 · 2024年5月1日"},
		{"digest", morning, "早报 · 1. 桥通了 2. 书市开了 · 江城晚报 · 2024年5月1日"},
	} {
		if got := library.Alt(test.card, &test.a); got != test.want {
			t.Errorf("%s: %q, want %q", test.card, got, test.want)
		}
	}
	for _, e := range library.All() {
		for _, a := range []article.Article{story, morning, long, {Title: strings.Repeat("长", 300)}} {
			if got := card.Alt(e, &a); got == "" || utf8.RuneCountInString(got) > card.MaxAlt {
				t.Errorf("%s: %d characters: %q", e.Name, utf8.RuneCountInString(got), got)
			}
		}
	}
	if got := library.Alt("poster", &long); !strings.HasSuffix(got, "。 · 江城晚报 · 2024年5月1日") {
		t.Errorf("a long summary is cut to %q", got)
	}
}

// A leaf of a day without a day says so where it is drawn all the same.
func TestDayIsMissing(t *testing.T) {
	library, err := card.NewLibrary(fstest.MapFS{"daily.html": needing("daily")}, nil, render.Load)
	if err != nil {
		t.Fatal(err)
	}
	s := newService(t, card.Config{Templates: library, Renderer: &renderer{}})
	a := &article.Article{Title: "题", Daily: &article.Daily{Text: "霜降"}}
	for want, at := range map[string]article.Date{"degraded, day=missing": {}, "": article.At(time.Date(2026, 10, 23, 8, 0, 0, 0, time.UTC))} {
		a.PublishedAt = at
		result, err := s.Card(t.Context(), card.Request{Article: a, Template: "daily"})
		if err != nil || result.Codes.String() != want {
			t.Errorf("got %v, %v, want %q", result, err, want)
		}
	}
}
