package templates

import (
	"strings"
	"testing"
)

func TestExcerpt(t *testing.T) {
	for _, test := range []struct {
		name string
		data Data
		want Excerpt
	}{
		{"a quotation", Data{Quote: "有灯的地方就有人。", QuoteBy: "守塔人", Summary: "提要"}, Excerpt{"有灯的地方就有人。", "守塔人", true}},
		{"with its marks", Data{Quote: "“有灯的地方就有人。”"}, Excerpt{"有灯的地方就有人。", "", true}},
		{"corner brackets", Data{Quote: "「燈還是我來點」"}, Excerpt{"燈還是我來點", "", true}},
		{"two quotations", Data{Quote: "“来了？”“来了。”"}, Excerpt{"“来了？”“来了。”", "", true}},
		{"the summary", Data{Summary: "提要", QuoteBy: "守塔人"}, Excerpt{"提要", "", false}},
		{"the title", Data{Title: "标题"}, Excerpt{"标题", "", false}},
	} {
		if got := test.data.Excerpt(); got != test.want {
			t.Errorf("%s: %+v", test.name, got)
		}
	}
}

func TestExcerptLength(t *testing.T) {
	for n, want := range map[int]string{1: "short", 28: "short", 29: "medium", 60: "medium", 61: "fuller", 96: "fuller", 97: "long"} {
		if got := (Excerpt{Text: strings.Repeat("字", n)}).Length(); got != want {
			t.Errorf("%d characters: %s, want %s", n, got, want)
		}
	}
}

func TestCatchword(t *testing.T) {
	for _, test := range []struct{ title, kicker, section, want string }{
		{"秋分已至", "节气", "", "秋分/已至"},
		{"天亮之前，他们在山上数鸟", "生态观察", "", "天亮/之前"},
		{"停业七年后，老伞铺重新开了门", "", "", "停业/七年后"},
		{"守塔人：最后一班岗", "", "", "守塔人"},
		{"从“看天吃饭”到“知天而作”", "蹲点记", "", "看天/吃饭"},
		{"《历史街区保护更新办法》施行：“留、改、拆”并举", "政策解读", "", "历史/街区"},
		{"海上风电并网规模创新高", "", "要闻", "海上/风电"},
		{"海上风电并网规模创新高", "", "", "海上/风电"},
		{"2026，海上风电并网规模创新高", "能源", "", "海上/风电"},
		{"Harbour library stays open", "Culture", "", "Harbour"},
		{"donaudampfschifffahrt heute", "Kultur", "", "D"},
		{"——", "", "", "·"},
	} {
		d := Data{Title: test.title, Kicker: test.kicker}
		if test.section != "" {
			d.Channel = []string{test.section}
		}
		if got := strings.Join(d.Catchword(), "/"); got != test.want {
			t.Errorf("%s: %q, want %q", test.title, got, test.want)
		}
	}
}

func TestTitleLength(t *testing.T) {
	for title, want := range map[string]string{
		"秋分已至":                      "short",
		"Harbour news":              "short",
		"天亮之前，他们在山上数鸟":              "medium",
		strings.Repeat("字", 28):     "medium",
		strings.Repeat("字", 29):     "long",
		strings.Repeat("word ", 14): "long",
	} {
		if got := (&Data{Title: title}).TitleLength(); got != want {
			t.Errorf("%s: %s, want %s", title, got, want)
		}
	}
}
