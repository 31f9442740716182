package templates

import (
	"html/template"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Case is one article's content that a layout must stand.
type Case struct {
	Name string // in ASCII: "long-title"
	Data Data
	// CoverWidth and CoverHeight are the natural size in px of the cover that
	// belongs to the case; 0 where it has none.
	CoverWidth, CoverHeight int
}

// Addresses of a case's pictures.
const (
	coverAddress    template.URL = "cover"
	logoAddress     template.URL = "logo"
	portraitAddress template.URL = "portrait"
)

// PictureSize is the natural size in px of the case's picture at address, 0 × 0
// where it has none there.
func (c *Case) PictureSize(address string) (width, height int) {
	switch template.URL(address) {
	case c.Data.Cover:
		return c.CoverWidth, c.CoverHeight
	case c.Data.Source.Logo:
		return c.Data.Source.LogoWidth, c.Data.Source.LogoHeight
	case c.Data.Portrait:
		return 600, 800
	}
	return 0, 0
}

// StressCases are the articles that break layouts: titles too short and too
// long, words that cannot be broken, missing parts, odd pictures, other
// scripts. Every call returns a new slice.
func StressCases() []Case {
	return []Case{
		stress("plain", func(*Data) {}),
		stress("cover", func(*Data) {}).cover(1600, 900),
		stress("four-characters", func(d *Data) { d.Title, d.Kicker = "秋分已至", "" }),
		stress("sixty-characters", func(d *Data) {
			d.Title = "沿江五市签署公共服务同城化协议：医保异地直接结算、住房公积金互认互贷、职业资格跨市通用，年内全面落地，惠及千万人"
		}).cover(1600, 900),
		stress("long-latin-word", func(d *Data) {
			d.Title = "读懂 Donaudampfschifffahrtselektrizitätenhauptbetriebswerk 这个词"
			d.Summary = "https://news.example.com/2026/09/18/a-very-long-address-without-any-break-" + strings.Repeat("x", 80)
		}),
		stress("nested-marks", func(d *Data) {
			d.Title = "《〈江海志〉导读》：“‘书房不打烊’是一句承诺”（附书单）"
			d.Summary = "“书房不打烊”——这是《城市书房管理办法（试行）》实施后的第1个周末。“下班路上，拐个弯就到！”读者说：“‘夜读’成了习惯。”"
		}),
		stress("digits-units", func(d *Data) {
			d.Title = "前三季度GDP增长5.2% 人均可支配收入31,200元 第1批120万千瓦风电并网"
			d.Summary = "1—9月，全市货物贸易进出口12.8亿美元，同比增长46.3%；气温较常年偏高0.8℃，PM2.5均值28μg/m³，A股上市公司增至17家。"
		}),
		stress("emoji", func(d *Data) {
			d.Title = "开源社区发布 TinyDoc 2.0 🎉 手机上也能跑 7B 模型 👩‍💻🚀"
		}),
		stress("rare-characters", func(d *Data) {
			d.Title = "㐂𠮷两字怎么读？一位老校对的生僻字手账"
			d.Summary = "从䶮、𬭎到𫖯、𬘭，他攒下三千多个人名用字。"
		}),
		stress("traditional", func(d *Data) {
			d.Lang, d.Title = "zh-TW", "海上風電併網規模創新高，沿海城市探索綠色用能新路"
			d.Summary = "記者從能源工作會議上獲悉，今年前三季，海上風電新增併網120萬瓩；下一步將建設儲能基地。"
		}),
		stress("japanese", func(d *Data) {
			d.Lang, d.Title = "ja", "海辺の図書室、夜九時まで開館へ――仕事帰りの読者が三割"
			d.Summary = "港町の小さな図書室が開館時間を延ばした。「帰り道に寄れるのがうれしい」と利用者は話す。"
		}),
		stress("english", func(d *Data) {
			d.Lang, d.Title = "en", "Harbour library stays open until nine, and the evening readers come"
			d.Summary = "A small library by the harbour has extended its hours. A third of its readers now come after work."
		}),
		stress("panorama", func(*Data) {}).cover(3000, 400),
		stress("tall-cover", func(*Data) {}).cover(600, 2400),
		stress("no-summary", func(d *Data) { d.Summary = "" }),
		stress("long-summary", func(d *Data) {
			d.Summary = strings.Repeat("各地将统一申请材料和办理时限，群众凭身份证即可在任一城市提交申请，结果全程可查。", 8)
		}).cover(1600, 900),
		stress("title-only", func(d *Data) { *d = Data{Lang: "zh-CN", Title: d.Title} }),
		stress("twenty-characters", func(d *Data) { d.Summary = "书房不打烊，读者凭身份证即可进入借阅。" }),
		stress("no-source", func(d *Data) { d.Source = Source{} }).cover(1600, 900),
		stress("no-address", func(d *Data) { d.URL = "" }).cover(1600, 900),
		stress("no-time", func(d *Data) { d.PublishedAt, d.Channel = time.Time{}, nil }),
		stress("long-address", func(d *Data) {
			d.URL += "?" + strings.Repeat("from=timeline&", 10)
			d.Title = "沿江五市签署公共服务同城化协议：医保异地直接结算、住房公积金互认互贷，年内全面落地"
		}).people().read(),
		stress("long-names", func(d *Data) {
			d.Source.Name = "江海经济技术开发区融媒体中心新闻客户端"
			d.Channel = []string{"区域协调发展战略与共同富裕示范区建设专题报道"}
			d.Kicker = "长江经济带高质量发展纪行"
			d.Authors = []string{"江海经济技术开发区融媒体中心", "上官清和", "方以舟", "江一禾"}
		}).cover(1600, 900).people().read(),
		stress("longest", longest).cover(1600, 900),
		stress("longest-bare", longest),
		stress("four-characters-cover", func(d *Data) { d.Title, d.Kicker = "秋分已至", "" }).cover(1600, 900),
		stress("logo-cover", func(*Data) {}).cover(200, 200),
		stress("logo", func(d *Data) { d.Source.Logo, d.Source.LogoWidth, d.Source.LogoHeight = logoAddress, 200, 200 }),
		stress("lettered-logo", func(d *Data) { d.Source.Logo, d.Source.LogoWidth, d.Source.LogoHeight = logoAddress, 900, 120 }).cover(1600, 900),
		stress("five-credits", func(*Data) {}).cover(1600, 900).people().read(),
		stress("five-credits-bare", func(*Data) {}).people().read(),
		stress("quote", func(d *Data) {
			d.Quote, d.QuoteBy = "有灯的地方就有人。", "守塔人，在东海工作三十四年"
		}),
		stress("quote-portrait", func(d *Data) {
			d.Quote = "船上的人不知道我叫什么，可他们知道，有灯的地方就有人。"
			d.QuoteBy, d.Portrait = "守塔人，在东海工作三十四年", portraitAddress
		}).people().read(),
		stress("long-quote", func(d *Data) {
			d.Quote = "我年轻的时候，最怕的是雾。雾一来，灯就像被棉花裹住了，只能敲钟，十五秒一下，一夜敲到天亮。\n后来装了雾号，又装了雷达应答器，船不再靠钟声认路了。可每逢大雾，我还是会走到钟下面站一会儿，摸一摸它。"
			d.QuoteBy, d.Portrait = "守塔人，在东海工作三十四年，今年五十八岁，家住东海花鸟岛灯塔村", portraitAddress
			d.Title = "守塔人：自动化改造完成的前夜，五十八岁的他把每一级台阶又擦了一遍，最后一班岗，灯还是他来点"
		}).people().read(),
		stress("uyghur", func(d *Data) {
			d.Lang, d.Title = "ug", "شەھەر كىتابخانىلىرى كەچ سائەت توققۇزغىچە ئېچىلىدۇ"
			d.Kicker, d.Channel = "", nil
			d.Summary = "كەچلىك ئوقۇرمەنلەر ئۈچتىن بىر قىسمىنى ئىگىلەيدۇ، كىتابنى ھەر قانداق نۇقتىدا قايتۇرغىلى بولىدۇ."
		}),
		stress("titled-items", func(d *Data) {
			d.Title = "今日要闻"
			for i, t := range []string{
				"沿海高铁跨海大桥今晨合龙，主跨1120米，两岸通行时间缩短至35分钟", "夜班公交延长至凌晨1点",
				"国家种质资源库“上新”：4.6万份种子入冬前归仓", "社区食堂“一元早餐”开进写字楼", "天文爱好者拍到双子座流星雨“先遣队”",
			} {
				item := Item{Title: t, PublishedAt: d.PublishedAt.Add(-time.Duration(i) * time.Hour)}
				if i%2 == 0 {
					item.Summary = "零下18℃的库房里，最老的一份大豆种子已保存41年；气象部门提示，局地降幅可达14℃，请注意添衣保暖。"
				}
				d.Items = append(d.Items, item)
			}
		}),
		stress("own-parts", ownParts),
		stress("ten-items", func(d *Data) {
			for i := range 10 {
				d.Items = append(d.Items, Item{
					Summary:     "第" + string([]rune("一二三四五六七八九十")[i]) + "批城市书房开放，夜间借阅占三成，读者可以在任一书房还书。",
					PublishedAt: d.PublishedAt.Add(-time.Duration(i) * 40 * time.Minute),
				})
			}
		}),
	}
}

// stress makes a case of an ordinary article, changed by edit.
func stress(name string, edit func(*Data)) Case {
	d := Data{
		Lang:        "zh-CN",
		Title:       "海上风电并网规模创新高 沿海城市探索绿色用能新路",
		Kicker:      "能源观察",
		Summary:     "记者从江海市能源工作会议上获悉，今年前三季度，该市海上风电新增并网120万千瓦，占全部新增装机的62.5%。下一步将建设陆海一体的储能基地，让风大时的电存得下、用电高峰时送得出。",
		Source:      Source{Name: "江海日报"},
		PublishedAt: time.Date(2026, 9, 18, 7, 45, 0, 0, time.FixedZone("", 8*3600)),
		URL:         "https://news.example.com/2026/09/18/wind-power",
		Channel:     []string{"财经", "江海要闻"},
	}
	edit(&d)
	return Case{Name: name, Data: d}
}

// longest fills every field to the limit that an article's has.
func longest(d *Data) {
	fill := func(text string, n int) string {
		length := utf8.RuneCountInString(text)
		return string([]rune(strings.Repeat(text, n/length+1))[:n])
	}
	const text = "沿江五市签署公共服务同城化协议，医保异地直接结算，"
	d.Title, d.Kicker, d.Summary = fill(text, 500), fill(text, 100), fill(text, 5000)
	d.Quote, d.QuoteBy, d.Portrait = fill(text, 1000), fill(text, 200), portraitAddress
	d.Source.Name, d.Editor = fill("江海日报", 100), fill("沈墨", 100)
	d.Channel, d.Authors, d.Credits = nil, nil, nil
	for range 16 {
		d.Channel = append(d.Channel, fill("江海要闻", 60))
	}
	for range 50 {
		d.Authors = append(d.Authors, fill("宋清和", 100))
		d.Credits = append(d.Credits, Credit{fill("监制", 60), fill("周明远", 200)})
	}
	for range 20 {
		d.Reactions = append(d.Reactions, Reaction{fill("点赞", 20), 1e9})
	}
	for range 2 * maxEntries { // more are not looked at
		d.Items = append(d.Items, Item{Title: fill(text, 500), Summary: fill(text, 5000), PublishedAt: d.PublishedAt})
	}
	d.Number = Number{Value: "888,888,888.", Unit: fill("万辆", 8), Label: fill(text, 60), Delta: fill("同比+37.2%", 20)}
	for range 3 {
		d.Number.Facts = append(d.Number.Facts, fill(text, 80))
	}
	for range 12 {
		d.Number.Series = append(d.Number.Series, Point{Label: fill("十二月", 8), Value: 1e12})
	}
	d.Alert = Alert{Slogan: fill("暴雨红色预警", 8), Level: "red", Advice: fill("不要涉水通行，远离低洼路段\n", 200)}
	d.Debunk = Debunk{Claim: fill(text, 120), Verdict: fill("不实", 12), Fact: fill(text, 300), By: fill("江城疾控中心", 60)}
	d.Daily = Daily{Text: fill(text, 120), By: fill("一位老船员", 60), Note: fill("大雾", 12), Date: d.PublishedAt}
	for range 8 {
		d.Timeline = append(d.Timeline, Event{fill("9月18日", 16), fill(text, 80)})
	}
	d.CoverInfo.Credit, d.CoverInfo.Caption = fill("林知远摄", 200), fill(text, 500)
}

// ownParts fills in what one card alone shows.
func ownParts(d *Data) {
	d.Number = Number{
		Value: "186.5", Unit: "万辆", Label: "前10个月新能源汽车出口", Delta: "同比+37.2%",
		Facts: []string{"10月单月出口额首次超过300亿元", "L3级自动驾驶12月1日起在5城试点"},
	}
	for i, v := range []float64{15.1, 13.2, 17, 17.6, 18.4, 18.9, 19.5, 20.8, 22.4, 23.6} {
		d.Number.Series = append(d.Number.Series, Point{Label: strconv.Itoa(i+1) + "月", Value: v})
	}
	d.Alert = Alert{"暴雨预警", "orange", "不要涉水通行，远离低洼路段\n停止户外作业，关好门窗"}
	d.Debunk = Debunk{Claim: "喝隔夜水会致癌", Fact: "白开水放一夜，亚硝酸盐含量远低于饮用水标准；水要盖好，当天喝完。", By: "江海市疾控中心"}
	d.Timeline = []Event{
		{"03:20", "气象台发布暴雨黄色预警"}, {"06:45", "预警升级为红色，中小学停课"}, {"08:30", "地铁二号线江南段停运，接驳车开出"},
		{"11:00", "雨势减弱，三处积水点退水"}, {"13:15", "预警解除，地铁恢复运行"},
	}
	d.Daily = Daily{Text: "船停了以后，我才发现\n自己一直在听汽笛过日子。", By: "一位老船员", Note: "雾"}
}

// people adds five credits, authors and an editor.
func (c Case) people() Case {
	c.Data.Credits = []Credit{
		{"监制", "周明远"}, {"策划", "江海日报融媒体中心"}, {"摄影", "林知远"}, {"制图", "乔远山"}, {"校对", "叶知秋"},
	}
	if c.Data.Authors == nil {
		c.Data.Authors = []string{"宋清和", "方以舟"}
	}
	c.Data.Editor = "沈墨"
	return c
}

// read adds what readers left.
func (c Case) read() Case {
	c.Data.Reactions = []Reaction{{"点赞", 128_650}, {"在看", 3421}, {"评论", 0}}
	return c
}

func (c Case) cover(width, height int) Case {
	c.CoverWidth, c.CoverHeight = width, height
	c.Data.Cover = coverAddress
	info := &c.Data.CoverInfo
	info.FocusX, info.FocusY, info.Width, info.Height = 50, 40, width, height
	if info.Credit == "" {
		info.Credit = "林知远 摄"
	}
	return c
}
