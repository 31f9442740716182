package templates

import (
	"testing"
	"time"
)

func TestLeaf(t *testing.T) {
	at := func(lang, day string) Leaf {
		published, err := time.Parse(time.RFC3339, day)
		if err != nil {
			t.Fatal(err)
		}
		d := Data{Lang: lang, PublishedAt: published}
		return d.Leaf()
	}
	for _, test := range []struct {
		lang, day string
		want      Leaf
	}{
		{"zh-CN", "2026-11-15T06:00:00+08:00", Leaf{"15", "2026年11月", "星期日", "农历十月初七", "", "小雪前七日"}},
		{"zh-CN", "2026-11-22T06:00:00+08:00", Leaf{"22", "2026年11月", "星期日", "农历十月十四", "", "小雪"}},
		{"zh-CN", "2025-08-01T06:00:00+08:00", Leaf{"1", "2025年8月", "星期五", "农历闰六月初八", "", "立秋前六日"}},
		{"zh-TW", "2026-03-05T23:30:00-05:00", Leaf{"5", "2026年3月", "星期四", "農曆正月十七", "", "驚蟄"}},
		{"zh-CN", "2026-12-23T06:00:00+08:00", Leaf{"23", "2026年12月", "星期三", "农历冬月十五", "", "小寒前十三日"}},
		{"zh-CN", "2026-02-16T06:00:00+08:00", Leaf{"16", "2026年2月", "星期一", "农历腊月廿九", "除夕", ""}},
		{"zh-CN", "2026-02-17T06:00:00+08:00", Leaf{"17", "2026年2月", "星期二", "农历正月初一", "春节", ""}},
		{"zh-CN", "2023-01-22T06:00:00+08:00", Leaf{"22", "2023年1月", "星期日", "农历正月初一", "春节", ""}},
		{"zh-CN", "2020-10-01T06:00:00+08:00", Leaf{"1", "2020年10月", "星期四", "农历八月十五", "中秋节 国庆节", ""}},
		{"zh-CN", "2025-04-04T06:00:00+08:00", Leaf{"4", "2025年4月", "星期五", "农历三月初七", "", "清明"}},
		{"zh-CN", "2026-06-19T06:00:00+08:00", Leaf{"19", "2026年6月", "星期五", "农历五月初五", "端午节", ""}},
		{"zh-CN", "2028-08-26T06:00:00+08:00", Leaf{"26", "2028年8月", "星期六", "农历七月初七", "七夕", ""}},
		{"zh-CN", "2025-10-29T06:00:00+08:00", Leaf{"29", "2025年10月", "星期三", "农历九月初九", "重阳节", ""}},
		{"zh-CN", "2026-01-26T06:00:00+08:00", Leaf{"26", "2026年1月", "星期一", "农历腊月初八", "腊八节", ""}},
		{"zh-TW", "2026-03-03T06:00:00+08:00", Leaf{"3", "2026年3月", "星期二", "農曆正月十五", "元宵節", ""}},
		{"zh-TW", "2026-10-01T06:00:00+08:00", Leaf{"1", "2026年10月", "星期四", "農曆八月廿一", "", "寒露前七日"}},
		{"zh-CN", "1850-01-01T06:00:00+08:00", Leaf{"1", "1850年1月", "星期二", "", "元旦", ""}},
		{"en", "2026-11-15T06:00:00+08:00", Leaf{"15", "November 2026", "Sunday", "", "", ""}},
		{"zh-CN", "1850-11-15T06:00:00+08:00", Leaf{"15", "1850年11月", "星期五", "", "", ""}},
	} {
		if got := at(test.lang, test.day); got != test.want {
			t.Errorf("%s in %s: got %q, want %q", test.day, test.lang, got, test.want)
		}
	}
	if got := (&Data{}).Leaf(); got != (Leaf{}) {
		t.Errorf("of no day: got %q", got)
	}
	d := Data{PublishedAt: time.Date(2026, 11, 14, 20, 0, 0, 0, time.UTC)}
	d.Daily.Date = time.Date(2026, 11, 15, 0, 0, 0, 0, time.UTC)
	if got := d.Leaf().Day; got != "15" {
		t.Errorf("got the day of publication, %s, want that of the daily", got)
	}
}

func TestSaying(t *testing.T) {
	d := Data{Title: "最后一班渡船停航之后", Quote: "“船停了。”", QuoteBy: "一位老船员"}
	if got := d.Saying(); got.Text != "船停了。" || got.By != "一位老船员" {
		t.Errorf("without a daily: got %q by %q, want the quotation", got.Text, got.By)
	}
	d.Daily = Daily{Text: "日日是好日", By: "读者"}
	if got := d.Saying(); got != d.Daily {
		t.Errorf("got %v, want the daily", got)
	}
}
