package templates

import (
	"testing"
	"time"
)

func TestDatesInTheArticlesOwnOffset(t *testing.T) {
	// 23:30 in Hawaii is the next day in Beijing; the card shows the article's.
	at := time.Date(2026, 3, 1, 23, 30, 0, 0, time.FixedZone("", -10*3600))
	for _, test := range []struct{ lang, date, weekday, clock string }{
		{"zh-CN", "2026年3月1日", "星期日", "23:30"},
		{"", "2026年3月1日", "星期日", "23:30"},
		{"zh-Hant-HK", "2026年3月1日", "星期日", "23:30"},
		{"en-GB", "1 March 2026", "Sunday", "23:30"},
		{"ug", "1 March 2026", "Sunday", "23:30"},
	} {
		d := Data{Lang: test.lang, PublishedAt: at}
		if d.Date() != test.date || d.Weekday() != test.weekday || d.Clock() != test.clock {
			t.Errorf("%q: %s %s %s", test.lang, d.Date(), d.Weekday(), d.Clock())
		}
	}
	if d := (Data{Lang: "zh-CN", PublishedAt: at, DayOnly: true}); d.Clock() != "" || d.Date() != "2026年3月1日" {
		t.Errorf("a day without an hour is shown as %s %s", d.Date(), d.Clock())
	}
	var none Data
	if none.Date()+none.Weekday()+none.Clock()+none.Day() != "" {
		t.Error("an unknown time is shown")
	}
}

func TestWordsByLanguage(t *testing.T) {
	for lang, want := range map[string]string{
		"zh-CN": "长按识别二维码阅读全文",
		"zh-SG": "长按识别二维码阅读全文",
		"zh-TW": "長按識別二維碼閱讀全文",
		"zh-HK": "長按識別二維碼閱讀全文",
		"ja":    "コードを長押しして続きを読む",
		"en":    "Press and hold the code to read on",
	} {
		if got := WordsFor(lang).QRHint; got != want {
			t.Errorf("%s: %s", lang, got)
		}
	}
}

func TestInitial(t *testing.T) {
	for _, test := range []struct{ source, title, want string }{
		{"江海日报", "立秋了", "江"},
		{"", "《江海志》开读", "江"},
		{"", "“once”", "O"},
		{"", "——", "·"},
	} {
		d := Data{Source: Source{Name: test.source}, Title: test.title}
		if got := d.Initial(); got != test.want {
			t.Errorf("%+v gives %q", test, got)
		}
	}
}
