package templates

import (
	"slices"
	"testing"
)

func TestTally(t *testing.T) {
	for _, test := range []struct {
		lang  string
		count int
		want  string
	}{
		{"zh-CN", 342, "342"},
		{"zh-CN", 9999, "9999"},
		{"zh-CN", 10_000, "1万"},
		{"zh-CN", 128_999, "12.8万"},
		{"zh-CN", 1_289_999, "128万"},
		{"zh-TW", 1_000_000_000, "10億"},
		{"en", 999, "999"},
		{"en", 9999, "9.9K"},
		{"en", 128_650, "128K"},
		{"en", 2_460_000, "2.4M"},
	} {
		d := Data{Lang: test.lang, Reactions: []Reaction{{"点赞", 0}, {"在看", test.count}}}
		if got := d.Given(); !slices.Equal(got, []Tally{{"在看", test.want}}) {
			t.Errorf("%s, %d: %v, want %s", test.lang, test.count, got, test.want)
		}
	}
}

func TestThreeTalliesAtMost(t *testing.T) {
	d := Data{Reactions: []Reaction{{"一", 1}, {"零", 0}, {"二", 2}, {"三", 3}, {"四", 4}}}
	if got := d.Given(); !slices.Equal(got, []Tally{{"一", "1"}, {"二", "2"}, {"三", "3"}}) {
		t.Errorf("%v", got)
	}
}

func TestBy(t *testing.T) {
	for _, test := range []struct {
		lang, want string
		authors    []string
	}{
		{"zh-CN", "", nil},
		{"zh-CN", "宋清和 方以舟", []string{"宋清和", "方以舟"}},
		{"zh-CN", "宋清和 方以舟 江一禾 等", []string{"宋清和", "方以舟", "江一禾", "闻笙"}},
		{"en", "Ann Lee, Bo Chen", []string{"Ann Lee", "Bo Chen"}},
	} {
		d := Data{Lang: test.lang, Authors: test.authors}
		if got := d.By(); got != test.want {
			t.Errorf("%s, %v: %q, want %q", test.lang, test.authors, got, test.want)
		}
	}
}

func TestColophonEndsWithTheEditor(t *testing.T) {
	d := Data{Credits: append(make([]Credit, 0, 4), Credit{"监制", "周明远"}), Editor: "沈墨"}
	want := []Credit{{"监制", "周明远"}, {"编辑", "沈墨"}}
	if got := d.Colophon(); !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
	if len(d.Credits) != 1 || d.Credits[:2][1] != (Credit{}) {
		t.Error("the article's credits were written to")
	}
}
