package templates

import (
	"strings"
	"testing"
	"time"
)

func TestTitleLength(t *testing.T) {
	for title, want := range map[string][2]string{
		"秋分已至":                      {"short", "short"},
		"Harbour news":              {"short", "short"},
		"天亮之前，他们在山上数鸟":              {"medium", "brief"},
		"天亮之前，他们在山上数鸟了":             {"medium", "medium"},
		strings.Repeat("字", 18):     {"medium", "medium"},
		strings.Repeat("字", 28):     {"medium", "full"},
		strings.Repeat("字", 29):     {"long", "long"},
		strings.Repeat("word ", 14): {"long", "long"},
	} {
		d := Data{Title: title}
		if got := [2]string{d.TitleLength(), d.HeadlineLength()}; got != want {
			t.Errorf("%s: %s, want %s", title, got, want)
		}
	}
}

// The short title stands where the long one would be small, and the long one
// under it; nothing is made up without one.
func TestShortTitle(t *testing.T) {
	long, medium, short := strings.Repeat("长", 40), "环湖两百米内不再新建商业设施", "环湖禁建"
	full := strings.Repeat("长", 19)
	for _, test := range []struct{ title, short, headline, deck, slogan string }{
		{long, short, short, long, short},
		{long, "", long, "", long},
		{full, short, short, full, short},
		{medium, short, medium, "", short},
		{"今夜有雾", short, "今夜有雾", "", "今夜有雾"},
	} {
		d := Data{Title: test.title, ShortTitle: test.short}
		if d.Headline() != test.headline || d.Deck() != test.deck || d.Slogan() != test.slogan {
			t.Errorf("%s, %s: headline %s, deck %s, slogan %s", test.title, test.short, d.Headline(), d.Deck(), d.Slogan())
		}
	}
}

// What stands under a headline does not begin with it once more.
func TestDeckSaysNothingTwice(t *testing.T) {
	for title, want := range map[string]string{
		"暴雨红色预警：地铁二号线部分区段停运，未来三小时中心城区降雨将超100毫米":    "地铁二号线部分区段停运，未来三小时中心城区降雨将超100毫米",
		"暴雨红色预警信号升级发布后，地铁二号线部分区段停运，中心城区降雨将超过100毫米": "暴雨红色预警信号升级发布后，地铁二号线部分区段停运，中心城区降雨将超过100毫米",
	} {
		d := Data{Title: title, ShortTitle: "暴雨红色预警"}
		if d.Deck() != want || d.Standfirst() != want {
			t.Errorf("%s: under it stand %q and %q", title, d.Deck(), d.Standfirst())
		}
	}
	if got := (&Data{Title: "木船归港", Summary: "等来年三月再下水。"}).Standfirst(); got != "等来年三月再下水。" {
		t.Errorf("under a short title stands %q", got)
	}
	if got := (&Data{Title: "环湖两百米内不再新建商业设施", Summary: "新规施行。"}).Standfirst(); got != "" {
		t.Errorf("under a title that tells the story stands %q", got)
	}
}

func TestLabelSaysNothingTwice(t *testing.T) {
	for _, test := range []struct {
		title, kicker, section, source, want string
	}{
		{"环湖禁建", "城市治理", "城市", "澄江新闻", "城市治理"},
		{"环湖禁建", "", "城市", "澄江新闻", "城市"},
		{"澄江早报", "早报", "早报", "澄江新闻", ""},
		{"环湖禁建", "澄江", "城市", "澄江新闻", "城市"},
	} {
		d := Data{Title: test.title, Kicker: test.kicker, Channel: []string{test.section}, Source: Source{Name: test.source}}
		if got := d.Label(); got != test.want {
			t.Errorf("%+v: %q", test, got)
		}
	}
}

// Breaking news shows the hour with its tag, so not beside the day.
func TestStamp(t *testing.T) {
	at := time.Date(2026, 11, 22, 21, 47, 0, 0, time.UTC)
	for kicker, want := range map[string]string{"": "2026年11月22日 21:47", "突发": "2026年11月22日"} {
		if got := (&Data{Kicker: kicker, PublishedAt: at}).Stamp(); got != want {
			t.Errorf("%q: %s", kicker, got)
		}
	}
	if got := (&Data{}).Stamp(); got != "" {
		t.Errorf("an unknown time is %q", got)
	}
}

func TestGround(t *testing.T) {
	for _, test := range []struct {
		theme string
		cover Cover
		want  string
	}{
		{"ink", Cover{}, "filled"},
		{"paper", Cover{}, "filled edged"},
		{"paper", Cover{Tone: Tone{Bright: true}}, "filled"},
		{"clean", Cover{Tone: Tone{Bright: true}}, "filled edged"},
		{"ink", Cover{FocusY: 90}, "filled edged"},
		{"ink", Cover{Tone: Tone{Bright: true}}, "filled edged"},
		{"", Cover{Tone: Tone{Bright: true}}, "filled"},
		{"red", Cover{Width: 600, Height: 900}, "filled edged upright"},
	} {
		d := Data{Theme: test.theme, Cover: "cover", CoverInfo: test.cover}
		if got := d.Ground(); got != test.want {
			t.Errorf("%s, %+v: %s", test.theme, test.cover, got)
		}
	}
	if got := (&Data{Cover: "cover", Kicker: "突发"}).Ground(); got != "filled edged on-accent" {
		t.Errorf("breaking news: %s", got)
	}
	if got := (&Data{Theme: "red"}).Ground(); got != "bare on-accent lacquer" {
		t.Errorf("without a picture: %s", got)
	}
}

func TestSummaryFlows(t *testing.T) {
	for _, test := range []struct {
		summary string
		want    bool
	}{
		{"环湖三公里夜行栈道今起开放至二十三点。灯只照脚下，不照水面，候鸟不受打扰。", false},
		{strings.Repeat("汉", 46), false},
		{strings.Repeat("汉", 47), true},
		{strings.Repeat("a", 92), false},
	} {
		if got := (&Data{Summary: test.summary}).SummaryFlows(); got != test.want {
			t.Errorf("%s: %v, want %v", test.summary, got, test.want)
		}
	}
}
