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
		{"a quotation", Data{Quote: "有灯的地方就有人。", QuoteBy: "守塔人", Summary: "提要", Title: "守塔"}, Excerpt{"有灯的地方就有人。", "守塔人", true, "守塔"}},
		{"with its marks", Data{Quote: "“有灯的地方就有人。”"}, Excerpt{Text: "有灯的地方就有人。", Said: true}},
		{"corner brackets", Data{Quote: "「燈還是我來點」"}, Excerpt{Text: "燈還是我來點", Said: true}},
		{"two quotations", Data{Quote: "“来了？”“来了。”"}, Excerpt{Text: "“来了？”“来了。”", Said: true}},
		{"the summary", Data{Summary: "提要", QuoteBy: "守塔人", Title: "守塔"}, Excerpt{Text: "提要", From: "守塔"}},
		{"the title", Data{Title: "标题"}, Excerpt{Text: "标题"}},
		{"the title's words", Data{Title: "有灯的地方就有人", Quote: "有灯的地方就有人。"}, Excerpt{Text: "有灯的地方就有人。", Said: true}},
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
