package templates

import (
	"html/template"
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

func TestPictureCredit(t *testing.T) {
	for _, test := range []struct{ cover, credit, want string }{
		{"cover", "陈砚 摄", "陈砚 摄"},
		{"cover", "白川", "图 白川"}, // a bare name could be anybody's
		{"cover", "", ""},
		{"", "陈砚 摄", ""},
	} {
		d := Data{Lang: "zh-CN", Cover: template.URL(test.cover), CoverInfo: Cover{Credit: test.credit}}
		if got := d.PictureCredit(); got != test.want {
			t.Errorf("cover %q of %q: %q, want %q", test.cover, test.credit, got, test.want)
		}
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

func TestColophon(t *testing.T) {
	credits := []Credit{{"监制", "周明远"}, {"摄影", "乔远山"}, {"制图", "乔远山"}, {"文案", "宋清和"}}
	for _, test := range []struct {
		name string
		data Data
		want []Credit
	}{
		{"whoever made the picture, and the editor", Data{Cover: "cover", Credits: credits, Editor: "沈墨"},
			[]Credit{{"摄影", "乔远山"}, {"编辑", "沈墨"}}},
		{"no picture, nobody who made it", Data{Credits: credits, Editor: "沈墨"}, []Credit{{"编辑", "沈墨"}}},
		{"the cover's own credit", Data{Cover: "cover", CoverInfo: Cover{Credit: "乔远山 摄"}, Credits: credits},
			[]Credit{{"", "乔远山 摄"}}},
		{"all", Data{Cover: "cover", CoverInfo: Cover{Credit: "乔远山 摄"}, Credits: credits, Editor: "周明远", AllCredits: true, Authors: []string{"宋清和"}},
			[]Credit{{"", "乔远山 摄"}, {"监制", "周明远"}}},
		{"an author's own picture stands with the author", Data{Cover: "cover", CoverInfo: Cover{Credit: "宋清和 摄"}, Authors: []string{"宋清和"}}, nil},
	} {
		if got := test.data.Colophon(); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}

func TestByline(t *testing.T) {
	d := Data{Cover: "cover", CoverInfo: Cover{Credit: "宋清和 摄"}, Authors: []string{"宋清和", "方以舟"}}
	if got := d.Byline(); got != "图文 宋清和 方以舟" {
		t.Error(got)
	}
	if d.CoverInfo.Credit = "林知远 摄"; d.Byline() != d.By() {
		t.Error(d.Byline())
	}
}
