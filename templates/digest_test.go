package templates

import (
	"testing"
	"time"
)

func TestDigest(t *testing.T) {
	at := func(hour int) time.Time {
		return time.Date(2025, 11, 21, hour, 5, 0, 0, time.FixedZone("", 8*3600))
	}
	d := Data{Items: []Item{
		{Title: "无时间"},
		{Title: "早", PublishedAt: at(7)},
		{Summary: "只有提要", PublishedAt: at(15)},
		{},
		{Title: "午", Summary: "午间提要", PublishedAt: at(12)},
	}}
	g := d.Digest()
	want := []Entry{
		{1, "无时间", "", false},
		{2, "早", "", false},
		{3, "只有提要", "", true},
		{4, "午", "午间提要", false},
	}
	if len(g.Entries) != len(want) {
		t.Fatalf("%d entries: %+v", len(g.Entries), g.Entries)
	}
	for i, e := range g.Entries {
		if e != want[i] {
			t.Errorf("entry %d is %+v, want %+v", i, e, want[i])
		}
	}
	if g.Day != "21" || g.YearMonth != "2025年11月" || g.Weekday != "星期五" {
		t.Errorf("an article without a time is of %s %s %s, not of its newest item's day", g.YearMonth, g.Day, g.Weekday)
	}

	d.PublishedAt = at(20).AddDate(0, 0, 2)
	if g := d.Digest(); g.Day != "23" {
		t.Errorf("the day is %s, not the article's", g.Day)
	}
	for range 20 {
		d.Items = append(d.Items, Item{Title: "又一条"})
	}
	if n := len(d.Digest().Entries); n != 10 {
		t.Errorf("%d entries", n)
	}
}
