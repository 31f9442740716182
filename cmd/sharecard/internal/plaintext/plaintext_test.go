package plaintext_test

import (
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/plaintext"
)

func TestLine(t *testing.T) {
	for in, want := range map[string]string{
		"城市<em>书房</em>夜间开放&nbsp;三十家": "城市书房夜间开放 三十家",
		"AT&amp;T": "AT&T",
		"AT&amp;amp;T 推出新套餐&amp;mdash;":          "AT&T 推出新套餐—",
		"&lt;b&gt;早&lt;/b&gt;市":                  "早市",
		"a < b 而 c > d":                          "a < b 而 c > d",
		"谈谈 <div> 元素":                            "谈谈 <div> 元素",
		"城市\u200b书房\ufeff夜间\u00ad开放":             "城市书房夜间开放",
		"  城市书房\n夜间\t\v开放  ":                     "城市书房 夜间 开放",
		"一<br>二<br/>三":                           "一 二 三",
		"一<script>alert('<p>')</script>二<b></b>": "一二",
		"一<style>p{}</style><p>二</p>":            "一 二",
		"大桥通车　首日":                                "大桥通车　首日",
		"　　大桥":                                   "大桥",
		"\u202e反写":                               "反写",
		"坏\xff字":                                 "坏字",
		"👨‍👩‍👧":                                  "👨‍👩‍👧",
		"<p>":                                    "",
		"":                                       "",
	} {
		if got := plaintext.Line(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestLines(t *testing.T) {
	for in, want := range map[string]string{
		"<p>今晚起三十家\n城市书房延长开放。</p><p>　　到午夜。</p>": "今晚起三十家 城市书房延长开放。\n到午夜。",
		"第一行\r\n第二行":          "第一行\n第二行",
		"第一行\n\n　　第二行\u2028三": "第一行\n第二行\n三",
		"一<br>二":              "一\n二",
	} {
		if got := plaintext.Lines(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// A text of any length costs the same.
func TestBounded(t *testing.T) {
	if got := len(plaintext.Line(strings.Repeat("字", plaintext.MaxBytes))); got > plaintext.MaxBytes {
		t.Errorf("%d bytes", got)
	}
}
