package extract_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/extract"
)

// What people paste: saved pages, chats, notes.
func TestText(t *testing.T) {
	const prose = "市中心的两条老街昨晚起改为步行街，商户说客流比上周同一时间多了三成，交警在路口增设了临时停车位。"
	const english = "The ferry company said on Tuesday that a night run starts in June, after a trial of three weeks that drew more riders than planned."
	for name, c := range map[string]struct{ text, want string }{
		"four lines from a chat": {"老街改为步行街，商户客流多三成\n江城晚报\n2024-05-01\n" + prose,
			`{"title":"老街改为步行街，商户客流多三成","source":{"name":"江城晚报"},"published_at":"2024-05-01","summary":"` + prose + `","lang":"zh-CN"}`},
		"paper and time on a line": {"老街改为步行街，商户客流多三成\r\n江城晚报 2024年5月1日 下午3:30\r\n\r\n　　" + prose + "\r\n",
			`{"title":"老街改为步行街，商户客流多三成","source":{"name":"江城晚报"},"published_at":"2024-05-01T15:30:00+08:00","summary":"` + prose + `","lang":"zh-CN"}`},
		"the paper first": {"【江城晚报】\n老街改为步行街\n" + prose,
			`{"title":"老街改为步行街","source":{"name":"江城晚报"},"summary":"` + prose + `","lang":"zh-CN"}`},
		"labels everywhere": {"标题：老街改为步行街\n作者：余小一 向小二\n来源：江城日报\n发布时间：2024/5/1 9:30\n" + prose + "\n责任编辑：李四",
			`{"title":"老街改为步行街","source":{"name":"江城日报"},"published_at":"2024-05-01T09:30:00+08:00","authors":["余小一","向小二"],"editor":"李四","summary":"` + prose + `","lang":"zh-CN"}`},
		"a saved page": {"登录\n首页 > 要闻 > 民生 > 正文\n老街改为步行街\n来源：江城网 2024-05-01 09:30 字号：大 中 小\n" + prose + "\n策划：赵甲\n设计：孙丙\n[责编：李四]\n相关阅读\n去年的旧闻 2019-03-02 08:00",
			`{"title":"老街改为步行街","channel":["要闻","民生"],"source":{"name":"江城网"},"published_at":"2024-05-01T09:30:00+08:00","editor":"李四",
			"credits":[{"role":"策划","name":"赵甲"},{"role":"设计","name":"孙丙"}],"summary":"` + prose + `","lang":"zh-CN"}`},
		"a kicker": {"江城视点丨老街改为步行街之后\n" + prose, `{"kicker":"江城视点","title":"老街改为步行街之后","summary":"` + prose + `","lang":"zh-CN"}`},
		"with its address": {"老街改为步行街\nhttps://news.example.com/2024/05/01/street.html?from=timeline#top\n" + prose,
			`{"title":"老街改为步行街","url":"https://news.example.com/2024/05/01/street.html?from=timeline","published_at":"2024-05-01","summary":"` + prose + `","lang":"zh-CN"}`},
		"a headline and nothing else": {"老街改为步行街", `{"title":"老街改为步行街","lang":"zh-CN"}`},
		"a headline of two words":     {"立冬\n\n" + prose, `{"title":"立冬","summary":"` + prose + `","lang":"zh-CN"}`},
		"a note in Markdown": {"# Harbour ferry adds a night run\n\nBy Ada Reed\nPort Daily, May 1, 2024\n\n" + english,
			`{"title":"Harbour ferry adds a night run","authors":["Ada Reed"],"source":{"name":"Port Daily"},"published_at":"2024-05-01","summary":"` + english + `"}`},
		"an editor's note": {"老街改为步行街\n编者按：\n今年以来，多地把老街改造写进了日程，本报推出系列报道。\n" + prose,
			`{"title":"老街改为步行街","summary":"` + prose + `","lang":"zh-CN"}`},
		"a long page of prose": {"老街改为步行街\n记者 余小一\n" + prose + "\n" + prose + prose, `{"title":"老街改为步行街","authors":["余小一"],"summary":"` + prose + `","lang":"zh-CN"}`},
	} {
		t.Run(name, func(t *testing.T) {
			a, err := extract.Text(t.Context(), extract.Page{HTML: []byte(c.text)})
			if err != nil {
				t.Fatal(err)
			}
			compare(t, a, c.want)
		})
	}
	if a, err := extract.Text(t.Context(), extract.Page{HTML: []byte(" \n\n")}); !errors.Is(err, article.ErrInvalid) {
		t.Errorf("an empty text gives %+v, %v", a, err)
	}
}

// The text of a page gives the fields that its HTML gives.
func TestTextOfSharedArticle(t *testing.T) {
	dir := os.Getenv("SHARECARD_ARTICLES")
	if dir == "" {
		t.Skip("SHARECARD_ARTICLES names no folder of articles")
	}
	text, err := os.ReadFile(filepath.Join(dir, "gmw-2024-05-01.txt"))
	if err != nil {
		t.Fatal(err)
	}
	fields, err := os.ReadFile(filepath.Join(dir, "gmw-2024-05-01.json"))
	if err != nil {
		t.Fatal(err)
	}
	want, err := article.Decode(fields)
	if err != nil {
		t.Fatal(err)
	}
	want.URL, want.Reactions = "", nil // the text has no address, and all counts are 0
	line, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	a, err := extract.Text(t.Context(), extract.Page{HTML: text})
	if err != nil {
		t.Fatal(err)
	}
	compare(t, a, string(line))
}
