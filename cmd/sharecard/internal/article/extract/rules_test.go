package extract

import (
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
)

func TestFullWidth(t *testing.T) {
	for in, want := range map[string]string{
		"今年的热词,当属“新质生产力”":                 "今年的热词，当属“新质生产力”",
		"“甲”,乙;丙:丁?戊!":                    "“甲”，乙；丙：丁？戊！",
		"编者按:":                            "编者按：",
		"结果如下.其中,有三点.":                    "结果如下。其中，有三点。",
		"7.1万家,增长11.7%,达1,595头":           "7.1万家，增长11.7%，达1,595头",
		"早上10:30,比分3:2":                   "早上10:30，比分3:2",
		"江门中微子实验(JUNO)装置":                 "江门中微子实验（JUNO）装置",
		"(记者 林一)昨日":                       "（记者 林一）昨日",
		"用f(x)表示":                         "用f(x)表示",
		"见https://a.example.com/b,c?d:e。": "见https://a.example.com/b,c?d:e。",
		"网址:https://a.example.com/":       "网址：https://a.example.com/",
		"热词, 当属":                          "热词，当属",
		"没有PPT,也没有导师":                     "没有PPT，也没有导师",
		"AI:改变世界":                         "AI：改变世界",
		"他说,OK":                           "他说，OK",
		"下载文件.pdf":                        "下载文件.pdf",
		"好戏还在后头...":                       "好戏还在后头……",
		"等等......请看":                      "等等……请看",
		"Hello, world: (a test).":         "Hello, world: (a test).",
		"发展新质生产力 看北上广":                    "发展新质生产力 看北上广",
		"iPhone 17, iPad, Mac 全线更新":       "iPhone 17, iPad, Mac 全线更新",
		"第1.2节(1)和(二)":                    "第1.2节（1）和（二）",
	} {
		if got := fullWidth(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
		if again := fullWidth(want); again != want {
			t.Errorf("%q is not stable: %q", want, again)
		}
	}
}

func TestSplitKicker(t *testing.T) {
	for in, want := range map[string][2]string{
		"推动高质量发展丨发展新质生产力 看北上广的创新实践": {"推动高质量发展", "发展新质生产力 看北上广的创新实践"},
		"新华视点｜一粒种子":          {"新华视点", "一粒种子"},
		"早报 | 七件事":           {"早报", "七件事"},
		"专题|第一集|出发":          {"专题", "第一集|出发"},
		"没有竖线的标题":            {"", "没有竖线的标题"},
		"这一部分实在太长了不能算作栏目｜正题": {"", "这一部分实在太长了不能算作栏目｜正题"},
		"栏目｜":          {"", "栏目"},
		"老街改为步行街丨江城晚报": {"", "老街改为步行街丨江城晚报"},
		"｜正题":          {"", "｜正题"},
		"A｜正题":         {"", "A｜正题"},
	} {
		if k, r := (siteNames{}).splitKicker(in); k != want[0] || r != want[1] {
			t.Errorf("%q: %q, %q", in, k, r)
		}
	}
}

func TestHeadline(t *testing.T) {
	for in, want := range map[string]string{
		"推动高质量发展丨发展新质生产力 看北上广 _光明网": "推动高质量发展丨发展新质生产力 看北上广",
		"夜班公交延长至凌晨一点_民生频道_江岸日报":     "夜班公交延长至凌晨一点",
		"4.6万份种子入冬前归仓 - 南岭新闻网":      "4.6万份种子入冬前归仓",
		"一座城市的水网":                                         "一座城市的水网",
		"青禾周刊":                                            "青禾周刊",
		"天亮之前，他们在数鸟-青禾":                                   "天亮之前，他们在数鸟",
		"降息一年之后_财经_江岸网":                                   "降息一年之后",
		"从田间到云端——一张覆盖千村的物联网":                              "从田间到云端——一张覆盖千村的物联网",
		"江岸视点|一张覆盖千村的物联网":                                 "江岸视点|一张覆盖千村的物联网",
		"一张覆盖千村的物联网如何织成 | 江岸新闻":                           "一张覆盖千村的物联网如何织成",
		"新一轮COVID-19疫苗接种今天开始":                             "新一轮COVID-19疫苗接种今天开始",
		"快讯-江岸网":                                          "快讯-江岸网",
		"老街改为步行街--文化--江岸网":                                "老街改为步行街",
		"老街改为步行街 - 江城市人民政府门户网站":                           "老街改为步行街",
		"老街改为步行街丨江城晚报":                                    "老街改为步行街",
		"老街改为步行街|步行街|商户_江岸财经_江岸网":                         "老街改为步行街",
		"海关查获一批走私手表_10%公司_江岸新闻-The Port":                  "海关查获一批走私手表",
		"Old street closed to cars | Port Politics":       "Old street closed to cars",
		"Old street closed to cars - Port Daily":          "Old street closed to cars",
		"Port Daily » Old street closed to cars":          "Old street closed to cars",
		"Old street - new cars":                           "Old street - new cars",
		"« Il y a la ville ». Sur les rues sans voitures": "« Il y a la ville ». Sur les rues sans voitures",
		"老街改为步行街 » 江城网":                                   "老街改为步行街",
	} {
		if got := (siteNames{keys: []string{"青禾", "portdaily"}, host: "port"}).strip(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestSummarySkipsWhatIsNoProse(t *testing.T) {
	const title, prose = "一条鱼游回来的河", "清晨，渔政队员在河湾处放下探头。"
	for _, before := range [][]string{
		{"点击右上角微信好友", "请使用浏览器分享功能进行分享，谢谢您的支持"},
		{"编者按:", "今年以来，多地把治水写进了日程。"},
		{"【编者按】今年以来，多地把治水写进了日程。"},
		{"一条鱼游回来的河", "山河新貌丨一条鱼游回来的河"},
		{"原标题：一条鱼，游回来的河", "来源：江岸日报，十一月十二日"},
		{"监制：江一禾", "小标题", "图为清晨的河湾，江一禾 摄。"},
		{"（正文）"},
	} {
		if got := firstParagraph(append(before, prose), title); got != prose {
			t.Errorf("after %q: %q", before, got)
		}
	}
}

func TestCredits(t *testing.T) {
	var a article.Article
	rest := takeCredits([]string{"专家表示:这件事不难。", "正文的最后一段，讲完了。", "监制:赵甲", "文案：钱乙 设计：孙丙", "合作机构丨某大学 新闻学院",
		"责任编辑：李丁", "来源：江岸日报"}, &a)
	if len(rest) != 2 || len(a.Credits) != 4 || a.Credits[2] != (article.Credit{Role: "设计", Name: "孙丙"}) ||
		a.Credits[3].Name != "某大学 新闻学院" || a.Editor != "李丁" || a.Source.Name != "江岸日报" {
		t.Errorf("%q %+v", rest, a)
	}
	for _, line := range []string{"专家表示:不难", "他说：好", "会议强调：要把工作做实", "一：二", "时间：上午，地点：下午。"} {
		if role, name := credit(line); role != "" {
			t.Errorf("%q is a credit of %q for %q", line, role, name)
		}
	}
}

func TestReadTime(t *testing.T) {
	for in, want := range map[string]string{
		"2024-05-01 09:30":                        "2024-05-01T09:30:00+08:00",
		"2024年5月1日 9:05":                          "2024-05-01T09:05:00+08:00",
		"发布时间：2024/5/1 09:30:15 来源":               "2024-05-01T09:30:15+08:00",
		"2024-05-01T09:30:00-0330":                "2024-05-01T09:30:00-03:30",
		"2024-05-01T09:30:00.000Z":                "2024-05-01T09:30:00Z",
		"2024-05-01来源：江岸日报":                       "2024-05-01",
		"2024-05-01":                              "2024-05-01",
		"2024年5月1日 下午3:30":                        "2024-05-01T15:30:00+08:00",
		"2024/05/01 下午 03:30":                     "2024-05-01T15:30:00+08:00",
		"2024年5月1日 凌晨12:05":                       "2024-05-01T00:05:00+08:00",
		"2024年5月1日（星期三）09:30":                     "2024-05-01T09:30:00+08:00",
		"2024年5月1日 9时30分":                         "2024-05-01T09:30:00+08:00",
		"发布时间：24-05-01 09:30":                     "2024-05-01T09:30:00+08:00",
		"Wed, 01 May 2024 01:30:00 GMT":           "2024-05-01T01:30:00Z",
		"Wed May 01 2024 09:30:00 GMT+0800 (CST)": "2024-05-01T09:30:00+08:00",
		"May 1, 2024 3:30 PM":                     "2024-05-01T15:30:00+08:00",
		"Published May 1, 2024, 3:30 p.m. ET":     "2024-05-01T15:30:00-05:00",
		"9:30 AM, May 1, 2024":                    "2024-05-01T09:30:00+08:00",
		"1st May 2024":                            "2024-05-01",
		"31.12.2020":                              "2020-12-31",
		"31.12.2020, 10.19 Uhr":                   "2020-12-31T10:19:00+08:00",
		"31. Dezember 2020 um 14:05 Uhr":          "2020-12-31T14:05:00+08:00",
		"1 de mayo de 2024":                       "2024-05-01",
		"le 1er mai 2024 à 9h30":                  "2024-05-01T09:30:00+08:00",
		"1 мая 2024, 09:30":                       "2024-05-01T09:30:00+08:00",
		"令和6年5月1日":                                "2024-05-01",
		"民國113年5月1日":                              "2024-05-01",
		"2024년 5월 1일 오후 3:30":                     "2024-05-01T15:30:00+08:00",
		"20240501T093000Z":                        "2024-05-01T09:30:00Z",
		"20240501":                                "2024-05-01",
		"1714527000":                              "2024-05-01T09:30:00+08:00",
		"1714527000000":                           "2024-05-01T09:30:00+08:00",
		"5/1/2024":                                "2024-01-05",
		"25/12/2024":                              "2024-12-25",
		"2024-02-30 09:30":                        "",
		"2024-05-01 25:30":                        "2024-05-01",
		"昨天":                                      "",
		"电话 13912345678":                          "",
	} {
		if got := written8(readTime(in, "zh-CN")); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
	if got := written8(readTime("5/1/2024", "en-US")); got != "2024-05-01" {
		t.Errorf("an American's 5/1 is %s", got)
	}
}

// written8 is a time in Beijing's zone unless it names another; a day without a
// clock is a day.
func written8(w written) string {
	switch {
	case w.isZero():
		return ""
	case !w.clock:
		return w.in(fixed(8)).Format(time.DateOnly)
	}
	return w.in(fixed(8)).Format(time.RFC3339)
}
